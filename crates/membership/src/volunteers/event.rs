//! What happens to a group of volunteers: counts and dates.

use kernel::{Date, EntryId, PartialDate, PartnerId, SiteId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A group was registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolunteerGroupRegistered {
    pub name: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    pub since: PartialDate,
}

/// Somebody counted the volunteers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolunteerHeadcountRecorded {
    pub count: u16,
    pub on: PartialDate,
}

/// A basic training was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolunteerTrainingRecorded {
    pub sessions: u16,
    pub hours_per_session: u16,
    /// The last session's day.
    pub held_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants: Option<u16>,
}

/// The volunteers met for exchange.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolunteerExchangeRecorded {
    pub held_on: Date,
}

/// All volunteers are bound to confidentiality.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolunteerConfidentialityConfirmed {
    pub on: Date,
}

/// A group ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolunteerGroupEnded {
    /// The last day.
    pub ended_on: Date,
}

/// A fact of a group was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolunteerFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<VolunteerEvent>>,
}

kernel::events! {
    /// What happens to a group of volunteers.
    pub enum VolunteerEvent {
        VolunteerGroupRegistered = 1,
        VolunteerHeadcountRecorded = 1,
        VolunteerTrainingRecorded = 1,
        VolunteerExchangeRecorded = 1,
        VolunteerConfidentialityConfirmed = 1,
        VolunteerGroupEnded = 1,
        VolunteerFactCorrected = 1,
    }
}
