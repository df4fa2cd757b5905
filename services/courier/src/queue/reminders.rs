//! Reminders: who is asked again, on the day on which it is due.
//!
//! *Shape*: an event sets the day of its meeting or minutes in `consumer.due`; on that day rows of `outbox.letter` come
//! out of it, for those who are to be reminded as it stands then.
//! *Correctness*: a day's rows commit with the note that it was done. A reader gets a reminder of a matter once: whoever
//! has one already is left out, on whatever day the matter becomes due again. When it is sent, whoever has answered
//! meanwhile gets none.

use std::collections::BTreeSet;

use commands::{Policies, PolicyError};
use deadpool_postgres::{Pool, Transaction};
use eventstore::{Loaded, Position, StoreError};
use jiff::{Timestamp, ToSpan as _};
use kernel::{ContactId, Date, PartnerId};
use meetings::meeting::Meeting;
use meetings::minutes::Minutes;
use outbox::{Due, DueError, DueWork, LetterState, NewLetter, OutboxError};
use service_kit::clock::Clock;
use vault::Vault;

use super::meetings::{end_of_day, is_ahead};
use super::{Case, NotQueued, at};
use crate::desk::{Desk, until};
use crate::directory::Directory;
use crate::people::People;
use crate::rule::Rule;

/// How many days before a meeting those who have not answered are asked again.
const BEFORE: i64 = 7;
/// Who was invited later than so many days before the meeting is not asked again.
const INVITED_BEFORE: i64 = 10;
/// How many days after minutes went out a partner is asked whether it passed the results on (REM-10).
const PASSING_ON: i64 = 30;

/// The hour from which on reminders go out.
const MORNING: i8 = 8;

/// Queues the reminders of a day.
#[derive(Debug)]
pub struct Reminders {
    clock: Clock,
    directory: Directory,
    policies: Policies,
}

impl Case<'_> {
    /// The day on which those who have not answered are asked again.
    pub(super) async fn watch_replies(&self, meeting: &Meeting) -> Result<(), NotQueued> {
        let wanted = is_ahead(meeting, self.today) && meeting.cancelled_on.is_none();
        let day = meeting.begins_on().filter(|_| wanted);
        let day = day.map(|day| day.saturating_sub(BEFORE.days()));
        self.watch(Rule::MeetingReplyReminder, day).await
    }

    /// The first day on which a partner is asked whether it passed the results on.
    pub(super) async fn watch_passing_on(&self) -> Result<(), NotQueued> {
        let stream = self.event.stream;
        let loaded = self.desk.load(&[stream]).await?;
        let minutes: Minutes = until(&loaded, &stream, self.event.position)?;
        let days = waits(&minutes, self.today).map(|(_, day)| day);
        let next = days.filter(|day| self.today <= *day).min();
        self.watch(Rule::PassingOnReminder, next).await
    }

    async fn watch(&self, rule: Rule, day: Option<Date>) -> Result<(), NotQueued> {
        let Desk {
            transaction,
            municipality,
        } = self.desk;
        // What was due before anybody heard of it is history.
        let day = day.filter(|day| self.today <= *day);
        let (subject, position) = (self.event.stream, self.event.position);
        outbox::set_due(
            transaction,
            municipality,
            rule.code(),
            subject,
            day,
            position,
        )
        .await?;
        Ok(())
    }
}

/// Partners that have not passed the results on, each with the day on which it is asked.
fn waits(minutes: &Minutes, today: Date) -> impl Iterator<Item = (PartnerId, Date)> {
    let open = minutes.not_passed_on(today).into_keys();
    open.filter_map(|partner| {
        let since = minutes.first_dispatched_on(partner)?;
        Some((partner, since.saturating_add(PASSING_ON.days())))
    })
}

/// A reminder for a reader.
struct Reminder {
    reader: ContactId,
    not_before: Timestamp,
    expires_at: Option<Timestamp>,
}

impl Reminders {
    /// `pool` logs in as `lotse_courier`.
    pub fn new(pool: Pool, clock: Clock) -> Self {
        Self {
            clock,
            directory: Directory::default(),
            policies: Policies::new(Vault::new(pool)),
        }
    }

    async fn remind(&self, desk: Desk<'_>, due: &Due) -> Result<(), Failure> {
        let Some(rule) = Rule::of_code(&due.rule) else {
            return Ok(());
        };
        let tenant = municipality::stream(desk.municipality);
        let loaded = desk.load(&[due.subject, tenant]).await?;
        let reminders = match rule {
            Rule::MeetingReplyReminder => self.of_meeting(&desk, due, &loaded).await?,
            Rule::PassingOnReminder => self.of_minutes(&desk, due, &loaded).await?,
            _ => Vec::new(),
        };
        let events = loaded.stream(&due.subject);
        let position: Position = events.last().map_or(0, |event| event.position);
        let sent = outbox::deliveries_of(desk.transaction, desk.municipality, due.subject).await?;
        let reminded: BTreeSet<ContactId> = sent
            .iter()
            .filter(|letter| letter.rule == rule.code())
            .filter(|letter| letter.state != LetterState::Suppressed)
            .map(|letter| letter.reader)
            .collect();
        let letters: Vec<NewLetter> = reminders
            .into_iter()
            .filter(|reminder| !reminded.contains(&reminder.reader))
            .map(|reminder| NewLetter {
                rule: rule.code(),
                subject: due.subject,
                position,
                reader: reminder.reader,
                not_before: reminder.not_before,
                expires_at: reminder.expires_at,
            })
            .collect();
        outbox::enqueue(desk.transaction, desk.municipality, &letters).await?;
        Ok(())
    }

