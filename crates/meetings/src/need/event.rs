//! What happens to a need. Its words are entries of the vault.

use kernel::{BodyId, Date, EntryId, MeetingId, OfferId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sector::NeedSector;

/// A need was suggested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NeedSuggested {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    pub title: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<NeedSector>,
    pub suggested_on: Date,
}

/// A meeting discussed the need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NeedDiscussed {
    pub meeting: MeetingId,
    pub discussed_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
}

/// The need was met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NeedRealised {
    pub realised_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<OfferId>,
}

/// The need was put aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NeedShelved {
    pub reason: EntryId,
    pub shelved_on: Date,
}

/// The need was taken up again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NeedReopened {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    pub reopened_on: Date,
}

/// A fact of a need was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NeedFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<NeedEvent>>,
}

kernel::events! {
    /// What happens to a need.
    pub enum NeedEvent {
        NeedSuggested = 1,
        NeedDiscussed = 1,
        NeedRealised = 1,
        NeedShelved = 1,
        NeedReopened = 1,
        NeedFactCorrected = 1,
    }
}
