//! Carrying out a file: one command after the other, each under its key, until one is refused.

use std::fmt;

use commands::Receipt;
use kernel::Warning;
use reqwest::Url;

use super::error::{At, ImportError};
use super::file::{ImportCommand, ImportFile};
pub(crate) use crate::posting::Target;
use crate::posting::{PostError, Posting};

/// A command that is done.
#[derive(Debug)]
pub(crate) struct Progress<'a> {
    pub command: &'a ImportCommand,
    /// What the service said without refusing.
    pub warnings: &'a [Warning],
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    pub carried_out: usize,
    /// Done by a run before this one.
    pub already: usize,
    /// It was so already, whoever had done it.
    pub unchanged: usize,
    pub warnings: usize,
}

impl Report {
    fn count(&mut self, receipt: &Receipt) {
        match (receipt.replayed, receipt.events.is_empty()) {
            (true, _) => self.already += 1,
            (false, true) => self.unchanged += 1,
            (false, false) => self.carried_out += 1,
        }
        self.warnings += receipt.warnings.len();
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            carried_out,
            already,
            unchanged,
            warnings,
        } = self;
        let of = carried_out + already + unchanged;
        write!(f, "{carried_out} of {of} commands carried out")?;
        if *already > 0 {
            write!(f, ", {already} done before")?;
        }
        if *unchanged > 0 {
            write!(f, ", {unchanged} without effect")?;
        }
        if *warnings > 0 {
            write!(f, ", warnings: {warnings}")?;
        }
        Ok(())
    }
}

/// Carries out a file's commands in order and stops at the first refusal; see the [module](super).
///
/// `progress` hears of each command that is done.
#[tracing::instrument(name = "lotse.import.run", skip_all, fields(municipality = %file.municipality))]
pub(crate) async fn run(
    file: &ImportFile,
    target: &Target,
    mut progress: impl FnMut(&Progress<'_>),
) -> Result<Report, ImportError> {
    check_municipality(file, target)?;
    let mut addresses = Vec::new();
    for command in &file.commands {
        addresses.push(address(command, target)?);
    }
    let of = file.commands.len();
    let mut report = Report::default();
    for (done, (command, address)) in file.commands.iter().zip(addresses).enumerate() {
        let at = || At {
            file: file.path.clone(),
            line: command.line,
            command: command.name,
            done,
            of,
        };
        let receipt = post(command, &address, target, at).await?;
        report.count(&receipt);
        progress(&Progress {
            command,
            warnings: &receipt.warnings,
        });
    }
    Ok(report)
}

fn address(command: &ImportCommand, target: &Target) -> Result<Url, ImportError> {
    let address = target.address(command.service, command.name);
    address.ok_or(ImportError::NoAddress {
        service: command.service,
    })
}

/// The service takes the municipality from the token; a file must not get into another's store by mistake.
fn check_municipality(file: &ImportFile, target: &Target) -> Result<(), ImportError> {
    match target.municipality() {
        Some(asserted) if asserted != file.municipality => Err(ImportError::WrongMunicipality {
            file: file.path.clone(),
            wanted: file.municipality.to_string(),
            asserted: asserted.to_string(),
        }),
        Some(_) | None => Ok(()),
    }
}

async fn post(
    command: &ImportCommand,
    address: &Url,
    target: &Target,
    at: impl Fn() -> At,
) -> Result<Receipt, ImportError> {
    let posting = Posting {
        key: &format!("import:{}", command.key),
        occurred_on: command.occurred_on,
        source: command.source.as_deref(),
        body: &command.body,
    };
    let posted = target.post(address, posting).await;
    posted.map_err(|error| match error {
        PostError::Refused(problem) => ImportError::Refused { at: at(), problem },
        PostError::NoAnswer { attempts, source } => ImportError::NoAnswer {
            at: at(),
            attempts,
            source,
        },
        PostError::NotAnAnswer(status) => ImportError::NotAnAnswer { at: at(), status },
    })
}
