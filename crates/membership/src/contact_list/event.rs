//! What happens to the contact lists of a kind. A list is a recipe and ids, never its content.

use kernel::{Date, EntryId, NetworkId, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ContactListKind;

/// A contact list was issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactListIssued {
    pub kind: ContactListKind,
    /// Absent for the whole municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
    /// 1, 2, 3, …
    pub version: u32,
    /// The day whose contacts it shows.
    pub as_of: Date,
    pub issued_on: Date,
    pub recipients: Vec<PartnerId>,
    /// The version of the recipe by which it is rendered.
    pub template: u16,
}

/// An issue was withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactListIssueWithdrawn {
    pub version: u32,
    pub reason: EntryId,
    pub withdrawn_on: Date,
}

/// A fact of the lists was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactListFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<ContactListEvent>>,
}

kernel::events! {
    /// What happens to the contact lists of a kind.
    pub enum ContactListEvent {
        ContactListIssued = 1,
        ContactListIssueWithdrawn = 1,
        ContactListFactCorrected = 1,
    }
}
