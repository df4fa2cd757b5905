//! Meetings: who is invited, and who hears that something changed (MTG-08).
//!
//! Whoever has a calendar letter of a meeting hears of what follows, also where he speaks for his partner no more: his
//! calendar has the meeting. Only a correction that takes an invitation back takes the entry out again.

use std::collections::BTreeSet;

use eventstore::load::Fold as _;
use eventstore::{Loaded, Position};
use jiff::{Timestamp, ToSpan as _};
use kernel::{ContactId, Date, PartnerId, StreamId};
use meetings::meeting::{Meeting, MeetingEvent};

use super::{Case, NotQueued, Wish, at};
use crate::desk::until;
use crate::people::People;
use crate::rule::Rule;

/// A meeting before the event and after it.
struct Change {
    before: Meeting,
    after: Meeting,
    /// The position since which calendars have the sequence that they have.
    told_since: Position,
}

impl Change {
    fn read(loaded: &Loaded, stream: &StreamId, position: Position) -> Result<Self, NotQueued> {
        let mut told_since = 0;
        let mut meeting = Meeting::default();
        for event in loaded.stream(stream) {
            if event.position >= position {
                break;
            }
            let sequence = meeting.sequence;
            meeting.fold(event.read()?);
            if meeting.sequence > sequence {
                told_since = event.position;
            }
        }
        Ok(Self {
            before: meeting,
            after: until(loaded, stream, position)?,
            told_since,
        })
    }

    fn raises(&self) -> bool {
        self.before.sequence < self.after.sequence
    }

    /// Everybody whom the meeting names, before or after.
    fn partners(&self) -> BTreeSet<PartnerId> {
        let before = self.before.invited.partners.keys();
        before
            .chain(self.after.invited.partners.keys())
            .copied()
            .collect()
    }

    fn contacts(&self) -> BTreeSet<ContactId> {
        let before = self.before.invited.contacts.keys();
        before
            .chain(self.after.invited.contacts.keys())
            .copied()
            .collect()
    }
}

