//! What is queued, its states, and what became of it.

use deadpool_postgres::{GenericClient, Transaction};
use eventstore::Position;
use jiff::Timestamp;
use kernel::{ContactId, MunicipalityId, StreamId};
use tokio_postgres::Row;
use uuid::{Uuid, uuid};

use crate::OutboxError;

/// Letters' ids are made in it.
const LETTERS: Uuid = uuid!("b6c4b9f0-51b3-5a9e-9f0a-6f3c8f6b7a11");

/// A letter to be queued: who reads it and why, in ids and codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLetter {
    /// The kind of letter, such as `meeting-invitation`; never reused for something else.
    pub rule: &'static str,
    /// The stream that it is about.
    pub subject: StreamId,
    /// The event that caused it.
    pub position: Position,
    pub reader: ContactId,
    /// Due from then on: what the event recorded as its moment, or a later one.
    pub not_before: Timestamp,
    /// Pointless from then on: what is still open then is suppressed.
    pub expires_at: Option<Timestamp>,
}

impl NewLetter {
    /// The same for the same letter, whoever queues it and however often.
    pub fn id(&self, municipality: &MunicipalityId) -> Uuid {
        let Self {
            rule,
            position,
            reader,
            ..
        } = self;
        let name = format!("{municipality}\n{rule}\n{position}\n{reader}");
        Uuid::new_v5(&LETTERS, name.as_bytes())
    }
}

/// A letter that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedLetter {
    pub id: Uuid,
    pub municipality: MunicipalityId,
    pub rule: String,
    pub subject: StreamId,
    pub position: Position,
    pub reader: ContactId,
    /// The letter's date.
    pub queued_at: Timestamp,
    pub not_before: Timestamp,
    pub expires_at: Option<Timestamp>,
    /// How often it was tried before.
    pub attempts: i32,
    /// True where nobody knows whether an earlier attempt arrived.
    pub may_have_arrived: bool,
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LetterState {
    /// No mail server has it.
    Waiting,
    /// It is being sent, or was and nobody knows how that ended; it is tried again.
    Sending,
    /// The mail server took it.
    Accepted,
    /// The mail server refused it for good, with a code.
    Refused,
    /// It was accepted, and a server reported later that it could not be delivered.
    Bounced,
    /// It was never sent, for a reason.
    Suppressed,
    /// It is not tried any more: for too long nothing took it, or it should not be sent any more and may have arrived.
    GivenUp,
    /// It may have arrived and would now read otherwise: somebody has to look.
    Held,
}

impl LetterState {
    pub const ALL: &'static [Self] = &[
        Self::Waiting,
        Self::Sending,
        Self::Accepted,
        Self::Refused,
        Self::Bounced,
        Self::Suppressed,
        Self::GivenUp,
        Self::Held,
    ];

    /// As it stands in `outbox.letter.state`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Bounced => "bounced",
            Self::Suppressed => "suppressed",
            Self::GivenUp => "given-up",
            Self::Held => "held",
        }
    }

    /// True where it is still to be sent.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Sending)
    }

    /// The state that stands as `code` in `outbox.letter.state`.
    pub fn of_code(code: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|state| state.code() == code)
    }
}

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: Uuid,
    pub rule: String,
    pub subject: StreamId,
    pub position: Position,
    pub reader: ContactId,
    pub state: LetterState,
    pub attempts: i32,
    /// The mail server's last reply code (RFC 5321), such as 550.
    pub code: Option<i16>,
    /// The last enhanced status (RFC 3463), such as `5.1.1`.
    pub status: Option<String>,
    /// Why it waits or how it ended: a [`Suppression`](crate::Suppression)'s or a [`Trouble`](crate::Trouble)'s code, or
    /// `content-changed`, `unanswered`, `not-composed`.
    pub reason: Option<String>,
    pub queued_at: Timestamp,
    pub attempted_at: Option<Timestamp>,
    pub settled_at: Option<Timestamp>,
}