    /// Who speaks for institutions that were invited long before and have not answered.
    async fn of_meeting(
        &self,
        desk: &Desk<'_>,
        due: &Due,
        loaded: &Loaded,
    ) -> Result<Vec<Reminder>, Failure> {
        let meeting: Meeting = loaded.fold(&due.subject)?;
        let today = self.clock.today();
        let Some(begins_on) = meeting.begins_on() else {
            return Ok(Vec::new());
        };
        if !is_ahead(&meeting, today) || meeting.cancelled_on.is_some() {
            return Ok(Vec::new());
        }
        let early = begins_on.saturating_sub(INVITED_BEFORE.days());
        let since = |partner: &PartnerId| meeting.invited.partners.get(partner);
        let open: Vec<PartnerId> = meeting
            .open_invitations(today)
            .into_iter()
            .filter(|partner| since(partner).is_some_and(|since| *since <= early))
            .collect();
        let named: BTreeSet<ContactId> = meeting.invited.contacts.keys().copied().collect();
        let people = self.people(desk, &open, named.iter().copied()).await?;
        let mut readers = people.readers(open.iter().copied(), &named, today);
        let of_open = |contact: &ContactId| {
            let partner = people.partner_of(*contact);
            partner.is_some_and(|partner| open.iter().any(|open| people.stays(*open) == partner))
        };
        readers.extend(named.iter().copied().filter(of_open));
        Ok(readers
            .into_iter()
            .map(|reader| Reminder {
                reader,
                not_before: self.morning(today),
                expires_at: end_of_day(&meeting),
            })
            .collect())
    }

    /// Who speaks for partners that have not passed the results on, where a document asks for it (MTG-23). Each from its
    /// own day on: the minutes may have gone out on several.
    async fn of_minutes(
        &self,
        desk: &Desk<'_>,
        due: &Due,
        loaded: &Loaded,
    ) -> Result<Vec<Reminder>, Failure> {
        let today = self.clock.today();
        let policy = self.policies.on(desk.municipality, loaded, today).await?;
        if policy.policy.meetings.passing_on.value().is_none() {
            return Ok(Vec::new());
        }
        let minutes: Minutes = loaded.fold(&due.subject)?;
        let waits: Vec<(PartnerId, Date)> = waits(&minutes, today).collect();
        let partners: Vec<PartnerId> = waits.iter().map(|(partner, _)| *partner).collect();
        let people = self.people(desk, &partners, []).await?;
        let mut reminders = Vec::new();
        // A partner and its duplicate have the same readers, who are asked on the first of their days.
        let mut asked: BTreeSet<ContactId> = BTreeSet::new();
        for (partner, day) in waits {
            for reader in people.readers([partner], &BTreeSet::new(), today) {
                if asked.insert(reader) {
                    reminders.push(Reminder {
                        reader,
                        not_before: self.morning(day),
                        expires_at: None,
                    });
                }
            }
        }
        Ok(reminders)
    }

    /// Nobody is reminded at night.
    fn morning(&self, day: Date) -> Timestamp {
        let now = self.clock.now();
        at(day, MORNING).map_or(now, |morning| morning.max(now))
    }

    async fn people(
        &self,
        desk: &Desk<'_>,
        partners: &[PartnerId],
        contacts: impl IntoIterator<Item = ContactId>,
    ) -> Result<People, StoreError> {
        let known = self.directory.known(desk).await?;
        People::load(desk, &known, partners.iter().copied(), contacts).await
    }
}

impl DueWork for Reminders {
    fn rules(&self) -> &[&str] {
        const {
            &[
                Rule::MeetingReplyReminder.code(),
                Rule::PassingOnReminder.code(),
            ]
        }
    }

    async fn carry_out(&self, transaction: &Transaction<'_>, due: &Due) -> Result<(), DueError> {
        let desk = Desk {
            transaction,
            municipality: &due.municipality,
        };
        let done = self.remind(desk, due).await;
        done.map_err(|Failure(error)| DueError::Other(error))
    }
}

/// A technical failure: what is due stays due.
struct Failure(Box<dyn std::error::Error + Send + Sync>);

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(Box::new(error))
    }
}

impl From<OutboxError> for Failure {
    fn from(error: OutboxError) -> Self {
        Self(Box::new(error))
    }
}

impl From<PolicyError> for Failure {
    fn from(error: PolicyError) -> Self {
        Self(Box::new(error))
    }
}
