//! Following a municipality from a position on.

use futures::Stream;
use futures::stream::{self, TryStreamExt as _};
use kernel::MunicipalityId;

use crate::EventStore;
use crate::error::StoreError;
use crate::event::{Position, RecordedEvent};
use crate::load::set_scope;

/// How many events one look fetches.
pub const BATCH: i64 = 500;

impl EventStore {
    /// The events after a position, in order, up to the head at the time of the last look; then it ends.
    ///
    /// Fetched in batches, each in a transaction of its own, so that nothing is held while the reader works.
    pub fn feed(
        &self,
        municipality: &MunicipalityId,
        after: Position,
    ) -> impl Stream<Item = Result<RecordedEvent, StoreError>> + Send + 'static {
        let store = self.clone();
        let municipality = municipality.clone();
        stream::try_unfold(Some(after), move |from| {
            let store = store.clone();
            let municipality = municipality.clone();
            async move {
                let Some(from) = from else {
                    return Ok::<_, StoreError>(None);
                };
                let batch = store.batch(&municipality, from).await?;
                let full = i64::try_from(batch.len()).is_ok_and(|length| length == BATCH);
                let next = batch.last().filter(|_| full).map(|last| last.position);
                Ok(Some((stream::iter(batch.into_iter().map(Ok)), next)))
            }
        })
        .try_flatten()
    }

    async fn batch(
        &self,
        municipality: &MunicipalityId,
        after: Position,
    ) -> Result<Vec<RecordedEvent>, StoreError> {
        let mut client = self.pool.get().await.map_err(StoreError::Connect)?;
        let transaction = client
            .transaction()
            .await
            .map_err(StoreError::database("begin a look at a feed"))?;
        set_scope(&transaction, municipality).await?;
        let batch = batch_in(&transaction, municipality, after).await?;
        transaction
            .commit()
            .await
            .map_err(StoreError::database("end a look at a feed"))?;
        Ok(batch)
    }

    /// The last position of a municipality's store; `None` where it has none.
    pub async fn head(
        &self,
        municipality: &MunicipalityId,
    ) -> Result<Option<Position>, StoreError> {
        let mut client = self.pool.get().await.map_err(StoreError::Connect)?;
        let transaction = client
            .transaction()
            .await
            .map_err(StoreError::database("begin a look at a head"))?;
        set_scope(&transaction, municipality).await?;
        let row = transaction
            .query_opt(
                "SELECT position FROM es.municipality_head WHERE municipality = $1",
                &[&municipality.as_str()],
            )
            .await
            .map_err(StoreError::database("read a head"))?;
        Ok(row.map(|row| row.get(0)))
    }

    /// Every municipality with its last position, in the order of their ids. Not for the gateway's role.
    pub async fn heads(&self) -> Result<Vec<(MunicipalityId, Position)>, StoreError> {
        let client = self.pool.get().await.map_err(StoreError::Connect)?;
        let rows = client
            .query(
                "SELECT municipality, position FROM es.municipality_head ORDER BY municipality",
                &[],
            )
            .await
            .map_err(StoreError::database("read heads"))?;
        rows.iter()
            .map(|row| Ok((municipality_of(row)?, row.get("position"))))
            .collect()
    }
}

/// Reads the column `municipality` of a row.
pub fn municipality_of(row: &tokio_postgres::Row) -> Result<MunicipalityId, StoreError> {
    let id: &str = row.get("municipality");
    MunicipalityId::try_new(id).map_err(|_error| StoreError::ImpossibleRow {
        table: "es.municipality_head",
        key: id.to_owned(),
        what: "its municipality is no id",
    })
}

/// At most [`BATCH`] events after a position, inside a transaction that has set its scope.
pub async fn batch_in(
    transaction: &deadpool_postgres::Transaction<'_>,
    municipality: &MunicipalityId,
    after: Position,
) -> Result<Vec<RecordedEvent>, StoreError> {
    let statement = transaction
        .prepare_cached(
            "
            SELECT position, stream, version, type, schema_version, payload, metadata, occurred_on, recorded_at
            FROM es.event
            WHERE municipality = $1
                AND position > $2
            ORDER BY position
            LIMIT $3",
        )
        .await
        .map_err(StoreError::database("prepare a look at a feed"))?;
    let rows = transaction
        .query(&statement, &[&municipality.as_str(), &after, &BATCH])
        .await
        .map_err(StoreError::database("look at a feed"))?;
    rows.iter()
        .map(|row| RecordedEvent::from_row(municipality, row))
        .collect()
}
