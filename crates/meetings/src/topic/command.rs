//! What may be done with a proposed topic.

use kernel::{AgendaItemId, BodyId, Date, MeetingId, NewText, PartnerId, TopicId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::policy::AgendaKind;

/// Proposes a topic for a body [Thema vorschlagen] (MTG-09).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ProposeTopicInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposeTopic {
    /// The new topic's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<TopicId>,
    pub body: BodyId,
    /// The partner that proposes it; absent where the office does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<PartnerId>,
    /// One line; absent for an anonymous case talk alone (MTG-24).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<NewText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    /// Absent for an ordinary topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AgendaKind>,
    pub proposed_on: Date,
}

/// Supports a topic [Thema unterstützen] (MTG-09); each partner once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SupportTopicInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SupportTopic {
    pub topic: TopicId,
    /// The topic's body, in which the partner takes part.
    pub body: BodyId,
    pub partner: PartnerId,
    pub supported_on: Date,
}

/// Takes a support back [Unterstützung zurücknehmen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "WithdrawTopicSupportInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawTopicSupport {
    pub topic: TopicId,
    pub partner: PartnerId,
    pub withdrawn_on: Date,
}

/// Puts a topic on the agenda of a meeting of its body [auf die Tagesordnung setzen], or on that of another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ScheduleTopicInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScheduleTopic {
    pub topic: TopicId,
    pub meeting: MeetingId,
    /// The item of that meeting's agenda, where it is there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<AgendaItemId>,
    pub scheduled_on: Date,
}

/// Gives a topic to a subgroup of the body, which prepares it [in eine Untergruppe geben] (MTG-17).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssignTopicToSubgroupInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignTopicToSubgroup {
    pub topic: TopicId,
    pub subgroup: BodyId,
    pub assigned_on: Date,
}

/// Records that the subgroup gave the topic back [aus der Untergruppe zurück] (MTG-17).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReturnTopicInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReturnTopic {
    pub topic: TopicId,
    pub returned_on: Date,
    /// What the subgroup prepared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
}

/// Drops a topic that nobody pursues any more [Thema nicht weiterverfolgen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DropTopicInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DropTopic {
    pub topic: TopicId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
    pub dropped_on: Date,
}

/// Records that a meeting of the body dealt with the topic [Thema behandelt]: on the meeting's day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "MarkTopicDoneInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkTopicDone {
    pub topic: TopicId,
    pub meeting: MeetingId,
}

/// Corrects what was recorded of a topic [Angabe berichtigen]. Its body stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectTopicInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectTopic {
    pub topic: TopicId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<TopicReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a topic.
    pub enum TopicReplacement for TopicCommand as "TopicReplacementInput" {
        ProposeTopic,
        SupportTopic,
        WithdrawTopicSupport,
        ScheduleTopic,
        AssignTopicToSubgroup,
        ReturnTopic,
        DropTopic,
        MarkTopicDone,
    }
}

kernel::commands! {
    /// What may be done with a proposed topic.
    pub enum TopicCommand {
        ProposeTopic = "propose-topic",
        SupportTopic = "support-topic",
        WithdrawTopicSupport = "withdraw-topic-support",
        ScheduleTopic = "schedule-topic",
        AssignTopicToSubgroup = "assign-topic-to-subgroup",
        ReturnTopic = "return-topic",
        DropTopic = "drop-topic",
        MarkTopicDone = "mark-topic-done",
        CorrectTopic = "correct-topic",
    }
}
