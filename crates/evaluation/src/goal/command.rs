//! What may be done with a goal.

use kernel::{BodyId, Date, GoalId, IndicatorId, MeetingId, NewText};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::{GoalAssessment, GoalKind};

/// Enters a goal in the register [Ziel aufnehmen] (EVA-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetGoalInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetGoal {
    /// The new one's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<GoalId>,
    pub kind: GoalKind,
    /// Its number in the paper; from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
    /// The guiding goal that an intermediate goal serves; a guiding goal has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<GoalId>,
    /// The words of the paper.
    pub text: NewText,
    /// The body that developed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// The meeting in which it was developed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    /// The day on which it was developed, or that of the paper.
    pub set_on: Date,
}

/// Gives a goal new words [Ziel umformulieren].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RewordGoalInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RewordGoal {
    pub goal: GoalId,
    pub text: NewText,
    pub reworded_on: Date,
}

/// Links a series of figures that says whether the goal is reached [Kennzahl zuordnen] (EVA-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "LinkGoalIndicatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkGoalIndicator {
    pub goal: GoalId,
    pub indicator: IndicatorId,
    pub linked_on: Date,
}

/// Unlinks a series of figures [Kennzahl entfernen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "UnlinkGoalIndicatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnlinkGoalIndicator {
    pub goal: GoalId,
    pub indicator: IndicatorId,
    /// The first day on which it does not belong.
    pub unlinked_on: Date,
}

/// Records how far the goal is reached [Zielerreichung bewerten] (EVA-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssessGoalInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessGoal {
    pub goal: GoalId,
    pub assessment: GoalAssessment,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    /// The meeting that assessed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    pub assessed_on: Date,
}

/// Takes a goal out of the register [Ziel aufheben].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RetireGoalInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetireGoal {
    pub goal: GoalId,
    pub reason: NewText,
    /// The first day on which it is not pursued.
    pub retired_on: Date,
}

/// Corrects what was recorded of a goal [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectGoalInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectGoal {
    pub goal: GoalId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<GoalReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a goal.
    pub enum GoalReplacement for GoalCommand as "GoalReplacementInput" {
        SetGoal,
        RewordGoal,
        LinkGoalIndicator,
        UnlinkGoalIndicator,
        AssessGoal,
        RetireGoal,
    }
}

kernel::commands! {
    /// What may be done with a goal.
    pub enum GoalCommand {
        SetGoal = "set-goal",
        RewordGoal = "reword-goal",
        LinkGoalIndicator = "link-goal-indicator",
        UnlinkGoalIndicator = "unlink-goal-indicator",
        AssessGoal = "assess-goal",
        RetireGoal = "retire-goal",
        CorrectGoal = "correct-goal",
    }
}
