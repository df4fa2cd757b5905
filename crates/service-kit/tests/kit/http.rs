use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use serde::Deserialize;
use service_kit::http::{BODY_LIMIT, Client, Shell, limits};
use service_kit::problem::{Problem, ProblemJson};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::scratch::{listener, serve};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
}

async fn echo(ProblemJson(named): ProblemJson<Named>) -> String {
    named.name
}

async fn measure(headers: HeaderMap, body: Body) -> Result<String, Problem> {
    let read = limits::read(&headers, body, 2 * BODY_LIMIT).await?;
    Ok(read.len().to_string())
}

async fn panic() -> Result<String, Problem> {
    panic!("the secret is 4711")
}

fn router() -> Router {
    Router::new()
        .route("/names", post(echo))
        .route(limits::DOCUMENTS, post(measure))
        .route("/names/{id}", get(async |Path(id): Path<String>| id))
        .route("/panic", get(panic))
}

async fn started() -> String {
    let (listener, address) = listener().await;
    serve(listener, Shell::new("test").wrap(router()));
    format!("http://{address}")
}

/// Status and code of an answer that must be a problem.
async fn problem_of(response: reqwest::Response) -> (u16, String) {
    let status = response.status().as_u16();
    let media = response.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    let text = response.text().await.unwrap();
    assert_eq!(media, "application/problem+json", "{text}");
    assert!(!text.contains("4711"), "{text}");
    let problem: Problem = serde_json::from_str(&text).unwrap();
    assert_eq!(problem.status, status);
    (status, problem.code.clone().into_owned())
}

async fn posted(base: &str, content_type: &str, body: Vec<u8>) -> (u16, String) {
    let request = Client::try_new().unwrap().post(format!("{base}/names"));
    let request = request.header("content-type", content_type).body(body);
    problem_of(request.send().await.unwrap()).await
}

fn is(answer: &(u16, String), status: u16, code: &str) -> bool {
    (answer.0, answer.1.as_str()) == (status, code)
}

#[tokio::test]
async fn a_body_of_10_mb_is_refused_as_a_problem_however_it_is_sent() {
    let base = started().await;
    let body = format!("{{\"name\":\"{}\"}}", "x".repeat(10_000_000)).into_bytes();
    let answer = posted(&base, "application/json", body.clone()).await;
    assert!(is(&answer, 413, "BODY_TOO_LARGE"), "{answer:?}");

    // In chunks, without a length.
    let (host, path) = (base.trim_start_matches("http://"), "/names");
    let mut stream = TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n\
         transfer-encoding: chunked\r\nconnection: close\r\n\r\n{:x}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
    stream.write_all(b"\r\n0\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 413") && answer.contains("BODY_TOO_LARGE"),
        "{answer}"
    );
}

#[tokio::test]
async fn the_door_for_documents_takes_what_its_handler_reads() {
    let base = started().await;
    let post = async |bytes: usize| {
        let request = Client::try_new()
            .unwrap()
            .post(format!("{base}/documents"))
            .body(vec![0; bytes]);
        request.send().await.unwrap()
    };
    let taken = post(BODY_LIMIT + 1).await;
    assert_eq!(taken.text().await.unwrap(), (BODY_LIMIT + 1).to_string());
    let refused = problem_of(post(2 * BODY_LIMIT + 1).await).await;
    assert!(is(&refused, 413, "BODY_TOO_LARGE"), "{refused:?}");
}

#[tokio::test]
async fn every_wrong_body_is_a_problem() {
    let base = started().await;
    let json = "application/json";
    for (content_type, body, status, code) in [
        (json, b"{\"name\":\"\xff\"}".to_vec(), 400, "BODY_NOT_UTF8"),
        (json, b"{".to_vec(), 400, "BODY_MALFORMED"),
        (json, b"{}".to_vec(), 400, "INVALID_FIELD"),
        (json, b"{\"name\":1}".to_vec(), 400, "INVALID_FIELD"),
        (
            "text/plain",
            b"{}".to_vec(),
            415,
            "CONTENT_TYPE_UNSUPPORTED",
        ),
    ] {
        let answer = posted(&base, content_type, body).await;
        assert!(is(&answer, status, code), "{answer:?} instead of {code}");
    }
}

