//! What may be done with a body.

use kernel::{BodyId, Date, NetworkId, NewText, PartialDate, RegionId, Strength};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::seats::*;
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

/// Gives a body another name from the business date on [Gremium umbenennen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RenameBodyInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenameBody {
    pub body: BodyId,
    pub name: NewText,
}

/// Records for which other body it works [übergeordnetes Gremium] (MEM-37, MEM-40).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetParentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetParent {
    pub body: BodyId,
    pub parent: BodyId,
    pub since: PartialDate,
}

/// Records that the municipality adopted whether the body only recommends [Empfehlungscharakter] (MEM-40, MTG-15).
///
/// It overrides the documents' word from its day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetAdvisoryInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetAdvisory {
    pub body: BodyId,
    /// True where it only recommends, false where it decides.
    pub advisory: bool,
    pub adopted_on: Date,
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

/// Corrects what was recorded of a body [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectBodyInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectBody {
    pub body: BodyId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<BodyReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a body.
    pub enum BodyReplacement for BodyCommand as "BodyReplacementInput" {
        EstablishBody,
        FoundBody,
        RenameBody,
        SetParent,
        SetAdvisory,
        SetCadence,
        DefineSeat,
        FillSeat,
        VacateSeat,
        RemoveSeat,
        JoinBody,
        LeaveBody,
        SetForwardingTargets,
        DissolveBody,
    }
}

kernel::commands! {
    /// What may be done with a body.
    pub enum BodyCommand {
        EstablishBody = "establish-body",
        FoundBody = "found-body",
        RenameBody = "rename-body",
        SetParent = "set-parent",
        SetAdvisory = "set-advisory",
        SetCadence = "set-cadence",
        DefineSeat = "define-seat",
        FillSeat = "fill-seat",
        VacateSeat = "vacate-seat",
        RemoveSeat = "remove-seat",
        JoinBody = "join-body",
        LeaveBody = "leave-body",
        SetForwardingTargets = "set-forwarding-targets",
        DissolveBody = "dissolve-body",
        CorrectBody = "correct-body",
    }
}
