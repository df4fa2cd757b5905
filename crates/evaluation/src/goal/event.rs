//! What happens to a goal. Its words are entries of the vault.

use kernel::{BodyId, Date, EntryId, GoalId, IndicatorId, MeetingId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::{GoalAssessment, GoalKind};
use super::command::*;

/// A goal was entered in the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GoalSet {
    pub kind: GoalKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<GoalId>,
    pub text: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    pub set_on: Date,
}

/// A goal has new words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GoalReworded {
    pub text: EntryId,
    pub reworded_on: Date,
}

/// A series of figures belongs to the goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GoalIndicatorLinked {
    pub indicator: IndicatorId,
    pub linked_on: Date,
}

/// A series of figures belongs to the goal no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GoalIndicatorUnlinked {
    pub indicator: IndicatorId,
    /// The first day on which it does not belong.
    pub unlinked_on: Date,
}

/// It was assessed how far the goal is reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GoalAssessed {
    pub assessment: GoalAssessment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    pub assessed_on: Date,
}

/// A goal is pursued no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GoalRetired {
    pub reason: EntryId,
    /// The first day on which it is not pursued.
    pub retired_on: Date,
}

/// A fact of a goal was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GoalFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<GoalEvent>>,
}

impl From<&SetGoal> for GoalSet {
    fn from(c: &SetGoal) -> Self {
        Self {
            kind: c.kind,
            number: c.number,
            parent: c.parent,
            text: c.text.id,
            body: c.body,
            meeting: c.meeting,
            set_on: c.set_on,
        }
    }
}

impl From<&RewordGoal> for GoalReworded {
    fn from(c: &RewordGoal) -> Self {
        Self {
            text: c.text.id,
            reworded_on: c.reworded_on,
        }
    }
}

impl From<&LinkGoalIndicator> for GoalIndicatorLinked {
    fn from(c: &LinkGoalIndicator) -> Self {
        Self {
            indicator: c.indicator,
            linked_on: c.linked_on,
        }
    }
}

impl From<&UnlinkGoalIndicator> for GoalIndicatorUnlinked {
    fn from(c: &UnlinkGoalIndicator) -> Self {
        Self {
            indicator: c.indicator,
            unlinked_on: c.unlinked_on,
        }
    }
}

impl From<&AssessGoal> for GoalAssessed {
    fn from(c: &AssessGoal) -> Self {
        Self {
            assessment: c.assessment,
            text: c.text.as_ref().map(|text| text.id),
            meeting: c.meeting,
            assessed_on: c.assessed_on,
        }
    }
}

impl From<&RetireGoal> for GoalRetired {
    fn from(c: &RetireGoal) -> Self {
        Self {
            reason: c.reason.id,
            retired_on: c.retired_on,
        }
    }
}

kernel::events! {
    /// What happens to a goal.
    pub enum GoalEvent {
        GoalSet = 1,
        GoalReworded = 1,
        GoalIndicatorLinked = 1,
        GoalIndicatorUnlinked = 1,
        GoalAssessed = 1,
        GoalRetired = 1,
        GoalFactCorrected = 1,
    }
}
