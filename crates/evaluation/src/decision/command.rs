//! What may be done with a registered decision.

use kernel::{Date, DecisionId, DecisionRef, DocumentRef, NewText};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::CitedNumber;

/// Registers a decision of a council or a committee [Beschluss eintragen] (EVA-13).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RegisterDecisionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterDecision {
    /// The new one's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<DecisionId>,
    /// Organ, day and number.
    pub decision: DecisionRef,
    /// One line: what was decided.
    pub subject: NewText,
    /// The paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// Records under which number a paper cites the decision [Zitat festhalten] (EVA-13): each citation stays, also one that
/// contradicts the register (rules.md 1.9 no. 1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CiteDecisionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CiteDecision {
    pub decision: DecisionId,
    /// As the paper prints it.
    pub number: CitedNumber,
    /// Which paper, and where in it.
    pub paper: NewText,
    /// The day of the paper.
    pub cited_on: Date,
}

/// Settles which of the cited numbers is right [Zitat klären] (EVA-13). All citations stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SettleCitationsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettleCitations {
    pub decision: DecisionId,
    /// One under which the decision is registered or cited.
    pub number: CitedNumber,
    /// How it was found out.
    pub reason: NewText,
    pub settled_on: Date,
}

/// Corrects what was recorded of a registered decision [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectDecisionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectDecision {
    pub decision: DecisionId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<DecisionReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a registered decision.
    pub enum DecisionReplacement for DecisionCommand as "DecisionReplacementInput" {
        RegisterDecision,
        CiteDecision,
        SettleCitations,
    }
}

kernel::commands! {
    /// What may be done with a registered decision.
    pub enum DecisionCommand {
        RegisterDecision = "register-decision",
        CiteDecision = "cite-decision",
        SettleCitations = "settle-citations",
        CorrectDecision = "correct-decision",
    }
}
