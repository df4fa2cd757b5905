//! How links are looked at and answered, for every service alike.
//!
//! `GET` only looks, so that mail scanners that follow every address change nothing; `POST` answers. A browser gets a
//! page, a program JSON. The link is the capability: there is no cookie, so there is nothing for another site to borrow.
//! An answer that can be mended is shown on its form again, with what was typed; a link that is not open any more says
//! so (410 `LINK_CLOSED`).
//!
//! To answer links in a service: implement [`Answering`] and merge its [`router`].

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use axum::body::Bytes;
use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;

use super::page::{self, Wrong};
use super::{Link, LinkKey, LinkScope, OpenedLink};
use crate::clock::Clock;
use crate::http::prefers_html;
use crate::problem::json::is_json;
use crate::problem::{Problem, ProblemCode};

/// Largest answer, in bytes: a person's details and some air.
const ANSWER_LIMIT: usize = 16 * 1024;

/// The page loads nothing, runs nothing, and sends its forms nowhere else.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; \
                              frame-ancestors 'none'";

/// The fields of a form by their names.
pub type Fields = BTreeMap<String, String>;

/// What a service's links ask, and what it makes of the answers.
pub trait Answering: Clone + Send + Sync + 'static {
    /// The links that it answers; any other is none of ours here.
    const SCOPES: &'static [LinkScope];
    /// What is asked, as it is stored today.
    type Question: Serialize + Send + Sync;
    /// What was answered.
    type Answer: Send + Sync;

    fn clock(&self) -> &Clock;

    /// What the link asks; 410 where it is not open any more. It changes nothing.
    fn question(&self, link: &Link)
    -> impl Future<Output = Result<Self::Question, Problem>> + Send;

    /// The question for people, with what was wrong with the last answer.
    fn page(&self, link: &Link, question: &Self::Question, wrong: Option<Wrong<'_>>) -> String;

    /// Reads an answer; 400 with the field where it is none.
    fn read(&self, link: &Link, given: Given<'_>) -> Result<Self::Answer, Problem>;

    /// Carries the answer out, once; 410 where the link is not open any more.
    fn carry_out(
        &self,
        opened: &OpenedLink,
        answer: &Self::Answer,
    ) -> impl Future<Output = Result<Thanks, Problem>> + Send;
}

/// What the sender of an answer gets to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Thanks {
    /// The answer's code.
    pub answered: Cow<'static, str>,
    pub sentence: Cow<'static, str>,
}

/// An answer as it came: a program sends JSON, a browser a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given<'a> {
    Json(&'a [u8]),
    Form(Fields),
}

impl<'a> Given<'a> {
    /// 413 where it is too large, 415 where it is neither.
    pub fn of(headers: &HeaderMap, body: &'a [u8]) -> Result<Self, Problem> {
        if body.len() > ANSWER_LIMIT {
            Err(Problem::too_large(ANSWER_LIMIT))
        } else if is_json(headers) {
            Ok(Self::Json(body))
        } else if is_form(headers) {
            Ok(Self::Form(
                form_urlencoded::parse(body).into_owned().collect(),
            ))
        } else {
            Err(Problem::unsupported_media_type())
        }
    }

    /// What was typed into a form; nothing of anything else.
    fn typed(&self) -> Fields {
        match self {
            Self::Form(fields) => fields.clone(),
            Self::Json(_) => Fields::new(),
        }
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| {
            kind.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        })
}

#[derive(Clone)]
struct Links<A> {
    answering: A,
    key: LinkKey,
}

impl<A> FromRef<Links<A>> for LinkKey {
    fn from_ref(links: &Links<A>) -> Self {
        links.key.clone()
    }
}

impl<A: Answering> FromRef<Links<A>> for Clock {
    fn from_ref(links: &Links<A>) -> Self {
        links.answering.clock().clone()
    }
}

/// The routes of a service's links, below the folders of their scopes.
pub fn router<A: Answering>(answering: A, key: LinkKey) -> Router {
    let folders: BTreeSet<&str> = A::SCOPES.iter().map(|scope| scope.folder()).collect();
    let mut router = Router::new();
    for folder in folders {
        let path = format!("/{folder}/{{token}}");
        router = router.route(&path, get(ask::<A>).post(answer::<A>));
    }
    router.with_state(Links { answering, key })
}

