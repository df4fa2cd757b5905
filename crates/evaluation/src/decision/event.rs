//! What happens to a registered decision. Its words are entries of the vault.

use kernel::{Date, DecisionRef, DocumentRef, EntryId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::*;
use crate::codes::CitedNumber;

/// A decision was registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionRegistered {
    pub decision: DecisionRef,
    pub subject: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// A paper cites the decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionCited {
    pub number: CitedNumber,
    pub paper: EntryId,
    pub cited_on: Date,
}

/// It was settled which of the cited numbers is right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CitationsSettled {
    pub number: CitedNumber,
    pub reason: EntryId,
    pub settled_on: Date,
}

/// A fact of a registered decision was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<DecisionEvent>>,
}

impl From<&RegisterDecision> for DecisionRegistered {
    fn from(c: &RegisterDecision) -> Self {
        Self {
            decision: c.decision.clone(),
            subject: c.subject.id,
            document: c.document,
        }
    }
}

impl From<&CiteDecision> for DecisionCited {
    fn from(c: &CiteDecision) -> Self {
        Self {
            number: c.number.clone(),
            paper: c.paper.id,
            cited_on: c.cited_on,
        }
    }
}

impl From<&SettleCitations> for CitationsSettled {
    fn from(c: &SettleCitations) -> Self {
        Self {
            number: c.number.clone(),
            reason: c.reason.id,
            settled_on: c.settled_on,
        }
    }
}

kernel::events! {
    /// What happens to a registered decision.
    pub enum DecisionEvent {
        DecisionRegistered = 1,
        DecisionCited = 1,
        CitationsSettled = 1,
        DecisionFactCorrected = 1,
    }
}
