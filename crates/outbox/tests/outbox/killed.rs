//! A sender killed at each of its steps, and two at once.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use mail::MailAddress;
use outbox::{
    Answer, ComposeError, Composed, Composer, LetterState, QueuedLetter, Sender, Swept, Transport,
};
use tokio::sync::Notify;

use crate::server::{At, Fault};
use crate::{Case, Words};

/// Longer than any lease of these tests.
const LEASE: SignedDuration = SignedDuration::from_hours(4);

/// Stops for ever at one point and says that it got there.
#[derive(Clone)]
struct Stops<T> {
    inner: T,
    at: Point,
    reached: Arc<Notify>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    /// The row is locked, nothing is written.
    Composing,
    /// The attempt is noted, no connection is made.
    Noted,
    /// The server's answer is known, nothing is written.
    Answered,
}

impl<T> Stops<T> {
    async fn stop(&self, at: Point) {
        if self.at == at {
            self.reached.notify_one();
            std::future::pending().await
        }
    }
}

impl<T: Transport> Transport for Stops<T> {
    async fn send(&self, from: &MailAddress, to: &MailAddress, message: &[u8]) -> Answer {
        self.stop(Point::Noted).await;
        let answer = self.inner.send(from, to, message).await;
        self.stop(Point::Answered).await;
        answer
    }

    fn longest(&self) -> Duration {
        self.inner.longest()
    }
}

impl Composer for Stops<Words> {
    async fn compose(
        &self,
        letter: &QueuedLetter,
        now: jiff::Timestamp,
    ) -> Result<Composed, ComposeError> {
        self.stop(Point::Composing).await;
        self.inner.compose(letter, now).await
    }
}

#[tokio::test]
async fn a_sender_killed_at_any_step_leaves_a_letter_that_another_one_finishes() {
    for (at, copies) in [
        (Point::Composing, 1),
        (Point::Noted, 1),
        (Point::Answered, 2),
    ] {
        let case = Case::new().await;
        case.queue_up_to(1).await;
        let reached = Arc::new(Notify::new());
        let composer = Stops {
            inner: case.words.clone(),
            at,
            reached: Arc::clone(&reached),
        };
        let transport = Stops {
            inner: case.server.transport(),
            at,
            reached: Arc::clone(&reached),
        };
        let pool = case.test.pool(eventstore::DatabaseRole::Courier);
        let killed = Sender::new(pool, composer, transport, case.clock.clone());
        tokio::select! {
            swept = killed.sweep() => panic!("{at:?}: not stopped but {swept:?}"),
            () = reached.notified() => {}
        }
        drop(killed);

        finish(&case, &format!("{at:?}")).await;
        let stored = case.server.stored();
        assert_eq!(stored.len(), copies, "{at:?}");
        assert!(stored.iter().all(|one| one.message == stored[0].message));
        case.end().await;
    }
}

#[tokio::test]
async fn a_sender_killed_while_the_server_has_the_word_repeats_the_same_octets() {
    let reached = Arc::new(Notify::new());
    let go_on = Arc::new(Notify::new());
    let case = Case::new().await;
    case.queue_up_to(1).await;
    case.server.plan([Fault::WaitAfterStoring {
        reached: Arc::clone(&reached),
        go_on,
    }]);
    let killed = case.sender();
    tokio::select! {
        swept = killed.sweep() => panic!("not stopped but {swept:?}"),
        () = reached.notified() => {}
    }
    drop(killed);
    let early = case.sender().sweep().await.unwrap();
    assert_eq!(early, Swept::default(), "the lease holds");

    finish(&case, "answer").await;
    let stored = case.server.stored();
    assert_eq!(stored.len(), 2);
    assert_eq!(stored[0].message, stored[1].message);
    case.end().await;
}

