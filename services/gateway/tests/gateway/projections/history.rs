//! Histories of a municipality, told event by event.

use std::collections::BTreeMap;

use eventstore::{Append, DatabaseRole, Metadata, NewEvent, Outcome, RecordedEvent};
use jiff::Timestamp;
use kernel::{
    ActorId, CommandId, Date, EntryId, MunicipalityId, Role, StoredEvent, StreamId, VaultEntry,
};
use municipality::Digest;
use municipality::municipality::PolicyAdopted;
use municipality::overview::StateRelease;
use testkit::TestDatabase;
use uuid::Uuid;

/// An event before it has a position.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) stream: StreamId,
    pub(crate) event_type: String,
    pub(crate) schema_version: u16,
    pub(crate) payload: String,
}

impl Told {
    pub(crate) fn new<E: StoredEvent>(stream: StreamId, event: impl Into<E>) -> Self {
        let event: E = event.into();
        Self {
            stream,
            event_type: event.event_type(),
            schema_version: event.version(),
            payload: event.payload().unwrap(),
        }
    }
}

pub(crate) fn stream(kind: &'static str, id: u128) -> StreamId {
    StreamId::new(kind, Uuid::from_u128(id))
}

pub(crate) fn entry(id: u128) -> EntryId {
    EntryId(Uuid::from_u128(id))
}

/// A policy that holds from the day on, with this release to the state.
pub(crate) fn policy(valid_from: Date, state_release: Option<StateRelease>) -> PolicyAdopted {
    PolicyAdopted {
        policy_version: 1,
        valid_from,
        document: entry(0x60),
        digest: Digest::of(""),
        state_release,
    }
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn metadata(source: Option<EntryId>) -> Metadata {
    let command = CommandId(Uuid::from_u128(0xc0));
    Metadata {
        actor: ActorId(Uuid::from_u128(0xac)),
        role: Role::Coordinator,
        command,
        command_name: "test".to_owned(),
        correlation: command,
        causation: None,
        source,
        trace: None,
        warnings: Vec::new(),
    }
}

/// What was told as a municipality's feed gives it; every third event names a source.
pub(crate) fn recorded(municipality: &MunicipalityId, told: &[Told]) -> Vec<RecordedEvent> {
    let mut versions: BTreeMap<StreamId, i64> = BTreeMap::new();
    told.iter()
        .zip(1..)
        .map(|(told, position)| {
            let version = versions.entry(told.stream).or_default();
            *version += 1;
            let source = (position % 3 == 0).then(|| entry(0x50));
            RecordedEvent {
                municipality: municipality.clone(),
                position,
                stream: told.stream,
                version: *version,
                event_type: told.event_type.clone(),
                schema_version: told.schema_version,
                payload: told.payload.clone(),
                metadata: serde_json::to_string(&metadata(source)).unwrap(),
                occurred_on: day("2020-01-01"),
                recorded_at: Timestamp::UNIX_EPOCH,
            }
        })
        .collect()
}

/// Appends to a municipality's store what is told, one command per event.
pub(crate) struct Scribe<'a> {
    database: &'a TestDatabase,
    municipality: MunicipalityId,
    versions: BTreeMap<StreamId, i64>,
}

impl<'a> Scribe<'a> {
    pub(crate) async fn open(database: &'a TestDatabase, municipality: &str) -> Self {
        let municipality = database.open(municipality).await;
        Self {
            database,
            municipality,
            versions: BTreeMap::new(),
        }
    }

    pub(crate) fn municipality(&self) -> &MunicipalityId {
        &self.municipality
    }

    pub(crate) async fn tell(&mut self, told: &[Told]) {
        for told in told {
            self.tell_with(told, Vec::new()).await;
        }
    }

    /// Tells one event with the entries of the vault that it names.
    pub(crate) async fn tell_with(&mut self, told: &Told, vault: Vec<VaultEntry>) {
        let version = self.versions.entry(told.stream).or_default();
        let append = Append {
            key: format!("{}/{}", told.stream, *version + 1),
            fingerprint: [7; 32],
            occurred_on: day("2020-01-01"),
            metadata: metadata(None),
            reads: vec![(told.stream, *version)],
            claims: Vec::new(),
            vault,
            events: vec![NewEvent {
                stream: told.stream,
                version: *version + 1,
                event_type: told.event_type.clone(),
                schema_version: told.schema_version,
                payload: told.payload.clone(),
            }],
        };
        *version += 1;
        let role = match told.stream.kind() {
            "agreement" => DatabaseRole::Agreements,
            "municipality" => DatabaseRole::Operator,
            _ => DatabaseRole::Membership,
        };
        let outcomes = self
            .database
            .store(role)
            .append(&self.municipality, &[append])
            .await
            .unwrap();
        assert!(
            matches!(outcomes[..], [Outcome::Appended { .. }]),
            "{outcomes:?}"
        );
    }
}
