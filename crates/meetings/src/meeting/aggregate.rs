//! A meeting's state: everything that was recorded, for readers of any day.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU16;

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    AgendaItemId, BodyId, ContactId, Date, EntryId, History, OutcomeId, PartnerId, TopicId,
};
use serde::{Deserialize, Serialize};

use super::command::{ItemKind, MeetingCommand, Presence, ReplyKind};
use super::error::MeetingRefusal;
use super::event::*;
use super::slot::{ClockTime, Slot};
use crate::facts::{MeetingsContext, OutcomeKind, Taker};

/// A meeting and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Meeting {
    pub body: Option<BodyId>,
    /// Its number among the body's meetings (MTG-30).
    pub number: Option<u32>,
    pub slot: Option<Slot>,
    /// Where it is (an entry of the vault), where somebody said so.
    pub place: Option<EntryId>,
    /// True where the policy's usual place holds.
    pub place_by_policy: bool,
    pub room: Option<Room>,
    /// Its occasion (an entry of the vault).
    pub topic: Option<EntryId>,
    /// Absent for a meeting that was recorded afterwards.
    pub planned_on: Option<Date>,
    pub invited: Invited,
    /// Every answer, in the order in which it was told.
    pub replies: Vec<Reply>,
    /// The fact since which answers count: before, they were for another time.
    pub asked_since: usize,
    /// What calendars have.
    pub sequence: u32,
    pub cancelled_on: Option<Date>,
    pub begun: Option<Begun>,
    pub closed_on: Option<Date>,
    /// In its order.
    pub agenda: Vec<AgendaItem>,
    pub removed_items: BTreeSet<AgendaItemId>,
    /// Absent where nobody recorded who was there.
    pub attendance: Option<Attendance>,
    pub taker: Option<Taker>,
    pub outcomes: Vec<Outcome>,
    pub history: History<MeetingEvent>,
}

/// A room that was reserved for the meeting as it is planned now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Room {
    pub confirmed_by: Option<EntryId>,
    pub reserved_on: Date,
}

/// Who was invited, each since when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Invited {
    pub partners: BTreeMap<PartnerId, Date>,
    pub contacts: BTreeMap<ContactId, Date>,
    /// How many without an institution.
    pub guests: u32,
    /// The first day on which anybody was.
    pub since: Option<Date>,
    /// What the last invitation said (an entry of the vault).
    pub letter: Option<EntryId>,
}

/// What an institution that was invited answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reply {
    /// Its number in the history.
    pub fact: usize,
    pub partner: PartnerId,
    pub contact: Option<ContactId>,
    pub reply: ReplyKind,
    pub replied_on: Date,
}

/// How a meeting that is held began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Begun {
    /// True where it was recorded afterwards.
    pub afterwards: bool,
    /// When it really began, where somebody wrote it down.
    pub at: Option<ClockTime>,
}

/// An item of the agenda. Its words are entries of the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgendaItem {
    pub id: AgendaItemId,
    pub kind: ItemKind,
    pub title: Option<EntryId>,
    pub note: Option<EntryId>,
    pub topic: Option<TopicId>,
    pub speaker: Option<EntryId>,
    pub partner: Option<PartnerId>,
    pub subgroup: Option<BodyId>,
    pub minutes: Option<NonZeroU16>,
}

/// Who was there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attendance {
    pub partners: Vec<Presence>,
    /// Persons without an institution; absent where nobody counted.
    pub others: Option<u32>,
}

/// What the meeting came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Outcome {
    pub id: OutcomeId,
    pub item: Option<AgendaItemId>,
    pub kind: OutcomeKind,
    /// Its words (an entry of the vault).
    pub text: EntryId,
    pub responsible: Option<PartnerId>,
    pub due_on: Option<Date>,
    /// When a task was done.
    pub done_on: Option<Date>,
}

impl Aggregate for Meeting {
    const TYPE: &'static str = "meeting";
    type Command = MeetingCommand;
    type Event = MeetingEvent;
    type Error = MeetingRefusal;
    type Services = MeetingsContext;

    async fn handle(
        &mut self,
        command: MeetingCommand,
        ctx: &MeetingsContext,
        sink: &EventSink<Self>,
    ) -> Result<(), MeetingRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: MeetingEvent) {
        if event.series().is_some() {
            return;
        }
        self.history.record(&event);
        match event {
            MeetingEvent::MeetingPlanned(e) => self.plan(&e),
            MeetingEvent::PastMeetingRecorded(e) => self.record_past(e),
            // It stands in the body's series.
            MeetingEvent::MeetingNumbered(_) => {}
            MeetingEvent::RoomReserved(e) => {
                self.place = Some(e.place);
                self.place_by_policy = false;
                self.room = Some(Room {
                    confirmed_by: e.confirmed_by,
                    reserved_on: e.reserved_on,
                });
            }
            MeetingEvent::MeetingRescheduled(e) => self.reschedule(&e),
            MeetingEvent::MeetingCancelled(e) => {
                self.cancelled_on = Some(e.cancelled_on);
                self.sequence = e.sequence;
            }
            MeetingEvent::ParticipantsInvited(e) => {
                let since = |id| (id, e.invited_on);
                self.invited
                    .partners
                    .extend(e.partners.into_iter().map(since));
                let since = |id| (id, e.invited_on);
                self.invited
                    .contacts
                    .extend(e.contacts.into_iter().map(since));
                self.invited.guests = e.guests;
                self.invited.since.get_or_insert(e.invited_on);
                self.invited.letter = e.letter.or(self.invited.letter);
            }
            MeetingEvent::ReplyRecorded(e) => self.replies.push(Reply {
                fact: self.history.len(),
                partner: e.partner,
                contact: e.contact,
                reply: e.reply,
                replied_on: e.replied_on,
            }),
            MeetingEvent::AgendaItemAdded(e) => self.add_item(&e),
            MeetingEvent::AgendaItemRemoved(e) => {
                self.agenda.retain(|item| item.id != e.item);
                self.removed_items.insert(e.item);
            }
            MeetingEvent::AgendaReordered(e) => {
                // An item that a correction brought back is not named; it goes to the end.
                let place = |id| e.items.iter().position(|named| *named == id);
                self.agenda
                    .sort_by_key(|item| place(item.id).unwrap_or(usize::MAX));
            }
            MeetingEvent::MeetingOpened(e) => {
                self.begun = Some(Begun {
                    afterwards: false,
                    at: e.opened_at,
                });
            }
            MeetingEvent::AttendanceRecorded(e) => {
                self.attendance = Some(Attendance {
                    partners: e.partners,
                    others: e.others,
                });
            }
            MeetingEvent::MinuteTakerElected(e) => self.taker = Some(e.taker),
            MeetingEvent::OutcomeRecorded(e) => self.outcomes.push(Outcome {
                id: e.outcome,
                item: e.item,
                kind: e.kind,
                text: e.text,
                responsible: e.responsible,
                due_on: e.due_on,
                done_on: None,
            }),
            MeetingEvent::TaskCompleted(e) => {
                let outcome = self.outcomes.iter_mut().find(|known| known.id == e.outcome);
                if let Some(outcome) = outcome {
                    outcome.done_on = Some(e.done_on);
                }
            }
            MeetingEvent::MeetingClosed(e) => self.closed_on = Some(e.closed_on),
            MeetingEvent::MeetingFactCorrected(e) => self.correct_fact(e),
        }
    }
}
