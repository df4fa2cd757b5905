//! Documents by the hash of their content [Scans, hochgeladene Dateien].
//!
//! A command or an event names a document by its [`DocumentRef`]; the content stands here, once for each municipality and
//! content, whoever uploads it how often. What may be kept is decided by looking at the content ([`recognise`]), never
//! by a name that somebody gave it. Erasing takes the content and leaves the row: whoever names the document still sees
//! that there was one, and the same content is not kept again.
//!
//! Rejected: large objects (no row-level security, no erasure with the row), and a store of files beside the database
//! (a second thing to back up, restore and erase in).

mod drawing;
mod office;
mod recognise;

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use kernel::document::DOCUMENT_MAX;
use kernel::{ActorId, DocumentRef, MediaType, MunicipalityId, Sha256};
use tokio_postgres::error::SqlState;

use crate::{Entry, Vault, VaultError, database};

pub use recognise::{NotADocument, recognise};

/// A document with its content.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    pub reference: DocumentRef,
    pub content: Vec<u8>,
    pub recorded_at: Timestamp,
    pub uploaded_by: ActorId,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({})", self.reference.sha256)
    }
}

/// Keeps a document of at most [`DOCUMENT_MAX`] bytes that [`recognise`] knows as `media_type`. The same content again is
/// the same document; [`Entry::Erased`] where it was erased, which it stays.
pub async fn keep(
    vault: &Vault,
    municipality: &MunicipalityId,
    media_type: MediaType,
    content: &[u8],
    uploaded_by: ActorId,
) -> Result<Entry<DocumentRef>, VaultError> {
    debug_assert!(content.len() <= DOCUMENT_MAX, "checked by `recognise`");
    let client = vault.pool.get().await.map_err(VaultError::Connect)?;
    let statement = client
        .prepare_cached(
            "
            SELECT sha256, media_type, erased
            FROM vault.keep_document($1, $2, $3, $4)",
        )
        .await
        .map_err(database("prepare to keep a document"))?;
    let row = client
        .query_one(
            &statement,
            &[
                &municipality.as_str(),
                &media_type.code(),
                &content,
                &uploaded_by.0,
            ],
        )
        .await
        .map_err(|error| match error.code() {
            Some(&SqlState::NO_DATA_FOUND) => VaultError::UnknownMunicipality(municipality.clone()),
            _ => database("keep a document")(error),
        })?;
    if row.get("erased") {
        return Ok(Entry::Erased);
    }
    Ok(Entry::Kept(DocumentRef {
        sha256: hash_of(row.get("sha256"))?,
        media_type: media_type_of(row.get("media_type"))?,
    }))
}

/// The document of that hash; `None` where the municipality has none, which is all that a foreign one looks like.
pub async fn find(
    vault: &Vault,
    municipality: &MunicipalityId,
    sha256: Sha256,
) -> Result<Option<Entry<Document>>, VaultError> {
    let mut client = vault.pool.get().await.map_err(VaultError::Connect)?;
    let transaction = scoped(&mut client, municipality).await?;
    let statement = transaction
        .prepare_cached(
            "
            SELECT media_type, content, recorded_at, uploaded_by
            FROM vault.document
            WHERE municipality = $1
                AND sha256 = $2",
        )
        .await
        .map_err(database("prepare to find a document"))?;
    let row = transaction
        .query_opt(
            &statement,
            &[&municipality.as_str(), &sha256.as_bytes().as_slice()],
        )
        .await
        .map_err(database("find a document"))?;
    let Some(row) = row else { return Ok(None) };
    let Some(content) = row.get("content") else {
        return Ok(Some(Entry::Erased));
    };
    Ok(Some(Entry::Kept(Document {
        reference: DocumentRef {
            sha256,
            media_type: media_type_of(row.get("media_type"))?,
        },
        content,
        recorded_at: row.get("recorded_at"),
        uploaded_by: ActorId(row.get("uploaded_by")),
    })))
}

/// Those of `documents` that the municipality does not hold as what they are said to be; an erased one is among them.
pub async fn missing(
    vault: &Vault,
    municipality: &MunicipalityId,
    documents: &[DocumentRef],
) -> Result<Vec<DocumentRef>, VaultError> {
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    let mut client = vault.pool.get().await.map_err(VaultError::Connect)?;
    let transaction = scoped(&mut client, municipality).await?;
    missing_in(&transaction, municipality, documents).await
}

/// [`missing`] inside a transaction that has set its scope.
pub async fn missing_in<G: GenericClient>(
    client: &G,
    municipality: &MunicipalityId,
    documents: &[DocumentRef],
) -> Result<Vec<DocumentRef>, VaultError> {
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    let statement = client
        .prepare_cached(
            "
            SELECT sha256, media_type
            FROM vault.document
            WHERE municipality = $1
                AND sha256 = ANY ($2::bytea[])
                AND erased_at IS NULL",
        )
        .await
        .map_err(database("prepare to look documents up"))?;
    let hashes: Vec<&[u8]> = documents
        .iter()
        .map(|document| document.sha256.as_bytes().as_slice())
        .collect();
    let rows = client
        .query(&statement, &[&municipality.as_str(), &hashes])
        .await
        .map_err(database("look documents up"))?;
    let held = rows
        .iter()
        .map(|row| {
            Ok(DocumentRef {
                sha256: hash_of(row.get("sha256"))?,
                media_type: media_type_of(row.get("media_type"))?,
            })
        })
        .collect::<Result<Vec<_>, VaultError>>()?;
    Ok(documents
        .iter()
        .filter(|document| !held.contains(document))
        .copied()
        .collect())
}

/// Erases a document: its content goes, its row stays. False where there was nothing to erase.
pub async fn erase(
    vault: &Vault,
    municipality: &MunicipalityId,
    sha256: Sha256,
) -> Result<bool, VaultError> {
    let client = vault.pool.get().await.map_err(VaultError::Connect)?;
    let row = client
        .query_one(
            "SELECT vault.erase_document($1, $2)",
            &[&municipality.as_str(), &sha256.as_bytes().as_slice()],
        )
        .await
        .map_err(database("erase a document"))?;
    Ok(row.get(0))
}

async fn scoped<'a>(
    client: &'a mut deadpool_postgres::Client,
    municipality: &MunicipalityId,
) -> Result<deadpool_postgres::Transaction<'a>, VaultError> {
    let transaction = client
        .transaction()
        .await
        .map_err(database("begin a look-up"))?;
    eventstore::load::set_scope(&transaction, municipality)
        .await
        .map_err(VaultError::Scope)?;
    Ok(transaction)
}

fn hash_of(bytes: &[u8]) -> Result<Sha256, VaultError> {
    bytes
        .try_into()
        .map(Sha256::new)
        .map_err(|_error| VaultError::Document("its hash is no SHA-256"))
}

fn media_type_of(code: &str) -> Result<MediaType, VaultError> {
    MediaType::ALL
        .iter()
        .copied()
        .find(|known| known.code() == code)
        .ok_or(VaultError::Document("its media type is not known"))
}
