//! The event store against a real PostgreSQL. Tests named `g…` prove a guarantee.
#![allow(clippy::unwrap_used, reason = "a test panics where it fails")]

mod append;
mod concurrency;
mod feed;
mod isolation;
mod verify;

use eventstore::{Append, EventStore, Metadata, NewEvent, Outcome};
use kernel::{ActorId, CommandId, MunicipalityId, Role, StreamId};
use uuid::Uuid;

fn network(id: u128) -> StreamId {
    StreamId::new("network", Uuid::from_u128(id))
}

fn metadata() -> Metadata {
    let command = CommandId(Uuid::from_u128(1));
    Metadata {
        actor: ActorId(Uuid::from_u128(2)),
        role: Role::Coordinator,
        command,
        command_name: "test".to_owned(),
        correlation: command,
        causation: None,
        source: None,
        trace: None,
        warnings: Vec::new(),
    }
}

/// A command that appends one event as `version` of `stream`, having read the version before.
fn one(key: &str, stream: StreamId, version: i64) -> Append {
    Append {
        key: key.to_owned(),
        fingerprint: [7; 32],
        occurred_on: jiff::civil::date(2018, 11, 12),
        metadata: metadata(),
        reads: vec![(stream, version - 1)],
        claims: Vec::new(),
        vault: Vec::new(),
        events: vec![event(stream, version)],
    }
}

fn event(stream: StreamId, version: i64) -> NewEvent {
    NewEvent {
        stream,
        version,
        event_type: "Tested".to_owned(),
        schema_version: 1,
        payload: format!("{{\"version\":{version}}}"),
    }
}

async fn append_one(store: &EventStore, municipality: &MunicipalityId, append: Append) -> Outcome {
    let mut outcomes = store.append(municipality, &[append]).await.unwrap();
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0)
}
