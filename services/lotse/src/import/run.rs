//! Posting: one command after the other, each under its key, patient where a service is away for a moment.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use commands::Receipt;
use kernel::{MunicipalityId, Warning};
use reqwest::{StatusCode, Url};
use serde::Deserialize;
use serde_json::{Map, Value};
use service_kit::http::Client;
use service_kit::identity::BearerToken;
use service_kit::problem::Problem;

use super::error::{At, ImportError};
use super::file::{ImportCommand, ImportFile};

/// How often a command is posted while its service does not answer.
const ATTEMPTS: u32 = 8;
/// The pause before the second attempt; it doubles, so that all take about half a minute.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// Where the commands go, and in whose name.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub client: Client,
    /// Base URL by service.
    pub bases: BTreeMap<String, Url>,
    /// The coordinator's. It says which municipality it is, so it must be the file's.
    pub token: BearerToken,
}

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
    check_municipality(file, &target.token)?;
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
        let receipt = post(command, address, target, at).await?;
        report.count(&receipt);
        progress(&Progress {
            command,
            warnings: &receipt.warnings,
        });
    }
    Ok(report)
}

fn address(command: &ImportCommand, target: &Target) -> Result<Url, ImportError> {
    let base = target.bases.get(command.service);
    let address = base.and_then(|base| {
        let base = base.as_str().trim_end_matches('/');
        format!("{base}/commands/{}", command.name).parse().ok()
    });
    address.ok_or(ImportError::NoAddress {
        service: command.service,
    })
}

/// The service takes the municipality from the token; a file must not get into another's store by mistake.
///
/// The token is not verified here: what cannot be read is left to the service.
fn check_municipality(file: &ImportFile, token: &BearerToken) -> Result<(), ImportError> {
    #[derive(Deserialize)]
    struct Claims {
        lotse_municipality: MunicipalityId,
    }
    let payload = token.as_str().split('.').nth(1).unwrap_or_default();
    let claims = URL_SAFE_NO_PAD.decode(payload).ok();
    let claims = claims.and_then(|claims| serde_json::from_slice::<Claims>(&claims).ok());
    match claims {
        Some(Claims {
            lotse_municipality: asserted,
        }) if asserted != file.municipality => Err(ImportError::WrongMunicipality {
            file: file.path.clone(),
            wanted: file.municipality.to_string(),
            asserted: asserted.to_string(),
        }),
        Some(_) | None => Ok(()),
    }
}

fn request(command: &ImportCommand) -> Value {
    let mut request = Map::new();
    if let Some(day) = command.occurred_on {
        request.insert("occurredOn".to_owned(), day.to_string().into());
    }
    if let Some(source) = &command.source {
        request.insert("source".to_owned(), source.as_str().into());
    }
    request.insert("command".to_owned(), command.body.clone());
    request.into()
}

/// Posts a command until its service answers. The key makes it safe to ask again.
async fn post(
    command: &ImportCommand,
    address: Url,
    target: &Target,
    at: impl Fn() -> At,
) -> Result<Receipt, ImportError> {
    let request = request(command);
    let mut pause = FIRST_PAUSE;
    let mut attempt = 1;
    loop {
        let asked = target
            .client
            .post(address.clone())
            .bearer_auth(target.token.as_str())
            .header("idempotency-key", format!("import:{}", command.key))
            .json(&request)
            .send()
            .await;
        let answer = match asked {
            Ok(response) => {
                let status = response.status();
                response.bytes().await.map(|body| (status, body))
            }
            Err(error) => Err(error),
        };
        match answer {
            Ok((status, body)) if attempt == ATTEMPTS || !is_away(status) => {
                return read(status, &body, at);
            }
            Err(source) if attempt == ATTEMPTS => {
                return Err(ImportError::NoAnswer {
                    at: at(),
                    attempts: attempt,
                    source,
                });
            }
            Ok(_) | Err(_) => {}
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
        attempt += 1;
    }
}

/// Whether asking again may help.
fn is_away(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT
    )
}

fn read(status: StatusCode, body: &[u8], at: impl Fn() -> At) -> Result<Receipt, ImportError> {
    if status.is_success()
        && let Ok(receipt) = serde_json::from_slice(body)
    {
        return Ok(receipt);
    }
    match serde_json::from_slice::<Problem>(body) {
        Ok(problem) if !status.is_success() => Err(ImportError::Refused { at: at(), problem }),
        Ok(_) | Err(_) => Err(ImportError::NotAnAnswer { at: at(), status }),
    }
}
