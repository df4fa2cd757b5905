//! An event as it is stored.

use jiff::Timestamp;
use kernel::{
    ActorId, CommandId, Date, EntryId, MunicipalityId, Role, StoredEvent, StreamId, Warning,
};
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;

use crate::error::StoreError;

/// A place in a municipality's store, from 1, without gaps; 0 is before the first event.
pub type Position = i64;

/// What is said about all events of a command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    /// Who did it, opaque.
    pub actor: ActorId,
    pub role: Role,
    /// The command's id and the name under which it was posted.
    pub command: CommandId,
    pub command_name: String,
    /// The command with which it all began.
    pub correlation: CommandId,
    /// The event that a reaction answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causation: Option<Position>,
    /// Where the caller has it from [Quelle], in the vault: a document, a letter, a demo assumption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<EntryId>,
    /// W3C trace context of the span that appended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
    /// What the decision said without refusing, so that a replay says it again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// An event as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedEvent {
    pub municipality: MunicipalityId,
    pub position: Position,
    pub stream: StreamId,
    /// Its number in its stream, from 1.
    pub version: i64,
    pub event_type: String,
    pub schema_version: u16,
    /// Exact JSON bytes.
    pub payload: String,
    /// Exact JSON bytes of a [`Metadata`].
    pub metadata: String,
    /// The day on the paper.
    pub occurred_on: Date,
    pub recorded_at: Timestamp,
}

impl RecordedEvent {
    /// Reads the payload as an event of its domain.
    pub fn read<E: StoredEvent>(&self) -> Result<E, StoreError> {
        E::from_stored(&self.event_type, self.schema_version, &self.payload).map_err(|source| {
            StoreError::Unreadable {
                municipality: self.municipality.clone(),
                position: self.position,
                source,
            }
        })
    }

    /// Reads what is said about the command that wrote it.
    pub fn metadata(&self) -> Result<Metadata, StoreError> {
        serde_json::from_str(&self.metadata).map_err(|_error| StoreError::ImpossibleRow {
            table: "es.event",
            key: format!("{} {}", self.municipality, self.position),
            what: "metadata is not what this version writes",
        })
    }

    pub(crate) fn from_row(municipality: &MunicipalityId, row: &Row) -> Result<Self, StoreError> {
        let position: Position = row.get("position");
        let impossible = |what| StoreError::ImpossibleRow {
            table: "es.event",
            key: format!("{municipality} {position}"),
            what,
        };
        Ok(Self {
            municipality: municipality.clone(),
            position,
            stream: row
                .get::<_, &str>("stream")
                .parse()
                .map_err(|_error| impossible("its stream has no known kind"))?,
            version: row.get("version"),
            event_type: row.get("type"),
            schema_version: u16::try_from(row.get::<_, i16>("schema_version"))
                .map_err(|_error| impossible("its schema version is negative"))?,
            payload: row.get("payload"),
            metadata: row.get("metadata"),
            occurred_on: row.get("occurred_on"),
            recorded_at: row.get("recorded_at"),
        })
    }
}
