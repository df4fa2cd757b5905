//! Regions of the municipality [Region] (MEM-43).

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    Claim, Correctable, CorrectionRefusal, Date, DomainCommand, EntryId, Facts, History, NewText,
    Refusal, RegionId, VaultEntry, correct,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::codes::RegionNumber;
use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};
use kernel::timeline::Succession;

/// Establishes a region [Region anlegen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EstablishRegionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EstablishRegion {
    /// The new region's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<RegionId>,
    pub name: NewText,
    /// Its roman number, such as `III`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<RegionNumber>,
}

/// Gives a region another name from the business date on [Region umbenennen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RenameRegionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenameRegion {
    pub region: RegionId,
    pub name: NewText,
}

/// Corrects what was recorded of a region [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectRegionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectRegion {
    pub region: RegionId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<RegionReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a region.
    pub enum RegionReplacement for RegionCommand as "RegionReplacementInput" {
        EstablishRegion,
        RenameRegion,
    }
}

impl CorrectRegion {
    /// The command that should have been given.
    fn instead(&self) -> Option<RegionCommand> {
        self.replacement.clone().map(RegionCommand::from)
    }
}

kernel::commands! {
    /// What may be done with a region.
    pub enum RegionCommand {
        EstablishRegion = "establish-region",
        RenameRegion = "rename-region",
        CorrectRegion = "correct-region",
    }
}

impl DomainCommand for RegionCommand {
    const STREAM: &'static str = "region";

    fn target(&self) -> Option<Uuid> {
        match self {
            Self::EstablishRegion(c) => c.id.map(|id| id.0),
            Self::RenameRegion(c) => Some(c.region.0),
            Self::CorrectRegion(c) => Some(c.region.0),
        }
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::EstablishRegion(c) = self {
            c.id = Some(RegionId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::EstablishRegion(_))
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::EstablishRegion(c) => vec![(&c.name).into()],
            Self::RenameRegion(c) => vec![(&c.name).into()],
            Self::CorrectRegion(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::EstablishRegion(c) => vec![Claim::of_name("region-name", &c.name.content.0)],
            Self::RenameRegion(c) => vec![Claim::of_name("region-name", &c.name.content.0)],
            Self::CorrectRegion(c) => c.instead().map_or_else(Vec::new, |c| c.claims()),
        }
    }
}

/// A region was established.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegionEstablished {
    pub name: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<RegionNumber>,
}

/// A region got another name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegionRenamed {
    pub name: EntryId,
    pub renamed_on: Date,
}

/// A fact of a region was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegionFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<RegionEvent>>,
}

kernel::events! {
    /// What happens to a region.
    pub enum RegionEvent {
        RegionEstablished = 1,
        RegionRenamed = 1,
        RegionFactCorrected = 1,
    }
}

/// A region and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Region {
    /// Its names (entries of the vault).
    pub names: Succession<EntryId>,
    pub number: Option<RegionNumber>,
    pub history: History<RegionEvent>,
}

impl Region {
    pub fn exists(&self) -> bool {
        !self.names.facts().is_empty()
    }

    /// The name on `day`.
    pub fn name_on(&self, day: Date) -> Option<EntryId> {
        self.names.on(day).copied()
    }

    /// What the command makes happen.
    pub fn decide(
        &self,
        command: &RegionCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<RegionEvent>, RegionRefusal> {
        Unfit::check_existence(Thing::Region, self.exists(), command.creates())?;
        match command {
            RegionCommand::EstablishRegion(c) => {
                Unfit::check_name(&c.name)?;
                Ok(vec![
                    RegionEstablished {
                        name: c.name.id,
                        number: c.number.clone(),
                    }
                    .into(),
                ])
            }
            RegionCommand::RenameRegion(c) => {
                Unfit::check_name(&c.name)?;
                Unfit::check_not_in_future("occurredOn", ctx.occurred_on, ctx.today)?;
                Ok(vec![
                    RegionRenamed {
                        name: c.name.id,
                        renamed_on: ctx.occurred_on,
                    }
                    .into(),
                ])
            }
            RegionCommand::CorrectRegion(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    RegionFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }
}

impl Aggregate for Region {
    const TYPE: &'static str = "region";
    type Command = RegionCommand;
    type Event = RegionEvent;
    type Error = RegionRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: RegionCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), RegionRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: RegionEvent) {
        self.history.record(&event);
        match event {
            RegionEvent::RegionEstablished(e) => {
                self.names.note(None, e.name);
                self.number = e.number;
            }
            RegionEvent::RegionRenamed(e) => self.names.note(Some(e.renamed_on.into()), e.name),
            RegionEvent::RegionFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Correctable for Region {
    fn history(&self) -> &History<RegionEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<RegionEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &RegionCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<RegionEvent>, RegionRefusal> {
        self.decide(command, ctx)
    }
}

/// Why a region's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RegionRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
}

impl Refusal for RegionRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MEM-43")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
        }
    }
}
