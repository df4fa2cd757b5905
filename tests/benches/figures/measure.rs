//! Ways that take turns, and what each took.
//!
//! A row of a table is measured in [`ROUNDS`] rounds; in each round every way runs once for the same short time,
//! forwards in one round and backwards in the next, so that whatever drifts (a table that grows, a checkpoint, a
//! neighbour on the machine) meets all ways alike. A ratio is taken within a round; the median of the rounds counts.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use futures::future::BoxFuture;
use hdrhistogram::Histogram;
use tokio::task::JoinSet;

/// Odd, so that a median is a round that was.
const ROUNDS: usize = 5;

/// One of the ways that are compared.
pub(crate) trait Way: Send + Sync {
    fn name(&self) -> &'static str;

    /// Does it once, as this writer, for the `turn`th time in this round.
    fn once(&self, writer: usize, turn: usize) -> BoxFuture<'_, anyhow::Result<()>>;
}

/// What one way took, over all rounds.
pub(crate) struct Taken {
    pub(crate) name: &'static str,
    /// Operations per second of each round.
    rates: Vec<f64>,
    /// In microseconds.
    latencies: Histogram<u64>,
}

/// A median with the range around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spread {
    pub(crate) low: f64,
    pub(crate) median: f64,
    pub(crate) high: f64,
}

impl Spread {
    pub(crate) fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
        Self {
            low: at(0),
            median: at(values.len() / 2),
            high: at(values.len().saturating_sub(1)),
        }
    }
}

impl Taken {
    fn new(name: &'static str) -> anyhow::Result<Self> {
        let latencies = Histogram::new_with_bounds(1, 60_000_000, 3).context("make a histogram")?;
        Ok(Self {
            name,
            rates: Vec::new(),
            latencies,
        })
    }

    /// Operations per second.
    pub(crate) fn rate(&self) -> Spread {
        Spread::of(self.rates.clone())
    }

    /// Operations per second as a share of the other's in the same round.
    pub(crate) fn ratio_to(&self, other: &Self) -> Spread {
        Spread::of(
            self.rates
                .iter()
                .zip(&other.rates)
                .map(|(own, other)| own / other)
                .collect(),
        )
    }

    /// The time within which this share of all operations was done.
    pub(crate) fn within(&self, share: f64) -> Duration {
        Duration::from_micros(self.latencies.value_at_quantile(share))
    }
}

/// Lets the ways take turns for `length` in all, with so many writers at a time.
pub(crate) async fn take_turns(
    ways: &[Arc<dyn Way>],
    writers: usize,
    length: Duration,
) -> anyhow::Result<Vec<Taken>> {
    let turns = u32::try_from(ways.len() * ROUNDS).unwrap_or(u32::MAX);
    let slice = length / turns;
    let mut taken = Vec::new();
    for way in ways {
        // Every connection has then prepared its statements.
        run(way, writers, slice / 5).await?;
        taken.push(Taken::new(way.name())?);
    }
    for round in 0..ROUNDS {
        let mut order: Vec<usize> = (0..ways.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for index in order {
            let (rate, latencies) = run(&ways[index], writers, slice).await?;
            taken[index].rates.push(rate);
            for latency in latencies {
                let micros = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX);
                taken[index].latencies.saturating_record(micros);
            }
        }
    }
    Ok(taken)
}

/// Operations per second and the time of each.
async fn run(
    way: &Arc<dyn Way>,
    writers: usize,
    length: Duration,
) -> anyhow::Result<(f64, Vec<Duration>)> {
    let begin = Instant::now();
    let mut tasks = JoinSet::new();
    for writer in 0..writers {
        let way = way.clone();
        tasks.spawn(async move {
            let mut latencies = Vec::new();
            while begin.elapsed() < length {
                let sent = Instant::now();
                way.once(writer, latencies.len()).await?;
                latencies.push(sent.elapsed());
            }
            anyhow::Ok(latencies)
        });
    }
    let mut latencies = Vec::new();
    while let Some(writer) = tasks.join_next().await {
        let written = writer.context("a writer panicked")?;
        latencies.extend(written.with_context(|| format!("measure „{}“", way.name()))?);
    }
    let count = u32::try_from(latencies.len()).unwrap_or(u32::MAX);
    Ok((f64::from(count) / begin.elapsed().as_secs_f64(), latencies))
}
