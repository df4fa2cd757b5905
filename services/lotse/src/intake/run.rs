//! Posting: several institutions or bodies at once, the lines of each one after the other.
//!
//! A refusal ends its line and is named; a service that does not answer, or a token that it does not take, ends the
//! run. Whatever happened stays, and the same file again continues: a key names file, line and command. A key that was
//! used with another request is the same line on another day, or by somebody else: it has happened.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, anyhow, bail};
use futures::{StreamExt as _, TryStreamExt as _};
use reqwest::StatusCode;

use super::batch::Batch;
use super::plan::{Line, Step};
use crate::posting::{PostError, Posting, Target};

/// Institutions at once.
const AT_ONCE: usize = 8;
/// What needs another line's institution waits until all are there.
const LATE: &str = "change-operator";

/// What became of a line's commands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Done {
    /// Commands that this run carried out.
    pub(super) carried_out: usize,
    /// Commands that an earlier run had carried out, or that changed nothing.
    pub(super) before: usize,
    /// What the services said without refusing.
    pub(super) warnings: Vec<String>,
    /// Why the line ended early.
    pub(super) refused: Option<String>,
}

/// Carries out every line that has something to do; `done` counts lines as they are through.
pub(super) async fn run(
    lines: &[Line],
    batch: &Batch,
    target: &Target,
    through: &AtomicUsize,
) -> anyhow::Result<BTreeMap<u32, Done>> {
    let mut groups: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        if line.steps.is_empty() {
            through.fetch_add(1, Ordering::Relaxed);
        } else {
            groups.entry(&line.group).or_default().push(line);
        }
    }
    for lines in groups.values_mut() {
        lines.sort_by_key(|line| line.turn);
    }
    let poster = Poster { batch, target };
    let all: Vec<Vec<(u32, Done)>> = futures::stream::iter(groups.into_values())
        .map(|lines| poster.group(lines, through))
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    let mut done: BTreeMap<u32, Done> = all.into_iter().flatten().collect();
    for line in lines {
        let Some(so_far) = done.get_mut(&line.line) else {
            continue;
        };
        for step in line.steps.iter().filter(|step| step.command == LATE) {
            if so_far.refused.is_none() {
                poster.step(line, step, so_far).await?;
            }
        }
    }
    Ok(done)
}

struct Poster<'a> {
    batch: &'a Batch,
    target: &'a Target,
}

impl Poster<'_> {
    async fn group(
        &self,
        lines: Vec<&Line>,
        through: &AtomicUsize,
    ) -> anyhow::Result<Vec<(u32, Done)>> {
        let mut all = Vec::new();
        for line in lines {
            let mut done = Done::default();
            for step in line.steps.iter().filter(|step| step.command != LATE) {
                if done.refused.is_none() {
                    self.step(line, step, &mut done).await?;
                }
            }
            through.fetch_add(1, Ordering::Relaxed);
            all.push((line.line, done));
        }
        Ok(all)
    }

    async fn step(&self, line: &Line, step: &Step, done: &mut Done) -> anyhow::Result<()> {
        let service = service(step.command);
        let address = self.target.address(service, step.command);
        let address = address
            .with_context(|| format!("the address of the service `{service}` is not configured"))?;
        let posting = Posting {
            key: &self.batch.key(line.line, step.ordinal),
            occurred_on: Some(step.occurred_on),
            source: Some(&self.batch.source(line.line)),
            body: &step.body,
        };
        match self.target.post(&address, posting).await {
            Ok(receipt) => {
                if receipt.replayed || receipt.events.is_empty() {
                    done.before += 1;
                } else {
                    done.carried_out += 1;
                }
                done.warnings.extend(line.beyond_doubts(receipt.warnings));
            }
            Err(PostError::Refused(problem)) => {
                let status = problem.status();
                if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
                    bail!("{}", problem.detail);
                }
                if problem.code.as_ref() == "KEY_REUSED" {
                    done.before += 1;
                } else {
                    done.refused = Some(problem.detail.to_string());
                }
            }
            Err(error) => {
                return Err(anyhow!(error).context(format!(
                    "Abgebrochen in Zeile {}. Was erledigt ist, bleibt; derselbe Aufruf macht dort weiter",
                    line.line
                )));
            }
        }
        Ok(())
    }
}

/// Who takes a command, as the configuration calls it.
fn service(command: &str) -> &'static str {
    use ::agreements::agreement::AgreementCommand;
    use ::meetings::MeetingCommand;
    use kernel::CommandSet as _;

    if AgreementCommand::NAMES.contains(&command) {
        "agreements"
    } else if MeetingCommand::NAMES.contains(&command) {
        "meetings"
    } else {
        "membership"
    }
}
