//! Writing: one call of one function.

use jiff::Timestamp;
use kernel::{Claim, Date, MunicipalityId, StreamId, VaultEntry};
use serde::{Deserialize, Serialize};
use tokio_postgres::error::SqlState;
use tracing::{Instrument as _, info_span};

use crate::EventStore;
use crate::error::StoreError;
use crate::event::{Metadata, Position};

/// What one command wants to write.
#[derive(Clone, Debug)]
pub struct Append {
    /// The caller's idempotency key, unique in the municipality.
    pub key: String,
    /// Keyed hash over actor and request: the same key with another request is refused.
    pub fingerprint: [u8; 32],
    /// The day on the paper.
    pub occurred_on: Date,
    pub metadata: Metadata,
    /// Every stream that the decision rests on, with the version that it saw (0: no event yet). The streams that it
    /// writes belong to them.
    pub reads: Vec<(StreamId, i64)>,
    pub claims: Vec<(Claim, StreamId)>,
    pub vault: Vec<VaultEntry>,
    /// In order; never empty (a command that changes nothing is not appended).
    pub events: Vec<NewEvent>,
}

/// An event before it has a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    pub stream: StreamId,
    pub version: i64,
    pub event_type: String,
    pub schema_version: u16,
    /// Exact JSON bytes.
    pub payload: String,
}

/// What became of a command. Conflicts, replays and reused keys are outcomes, not errors.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Written from `position` on.
    Appended {
        position: Position,
        recorded_at: Timestamp,
    },
    /// The same command had been written before; this is what it wrote.
    Replayed {
        position: Position,
        recorded_at: Timestamp,
        metadata: Box<Metadata>,
        events: Vec<WrittenEvent>,
    },
    /// The key had carried another command.
    KeyReused,
    /// A stream that the decision rests on has moved: decide anew.
    Conflict {
        stream: StreamId,
        expected: i64,
        actual: i64,
    },
    /// Something that may exist once exists, in `holder`.
    Claimed { kind: String, holder: StreamId },
}

/// An event that a command wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenEvent {
    pub stream: String,
    pub version: i64,
    #[serde(rename = "type")]
    pub event_type: String,
}

impl EventStore {
    /// Writes commands of one municipality in one call, in order, each with its own outcome.
    ///
    /// Called again with the same keys after an unknown commit, it answers [`Outcome::Replayed`].
    pub async fn append(
        &self,
        municipality: &MunicipalityId,
        commands: &[Append],
    ) -> Result<Vec<Outcome>, StoreError> {
        let client = self.pool.get().await.map_err(StoreError::Connect)?;
        append_in(&client, municipality, commands).await
    }

    /// Opens a municipality's store; true where it was new. For the operator's role.
    pub async fn open(&self, municipality: &MunicipalityId) -> Result<bool, StoreError> {
        let client = self.pool.get().await.map_err(StoreError::Connect)?;
        let row = client
            .query_one("SELECT es.open($1)", &[&municipality.as_str()])
            .await
            .map_err(StoreError::database("open a store"))?;
        Ok(row.get(0))
    }
}

/// [`EventStore::append`] on a connection of the caller's, so that a reaction's commands commit with its checkpoint.
pub async fn append_in<C: deadpool_postgres::GenericClient>(
    client: &C,
    municipality: &MunicipalityId,
    commands: &[Append],
) -> Result<Vec<Outcome>, StoreError> {
    let span = info_span!("eventstore.append", %municipality, commands = commands.len());
    write(client, municipality, commands).instrument(span).await
}

async fn write<C: deadpool_postgres::GenericClient>(
    client: &C,
    municipality: &MunicipalityId,
    commands: &[Append],
) -> Result<Vec<Outcome>, StoreError> {
    let batch = serde_json::to_value(
        commands
            .iter()
            .map(CommandRow::try_from)
            .collect::<Result<Vec<_>, _>>()?,
    )
    .map_err(StoreError::Answer)?;
    let statement = client
        .prepare_cached("SELECT es.append($1, $2)")
        .await
        .map_err(StoreError::database("prepare the append"))?;
    let row = client
        .query_one(&statement, &[&municipality.as_str(), &batch])
        .await
        .map_err(|error| match error.code() {
            Some(&SqlState::NO_DATA_FOUND) => StoreError::UnknownMunicipality(municipality.clone()),
            _ => StoreError::database("append")(error),
        })?;
    let outcomes: Vec<OutcomeRow> =
        serde_json::from_value(row.get(0)).map_err(StoreError::Answer)?;
    outcomes.into_iter().map(Outcome::try_from).collect()
}

