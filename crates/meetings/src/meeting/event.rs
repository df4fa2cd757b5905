//! What happens to a meeting. Every word is an entry of the vault.

use std::num::NonZeroU16;

use kernel::{
    AgendaItemId, BodyId, ContactId, Date, EntryId, MeetingId, OutcomeId, PartnerId, StreamId,
    TopicId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::{ItemKind, Presence, ReplyKind};
use super::slot::{ClockTime, LocalDateTime};
use crate::facts::{OutcomeKind, Taker};

/// A meeting of a body was planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeetingPlanned {
    pub body: BodyId,
    /// Its number among the body's meetings (MTG-30).
    pub number: u32,
    pub begins: LocalDateTime,
    /// Absent for an open end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// True where the policy said how long it takes.
    pub minutes_by_policy: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntryId>,
    /// True where nobody named a place and the policy has a usual one (MTG-03).
    pub place_by_policy: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<EntryId>,
    pub planned_on: Date,
}

/// A meeting that took place before was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PastMeetingRecorded {
    pub body: BodyId,
    pub number: u32,
    pub held_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<ClockTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntryId>,
    pub present: Vec<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_others: Option<u32>,
    /// Its agenda: titles of items that have the same ids.
    pub topics: Vec<EntryId>,
}

/// A meeting took its number. It stands in the series of the body, not in the meeting's stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeetingNumbered {
    pub body: BodyId,
    pub meeting: MeetingId,
    pub number: u32,
}

/// A room was reserved: it is the meeting's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoomReserved {
    pub place: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<EntryId>,
    pub reserved_on: Date,
}

/// A meeting was moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeetingRescheduled {
    pub begins: LocalDateTime,
    /// Absent where it takes as long as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// Absent where it is where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    /// What calendars get with it.
    pub sequence: u32,
}

/// A meeting was cancelled before it was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeetingCancelled {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    pub cancelled_on: Date,
    /// What calendars get with it.
    pub sequence: u32,
}

/// Institutions, contacts and guests were invited: those who were not before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ParticipantsInvited {
    pub partners: Vec<PartnerId>,
    pub contacts: Vec<ContactId>,
    /// How many in all.
    pub guests: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<EntryId>,
    pub invited_on: Date,
    /// What calendars get with it.
    pub sequence: u32,
}

/// Somebody who was invited answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplyRecorded {
    pub partner: PartnerId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    pub reply: ReplyKind,
    pub replied_on: Date,
}

/// An item was put on the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgendaItemAdded {
    pub item: AgendaItemId,
    pub kind: ItemKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subgroup: Option<BodyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<NonZeroU16>,
    /// Its place from 1.
    pub position: u32,
}

/// An item was taken off the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgendaItemRemoved {
    pub item: AgendaItemId,
}

/// The agenda got another order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgendaReordered {
    pub items: Vec<AgendaItemId>,
}

/// A meeting was opened: it is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeetingOpened {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<ClockTime>,
}

/// Who was there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttendanceRecorded {
    pub partners: Vec<Presence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<u32>,
}

/// The body elected who writes the minutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinuteTakerElected {
    pub taker: Taker,
}

/// A meeting came to something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OutcomeRecorded {
    pub outcome: OutcomeId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<AgendaItemId>,
    pub kind: OutcomeKind,
    pub text: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
}

/// A task that a meeting gave is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TaskCompleted {
    pub outcome: OutcomeId,
    pub done_on: Date,
}

/// A meeting was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeetingClosed {
    pub closed_on: Date,
}

/// A fact of a meeting was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeetingFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<MeetingEvent>>,
    /// What calendars get: higher where something changed that was told.
    pub sequence: u32,
}

kernel::events! {
    /// What happens to a meeting.
    pub enum MeetingEvent {
        MeetingPlanned = 1,
        PastMeetingRecorded = 1,
        MeetingNumbered = 1,
        RoomReserved = 1,
        MeetingRescheduled = 1,
        MeetingCancelled = 1,
        ParticipantsInvited = 1,
        ReplyRecorded = 1,
        AgendaItemAdded = 1,
        AgendaItemRemoved = 1,
        AgendaReordered = 1,
        MeetingOpened = 1,
        AttendanceRecorded = 1,
        MinuteTakerElected = 1,
        OutcomeRecorded = 1,
        TaskCompleted = 1,
        MeetingClosed = 1,
        MeetingFactCorrected = 1,
    }
}

impl MeetingEvent {
    /// The stream in which it belongs, where that is the body's series and not the meeting's own.
    pub fn series(&self) -> Option<StreamId> {
        match self {
            Self::MeetingNumbered(e) => Some(StreamId::new("meeting-series", e.body.0)),
            Self::MeetingPlanned(_)
            | Self::PastMeetingRecorded(_)
            | Self::RoomReserved(_)
            | Self::MeetingRescheduled(_)
            | Self::MeetingCancelled(_)
            | Self::ParticipantsInvited(_)
            | Self::ReplyRecorded(_)
            | Self::AgendaItemAdded(_)
            | Self::AgendaItemRemoved(_)
            | Self::AgendaReordered(_)
            | Self::MeetingOpened(_)
            | Self::AttendanceRecorded(_)
            | Self::MinuteTakerElected(_)
            | Self::OutcomeRecorded(_)
            | Self::TaskCompleted(_)
            | Self::MeetingClosed(_)
            | Self::MeetingFactCorrected(_) => None,
        }
    }
}
