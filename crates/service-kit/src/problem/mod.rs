//! How a service says no over HTTP: problem+json (RFC 9457) with a stable code.
//!
//! The one table from what went wrong to status and code. A client decides by `code`, an office reads `detail` (one
//! German sentence), a form shows it at `field`. No internal text reaches a client: [`Problem::fault`] logs the
//! error and answers `INTERNAL`.
//!
//! [`json`] reads bodies so that everything wrong with one becomes a problem, too.

pub mod json;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::ops::{Deref, DerefMut};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{CommandError, Facts, Refusal, facts};
use serde::{Deserialize, Serialize};
use tokio_postgres::error::DbError;

pub use json::{ProblemJson, read_json};

/// The media type of every refusal.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A refusal or a fault, ready for a client. Read its parts through [`ProblemBody`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Problem(Box<ProblemBody>);

/// The members of a problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProblemBody {
    /// `urn:lotse:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of refusal it is, in German.
    pub title: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    /// Stable, `SCREAMING_SNAKE`.
    pub code: Cow<'static, str>,
    /// One German sentence for the office.
    pub detail: String,
    /// The field of the request that it is about, in camelCase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The rule behind it, such as `AGR-12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Cow<'static, str>>,
    /// The facts of the sentence as data.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
}

/// The code of the problem in a response, for the shell's log line and metrics.
#[derive(Clone, Debug)]
pub struct ProblemCode(pub Cow<'static, str>);

impl Problem {
    pub fn new(
        status: StatusCode,
        code: impl Into<Cow<'static, str>>,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        let code = code.into();
        Self(Box::new(ProblemBody {
            kind: format!("urn:lotse:problem:{code}"),
            title: Cow::Borrowed(title),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            field: None,
            rule: None,
            facts: Facts::new(),
        }))
    }

    pub fn with_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    pub fn with_facts(mut self, facts: Facts) -> Self {
        self.facts = facts;
        self
    }

    /// 422: a domain refused, with its code, sentence and facts.
    pub fn refused(refusal: &dyn Refusal) -> Self {
        let title = "Vom Fachregelwerk abgelehnt";
        let mut problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            refusal.code(),
            title,
            refusal.sentence(),
        );
        problem.field = refusal.field().map(str::to_owned);
        problem.rule = refusal.rule().map(Cow::Borrowed);
        problem.facts = refusal.facts();
        problem
    }

    /// 400 `INVALID_FIELD`. `field` is the path that the reader gave, `.` for the whole; `reason` its English text.
    pub fn invalid_field(field: &str, reason: &str) -> Self {
        let (field, detail) = json::explain(field, reason);
        // A reader's text quotes the value; that is the caller's own, but need not be 10 MB long.
        let reason: String = reason.chars().take(300).collect();
        let problem = Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_FIELD",
            BAD_REQUEST,
            detail,
        )
        .with_facts(facts! { "reason" => reason });
        if field.is_empty() {
            problem
        } else {
            problem.with_field(field)
        }
    }

    /// 400 with a code of its own.
    pub fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, BAD_REQUEST, detail)
    }

    /// 401: the caller is not known.
    pub fn unauthenticated(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, "Nicht angemeldet", detail)
    }

    /// 403 with a code of its own.
    pub fn forbidden(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, "Nicht erlaubt", detail)
    }

    /// 403 `NOT_ALLOWED`: the table of permissions does not list the operation for the caller's role.
    pub fn not_allowed(role: kernel::Role, operation: &str) -> Self {
        let detail = format!("Die Rolle „{}“ darf das nicht.", role.label());
        Self::forbidden("NOT_ALLOWED", detail)
            .with_facts(facts! { "role" => role.code(), "operation" => operation })
    }

    /// 404 `NOT_FOUND`, the same to the byte for what is missing and for what is another municipality's.
    pub fn not_found() -> Self {
        let detail = "Das Gesuchte gibt es hier nicht.";
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", "Nicht gefunden", detail)
    }

    /// 404 `UNKNOWN_COMMAND`.
    pub fn unknown_command() -> Self {
        let detail = "Diesen Befehl gibt es nicht.";
        Self::new(
            StatusCode::NOT_FOUND,
            "UNKNOWN_COMMAND",
            "Nicht gefunden",
            detail,
        )
    }

    /// 405: the address exists, the method does not.
    pub fn method_not_allowed() -> Self {
        let detail = "Diese Adresse kennt die verwendete HTTP-Methode nicht.";
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "Methode nicht erlaubt",
            detail,
        )
    }

    /// 409 with a code of its own: the state has moved on, or a key was used for something else.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::CONFLICT,
            code,
            "Konflikt mit dem aktuellen Stand",
            detail,
        )
    }

    /// 413 `BODY_TOO_LARGE`; `limit` in bytes.
    pub fn too_large(limit: usize) -> Self {
        const MIB: usize = 1024 * 1024;
        let allowed = match limit {
            _ if limit > MIB && limit.is_multiple_of(MIB) => format!("{} MiB", limit / MIB),
            _ => format!("{} KiB", limit / 1024),
        };
        let detail = format!("Die Anfrage ist zu groß; erlaubt sind {allowed}.");
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "BODY_TOO_LARGE",
            "Anfrage zu groß",
            detail,
        )
        .with_facts(facts! { "limitBytes" => limit })
    }

    /// 415 `CONTENT_TYPE_UNSUPPORTED`.
    pub fn unsupported_media_type() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "CONTENT_TYPE_UNSUPPORTED",
            "Falscher Inhaltstyp",
            "Der Inhalt muss als „application/json“ gesendet werden.",
        )
    }

    /// 500 `INTERNAL`, with nothing of what happened.
    pub fn internal() -> Self {
        let detail = "Ein interner Fehler ist aufgetreten; der Betrieb sieht ihn im Protokoll.";
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL",
            "Interner Fehler",
            detail,
        )
    }

    /// 500 `INTERNAL` for an error that ends here: it is logged with its sources, once, and not shown.
    ///
    /// `attempted` says what was tried on what, such as `append to the event store`.
    pub fn fault(attempted: &'static str, error: &dyn Error) -> Self {
        tracing::error!(attempted, error = %Chain(error), "a request failed");
        Self::internal()
    }

    /// 503 with a code of its own: something that the service needs does not answer; the caller may retry.
    pub fn unavailable(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            code,
            "Vorübergehend nicht verfügbar",
            detail,
        )
    }

    /// 503 like [`unavailable`](Self::unavailable), logging the error behind it.
    pub fn outage(code: &'static str, detail: impl Into<String>, error: &dyn Error) -> Self {
        tracing::error!(code, error = %Chain(error), "something needed does not answer");
        Self::unavailable(code, detail)
    }

    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

const BAD_REQUEST: &str = "Ungültige Anfrage";

impl Deref for Problem {
    type Target = ProblemBody;

    fn deref(&self) -> &ProblemBody {
        &self.0
    }
}

impl DerefMut for Problem {
    fn deref_mut(&mut self) -> &mut ProblemBody {
        &mut self.0
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code, self.status)
    }
}

impl Error for Problem {}

impl From<CommandError> for Problem {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Unknown(_) => Self::unknown_command(),
            CommandError::Invalid { field, reason } => Self::invalid_field(&field, &reason),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).expect("a problem is plain strings and JSON values");
        let mut response = (self.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status() == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(ProblemCode(self.0.code));
        response
    }
}

/// An error with all its sources in one line, for a log.
pub struct Chain<'a>(pub &'a dyn Error);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(error) = source {
            match error.downcast_ref::<DbError>() {
                // Its detail may quote the row.
                Some(error) => write!(
                    f,
                    ": {} {}{}",
                    error.code().code(),
                    error.message(),
                    error
                        .constraint()
                        .map(|name| format!(" ({name})"))
                        .unwrap_or_default(),
                )?,
                None => write!(f, ": {error}")?,
            }
            source = error.source();
        }
        Ok(())
    }
}
