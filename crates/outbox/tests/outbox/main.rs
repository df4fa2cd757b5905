//! The outbox against a real PostgreSQL and a mail server with faults.
#![allow(clippy::unwrap_used, reason = "a test panics where it fails")]

mod bounces;
mod doubt;
mod due;
mod isolation;
mod killed;
mod matters;
mod queueing;
mod random;
mod sending;
mod server;
mod tls;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use deadpool_postgres::Pool;
use eventstore::DatabaseRole;
use eventstore::load::set_scope;
use jiff::{SignedDuration, Timestamp};
use kernel::{ContactId, MunicipalityId, StreamId};
use mail::{Letter, Mailbox};
use outbox::{
    ComposeError, Composed, Composer, Delivery, LetterState, NewLetter, QueuedLetter, Sender,
    Suppression, Transport, deliveries_of, enqueue,
};
use service_kit::clock::{Clock, Hands};
use testkit::TestDatabase;
use uuid::Uuid;

use crate::server::Server;

/// Stands in every address and name that the tests' composer knows, and must stand in no table.
const MARKER: &str = "geheimnis";

/// Knows readers' addresses and a letter's words.
#[derive(Clone, Default)]
struct Words(Arc<Said>);

#[derive(Default)]
struct Said {
    addendum: Mutex<String>,
    suppressed: Mutex<HashMap<ContactId, Suppression>>,
    fails: AtomicBool,
    composed: Mutex<Vec<Uuid>>,
}

impl Words {
    /// From now on letters say this as well.
    fn add(&self, words: &str) {
        *self.0.addendum.lock().unwrap() = words.to_owned();
    }

    fn suppress(&self, reader: u128, why: Suppression) {
        let mut suppressed = self.0.suppressed.lock().unwrap();
        suppressed.insert(ContactId(Uuid::from_u128(reader)), why);
    }

    fn fail(&self, fails: bool) {
        self.0.fails.store(fails, Ordering::SeqCst);
    }

    fn composed(&self) -> Vec<Uuid> {
        self.0.composed.lock().unwrap().clone()
    }
}

impl Composer for Words {
    async fn compose(
        &self,
        letter: &QueuedLetter,
        _now: Timestamp,
    ) -> Result<Composed, ComposeError> {
        self.0.composed.lock().unwrap().push(letter.id);
        if self.0.fails.load(Ordering::SeqCst) {
            return Err(ComposeError::new("the vault does not answer"));
        }
        if let Some(why) = self.0.suppressed.lock().unwrap().get(&letter.reader) {
            return Ok(Composed::Suppress(*why));
        }
        let addendum = self.0.addendum.lock().unwrap().clone();
        Ok(Composed::Letter(Box::new(Letter {
            // Both are the sender's to set.
            outbox: Uuid::nil(),
            date: Timestamp::UNIX_EPOCH,
            domain: "lotse.example".parse().unwrap(),
            from: Mailbox {
                name: Some("Netzwerkkoordination".to_owned()),
                address: "leverkusen@lotse.example".parse().unwrap(),
            },
            reply_to: None,
            to: Mailbox {
                name: Some(format!("Leitung {MARKER}")),
                address: address_of(letter.reader).parse().unwrap(),
            },
            subject: format!("Einladung {}", letter.position),
            text: format!("Guten Tag,\r\n\r\n.\r\n..was so beginnt, bleibt{addendum}\r\n"),
            html: None,
            invitation: None,
            attachments: Vec::new(),
            in_reply_to: None,
        })))
    }
}

fn address_of(reader: ContactId) -> String {
    format!("leitung.{}@{MARKER}.example", reader.0.as_u128())
}

/// A database with a municipality, a mail server, words and a clock.
struct Case {
    test: TestDatabase,
    municipality: MunicipalityId,
    pool: Pool,
    server: Server,
    words: Words,
    clock: Clock,
    hands: Hands,
    began: Timestamp,
}

impl Case {
    async fn new() -> Self {
        let test = TestDatabase::new().await;
        let municipality = test.open("leverkusen").await;
        let pool = test.pool(DatabaseRole::Courier);
        let row = test
            .superuser()
            .await
            .query_one("SELECT clock_timestamp()", &[])
            .await
            .unwrap();
        // The database says when a letter was queued.
        let began = row.get(0);
        let (clock, hands) = Clock::adjustable(began);
        hands.advance(SignedDuration::from_mins(1));
        Self {
            test,
            municipality,
            pool,
            server: Server::start().await,
            words: Words::default(),
            clock,
            hands,
            began,
        }
    }

    fn letter(&self, number: u128) -> NewLetter {
        NewLetter {
            rule: "meeting-invitation",
            subject: meeting(number),
            position: i64::try_from(number).unwrap(),
            reader: ContactId(Uuid::from_u128(number)),
            not_before: self.began,
            expires_at: None,
        }
    }

    async fn queue(&self, letters: &[NewLetter]) -> u64 {
        self.queue_in(&self.municipality, letters).await
    }

    async fn queue_in(&self, municipality: &MunicipalityId, letters: &[NewLetter]) -> u64 {
        let mut client = self.pool.get().await.unwrap();
        let transaction = client.transaction().await.unwrap();
        set_scope(&transaction, municipality).await.unwrap();
        let new = enqueue(&transaction, municipality, letters).await.unwrap();
        transaction.commit().await.unwrap();
        new
    }

    /// Letters 1 to `last`.
    async fn queue_up_to(&self, last: u128) {
        let letters: Vec<NewLetter> = (1..=last).map(|number| self.letter(number)).collect();
        assert_eq!(u128::from(self.queue(&letters).await), last);
    }

    fn sender(&self) -> Sender<Words> {
        self.sender_over(self.server.transport())
    }

    fn sender_over<T: Transport>(&self, transport: T) -> Sender<Words, T> {
        let clock = self.clock.clone();
        Sender::new(self.pool.clone(), self.words.clone(), transport, clock)
    }

    /// What became of a letter.
    async fn delivery(&self, number: u128) -> Delivery {
        let id = self.letter(number).id(&self.municipality);
        let mut client = self.pool.get().await.unwrap();
        let transaction = client.transaction().await.unwrap();
        set_scope(&transaction, &self.municipality).await.unwrap();
        let deliveries = deliveries_of(&transaction, &self.municipality, meeting(number))
            .await
            .unwrap();
        let mut deliveries = deliveries.into_iter();
        deliveries.find(|delivery| delivery.id == id).unwrap()
    }

    async fn state(&self, number: u128) -> LetterState {
        self.delivery(number).await.state
    }

    async fn reason(&self, number: u128) -> Option<String> {
        self.delivery(number).await.reason
    }

    /// How many letters there are in each state.
    async fn states(&self) -> HashMap<String, i64> {
        let rows = self
            .test
            .superuser()
            .await
            .query(
                "SELECT state, count(*) FROM outbox.letter GROUP BY state",
                &[],
            )
            .await
            .unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }

    fn pass(&self, time: SignedDuration) {
        self.hands.advance(time);
    }

    async fn end(self) {
        drop(self.pool);
        self.test.drop().await;
    }
}

fn meeting(number: u128) -> StreamId {
    StreamId::new("meeting", Uuid::from_u128(number))
}
