//! What happens to a recommendation. Its words are entries of the vault.

use kernel::{BodyId, Date, DecisionRef, EntryId, MeetingId, OutcomeId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::addressee::Addressee;
use super::command::{AnswerKind, RecommendationKind};
use crate::policy::MeetingDuty;

/// A body recommends what one of its meetings came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationRaised {
    pub meeting: MeetingId,
    pub outcome: OutcomeId,
    pub body: BodyId,
    pub kind: RecommendationKind,
    pub title: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    pub raised_on: Date,
}

/// It was passed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationForwarded {
    pub from: Addressee,
    pub to: Addressee,
    pub forwarded_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<MeetingDuty>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<EntryId>,
}

/// An addressee got it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationReceived {
    pub at: Addressee,
    pub received_on: Date,
}

/// An addressee answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationAnswered {
    pub from: Addressee,
    pub answer: AnswerKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    pub answered_on: Date,
}

/// The body that raised it saw in a meeting what came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationAnswerPresented {
    pub from: Addressee,
    pub meeting: MeetingId,
    /// The day of the meeting.
    pub presented_on: Date,
}

/// A subgroup prepares how it can be carried out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationAssignedToSubgroup {
    pub subgroup: BodyId,
    /// The body for which the subgroup works.
    pub body: BodyId,
    pub assigned_on: Date,
}

/// The subgroup gave it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationReturnedFromSubgroup {
    pub returned_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
}

/// It was withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationWithdrawn {
    pub reason: EntryId,
    pub withdrawn_on: Date,
}

/// Nothing more is expected of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationClosed {
    pub closed_on: Date,
}

/// A fact of a recommendation was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendationFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<RecommendationEvent>>,
}

kernel::events! {
    /// What happens to a recommendation.
    pub enum RecommendationEvent {
        RecommendationRaised = 1,
        RecommendationForwarded = 1,
        RecommendationReceived = 1,
        RecommendationAnswered = 1,
        RecommendationAnswerPresented = 1,
        RecommendationAssignedToSubgroup = 1,
        RecommendationReturnedFromSubgroup = 1,
        RecommendationWithdrawn = 1,
        RecommendationClosed = 1,
        RecommendationFactCorrected = 1,
    }
}
