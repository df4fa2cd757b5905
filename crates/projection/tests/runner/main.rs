//! The runner against a real PostgreSQL. Tests named `g…` prove a guarantee.
#![allow(clippy::unwrap_used, reason = "a test panics where it fails")]

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use deadpool_postgres::Transaction;
use eventstore::{Append, DatabaseRole, EventStore, Metadata, NewEvent, Position, RecordedEvent};
use kernel::{ActorId, CommandId, MunicipalityId, Role, StreamId};
use projection::{Consumer, ConsumerError, Parked, Poller, Runner, Start, Step};
use testkit::{TestDatabase, eventually};
use tokio::sync::Notify;
use uuid::Uuid;

/// A table that notes every event with the worker's order, so that a second time would show.
const SCHEMA: &str = "
    CREATE TABLE public_note (municipality text, position bigint, stream text, PRIMARY KEY (municipality, position));
    GRANT SELECT, INSERT ON public_note TO lotse_projector;";

/// Notes events of one type of payload; one that says `poison` cannot be read until it is mended.
struct Notes {
    mended: AtomicBool,
    only: Option<StreamId>,
    start: Start,
    /// Waits here inside the transaction, once, until told: a worker caught in the middle.
    pause: Option<Arc<Notify>>,
    paused: Arc<AtomicBool>,
}

impl Default for Notes {
    fn default() -> Self {
        Self {
            mended: AtomicBool::new(false),
            only: None,
            start: Start::Beginning,
            pause: None,
            paused: Arc::default(),
        }
    }
}

impl Consumer for Notes {
    fn name(&self) -> &'static str {
        "notes"
    }

    fn version(&self) -> i32 {
        1
    }

    fn start(&self) -> Start {
        self.start
    }

    async fn apply(
        &self,
        transaction: &Transaction<'_>,
        municipality: &MunicipalityId,
        events: &[RecordedEvent],
    ) -> Result<Vec<Parked>, ConsumerError> {
        let mut parked: Vec<Parked> = Vec::new();
        for event in events {
            if parked.iter().any(|parked| parked.stream == event.stream)
                || self.only.is_some_and(|only| only != event.stream)
            {
                continue;
            }
            if event.payload.contains("poison") && !self.mended.load(Ordering::SeqCst) {
                parked.push(Parked::at(event, &"poison"));
                continue;
            }
            transaction
                .execute(
                    "INSERT INTO migration.public_note VALUES ($1, $2, $3)",
                    &[
                        &municipality.as_str(),
                        &event.position,
                        &event.stream.to_string(),
                    ],
                )
                .await
                .map_err(ConsumerError::database("note"))?;
        }
        if let Some(pause) = &self.pause {
            self.paused.store(true, Ordering::SeqCst);
            pause.notified().await;
        }
        Ok(parked)
    }
}

struct Case {
    test: TestDatabase,
    store: EventStore,
    municipality: MunicipalityId,
    appended: Mutex<i64>,
}

impl Case {
    async fn new() -> Self {
        let schema = SCHEMA.replace("public_note", "migration.public_note")
            + "GRANT USAGE ON SCHEMA migration TO lotse_projector;";
        let test = TestDatabase::with_schema(&schema).await;
        let municipality = test.open("leverkusen").await;
        let store = test.store(DatabaseRole::Membership);
        Self {
            test,
            store,
            municipality,
            appended: Mutex::new(0),
        }
    }

    fn runner(&self, notes: Notes) -> Arc<Runner<Notes>> {
        Arc::new(Runner::new(self.test.pool(DatabaseRole::Projector), notes))
    }

    /// Appends one event to a stream of its own (`stream`), as its next version.
    async fn append(&self, stream: u128, version: i64, payload: &str) {
        let number = {
            let mut appended = self.appended.lock().unwrap();
            *appended += 1;
            *appended
        };
        let stream = StreamId::new("network", Uuid::from_u128(stream));
        let command = CommandId(Uuid::from_u128(1));
        let append = Append {
            key: format!("k{number}"),
            fingerprint: [0; 32],
            occurred_on: jiff::civil::date(2020, 9, 16),
            metadata: Metadata {
                actor: ActorId(Uuid::from_u128(2)),
                role: Role::Coordinator,
                command,
                command_name: "test".to_owned(),
                correlation: command,
                causation: None,
                source: None,
                trace: None,
                warnings: Vec::new(),
            },
            reads: vec![(stream, version - 1)],
            claims: Vec::new(),
            vault: Vec::new(),
            events: vec![NewEvent {
                stream,
                version,
                event_type: "Tested".to_owned(),
                schema_version: 1,
                payload: format!("{{\"is\":\"{payload}\"}}"),
            }],
        };
        let outcome = self
            .store
            .append(&self.municipality, &[append])
            .await
            .unwrap();
        assert!(
            matches!(outcome[0], eventstore::Outcome::Appended { .. }),
            "{outcome:?}"
        );
    }

    async fn noted(&self) -> Vec<Position> {
        let client = self.test.superuser().await;
        let rows = client
            .query(
                "SELECT position FROM migration.public_note ORDER BY position",
                &[],
            )
            .await
            .unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }
}

