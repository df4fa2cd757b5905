//! What happens to a contact. Never a word about the person: ids of vault entries alone.

use kernel::{ContactId, Date, EntryId, Frozen, PartnerId, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::correcting::ContactFactCorrected;
use super::kind::{ConfirmationVia, ConsentGiver, ContactRole};
use crate::policy::ConsentRule;

/// A contact was designated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactDesignated {
    pub partner: PartnerId,
    pub person: PersonId,
    /// The person's details.
    pub details: EntryId,
    pub function: EntryId,
    /// True for the binding contact, false for a deputy.
    pub binding: bool,
    pub designated_on: Date,
    /// What the municipality asked for when the details were stored.
    pub consent_rule: Frozen<ConsentRule>,
}

/// The person has other details.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactDetailsChanged {
    pub details: EntryId,
    /// Present where the function changed too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<EntryId>,
    pub changed_on: Date,
    /// What the municipality asked for when the details were stored.
    pub consent_rule: Frozen<ConsentRule>,
    /// How the office learnt it; absent where nobody recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<ConfirmationVia>,
    /// The number of the request that this answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<u32>,
}

/// The contact speaks in another role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactRoleChanged {
    pub role: ContactRole,
    pub since: Date,
}

/// The contact was asked whether the details are still right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmationRequested {
    /// The fact's own number in the history, by which an answer names it.
    pub number: u32,
    pub requested_on: Date,
}

/// The details are still right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactConfirmed {
    pub confirmed_on: Date,
    /// How the office learnt it; absent where nobody recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<ConfirmationVia>,
    /// The number of the request that this answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<u32>,
}

/// The consent to store was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StorageConsentGiven {
    pub given_on: Date,
    /// The version of the text; absent where nobody recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_version: Option<u16>,
    /// Absent where nobody recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_by: Option<ConsentGiver>,
}

/// The consent to store was withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StorageConsentWithdrawn {
    pub withdrawn_on: Date,
}

/// The contact's role ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactRoleEnded {
    /// The last day.
    pub ended_on: Date,
    /// The contact that took the role over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<ContactId>,
    /// How the office learnt it; absent where nobody recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<ConfirmationVia>,
    /// The number of the request that this answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<u32>,
}

kernel::events! {
    /// What happens to a contact.
    pub enum ContactEvent {
        ContactDesignated = 1,
        ContactDetailsChanged = 1,
        ContactRoleChanged = 1,
        ConfirmationRequested = 1,
        ContactConfirmed = 1,
        StorageConsentGiven = 1,
        StorageConsentWithdrawn = 1,
        ContactRoleEnded = 1,
        ContactFactCorrected = 1,
    }
}
