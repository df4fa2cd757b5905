//! What may be done with a concept paper.

use kernel::{ConceptId, Date, DecisionId, DocumentRef, Interval, NewText};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Records that a concept paper was adopted [Fachkonzept beschlossen] (EVA-07): its first version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AdoptConceptInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdoptConcept {
    /// The new one's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ConceptId>,
    /// One line.
    pub title: NewText,
    pub adopted_on: Date,
    /// The decision in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    /// The paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// Records that a concept paper was revised [Fachkonzept fortgeschrieben] (EVA-07): its next version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReviseConceptInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviseConcept {
    pub concept: ConceptId,
    /// The day on which the version was adopted.
    pub adopted_on: Date,
    /// The decision in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    /// What is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<NewText>,
    /// The paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// Records how often the municipality decided to revise the concept [Fortschreibungsturnus festlegen] (EVA-07): it goes before
/// the policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetConceptIntervalInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetConceptInterval {
    pub concept: ConceptId,
    /// Such as `P2Y`.
    pub interval: Interval,
    pub adopted_on: Date,
}

/// Records that the concept holds no more [Fachkonzept aufheben].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RetireConceptInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetireConcept {
    pub concept: ConceptId,
    pub reason: NewText,
    /// The first day on which it does not hold.
    pub retired_on: Date,
}

/// Corrects what was recorded of a concept paper [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectConceptInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectConcept {
    pub concept: ConceptId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<ConceptReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a concept paper.
    pub enum ConceptReplacement for ConceptCommand as "ConceptReplacementInput" {
        AdoptConcept,
        ReviseConcept,
        SetConceptInterval,
        RetireConcept,
    }
}

kernel::commands! {
    /// What may be done with a concept paper.
    pub enum ConceptCommand {
        AdoptConcept = "adopt-concept",
        ReviseConcept = "revise-concept",
        SetConceptInterval = "set-concept-interval",
        RetireConcept = "retire-concept",
        CorrectConcept = "correct-concept",
    }
}
