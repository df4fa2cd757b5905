//! What happens to a proposed topic. Its words are entries of the vault.

use kernel::{AgendaItemId, BodyId, Date, EntryId, MeetingId, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::policy::AgendaKind;

/// A topic was proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicProposed {
    pub body: BodyId,
    /// Absent where the office proposed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<PartnerId>,
    /// Absent for an anonymous case talk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    /// Absent for an ordinary topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AgendaKind>,
    pub proposed_on: Date,
}

/// A partner supported the topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicSupported {
    pub partner: PartnerId,
    pub supported_on: Date,
}

/// A partner took its support back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicSupportWithdrawn {
    pub partner: PartnerId,
    pub withdrawn_on: Date,
}

/// The topic was put on the agenda of a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicScheduled {
    pub meeting: MeetingId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<AgendaItemId>,
    pub scheduled_on: Date,
}

/// The topic was given to a subgroup.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicAssignedToSubgroup {
    pub subgroup: BodyId,
    pub assigned_on: Date,
}

/// The subgroup gave the topic back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicReturned {
    pub returned_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
}

/// The topic was dropped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicDropped {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    pub dropped_on: Date,
}

/// A meeting dealt with the topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicDone {
    pub meeting: MeetingId,
    /// The day of the meeting.
    pub done_on: Date,
}

/// A fact of a topic was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<TopicEvent>>,
}

kernel::events! {
    /// What happens to a proposed topic.
    pub enum TopicEvent {
        TopicProposed = 1,
        TopicSupported = 1,
        TopicSupportWithdrawn = 1,
        TopicScheduled = 1,
        TopicAssignedToSubgroup = 1,
        TopicReturned = 1,
        TopicDropped = 1,
        TopicDone = 1,
        TopicFactCorrected = 1,
    }
}