impl Case<'_> {
    pub(super) async fn of_meeting(&self) -> Result<Vec<Wish>, NotQueued> {
        let event: MeetingEvent = self.event.read()?;
        let stream = self.event.stream;
        let loaded = self.desk.load(&[stream]).await?;
        let change = Change::read(&loaded, &stream, self.event.position)?;
        self.watch_replies(&change.after).await?;
        if !self.is_ahead(&change.after) {
            return Ok(Vec::new());
        }
        let wrote = self.has_entry(0);
        let contacts = change.contacts().into_iter().chain(wrote.iter().copied());
        let people = self.people(change.partners(), contacts).await?;
        Ok(match event {
            MeetingEvent::ParticipantsInvited(invited) if self.is_news(invited.invited_on) => {
                let named: BTreeSet<ContactId> = invited.contacts.into_iter().collect();
                let all_named = change.after.invited.contacts.keys().copied().collect();
                let mut readers = people.readers(invited.partners, &all_named, self.today);
                readers.extend(named);
                vec![self.invite(&change, readers)]
            }
            MeetingEvent::MeetingRescheduled(_) if self.is_news(self.event.occurred_on) => {
                let readers = self.told(&people, &change.after, &wrote);
                vec![of(&change.after, Rule::MeetingUpdate, readers)]
            }
            MeetingEvent::MeetingCancelled(cancelled) if self.is_news(cancelled.cancelled_on) => {
                let readers = self.told(&people, &change.after, &wrote);
                vec![of(&change.after, Rule::MeetingCancellation, readers)]
            }
            MeetingEvent::MeetingFactCorrected(_) => self.corrected(&people, &change, &wrote),
            _ => Vec::new(),
        })
    }

    /// What a correction makes known: to those who stay invited that something is otherwise, to those who are new that
    /// they are invited, to those who are not any more that they were by mistake.
    fn corrected(
        &self,
        people: &People,
        change: &Change,
        wrote: &BTreeSet<ContactId>,
    ) -> Vec<Wish> {
        let Change { before, after, .. } = change;
        if before.cancelled_on.is_some() && after.cancelled_on.is_some() {
            return Vec::new();
        }
        let told = self.told(people, after, wrote);
        let mut wishes = Vec::new();
        if change.raises() {
            let rule = match after.cancelled_on {
                Some(_) => Rule::MeetingCancellation,
                None => Rule::MeetingUpdate,
            };
            wishes.push(of(after, rule, told.clone()));
        } else if after.cancelled_on.is_none() {
            let known = self.told(people, before, wrote);
            let new = told.difference(&known).copied().collect();
            wishes.push(self.invite(change, new));
        }
        if after.cancelled_on.is_none() {
            // A partner's own row is no contact: whoever read it is not known here.
            let gone = wrote.difference(&told).copied();
            let gone = gone.filter(|reader| people.contact(*reader).is_some());
            wishes.push(of(after, Rule::MeetingCancellation, gone.collect()));
        }
        wishes
    }

    /// An invitation for those who have none with the present sequence.
    fn invite(&self, change: &Change, mut readers: BTreeSet<ContactId>) -> Wish {
        let have = self.has_entry(change.told_since);
        readers.retain(|reader| !have.contains(reader));
        of(&change.after, Rule::MeetingInvitation, readers)
    }

    /// Everybody who hears of a change: who is invited, and whoever was written to for those.
    fn told(
        &self,
        people: &People,
        meeting: &Meeting,
        wrote: &BTreeSet<ContactId>,
    ) -> BTreeSet<ContactId> {
        let told = meeting.told();
        let named: BTreeSet<ContactId> = told.contacts.into_iter().collect();
        let mut readers = people.readers(told.partners, &named, self.today);
        readers.extend(named);
        let before = wrote.iter().copied();
        readers.extend(before.filter(|reader| is_invited(people, meeting, *reader)));
        readers
    }

    /// Whose calendars have the meeting from letters that were queued from a position on.
    fn has_entry(&self, since: Position) -> BTreeSet<ContactId> {
        let mut have = BTreeSet::new();
        for letter in self.sent.iter().filter(|letter| letter.position >= since) {
            match Rule::of_code(&letter.rule) {
                Some(Rule::MeetingInvitation | Rule::MeetingUpdate) => {
                    have.insert(letter.reader);
                }
                Some(Rule::MeetingCancellation) => {
                    have.remove(&letter.reader);
                }
                _ => {}
            }
        }
        have
    }

    /// True while a letter about the meeting can still be of use.
    fn is_ahead(&self, meeting: &Meeting) -> bool {
        is_ahead(meeting, self.today)
    }
}

/// True while nobody opened it and its day has not passed.
pub(super) fn is_ahead(meeting: &Meeting, today: Date) -> bool {
    meeting.begun.is_none() && meeting.begins_on().is_some_and(|day| today <= day)
}

/// True where the contact was invited by name or his partner was.
pub(crate) fn is_invited(people: &People, meeting: &Meeting, contact: ContactId) -> bool {
    if meeting.invited.contacts.contains_key(&contact) {
        return true;
    }
    let Some(partner) = people.partner_of(contact) else {
        return false;
    };
    let mut invited = meeting.invited.partners.keys();
    invited.any(|named| people.stays(*named) == partner)
}

fn of(meeting: &Meeting, rule: Rule, readers: BTreeSet<ContactId>) -> Wish {
    Wish {
        rule,
        readers,
        expires_at: end_of_day(meeting),
    }
}

/// The end of the meeting's day: a letter about it is of no use afterwards.
pub(super) fn end_of_day(meeting: &Meeting) -> Option<Timestamp> {
    let day = meeting.begins_on()?;
    at(day.saturating_add(1.day()), 0)
}
