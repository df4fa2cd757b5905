//! What may be done with a training.

use kernel::{Date, NewText, PartnerId, TrainingId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code! {
    /// Who holds a training [organisiert, besucht] (MTG-27).
    pub enum TrainingKind {
        /// the network organises it
        Own = "selbst organisiert",
        /// somebody else does, and the network's institutions go there together
        Attended = "besucht",
    }
}

kernel::code! {
    /// What a training is about [Thema der Fortbildung] (MTG-27).
    pub enum TrainingTopic {
        /// child protection; the one that recurs in S2
        ChildProtection = "Kinderschutz",
        /// something else
        Other = "anderes Thema",
    }
}

/// Records that a training is needed [Fortbildungsbedarf feststellen] (MTG-27).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordTrainingNeedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordTrainingNeed {
    /// The new training's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<TrainingId>,
    /// One line.
    pub title: NewText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    pub noted_on: Date,
}

/// Plans a training [Fortbildung planen] (MTG-27): a new one, or one that was needed or planned before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "PlanTrainingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanTraining {
    /// The training that was needed or planned before; absent for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<TrainingId>,
    /// A new training's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<TrainingId>,
    /// One line; absent where the training keeps the one it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<NewText>,
    /// Its first day.
    pub begins_on: Date,
    /// Its last day; absent where it has one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<NewText>,
    pub kind: TrainingKind,
    pub topic: TrainingTopic,
    /// The day of the planning.
    pub planned_on: Date,
}

/// Records that a training was held [Fortbildung durchgeführt] (MTG-27).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "HoldTrainingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HoldTraining {
    pub training: TrainingId,
    /// Its first day, as it really was: the year in which the training counts is this day's.
    pub held_on: Date,
}

/// Records how many of an institution took part [Teilnahme je Einrichtung] (MTG-27): a number, never a person. A later
/// number replaces the former.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordTrainingParticipationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordTrainingParticipation {
    pub training: TrainingId,
    pub partner: PartnerId,
    /// At least one.
    #[schemars(range(min = 1))]
    pub count: u16,
}

/// Cancels a training that is needed or planned [Fortbildung absagen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CancelTrainingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelTraining {
    pub training: TrainingId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
    pub cancelled_on: Date,
}

/// Corrects what was recorded of a training [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectTrainingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectTraining {
    pub training: TrainingId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<TrainingReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a training.
    pub enum TrainingReplacement for TrainingCommand as "TrainingReplacementInput" {
        RecordTrainingNeed,
        PlanTraining,
        HoldTraining,
        RecordTrainingParticipation,
        CancelTraining,
    }
}

kernel::commands! {
    /// What may be done with a training.
    pub enum TrainingCommand {
        RecordTrainingNeed = "record-training-need",
        PlanTraining = "plan-training",
        HoldTraining = "hold-training",
        RecordTrainingParticipation = "record-training-participation",
        CancelTraining = "cancel-training",
        CorrectTraining = "correct-training",
    }
}
