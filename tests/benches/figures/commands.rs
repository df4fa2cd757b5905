//! Commands per second against a bare INSERT of equal rows.
//!
//! Four ways take turns, each a step above the former:
//! - a bare INSERT of the row that a command writes, into a table with the event store's columns and indexes;
//! - the append of that event alone: lock, key, versions, hash chain;
//! - the append with what the command brings along, a name for the vault and its claim;
//! - the command itself: load, decide, append.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use anyhow::bail;
use deadpool_postgres::Pool;
use eventstore::{EventStore, Outcome};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use kernel::{CommandId, StreamId};
use membership_service::use_cases::RegionUseCase;
use service_kit::identity::MunicipalityScope;

use crate::ground::{Ground, establish_region, fresh_id};
use crate::measure::{Taken, Way, take_turns};
use crate::progress;
use crate::report::{Section, milliseconds, rate, ratio, ratio_with_range};
use crate::row::Row;

const WRITERS: &[usize] = &[1, 8, 32];
const MUNICIPALITIES: &[usize] = &[1, 3, MOST];
/// As many as a state has districts, and then some.
pub(crate) const MOST: usize = 200;

/// Measures every pair of writers and municipalities for `length`.
pub(crate) async fn measure(ground: &Ground, length: Duration) -> anyhow::Result<[Section; 2]> {
    let row = ground.row();
    let mut throughput = Section {
        heading: "Commands per second",
        note: format!(
            "`Commands::execute` makes a new region: one event of {} bytes (payload and metadata), its name in the \
             vault, its claim. Ratios are to a bare one-row INSERT of an equal row in the same round: median of the \
             rounds, with their range for the command.",
            row.payload.len() + row.metadata.len(),
        ),
        columns: vec![
            "writers",
            "municipalities",
            "bare INSERT/s",
            "append, event alone",
            "append, with name and claim",
            "command",
            "commands/s",
        ],
        rows: Vec::new(),
    };
    let mut latency = Section {
        heading: "The time of one command",
        note: "In milliseconds, p50 / p99, of the same runs.".to_owned(),
        columns: vec![
            "writers",
            "municipalities",
            "bare INSERT",
            "append, event alone",
            "append, with name and claim",
            "command",
        ],
        rows: Vec::new(),
    };
    for &writers in WRITERS {
        for &count in MUNICIPALITIES {
            let places = Arc::new(Places::new(ground, writers, count));
            let taken = take_turns(&ways(ground, &places), writers, length).await?;
            let [insert, alone, whole, command] = taken.as_slice() else {
                bail!("four ways were measured");
            };
            progress(format_args!(
                "writers {writers}, municipalities {count}: {} {}/s, {} {}/s",
                command.name,
                rate(command.rate()),
                insert.name,
                rate(insert.rate()),
            ));
            let cell = [writers.to_string(), count.to_string()];
            let mut row = cell.to_vec();
            row.extend([
                rate(insert.rate()),
                ratio(alone.ratio_to(insert)),
                ratio(whole.ratio_to(insert)),
                ratio_with_range(command.ratio_to(insert)),
                rate(command.rate()),
            ]);
            throughput.rows.push(row);
            let mut row = cell.to_vec();
            row.extend(taken.iter().map(p50_and_p99));
            latency.rows.push(row);
        }
    }
    Ok([throughput, latency])
}

pub(crate) fn p50_and_p99(taken: &Taken) -> String {
    format!(
        "{} / {}",
        milliseconds(taken.within(0.5)),
        milliseconds(taken.within(0.99))
    )
}

fn ways(ground: &Ground, places: &Arc<Places>) -> [Arc<dyn Way>; 4] {
    let pool = ground.commands().store().pool().clone();
    let store = EventStore::new(pool.clone());
    let append = |company| AppendAlone {
        store: store.clone(),
        row: ground.row().clone(),
        places: places.clone(),
        company,
    };
    [
        Arc::new(BareInsert {
            pool,
            row: ground.row().clone(),
            places: places.clone(),
        }),
        Arc::new(append(false)),
        Arc::new(append(true)),
        Arc::new(WholeCommand {
            commands: ground.commands().clone(),
            places: places.clone(),
        }),
    ]
}

