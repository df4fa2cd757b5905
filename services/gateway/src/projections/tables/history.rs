//! The history: every event that a view took in, as the office reads it; `read_4.history` out, keyed by municipality
//! and position.
//!
//! *Correctness*: a position is written once; written again it changes nothing. An event of a parked stream has its
//! row when it is applied. A correction is a row of its own and changes none. In the checkpoint's transaction; nobody
//! else writes.

use eventstore::{Position, RecordedEvent};
use jiff::Timestamp;
use kernel::{ActorId, Date, EntryId, Role};
use projection::ConsumerError;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::projections::Scope;
use crate::projections::fold::write;
use crate::projections::unfit::Unfit;

#[derive(Debug, PartialEq, Serialize)]
pub(in crate::projections) struct HistoryRow {
    position: Position,
    stream_kind: &'static str,
    stream_id: Uuid,
    /// The event's number in its stream.
    fact: i64,
    event_type: String,
    occurred_on: Date,
    recorded_at: Timestamp,
    actor: ActorId,
    role: Role,
    /// Where the caller had it from.
    source: Option<EntryId>,
    /// Ids, codes, dates and counts, as recorded.
    payload: Value,
}

impl HistoryRow {
    /// The event as a row.
    pub(in crate::projections) fn of(event: &RecordedEvent) -> Result<Self, Unfit> {
        let metadata = event.metadata().map_err(|_error| Unfit::Metadata)?;
        let payload = serde_json::from_str(&event.payload).map_err(|error| Unfit::Payload {
            event_type: event.event_type.clone(),
            version: event.schema_version,
            line: error.line(),
            column: error.column(),
        })?;
        Ok(Self {
            position: event.position,
            stream_kind: event.stream.kind(),
            stream_id: event.stream.id(),
            fact: event.version,
            event_type: event.event_type.clone(),
            occurred_on: event.occurred_on,
            recorded_at: event.recorded_at,
            actor: metadata.actor,
            role: metadata.role,
            source: metadata.source,
            payload,
        })
    }
}

const STORE: &str = "
    INSERT INTO read_4.history (
        municipality, position, stream_kind, stream_id, fact, event_type, occurred_on, recorded_at, actor, role,
        source, payload
    )
    SELECT
        $1, n.position, n.stream_kind, n.stream_id, n.fact, n.event_type, n.occurred_on, n.recorded_at, n.actor,
        n.role, n.source, n.payload
    FROM jsonb_to_recordset($2) AS n(
        position bigint, stream_kind text, stream_id uuid, fact bigint, event_type text, occurred_on date,
        recorded_at timestamptz, actor uuid, role text, source uuid, payload jsonb
    )
    ON CONFLICT (municipality, position) DO NOTHING";

/// Writes the history of a batch.
pub(in crate::projections) async fn write_all(
    scope: Scope<'_>,
    rows: &[HistoryRow],
) -> Result<(), ConsumerError> {
    write(scope, STORE, rows, "write the history").await?;
    Ok(())
}
