//! What happens to a concept paper. Its words are entries of the vault.

use kernel::{Date, DecisionId, DocumentRef, EntryId, Interval};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::*;

/// A concept paper was adopted: its first version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConceptAdopted {
    pub title: EntryId,
    pub adopted_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// A concept paper was revised: its next version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConceptRevised {
    pub adopted_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// The municipality adopted how often the concept is revised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConceptIntervalSet {
    pub interval: Interval,
    pub adopted_on: Date,
}

/// The concept holds no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConceptRetired {
    pub reason: EntryId,
    /// The first day on which it does not hold.
    pub retired_on: Date,
}

/// A fact of a concept paper was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConceptFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<ConceptEvent>>,
}

impl From<&AdoptConcept> for ConceptAdopted {
    fn from(c: &AdoptConcept) -> Self {
        Self {
            title: c.title.id,
            adopted_on: c.adopted_on,
            decision: c.decision,
            document: c.document,
        }
    }
}

impl From<&ReviseConcept> for ConceptRevised {
    fn from(c: &ReviseConcept) -> Self {
        Self {
            adopted_on: c.adopted_on,
            decision: c.decision,
            summary: c.summary.as_ref().map(|text| text.id),
            document: c.document,
        }
    }
}

impl From<&SetConceptInterval> for ConceptIntervalSet {
    fn from(c: &SetConceptInterval) -> Self {
        Self {
            interval: c.interval.clone(),
            adopted_on: c.adopted_on,
        }
    }
}

impl From<&RetireConcept> for ConceptRetired {
    fn from(c: &RetireConcept) -> Self {
        Self {
            reason: c.reason.id,
            retired_on: c.retired_on,
        }
    }
}

kernel::events! {
    /// What happens to a concept paper.
    pub enum ConceptEvent {
        ConceptAdopted = 1,
        ConceptRevised = 1,
        ConceptIntervalSet = 1,
        ConceptRetired = 1,
        ConceptFactCorrected = 1,
    }
}
