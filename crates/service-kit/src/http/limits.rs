//! What a request may take: bytes and seconds.
//!
//! One address is a door of its own: what is posted to [`DOCUMENTS`] is read by its handler, after it knows who sends it
//! ([`read`]), and may take longer.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;

use crate::problem::Problem;

/// Largest body, in bytes.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// Longest that a request may take until its answer begins.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// The route to which documents are posted.
pub const DOCUMENTS: &str = "/documents";

/// Longest that a document may take: 20 MiB in five minutes is half a megabit a second.
pub const DOCUMENT_TIMEOUT: Duration = Duration::from_secs(300);

/// How much of a body that is too large is read and thrown away, so that a client that sends first and reads later
/// sees the answer instead of a reset connection.
const DRAIN_LIMIT: usize = 32 * BODY_LIMIT;

/// Reads the body whole; one beyond [`BODY_LIMIT`] is answered with 413.
pub(super) async fn body(request: Request, next: Next) -> Response {
    if is_document(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match read(&parts.headers, body, BODY_LIMIT).await {
        Ok(read) => next.run(Request::from_parts(parts, Body::from(read))).await,
        Err(problem) => problem.into_response(),
    }
}

/// Reads a body whole: 413 for one of more than `limit` bytes, 400 for one that breaks off.
pub async fn read(headers: &HeaderMap, mut body: Body, limit: usize) -> Result<Bytes, Problem> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        // Whoever waits for `100 Continue` has not sent anything yet.
        if !headers.contains_key(header::EXPECT) {
            drain(body, 0).await;
        }
        return Err(Problem::too_large(limit));
    }
    let mut read = Vec::with_capacity(announced.unwrap_or(0));
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            let detail = "Der Inhalt der Anfrage kam nicht vollständig an.";
            return Err(Problem::bad_request("BODY_INCOMPLETE", detail));
        };
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if read.len() + data.len() > limit {
            drain(body, read.len() + data.len()).await;
            return Err(Problem::too_large(limit));
        }
        read.extend_from_slice(&data);
    }
    Ok(Bytes::from(read))
}

async fn drain(mut body: Body, mut seen: usize) {
    while let Some(Ok(frame)) = body.frame().await {
        seen += frame.data_ref().map_or(0, Bytes::len);
        if seen > DRAIN_LIMIT {
            return;
        }
    }
}

/// Ends a request that takes longer than [`REQUEST_TIMEOUT`]. What it began may still have happened: the caller
/// repeats it with the same key.
pub(super) async fn time(request: Request, next: Next) -> Response {
    let limit = match is_document(&request) {
        true => DOCUMENT_TIMEOUT,
        false => REQUEST_TIMEOUT,
    };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_elapsed) => {
            let detail = "Die Anfrage hat zu lange gedauert; sie darf wiederholt werden.";
            Problem::unavailable("TIMEOUT", detail).into_response()
        }
    }
}

fn is_document(request: &Request) -> bool {
    request
        .extensions()
        .get::<MatchedPath>()
        .is_some_and(|route| route.as_str() == DOCUMENTS)
}
