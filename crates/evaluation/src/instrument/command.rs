//! What may be done with an instrument of the evaluation.

use kernel::{BodyId, Date, DocumentRef, InstrumentId, NewText};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::items::{InstrumentAim, InstrumentItemInput, InstrumentKind};

/// Introduces an instrument [Erhebungsinstrument einführen] (EVA-02, EVA-03, EVA-04): its version 1. Its items say what is
/// counted or rated; there is no room for what somebody wrote about a family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "IntroduceInstrumentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IntroduceInstrument {
    /// The new one's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<InstrumentId>,
    pub kind: InstrumentKind,
    /// One line.
    pub title: NewText,
    /// What is counted or rated; none for protocols.
    pub items: Vec<InstrumentItemInput>,
    /// How many grades a rating has, the first the best: 2 to 10; absent where nothing is rated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<u8>,
    /// The form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub valid_from: Date,
}

/// Revises an instrument [Erhebungsinstrument überarbeiten] (EVA-08): its next version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReviseInstrumentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviseInstrument {
    pub instrument: InstrumentId,
    /// What the revision is for.
    pub aims: Vec<InstrumentAim>,
    /// All items of the version.
    pub items: Vec<InstrumentItemInput>,
    /// As for the first version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<u8>,
    /// The body that revised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// The form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub valid_from: Date,
}

/// Records that an instrument is used no more [Erhebungsinstrument abschaffen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RetireInstrumentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetireInstrument {
    pub instrument: InstrumentId,
    pub reason: NewText,
    /// The first day on which it is not used.
    pub retired_on: Date,
}

/// Corrects what was recorded of an instrument of the evaluation [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectInstrumentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectInstrument {
    pub instrument: InstrumentId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<InstrumentReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of an instrument of the evaluation.
    pub enum InstrumentReplacement for InstrumentCommand as "InstrumentReplacementInput" {
        IntroduceInstrument,
        ReviseInstrument,
        RetireInstrument,
    }
}

kernel::commands! {
    /// What may be done with an instrument of the evaluation.
    pub enum InstrumentCommand {
        IntroduceInstrument = "introduce-instrument",
        ReviseInstrument = "revise-instrument",
        RetireInstrument = "retire-instrument",
        CorrectInstrument = "correct-instrument",
    }
}