#[tokio::test]
async fn a_sender_killed_in_the_conversation_leaves_a_letter_that_another_one_finishes() {
    for at in [At::Greeting, At::Mail, At::Data, At::End] {
        let case = Case::new().await;
        case.queue_up_to(1).await;
        case.server.plan([Fault::Silent(at)]);
        let killed = case.sender();
        let in_it = testkit::eventually("the conversation began", || async {
            case.server.connections() == 1
        });
        tokio::select! {
            swept = killed.sweep() => panic!("{at:?}: not stopped but {swept:?}"),
            () = in_it => {}
        }
        drop(killed);
        assert_eq!(case.state(1).await, LetterState::Sending, "{at:?}");
        finish(&case, &format!("{at:?}")).await;
        assert_eq!(case.server.stored().len(), 1, "{at:?}");
        case.end().await;
    }
}

#[tokio::test]
async fn a_database_that_goes_away_before_the_answer_is_noted_repeats_nothing() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    let (reached, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    case.server.plan([Fault::WaitAfterStoring {
        reached: Arc::clone(&reached),
        go_on: Arc::clone(&go_on),
    }]);
    let sender = case.sender();
    let meanwhile = async {
        reached.notified().await;
        let cut = "
            SELECT count(pg_terminate_backend(pid))
            FROM pg_stat_activity
            WHERE usename = 'lotse_courier' AND datname = current_database()";
        let superuser = case.test.superuser().await;
        let cut: i64 = superuser.query_one(cut, &[]).await.unwrap().get(0);
        assert!(cut > 0);
        go_on.notify_one();
    };
    // What comes after the settlement may meet a cut connection; the settlement tries again.
    let (_swept, ()) = tokio::join!(sender.sweep(), meanwhile);
    drop(sender);
    testkit::eventually("the pool has connections again", || async {
        case.pool
            .get()
            .await
            .is_ok_and(|client| !client.is_closed())
    })
    .await;
    assert_eq!(case.state(1).await, LetterState::Accepted);
    case.pass(LEASE);
    assert_eq!(case.sender().sweep().await.unwrap(), Swept::default());
    assert_eq!(case.server.stored().len(), 1);
    case.end().await;
}

/// The killed one's connections may take a moment to let go.
async fn finish(case: &Case, what: &str) {
    case.pass(LEASE);
    testkit::eventually(what, || async {
        case.sender().sweep().await.unwrap();
        case.state(1).await == LetterState::Accepted
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn senders_at_once_send_each_letter_once() {
    let case = Case::new().await;
    case.queue_up_to(40).await;
    let (first, second, third) = (case.sender(), case.sender(), case.sender());
    let (a, b, c) = tokio::join!(first.sweep(), second.sweep(), third.sweep());
    let accepted: usize = [a, b, c].map(|swept| swept.unwrap().accepted).iter().sum();
    assert_eq!(accepted, 40);
    let mut letters: Vec<String> = case
        .server
        .stored()
        .iter()
        .map(|one| one.letter())
        .collect();
    letters.sort();
    letters.dedup();
    assert_eq!(letters.len(), 40);
    assert_eq!(case.server.stored().len(), 40);
    assert_eq!(case.words.composed().len(), 40);
    drop((first, second, third));
    case.end().await;
}

#[tokio::test]
async fn a_slow_answer_outlives_no_lease_and_a_late_yes_is_still_noted() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    let (reached, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    case.server.plan([
        Fault::WaitAfterStoring {
            reached: Arc::clone(&reached),
            go_on: Arc::clone(&go_on),
        },
        Fault::Says(At::Rcpt, 450),
    ]);
    let slow = case.sender();
    let meanwhile = async {
        reached.notified().await;
        // As if its machine had slept through its lease: another one tries, and is told to come later.
        case.pass(LEASE);
        let swept = case.sender().sweep().await.unwrap();
        assert_eq!(swept.postponed, 1);
        go_on.notify_one();
    };
    let (slept, ()) = tokio::join!(slow.sweep(), meanwhile);
    assert_eq!(slept.unwrap().accepted, 1);
    assert_eq!(case.state(1).await, LetterState::Accepted);
    case.pass(LEASE);
    assert_eq!(case.sender().sweep().await.unwrap(), Swept::default());
    assert_eq!(case.server.stored().len(), 1);
    drop(slow);
    case.end().await;
}
