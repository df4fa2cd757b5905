//! Posting against a service that only writes down what it is sent.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use insta::assert_snapshot;
use reqwest::Url;
use serde_json::{Value, json};
use service_kit::http::Client;
use service_kit::identity::BearerToken;
use service_kit::problem::Problem;
use tokio::net::TcpListener;

use super::super::file::ImportFile;
use super::super::run::{Report, Target, run};

const FILE: &str = r#"municipality = "stadt"

[[command]]
name = "establish-network"
as = "netz"
occurred-on = 2011-04-01
source = "Fachkonzept"
with = { kind = "single", name = "Netzwerk" }

[[command]]
name = "draft-agreement"
as = "vereinbarung"
with = { network = "@netz", kind = "cooperation" }

[[command]]
name = "offer-agreement"
with = { agreement = "@vereinbarung" }
"#;

/// Answers the n-th request.
type Answering = fn(usize) -> Response;

#[derive(Clone)]
struct Service {
    heard: Arc<Mutex<Vec<Value>>>,
    answer: Answering,
}

async fn hear(
    State(service): State<Service>,
    Path((name, command)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    let mut heard = service.heard.lock().unwrap();
    heard.push(json!({
        "at": format!("{name}/{command}"),
        "key": header("idempotency-key"),
        "authorization": header("authorization"),
        "body": body,
    }));
    (service.answer)(heard.len())
}

async fn service(answer: Answering) -> (Target, Service) {
    let service = Service {
        heard: Arc::default(),
        answer,
    };
    let router = Router::new()
        .route("/{service}/commands/{name}", post(hear))
        .with_state(service.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    service_kit::task::spawn("test.service", async move {
        axum::serve(listener, router).await.unwrap();
    });
    let bases = ["agreements", "membership"].map(|name| {
        let base: Url = format!("http://{address}/{name}/").parse().unwrap();
        (name.to_owned(), base)
    });
    let target = Target {
        client: Client::try_new().unwrap(),
        bases: BTreeMap::from(bases),
        token: BearerToken::new("token"),
    };
    (target, service)
}

fn receipt(events: &[&str], replayed: bool) -> Response {
    Json(json!({
        "stream": "network-0190d3a5-0000-7000-8000-000000000001",
        "id": "0190d3a5-0000-7000-8000-000000000001",
        "version": 1,
        "position": 1,
        "events": events,
        "recordedAt": null,
        "replayed": replayed,
        "warnings": [{ "code": "CODE", "rule": "MEM-36", "sentence": "Hinweis.", "facts": {} }],
    }))
    .into_response()
}

fn file() -> ImportFile {
    ImportFile::read("demo/stadt.toml", FILE).unwrap_or_else(|error| panic!("{error}"))
}

#[tokio::test]
async fn commands_are_posted_in_order_each_to_its_service_under_its_key() {
    let (target, service) = service(|_| receipt(&["Event"], false)).await;
    let mut told = Vec::new();
    let report = run(&file(), &target, |progress| {
        told.push((progress.command.name, progress.warnings.len()));
    })
    .await
    .unwrap();
    assert_eq!(
        report,
        Report {
            carried_out: 3,
            warnings: 3,
            ..Report::default()
        }
    );
    assert_eq!(
        told,
        [
            ("establish-network", 1),
            ("draft-agreement", 1),
            ("offer-agreement", 1)
        ]
    );

    let heard = service.heard.lock().unwrap();
    let at: Vec<_> = heard
        .iter()
        .map(|request| request["at"].as_str().unwrap())
        .collect();
    assert_eq!(
        at,
        [
            "membership/establish-network",
            "agreements/draft-agreement",
            "agreements/offer-agreement"
        ]
    );
    let keys: Vec<_> = heard
        .iter()
        .map(|request| request["key"].as_str().unwrap())
        .collect();
    assert_eq!(
        keys,
        [
            "import:stadt:netz",
            "import:stadt:vereinbarung",
            "import:stadt:3"
        ]
    );
    assert_eq!(heard[0]["authorization"], "Bearer token");
    assert_eq!(heard[0]["body"]["occurredOn"], "2011-04-01");
    assert_eq!(heard[0]["body"]["source"], "Fachkonzept");
    assert_eq!(heard[0]["body"]["command"], file().commands[0].body);
    let fields: Vec<_> = heard[2]["body"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["command"]);
}

#[tokio::test]
async fn what_was_done_before_and_what_changes_nothing_is_counted_apart() {
    let (target, _service) = service(|request| match request {
        1 => receipt(&["Event"], true),
        2 => receipt(&[], false),
        _ => receipt(&["Event"], false),
    })
    .await;
    let report = run(&file(), &target, |_| {}).await.unwrap();
    assert_snapshot!(report, @"1 of 3 commands carried out, 1 done before, 1 without effect, warnings: 3");
}

#[tokio::test]
async fn a_service_that_is_away_is_asked_again_under_the_same_key() {
    let (target, service) = service(|request| match request {
        1 => Problem::unavailable("STORE_UNREACHABLE", "Später.").into_response(),
        _ => receipt(&["Event"], false),
    })
    .await;
    let report = run(&file(), &target, |_| {}).await.unwrap();
    assert_eq!(report.carried_out, 3);
    let heard = service.heard.lock().unwrap();
    assert_eq!(heard.len(), 4);
    assert_eq!(heard[0], heard[1]);
}

#[tokio::test]
async fn a_refusal_stops_the_run_and_says_where_and_why() {
    let (target, service) = service(|request| match request {
        1 => receipt(&["Event"], false),
        _ => Problem::conflict("NAME_TAKEN", "Den Namen gibt es schon.")
            .with_field("name")
            .into_response(),
    })
    .await;
    let error = run(&file(), &target, |_| {}).await.unwrap_err();
    assert_snapshot!(error, @"demo/stadt.toml:10: `draft-agreement` (after 1 of 3) was refused: Den Namen gibt es schon. (NAME_TAKEN at name); once that is settled, the same import continues here");
    assert_eq!(service.heard.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_file_that_was_changed_after_its_import_is_told_so() {
    let (target, _service) =
        service(|_| Problem::conflict("KEY_REUSED", "Schlüssel verwendet.").into_response()).await;
    let error = run(&file(), &target, |_| {}).await.unwrap_err();
    assert_snapshot!(error, @"demo/stadt.toml:3: `establish-network` (after 0 of 3) was refused: Schlüssel verwendet. (KEY_REUSED); the file was changed here after it was imported, or another caller imported it");
}

#[tokio::test]
async fn an_answer_that_no_service_gives_is_not_taken_for_one() {
    let (target, _service) = service(|_| (StatusCode::OK, "<html>").into_response()).await;
    let error = run(&file(), &target, |_| {}).await.unwrap_err();
    assert_snapshot!(error, @"demo/stadt.toml:3: `establish-network` (after 0 of 3) got an answer that no service gives (HTTP 200 OK)");
}

#[tokio::test]
async fn another_municipalitys_token_sends_nothing() {
    let (target, service) = service(|_| receipt(&["Event"], false)).await;
    let claims = URL_SAFE_NO_PAD.encode(r#"{"lotse_municipality":"dorf"}"#);
    let token = BearerToken::new(format!("header.{claims}.signature"));
    let error = run(&file(), &Target { token, ..target }, |_| {})
        .await
        .unwrap_err();
    assert_snapshot!(error, @"demo/stadt.toml is for `stadt`, and the token is for `dorf`");
    assert!(service.heard.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_service_without_an_address_is_named_before_anything_is_sent() {
    let (mut target, service) = service(|_| receipt(&["Event"], false)).await;
    target.bases.remove("agreements");
    let error = run(&file(), &target, |_| {}).await.unwrap_err();
    assert_snapshot!(error, @"the address of the service `agreements` is not configured");
    assert!(service.heard.lock().unwrap().is_empty());
}
