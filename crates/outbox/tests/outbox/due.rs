//! What is to happen on a day happens once.

use std::sync::Mutex;

use deadpool_postgres::Transaction;
use eventstore::DatabaseRole;
use eventstore::load::set_scope;
use jiff::civil::date;
use kernel::{Date, MunicipalityId};
use outbox::due::Claimed;
use outbox::{Due, DueError, DueWork, claim_due, enqueue, set_due};
use tokio::sync::Notify;

use crate::{Case, meeting};

const RULE: &str = "meeting-reply-reminder";

/// Queues a letter for what is due; may fail, or stop in the middle.
#[derive(Default)]
struct Reminds<'a> {
    fails: bool,
    stops: Option<&'a Notify>,
    keys: Mutex<Vec<String>>,
}

impl DueWork for Reminds<'_> {
    fn rules(&self) -> &[&str] {
        &[RULE]
    }

    async fn carry_out(&self, transaction: &Transaction<'_>, due: &Due) -> Result<(), DueError> {
        let letter = outbox::NewLetter {
            rule: RULE,
            subject: due.subject,
            position: due.position,
            reader: kernel::ContactId(due.subject.id()),
            not_before: jiff::Timestamp::UNIX_EPOCH,
            expires_at: None,
        };
        enqueue(transaction, &due.municipality, &[letter])
            .await
            .map_err(|error| DueError::Other(Box::new(error)))?;
        if let Some(stops) = self.stops {
            stops.notify_one();
            std::future::pending::<()>().await;
        }
        if self.fails {
            return Err(DueError::Other("on purpose".into()));
        }
        self.keys.lock().unwrap().push(due.key());
        Ok(())
    }
}

impl Case {
    async fn set_due(&self, municipality: &MunicipalityId, day: Option<Date>, position: i64) {
        let mut client = self.pool.get().await.unwrap();
        let transaction = client.transaction().await.unwrap();
        set_scope(&transaction, municipality).await.unwrap();
        set_due(&transaction, municipality, RULE, meeting(1), day, position)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    }

    async fn do_due(&self, today: Date) -> Vec<String> {
        let work = Reminds::default();
        claim_due(&self.pool, today, &work).await.unwrap();
        work.keys.into_inner().unwrap()
    }

    fn key(day: Date) -> Vec<String> {
        vec![format!("due:{RULE}:{}:{day}", meeting(1))]
    }
}

#[tokio::test]
async fn what_is_due_is_done_on_its_day_or_later_and_once() {
    let case = Case::new().await;
    let day = date(2026, 9, 16);
    case.set_due(&case.municipality, Some(day), 3).await;
    assert!(case.do_due(date(2026, 9, 15)).await.is_empty());
    assert_eq!(case.do_due(date(2026, 9, 18)).await, Case::key(day));
    assert!(case.do_due(date(2026, 9, 18)).await.is_empty());
    // Said again, by the same event and by a later one.
    case.set_due(&case.municipality, Some(day), 3).await;
    case.set_due(&case.municipality, Some(day), 5).await;
    assert!(case.do_due(date(2026, 12, 31)).await.is_empty());
    assert_eq!(case.states().await, [("waiting".to_owned(), 1)].into());
    case.end().await;
}

#[tokio::test]
async fn a_day_moves_with_its_thing_and_goes_with_it_and_an_older_event_changes_nothing() {
    let case = Case::new().await;
    let duisburg = case.test.open("duisburg").await;
    let (first, second) = (date(2026, 9, 16), date(2026, 9, 30));
    case.set_due(&case.municipality, Some(first), 3).await;
    case.set_due(&case.municipality, Some(second), 4).await;
    case.set_due(&case.municipality, Some(first), 3).await;
    case.set_due(&duisburg, Some(second), 1).await;
    case.set_due(&duisburg, None, 2).await;
    assert!(case.do_due(first).await.is_empty());
    assert_eq!(
        case.do_due(second).await,
        Case::key(second),
        "and not Duisburg's"
    );
    // A new date after it was done is due anew.
    let third = date(2026, 10, 14);
    case.set_due(&case.municipality, Some(third), 9).await;
    assert_eq!(case.do_due(third).await, Case::key(third));
    case.end().await;
}

#[tokio::test]
async fn work_that_fails_or_is_killed_leaves_nothing_and_stays_due() {
    let case = Case::new().await;
    let day = date(2026, 9, 16);
    case.set_due(&case.municipality, Some(day), 3).await;
    let failing = Reminds {
        fails: true,
        ..Reminds::default()
    };
    let claimed = claim_due(&case.pool, day, &failing).await.unwrap();
    assert_eq!(claimed, Claimed { done: 0, failed: 1 });
    assert!(case.states().await.is_empty());

    let stopped = Notify::new();
    let killed = Reminds {
        stops: Some(&stopped),
        ..Reminds::default()
    };
    let pool = case.test.pool(DatabaseRole::Courier);
    tokio::select! {
        claimed = claim_due(&pool, day, &killed) => panic!("not stopped but {claimed:?}"),
        () = stopped.notified() => {}
    }
    drop(pool);
    testkit::eventually("another worker does it", || async {
        !case.do_due(day).await.is_empty()
    })
    .await;
    assert!(case.do_due(day).await.is_empty());
    assert_eq!(case.states().await, [("waiting".to_owned(), 1)].into());
    case.end().await;
}

#[tokio::test]
async fn two_workers_do_what_is_due_once() {
    let case = Case::new().await;
    let day = date(2026, 9, 16);
    case.set_due(&case.municipality, Some(day), 3).await;
    let (first, second) = (Reminds::default(), Reminds::default());
    let (a, b) = tokio::join!(
        claim_due(&case.pool, day, &first),
        claim_due(&case.pool, day, &second)
    );
    assert_eq!(a.unwrap().done + b.unwrap().done, 1);
    case.end().await;
}
