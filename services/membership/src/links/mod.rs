//! Reply links: what a partner does without an account, through the address in a mail [Antwort-Links].
//!
//! | file | what |
//! |---|---|
//! | `question` | what is asked, as stored today |
//! | `reply` | what was answered, out of JSON or a form |
//! | `carry_out` | the answer as commands, once |
//! | `page` | the same for people: plain HTML without scripts |
//!
//! `GET` only looks, so that mail scanners that follow every address change nothing; `POST` answers. The link is the
//! capability: it opens one contact, shows nobody else's details, and may do what the table of permissions lists for its
//! scope. It counts while the request that it names is open in the contact's stream; after an answer it says so
//! (410 `LINK_CLOSED`). An answer that was cut off can be sent again: its commands carry keys of the link's own.
//!
//! There is no cookie, so there is nothing for another site to borrow.

mod carry_out;
mod page;
mod question;
mod reply;

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use commands::Commands;
use service_kit::clock::Clock;
use service_kit::http::prefers_html;
use service_kit::links::{LinkKey, OpenedLink};
use service_kit::problem::Problem;

use question::Question;

/// Largest answer, in bytes: a person's details and some air.
const REPLY_LIMIT: usize = 16 * 1024;

/// The page loads nothing, runs nothing, and sends its forms nowhere else.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; \
                              frame-ancestors 'none'";

#[derive(Clone)]
struct LinkState {
    commands: Commands,
    key: LinkKey,
}

impl FromRef<LinkState> for LinkKey {
    fn from_ref(state: &LinkState) -> Self {
        state.key.clone()
    }
}

impl FromRef<LinkState> for Clock {
    fn from_ref(state: &LinkState) -> Self {
        state.commands.clock().clone()
    }
}

/// The route of reply links.
pub(crate) fn router(commands: Commands, key: LinkKey) -> Router {
    Router::new()
        .route("/links/{token}", get(ask).post(answer))
        .with_state(LinkState { commands, key })
}

async fn ask(
    State(state): State<LinkState>,
    opened: Result<OpenedLink, Problem>,
    headers: HeaderMap,
) -> Response {
    let asked = match opened {
        Ok(opened) => Question::load(&state.commands, &opened.link).await,
        Err(problem) => Err(problem),
    };
    let response = match (asked, prefers_html(&headers)) {
        (Ok(question), true) => Html(page::question(&question, None)).into_response(),
        (Ok(question), false) => Json(question).into_response(),
        (Err(problem), true) => page_of(&problem),
        (Err(problem), false) => problem.into_response(),
    };
    closed_off(response)
}

async fn answer(
    State(state): State<LinkState>,
    opened: Result<OpenedLink, Problem>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let html = prefers_html(&headers);
    let response = match opened {
        Ok(opened) => answered(&state, &opened, &headers, &body, html).await,
        Err(problem) if html => page_of(&problem),
        Err(problem) => problem.into_response(),
    };
    closed_off(response)
}

async fn answered(
    state: &LinkState,
    opened: &OpenedLink,
    headers: &HeaderMap,
    body: &[u8],
    html: bool,
) -> Response {
    let replied = match reply::read(headers, body) {
        Ok(reply) => carry_out::carry_out(&state.commands, opened, &reply)
            .await
            .map(|()| reply.thanks()),
        Err(problem) => Err(problem),
    };
    match (replied, html) {
        (Ok(thanks), true) => Html(page::thanks(&thanks)).into_response(),
        (Ok(thanks), false) => Json(thanks).into_response(),
        // What can be mended is shown on the form again, with what was typed.
        (Err(problem), true) if problem.status == 400 || problem.status == 422 => {
            match Question::load(&state.commands, &opened.link).await {
                Ok(question) => {
                    let typed = reply::typed(headers, body);
                    let page = page::question(&question, Some((&problem, &typed)));
                    with_problem(&problem, page)
                }
                Err(problem) => page_of(&problem),
            }
        }
        (Err(problem), true) => page_of(&problem),
        (Err(problem), false) => problem.into_response(),
    }
}

fn page_of(problem: &Problem) -> Response {
    with_problem(problem, page::problem(problem))
}

/// A page with the problem's status, and its code for the log line.
fn with_problem(problem: &Problem, page: String) -> Response {
    let mut response = (problem.status(), Html(page)).into_response();
    let code = service_kit::problem::ProblemCode(problem.code.clone());
    response.extensions_mut().insert(code);
    response
}

/// Nothing of an answer stays in a cache or an index, and the link goes nowhere with a click.
fn closed_off(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::VARY, "accept"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(
        "x-robots-tag",
        HeaderValue::from_static("noindex, nofollow"),
    );
    response
}
