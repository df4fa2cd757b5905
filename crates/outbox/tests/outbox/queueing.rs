//! What is queued, by whom and how often.

use deadpool_postgres::Transaction;
use eventstore::{Append, DatabaseRole, Metadata, NewEvent, RecordedEvent};
use kernel::{ActorId, CommandId, ContactId, MunicipalityId, Role, StreamId};
use outbox::{NewLetter, enqueue};
use projection::{Consumer, ConsumerError, Parked, Runner, Start, Step};
use uuid::Uuid;

use crate::Case;

#[tokio::test]
async fn the_same_letter_queued_twice_is_one_row_and_another_reader_position_or_rule_another() {
    let case = Case::new().await;
    let letter = case.letter(1);
    assert_eq!(case.queue(&[letter.clone(), letter.clone()]).await, 1);
    assert_eq!(case.queue(std::slice::from_ref(&letter)).await, 0);

    let reader = NewLetter {
        reader: ContactId(Uuid::from_u128(2)),
        ..letter.clone()
    };
    let position = NewLetter {
        position: 7,
        ..letter.clone()
    };
    let rule = NewLetter {
        rule: "meeting-update",
        ..letter.clone()
    };
    assert_eq!(case.queue(&[letter, reader, position, rule]).await, 3);
    assert_eq!(case.queue(&[]).await, 0);

    case.sender().sweep().await.unwrap();
    assert_eq!(case.queue(&[case.letter(1)]).await, 0, "sent is sent");
    case.end().await;
}

/// A letter for each event, as a service's consumer queues it.
struct Invites;

impl Consumer for Invites {
    fn name(&self) -> &'static str {
        "invites"
    }

    fn version(&self) -> i32 {
        1
    }

    fn start(&self) -> Start {
        Start::Beginning
    }

    async fn apply(
        &self,
        transaction: &Transaction<'_>,
        municipality: &MunicipalityId,
        events: &[RecordedEvent],
    ) -> Result<Vec<Parked>, ConsumerError> {
        let letters: Vec<NewLetter> = events
            .iter()
            .map(|event| NewLetter {
                rule: "meeting-invitation",
                subject: event.stream,
                position: event.position,
                reader: ContactId(event.stream.id()),
                not_before: event.recorded_at,
                expires_at: None,
            })
            .collect();
        enqueue(transaction, municipality, &letters)
            .await
            .map_err(|error| ConsumerError::Other(Box::new(error)))?;
        Ok(Vec::new())
    }
}

#[tokio::test]
async fn replaying_the_events_queues_and_sends_nothing_again() {
    let case = Case::new().await;
    for number in 1..=5 {
        append(&case, number).await;
    }
    let runner = Runner::new(case.pool.clone(), Invites);
    let step = runner.step(&case.municipality).await.unwrap();
    assert!(
        matches!(step, Step::Scanned { position: 5, .. }),
        "{step:?}"
    );
    assert_eq!(case.sender().sweep().await.unwrap().accepted, 5);

    let forget = "UPDATE consumer.checkpoint SET position = 0";
    let forgotten = case.test.superuser().await.execute(forget, &[]).await;
    assert_eq!(forgotten.unwrap(), 1);
    let again = Runner::new(case.pool.clone(), Invites);
    again.step(&case.municipality).await.unwrap();
    let swept = case.sender().sweep().await.unwrap();

    assert_eq!(swept, outbox::Swept::default());
    assert_eq!(case.server.stored().len(), 5);
    assert_eq!(case.states().await, [("accepted".to_owned(), 5)].into());
    drop((runner, again));
    case.end().await;
}

async fn append(case: &Case, number: u128) {
    let stream = StreamId::new("network", Uuid::from_u128(number));
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
        reads: vec![(stream, 0)],
        claims: Vec::new(),
        vault: Vec::new(),
        events: vec![NewEvent {
            stream,
            version: 1,
            event_type: "Tested".to_owned(),
            schema_version: 1,
            payload: "{}".to_owned(),
        }],
    };
    let store = case.test.store(DatabaseRole::Membership);
    store.append(&case.municipality, &[append]).await.unwrap();
}
