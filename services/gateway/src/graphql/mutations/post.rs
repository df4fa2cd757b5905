//! The way to a service and back.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::{Context, ID};
use eventstore::Position;
use futures::future::BoxFuture;
use jiff::Timestamp;
use kernel::{Date, MunicipalityId, Text, Warning};
use projection::{Consumer, Runner};
use reqwest::StatusCode;
use serde::{Deserialize, Serialize};
use service_kit::http::Client;
use service_kit::problem::{Chain, Problem};
use tracing::{Instrument as _, info_span};
use uuid::Uuid;

use crate::graphql::error::GraphError;
use crate::graphql::guard::operation;
use crate::graphql::reader::Reader;

/// How long a mutation waits until the answers show what it wrote.
pub const BOUND: Duration = Duration::from_secs(2);
/// Longest idempotency key, in characters.
const KEY_MAX: usize = 200;

/// Where the services are: base addresses without a slash at the end, such as `http://127.0.0.1:8081`.
#[derive(Clone, Debug)]
pub struct Services {
    pub client: Client,
    pub agreements: String,
    pub membership: String,
    pub meetings: String,
    pub funding: String,
}

/// Brings the read tables up to a position: the lead folds itself, or waits for whoever is folding.
pub trait Visibility: Send + Sync + 'static {
    /// True where the answers show everything up to `position`, false where `bound` came first.
    fn reach<'a>(
        &'a self,
        municipality: &'a MunicipalityId,
        position: Position,
        bound: Duration,
    ) -> BoxFuture<'a, bool>;
}

impl fmt::Debug for dyn Visibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Visibility")
    }
}

impl<C: Consumer> Visibility for Runner<C> {
    fn reach<'a>(
        &'a self,
        municipality: &'a MunicipalityId,
        position: Position,
        bound: Duration,
    ) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            Self::reach(self, municipality, position, bound)
                .await
                .unwrap_or_else(|error| {
                    tracing::error!(
                        %municipality,
                        position,
                        error = %Chain(&error),
                        "a mutation's own write is not visible yet"
                    );
                    false
                })
        })
    }
}

impl<V: Visibility> Visibility for Arc<V> {
    fn reach<'a>(
        &'a self,
        municipality: &'a MunicipalityId,
        position: Position,
        bound: Duration,
    ) -> BoxFuture<'a, bool> {
        (**self).reach(municipality, position, bound)
    }
}

/// A service that carries out commands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Service {
    Agreements,
    Membership,
    Meetings,
    Funding,
}

/// What comes with a command.
pub(crate) struct Order {
    pub(crate) key: ID,
    pub(crate) occurred_on: Option<Date>,
    pub(crate) expected_version: Option<i64>,
    pub(crate) source: Option<Text>,
}

/// The body of a posted command.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a, C> {
    command: &'a C,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurred_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_version: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Text>,
}

/// A service's answer to a command that it carried out.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Receipt {
    pub(crate) stream: String,
    pub(crate) id: Uuid,
    pub(crate) version: i64,
    #[serde(default)]
    pub(crate) position: Option<Position>,
    pub(crate) events: Vec<String>,
    #[serde(default)]
    pub(crate) recorded_at: Option<Timestamp>,
    pub(crate) replayed: bool,
    #[serde(default)]
    pub(crate) warnings: Vec<Warning>,
}

/// How a command came out.
pub(crate) enum Outcome {
    Done { receipt: Receipt, visible: bool },
    Refused(Problem),
}

impl Service {
    const fn name(self) -> &'static str {
        match self {
            Self::Agreements => "agreements",
            Self::Membership => "membership",
            Self::Meetings => "meetings",
            Self::Funding => "funding",
        }
    }

    fn base(self, services: &Services) -> &str {
        match self {
            Self::Agreements => &services.agreements,
            Self::Membership => &services.membership,
            Self::Meetings => &services.meetings,
            Self::Funding => &services.funding,
        }
    }

    /// Posts the command of the mutation that is being resolved, and waits until its own write is visible.
    pub(crate) async fn post<C: Serialize + Sync>(
        self,
        ctx: &Context<'_>,
        command: &C,
        order: Order,
    ) -> Result<Outcome, GraphError> {
        let reader = Reader::of(ctx)?;
        let municipality = &reader.scope()?.municipality;
        check_key(&order.key)?;
        let name = operation(&ctx.item.node.name.node);
        let span = info_span!(
            "gateway.command.post",
            service = self.name(),
            command = name
        );
        let receipt = match self
            .send(reader, &name, command, order)
            .instrument(span)
            .await?
        {
            Ok(receipt) => receipt,
            Err(problem) if problem.status().is_server_error() => {
                return Err(GraphError::of_service(&problem));
            }
            Err(problem) => return Ok(Outcome::Refused(problem)),
        };
        let visible = match receipt.position {
            Some(position) => {
                let span = info_span!("gateway.command.reach", position);
                let reached = reader
                    .deps()
                    .visibility
                    .reach(municipality, position, BOUND);
                reached.instrument(span).await
            }
            None => true,
        };
        Ok(Outcome::Done { receipt, visible })
    }

    /// Inside the span whose trace the request carries on.
    async fn send<C: Serialize + Sync>(
        self,
        reader: &Reader,
        name: &str,
        command: &C,
        order: Order,
    ) -> Result<Result<Receipt, Problem>, GraphError> {
        let Order {
            key,
            occurred_on,
            expected_version,
            source,
        } = order;
        let services = &reader.deps().services;
        let answer = services
            .client
            .post(format!("{}/commands/{name}", self.base(services)))
            .bearer_auth(reader.token().as_str())
            .header("Idempotency-Key", key.as_str())
            .json(&Body {
                command,
                occurred_on,
                expected_version,
                source,
            })
            .send()
            .await
            .map_err(|error| self.unreachable(&error))?;
        let status = answer.status();
        let bytes = answer
            .bytes()
            .await
            .map_err(|error| self.unreachable(&error))?;
        read(status, &bytes)
    }

    fn unreachable(self, error: &reqwest::Error) -> GraphError {
        tracing::error!(service = self.name(), error = %Chain(error), "a service does not answer");
        GraphError::Service {
            code: "SERVICE_UNREACHABLE".into(),
            sentence: "Der Dienst antwortet nicht; bitte mit demselben Schlüssel erneut senden."
                .into(),
        }
    }
}

fn read(status: StatusCode, body: &[u8]) -> Result<Result<Receipt, Problem>, GraphError> {
    if status.is_success() {
        serde_json::from_slice(body)
            .map(Ok)
            .map_err(GraphError::internal("read a receipt"))
    } else {
        serde_json::from_slice(body)
            .map(Err)
            .map_err(GraphError::internal("read a problem"))
    }
}

fn check_key(key: &ID) -> Result<(), GraphError> {
    let fits =
        (1..=KEY_MAX).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if fits {
        return Ok(());
    }
    Err(GraphError::InvalidArgument {
        argument: "idempotencyKey",
        reason: "1 bis 200 sichtbare Zeichen aus ASCII".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_short_and_visible() {
        assert!(check_key(&"0190-abc:1".into()).is_ok());
        for bad in ["", " ", "a b", "ä", "a\n", &"x".repeat(KEY_MAX + 1)] {
            assert!(check_key(&bad.into()).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_answer_that_is_neither_receipt_nor_problem_is_a_fault() {
        assert!(read(StatusCode::OK, b"<html>").is_err());
        assert!(read(StatusCode::BAD_GATEWAY, b"<html>").is_err());
    }
}
