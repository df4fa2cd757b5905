//! JSON bodies. Whatever is wrong with one becomes a [`Problem`] that names the field, never the framework's text.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::{DeserializeOwned, IgnoredAny};

use super::Problem;
use crate::http::BODY_LIMIT;

/// A JSON body as `T`. The content type must be `application/json` (or end in `+json`).
#[derive(Clone, Copy, Debug)]
pub struct ProblemJson<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for ProblemJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::unsupported_media_type());
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|error| unread(&error))?;
        read_json(&bytes).map(Self)
    }
}

/// Reads a body: 400 `BODY_NOT_UTF8`, `BODY_MALFORMED` (no JSON, or nested too deep) or `INVALID_FIELD`.
pub fn read_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let text = std::str::from_utf8(body).map_err(|error| {
        let detail = format!(
            "Der Inhalt ist ab Byte {} kein gültiges UTF-8.",
            error.valid_up_to()
        );
        Problem::bad_request("BODY_NOT_UTF8", detail)
    })?;
    if !text.trim_start().starts_with('{') {
        // A list would be read as the fields in their order, which nobody means.
        return Err(match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => {
                Problem::invalid_field(".", "invalid type: a request is an object of named fields")
            }
            Err(error) => malformed(&error),
        });
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        if error.inner().is_data() {
            Problem::invalid_field(&error.path().to_string(), &error.inner().to_string())
        } else {
            malformed(error.inner())
        }
    })?;
    reader.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

/// Whether the request says that its body is JSON.
pub fn is_json(headers: &HeaderMap) -> bool {
    let Some(Ok(content_type)) = headers
        .get(header::CONTENT_TYPE)
        .map(|value| value.to_str())
    else {
        return false;
    };
    let essence = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn malformed(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let detail = format!("Der Inhalt ist kein gültiges JSON (Zeile {line}, Spalte {column}).");
    Problem::bad_request("BODY_MALFORMED", detail)
        .with_facts(kernel::facts! { "line" => line, "column" => column })
}

fn unread(error: &BytesRejection) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(BODY_LIMIT)
    } else {
        Problem::bad_request(
            "BODY_INCOMPLETE",
            "Der Inhalt der Anfrage kam nicht vollständig an.",
        )
    }
}

/// The field and the German sentence for a reader's path and English reason.
///
/// A missing or unknown field is reported at the object that lacks or holds it; the form needs the field itself.
pub(super) fn explain(path: &str, reason: &str) -> (String, String) {
    let path = if path == "." { "" } else { path };
    let quoted = |prefix: &str| {
        let rest = reason.strip_prefix(prefix)?;
        rest.split_once('`')
            .map(|(name, _)| name.chars().take(100).collect::<String>())
    };
    let below = |name: &str| match path {
        "" => name.to_owned(),
        // The path of an unknown field already ends in it.
        _ if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
        _ => format!("{path}.{name}"),
    };
    if let Some(name) = quoted("missing field `") {
        let field = below(&name);
        let detail = format!("Das Feld „{field}“ fehlt.");
        (field, detail)
    } else if let Some(name) = quoted("unknown field `") {
        let field = below(&name);
        let detail = format!("Das Feld „{field}“ gibt es hier nicht.");
        (field, detail)
    } else if path.is_empty() {
        (
            String::new(),
            "Der Inhalt der Anfrage hat nicht die erwartete Form.".to_owned(),
        )
    } else {
        let field: String = path.chars().take(200).collect();
        let detail = format!("Das Feld „{field}“ ist ungültig.");
        (field, detail)
    }
}
