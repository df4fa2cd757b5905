//! The figures of `./dev bench`: what Lotse's guarantees cost, as ratios taken in one run on one cluster.
//!
//! A machine's absolute numbers say little; a ratio of two ways that took turns on it says something. Every table
//! therefore holds a plain way of PostgreSQL beside ours. A difference under 20 % is noise.
//!
//! | room | what lives there |
//! |---|---|
//! | [`measure`] | writers, rounds, ratios and percentiles |
//! | [`ground`], [`row`] | the database, its municipalities with a history, the command that is measured and what it writes |
//! | [`commands`] | commands per second against a bare INSERT |
//! | [`answers`], [`program`] | from a mutation to the own write in its answer, through the whole program |
//! | [`catch_up`] | how fast the read tables are built anew |
//! | [`report`] | the Markdown at the end |
//!
//! To add a figure: a room with a function that gives a [`report::Section`], a line in [`Figure`] and in [`run`].
#![expect(
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "measurements are quotients, and are shown to whoever measures"
)]

mod answers;
mod catch_up;
mod commands;
mod ground;
mod measure;
mod program;
mod report;
mod row;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::{Parser, ValueEnum};

use crate::ground::Ground;
use crate::report::Report;

/// Measures Lotse on the cluster that LOTSE_TEST_DATABASE_URL names, and prints Markdown tables.
///
/// Each figure is a ratio to a plain way of PostgreSQL that took turns with ours in the same minute; under 20 %
/// a difference is noise. All together takes less than three minutes. Close other programs first.
#[derive(Debug, Parser)]
#[command(name = "./dev bench", disable_version_flag = true)]
struct Arguments {
    /// What to measure; everything where nothing is named
    #[arg(value_name = "FIGURE")]
    figures: Vec<Figure>,
    /// Seconds of measuring for each row of a table
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    /// The program through which answers are measured [default: `lotse` of the same build profile]
    #[arg(long, value_name = "PATH")]
    lotse: Option<PathBuf>,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Figure {
    /// commands per second against a bare INSERT of equal rows
    Commands,
    /// from a mutation sent to the own write in its answer, against a query of the same object
    Answers,
    /// events per second when the read tables are built anew
    CatchUp,
}

impl Arguments {
    fn wants(&self, figure: Figure) -> bool {
        self.figures.is_empty() || self.figures.contains(&figure)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let measured = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("start the runtime")
        .and_then(|runtime| runtime.block_on(run(&arguments)));
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let cluster = cluster()?;
    // Whatever is missing is said before minutes of measuring, not after.
    let program = match arguments.wants(Figure::Answers) {
        true => Some(program::Program::find(arguments.lotse.as_deref())?),
        false => None,
    };
    let begin = Instant::now();
    let length = Duration::from_secs(arguments.seconds);
    let mut report = Report::of(&cluster).await?;

    if let Some(program) = program {
        report.add(answers::measure(&program, &cluster, length).await?);
    }
    if arguments.wants(Figure::Commands) || arguments.wants(Figure::CatchUp) {
        let most = if arguments.wants(Figure::Commands) {
            commands::MOST
        } else {
            catch_up::STORES
        };
        let ground = Ground::prepare(&cluster, most).await?;
        let figures = on(&ground, arguments, length).await;
        ground.clear().await;
        for section in figures? {
            report.add(section);
        }
    }
    println!("\n{report}\nMeasured in {} s.", begin.elapsed().as_secs());
    Ok(())
}

/// The figures that share a database.
async fn on(
    ground: &Ground,
    arguments: &Arguments,
    length: Duration,
) -> anyhow::Result<Vec<report::Section>> {
    let mut sections = Vec::new();
    if arguments.wants(Figure::Commands) {
        sections.extend(commands::measure(ground, length).await?);
    }
    if arguments.wants(Figure::CatchUp) {
        sections.push(catch_up::measure(ground, length).await?);
    }
    Ok(sections)
}

/// The administrator's address of the cluster.
#[expect(
    clippy::disallowed_methods,
    reason = "the cluster is named by the environment of `./dev bench`"
)]
fn cluster() -> anyhow::Result<tokio_postgres::Config> {
    let Ok(address) = std::env::var("LOTSE_TEST_DATABASE_URL") else {
        bail!(
            "LOTSE_TEST_DATABASE_URL names no cluster to measure on; `./dev bench` starts one of its own, with \
             fsync and synchronous_commit on"
        );
    };
    address
        .parse()
        .context("LOTSE_TEST_DATABASE_URL is not a database address")
}

/// Says what is being done now.
fn progress(words: impl std::fmt::Display) {
    println!("… {words}");
}
