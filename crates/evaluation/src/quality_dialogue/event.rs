//! What happens to a quality dialogue. Its words are entries of the vault.

use kernel::{Date, EntryId, IndicatorId, MeetingId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::AreaStanding;
use super::command::*;
use crate::codes::CriterionCode;
use crate::policy::QualityAspect;

/// A quality dialogue was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityDialogueOpened {
    pub title: EntryId,
    /// What it looks at.
    pub areas: Vec<QualityAspect>,
    pub opened_on: Date,
}

/// The dialogue was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityDialogueHeld {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    pub held_on: Date,
}

/// A criterion of an area was agreed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CriterionAgreed {
    pub area: QualityAspect,
    pub criterion: CriterionCode,
    pub text: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<IndicatorId>,
    pub agreed_on: Date,
}

/// A criterion was dropped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CriterionDropped {
    pub criterion: CriterionCode,
    pub reason: EntryId,
    pub dropped_on: Date,
}

/// It was recorded how far an area is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityAreaAssessed {
    pub area: QualityAspect,
    pub standing: AreaStanding,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    pub assessed_on: Date,
}

/// The dialogue was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityDialogueClosed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<EntryId>,
    /// The last day.
    pub closed_on: Date,
}

/// A fact of a quality dialogue was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityDialogueFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<QualityDialogueEvent>>,
}

impl From<&HoldQualityDialogue> for QualityDialogueHeld {
    fn from(c: &HoldQualityDialogue) -> Self {
        Self {
            meeting: c.meeting,
            held_on: c.held_on,
        }
    }
}

impl From<&AgreeCriterion> for CriterionAgreed {
    fn from(c: &AgreeCriterion) -> Self {
        Self {
            area: c.area,
            criterion: c.criterion.clone(),
            text: c.text.id,
            indicator: c.indicator,
            agreed_on: c.agreed_on,
        }
    }
}

impl From<&DropCriterion> for CriterionDropped {
    fn from(c: &DropCriterion) -> Self {
        Self {
            criterion: c.criterion.clone(),
            reason: c.reason.id,
            dropped_on: c.dropped_on,
        }
    }
}

impl From<&AssessQualityArea> for QualityAreaAssessed {
    fn from(c: &AssessQualityArea) -> Self {
        Self {
            area: c.area,
            standing: c.standing,
            text: c.text.as_ref().map(|text| text.id),
            assessed_on: c.assessed_on,
        }
    }
}

impl From<&CloseQualityDialogue> for QualityDialogueClosed {
    fn from(c: &CloseQualityDialogue) -> Self {
        Self {
            result: c.result.as_ref().map(|text| text.id),
            closed_on: c.closed_on,
        }
    }
}

kernel::events! {
    /// What happens to a quality dialogue.
    pub enum QualityDialogueEvent {
        QualityDialogueOpened = 1,
        QualityDialogueHeld = 1,
        CriterionAgreed = 1,
        CriterionDropped = 1,
        QualityAreaAssessed = 1,
        QualityDialogueClosed = 1,
        QualityDialogueFactCorrected = 1,
    }
}
