//! What happens to a circular. Its words are entries of the vault.

use kernel::{Date, DocumentRef, EntryId, NetworkId, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A circular was drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CircularDrafted {
    pub subject: EntryId,
    pub body: EntryId,
    pub attachments: Vec<DocumentRef>,
    pub recipients: Vec<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
    pub drafted_on: Date,
}

/// A draft got another text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CircularRevised {
    pub subject: EntryId,
    pub body: EntryId,
    pub attachments: Vec<DocumentRef>,
}

/// A draft got other recipients.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CircularRecipientsSet {
    pub recipients: Vec<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
}

/// A circular was released as it stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CircularReleased {
    pub released_on: Date,
}

/// A draft was withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CircularWithdrawn {
    pub withdrawn_on: Date,
}

/// A fact of a circular was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CircularFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<CircularEvent>>,
}

kernel::events! {
    /// What happens to a circular.
    pub enum CircularEvent {
        CircularDrafted = 1,
        CircularRevised = 1,
        CircularRecipientsSet = 1,
        CircularReleased = 1,
        CircularWithdrawn = 1,
        CircularFactCorrected = 1,
    }
}
