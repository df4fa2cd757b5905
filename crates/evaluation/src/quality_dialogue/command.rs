//! What may be done with a quality dialogue.

use kernel::{Date, IndicatorId, MeetingId, NewText, QualityDialogueId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::AreaStanding;
use crate::codes::CriterionCode;
use crate::policy::QualityAspect;

/// Opens a quality dialogue with its areas [Qualitätsdialog beginnen] (EVA-09).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "OpenQualityDialogueInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenQualityDialogue {
    /// The new one's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<QualityDialogueId>,
    /// One line.
    pub title: NewText,
    /// What it looks at: aspects that the policy names; empty for all of them.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub areas: Vec<QualityAspect>,
    pub opened_on: Date,
}

/// Records that the dialogue was held [Qualitätsdialog führen]: any number of times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "HoldQualityDialogueInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HoldQualityDialogue {
    pub dialogue: QualityDialogueId,
    /// The meeting in which it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    pub held_on: Date,
}

/// Agrees on a criterion of an area [Messkriterium vereinbaren] (EVA-09).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AgreeCriterionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreeCriterion {
    pub dialogue: QualityDialogueId,
    pub area: QualityAspect,
    pub criterion: CriterionCode,
    /// What is measured.
    pub text: NewText,
    /// The series of figures that measures it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<IndicatorId>,
    pub agreed_on: Date,
}

/// Drops a criterion [Messkriterium streichen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DropCriterionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DropCriterion {
    pub dialogue: QualityDialogueId,
    pub criterion: CriterionCode,
    pub reason: NewText,
    pub dropped_on: Date,
}

/// Records how far an area is [Stand des Bereichs] (EVA-09).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssessQualityAreaInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessQualityArea {
    pub dialogue: QualityDialogueId,
    pub area: QualityAspect,
    pub standing: AreaStanding,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    pub assessed_on: Date,
}

/// Closes the dialogue [Qualitätsdialog abschließen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CloseQualityDialogueInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseQualityDialogue {
    pub dialogue: QualityDialogueId,
    /// What it came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<NewText>,
    /// The last day.
    pub closed_on: Date,
}

/// Corrects what was recorded of a quality dialogue [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectQualityDialogueInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectQualityDialogue {
    pub dialogue: QualityDialogueId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<QualityDialogueReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a quality dialogue.
    pub enum QualityDialogueReplacement for QualityDialogueCommand as "QualityDialogueReplacementInput" {
        OpenQualityDialogue,
        HoldQualityDialogue,
        AgreeCriterion,
        DropCriterion,
        AssessQualityArea,
        CloseQualityDialogue,
    }
}

kernel::commands! {
    /// What may be done with a quality dialogue.
    pub enum QualityDialogueCommand {
        OpenQualityDialogue = "open-quality-dialogue",
        HoldQualityDialogue = "hold-quality-dialogue",
        AgreeCriterion = "agree-criterion",
        DropCriterion = "drop-criterion",
        AssessQualityArea = "assess-quality-area",
        CloseQualityDialogue = "close-quality-dialogue",
        CorrectQualityDialogue = "correct-quality-dialogue",
    }
}
