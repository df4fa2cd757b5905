//! What happens to an experienced specialist's entry.

use kernel::{Date, DocumentRef, EntryId, Frozen, PartnerId, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::{LegalBasis, QualificationKind, SpecialistAvailability};
use crate::policy::ConsentRule;

/// A specialist was entered into the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistRegistered {
    pub person: PersonId,
    /// Name, telephone, fax, mail.
    pub details: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// Name and address of where the person works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<EntryId>,
    pub bases: Vec<LegalBasis>,
    pub municipal: bool,
    pub registered_on: Date,
    /// What the municipality asked for.
    pub consent_rule: Frozen<ConsentRule>,
}

/// The specialist advises others from a day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistBasesChanged {
    pub bases: Vec<LegalBasis>,
    pub changed_on: Date,
}

/// The person has other details.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistDetailsChanged {
    pub details: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// Name and address of where the person works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<EntryId>,
    pub changed_on: Date,
    /// What the municipality asked for.
    pub consent_rule: Frozen<ConsentRule>,
}

/// Evidence of a qualification was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistQualificationRecorded {
    pub kind: QualificationKind,
    pub held_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// The specialist held a training for the sites.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistTrainingRecorded {
    pub held_on: Date,
}

/// The specialist may be asked, or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistAvailabilityChanged {
    pub availability: SpecialistAvailability,
    pub from: Date,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Somebody said that the details are still right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistConfirmed {
    pub confirmed_on: Date,
}

/// The person consented to the storing of the details.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistConsentGiven {
    pub given_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_version: Option<u16>,
}

/// The person withdrew the consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistConsentWithdrawn {
    pub withdrawn_on: Date,
}

/// The specialist left the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistRegistrationEnded {
    /// The last day.
    pub ended_on: Date,
}

/// A fact of a specialist was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<SpecialistEvent>>,
}

kernel::events! {
    /// What happens to a specialist's entry.
    pub enum SpecialistEvent {
        SpecialistRegistered = 1,
        SpecialistBasesChanged = 1,
        SpecialistDetailsChanged = 1,
        SpecialistQualificationRecorded = 1,
        SpecialistTrainingRecorded = 1,
        SpecialistAvailabilityChanged = 1,
        SpecialistConfirmed = 1,
        SpecialistConsentGiven = 1,
        SpecialistConsentWithdrawn = 1,
        SpecialistRegistrationEnded = 1,
        SpecialistFactCorrected = 1,
    }
}
