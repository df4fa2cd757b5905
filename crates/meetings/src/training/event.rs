//! What happens to a training. Its words are entries of the vault; who took part is a number.

use kernel::{Date, EntryId, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::{TrainingKind, TrainingTopic};

/// A training is needed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrainingNeedRecorded {
    pub title: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    pub noted_on: Date,
}

/// The training was planned, or planned anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrainingPlanned {
    /// Absent where it kept its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<EntryId>,
    pub begins_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntryId>,
    pub kind: TrainingKind,
    pub topic: TrainingTopic,
    pub planned_on: Date,
}

/// The training was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrainingHeld {
    pub held_on: Date,
}

/// So many of an institution took part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrainingParticipationRecorded {
    pub partner: PartnerId,
    pub count: u16,
}

/// The training does not take place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrainingCancelled {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    pub cancelled_on: Date,
}

/// A fact of a training was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrainingFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<TrainingEvent>>,
}

kernel::events! {
    /// What happens to a training.
    pub enum TrainingEvent {
        TrainingNeedRecorded = 1,
        TrainingPlanned = 1,
        TrainingHeld = 1,
        TrainingParticipationRecorded = 1,
        TrainingCancelled = 1,
        TrainingFactCorrected = 1,
    }
}
