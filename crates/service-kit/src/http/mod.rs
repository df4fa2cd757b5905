//! The HTTP shell of every process: what a router gets around it, the server and the client.
//!
//! [`Shell`] adds, from the outside in: a span and metrics (`observe`), panics as problems, a time limit, a body
//! limit ([`limits`]), problems for unknown addresses and methods; beside it `/healthz`, `/readyz` and `/metrics`
//! (`operations`), which are neither traced nor counted.
//!
//! The whole body (at most [`BODY_LIMIT`]) is read before a handler runs, so that a body that is too large is a
//! problem for every extractor. The route that takes documents ([`limits::DOCUMENTS`]) reads for itself, once it knows who
//! sends.

mod accept;
mod client;
pub mod limits;
mod observe;
mod operations;
mod server;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;

pub use accept::prefers_html;
pub use client::Client;
pub use limits::{BODY_LIMIT, REQUEST_TIMEOUT};
pub use operations::{ReadyCheck, metrics};
pub use server::serve;

use crate::problem::Problem;

/// Puts the shell around a service's router.
pub struct Shell {
    service: &'static str,
    checks: Vec<(&'static str, ReadyCheck)>,
}

impl Shell {
    /// `service` names its spans and metrics, such as `agreements`.
    pub fn new(service: &'static str) -> Self {
        Self {
            service,
            checks: Vec::new(),
        }
    }

    /// Adds something without which the service is not ready; `name` is shown in `/readyz`.
    pub fn ready_when<F, Answer>(mut self, name: &'static str, check: F) -> Self
    where
        F: Fn() -> Answer + Send + Sync + 'static,
        Answer: Future<Output = bool> + Send + 'static,
    {
        self.checks
            .push((name, Box::new(move || Box::pin(check()))));
        self
    }

    /// The router with everything around it. Fallbacks of `router` itself are replaced.
    pub fn wrap(self, router: Router) -> Router {
        let wrapped = router
            .fallback(async || Problem::not_found())
            .method_not_allowed_fallback(async || Problem::method_not_allowed())
            .layer(from_fn(limits::body))
            .layer(from_fn(limits::time))
            .layer(CatchPanicLayer::custom(observe::panicked))
            .layer(from_fn_with_state(self.service, observe::request));
        operations::router(self.service, self.checks).merge(wrapped)
    }
}
