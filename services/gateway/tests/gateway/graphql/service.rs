//! A service as the gateway sees it: it notes what is posted and answers what it is told to.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::Value;

/// What was posted.
#[derive(Clone, Debug)]
pub(crate) struct Posted {
    pub(crate) name: String,
    pub(crate) key: String,
    pub(crate) token: String,
    pub(crate) body: Value,
}

#[derive(Clone)]
struct Desk {
    posted: Arc<Mutex<Vec<Posted>>>,
    answer: Arc<(u16, Value)>,
}

/// A running service; ends with the test.
pub(crate) struct Service {
    pub(crate) url: String,
    posted: Arc<Mutex<Vec<Posted>>>,
}

impl Service {
    /// A service that answers everything with this status and body.
    pub(crate) async fn answering(status: u16, body: Value) -> Self {
        let posted = Arc::new(Mutex::new(Vec::new()));
        let desk = Desk {
            posted: Arc::clone(&posted),
            answer: Arc::new((status, body)),
        };
        let router = Router::new()
            .route("/commands/{name}", post(take))
            .with_state(desk);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        service_kit::task::spawn("test.service", async move {
            axum::serve(listener, router).await.unwrap();
        });
        Self { url, posted }
    }

    pub(crate) fn posted(&self) -> Vec<Posted> {
        self.posted.lock().unwrap().clone()
    }
}

async fn take(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    desk.posted.lock().unwrap().push(Posted {
        name,
        key: header("idempotency-key"),
        token: header(header::AUTHORIZATION.as_str()),
        body: serde_json::from_str(&body).unwrap(),
    });
    let (status, answer) = &*desk.answer;
    let status = StatusCode::from_u16(*status).unwrap();
    (
        status,
        [(header::CONTENT_TYPE, "application/json")],
        answer.to_string(),
    )
        .into_response()
}
