//! The refusals of the reading side as problem+json: one table of sentences, GraphQL's own.

use async_graphql::{Error, Value};
use axum::http::StatusCode;
use service_kit::problem::Problem;

use crate::graphql::error::GraphError;

/// An error of the reading side for a client of a file. Faults are logged here.
pub(crate) fn problem(error: GraphError) -> Problem {
    let error = Error::from(error);
    let extension = |name: &str| {
        let value = error.extensions.as_ref()?.get(name)?;
        match value {
            Value::String(text) => Some(text.clone()),
            _ => None,
        }
    };
    let code = extension("code").unwrap_or_else(|| "INTERNAL".to_owned());
    of(code, error.message.clone(), extension("field"))
}

/// A code of the reading side as a problem.
pub(super) fn of(code: String, sentence: String, field: Option<String>) -> Problem {
    let (status, title) = match code.as_str() {
        "NOT_ALLOWED" => (StatusCode::FORBIDDEN, "Nicht erlaubt"),
        "INVALID_ARGUMENT" | "INVALID_CURSOR" | "INVALID_QUERY" => {
            (StatusCode::BAD_REQUEST, "Ungültige Anfrage")
        }
        "STORE_UNREACHABLE" => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Vorübergehend nicht verfügbar",
        ),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, "Interner Fehler"),
    };
    let problem = Problem::new(status, code, title, sentence);
    match field {
        Some(field) => problem.with_field(field),
        None => problem,
    }
}
