//! A receiver of spans (OTLP over HTTP, protobuf).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use prost::Message as _;
use service_kit::{http, task};
use tokio::net::TcpListener;

type Received = Arc<Mutex<Vec<ReceivedSpan>>>;

/// A span as far as the tests look at it.
#[derive(Clone, Debug)]
pub struct ReceivedSpan {
    pub name: String,
    /// In hex.
    pub trace: String,
    /// Every text in it: attributes, events, status.
    pub text: String,
}

/// Takes spans until the test ends.
#[derive(Clone, Debug)]
pub struct Receiver {
    pub endpoint: String,
    received: Received,
}

impl Receiver {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("listen for spans");
        let address = listener.local_addr().expect("a listener has an address");
        let received = Received::default();
        let router = Router::new()
            .route("/v1/traces", post(take))
            .with_state(Arc::clone(&received));
        drop(task::spawn(
            "otlp",
            http::serve(listener, router, std::future::pending()),
        ));
        Self {
            endpoint: format!("http://{address}"),
            received,
        }
    }

    /// What has arrived up to now.
    pub fn spans(&self) -> Vec<ReceivedSpan> {
        self.received
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The names of the spans of each trace.
    pub fn traces(&self) -> BTreeMap<String, Vec<String>> {
        let mut traces: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for span in self.spans() {
            traces.entry(span.trace).or_default().push(span.name);
        }
        traces
    }
}

async fn take(State(received): State<Received>, body: Bytes) -> StatusCode {
    let Ok(request) = ExportTraceServiceRequest::decode(body) else {
        return StatusCode::BAD_REQUEST;
    };
    let spans = request
        .resource_spans
        .into_iter()
        .flat_map(|resource| resource.scope_spans)
        .flat_map(|scope| scope.spans)
        .map(|span| ReceivedSpan {
            trace: span
                .trace_id
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
            text: format!("{:?} {:?} {:?}", span.attributes, span.events, span.status),
            name: span.name,
        });
    received
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .extend(spans);
    StatusCode::OK
}
