//! What became of the office's letters [Versand]: invitations and their changes, minutes, circulars, reminders.
//!
//! Read from the outbox itself (`crates/outbox`), under the same row-level security: it holds ids and codes, never an
//! address or a word. What it says is today's, there is no `asOf`.

use std::collections::HashMap;

use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use eventstore::Position;
use jiff::Timestamp;
use kernel::{ContactId, PartnerId, StreamId};
use outbox::LetterState;
use tokio_postgres::Row;
use uuid::Uuid;

use super::connection::{
    Found, ListName, Listing, Place, Stretch, Window, WindowArguments, connection, cost, page_of,
    position,
};
use super::contacts;
use super::error::GraphError;
use super::partners::{self, PartnerReference};
use super::reader::{Reader, Reading};

const LIST: ListName = ListName("deliveries");

/// Kinds of streams about which letters go out.
const SUBJECTS: [&str; 4] = ["circular", "contact", "meeting", "minutes"];

/// How far a letter is [Versandstand].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum DeliveryState {
    /// it goes out when its time has come, or is tried again
    Waiting,
    /// a mail server may have it; nobody knows yet
    Sending,
    /// the mail server took it
    Accepted,
    /// the mail server refused it for good
    Refused,
    /// it came back
    Bounced,
    /// it was not sent, for a reason
    Suppressed,
    /// it was tried for days and never taken
    GivenUp,
    /// it would read otherwise than what a server may have: somebody has to look
    Held,
}

impl DeliveryState {
    const fn of(state: LetterState) -> Self {
        match state {
            LetterState::Waiting => Self::Waiting,
            LetterState::Sending => Self::Sending,
            LetterState::Accepted => Self::Accepted,
            LetterState::Refused => Self::Refused,
            LetterState::Bounced => Self::Bounced,
            LetterState::Suppressed => Self::Suppressed,
            LetterState::GivenUp => Self::GivenUp,
            LetterState::Held => Self::Held,
        }
    }

    fn letter_state(self) -> LetterState {
        let mut all = LetterState::ALL.iter().copied();
        all.find(|state| Self::of(*state) == self)
            .expect("each is the state of a letter")
    }
}

/// A letter to one reader, and what became of it [Sendung].
#[derive(Clone, SimpleObject)]
pub struct Delivery {
    id: ID,
    /// What letter it is, such as `meeting-invitation`, `minutes`, `circular`.
    rule: String,
    /// The id of what it is about, for `node`.
    subject: ID,
    /// The contact to whom it goes, for `node`; `null` where the partner had none when it was queued.
    contact: Option<ContactId>,
    /// For whom the contact speaks.
    partner: Option<PartnerReference>,
    state: DeliveryState,
    /// Why it waits or why it ended, such as `no-address`, `overtaken`, `expired`.
    reason: Option<String>,
    /// The mail server's last reply (RFC 5321), such as 550.
    code: Option<i16>,
    /// The mail server's last word (RFC 3463), such as `5.1.1`.
    status: Option<String>,
    /// How often it was tried.
    attempts: i32,
    queued_at: Timestamp,
    attempted_at: Option<Timestamp>,
    /// When it is tried next; `null` where it has ended.
    next_attempt_at: Option<Timestamp>,
    settled_at: Option<Timestamp>,
}

/// Which letters.
#[derive(Default, InputObject)]
pub struct DeliveryFilter {
    /// Only letters in one of these states.
    states: Option<Vec<DeliveryState>>,
    /// Only letters of these kinds, such as `meeting-invitation`.
    rules: Option<Vec<String>>,
    /// Only letters about this meeting, these minutes, this circular or this contact.
    subject: Option<ID>,
    /// Only letters to this contact.
    contact: Option<ContactId>,
}

connection! {
    /// A page of letters [Sendungen].
    DeliveryConnection, DeliveryEdge, Delivery
}

/// The letters that are meant, the newest first.
struct Deliveries {
    states: Option<Vec<&'static str>>,
    rules: Option<Vec<String>>,
    /// The streams that may be meant.
    subjects: Option<Vec<String>>,
    contact: Option<Uuid>,
}

macro_rules! deliveries_sql {
    ($direction:literal) => {
        concat!(
            "
            SELECT l.position, l.id, l.rule, l.subject, l.reader, l.state, l.reason, l.code, l.status, l.attempts,
                l.queued_at, l.attempted_at, l.next_attempt_at, l.settled_at
            FROM outbox.letter l
            WHERE l.municipality = $1
                AND ($2::bigint IS NULL OR (l.position, l.id) > ($2, $3))
                AND ($4::bigint IS NULL OR (l.position, l.id) < ($4, $5))
                AND ($6::text[] IS NULL OR l.state = ANY ($6))
                AND ($7::text[] IS NULL OR l.rule = ANY ($7))
                AND ($8::text[] IS NULL OR l.subject = ANY ($8))
                AND ($9::uuid IS NULL OR l.reader = $9)
            ORDER BY l.position ",
            $direction,
            ", l.id ",
            $direction,
            "
            LIMIT $10"
        )
    };
}

