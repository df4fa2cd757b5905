//! The HTTP side of documents: `POST /documents`.
//!
//! The content comes raw, with the type that the caller thinks it has; the answer is the reference that commands name.
//! Nothing is read before the caller is known, and sending the same content again is the same document.

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::document::DOCUMENT_MAX;
use kernel::{DocumentRef, MediaType, facts};
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};
use service_kit::http::limits;
use service_kit::identity::Caller;
use service_kit::permission;
use service_kit::problem::Problem;
use vault::documents::recognise;
use vault::{Entry, Vault, VaultError, documents};

/// The operation in the table of permissions.
pub(crate) const OPERATION: &str = "store-document";

/// Keeps what `caller` posted.
pub(crate) async fn post_document(
    vault: &Vault,
    caller: &Caller,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    if !permission::allows(caller.role(), OPERATION) {
        return Err(Problem::not_allowed(caller.role(), OPERATION));
    }
    let scope = caller.municipality()?;
    let said = said_type(headers)?;
    let content = limits::read(headers, body, DOCUMENT_MAX).await?;
    // A drawing or an archive of 20 MiB takes a moment to look through.
    let (content, found) = tokio::task::spawn_blocking(move || {
        let found = recognise(&content);
        (content, found)
    })
    .await
    .map_err(|error| Problem::fault("look at a document", &error))?;
    let found = found.map_err(|refusal| Problem::refused(&refusal))?;
    if found != said {
        return Err(type_differs(said, found));
    }
    let municipality = &scope.municipality;
    match documents::keep(vault, municipality, found, &content, scope.actor).await {
        Ok(Entry::Kept(document)) => Ok((StatusCode::CREATED, Json(document)).into_response()),
        Ok(Entry::Erased) => Err(erased()),
        Err(VaultError::UnknownMunicipality(_)) => Err(Problem::not_found()),
        Err(error) => Err(Problem::fault("keep a document", &error)),
    }
}

fn said_type(headers: &HeaderMap) -> Result<MediaType, Problem> {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .and_then(|mime| MediaType::of_mime(mime.trim()))
        .ok_or_else(|| {
            let allowed: Vec<&str> = MediaType::ALL.iter().map(|known| known.mime()).collect();
            let mut problem = Problem::unsupported_media_type();
            problem.detail =
                "Die Kopfzeile „Content-Type“ nennt keine der erlaubten Dateiarten.".to_owned();
            problem
                .with_field("Content-Type")
                .with_facts(facts! { "allowed" => allowed })
        })
}

fn type_differs(said: MediaType, found: MediaType) -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "DOCUMENT_TYPE_DIFFERS",
        "Vom Fachregelwerk abgelehnt",
        format!(
            "Die Datei wurde als {} gesendet, ihr Inhalt ist aber anderer Art: {}.",
            said.label(),
            found.label()
        ),
    )
    .with_field("Content-Type")
    .with_facts(facts! { "said" => said, "found" => found })
}

fn erased() -> Problem {
    Problem::new(
        StatusCode::GONE,
        "DOCUMENT_ERASED",
        "Nicht mehr verfügbar",
        "Diese Datei wurde gelöscht und wird nicht wieder aufgenommen.",
    )
}

/// The refusal of a command that names a document which the vault does not hold.
///
/// `command` is the command as it was posted: the field in which it names the document is looked for there.
pub(crate) fn unknown(document: DocumentRef, command: Option<&Value>) -> Problem {
    let problem = Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "DOCUMENT_UNKNOWN",
        "Vom Fachregelwerk abgelehnt",
        "Die genannte Datei ist nicht hinterlegt; bitte zuerst hochladen.",
    )
    .with_facts(facts! { "sha256" => document.sha256, "mediaType" => document.media_type });
    match command.and_then(|command| field_of(command, &document.sha256.to_string())) {
        Some(field) => problem.with_field(field),
        None => problem,
    }
}

/// The path of the object that names the hash, such as `scan` or `signatures[1].scan`.
fn field_of(value: &Value, hash: &str) -> Option<String> {
    fn find(path: &str, value: &Value, hash: &str) -> Option<String> {
        match value {
            Value::Object(fields) => {
                let names = fields.get("sha256").and_then(Value::as_str) == Some(hash);
                if names {
                    return Some(path.to_owned());
                }
                fields.iter().find_map(|(name, value)| match path {
                    "" => find(name, value, hash),
                    path => find(&format!("{path}.{name}"), value, hash),
                })
            }
            Value::Array(values) => values
                .iter()
                .enumerate()
                .find_map(|(index, value)| find(&format!("{path}[{index}]"), value, hash)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }
    find("", value, hash).filter(|path| !path.is_empty())
}

/// The route's part of the OpenAPI document.
pub(crate) fn openapi(
    generator: &mut SchemaGenerator,
    problem: impl Fn(&str) -> Value,
) -> (String, Value) {
    let document: Schema = generator.subschema_for::<DocumentRef>();
    let content: Map<String, Value> = MediaType::ALL
        .iter()
        .map(|known| (known.mime().to_owned(), json!({})))
        .collect();
    let path = json!({
        "post": {
            "operationId": OPERATION,
            "summary": "Keeps a document, at most 20 MiB [Scan, hochgeladene Datei].",
            "description": "The body is the content itself. The same content again is the same document.",
            "requestBody": { "required": true, "content": content },
            "responses": {
                "201": {
                    "description": "Kept, now or before; commands name it so.",
                    "content": { "application/json": { "schema": document } },
                },
                "401": problem("No token, or none that can be verified."),
                "403": problem("The caller may not do this."),
                "410": problem("The document was erased."),
                "413": problem("More than 20 MiB."),
                "415": problem("`Content-Type` is none of the allowed ones."),
                "422": problem("The content is not what it is said to be, or nothing that the vault takes."),
                "503": problem("Something needed does not answer; try again."),
            },
        },
    });
    (limits::DOCUMENTS.to_owned(), path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_of_a_document_is_found_wherever_the_command_names_it() {
        let scan = |hash: &str| json!({ "sha256": hash, "mediaType": "pdf" });
        let command = json!({
            "agreement": "a",
            "crest": scan("1"),
            "signatures": [{ "scan": scan("2") }, { "place": "x", "scan": scan("3") }],
        });
        let field = |hash| field_of(&command, hash);
        assert_eq!(field("1").as_deref(), Some("crest"));
        assert_eq!(field("3").as_deref(), Some("signatures[1].scan"));
        assert_eq!(field("4"), None);
    }
}