#[tokio::test]
async fn unknown_addresses_and_methods_and_panics_are_problems() {
    let base = started().await;
    let client = Client::try_new().unwrap();
    let answer = |path: &str| client.get(format!("{base}{path}")).send();
    let missing = problem_of(answer("/nothing").await.unwrap()).await;
    assert!(is(&missing, 404, "NOT_FOUND"), "{missing:?}");
    let method = problem_of(answer("/names").await.unwrap()).await;
    assert!(is(&method, 405, "METHOD_NOT_ALLOWED"), "{method:?}");
    let method = problem_of(client.post(format!("{base}/metrics")).send().await.unwrap()).await;
    assert!(is(&method, 405, "METHOD_NOT_ALLOWED"), "{method:?}");
    let panicked = problem_of(answer("/panic").await.unwrap()).await;
    assert!(is(&panicked, 500, "INTERNAL"), "{panicked:?}");
    assert_eq!(answer("/names/7").await.unwrap().text().await.unwrap(), "7");
}

#[tokio::test]
async fn metrics_count_requests_by_route_and_never_show_a_path() {
    let base = started().await;
    let client = Client::try_new().unwrap();
    for path in ["/names/4711?q=4711", "/unknown/4711"] {
        client.get(format!("{base}{path}")).send().await.unwrap();
    }
    let text = client
        .get(format!("{base}/metrics"))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let counted = "lotse_http_requests_total{service=\"test\",method=\"GET\",route=\"/names/{id}\",status=\"200\"}";
    assert!(text.contains(counted), "{text}");
    assert!(
        text.contains("lotse_http_request_duration_seconds_bucket{"),
        "{text}"
    );
    assert!(
        text.contains("route=\"unmatched\"") && !text.contains("4711"),
        "{text}"
    );
}

#[tokio::test]
async fn ready_names_the_check_that_fails_while_alive_stays_ok() {
    let up = Arc::new(AtomicBool::new(false));
    let database = Arc::clone(&up);
    let shell = Shell::new("test")
        .ready_when("projector", async || true)
        .ready_when("database", move || {
            let database = Arc::clone(&database);
            async move { database.load(Ordering::Relaxed) }
        });
    let (listener, address) = listener().await;
    serve(listener, shell.wrap(Router::new()));
    let client = Client::try_new().unwrap();
    let ask = async |path: &str| {
        let response = client
            .get(format!("http://{address}{path}"))
            .send()
            .await
            .unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    };
    let checks = r#"{"ready":false,"checks":{"database":false,"projector":true}}"#;
    assert_eq!(ask("/readyz").await, (503, checks.to_owned()));
    assert_eq!(
        ask("/healthz").await,
        (200, r#"{"status":"ok","service":"test"}"#.to_owned())
    );
    up.store(true, Ordering::Relaxed);
    assert_eq!(ask("/readyz").await.0, 200);
}

#[tokio::test]
async fn a_server_ends_when_it_is_told_and_lets_a_request_finish() {
    let (listener, address) = listener().await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let (entered, inside) = tokio::sync::oneshot::channel::<()>();
    let entered = Arc::new(std::sync::Mutex::new(Some(entered)));
    let slow = get(async move || {
        entered.lock().unwrap().take().unwrap().send(()).unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        "done"
    });
    let server = service_kit::task::spawn(
        "test.serve",
        service_kit::http::serve(listener, Router::new().route("/slow", slow), async {
            stopped.await.unwrap();
        }),
    );
    let client = Client::try_new().unwrap();
    let request = service_kit::task::spawn("test.request", async move {
        client
            .get(format!("http://{address}/slow"))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    });
    inside.await.unwrap();
    stop.send(()).unwrap();
    assert_eq!(request.await.unwrap(), "done");
    server.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}
