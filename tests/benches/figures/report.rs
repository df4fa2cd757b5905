//! The Markdown at the end.

use std::fmt;
use std::time::Duration;

use anyhow::Context as _;
use eventstore::migrate;
use tokio_postgres::Config;

use crate::measure::Spread;
use crate::progress;

/// Everything that was measured, and on what.
pub(crate) struct Report {
    machine: String,
    sections: Vec<Section>,
}

/// A table with its heading and what one must know to read it.
pub(crate) struct Section {
    pub(crate) heading: &'static str,
    pub(crate) note: String,
    pub(crate) columns: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Report {
    /// Asks the cluster what it is. One that forgets on a power cut is measured as well, and named.
    pub(crate) async fn of(cluster: &Config) -> anyhow::Result<Self> {
        let client = migrate::connect(cluster)
            .await
            .context("the cluster that LOTSE_TEST_DATABASE_URL names does not answer")?;
        let row = client
            .query_one(
                "
                SELECT
                    current_setting('server_version') AS version,
                    current_setting('fsync') AS fsync,
                    current_setting('synchronous_commit') AS synchronous_commit",
                &[],
            )
            .await
            .context("ask the cluster for its settings")?;
        let (version, fsync, commit): (&str, &str, &str) = (row.get(0), row.get(1), row.get(2));
        let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
        let mut machine = format!(
            "PostgreSQL {version}, fsync {fsync}, synchronous_commit {commit}; {cores} cores for server and client."
        );
        if fsync != "on" || commit != "on" {
            machine.push_str(" **Writes are not durable here: these figures are worth nothing.**");
        }
        if cfg!(debug_assertions) {
            machine.push_str(" **A debug build: these figures are worth nothing.**");
        }
        progress(&machine);
        Ok(Self {
            machine,
            sections: Vec::new(),
        })
    }

    pub(crate) fn add(&mut self, section: Section) {
        self.sections.push(section);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# Figures\n\n{}", self.machine)?;
        for section in &self.sections {
            write!(f, "\n{section}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "## {}\n\n{}\n", self.heading, self.note)?;
        writeln!(f, "| {} |", self.columns.join(" | "))?;
        writeln!(f, "|{}", "---|".repeat(self.columns.len()))?;
        for row in &self.rows {
            writeln!(f, "| {} |", row.join(" | "))?;
        }
        Ok(())
    }
}

/// `0.45`
pub(crate) fn ratio(spread: Spread) -> String {
    format!("{:.2}", spread.median)
}

/// `0.45 (0.41–0.48)`: the median and the range of all rounds.
pub(crate) fn ratio_with_range(spread: Spread) -> String {
    format!(
        "{:.2} ({:.2}–{:.2})",
        spread.median, spread.low, spread.high
    )
}

/// `1234`
pub(crate) fn rate(spread: Spread) -> String {
    format!("{:.0}", spread.median)
}

/// `0.52`
pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}
