//! What may be done with a body.

use std::collections::BTreeSet;

use kernel::{
    BodyId, Claim, ContactId, Date, DomainCommand, NetworkId, NewText, PartialDate, PartnerId,
    RegionId, SeatId, StreamId, Strength, VaultEntry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::codes::BodyCode;

kernel::code! {
    /// What a body is (MEM-37, MEM-40 … MEM-42).
    pub enum BodyKind {
        /// follows the whole process (Leverkusen, planned in Duisburg)
        QualityCircle = "Qualitätszirkel",
        /// steers a site (Leverkusen)
        SteeringGroup = "Steuerungsgruppe",
        /// works on a topic (Leverkusen)
        WorkingGroup = "Arbeitskreis, Arbeitsgruppe",
        /// all partners together, recommends (Duisburg)
        SteeringCommittee = "Lenkungskreis",
        /// prepares a topic for its parent body (Duisburg)
        SubGroup = "Untergruppe",
        /// prepares the meetings of a network (Stormarn)
        PreparationTeam = "Vorbereitungsteam",
        /// the coordinators of all networks (Stormarn)
        CoordinatorsMeeting = "Treffen der Netzwerkkoordinatorinnen und -koordinatoren",
        /// everybody, once in a while
        NetworkConference = "Netzwerkkonferenz",
        /// the members of a central network (Stormarn)
        CentralNetworkMeeting = "zentrales Netzwerktreffen",
    }
}

/// Establishes a body [Gremium einrichten] (MEM-37, MEM-40 … MEM-42).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EstablishBodyInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EstablishBody {
    /// The new body's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<BodyId>,
    /// The key of the policy's rule that says what the documents say, such as `qualitaetszirkel`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<BodyCode>,
    pub kind: BodyKind,
    pub name: NewText,
    /// The network for which it works; a preparation team needs one (MEM-41).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
    /// The body for which it works; a subgroup needs one (MEM-40).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<BodyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    /// When it was founded, as far as known; for a planned body when it is to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_on: Option<PartialDate>,
    /// True where it is only planned.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub planned: bool,
}

/// Records that a planned body was founded [Gründung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "FoundBodyInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundBody {
    pub body: BodyId,
    pub founded_on: PartialDate,
}

/// Records a cadence that the municipality adopted [Sitzungsturnus beschließen].
///
/// It overrides the documents' from its day on; at least one of `required` and `target` is needed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetCadenceInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetCadence {
    pub body: BodyId,
    /// The least number of meetings in a calendar year, 1 to 366.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 366))]
    pub required: Option<u16>,
    /// The number aimed at, 1 to 366.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 366))]
    pub target: Option<u16>,
    pub strength: Strength,
    pub adopted_on: Date,
}

/// Defines a seat from the business date on [Sitz] (MEM-38, MEM-39).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DefineSeatInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DefineSeat {
    pub body: BodyId,
    /// The new seat's id; the function's entry gives it one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<SeatId>,
    /// For whom it is, such as „Jugendhilfeplanung“.
    pub function: NewText,
    /// The partner for whom it sits there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<PartnerId>,
}

/// Fills a seat [Sitz besetzen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "FillSeatInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FillSeat {
    pub body: BodyId,
    pub seat: SeatId,
    /// Who takes it; absent where only its function is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    pub filled_on: Date,
}

/// Vacates a seat [Sitz wird frei].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "VacateSeatInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VacateSeat {
    pub body: BodyId,
    pub seat: SeatId,
    /// The first day without anybody.
    pub vacated_on: Date,
}

/// Records from the business date on to whom the body passes its recommendations [Weiterleitung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetForwardingTargetsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetForwardingTargets {
    pub body: BodyId,
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub bodies: Vec<BodyId>,
    /// Organs outside the network by their code, such as `jugendhilfeausschuss`.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub organs: Vec<BodyCode>,
}

/// Dissolves a body [Gremium auflösen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DissolveBodyInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DissolveBody {
    pub body: BodyId,
    /// Its last day.
    pub dissolved_on: Date,
}

