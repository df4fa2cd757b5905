//! A new gateway is ready once its read model has reached the heads that it saw when it started.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use deadpool_postgres::Pool;
use eventstore::{EventStore, Position, StoreError};
use kernel::MunicipalityId;

use crate::projections::{NAME, READ_MODEL};

/// The heads at the start, and whether they have been reached.
#[derive(Clone, Debug)]
pub struct CaughtUp {
    pool: Pool,
    heads: Arc<Vec<(MunicipalityId, Position)>>,
    reached: Arc<AtomicBool>,
}

impl CaughtUp {
    /// Notes the heads of now. `pool` logs in as the projector.
    pub async fn since_now(pool: Pool) -> Result<Self, StoreError> {
        let heads = EventStore::new(pool.clone()).heads().await?;
        Ok(Self {
            pool,
            heads: Arc::new(heads),
            reached: Arc::default(),
        })
    }

    /// True once the read model has reached every head; from then on without another look.
    pub async fn look(&self) -> bool {
        if self.reached.load(Ordering::Relaxed) {
            return true;
        }
        let reached = self.behind().await.is_some_and(|behind| behind == 0);
        self.reached.store(reached, Ordering::Relaxed);
        reached
    }

    /// How many municipalities are not there yet; `None` where the database does not say.
    async fn behind(&self) -> Option<i64> {
        let (municipalities, positions): (Vec<&str>, Vec<Position>) = self
            .heads
            .iter()
            .map(|(id, position)| (id.as_str(), *position))
            .unzip();
        let client = self.pool.get().await.ok()?;
        let row = client
            .query_one(
                "
                SELECT count(*)
                FROM unnest($1::text[], $2::bigint[]) AS h(municipality, position)
                LEFT JOIN consumer.checkpoint c
                    ON c.municipality = h.municipality
                    AND c.consumer = $3
                    AND c.version = $4
                WHERE coalesce(c.position, 0) < h.position",
                &[&municipalities, &positions, &NAME, &READ_MODEL],
            )
            .await
            .ok()?;
        Some(row.get(0))
    }
}