impl Listing for Deliveries {
    type Node = Row;

    fn filters(&self) -> bool {
        false
    }

    async fn look(
        &self,
        reading: &Reading<'_>,
        stretch: &Stretch,
    ) -> Result<Vec<Found<Row>>, GraphError> {
        // The newest first: what lies after a place is older.
        let sql = if stretch.backward {
            deliveries_sql!("ASC")
        } else {
            deliveries_sql!("DESC")
        };
        let rows = reading
            .rows(
                "list letters",
                sql,
                &[
                    &position(stretch.before.as_ref(), "before")?,
                    &stretch.before_id(),
                    &position(stretch.after.as_ref(), "after")?,
                    &stretch.after_id(),
                    &self.states,
                    &self.rules,
                    &self.subjects,
                    &self.contact,
                    &stretch.limit,
                ],
            )
            .await?;
        let found = rows.into_iter().map(|row| Found {
            place: Place {
                key: row.get::<_, Position>("position").to_string(),
                id: row.get("id"),
            },
            node: Some(row),
        });
        Ok(found.collect())
    }
}

/// The letters of these rows, in their order, with the partners for whom their readers speak.
async fn load(reading: &Reading<'_>, rows: &[Row]) -> Result<Vec<Delivery>, GraphError> {
    let readers: Vec<Uuid> = rows.iter().map(|row| row.get("reader")).collect();
    let contacts = contacts::rows(reading, None, Some(&readers)).await?;
    let speaks: HashMap<Uuid, Uuid> = contacts.iter().map(|row| (row.id, row.partner)).collect();
    // Where a partner had nobody, its own id stands for the reader.
    let partner_of = |reader: Uuid| speaks.get(&reader).copied().unwrap_or(reader);
    let partners: Vec<PartnerId> = readers
        .iter()
        .map(|id| PartnerId(partner_of(*id)))
        .collect();
    let partners = partners::references(reading, &partners, reading.reader().today()).await?;
    let letter = |row: &Row| {
        let reader: Uuid = row.get("reader");
        let subject: StreamId = stored(row, "subject", |text| text.parse().ok())?;
        let state = stored(row, "state", LetterState::of_code)?;
        let next: Timestamp = row.get("next_attempt_at");
        Ok(Delivery {
            id: row.get::<_, Uuid>("id").to_string().into(),
            rule: row.get("rule"),
            subject: subject.id().to_string().into(),
            contact: speaks.contains_key(&reader).then_some(ContactId(reader)),
            partner: partners.get(&partner_of(reader)).cloned(),
            state: DeliveryState::of(state),
            reason: row.get("reason"),
            code: row.get("code"),
            status: row.get("status"),
            attempts: row.get("attempts"),
            queued_at: row.get("queued_at"),
            attempted_at: row.get("attempted_at"),
            next_attempt_at: state.is_open().then_some(next),
            settled_at: row.get("settled_at"),
        })
    };
    rows.iter().map(letter).collect()
}

/// The streams about which letters go out that have this id; none where it is no id.
fn subjects(id: &str) -> Vec<String> {
    let id: Option<Uuid> = id.parse().ok();
    let kinds = id.map(|id| SUBJECTS.map(|kind| StreamId::new(kind, id).to_string()));
    kinds.into_iter().flatten().collect()
}

/// What a column says; an error that names it where nobody could have written that.
fn stored<T>(
    row: &Row,
    column: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, GraphError> {
    read(row.get(column)).ok_or_else(|| GraphError::Internal {
        attempted: "read a letter's row",
        source: format!("its `{column}` is none that this version knows").into(),
    })
}

/// The root field about letters.
#[derive(Default)]
pub struct DeliveryQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl DeliveryQuery {
    /// The letters that went out by mail, wait, or were held back, the newest first, 50 at a time where no length is
    /// given, 200 at most [Versand].
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn deliveries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<DeliveryFilter>,
    ) -> Result<DeliveryConnection> {
        let reader = Reader::of(ctx)?;
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(LIST, &arguments)?;
        let filter = filter.unwrap_or_default();
        let states = filter.states.map(|states| {
            let codes = states.into_iter();
            codes.map(|state| state.letter_state().code()).collect()
        });
        let letters = Deliveries {
            states,
            rules: filter.rules,
            subjects: filter.subject.map(|id| subjects(&id)),
            contact: filter.contact.map(|contact| contact.0),
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let (rows, page) = page_of(ctx, &reading, &letters, &window).await?;
        let nodes = load(&reading, &rows).await?;
        Ok(DeliveryConnection::new(LIST, page.with(nodes)))
    }
}
