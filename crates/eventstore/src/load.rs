//! Loading what a decision needs.

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::{MunicipalityId, StoredEvent, StreamId};

use tokio_postgres::types::ToSql;

use crate::EventStore;
use crate::append::WrittenEvent;
use crate::error::StoreError;
use crate::event::{Metadata, Position, RecordedEvent};

/// Streams as they were at one moment, and what a key had done by then.
#[derive(Debug, Default)]
pub struct Loaded {
    streams: BTreeMap<StreamId, Vec<RecordedEvent>>,
    /// What the key already did.
    pub prior: Option<Prior>,
}

/// What a key already did.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    pub fingerprint: Vec<u8>,
    pub position: Position,
    pub recorded_at: Timestamp,
    pub metadata: Metadata,
    pub events: Vec<WrittenEvent>,
}

impl Loaded {
    /// The events of a stream that was asked for, in order; none where it does not exist.
    pub fn stream(&self, stream: &StreamId) -> &[RecordedEvent] {
        self.streams.get(stream).map_or(&[], Vec::as_slice)
    }

    /// The version of a stream that was asked for; 0 where it does not exist.
    pub fn version(&self, stream: &StreamId) -> i64 {
        self.stream(stream).last().map_or(0, |event| event.version)
    }

    /// Every stream that was asked for, with its version: what an [`Append`](crate::Append) rests on.
    pub fn versions(&self) -> Vec<(StreamId, i64)> {
        self.streams
            .keys()
            .map(|stream| (*stream, self.version(stream)))
            .collect()
    }

    /// Folds a stream that was asked for.
    pub fn fold<A>(&self, stream: &StreamId) -> Result<A, StoreError>
    where
        A: Default + Fold,
    {
        let mut aggregate = A::default();
        for event in self.stream(stream) {
            aggregate.fold(event.read()?);
        }
        Ok(aggregate)
    }
}

/// Anything that a stream's events can be folded into; every aggregate is.
pub trait Fold {
    type Event: StoredEvent;

    fn fold(&mut self, event: Self::Event);
}

impl<A> Fold for A
where
    A: cqrs_es::Aggregate,
    A::Event: StoredEvent,
{
    type Event = A::Event;

    fn fold(&mut self, event: Self::Event) {
        self.apply(event);
    }
}

impl EventStore {
    /// Loads streams of a municipality, and what `key` already did, in one round trip.
    ///
    /// The four statements are sent together; row-level security scopes the middle two.
    pub async fn load(
        &self,
        municipality: &MunicipalityId,
        streams: &[StreamId],
        key: Option<&str>,
    ) -> Result<Loaded, StoreError> {
        let client = self.pool.get().await.map_err(StoreError::Connect)?;
        load_in(&client, municipality, streams, key).await
    }
}

/// [`EventStore::load`] on a connection that is not in a transaction.
async fn load_in(
    client: &deadpool_postgres::Client,
    municipality: &MunicipalityId,
    streams: &[StreamId],
    key: Option<&str>,
) -> Result<Loaded, StoreError> {
    let (scope, events, prior) = prepare(client).await?;
    let names: Vec<String> = streams.iter().map(ToString::to_string).collect();
    let municipality_id = municipality.as_str();
    let scope_of: [&(dyn ToSql + Sync); 1] = [&municipality_id];
    let events_of: [&(dyn ToSql + Sync); 2] = [&municipality_id, &names];
    let prior_of: [&(dyn ToSql + Sync); 2] = [&municipality_id, &key];
    // Polled in this order, and each future sends its statement when it is first polled.
    let (begun, scoped, event_rows, prior_rows, ended) = tokio::join!(
        biased;
        client.batch_execute("BEGIN READ ONLY"),
        client.execute(&scope, &scope_of),
        client.query(&events, &events_of),
        client.query(&prior, &prior_of),
        client.batch_execute("COMMIT"),
    );
    begun.map_err(StoreError::database("begin a load"))?;
    scoped.map_err(StoreError::database("scope a load"))?;
    let event_rows = event_rows.map_err(StoreError::database("load streams"))?;
    let prior_rows = prior_rows.map_err(StoreError::database("look up a key"))?;
    ended.map_err(StoreError::database("end a load"))?;
    loaded(municipality, streams, &event_rows, &prior_rows)
}

