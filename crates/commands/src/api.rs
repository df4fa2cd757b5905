//! The HTTP side of commands: `POST /commands/{name}`, and beside it `POST /documents`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRef, Path, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::future::BoxFuture;
use kernel::{CommandSet as _, Date, NewText};
use schemars::{Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{CommandOf, Commands, Order, Receipt, UseCase, documents, openapi};
use service_kit::http::limits::DOCUMENTS;
use service_kit::identity::{Account, BearerToken, Caller, Issuers, MunicipalityScope};
use service_kit::permission;
use service_kit::problem::{Problem, ProblemJson};

/// Longest idempotency key, in characters.
const KEY_MAX: usize = 200;

/// How keys begin that no caller may choose.
const RESERVED: &[&str] = &["reaction:", "policy:", "link:"];

/// The body of a command's POST.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommandRequest {
    /// The day on the paper; today where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_on: Option<Date>,
    /// The version of the stream that the caller saw: another one is refused. Any where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_version: Option<i64>,
    /// Where the caller has it from [Quelle]: a document, a letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<NewText>,
    pub command: Value,
}

/// The answer to a command that was carried out, now or before.
pub type Answer = Receipt;

type Handler = fn(Commands, Posted) -> BoxFuture<'static, Result<Receipt, Problem>>;

/// A command as it was posted, by somebody who may.
struct Posted {
    name: &'static str,
    scope: MunicipalityScope,
    account: Option<Account>,
    key: String,
    request: CommandRequest,
}

/// Name and schema of each command of an aggregate.
type Schemas = fn(&mut SchemaGenerator) -> Vec<(&'static str, Schema)>;

/// A service's commands.
pub struct CommandApi {
    service: &'static str,
    handlers: BTreeMap<&'static str, Handler>,
    schemas: Vec<Schemas>,
    internal: Vec<&'static str>,
}

/// What the commands' route needs.
#[derive(Clone)]
pub struct Services {
    pub commands: Commands,
    pub issuers: Issuers,
}

#[derive(Clone)]
struct ApiState {
    services: Services,
    handlers: Arc<BTreeMap<&'static str, Handler>>,
}

impl FromRef<ApiState> for Issuers {
    fn from_ref(state: &ApiState) -> Self {
        state.services.issuers.clone()
    }
}

impl CommandApi {
    pub fn new(service: &'static str) -> Self {
        Self {
            service,
            handlers: BTreeMap::new(),
            schemas: Vec::new(),
            internal: Vec::new(),
        }
    }

    /// Adds an aggregate's commands, all but those that only reactions give.
    pub fn aggregate<U: UseCase>(mut self) -> Self {
        for name in CommandOf::<U>::NAMES {
            if U::INTERNAL.contains(name) {
                self.internal.push(name);
            } else {
                self.handlers.insert(name, handle::<U>);
            }
        }
        self.schemas.push(CommandOf::<U>::schemas);
        self
    }

    /// The names under which commands are posted.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.handlers.keys().copied()
    }

    /// The service's OpenAPI document.
    pub fn openapi(&self) -> Value {
        let mut generator = openapi::generator();
        let commands: Vec<(&str, Schema)> = self
            .schemas
            .iter()
            .flat_map(|schemas| schemas(&mut generator))
            .filter(|(name, _)| !self.internal.contains(name))
            .collect();
        openapi::document(self.service, generator, commands)
    }

    /// The routes: `POST /commands/{name}`, `POST /documents` and `GET /openapi.json`.
    pub fn router(self, services: Services) -> Router {
        let document = self.openapi();
        let state = ApiState {
            services,
            handlers: Arc::new(self.handlers),
        };
        Router::new()
            .route("/commands/{name}", post(post_command))
            .route(DOCUMENTS, post(post_document))
            .route(
                "/openapi.json",
                get(move || std::future::ready(Json(document.clone()))),
            )
            .with_state(state)
    }
}

async fn post_command(
    State(state): State<ApiState>,
    caller: Caller,
    token: BearerToken,
    name: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    request: Result<ProblemJson<CommandRequest>, Problem>,
) -> Result<Response, Problem> {
    let known = name
        .ok()
        .and_then(|Path(name)| state.handlers.get_key_value(name.as_str()));
    let Some((name, handler)) = known else {
        return Err(Problem::unknown_command());
    };
    if !permission::allows(caller.role(), name) {
        return Err(Problem::not_allowed(caller.role(), name));
    }
    let posted = Posted {
        name,
        scope: caller.municipality()?.clone(),
        account: token.account(),
        key: idempotency_key(&headers)?,
        request: request?.0,
    };
    let receipt = handler(state.services.commands.clone(), posted).await?;
    let replayed = receipt.replayed;
    let mut response = Json(receipt).into_response();
    if replayed {
        response
            .headers_mut()
            .insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    Ok(response)
}

async fn post_document(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let vault = state.services.commands.vault();
    documents::post_document(vault, &caller, &headers, body).await
}

fn handle<U: UseCase>(
    commands: Commands,
    posted: Posted,
) -> BoxFuture<'static, Result<Receipt, Problem>> {
    Box::pin(async move {
        let Posted {
            name,
            scope,
            account,
            key,
            request,
        } = posted;
        // The request as it came, before its words get ids: a retry must look the same.
        let request_text = serde_json::json!([
            request.occurred_on,
            request.expected_version,
            request.source,
            request.command,
        ])
        .to_string();
        let order = Order {
            key,
            request: request_text,
            name,
            occurred_on: request.occurred_on,
            expected_version: request.expected_version,
            source: request.source,
            cause: None,
            account,
            command: CommandOf::<U>::read(name, request.command).map_err(in_command)?,
        };
        commands
            .execute::<U>(&scope, order)
            .await
            .map_err(Problem::from)
    })
}

/// The reader names the field inside the command; the caller sent it below `command`.
fn in_command(error: kernel::CommandError) -> Problem {
    let mut problem = Problem::from(error);
    problem.field = Some(match &problem.field {
        Some(field) => format!("command.{field}"),
        None => "command".to_owned(),
    });
    problem
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    let key = headers.get("idempotency-key").map(HeaderValue::to_str);
    let problem =
        |code, detail: &str| Err(Problem::bad_request(code, detail).with_field("Idempotency-Key"));
    match key {
        None => problem("KEY_MISSING", "Die Kopfzeile „Idempotency-Key“ fehlt."),
        // What reactions, onboarding and reply links write under.
        Some(Ok(key)) if RESERVED.iter().any(|reserved| key.starts_with(reserved)) => problem(
            "KEY_INVALID",
            "Die Kopfzeile „Idempotency-Key“ darf nicht mit „reaction:“, „policy:“ oder „link:“ beginnen.",
        ),
        Some(Ok(key)) if !key.trim().is_empty() && key.chars().count() <= KEY_MAX => {
            Ok(key.to_owned())
        }
        Some(_) => problem(
            "KEY_INVALID",
            "Die Kopfzeile „Idempotency-Key“ muss aus 1 bis 200 sichtbaren ASCII-Zeichen bestehen.",
        ),
    }
}
