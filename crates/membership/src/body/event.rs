//! What happens to a body.

use kernel::{
    BodyId, Cadence, ContactId, Date, EntryId, Frozen, NetworkId, PartialDate, PartnerId, RegionId,
    SeatId, Strength,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::BodyKind;
use crate::codes::BodyCode;

/// A body was established, or planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BodyEstablished {
    pub kind: BodyKind,
    pub name: EntryId,
    /// The key of the policy's rule from which the frozen values come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<BodyCode>,
    pub policy_version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<BodyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_on: Option<PartialDate>,
    pub planned: bool,
    /// True where it only recommends.
    pub advisory: Frozen<bool>,
    pub cadence: Frozen<Cadence>,
    /// Keys of bodies and codes of organs to which it passes its recommendations.
    pub forwards_to: Frozen<Vec<BodyCode>>,
}

/// A planned body was founded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BodyFounded {
    pub founded_on: PartialDate,
}

/// The municipality adopted a cadence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CadenceSet {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u16>,
    pub strength: Strength,
    pub adopted_on: Date,
}

/// A seat was defined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeatDefined {
    pub seat: SeatId,
    pub function: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<PartnerId>,
    pub defined_on: Date,
}

/// A seat was filled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeatFilled {
    pub seat: SeatId,
    /// Absent where only the partner or the function is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// The partner for whom somebody sits there; absent where only the function is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    pub filled_on: Date,
}

/// A seat was vacated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeatVacated {
    pub seat: SeatId,
    /// The first day without anybody.
    pub vacated_on: Date,
}

/// The body passes its recommendations to others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ForwardingTargetsSet {
    pub bodies: Vec<BodyId>,
    pub organs: Vec<BodyCode>,
    pub set_on: Date,
}

/// A body was dissolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BodyDissolved {
    /// Its last day.
    pub dissolved_on: Date,
}

/// A body got another name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BodyRenamed {
    pub name: EntryId,
    pub renamed_on: Date,
}

/// A body works for another body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ParentSet {
    pub parent: BodyId,
    pub since: PartialDate,
}

/// The municipality adopted whether the body only recommends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdvisorySet {
    pub advisory: bool,
    pub adopted_on: Date,
}

/// A seat was removed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeatRemoved {
    pub seat: SeatId,
    /// The first day without the seat.
    pub removed_on: Date,
}

/// A partner takes part of its own accord.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BodyJoined {
    pub partner: PartnerId,
    pub since: PartialDate,
}

/// A partner takes part no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BodyLeft {
    pub partner: PartnerId,
    /// The first day without it.
    pub since: PartialDate,
}

/// A fact of a body was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BodyFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<BodyEvent>>,
}

kernel::events! {
    /// What happens to a body.
    pub enum BodyEvent {
        BodyEstablished = 1,
        BodyFounded = 1,
        BodyRenamed = 1,
        ParentSet = 1,
        AdvisorySet = 1,
        CadenceSet = 1,
        SeatDefined = 1,
        SeatFilled = 1,
        SeatVacated = 1,
        SeatRemoved = 1,
        BodyJoined = 1,
        BodyLeft = 1,
        ForwardingTargetsSet = 1,
        BodyDissolved = 1,
        BodyFactCorrected = 1,
    }
}
