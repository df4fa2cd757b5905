//! `/graphql`, the GraphiQL page from our own origin, and the files of [`exports`].

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRef, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use deadpool_postgres::Pool;
use projection::Runner;
use reqwest::Url;
use service_kit::clock::Clock;
use service_kit::http::Client;
use service_kit::identity::{BearerToken, Caller, Issuers};
use service_kit::problem::{Problem, ProblemJson};

use crate::exports;
use crate::graphql::{Deps, FeedAddresses, Graph, Services};
use crate::oparl::{self, Publishing};
use crate::projections::ReadModel;

/// The page loads nothing from another origin, and may not.
const CONTENT_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                              font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'";

/// What the gateway is made of.
pub struct Gateway {
    /// Logs in as the gateway's role.
    pub gateway: Pool,
    /// Logs in as the state's role.
    pub state: Pool,
    /// Folds a mutation's own position before it answers.
    pub read_model: Arc<Runner<ReadModel>>,
    pub issuers: Issuers,
    pub client: Client,
    pub clock: Clock,
    /// Base addresses of the services.
    pub agreements: Url,
    pub membership: Url,
    pub meetings: Url,
    pub funding: Url,
    /// How the addresses of calendars are made; `None` where nobody is told one.
    pub feeds: Option<FeedAddresses>,
    /// Where municipalities publish; `None` for a gateway on which none does.
    pub oparl: Option<Publishing>,
}

#[derive(Clone)]
struct ServerState {
    graph: Graph,
    issuers: Issuers,
}

impl FromRef<ServerState> for Issuers {
    fn from_ref(state: &ServerState) -> Self {
        state.issuers.clone()
    }
}

/// The gateway's routes, to be wrapped by the HTTP shell.
pub fn router(gateway: Gateway) -> Router {
    let base = |url: &Url| url.as_str().trim_end_matches('/').to_owned();
    let services = Services {
        client: gateway.client,
        agreements: base(&gateway.agreements),
        membership: base(&gateway.membership),
        meetings: base(&gateway.meetings),
        funding: base(&gateway.funding),
    };
    let public = gateway.oparl.map(|publishing| {
        oparl::router(publishing, gateway.gateway.clone(), gateway.clock.clone())
    });
    let deps = Deps::new(
        gateway.gateway,
        gateway.state,
        gateway.clock,
        services,
        gateway.read_model,
    );
    let graph = Graph::new(deps.with_feeds(gateway.feeds));
    let files = exports::router(graph.clone(), gateway.issuers.clone());
    Router::new()
        .route("/", get(async || Redirect::temporary("/graphiql")))
        .route("/graphql", post(answer))
        .route("/graphiql", get(async || asset("index.html")))
        .route(
            "/graphiql/{file}",
            get(async |file: Result<Path<String>, PathRejection>| {
                file.map_or_else(
                    |_error| Err(Problem::not_found()),
                    |Path(file)| asset(&file),
                )
            }),
        )
        .with_state(ServerState {
            graph,
            issuers: gateway.issuers,
        })
        .merge(files)
        .merge(public.unwrap_or_default())
}

async fn answer(
    State(state): State<ServerState>,
    caller: Caller,
    token: BearerToken,
    ProblemJson(request): ProblemJson<async_graphql::Request>,
) -> Response {
    Json(state.graph.execute(request, caller, token).await).into_response()
}

macro_rules! assets {
    ($($file:literal => $kind:literal,)+) => {
        fn asset(file: &str) -> Result<Response, Problem> {
            let (content, kind): (&'static [u8], &'static str) = match file {
                $($file => (include_bytes!(concat!("../assets/graphiql/", $file)), $kind),)+
                _ => return Err(Problem::not_found()),
            };
            let mut response = content.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_POLICY));
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            Ok(response)
        }
    };
}

assets! {
    "index.html" => "text/html; charset=utf-8",
    "start.js" => "text/javascript; charset=utf-8",
    "start.css" => "text/css; charset=utf-8",
    "graphiql.min.js" => "text/javascript; charset=utf-8",
    "graphiql.min.css" => "text/css; charset=utf-8",
    "react.production.min.js" => "text/javascript; charset=utf-8",
    "react-dom.production.min.js" => "text/javascript; charset=utf-8",
}
