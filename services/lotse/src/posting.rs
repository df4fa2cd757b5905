//! Posting commands to the services, each under its key, patient where a service is away for a moment.
//!
//! The key makes it safe to ask again: repeated, interrupted or posted twice at once, a command happens once. What an
//! answer means to the caller (stop, skip, go on) is the caller's: [`crate::import`] stops at a refusal,
//! [`crate::intake`] names the line and goes on.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use commands::Receipt;
use kernel::{Date, MunicipalityId};
use reqwest::{RequestBuilder, StatusCode, Url};
use serde::Deserialize;
use serde_json::{Map, Value};
use service_kit::http::Client;
use service_kit::identity::BearerToken;
use service_kit::problem::Problem;
use thiserror::Error;

/// How often a server is asked while it does not answer.
const ATTEMPTS: u32 = 8;
/// The pause before the second attempt; it doubles, so that all take about half a minute.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// Where the commands go, and in whose name.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub client: Client,
    /// Base URL by service.
    pub bases: BTreeMap<String, Url>,
    /// The coordinator's. It says which municipality it is.
    pub token: BearerToken,
}

/// A command on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posting<'a> {
    /// Its whole idempotency key.
    pub key: &'a str,
    pub occurred_on: Option<Date>,
    pub source: Option<&'a str>,
    pub body: &'a Value,
}

/// Why a command has no receipt.
#[derive(Debug, Error)]
pub(crate) enum PostError {
    #[error("the service refused: {}", .0.detail)]
    Refused(Problem),
    /// However often it was asked.
    #[error("got no answer at {attempts} attempts")]
    NoAnswer {
        attempts: u32,
        #[source]
        source: reqwest::Error,
    },
    #[error("got an answer that no service gives (HTTP {0})")]
    NotAnAnswer(StatusCode),
}

impl Target {
    /// Where a service takes the command; `None` where nobody said where the service is.
    pub(crate) fn address(&self, service: &str, command: &str) -> Option<Url> {
        let base = self.bases.get(service)?.as_str();
        let base = base.trim_end_matches('/');
        format!("{base}/commands/{command}").parse().ok()
    }

    /// The municipality that the token asserts; `None` where it cannot be read, which is left to the service.
    ///
    /// The token is not verified here.
    pub(crate) fn municipality(&self) -> Option<MunicipalityId> {
        #[derive(Deserialize)]
        struct Claims {
            lotse_municipality: MunicipalityId,
        }
        let payload = self.token.as_str().split('.').nth(1).unwrap_or_default();
        let claims = URL_SAFE_NO_PAD.decode(payload).ok()?;
        let claims: Claims = serde_json::from_slice(&claims).ok()?;
        Some(claims.lotse_municipality)
    }

    /// Posts a command until its service answers.
    pub(crate) async fn post(
        &self,
        address: &Url,
        posting: Posting<'_>,
    ) -> Result<Receipt, PostError> {
        let body = request(posting);
        let request = || {
            self.client
                .post(address.clone())
                .bearer_auth(self.token.as_str())
                .header("idempotency-key", posting.key)
                .json(&body)
        };
        let (status, body) = patiently(request).await?;
        if status.is_success()
            && let Ok(receipt) = serde_json::from_slice(&body)
        {
            return Ok(receipt);
        }
        match serde_json::from_slice::<Problem>(&body) {
            Ok(problem) if !status.is_success() => Err(PostError::Refused(problem)),
            Ok(_) | Err(_) => Err(PostError::NotAnAnswer(status)),
        }
    }
}

fn request(posting: Posting<'_>) -> Value {
    let mut request = Map::new();
    if let Some(day) = posting.occurred_on {
        request.insert("occurredOn".to_owned(), day.to_string().into());
    }
    if let Some(source) = posting.source {
        request.insert("source".to_owned(), source.into());
    }
    request.insert("command".to_owned(), posting.body.clone());
    request.into()
}

/// Sends a request that may be repeated until somebody answers it.
pub(crate) async fn patiently(
    request: impl Fn() -> RequestBuilder,
) -> Result<(StatusCode, Vec<u8>), PostError> {
    let mut pause = FIRST_PAUSE;
    let mut attempt = 1;
    loop {
        let answer = match request().send().await {
            Ok(response) => {
                let status = response.status();
                response.bytes().await.map(|body| (status, body))
            }
            Err(error) => Err(error),
        };
        match answer {
            Ok((status, body)) if attempt == ATTEMPTS || !is_away(status) => {
                return Ok((status, body.to_vec()));
            }
            Err(source) if attempt == ATTEMPTS => {
                return Err(PostError::NoAnswer {
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
