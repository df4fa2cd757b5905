//! The vault: every word about a person and every word a person typed, by id.
//!
//! Events and read tables hold ids; whoever shows something looks the words up here, so that an erased entry is gone
//! everywhere at once. Entries are written only by the append, beside the events that name them
//! (`eventstore::append`), and never change: a new phone number is a new entry and an event that names it.
//!
//! Scans and uploads are [`documents`], by the hash of their content.
//!
//! Rejected: a key per person that is destroyed on erasure. It protects old backups only, and costs every search and
//! every sort.

pub mod documents;

use std::collections::HashMap;

use deadpool_postgres::{GenericClient, Pool};
use eventstore::StoreError;
use kernel::{EntryContent, EntryId, MunicipalityId, PersonId};
use serde::de::DeserializeOwned;
use thiserror::Error;

/// What is shown instead of an erased person.
pub const FORMER_CONTACT: &str = "ehemalige Ansprechperson";

/// A failure of the vault. Its words never appear in it.
#[derive(Debug, Error)]
pub enum VaultError {
    #[error("connect to the vault")]
    Connect(#[source] deadpool_postgres::PoolError),
    #[error("{doing}")]
    Database {
        doing: &'static str,
        #[source]
        source: tokio_postgres::Error,
    },
    #[error("scope the vault")]
    Scope(#[source] StoreError),
    #[error("entry {0} is not of the kind that its event says")]
    Kind(EntryId),
    #[error("municipality `{0}` has no vault")]
    UnknownMunicipality(MunicipalityId),
    #[error("table `vault.document` holds a row that cannot be: {0}")]
    Document(&'static str),
}

/// An entry as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry<C> {
    Kept(C),
    Erased,
}

impl<C> Entry<C> {
    /// The content, unless it was erased.
    pub fn kept(self) -> Option<C> {
        match self {
            Self::Kept(content) => Some(content),
            Self::Erased => None,
        }
    }
}

/// Entries that were looked up together.
#[derive(Debug, Default)]
pub struct Entries(HashMap<EntryId, Option<String>>);

impl Entries {
    /// The entry as what its event says it is; `None` where the municipality has none of that id.
    pub fn get<C: DeserializeOwned>(&self, id: EntryId) -> Result<Option<Entry<C>>, VaultError> {
        match self.0.get(&id) {
            None => Ok(None),
            Some(None) => Ok(Some(Entry::Erased)),
            Some(Some(content)) => serde_json::from_str(content)
                .map(|content| Some(Entry::Kept(content)))
                .map_err(|_error| VaultError::Kind(id)),
        }
    }
}

/// The vault, seen with the rights of one database role.
#[derive(Clone, Debug)]
pub struct Vault {
    pool: Pool,
}

impl Vault {
    pub fn new(pool: Pool) -> Self {
        Self { pool }
    }

    /// Looks one entry up.
    pub async fn read<C: EntryContent>(
        &self,
        municipality: &MunicipalityId,
        id: EntryId,
    ) -> Result<Option<Entry<C>>, VaultError> {
        self.read_all(municipality, &[id]).await?.get(id)
    }

    /// Looks entries up together.
    pub async fn read_all(
        &self,
        municipality: &MunicipalityId,
        ids: &[EntryId],
    ) -> Result<Entries, VaultError> {
        let mut client = self.pool.get().await.map_err(VaultError::Connect)?;
        let transaction = client
            .transaction()
            .await
            .map_err(database("begin a look-up"))?;
        eventstore::load::set_scope(&transaction, municipality)
            .await
            .map_err(VaultError::Scope)?;
        read_in(&transaction, municipality, ids).await
    }

    /// Erases a person: the words of every entry about it go, ids, events and counts stay. Returns how many entries
    /// lost their words; 0 when called again.
    pub async fn erase(
        &self,
        municipality: &MunicipalityId,
        person: PersonId,
    ) -> Result<i64, VaultError> {
        let client = self.pool.get().await.map_err(VaultError::Connect)?;
        let row = client
            .query_one(
                "SELECT vault.erase($1, $2)",
                &[&municipality.as_str(), &person.0],
            )
            .await
            .map_err(database("erase a person"))?;
        Ok(row.get(0))
    }
}

/// Looks entries up inside a transaction that has set its scope.
pub async fn read_in<G: GenericClient>(
    client: &G,
    municipality: &MunicipalityId,
    ids: &[EntryId],
) -> Result<Entries, VaultError> {
    if ids.is_empty() {
        return Ok(Entries::default());
    }
    let statement = client
        .prepare_cached(
            "
            SELECT id, content
            FROM vault.entry
            WHERE municipality = $1
                AND id = ANY ($2::uuid[])",
        )
        .await
        .map_err(database("prepare a look-up"))?;
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = client
        .query(&statement, &[&municipality.as_str(), &ids])
        .await
        .map_err(database("look entries up"))?;
    Ok(Entries(
        rows.iter()
            .map(|row| (EntryId(row.get("id")), row.get("content")))
            .collect(),
    ))
}

fn database(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> VaultError {
    move |source| VaultError::Database { doing, source }
}
