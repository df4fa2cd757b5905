//! Where somebody had what he recorded from [Quelle]: a document, a letter, a demo assumption.

use std::collections::HashMap;

use async_graphql::SimpleObject;
use kernel::{Date, EntryId};
use uuid::Uuid;

use super::error::GraphError;
use super::reader::Reading;
use super::words;

/// The source of a recorded fact [Quelle].
#[derive(Clone, Debug, SimpleObject)]
pub struct Source {
    /// The source in somebody's words, such as „demo assumption"; `null` where it was erased.
    text: Option<String>,
    /// The day of the fact.
    occurred_on: Date,
    /// The kind of the fact: an event's type, such as `AgreementSigned`.
    event: String,
}

/// The sources given for facts of these things, by thing, in the order of recording.
pub(crate) async fn load(
    reading: &Reading<'_>,
    kind: &'static str,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Source>>, GraphError> {
    let rows = reading
        .rows(
            "load sources",
            "
            SELECT stream_id, event_type, occurred_on, source
            FROM read_4.history
            WHERE municipality = $1
                AND stream_kind = $2
                AND stream_id = ANY ($3::uuid[])
                AND source IS NOT NULL
            ORDER BY position",
            &[&kind, &ids],
        )
        .await?;
    let ids = rows.iter().map(|row| EntryId(row.get("source"))).collect();
    let entries = reading.entries(ids).await?;
    let mut sources: HashMap<Uuid, Vec<Source>> = HashMap::new();
    for row in &rows {
        let source = Source {
            text: words::text(&entries, EntryId(row.get("source")))?,
            occurred_on: row.get("occurred_on"),
            event: row.get("event_type"),
        };
        sources
            .entry(row.get("stream_id"))
            .or_default()
            .push(source);
    }
    Ok(sources)
}