#[derive(Serialize)]
struct CommandRow<'a> {
    key: &'a str,
    fingerprint: String,
    occurred_on: Date,
    metadata: String,
    versions: Vec<VersionRow>,
    claims: Vec<ClaimRow<'a>>,
    vault: Vec<VaultRow<'a>>,
    events: Vec<EventRow<'a>>,
}

#[derive(Serialize)]
struct VersionRow {
    stream: String,
    version: i64,
}

#[derive(Serialize)]
struct ClaimRow<'a> {
    kind: &'a str,
    key: &'a str,
    stream: String,
}

#[derive(Serialize)]
struct VaultRow<'a> {
    id: kernel::EntryId,
    kind: &'a str,
    subject: Option<kernel::PersonId>,
    content: String,
}

#[derive(Serialize)]
struct EventRow<'a> {
    stream: String,
    version: i64,
    r#type: &'a str,
    schema_version: u16,
    payload: &'a str,
}

impl<'a> From<&'a NewEvent> for EventRow<'a> {
    fn from(event: &'a NewEvent) -> Self {
        Self {
            stream: event.stream.to_string(),
            version: event.version,
            r#type: &event.event_type,
            schema_version: event.schema_version,
            payload: &event.payload,
        }
    }
}

impl<'a> TryFrom<&'a Append> for CommandRow<'a> {
    type Error = StoreError;

    fn try_from(append: &'a Append) -> Result<Self, Self::Error> {
        Ok(Self {
            key: &append.key,
            fingerprint: hex(&append.fingerprint),
            occurred_on: append.occurred_on,
            metadata: serde_json::to_string(&append.metadata).map_err(StoreError::Answer)?,
            versions: append
                .reads
                .iter()
                .map(|(stream, version)| VersionRow {
                    stream: stream.to_string(),
                    version: *version,
                })
                .collect(),
            claims: append
                .claims
                .iter()
                .map(|(claim, stream)| ClaimRow {
                    kind: claim.kind,
                    key: &claim.key,
                    stream: stream.to_string(),
                })
                .collect(),
            vault: append
                .vault
                .iter()
                .map(|entry| VaultRow {
                    id: entry.id,
                    kind: entry.kind,
                    subject: entry.subject,
                    content: entry.content.to_string(),
                })
                .collect(),
            events: append.events.iter().map(EventRow::from).collect(),
        })
    }
}

#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum OutcomeRow {
    Appended {
        position: Position,
        recorded_at: Timestamp,
    },
    Replayed {
        position: Position,
        recorded_at: Timestamp,
        metadata: String,
        events: Vec<WrittenEvent>,
    },
    KeyReused,
    Conflict {
        stream: String,
        expected: i64,
        actual: i64,
    },
    Claimed {
        kind: String,
        stream: String,
    },
}

impl TryFrom<OutcomeRow> for Outcome {
    type Error = StoreError;

    fn try_from(row: OutcomeRow) -> Result<Self, Self::Error> {
        let stream_of = |name: &str| {
            name.parse().map_err(|_error| StoreError::ImpossibleRow {
                table: "es.event",
                key: name.to_owned(),
                what: "its stream has no known kind",
            })
        };
        Ok(match row {
            OutcomeRow::Appended {
                position,
                recorded_at,
            } => Self::Appended {
                position,
                recorded_at,
            },
            OutcomeRow::Replayed {
                position,
                recorded_at,
                metadata,
                events,
            } => Self::Replayed {
                position,
                recorded_at,
                metadata: serde_json::from_str(&metadata).map_err(StoreError::Answer)?,
                events,
            },
            OutcomeRow::KeyReused => Self::KeyReused,
            OutcomeRow::Conflict {
                stream,
                expected,
                actual,
            } => Self::Conflict {
                stream: stream_of(&stream)?,
                expected,
                actual,
            },
            OutcomeRow::Claimed { kind, stream } => Self::Claimed {
                kind,
                holder: stream_of(&stream)?,
            },
        })
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