/// The link where this service answers it.
fn own<A: Answering>(opened: Result<OpenedLink, Problem>) -> Result<OpenedLink, Problem> {
    Ok(opened?.only(A::SCOPES)?)
}

async fn ask<A: Answering>(
    State(links): State<Links<A>>,
    opened: Result<OpenedLink, Problem>,
    headers: HeaderMap,
) -> Response {
    let html = prefers_html(&headers);
    let response = match own::<A>(opened) {
        Ok(opened) => match links.answering.question(&opened.link).await {
            Ok(question) if html => {
                Html(links.answering.page(&opened.link, &question, None)).into_response()
            }
            Ok(question) => Json(question).into_response(),
            Err(problem) => refused(problem, html),
        },
        Err(problem) => refused(problem, html),
    };
    closed_off(response)
}

async fn answer<A: Answering>(
    State(links): State<Links<A>>,
    opened: Result<OpenedLink, Problem>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let html = prefers_html(&headers);
    let response = match own::<A>(opened) {
        Ok(opened) => answered(&links.answering, &opened, Given::of(&headers, &body), html).await,
        Err(problem) => refused(problem, html),
    };
    closed_off(response)
}

async fn answered<A: Answering>(
    answering: &A,
    opened: &OpenedLink,
    given: Result<Given<'_>, Problem>,
    html: bool,
) -> Response {
    let typed = given.as_ref().map(Given::typed).unwrap_or_default();
    let read = given.and_then(|given| answering.read(&opened.link, given));
    let thanks = match read {
        Ok(answer) => answering.carry_out(opened, &answer).await,
        Err(problem) => Err(problem),
    };
    match thanks {
        Ok(thanks) if html => Html(page::thanks(&thanks)).into_response(),
        Ok(thanks) => Json(thanks).into_response(),
        // What can be mended is shown on the form again, with what was typed.
        Err(problem) if html && (problem.status == 400 || problem.status == 422) => {
            match answering.question(&opened.link).await {
                Ok(question) => {
                    let wrong = Wrong {
                        problem: &problem,
                        typed: &typed,
                    };
                    let page = answering.page(&opened.link, &question, Some(wrong));
                    with_problem(&problem, page)
                }
                Err(problem) => refused(problem, html),
            }
        }
        Err(problem) => refused(problem, html),
    }
}

/// The refusal, as a page or as a problem.
pub fn refused(problem: Problem, html: bool) -> Response {
    if html {
        let page = page::problem(&problem);
        with_problem(&problem, page)
    } else {
        problem.into_response()
    }
}

/// A page with the problem's status, and its code for the log line.
fn with_problem(problem: &Problem, page: String) -> Response {
    let mut response = (problem.status(), Html(page)).into_response();
    let code = ProblemCode(problem.code.clone());
    response.extensions_mut().insert(code);
    response
}

/// Nothing of an answer stays in a cache or an index, and the link goes nowhere with a click.
pub fn closed_off(mut response: Response) -> Response {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn given<'a>(kind: &str, body: &'a str) -> Result<Given<'a>, Problem> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
        Given::of(&headers, body.as_bytes())
    }

    #[test]
    fn a_form_is_read_by_its_fields_and_json_is_left_as_it_is() {
        let form = given(
            "application/x-www-form-urlencoded; charset=utf-8",
            "answer=x&name=+S%C3%BCd",
        );
        let fields = [("answer", "x"), ("name", " Süd")];
        let fields = fields.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(form.unwrap(), Given::Form(fields.into()));
        let json = given("application/json", "{}").unwrap();
        assert_eq!(json, Given::Json(b"{}"));
        assert!(json.typed().is_empty());
    }

    #[test]
    fn a_large_answer_and_another_type_are_refused() {
        let long = "x".repeat(ANSWER_LIMIT + 1);
        assert_eq!(given("application/json", &long).unwrap_err().status, 413);
        assert_eq!(given("text/plain", "confirmed").unwrap_err().status, 415);
    }
}
