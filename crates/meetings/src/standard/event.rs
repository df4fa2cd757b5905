//! What happens to a common standard. Its words are entries of the vault.

use kernel::{BodyId, Date, DocumentRef, EntryId, MeetingId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::StandardReviewResult;

/// A meeting adopted the standard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StandardAdopted {
    pub body: BodyId,
    pub meeting: MeetingId,
    pub title: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub adopted_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
}

/// The standard was reviewed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StandardReviewed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    pub reviewed_on: Date,
    pub result: StandardReviewResult,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review_on: Option<Date>,
}

/// The standard was retired.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StandardRetired {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    pub retired_on: Date,
}

/// A fact of a standard was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StandardFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<StandardEvent>>,
}

kernel::events! {
    /// What happens to a common standard.
    pub enum StandardEvent {
        StandardAdopted = 1,
        StandardReviewed = 1,
        StandardRetired = 1,
        StandardFactCorrected = 1,
    }
}
