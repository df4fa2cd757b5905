//! `lotse intake` itself.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use service_kit::clock::Clock;
use service_kit::config::ServiceConfig;
use service_kit::http::Client;
use service_kit::identity::BearerToken;
use sheets::Kind;

use super::batch::Batch;
use super::gateway::Gateway;
use super::plan::{Options, Plan};
use super::rehearsal::Rehearsal;
use super::report::{Outcome, Report};
use super::run::{Done, run};
use crate::cli::{IntakeArguments, IntakeKind};
use crate::posting::Target;
use crate::say;

/// Lines after which a log hears of the progress.
const LOGGED: usize = 500;
/// How often a terminal hears of it.
const SHOWN: Duration = Duration::from_secs(1);
/// How often the counter is looked at.
const LOOK: Duration = Duration::from_millis(100);
/// Where some lines were refused.
const SOME_REFUSED: u8 = 2;

impl IntakeKind {
    fn sheet(self) -> Kind {
        match self {
            Self::Contacts => Kind::Contacts,
            Self::Partners => Kind::Partners,
            Self::Agreements => Kind::Agreements,
            Self::Bodies => Kind::Bodies,
            Self::Meetings => Kind::Meetings,
        }
    }

    /// As the digest and the command line call it.
    fn name(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Partners => "partners",
            Self::Agreements => "agreements",
            Self::Bodies => "bodies",
            Self::Meetings => "meetings",
        }
    }
}

/// Takes in every file in the order of the arguments; with `--dry-run` it sends nothing.
///
/// # Errors
/// A file or its headings cannot be read, the token is no municipality's, or somebody does not answer. Refused lines
/// are no error: they end with exit code 2.
pub(crate) async fn command(
    arguments: &IntakeArguments,
    config: &ServiceConfig,
) -> anyhow::Result<ExitCode> {
    let client = Client::try_new().context("load the machine's certificates")?;
    let target = Target {
        client: client.clone(),
        bases: config.services.clone(),
        token: BearerToken::new(&arguments.token),
    };
    let gateway = Gateway {
        client,
        address: format!(
            "{}/graphql",
            arguments.gateway.as_str().trim_end_matches('/')
        )
        .parse()?,
        token: target.token.clone(),
    };
    let mut refused = 0;
    let mut reports = Vec::new();
    for path in &arguments.files {
        let report = take_in(arguments, path, &gateway, &target).await?;
        for line in report.lines() {
            say(line)?;
        }
        say(format_args!("{}: {report}", path.display()))?;
        refused += report.count(Outcome::Refused);
        reports.push(report);
    }
    if let Some(path) = &arguments.report {
        let all = Report {
            notes: Vec::new(),
            results: reports
                .into_iter()
                .flat_map(|report| report.results)
                .collect(),
        };
        std::fs::write(path, all.csv())
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(match refused {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(SOME_REFUSED),
    })
}

async fn take_in(
    arguments: &IntakeArguments,
    path: &Path,
    gateway: &Gateway,
    target: &Target,
) -> anyhow::Result<Report> {
    let shown = path.display();
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let sheet = arguments.sheet.as_deref();
    let table =
        sheets::entering::read_sheet(&bytes, &name, sheet).with_context(|| shown.to_string())?;
    let municipality = target
        .municipality()
        .context("the token names no municipality: an office's own is needed")?;
    let kind = arguments.kind;
    let batch = Batch::new(&municipality, kind.name(), sheet, &name, &bytes);
    // Headings that will not do are said before anybody is asked.
    sheets::Columns::recognise(kind.sheet(), &table).with_context(|| shown.to_string())?;
    let (known, policies) = gateway.known().await?;
    let rehearsal = Rehearsal::new(Clock::system(), policies);
    let options = Options {
        network: arguments.network.clone(),
        consent_text_version: arguments.consent_text_version,
    };
    let plan = Plan::of(kind.sheet(), &table, &batch, known, &rehearsal, &options)
        .await
        .with_context(|| shown.to_string())?;
    if arguments.dry_run {
        return Ok(Report::of(&plan, None));
    }
    let done = with_progress(&plan, &batch, target).await?;
    Ok(Report::of(&plan, Some(&done)))
}

/// The run, with a word to a terminal every second and to a log every 500 lines.
async fn with_progress(
    plan: &Plan,
    batch: &Batch,
    target: &Target,
) -> anyhow::Result<BTreeMap<u32, Done>> {
    let through = AtomicUsize::new(0);
    let of = plan.lines.len();
    let watching = async {
        let terminal = std::io::stderr().is_terminal();
        let every = if terminal { SHOWN } else { LOOK };
        let mut said = 0;
        loop {
            tokio::time::sleep(every).await;
            let now = through.load(Ordering::Relaxed);
            let mut stderr = std::io::stderr();
            // Whoever cannot be told of the progress still gets the report.
            if terminal {
                drop(write!(stderr, "\r{now} von {of} Zeilen"));
            } else if now / LOGGED > said / LOGGED {
                drop(writeln!(stderr, "{now} von {of} Zeilen"));
            }
            if terminal && now == of && said < of {
                drop(writeln!(stderr));
            }
            said = now;
        }
    };
    tokio::select! {
        done = run(&plan.lines, batch, target, &through) => done,
        () = watching => unreachable!("it watches for ever"),
    }
}
