//! Which events make letters, and for whom.
//!
//! *Shape*: an event in, rows of `outbox.letter` out, one for each reader; and the days of `consumer.due` on which somebody
//! may have to be reminded.
//! *Correctness*: rows and checkpoint commit together. A row's key is (rule, position, reader), and an event that has
//! letters already gets no more, whoever speaks for a partner meanwhile: an event that is scanned again adds nothing. It
//! starts at the head of its first meeting with a municipality. Nobody else queues letters.
//!
//! Who speaks for a partner is asked when the event is scanned, a moment after it was recorded; a partner for which nobody
//! does gets a row of its own, whose reader is looked for once more when it is sent.

mod meetings;
mod membership;
mod minutes;
mod reminders;

pub(crate) use meetings::is_invited;
pub use reminders::Reminders;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use deadpool_postgres::Transaction;
use eventstore::{RecordedEvent, StoreError};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use kernel::{ContactId, Date, MunicipalityId, PartnerId};
use outbox::{Delivery, NewLetter, OutboxError};
use projection::{Consumer, ConsumerError, Parked, Start};
use service_kit::clock::{Clock, date_in_berlin};

use crate::desk::Desk;
use crate::directory::{Directory, Known};
use crate::people::People;
use crate::rule::Rule;

/// For how many days a fact is news: an office writes on Monday what was decided on Friday; what it writes down later
/// than that has gone out by other ways.
const NEWS: i64 = 7;

/// The types of the events that make letters.
pub const HEARS: &[&str] = &[
    "ParticipantsInvited",
    "MeetingRescheduled",
    "MeetingCancelled",
    "MeetingFactCorrected",
    "MinutesDispatched",
    "CircularReleased",
    "ConfirmationRequested",
];

/// The consumer that queues letters.
#[derive(Debug)]
pub struct Queue {
    clock: Clock,
    directory: Directory,
}

/// An event that is being scanned.
struct Case<'a> {
    desk: Desk<'a>,
    event: &'a RecordedEvent,
    known: Arc<Known>,
    now: Timestamp,
    today: Date,
    /// What went out about the event's stream before.
    sent: Vec<Delivery>,
}

/// A letter for some readers.
struct Wish {
    rule: Rule,
    readers: BTreeSet<ContactId>,
    expires_at: Option<Timestamp>,
}

/// Why an event makes no letters.
enum NotQueued {
    /// Something stored cannot be read by this code.
    Unreadable(String),
    /// Trying again may help.
    Technical(ConsumerError),
}

impl Queue {
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            directory: Directory::default(),
        }
    }

    async fn scan(&self, desk: Desk<'_>, event: &RecordedEvent) -> Result<(), NotQueued> {
        let sent = outbox::deliveries_of(desk.transaction, desk.municipality, event.stream).await?;
        // A reminder rests on the last event that there was, which may be one that is scanned only now.
        let of_event = |letter: &&Delivery| letter.position == event.position;
        let by_event =
            |letter: &Delivery| Rule::of_code(&letter.rule).is_none_or(|rule| !rule.is_reminder());
        if sent.iter().filter(of_event).any(by_event) {
            return Ok(());
        }
        let case = Case {
            desk,
            event,
            known: self.directory.known(&desk).await?,
            now: self.clock.now(),
            today: self.clock.today(),
            sent,
        };
        let wishes = match event.stream.kind() {
            "meeting" => case.of_meeting().await?,
            "minutes" => case.of_minutes().await?,
            "circular" => case.of_circular().await?,
            "contact" => case.of_contact()?,
            _ => Vec::new(),
        };
        let letters: Vec<NewLetter> = wishes
            .into_iter()
            .flat_map(|wish| case.letters(wish))
            .collect();
        outbox::enqueue(desk.transaction, desk.municipality, &letters).await?;
        Ok(())
    }
}

impl Case<'_> {
    fn letters(&self, wish: Wish) -> impl Iterator<Item = NewLetter> {
        let letter = move |reader| NewLetter {
            rule: wish.rule.code(),
            subject: self.event.stream,
            position: self.event.position,
            reader,
            not_before: self.now,
            expires_at: wish.expires_at,
        };
        wish.readers.into_iter().map(letter)
    }

    /// False for a fact that is history: its day lies long before today, and lay so when it was recorded.
    fn is_news(&self, day: Date) -> bool {
        let last = day.saturating_add(NEWS.days());
        self.today <= last || date_in_berlin(self.event.recorded_at) <= last
    }

    async fn people(
        &self,
        partners: impl IntoIterator<Item = PartnerId>,
        contacts: impl IntoIterator<Item = ContactId>,
    ) -> Result<People, StoreError> {
        People::load(&self.desk, &self.known, partners, contacts).await
    }
}

/// The clock on the office's wall on a day.
fn at(day: Date, hour: i8) -> Option<Timestamp> {
    let berlin = TimeZone::get("Europe/Berlin").ok()?;
    let moment = day.at(hour, 0, 0, 0).to_zoned(berlin).ok()?;
    Some(moment.timestamp())
}

impl Consumer for Queue {
    fn name(&self) -> &'static str {
        "courier"
    }

    /// Always 1: what it queued is in the outbox.
    fn version(&self) -> i32 {
        1
    }

    fn start(&self) -> Start {
        Start::FirstDeployment
    }

    async fn apply(
        &self,
        transaction: &Transaction<'_>,
        municipality: &MunicipalityId,
        events: &[RecordedEvent],
    ) -> Result<Vec<Parked>, ConsumerError> {
        let desk = Desk {
            transaction,
            municipality,
        };
        let mut parked: BTreeMap<_, Parked> = BTreeMap::new();
        for event in events {
            if parked.contains_key(&event.stream) || !HEARS.contains(&event.event_type.as_str()) {
                continue;
            }
            match self.scan(desk, event).await {
                Ok(()) => {}
                // Nothing was written yet: letters are queued last.
                Err(NotQueued::Unreadable(reason)) => {
                    parked.insert(event.stream, Parked::at(event, &reason));
                }
                Err(NotQueued::Technical(error)) => return Err(error),
            }
        }
        Ok(parked.into_values().collect())
    }
}

impl From<StoreError> for NotQueued {
    fn from(error: StoreError) -> Self {
        if error.is_unreadable() {
            Self::Unreadable(error.to_string())
        } else {
            Self::Technical(error.into())
        }
    }
}

impl From<outbox::DueError> for NotQueued {
    fn from(error: outbox::DueError) -> Self {
        Self::Technical(ConsumerError::Other(Box::new(error)))
    }
}

impl From<OutboxError> for NotQueued {
    fn from(error: OutboxError) -> Self {
        Self::Technical(ConsumerError::Other(Box::new(error)))
    }
}
