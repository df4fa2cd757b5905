//! What an operator asks a process: alive, ready, metrics.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use serde::Serialize;

use crate::problem::Problem;

/// Answers whether something that the service needs is there. Called on every `/readyz`; a second is its limit.
pub type ReadyCheck = Box<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

const CHECK_LIMIT: Duration = Duration::from_secs(1);

/// Upper bounds of the histogram's buckets, in seconds.
const BUCKETS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
];

type Checks = Arc<Vec<(&'static str, ReadyCheck)>>;

pub(super) fn router(service: &'static str, checks: Vec<(&'static str, ReadyCheck)>) -> Router {
    // Installed here, not at the first scrape: what happens before it counts, too.
    metrics();
    Router::new()
        .route(
            "/healthz",
            get(async move || {
                Json(Health {
                    status: "ok",
                    service,
                })
            }),
        )
        .route("/readyz", get(ready))
        .route("/metrics", get(scrape))
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .with_state(Arc::new(checks))
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
    service: &'static str,
}

#[derive(Serialize)]
struct Readiness {
    ready: bool,
    checks: BTreeMap<&'static str, bool>,
}

/// 200 when every check passes, else 503; the body names each.
async fn ready(State(checks): State<Checks>) -> Response {
    let mut answers = BTreeMap::new();
    for (name, check) in checks.iter() {
        let passed = tokio::time::timeout(CHECK_LIMIT, check())
            .await
            .unwrap_or(false);
        answers.insert(*name, passed);
    }
    let ready = answers.values().all(|passed| *passed);
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (
        status,
        Json(Readiness {
            ready,
            checks: answers,
        }),
    )
        .into_response()
}

async fn scrape() -> Response {
    let Some(handle) = metrics() else {
        return Problem::unavailable("NO_METRICS", "Es gibt hier keine Messwerte.").into_response();
    };
    handle.run_upkeep();
    (
        [(
            header::CONTENT_TYPE,
            "text/plain; version=0.0.4; charset=utf-8",
        )],
        handle.render(),
    )
        .into_response()
}

/// The process' metrics, installed at the first call. `None` where the process records them elsewhere.
pub fn metrics() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let seconds = Matcher::Suffix("_seconds".to_owned());
            let recorder = PrometheusBuilder::new()
                .set_buckets_for_metric(seconds, BUCKETS)
                .ok()?
                .build_recorder();
            let handle = recorder.handle();
            metrics::set_global_recorder(recorder).ok()?;
            metrics::describe_counter!("lotse_http_requests_total", "Requests that were answered");
            metrics::describe_histogram!(
                "lotse_http_request_duration_seconds",
                metrics::Unit::Seconds,
                "Time until the answer began"
            );
            keep_up(handle.clone());
            Some(handle)
        })
        .as_ref()
}

/// Without this, histograms would keep every sample until somebody scrapes.
fn keep_up(handle: PrometheusHandle) {
    let upkeep = move || {
        loop {
            std::thread::sleep(Duration::from_secs(5));
            handle.run_upkeep();
        }
    };
    let thread = std::thread::Builder::new()
        .name("metrics-upkeep".to_owned())
        .spawn(upkeep);
    if let Err(error) = thread {
        tracing::warn!(%error, "metrics grow until they are scraped");
    }
}
