use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::{get, post};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use service_kit::config::TelemetrySettings;
use service_kit::http::{Client, Shell};
use service_kit::telemetry::{Telemetry, follow, trace_context};
use tracing::Instrument;

use crate::scratch::{listener, serve};

type Received = Arc<Mutex<Vec<Span>>>;

async fn receive(State(received): State<Received>, body: Bytes) {
    let request = ExportTraceServiceRequest::decode(body).unwrap();
    let scopes = request
        .resource_spans
        .into_iter()
        .flat_map(|resource| resource.scope_spans);
    received
        .lock()
        .unwrap()
        .extend(scopes.flat_map(|scope| scope.spans));
}

fn attribute(span: &Span, key: &str) -> Option<String> {
    span.attributes
        .iter()
        .find(|attribute| attribute.key == key)
        .map(|attribute| format!("{:?}", attribute.value))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_trace_goes_from_client_over_server_to_what_follows_the_event() {
    let received = Received::default();
    let (otlp, otlp_address) = listener().await;
    let receiver = Router::new()
        .route("/v1/traces", post(receive))
        .with_state(received.clone());
    serve(otlp, receiver);

    let settings = TelemetrySettings {
        otlp_endpoint: Some(format!("http://{otlp_address}")),
        // Lines are filtered, spans are not.
        filter: Some("error".to_owned()),
        ..TelemetrySettings::default()
    };
    let telemetry = Telemetry::init("test", &settings).unwrap();

    let (service, address) = listener().await;
    let router = Router::new().route("/things/{id}", get(async || trace_context().unwrap()));
    serve(service, Shell::new("things").wrap(router));
    let calling = tracing::info_span!("gateway.test.call");
    let metadata = async {
        let request = Client::try_new()
            .unwrap()
            .get(format!("http://{address}/things/4711?q=4711"));
        let request = request.header("authorization", "Bearer t0ken");
        request.send().await.unwrap().text().await.unwrap()
    };
    let metadata = metadata.instrument(calling).await;
    let reaction = tracing::info_span!("projection.feed.apply");
    follow(&reaction, &metadata);
    reaction.in_scope(|| assert_eq!(trace_context().unwrap()[3..35], metadata[3..35]));
    drop(reaction);
    assert_eq!(trace_context(), None);
    telemetry.shutdown().await;

    let spans = received.lock().unwrap();
    let named = |name: &str| {
        let found = spans.iter().find(|span| span.name == name);
        found.unwrap_or_else(|| panic!("no span {name} among {spans:?}"))
    };
    let (client, server, follower) = (
        named("gateway.test.call"),
        named("things.http.request"),
        named("projection.feed.apply"),
    );
    assert_eq!(
        (&client.trace_id, &client.trace_id),
        (&server.trace_id, &follower.trace_id)
    );
    assert_eq!(
        (&server.parent_span_id, &follower.parent_span_id),
        (&client.span_id, &server.span_id)
    );
    assert!(attribute(server, "route").unwrap().contains("/things/{id}"));
    assert!(attribute(server, "status").unwrap().contains("200"));
    assert!(attribute(server, "duration_ms").is_some());
    let everything = format!("{spans:?}");
    assert!(
        !everything.contains("4711") && !everything.contains("t0ken"),
        "{everything}"
    );
}