/// Queues letters, in the transaction of the consumer that wants them, which has set its scope. Returns how many are new:
/// a letter that is there already stays as it is.
pub async fn enqueue(
    transaction: &Transaction<'_>,
    municipality: &MunicipalityId,
    letters: &[NewLetter],
) -> Result<u64, OutboxError> {
    if letters.is_empty() {
        return Ok(0);
    }
    let statement = transaction
        .prepare_cached(
            "
            INSERT INTO outbox.letter (
                municipality, id, rule, subject, position, reader, not_before, expires_at, next_attempt_at
            )
            SELECT $1, n.id, n.rule, n.subject, n.position, n.reader, n.not_before, n.expires_at, n.not_before
            FROM unnest(
                $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::uuid[], $7::timestamptz[], $8::timestamptz[]
            ) AS n(id, rule, subject, position, reader, not_before, expires_at)
            ON CONFLICT (municipality, id) DO NOTHING",
        )
        .await
        .map_err(OutboxError::database("prepare to queue letters"))?;
    let ids: Vec<Uuid> = letters.iter().map(|new| new.id(municipality)).collect();
    let rules: Vec<&str> = letters.iter().map(|new| new.rule).collect();
    let subjects: Vec<String> = letters.iter().map(|new| new.subject.to_string()).collect();
    let positions: Vec<Position> = letters.iter().map(|new| new.position).collect();
    let readers: Vec<Uuid> = letters.iter().map(|new| new.reader.0).collect();
    let not_before: Vec<Timestamp> = letters.iter().map(|new| new.not_before).collect();
    let expires_at: Vec<Option<Timestamp>> = letters.iter().map(|new| new.expires_at).collect();
    transaction
        .execute(
            &statement,
            &[
                &municipality.as_str(),
                &ids,
                &rules,
                &subjects,
                &positions,
                &readers,
                &not_before,
                &expires_at,
            ],
        )
        .await
        .map_err(OutboxError::database("queue letters"))
}

/// Every letter about a subject, in the order of the events that caused them; inside a transaction that has set its
/// scope.
pub async fn deliveries_of<G: GenericClient>(
    client: &G,
    municipality: &MunicipalityId,
    subject: StreamId,
) -> Result<Vec<Delivery>, OutboxError> {
    let statement = client
        .prepare_cached(
            "
            SELECT id, rule, subject, position, reader, state, attempts, code, status, reason, queued_at, attempted_at,
                settled_at
            FROM outbox.letter
            WHERE municipality = $1
                AND subject = $2
            ORDER BY position, id",
        )
        .await
        .map_err(OutboxError::database("prepare a look at letters"))?;
    let rows = client
        .query(&statement, &[&municipality.as_str(), &subject.to_string()])
        .await
        .map_err(OutboxError::database("look at letters"))?;
    rows.iter().map(Delivery::from_row).collect()
}

impl Delivery {
    fn from_row(row: &Row) -> Result<Self, OutboxError> {
        let id = row.get("id");
        Ok(Self {
            id,
            rule: row.get("rule"),
            subject: subject_of(row, id)?,
            position: row.get("position"),
            reader: ContactId(row.get("reader")),
            state: state_of(row, id)?,
            attempts: row.get("attempts"),
            code: row.get("code"),
            status: row.get("status"),
            reason: row.get("reason"),
            queued_at: row.get("queued_at"),
            attempted_at: row.get("attempted_at"),
            settled_at: row.get("settled_at"),
        })
    }
}

pub(crate) fn subject_of(row: &Row, letter: Uuid) -> Result<StreamId, OutboxError> {
    let subject: &str = row.get("subject");
    subject
        .parse()
        .map_err(|_error| OutboxError::ImpossibleRow {
            letter,
            what: "its subject has no known kind",
        })
}

pub(crate) fn state_of(row: &Row, letter: Uuid) -> Result<LetterState, OutboxError> {
    LetterState::of_code(row.get("state")).ok_or(OutboxError::ImpossibleRow {
        letter,
        what: "its state is unknown",
    })
}
