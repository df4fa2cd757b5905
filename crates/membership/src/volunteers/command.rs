//! What may be done with a group of volunteers.

use kernel::{
    Claim, Date, DomainCommand, NewText, PartialDate, PartnerId, SiteId, StreamId, VaultEntry,
    VolunteerGroupId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Registers a group of volunteers [Ehrenamtsgruppe anlegen] (MEM-48).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RegisterVolunteerGroupInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterVolunteerGroup {
    /// The new group's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<VolunteerGroupId>,
    /// The group's name, never a person's.
    pub name: NewText,
    /// Where it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// The partner that guides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// Since when it works, as far as known.
    pub since: PartialDate,
}

/// Records how many volunteers a group has [Zahl der Ehrenamtlichen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordVolunteerHeadcountInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordVolunteerHeadcount {
    pub group: VolunteerGroupId,
    pub count: u16,
    /// When they were counted, as far as known.
    pub on: PartialDate,
}

/// Records a basic training [Grundschulung], such as three times two hours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordVolunteerTrainingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordVolunteerTraining {
    pub group: VolunteerGroupId,
    /// How many sessions, from 1 to 50.
    pub sessions: u16,
    /// Hours of each, from 1 to 24.
    pub hours_per_session: u16,
    /// The last session's day.
    pub held_on: Date,
    /// How many took part, where somebody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants: Option<u16>,
}

/// Records a meeting for exchange [Austauschtreffen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordVolunteerExchangeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordVolunteerExchange {
    pub group: VolunteerGroupId,
    pub held_on: Date,
}

/// Records that all volunteers of the group are bound to confidentiality [Schweigepflicht].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ConfirmVolunteerConfidentialityInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmVolunteerConfidentiality {
    pub group: VolunteerGroupId,
    pub on: Date,
}

/// Ends a group of volunteers [Ehrenamtsgruppe beenden]; the day may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EndVolunteerGroupInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndVolunteerGroup {
    pub group: VolunteerGroupId,
    /// The last day.
    pub ended_on: Date,
}

/// Corrects what was recorded of a group [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectVolunteerGroupInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectVolunteerGroup {
    pub group: VolunteerGroupId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<VolunteerReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a group of volunteers.
    pub enum VolunteerReplacement for VolunteerCommand as "VolunteerReplacementInput" {
        RegisterVolunteerGroup,
        RecordVolunteerHeadcount,
        RecordVolunteerTraining,
        RecordVolunteerExchange,
        ConfirmVolunteerConfidentiality,
        EndVolunteerGroup,
    }
}

kernel::commands! {
    /// What may be done with a group of volunteers.
    pub enum VolunteerCommand {
        RegisterVolunteerGroup = "register-volunteer-group",
        RecordVolunteerHeadcount = "record-volunteer-headcount",
        RecordVolunteerTraining = "record-volunteer-training",
        RecordVolunteerExchange = "record-volunteer-exchange",
        ConfirmVolunteerConfidentiality = "confirm-volunteer-confidentiality",
        EndVolunteerGroup = "end-volunteer-group",
        CorrectVolunteerGroup = "correct-volunteer-group",
    }
}

impl CorrectVolunteerGroup {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<VolunteerCommand> {
        self.replacement.clone().map(VolunteerCommand::from)
    }
}

impl VolunteerCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::RegisterVolunteerGroup(c) => Some(("since", c.since.first_day())),
            Self::RecordVolunteerHeadcount(c) => Some(("on", c.on.first_day())),
            Self::RecordVolunteerTraining(c) => Some(("heldOn", c.held_on)),
            Self::RecordVolunteerExchange(c) => Some(("heldOn", c.held_on)),
            Self::ConfirmVolunteerConfidentiality(c) => Some(("on", c.on)),
            Self::EndVolunteerGroup(_) => None,
            Self::CorrectVolunteerGroup(c) => c.instead().and_then(|command| command.recorded_on()),
        }
    }
}

impl DomainCommand for VolunteerCommand {
    const STREAM: &'static str = "volunteers";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::RegisterVolunteerGroup(c) => c.id,
            Self::RecordVolunteerHeadcount(c) => Some(c.group),
            Self::RecordVolunteerTraining(c) => Some(c.group),
            Self::RecordVolunteerExchange(c) => Some(c.group),
            Self::ConfirmVolunteerConfidentiality(c) => Some(c.group),
            Self::EndVolunteerGroup(c) => Some(c.group),
            Self::CorrectVolunteerGroup(c) => Some(c.group),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::RegisterVolunteerGroup(c) = self {
            c.id = Some(VolunteerGroupId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RegisterVolunteerGroup(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::RegisterVolunteerGroup(c) => {
                let site = c.site.map(|id| StreamId::new("site", id.0));
                let partner = c.partner.map(|id| StreamId::new("partner", id.0));
                site.into_iter().chain(partner).collect()
            }
            Self::RecordVolunteerHeadcount(_)
            | Self::RecordVolunteerTraining(_)
            | Self::RecordVolunteerExchange(_)
            | Self::ConfirmVolunteerConfidentiality(_)
            | Self::EndVolunteerGroup(_) => Vec::new(),
            Self::CorrectVolunteerGroup(c) => {
                c.instead().map_or_else(Vec::new, |command| command.reads())
            }
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RegisterVolunteerGroup(c) => vec![(&c.name).into()],
            Self::RecordVolunteerHeadcount(_)
            | Self::RecordVolunteerTraining(_)
            | Self::RecordVolunteerExchange(_)
            | Self::ConfirmVolunteerConfidentiality(_)
            | Self::EndVolunteerGroup(_) => Vec::new(),
            Self::CorrectVolunteerGroup(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::RegisterVolunteerGroup(c) => {
                vec![Claim::of_name("volunteer-group-name", &c.name.content.0)]
            }
            Self::RecordVolunteerHeadcount(_)
            | Self::RecordVolunteerTraining(_)
            | Self::RecordVolunteerExchange(_)
            | Self::ConfirmVolunteerConfidentiality(_)
            | Self::EndVolunteerGroup(_) => Vec::new(),
            Self::CorrectVolunteerGroup(c) => c
                .instead()
                .map_or_else(Vec::new, |command| command.claims()),
        }
    }
}