/// [`EventStore::load`] inside the caller's transaction, which has set its scope.
pub async fn load_in_transaction(
    transaction: &deadpool_postgres::Transaction<'_>,
    municipality: &MunicipalityId,
    streams: &[StreamId],
) -> Result<Loaded, StoreError> {
    let statement = transaction
        .prepare_cached(EVENTS)
        .await
        .map_err(StoreError::database("prepare a load"))?;
    let names: Vec<String> = streams.iter().map(ToString::to_string).collect();
    let rows = transaction
        .query(&statement, &[&municipality.as_str(), &names])
        .await
        .map_err(StoreError::database("load streams"))?;
    loaded(municipality, streams, &rows, &[])
}

/// Sets the municipality whose rows this transaction may see.
pub async fn set_scope<C: deadpool_postgres::GenericClient>(
    client: &C,
    municipality: &MunicipalityId,
) -> Result<(), StoreError> {
    let statement = client
        .prepare_cached(SCOPE)
        .await
        .map_err(StoreError::database("prepare a scope"))?;
    client
        .execute(&statement, &[&municipality.as_str()])
        .await
        .map_err(StoreError::database("scope a transaction"))?;
    Ok(())
}

const SCOPE: &str = "SELECT set_config('lotse.municipality', $1, true)";

const EVENTS: &str = "
    SELECT position, stream, version, type, schema_version, payload, metadata, occurred_on, recorded_at
    FROM es.event
    WHERE municipality = $1
        AND stream = ANY ($2::text[])
    ORDER BY stream, version";

const PRIOR: &str = "
    SELECT f.position, f.recorded_at, f.fingerprint, f.metadata, e.stream, e.version, e.type
    FROM es.event f
    JOIN es.event e
        ON e.municipality = f.municipality
        AND e.position >= f.position
        AND e.position < f.position + f.command_size
    WHERE f.municipality = $1
        AND f.key = $2
    ORDER BY e.position";

async fn prepare(
    client: &deadpool_postgres::Client,
) -> Result<
    (
        tokio_postgres::Statement,
        tokio_postgres::Statement,
        tokio_postgres::Statement,
    ),
    StoreError,
> {
    let prepared = StoreError::database("prepare a load");
    let statements = tokio::try_join!(
        client.prepare_cached(SCOPE),
        client.prepare_cached(EVENTS),
        client.prepare_cached(PRIOR),
    );
    statements.map_err(prepared)
}

fn loaded(
    municipality: &MunicipalityId,
    streams: &[StreamId],
    events: &[tokio_postgres::Row],
    prior: &[tokio_postgres::Row],
) -> Result<Loaded, StoreError> {
    let mut found: BTreeMap<StreamId, Vec<RecordedEvent>> =
        streams.iter().map(|stream| (*stream, Vec::new())).collect();
    for row in events {
        let event = RecordedEvent::from_row(municipality, row)?;
        found.entry(event.stream).or_default().push(event);
    }
    let prior = match prior.first() {
        None => None,
        Some(first) => Some(Prior {
            fingerprint: first.get("fingerprint"),
            position: first.get("position"),
            recorded_at: first.get("recorded_at"),
            metadata: serde_json::from_str(first.get("metadata")).map_err(StoreError::Answer)?,
            events: prior
                .iter()
                .map(|row| WrittenEvent {
                    stream: row.get("stream"),
                    version: row.get("version"),
                    event_type: row.get("type"),
                })
                .collect(),
        }),
    };
    Ok(Loaded {
        streams: found,
        prior,
    })
}
