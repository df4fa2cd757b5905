//! What holds of a meeting on a day. Every answer comes from recorded facts; none needs a job or the clock.

use kernel::{ContactId, Date, EntryId, PartnerId};

use super::aggregate::{Attendance, Meeting, Outcome, Reply};
use super::command::ItemKind;
use crate::cadence::CountedMeeting;
use crate::facts::{KnownMeeting, OutcomeKind};

kernel::code! {
    /// How far a meeting is [Stand der Sitzung].
    pub enum MeetingState {
        /// it has a day
        Planned = "geplant",
        /// somebody was invited
        Invited = "eingeladen",
        /// it is its day, and it was opened
        Open = "eröffnet",
        /// it took place; what it came to is still recorded
        Held = "stattgefunden",
        /// nothing is added any more
        Closed = "abgeschlossen",
        /// it does not take place
        Cancelled = "abgesagt",
    }
}

/// Where a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// As somebody said (an entry of the vault).
    Said(EntryId),
    /// Where the policy says that the body usually meets (MTG-03).
    Usual,
}

/// Whom a mail about the meeting goes to, and what calendars get with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub partners: Vec<PartnerId>,
    pub contacts: Vec<ContactId>,
    pub guests: u32,
    pub sequence: u32,
}

impl Meeting {
    pub fn exists(&self) -> bool {
        self.body.is_some()
    }

    /// The day of its beginning, as it is planned now.
    pub fn begins_on(&self) -> Option<Date> {
        self.slot.as_ref().map(|slot| slot.on)
    }

    /// The day on which it was held; `None` while it was not opened.
    pub fn held_on(&self) -> Option<Date> {
        self.begun.as_ref().and(self.begins_on())
    }

    /// Whether it counts for the cadence of the year: held, and begun in it.
    pub fn counts_for(&self, year: i16) -> bool {
        self.held_on().is_some_and(|day| day.year() == year)
    }

    /// What counting for the cadence needs to know of it. What was recorded afterwards counts from its own day on, as
    /// everywhere where a day is asked for.
    pub fn counted(&self) -> Option<CountedMeeting> {
        let begins_on = self.begins_on()?;
        Some(CountedMeeting {
            begins_on,
            known_since: self.planned_on.unwrap_or(begins_on),
            held: self.begun.is_some(),
            cancelled_on: self.cancelled_on,
        })
    }

    /// How far it is on `day`; `None` before it was planned, or held where it was recorded afterwards.
    pub fn state_on(&self, day: Date) -> Option<MeetingState> {
        let first = self.planned_on.or(self.held_on())?;
        if day < first {
            return None;
        }
        let by = |on: Option<Date>| on.is_some_and(|on| on <= day);
        let afterwards = self.begun.as_ref().is_some_and(|begun| begun.afterwards);
        Some(if by(self.cancelled_on) {
            MeetingState::Cancelled
        } else if by(self.closed_on) {
            MeetingState::Closed
        } else if self.held_on() == Some(day) && !afterwards {
            MeetingState::Open
        } else if by(self.held_on()) {
            MeetingState::Held
        } else if by(self.invited.since) {
            MeetingState::Invited
        } else {
            MeetingState::Planned
        })
    }

    /// Where it is, as far as somebody knows.
    pub fn place(&self) -> Option<Place> {
        let usual = self.place_by_policy.then_some(Place::Usual);
        self.place.map(Place::Said).or(usual)
    }

    /// Everybody who was invited: who hears of a new day, a cancellation, a correction.
    pub fn told(&self) -> Told {
        Told {
            partners: self.invited.partners.keys().copied().collect(),
            contacts: self.invited.contacts.keys().copied().collect(),
            guests: self.invited.guests,
            sequence: self.sequence,
        }
    }

    /// What the institution answered by `day`, or its contact, to the meeting as it is planned now.
    pub fn reply_on(
        &self,
        partner: PartnerId,
        contact: Option<ContactId>,
        day: Date,
    ) -> Option<&Reply> {
        self.answers(day)
            .filter(|reply| (reply.partner, reply.contact) == (partner, contact))
            .max_by_key(|reply| reply.replied_on)
    }

    /// Answers by `day` to the meeting as it is planned now.
    fn answers(&self, day: Date) -> impl Iterator<Item = &Reply> {
        let counts = move |reply: &&Reply| reply.fact.cmp(&self.asked_since).is_gt();
        let replies = self.replies.iter().filter(counts);
        replies.filter(move |reply| reply.replied_on <= day)
    }

    /// Institutions that were invited by `day`, and for which nobody has answered.
    pub fn open_invitations(&self, day: Date) -> Vec<PartnerId> {
        let answered = |partner| self.answers(day).any(|reply| reply.partner == partner);
        let invited = self.invited.partners.iter();
        invited
            .filter(|(partner, since)| **since <= day && !answered(**partner))
            .map(|(partner, _)| *partner)
            .collect()
    }

    /// Tasks out of an analysis of errors that were not done by `day` (MTG-25).
    pub fn improvement_items(&self, day: Date) -> Vec<&Outcome> {
        let of_an_analysis = |outcome: &Outcome| {
            let item = outcome.item.and_then(|item| self.item(item));
            item.is_some_and(|item| item.kind == ItemKind::ErrorAnalysis)
        };
        self.outcomes
            .iter()
            .filter(|outcome| outcome.kind == OutcomeKind::Task && of_an_analysis(outcome))
            .filter(|outcome| outcome.done_on.is_none_or(|on| day < on))
            .collect()
    }

    /// What other streams need to know of it.
    pub fn known(&self) -> Option<KnownMeeting> {
        let present = self.attendance.as_ref().map(Attendance::institutions);
        Some(KnownMeeting {
            body: self.body?,
            begins_on: self.begins_on()?,
            held: self.begun.is_some(),
            cancelled: self.cancelled_on.is_some(),
            closed: self.closed_on.is_some(),
            taker: self.taker.clone(),
            outcomes: self
                .outcomes
                .iter()
                .map(|outcome| (outcome.id, outcome.kind))
                .collect(),
            present: present.unwrap_or_default(),
        })
    }
}

/// What calendars call a meeting, in an invitation as in a feed: „Lenkungskreis, 4. Sitzung: Übergänge“.
pub fn caption(body: &str, number: Option<u32>, topic: Option<&str>) -> String {
    let number = number.map_or_else(String::new, |number| format!(", {number}. Sitzung"));
    let topic = topic.map_or_else(String::new, |topic| format!(": {topic}"));
    format!("{body}{number}{topic}")
}

impl Attendance {
    fn institutions(&self) -> std::collections::BTreeSet<PartnerId> {
        let present = self.partners.iter();
        present.map(|presence| presence.partner).collect()
    }
}
