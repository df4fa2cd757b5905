//! A scan or an upload, by the hash of its content.
//!
//! What somebody uploaded is never shown within our origin: it is a file to be stored, of the type that its content
//! was recognised as.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use kernel::Sha256;
use service_kit::problem::Problem;
use vault::{Entry, documents};

use super::PathOf;
use super::asked::Door;
use super::file::{download, name};
use super::problem::problem;
use crate::graphql::error::GraphError;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "document";

/// `GET /documents/{sha256}`
pub(super) async fn scan(door: Door, path: PathOf<String>) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, &[])?;
    let Path(hash) = path.map_err(|_rejection| Problem::not_found())?;
    let hash: Sha256 = hash.parse().map_err(|_error| Problem::not_found())?;
    let vault = asked.reader.deps().vault();
    let scope = asked.reader.scope().map_err(problem)?;
    let found = documents::find(&vault, &scope.municipality, hash)
        .await
        .map_err(|error| problem(GraphError::internal("find a document")(error)))?;
    let document = match found.ok_or_else(Problem::not_found)? {
        Entry::Kept(document) => document,
        Entry::Erased => return Err(erased()),
    };
    let kind = document.reference.media_type;
    let recorded = document.recorded_at.to_zoned(TimeZone::UTC).date();
    let short: String = hash.to_string().chars().take(8).collect();
    let file = name(&["Dokument", &short], recorded, kind.extension());
    Ok(download(&file, kind.mime(), document.content))
}

fn erased() -> Problem {
    Problem::new(
        StatusCode::GONE,
        "DOCUMENT_ERASED",
        "Nicht mehr verfügbar",
        "Diese Datei wurde gelöscht.",
    )
}
