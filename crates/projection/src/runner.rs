//! One consumer, one municipality at a time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use deadpool_postgres::{Pool, Transaction};
use eventstore::load::set_scope;
use eventstore::{Position, RecordedEvent, feed};
use kernel::{MunicipalityId, StreamId};
use service_kit::telemetry;
use tracing::{Instrument as _, Span, info_span};

use crate::{Consumer, ConsumerError, Parked, Start};

/// Batches up to this size are live traffic: their spans join the traces of the commands that caused them.
const TRACED: usize = 50;
/// How long a waiting caller leaves a municipality to whoever holds it.
const AGAIN: Duration = Duration::from_millis(2);

/// Carries feeds to one consumer.
#[derive(Debug)]
pub struct Runner<C> {
    pool: Pool,
    consumer: Arc<C>,
    /// How far this process knows each municipality to be scanned; the truth is the checkpoint.
    known: Mutex<HashMap<MunicipalityId, Position>>,
}

/// What one step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Scanned up to this position; `more` where a full batch says that there is more.
    Scanned { position: Position, more: bool },
    /// Another worker holds the municipality.
    Busy,
}

impl<C: Consumer> Runner<C> {
    pub fn new(pool: Pool, consumer: C) -> Self {
        Self {
            pool,
            consumer: Arc::new(consumer),
            known: Mutex::default(),
        }
    }

    pub fn consumer(&self) -> &C {
        &self.consumer
    }

