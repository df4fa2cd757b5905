//! The municipality's policies, by version: what was adopted, read once and kept.
//!
//! A policy's document never changes once it is adopted, so a cached reading is never stale; there are as many as
//! municipalities have adopted. Which version holds on a day comes out of the municipality's view at every request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::{Date, EntryId, MunicipalityId};
use municipality::{Municipality, Policy, PolicyFile, PolicyText};
use vault::Entry;

use super::error::GraphError;
use super::reader::{self, Reading, Snapshot};

/// Policies that were read, by municipality and document.
#[derive(Debug, Default)]
pub(crate) struct PolicyCache {
    read: Mutex<HashMap<(MunicipalityId, EntryId), Arc<Policy>>>,
}

/// The municipality as its view says, with its policies within reach.
pub(crate) struct Policies {
    pub(crate) municipality: Municipality,
    by_version: HashMap<u32, Arc<Policy>>,
}

impl Policies {
    /// The policy that an agreement or an admission names.
    pub(crate) fn version(&self, version: u32) -> Option<&Arc<Policy>> {
        self.by_version.get(&version)
    }

    /// The policy that holds on `day`.
    pub(crate) fn on(&self, day: Date) -> Option<&Arc<Policy>> {
        self.version(self.municipality.policy_on(day)?.version)
    }
}

/// The municipality's view; `None` before its first event was projected.
pub(crate) async fn municipality(
    reading: &Snapshot<'_>,
) -> Result<Option<Municipality>, GraphError> {
    let rows = reading
        .rows(
            "load a municipality",
            "
            SELECT view
            FROM read_4.municipality
            WHERE municipality = $1",
            &[],
        )
        .await?;
    rows.first().map(reader::view).transpose()
}

/// The municipality with every policy that it ever adopted.
pub(crate) async fn load(reading: &Reading<'_>) -> Result<Policies, GraphError> {
    load_in(reading, &reading.reader().deps().policies).await
}

/// The same of a snapshot that may have no caller.
pub(crate) async fn load_in(
    reading: &Snapshot<'_>,
    cache: &PolicyCache,
) -> Result<Policies, GraphError> {
    let municipality = municipality(reading).await?.unwrap_or_default();
    let mut by_version = HashMap::new();
    let mut missing = Vec::new();
    for adopted in municipality.versions() {
        match cache.get(reading.municipality(), adopted.document) {
            Some(policy) => {
                by_version.insert(adopted.version, policy);
            }
            None => missing.push((adopted.version, adopted.document)),
        }
    }
    if !missing.is_empty() {
        let entries = reading
            .entries(missing.iter().map(|(_, document)| *document).collect())
            .await?;
        for (version, document) in missing {
            let entry = entries
                .get::<PolicyText>(document)
                .map_err(GraphError::internal("read a policy's document"))?;
            let Some(Entry::Kept(text)) = entry else {
                return Err(GraphError::Internal {
                    attempted: "read a policy's document",
                    source: format!("entry {document} of policy {version} is not there").into(),
                });
            };
            let path = format!("{}.toml", reading.municipality());
            let file = PolicyFile::read(&path, &text.0)
                .map_err(GraphError::internal("read a policy's document"))?;
            let policy = Arc::new(file.policy);
            cache.put(reading.municipality(), document, Arc::clone(&policy));
            by_version.insert(version, policy);
        }
    }
    Ok(Policies {
        municipality,
        by_version,
    })
}

impl PolicyCache {
    fn get(&self, municipality: &MunicipalityId, document: EntryId) -> Option<Arc<Policy>> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.get(&(municipality.clone(), document)).cloned()
    }

    fn put(&self, municipality: &MunicipalityId, document: EntryId, policy: Arc<Policy>) {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.insert((municipality.clone(), document), policy);
    }
}