kernel::commands! {
    /// What may be done with a body.
    pub enum BodyCommand {
        EstablishBody = "establish-body",
        FoundBody = "found-body",
        SetCadence = "set-cadence",
        DefineSeat = "define-seat",
        FillSeat = "fill-seat",
        VacateSeat = "vacate-seat",
        SetForwardingTargets = "set-forwarding-targets",
        DissolveBody = "dissolve-body",
    }
}

impl DefineSeat {
    /// The seat: the one named, else one that has the id of the function's entry.
    pub fn seat_id(&self) -> SeatId {
        self.seat.unwrap_or(SeatId(self.function.id.0))
    }
}

impl BodyCommand {
    /// The field and the day of the fact that the command records, `occurredOn` where it names no day of its own;
    /// such a day cannot lie ahead.
    ///
    /// The founding of a planned body is not among them.
    pub fn recorded_on(&self, occurred_on: Date) -> Option<(&'static str, Date)> {
        match self {
            Self::EstablishBody(c) if c.planned => None,
            Self::EstablishBody(c) => c.founded_on.map(|on| ("foundedOn", on.first_day())),
            Self::FoundBody(c) => Some(("foundedOn", c.founded_on.first_day())),
            Self::SetCadence(c) => Some(("adoptedOn", c.adopted_on)),
            Self::FillSeat(c) => Some(("filledOn", c.filled_on)),
            Self::VacateSeat(c) => Some(("vacatedOn", c.vacated_on)),
            Self::DissolveBody(c) => Some(("dissolvedOn", c.dissolved_on)),
            Self::DefineSeat(_) | Self::SetForwardingTargets(_) => {
                Some(("occurredOn", occurred_on))
            }
        }
    }
}

impl DomainCommand for BodyCommand {
    const STREAM: &'static str = "body";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::EstablishBody(c) => c.id,
            Self::FoundBody(c) => Some(c.body),
            Self::SetCadence(c) => Some(c.body),
            Self::DefineSeat(c) => Some(c.body),
            Self::FillSeat(c) => Some(c.body),
            Self::VacateSeat(c) => Some(c.body),
            Self::SetForwardingTargets(c) => Some(c.body),
            Self::DissolveBody(c) => Some(c.body),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::EstablishBody(c) = self {
            c.id = Some(BodyId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::EstablishBody(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::EstablishBody(c) => {
                let network = c.network.map(|id| StreamId::new("network", id.0));
                let parent = c.parent.map(|id| StreamId::new("body", id.0));
                let region = c.region.map(|id| StreamId::new("region", id.0));
                network.into_iter().chain(parent).chain(region).collect()
            }
            Self::DefineSeat(c) => c
                .on_behalf_of
                .iter()
                .map(|id| StreamId::new("partner", id.0))
                .collect(),
            Self::FillSeat(c) => c
                .contact
                .iter()
                .map(|id| StreamId::new("contact", id.0))
                .collect(),
            Self::SetForwardingTargets(c) => {
                let others: BTreeSet<_> = c.bodies.iter().filter(|id| **id != c.body).collect();
                others
                    .into_iter()
                    .map(|id| StreamId::new("body", id.0))
                    .collect()
            }
            Self::FoundBody(_)
            | Self::SetCadence(_)
            | Self::VacateSeat(_)
            | Self::DissolveBody(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::EstablishBody(c) => vec![(&c.name).into()],
            Self::DefineSeat(c) => vec![(&c.function).into()],
            Self::FoundBody(_)
            | Self::SetCadence(_)
            | Self::FillSeat(_)
            | Self::VacateSeat(_)
            | Self::SetForwardingTargets(_)
            | Self::DissolveBody(_) => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::EstablishBody(c) => vec![Claim::of_name("body-name", &c.name.content.0)],
            Self::FoundBody(_)
            | Self::SetCadence(_)
            | Self::DefineSeat(_)
            | Self::FillSeat(_)
            | Self::VacateSeat(_)
            | Self::SetForwardingTargets(_)
            | Self::DissolveBody(_) => Vec::new(),
        }
    }
}
