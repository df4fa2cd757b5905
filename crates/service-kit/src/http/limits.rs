//! What a request may take: bytes and seconds.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;

use crate::problem::Problem;

/// Largest body, in bytes.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// Longest that a request may take until its answer begins.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// How much of a body that is too large is read and thrown away, so that a client that sends first and reads later
/// sees the answer instead of a reset connection.
const DRAIN_LIMIT: usize = 32 * BODY_LIMIT;

/// Reads the body whole; one beyond [`BODY_LIMIT`] is answered with 413.
pub(super) async fn body(request: Request, next: Next) -> Response {
    let (parts, mut body) = request.into_parts();
    let announced = parts
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > BODY_LIMIT) {
        // Whoever waits for `100 Continue` has not sent anything yet.
        if !parts.headers.contains_key(header::EXPECT) {
            drain(body, 0).await;
        }
        return Problem::too_large(BODY_LIMIT).into_response();
    }
    let mut read = Vec::with_capacity(announced.unwrap_or(0));
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            let detail = "Der Inhalt der Anfrage kam nicht vollständig an.";
            return Problem::bad_request("BODY_INCOMPLETE", detail).into_response();
        };
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if read.len() + data.len() > BODY_LIMIT {
            drain(body, read.len() + data.len()).await;
            return Problem::too_large(BODY_LIMIT).into_response();
        }
        read.extend_from_slice(&data);
    }
    next.run(Request::from_parts(parts, Body::from(Bytes::from(read))))
        .await
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
    match tokio::time::timeout(REQUEST_TIMEOUT, next.run(request)).await {
        Ok(response) => response,
        Err(_elapsed) => {
            let detail = "Die Anfrage hat zu lange gedauert; sie darf wiederholt werden.";
            Problem::unavailable("TIMEOUT", detail).into_response()
        }
    }
}
