//! How an event with more than one consequence becomes state.

use kernel::{AgendaItemId, EntryId};

use super::aggregate::{AgendaItem, Attendance, Begun, Meeting};
use super::command::{ItemKind, Presence};
use super::event::*;
use super::slot::Slot;

impl Meeting {
    pub(super) fn plan(&mut self, e: &MeetingPlanned) {
        self.body = Some(e.body);
        self.number = Some(e.number);
        self.slot = Some(Slot {
            on: e.begins.day(),
            at: Some(e.begins.time()),
            minutes: e.minutes,
            minutes_by_policy: e.minutes_by_policy,
        });
        self.place = e.place;
        self.place_by_policy = e.place_by_policy;
        self.topic = e.topic;
        self.planned_on = Some(e.planned_on);
    }

    pub(super) fn record_past(&mut self, e: PastMeetingRecorded) {
        self.body = Some(e.body);
        self.number = Some(e.number);
        self.slot = Some(Slot {
            on: e.held_on,
            at: e.begins.clone(),
            minutes: None,
            minutes_by_policy: false,
        });
        self.place = e.place;
        self.begun = Some(Begun {
            afterwards: true,
            at: e.begins,
        });
        if !e.present.is_empty() || e.present_others.is_some() {
            let present = |partner| Presence {
                partner,
                persons: None,
            };
            self.attendance = Some(Attendance {
                partners: e.present.into_iter().map(present).collect(),
                others: e.present_others,
            });
        }
        self.agenda = e.topics.into_iter().map(AgendaItem::of_title).collect();
    }

    pub(super) fn reschedule(&mut self, e: &MeetingRescheduled) {
        let before = self.slot.take();
        let (minutes, minutes_by_policy) = match (e.minutes, &before) {
            (Some(minutes), _) => (Some(minutes), false),
            (None, Some(before)) => (before.minutes, before.minutes_by_policy),
            (None, None) => (None, false),
        };
        let slot = Slot {
            on: e.begins.day(),
            at: Some(e.begins.time()),
            minutes,
            minutes_by_policy,
        };
        if !before.is_some_and(|before| before.begins_with(&slot)) {
            self.asked_since = self.history.len();
        }
        self.slot = Some(slot);
        if let Some(place) = e.place {
            self.place = Some(place);
            self.place_by_policy = false;
        }
        self.room = None;
        self.sequence = e.sequence;
    }

    pub(super) fn add_item(&mut self, e: &AgendaItemAdded) {
        let place = usize::try_from(e.position).unwrap_or(usize::MAX);
        // A correction may have shortened what stood before it.
        let place = place.saturating_sub(1).min(self.agenda.len());
        let item = AgendaItem {
            id: e.item,
            kind: e.kind,
            title: e.title,
            note: e.note,
            topic: e.topic,
            speaker: e.speaker,
            partner: e.partner,
            subgroup: e.subgroup,
            minutes: e.minutes,
        };
        self.agenda.insert(place, item);
    }

    /// Folds anew, and keeps what only the order of what was told can say: the sequence, and since when answers count.
    pub(super) fn correct_fact(&mut self, e: MeetingFactCorrected) {
        let (before, asked_since, fact) = (self.slot.take(), self.asked_since, self.history.len());
        *self = self.history.corrected(e.fact, e.replacement);
        self.sequence = e.sequence;
        let moved = match (&before, &self.slot) {
            (Some(before), Some(slot)) => !before.begins_with(slot),
            (None, _) | (_, None) => true,
        };
        self.asked_since = if moved { fact } else { asked_since };
    }
}

impl AgendaItem {
    /// An item of which only the title is known; it has the title's id.
    fn of_title(title: EntryId) -> Self {
        Self {
            id: AgendaItemId(title.0),
            kind: ItemKind::Ordinary,
            title: Some(title),
            note: None,
            topic: None,
            speaker: None,
            partner: None,
            subgroup: None,
            minutes: None,
        }
    }
}
