//! Sources: what somebody gave as the source of what he recorded. Any event that a view took in and whose command
//! named one; `read_1.source` out, keyed by municipality and position.
//!
//! *Correctness*: a position is written once; written again it changes nothing. An event of a parked stream has its
//! row when it is applied. In the checkpoint's transaction; nobody else writes.

use eventstore::{Position, RecordedEvent};
use kernel::{Date, EntryId};
use projection::ConsumerError;
use serde::Serialize;
use uuid::Uuid;

use crate::projections::Scope;
use crate::projections::fold::write;
use crate::projections::unfit::Unfit;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct SourceRow {
    position: Position,
    stream_kind: &'static str,
    stream_id: Uuid,
    event_type: String,
    occurred_on: Date,
    entry: EntryId,
}

impl SourceRow {
    /// The event's source, where its command named one.
    pub(in crate::projections) fn of(event: &RecordedEvent) -> Result<Option<Self>, Unfit> {
        let metadata = event.metadata().map_err(|_error| Unfit::Metadata)?;
        Ok(metadata.source.map(|entry| Self {
            position: event.position,
            stream_kind: event.stream.kind(),
            stream_id: event.stream.id(),
            event_type: event.event_type.clone(),
            occurred_on: event.occurred_on,
            entry,
        }))
    }
}

const STORE: &str = "
    INSERT INTO read_1.source (
        municipality, position, stream_kind, stream_id, event_type, occurred_on, entry
    )
    SELECT $1, n.position, n.stream_kind, n.stream_id, n.event_type, n.occurred_on, n.entry
    FROM jsonb_to_recordset($2) AS n(
        position bigint, stream_kind text, stream_id uuid, event_type text, occurred_on date, entry uuid
    )
    ON CONFLICT (municipality, position) DO NOTHING";

/// Writes the sources of a batch.
pub(in crate::projections) async fn write_all(
    scope: Scope<'_>,
    sources: &[SourceRow],
) -> Result<(), ConsumerError> {
    write(scope, STORE, sources, "write sources").await?;
    Ok(())
}
