//! W3C trace context (`traceparent`) in and out: HTTP headers and event metadata.

use std::collections::HashMap;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use opentelemetry::Context;
use opentelemetry::propagation::{Extractor, Injector, TextMapPropagator};
use opentelemetry::trace::TraceContextExt;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

const TRACEPARENT: &str = "traceparent";

/// The current span's `traceparent`, for event metadata; `None` outside a span or without telemetry.
pub fn trace_context() -> Option<String> {
    let mut carrier = HashMap::new();
    TraceContextPropagator::new().inject_context(&Span::current().context(), &mut carrier);
    carrier.remove(TRACEPARENT)
}

/// Makes `span` a child of the span that `traceparent` names, such as the one of the event's metadata.
///
/// Only before the span is entered or instruments a future; later, or with a malformed text, it changes nothing.
pub fn follow(span: &Span, traceparent: &str) {
    follow_context(span, context_of(traceparent));
}

/// Like [`follow`], from a request's headers.
pub fn follow_headers(span: &Span, headers: &HeaderMap) {
    follow_context(span, extract(&Headers(headers)));
}

/// Writes the current span's trace context into a request's headers.
pub fn inject(headers: &mut HeaderMap) {
    let context = Span::current().context();
    TraceContextPropagator::new().inject_context(&context, &mut HeadersMut(headers));
}

fn context_of(traceparent: &str) -> Context {
    let carrier = HashMap::from([(TRACEPARENT.to_owned(), traceparent.to_owned())]);
    extract(&carrier)
}

/// From nothing: without a `traceparent` the result is invalid, not the current span.
fn extract(carrier: &dyn Extractor) -> Context {
    TraceContextPropagator::new().extract_with_context(&Context::new(), carrier)
}

fn follow_context(span: &Span, context: Context) {
    if context.span().span_context().is_valid()
        && let Err(error) = span.set_parent(context)
    {
        tracing::trace!(%error, "a span keeps its own trace");
    }
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(|value| value.to_str().ok())
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }
}

struct HeadersMut<'a>(&'a mut HeaderMap);

impl Injector for HeadersMut<'_> {
    fn set(&mut self, key: &str, value: String) {
        let name = HeaderName::from_bytes(key.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(&value)) {
            self.0.insert(name, value);
        }
    }
}