    /// True where this process does not know the municipality to be scanned up to `head`.
    pub fn lags(&self, municipality: &MunicipalityId, head: Position) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get(municipality)
            .is_none_or(|position| *position < head)
    }

    /// Carries one batch.
    pub async fn step(&self, municipality: &MunicipalityId) -> Result<Step, ConsumerError> {
        let mut client = self.pool.get().await.map_err(ConsumerError::Connect)?;
        let mut transaction = begin(&mut client).await?;
        let mut claimed = self.claim(&transaction, municipality).await?;
        if claimed.is_none() {
            drop(transaction);
            // Held by another worker, or never met: the insert tells which.
            if !self.make_checkpoint(&mut client, municipality).await? {
                return Ok(Step::Busy);
            }
            transaction = begin(&mut client).await?;
            claimed = self.claim(&transaction, municipality).await?;
        }
        let Some(position) = claimed else {
            return Ok(Step::Busy);
        };
        let batch = feed::batch_in(&transaction, municipality, position).await?;
        let Some(last) = batch.last().map(|event| event.position) else {
            self.note(municipality, position);
            return Ok(Step::Scanned {
                position,
                more: false,
            });
        };
        let more = i64::try_from(batch.len()).is_ok_and(|length| length == feed::BATCH);
        let spans = self.spans(municipality, &batch);
        let span = spans.first().cloned().unwrap_or_else(Span::none);
        async {
            let waiting = self.parked(&transaction, municipality).await?;
            let events = match waiting.is_empty() {
                true => batch,
                false => batch
                    .into_iter()
                    .filter(|event| !waiting.contains(&event.stream))
                    .collect(),
            };
            let parked = self
                .consumer
                .apply(&transaction, municipality, &events)
                .await?;
            self.park(&transaction, municipality, &parked).await?;
            self.move_checkpoint(&transaction, municipality, last)
                .await?;
            transaction
                .commit()
                .await
                .map_err(ConsumerError::database("commit a step"))
        }
        .instrument(span)
        .await?;
        self.note(municipality, last);
        metrics::gauge!("lotse_consumer_position", "consumer" => self.consumer.name(),
            "municipality" => municipality.to_string())
        .set(f64::from(i32::try_from(last).unwrap_or(i32::MAX)));
        Ok(Step::Scanned {
            position: last,
            more,
        })
    }

    /// Carries batches until the municipality is scanned up to `position`, by itself or by whoever holds it, at most
    /// for `bound`. False where the bound came first.
    pub async fn reach(
        &self,
        municipality: &MunicipalityId,
        position: Position,
        bound: Duration,
    ) -> Result<bool, ConsumerError> {
        let reached = async {
            loop {
                match self.step(municipality).await? {
                    Step::Scanned {
                        position: scanned, ..
                    } if scanned >= position => return Ok(()),
                    Step::Scanned { more: true, .. } => {}
                    // Whoever holds it commits within milliseconds; waiting on his lock would hold a connection.
                    Step::Scanned { more: false, .. } | Step::Busy => {
                        tokio::time::sleep(AGAIN).await
                    }
                }
            }
        };
        match tokio::time::timeout(bound, reached).await {
            Ok(reached) => reached.map(|()| true),
            Err(_elapsed) => Ok(false),
        }
    }

    /// Applies what was parked, in order, now that the code may be able to. Returns how many streams still wait; `None`
    /// where another worker holds the municipality.
    pub async fn resume(
        &self,
        municipality: &MunicipalityId,
    ) -> Result<Option<usize>, ConsumerError> {
        let mut client = self.pool.get().await.map_err(ConsumerError::Connect)?;
        let transaction = client
            .transaction()
            .await
            .map_err(ConsumerError::database("begin a resumption"))?;
        let Some(position) = self.claim(&transaction, municipality).await? else {
            return Ok(None);
        };
        let rows = transaction
            .query(
                "
                DELETE FROM consumer.parked
                WHERE municipality = $1
                    AND consumer = $2
                    AND version = $3
                RETURNING stream, position",
                &[
                    &municipality.as_str(),
                    &self.consumer.name(),
                    &self.consumer.version(),
                ],
            )
            .await
            .map_err(ConsumerError::database("take what was parked"))?;
        let mut events = Vec::new();
        for row in &rows {
            let stream = stream_of(row)?;
            let from: Position = row.get("position");
            let loaded =
                eventstore::load::load_in_transaction(&transaction, municipality, &[stream])
                    .await?;
            events.extend(
                loaded
                    .stream(&stream)
                    .iter()
                    .filter(|event| event.position >= from && event.position <= position)
                    .cloned(),
            );
        }
        events.sort_by_key(|event| event.position);
        let parked = self
            .consumer
            .apply(&transaction, municipality, &events)
            .await?;
        self.park(&transaction, municipality, &parked).await?;
        transaction
            .commit()
            .await
            .map_err(ConsumerError::database("commit a resumption"))?;
        Ok(Some(parked.len()))
    }

    /// Municipalities in which streams of this consumer wait.
    pub async fn waiting(&self) -> Result<Vec<MunicipalityId>, ConsumerError> {
        let client = self.pool.get().await.map_err(ConsumerError::Connect)?;
        let rows = client
            .query(
                "
                SELECT DISTINCT municipality
                FROM consumer.parked
                WHERE consumer = $1
                    AND version = $2
                ORDER BY municipality",
                &[&self.consumer.name(), &self.consumer.version()],
            )
            .await
            .map_err(ConsumerError::database("look for parked streams"))?;
        rows.iter()
            .map(|row| feed::municipality_of(row).map_err(Into::into))
            .collect()
    }

    /// Scopes the transaction and takes the checkpoint's lock; `None` where another worker has it.
    async fn claim(
        &self,
        transaction: &Transaction<'_>,
        municipality: &MunicipalityId,
    ) -> Result<Option<Position>, ConsumerError> {
        set_scope(transaction, municipality).await?;
        let key: [&(dyn tokio_postgres::types::ToSql + Sync); 3] = [
            &municipality.as_str(),
            &self.consumer.name(),
            &self.consumer.version(),
        ];
        let take = transaction
            .prepare_cached(
                "
                SELECT position
                FROM consumer.checkpoint
                WHERE municipality = $1
                    AND consumer = $2
                    AND version = $3
                FOR UPDATE SKIP LOCKED",
            )
            .await
            .map_err(ConsumerError::database("prepare a claim"))?;
        if let Some(row) = transaction
            .query_opt(&take, &key)
            .await
            .map_err(ConsumerError::database("claim a municipality"))?
        {
            return Ok(Some(row.get(0)));
        }
        Ok(None)
    }

    /// Makes the checkpoint of a municipality that this consumer meets for the first time, in a transaction of its own,
    /// so that nobody waits for whoever works on it. True where it was missing.
    async fn make_checkpoint(
        &self,
        client: &mut deadpool_postgres::Client,
        municipality: &MunicipalityId,
    ) -> Result<bool, ConsumerError> {
        let beginning = self.consumer.start() == Start::Beginning;
        let made = client
            .execute(
                "
                INSERT INTO consumer.checkpoint (municipality, consumer, version, position)
                SELECT h.municipality, $2, $3, CASE WHEN $4 THEN 0 ELSE h.position END
                FROM es.municipality_head h
                WHERE h.municipality = $1
                ON CONFLICT DO NOTHING",
                &[
                    &municipality.as_str(),
                    &self.consumer.name(),
                    &self.consumer.version(),
                    &beginning,
                ],
            )
            .await
            .map_err(ConsumerError::database("make a checkpoint"))?;
        Ok(made == 1)
    }

    async fn parked(
        &self,
        transaction: &Transaction<'_>,
        municipality: &MunicipalityId,
    ) -> Result<Vec<StreamId>, ConsumerError> {
        let statement = transaction
            .prepare_cached(
                "
                SELECT stream
                FROM consumer.parked
                WHERE municipality = $1
                    AND consumer = $2
                    AND version = $3",
            )
            .await
            .map_err(ConsumerError::database("prepare a look at parked streams"))?;
        let rows = transaction
            .query(
                &statement,
                &[
                    &municipality.as_str(),
                    &self.consumer.name(),
                    &self.consumer.version(),
                ],
            )
            .await
            .map_err(ConsumerError::database("look at parked streams"))?;
        rows.iter().map(stream_of).collect()
    }

    async fn park(
        &self,
        transaction: &Transaction<'_>,
        municipality: &MunicipalityId,
        parked: &[Parked],
    ) -> Result<(), ConsumerError> {
        for stream in parked {
            tracing::error!(
                consumer = self.consumer.name(),
                %municipality,
                stream = %stream.stream,
                position = stream.position,
                reason = stream.reason,
                "an event cannot be applied, its stream waits",
            );
            metrics::counter!("lotse_consumer_parked_total", "consumer" => self.consumer.name())
                .increment(1);
            transaction
                .execute(
                    "
                    INSERT INTO consumer.parked (municipality, consumer, version, stream, position, reason)
                    VALUES ($1, $2, $3, $4, $5, $6)",
                    &[
                        &municipality.as_str(),
                        &self.consumer.name(),
                        &self.consumer.version(),
                        &stream.stream.to_string(),
                        &stream.position,
                        &stream.reason,
                    ],
                )
                .await
                .map_err(ConsumerError::database("park a stream"))?;
        }
        Ok(())
    }

    async fn move_checkpoint(
        &self,
        transaction: &Transaction<'_>,
        municipality: &MunicipalityId,
        position: Position,
    ) -> Result<(), ConsumerError> {
        let statement = transaction
            .prepare_cached(
                "
                UPDATE consumer.checkpoint
                SET position = $4
                WHERE municipality = $1
                    AND consumer = $2
                    AND version = $3",
            )
            .await
            .map_err(ConsumerError::database("prepare a checkpoint"))?;
        let moved = transaction
            .execute(
                &statement,
                &[
                    &municipality.as_str(),
                    &self.consumer.name(),
                    &self.consumer.version(),
                    &position,
                ],
            )
            .await
            .map_err(ConsumerError::database("move a checkpoint"))?;
        debug_assert_eq!(moved, 1, "the row is locked by this transaction");
        Ok(())
    }

    fn note(&self, municipality: &MunicipalityId, position: Position) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(municipality.clone(), position);
    }

    /// A span in each trace that caused an event of a small batch.
    fn spans(&self, municipality: &MunicipalityId, batch: &[RecordedEvent]) -> Vec<Span> {
        if batch.len() > TRACED {
            return Vec::new();
        }
        let mut traces: Vec<String> = batch
            .iter()
            .filter_map(|event| event.metadata().ok().and_then(|metadata| metadata.trace))
            .collect();
        traces.dedup();
        traces
            .iter()
            .map(|trace| {
                let span = info_span!(
                    "consumer.batch.apply",
                    consumer = self.consumer.name(),
                    %municipality,
                    events = batch.len(),
                );
                telemetry::follow(&span, trace);
                span
            })
            .collect()
    }
}

async fn begin(client: &mut deadpool_postgres::Client) -> Result<Transaction<'_>, ConsumerError> {
    client
        .transaction()
        .await
        .map_err(ConsumerError::database("begin a step"))
}

fn stream_of(row: &tokio_postgres::Row) -> Result<StreamId, ConsumerError> {
    let stream: &str = row.get("stream");
    stream.parse().map_err(|_error| {
        ConsumerError::Store(eventstore::StoreError::ImpossibleRow {
            table: "consumer.parked",
            key: stream.to_owned(),
            what: "its stream has no known kind",
        })
    })
}
