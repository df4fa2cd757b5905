//! The municipality's state and its decisions.

use cqrs_es::event_sink::EventSink;
use kernel::{Date, DecisionContext, EntryId, NewEntry, RegionalKey, State};
use serde::{Deserialize, Serialize};

use super::command::{AdoptPolicy, AssignRegionalKey, MunicipalityCommand, OnboardMunicipality};
use super::error::MunicipalityRefusal;
use super::event::{MunicipalityEvent, MunicipalityOnboarded, PolicyAdopted, RegionalKeyAssigned};
use crate::document::{Digest, PolicyText};
use crate::overview::StateRelease;
use crate::policy_file::{DatedKey, PolicyFile};

/// A policy version and its first day; it holds until the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AdoptedPolicy {
    pub version: u32,
    /// The policy file's text, in the vault.
    pub document: EntryId,
    pub digest: Digest,
    pub valid_from: Date,
    /// What the state sees on the days of this version; nothing is released where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_release: Option<StateRelease>,
}

/// A regional key and its first day; it holds until the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignedKey {
    pub ags: RegionalKey,
    pub valid_from: Date,
}

/// The tenant as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Municipality {
    name: Option<EntryId>,
    keys: Vec<AssignedKey>,
    policies: Vec<AdoptedPolicy>,
}

impl Municipality {
    pub fn exists(&self) -> bool {
        self.name.is_some()
    }

    /// The name's entry in the vault.
    pub fn name(&self) -> Option<EntryId> {
        self.name
    }

    /// Every key in the order of its day.
    pub fn keys(&self) -> &[AssignedKey] {
        &self.keys
    }

    /// Every policy in the order of its version and its day.
    pub fn versions(&self) -> &[AdoptedPolicy] {
        &self.policies
    }

    /// The policy that holds on the day; `None` before the first one begins.
    pub fn policy_on(&self, day: Date) -> Option<&AdoptedPolicy> {
        self.policies
            .iter()
            .rfind(|policy| policy.valid_from <= day)
    }

    /// As [`policy_on`](Self::policy_on), refusing a day without policy: there is no silent default.
    pub fn require_policy_on(&self, day: Date) -> Result<&AdoptedPolicy, MunicipalityRefusal> {
        let first = self.policies.first().map(|policy| policy.valid_from);
        self.policy_on(day)
            .ok_or(MunicipalityRefusal::PolicyNotYetValid { day, first })
    }

    /// Whether the policy that holds on the day shows the state the municipality's numbers [freigegeben]; before the
    /// first policy begins, nothing is released.
    pub fn releases_counts_on(&self, day: Date) -> bool {
        self.policy_on(day)
            .and_then(|policy| policy.state_release)
            .is_some_and(StateRelease::releases_counts)
    }

    /// The key that holds on the day; `None` before the first one begins.
    pub fn regional_key_on(&self, day: Date) -> Option<&RegionalKey> {
        self.keys
            .iter()
            .rfind(|key| key.valid_from <= day)
            .map(|key| &key.ags)
    }

    /// The state [Land] in which the municipality lies on the day.
    pub fn state_on(&self, day: Date) -> Option<State> {
        self.regional_key_on(day).map(RegionalKey::state)
    }

    fn onboard(
        &self,
        command: &OnboardMunicipality,
    ) -> Result<Vec<MunicipalityEvent>, MunicipalityRefusal> {
        if self.exists() {
            return Err(MunicipalityRefusal::AlreadyExists);
        }
        let file = read(&command.document, &command.municipality)?;
        let mut events = vec![
            MunicipalityOnboarded {
                name: command.name.id,
            }
            .into(),
        ];
        events.extend(
            file.keys
                .iter()
                .map(|DatedKey { key, valid_from }| key_assigned(key, *valid_from)),
        );
        events.push(self.adopted(&command.document, &file));
        Ok(events)
    }