#[tokio::test]
async fn rows_and_checkpoint_move_together_and_a_second_step_finds_nothing() {
    let case = Case::new().await;
    for stream in 1..=3 {
        case.append(stream, 1, "fine").await;
    }
    let runner = case.runner(Notes::default());

    let first = runner.step(&case.municipality).await.unwrap();
    let second = runner.step(&case.municipality).await.unwrap();

    assert_eq!(
        first,
        Step::Scanned {
            position: 3,
            more: false
        }
    );
    assert_eq!(
        second,
        Step::Scanned {
            position: 3,
            more: false
        }
    );
    assert_eq!(case.noted().await, vec![1, 2, 3]);
    case.test.drop().await;
}

#[tokio::test]
async fn g8_a_checkpoint_moves_over_what_was_scanned_also_where_nothing_concerned_the_consumer() {
    let case = Case::new().await;
    let concern = StreamId::new("network", Uuid::from_u128(99));
    let runner = case.runner(Notes {
        only: Some(concern),
        ..Notes::default()
    });
    for stream in 1..=20 {
        case.append(stream, 1, "foreign").await;
    }
    runner.step(&case.municipality).await.unwrap();
    case.append(99, 1, "own").await;
    runner.step(&case.municipality).await.unwrap();

    assert_eq!(case.noted().await, vec![21]);
    case.test.drop().await;
}

#[tokio::test]
async fn g9_a_worker_that_dies_in_the_middle_leaves_nothing_and_another_one_goes_on() {
    let case = Case::new().await;
    case.append(1, 1, "fine").await;
    let paused = Arc::new(AtomicBool::new(false));
    let dying = case.runner(Notes {
        pause: Some(Arc::new(Notify::new())),
        paused: paused.clone(),
        ..Notes::default()
    });
    let municipality = case.municipality.clone();
    #[expect(clippy::disallowed_methods, reason = "a worker to be killed")]
    let worker = tokio::spawn(async move { dying.step(&municipality).await.map(|_| ()) });
    eventually("the worker has written and not committed", || async {
        paused.load(Ordering::SeqCst)
    })
    .await;

    let heir = case.runner(Notes::default());
    assert_eq!(
        heir.step(&case.municipality).await.unwrap(),
        Step::Busy,
        "the lease holds"
    );
    worker.abort();
    assert!(worker.await.unwrap_err().is_cancelled());
    eventually("the lease is free again", || async {
        heir.step(&case.municipality).await.unwrap()
            == Step::Scanned {
                position: 1,
                more: false,
            }
    })
    .await;

    assert_eq!(case.noted().await, vec![1]);
    case.test.drop().await;
}

#[tokio::test]
async fn g9_four_workers_apply_each_event_once() {
    let case = Case::new().await;
    for stream in 1..=200 {
        case.append(stream, 1, "fine").await;
    }
    let workers = (0..4).map(|_| {
        let runner = case.runner(Notes::default());
        let municipality = case.municipality.clone();
        async move {
            runner
                .reach(&municipality, 200, Duration::from_secs(20))
                .await
                .unwrap()
        }
    });

    assert!(
        futures::future::join_all(workers)
            .await
            .into_iter()
            .all(|reached| reached)
    );
    // The table's key would have refused a second time.
    assert_eq!(case.noted().await.len(), 200);
    case.test.drop().await;
}

#[tokio::test]
async fn g10_a_poison_event_parks_its_stream_only_and_after_the_mend_it_continues_in_order() {
    let case = Case::new().await;
    case.append(1, 1, "fine").await;
    case.append(1, 2, "poison").await;
    case.append(2, 1, "fine").await;
    let runner = case.runner(Notes::default());
    runner.step(&case.municipality).await.unwrap();
    case.append(1, 3, "fine").await;
    runner.step(&case.municipality).await.unwrap();

    assert_eq!(
        case.noted().await,
        vec![1, 3],
        "the stream waits, the other goes on"
    );
    assert_eq!(
        runner.waiting().await.unwrap(),
        vec![case.municipality.clone()]
    );
    assert_eq!(
        runner.resume(&case.municipality).await.unwrap(),
        Some(1),
        "not mended yet"
    );

    runner.consumer().mended.store(true, Ordering::SeqCst);
    assert_eq!(runner.resume(&case.municipality).await.unwrap(), Some(0));
    assert_eq!(case.noted().await, vec![1, 2, 3, 4]);
    assert!(runner.waiting().await.unwrap().is_empty());
    case.test.drop().await;
}

#[tokio::test]
async fn a_consumer_may_begin_at_its_first_deployment() {
    let case = Case::new().await;
    case.append(1, 1, "before").await;
    let runner = case.runner(Notes {
        start: Start::FirstDeployment,
        ..Notes::default()
    });
    runner.step(&case.municipality).await.unwrap();
    case.append(1, 2, "after").await;
    runner.step(&case.municipality).await.unwrap();

    assert_eq!(case.noted().await, vec![2]);
    case.test.drop().await;
}

#[tokio::test]
async fn g11_without_any_wake_up_the_poller_finds_every_event() {
    let case = Case::new().await;
    let never_told = Arc::new(Notify::new());
    let poller = Poller::new(case.test.store(DatabaseRole::Projector), never_told);
    let drive = poller.drive(case.runner(Notes::default()));
    let follow = async {
        tokio::select! {
            () = drive => {}
            () = poller.run() => {}
        }
    };
    let work = async {
        for stream in 1..=30 {
            case.append(stream, 1, "fine").await;
        }
        eventually("all events are noted", || async {
            case.noted().await.len() == 30
        })
        .await;
    };
    tokio::select! {
        () = follow => panic!("the poller ended"),
        () = work => {}
    }
    case.test.drop().await;
}
