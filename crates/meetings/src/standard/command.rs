//! What may be done with a common standard.

use kernel::{BodyId, Date, DocumentRef, MeetingId, NewText, StandardId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code! {
    /// What a review of a standard came to [Ergebnis der Überprüfung] (MTG-28).
    pub enum StandardReviewResult {
        /// it stays as it is
        Confirmed = "bestätigt",
        /// it has another wording from now on
        Revised = "überarbeitet",
        /// it holds no more
        Retired = "aufgehoben",
    }
}

/// Adopts a standard in a meeting [Standard vereinbaren] (MTG-28).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AdoptStandardInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdoptStandard {
    /// The new standard's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<StandardId>,
    pub body: BodyId,
    /// The meeting of the body in which it was adopted.
    pub meeting: MeetingId,
    /// One line.
    pub title: NewText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub adopted_on: Date,
    /// When it is to be reviewed; a later day than that of its adoption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
}

/// Records that a standard was reviewed [Standard überprüfen] (MTG-28).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReviewStandardInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewStandard {
    pub standard: StandardId,
    /// The meeting of its body that did; absent where nobody met for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    pub reviewed_on: Date,
    pub result: StandardReviewResult,
    /// The new wording, for a revision alone: text, document or both, instead of both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    /// When it is to be reviewed next; absent where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review_on: Option<Date>,
}

/// Retires a standard without a review [Standard aufheben] (MTG-28).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RetireStandardInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetireStandard {
    pub standard: StandardId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
    /// The first day on which it does not hold.
    pub retired_on: Date,
}

/// Corrects what was recorded of a standard [Angabe berichtigen]. Its body stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectStandardInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectStandard {
    pub standard: StandardId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<StandardReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a standard.
    pub enum StandardReplacement for StandardCommand as "StandardReplacementInput" {
        AdoptStandard,
        ReviewStandard,
        RetireStandard,
    }
}

kernel::commands! {
    /// What may be done with a common standard.
    pub enum StandardCommand {
        AdoptStandard = "adopt-standard",
        ReviewStandard = "review-standard",
        RetireStandard = "retire-standard",
        CorrectStandard = "correct-standard",
    }
}
