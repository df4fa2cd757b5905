//! Logs and spans of a process, and trace context across its borders.
//!
//! Spans are always made, so that event metadata carries a trace context; they are sent over OTLP (HTTP, protobuf)
//! only where an endpoint is set. Never a payload, a token or a person in a span or a line.
//!
//! Spans are recorded by name `<service>.<area>.<verb>`: a span whose service is only known at run time sets the
//! field `otel.name`.

mod panics;
mod trace_context;

use std::io::IsTerminal;
use std::time::Duration;

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use thiserror::Error;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

pub use trace_context::{follow, follow_headers, inject, trace_context};

use crate::config::{LogFormat, TelemetrySettings};

/// Longest wait for the last spans to be sent.
const FLUSH: Duration = Duration::from_secs(5);

/// Telemetry that cannot be set up.
#[derive(Debug, Error)]
pub enum TelemetryError {
    #[error("LOTSE_LOG is not a filter such as `info,service_kit=debug`: {0}")]
    Filter(String),
    #[error("cannot export spans to {endpoint}")]
    Exporter {
        endpoint: String,
        #[source]
        source: opentelemetry_otlp::ExporterBuildError,
    },
    #[error("telemetry was already set up in this process")]
    Twice,
}

/// Keeps telemetry alive. Dropping it sends what is left, so every way out of `main` flushes.
#[derive(Debug)]
#[must_use = "dropping it ends telemetry"]
pub struct Telemetry {
    provider: Option<SdkTracerProvider>,
}

impl Telemetry {
    /// Sets up logs (to stderr) and spans for the whole process, once.
    ///
    /// `service` is the process' name in traces, such as `gateway`. The OTLP library itself also reads
    /// `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_EXPORTER_OTLP_TIMEOUT`.
    pub fn init(service: &str, settings: &TelemetrySettings) -> Result<Self, TelemetryError> {
        let directives = settings.filter.as_deref().unwrap_or("info");
        let filter = EnvFilter::try_new(directives)
            .map_err(|error| TelemetryError::Filter(error.to_string()))?;

        let resource = Resource::builder()
            .with_service_name(service.to_owned())
            .build();
        let mut provider = SdkTracerProvider::builder().with_resource(resource);
        if let Some(endpoint) = settings.otlp_endpoint.as_deref() {
            provider = provider.with_batch_exporter(exporter(endpoint)?);
        }
        let provider = provider.build();

        let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
        let lines = match settings.format {
            LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).boxed(),
            LogFormat::Json => lines
                .json()
                .flatten_event(true)
                .with_current_span(false)
                .boxed(),
        };
        // The filter is for lines: a quiet log must not cut traces.
        let spans = tracing_opentelemetry::layer()
            .with_tracer(provider.tracer("lotse"))
            .with_location(false)
            .with_threads(false)
            .with_filter(LevelFilter::INFO);
        tracing_subscriber::registry()
            .with(lines.with_filter(filter))
            .with(spans)
            .try_init()
            .map_err(|_already| TelemetryError::Twice)?;
        panics::log_them();
        Ok(Self {
            provider: Some(provider),
        })
    }

    /// Sends what is left and ends. Waits at most five seconds, without blocking the runtime.
    pub async fn shutdown(mut self) {
        if let Some(provider) = self.provider.take() {
            let flushed = tokio::task::spawn_blocking(move || flush(&provider)).await;
            if let Err(error) = flushed {
                tracing::warn!(%error, "the last spans could not be sent");
            }
        }
    }
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Some(provider) = self.provider.take() {
            // In a thread of its own: the exporter's blocking client must not meet an async runtime.
            let flushing = std::thread::spawn(move || flush(&provider));
            if flushing.join().is_err() {
                tracing::warn!("the last spans could not be sent");
            }
        }
    }
}

fn flush(provider: &SdkTracerProvider) {
    if let Err(error) = provider.shutdown_with_timeout(FLUSH) {
        tracing::warn!(%error, "the last spans could not be sent");
    }
}

fn exporter(endpoint: &str) -> Result<SpanExporter, TelemetryError> {
    let base = endpoint.trim_end_matches('/');
    let url = if base.ends_with("/v1/traces") {
        base.to_owned()
    } else {
        format!("{base}/v1/traces")
    };
    SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(url)
        .build()
        .map_err(|source| TelemetryError::Exporter {
            endpoint: endpoint.to_owned(),
            source,
        })
}