    fn assign_key(
        &self,
        command: &AssignRegionalKey,
    ) -> Result<Vec<MunicipalityEvent>, MunicipalityRefusal> {
        self.require_existence()?;
        let given = command.valid_from;
        match self.keys.last() {
            Some(last) if last.ags == command.ags && last.valid_from == given => Ok(Vec::new()),
            Some(last) if given <= last.valid_from => Err(MunicipalityRefusal::KeyNotLater {
                given,
                former: last.valid_from,
            }),
            Some(_) | None => Ok(vec![key_assigned(&command.ags, given)]),
        }
    }

    fn adopt(&self, command: &AdoptPolicy) -> Result<Vec<MunicipalityEvent>, MunicipalityRefusal> {
        self.require_existence()?;
        let last = self.policies.last();
        if last.is_some_and(|last| last.digest == command.document.content.digest()) {
            return Ok(Vec::new());
        }
        let file = read(&command.document, &command.municipality)?;
        match last.map(|last| last.valid_from) {
            Some(former) if file.valid_from < former => {
                Err(MunicipalityRefusal::PolicyBeforeFormer {
                    given: file.valid_from,
                    former,
                })
            }
            Some(_) | None => Ok(vec![self.adopted(&command.document, &file)]),
        }
    }

    fn require_existence(&self) -> Result<(), MunicipalityRefusal> {
        if self.exists() {
            Ok(())
        } else {
            Err(MunicipalityRefusal::NotFound)
        }
    }

    fn adopted(&self, document: &NewEntry<PolicyText>, file: &PolicyFile) -> MunicipalityEvent {
        PolicyAdopted {
            policy_version: self.policies.last().map_or(1, |last| last.version + 1),
            valid_from: file.valid_from,
            document: document.id,
            digest: document.content.digest(),
            state_release: file.policy.overview.state_release.binding().copied(),
        }
        .into()
    }
}

/// Reads the document, which must be the municipality's own.
fn read(
    document: &NewEntry<PolicyText>,
    municipality: &kernel::MunicipalityId,
) -> Result<PolicyFile, MunicipalityRefusal> {
    let file = PolicyFile::read(&format!("{municipality}.toml"), &document.content.0)
        .map_err(MunicipalityRefusal::PolicyUnreadable)?;
    if file.id == *municipality {
        Ok(file)
    } else {
        Err(MunicipalityRefusal::OtherMunicipality { found: file.id })
    }
}

fn key_assigned(ags: &RegionalKey, valid_from: Date) -> MunicipalityEvent {
    RegionalKeyAssigned {
        ags: ags.clone(),
        state: ags.state().code().to_owned(),
        valid_from,
    }
    .into()
}

impl cqrs_es::Aggregate for Municipality {
    const TYPE: &'static str = "municipality";
    type Command = MunicipalityCommand;
    type Event = MunicipalityEvent;
    type Error = MunicipalityRefusal;
    /// It rests on nothing but its own events and the document that the command brings.
    type Services = DecisionContext<(), ()>;

    async fn handle(
        &mut self,
        command: MunicipalityCommand,
        _: &Self::Services,
        sink: &EventSink<Self>,
    ) -> Result<(), MunicipalityRefusal> {
        let events = match &command {
            MunicipalityCommand::OnboardMunicipality(command) => self.onboard(command),
            MunicipalityCommand::AssignRegionalKey(command) => self.assign_key(command),
            MunicipalityCommand::AdoptPolicy(command) => self.adopt(command),
        }?;
        for event in events {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: MunicipalityEvent) {
        match event {
            MunicipalityEvent::MunicipalityOnboarded(MunicipalityOnboarded { name }) => {
                self.name = Some(name)
            }
            MunicipalityEvent::RegionalKeyAssigned(RegionalKeyAssigned {
                ags,
                state: _,
                valid_from,
            }) => {
                self.keys.push(AssignedKey { ags, valid_from });
            }
            MunicipalityEvent::PolicyAdopted(PolicyAdopted {
                policy_version,
                valid_from,
                document,
                digest,
                state_release,
            }) => {
                self.policies.push(AdoptedPolicy {
                    version: policy_version,
                    document,
                    digest,
                    valid_from,
                    state_release,
                });
            }
        }
    }
}