/// Where each writer writes: round the municipalities, each writer beginning at another one.
struct Places {
    writers: usize,
    scopes: Vec<MunicipalityScope>,
    /// The last position of the bare table, which nobody else counts.
    positions: Vec<AtomicI64>,
}

/// Bare rows of all cells share a table: each cell counts on from a range of its own.
static CELLS: AtomicI64 = AtomicI64::new(1);
const CELL: i64 = 1 << 32;

impl Places {
    fn new(ground: &Ground, writers: usize, count: usize) -> Self {
        let first = CELLS.fetch_add(CELL, Ordering::Relaxed);
        Self {
            writers,
            scopes: (0..count)
                .map(|municipality| ground.scope(municipality))
                .collect(),
            positions: (0..count).map(|_| AtomicI64::new(first)).collect(),
        }
    }

    fn of(&self, writer: usize, turn: usize) -> usize {
        (writer * self.scopes.len() / self.writers + turn) % self.scopes.len()
    }
}

/// A prepared one-row INSERT, committed by itself.
struct BareInsert {
    pool: Pool,
    row: Arc<Row>,
    places: Arc<Places>,
}

impl BareInsert {
    async fn insert(&self, place: usize) -> anyhow::Result<()> {
        let client = self.pool.get().await?;
        let statement = client
            .prepare_cached(
                "
                INSERT INTO figures.bare (
                    municipality, position, stream, version, type, schema_version, payload, metadata,
                    occurred_on, recorded_at, key, fingerprint, command_size, hash
                ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            )
            .await?;
        let row = &self.row;
        let position = self.places.positions[place].fetch_add(1, Ordering::Relaxed);
        client
            .execute(
                &statement,
                &[
                    &self.places.scopes[place].municipality.as_str(),
                    &position,
                    &StreamId::new("region", fresh_id()).to_string(),
                    &1_i64,
                    &row.event_type,
                    &row.schema_version,
                    &row.payload,
                    &row.metadata,
                    &row.occurred_on,
                    &row.recorded_at,
                    &CommandId::generate().to_string(),
                    &row.fingerprint,
                    &1_i16,
                    &row.hash,
                ],
            )
            .await?;
        Ok(())
    }
}

impl Way for BareInsert {
    fn name(&self) -> &'static str {
        "bare INSERT"
    }

    fn once(&self, writer: usize, turn: usize) -> BoxFuture<'_, anyhow::Result<()>> {
        self.insert(self.places.of(writer, turn)).boxed()
    }
}

/// The append of an equal event, decided by nobody.
struct AppendAlone {
    store: EventStore,
    row: Arc<Row>,
    places: Arc<Places>,
    /// With the name and the claim of the command.
    company: bool,
}

impl AppendAlone {
    async fn append(&self, place: usize) -> anyhow::Result<()> {
        let municipality = &self.places.scopes[place].municipality;
        let append = self.row.append(municipality, self.company)?;
        match self.store.append(municipality, &[append]).await?.as_slice() {
            [Outcome::Appended { .. }] => Ok(()),
            other => bail!("a new stream was not appended: {other:?}"),
        }
    }
}

impl Way for AppendAlone {
    fn name(&self) -> &'static str {
        if self.company {
            "append, with name and claim"
        } else {
            "append, event alone"
        }
    }

    fn once(&self, writer: usize, turn: usize) -> BoxFuture<'_, anyhow::Result<()>> {
        self.append(self.places.of(writer, turn)).boxed()
    }
}

/// A command as a service carries it out.
struct WholeCommand {
    commands: commands::Commands,
    places: Arc<Places>,
}

impl Way for WholeCommand {
    fn name(&self) -> &'static str {
        "command"
    }

    fn once(&self, writer: usize, turn: usize) -> BoxFuture<'_, anyhow::Result<()>> {
        let scope = &self.places.scopes[self.places.of(writer, turn)];
        async move {
            self.commands
                .execute::<RegionUseCase>(scope, establish_region())
                .await?;
            Ok(())
        }
        .boxed()
    }
}
