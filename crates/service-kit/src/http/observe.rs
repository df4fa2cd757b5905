//! A span, two metrics and, for a refusal, a line for every request. Never the query string, the body or a token; the
//! path only as its route.

use std::any::Any;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::field::Empty;
use tracing::{Instrument, info_span};

use crate::problem::{Problem, ProblemCode};
use crate::telemetry;

pub(super) async fn request(
    State(service): State<&'static str>,
    request: Request,
    next: Next,
) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("unmatched", MatchedPath::as_str);
    let method = name_of(request.method());
    // `identity` fills in municipality, state and role once it knows the caller.
    let span = info_span!(
        "http.request",
        otel.name = format!("{service}.http.request"),
        otel.kind = "server",
        otel.status_code = Empty,
        service,
        method,
        route,
        municipality = Empty,
        state = Empty,
        role = Empty,
        status = Empty,
        code = Empty,
        duration_ms = Empty,
    );
    telemetry::follow_headers(&span, request.headers());

    let began = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let took = began.elapsed();

    let status = response.status();
    span.record("status", status.as_u16());
    span.record(
        "duration_ms",
        u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
    );
    let code = response
        .extensions()
        .get::<ProblemCode>()
        .map(|code| code.0.clone());
    if let Some(code) = &code {
        span.record("code", code.as_ref());
    }
    if status.is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
    // A fault was logged where it became a problem, or by the panic hook.
    let is_refusal = code.is_some() && status != StatusCode::INTERNAL_SERVER_ERROR;
    span.in_scope(|| match is_refusal {
        true => tracing::info!("a request was refused"),
        false => tracing::debug!("a request was answered"),
    });

    let labels = [
        ("service", service.to_owned()),
        ("method", method.to_owned()),
        ("route", route.to_owned()),
        ("status", status.as_u16().to_string()),
    ];
    metrics::counter!("lotse_http_requests_total", &labels).increment(1);
    metrics::histogram!("lotse_http_request_duration_seconds", &labels[..3])
        .record(took.as_secs_f64());
    response
}

/// A panic in a handler is a fault like any other; the panic hook has logged where.
pub(super) fn panicked(_payload: Box<dyn Any + Send>) -> Response {
    Problem::internal().into_response()
}

/// Methods are a client's text: unknown ones must not become labels without bound.
fn name_of(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
