//! The municipality's policy on a day.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use eventstore::{Loaded, StoreError};
use kernel::{Date, EntryId, MunicipalityId};
use municipality::{
    Municipality, MunicipalityRefusal, Policy, PolicyFile, PolicyFileError, PolicyText,
};
use thiserror::Error;
use vault::{Vault, VaultError};

/// A version of a municipality's policy, read.
#[derive(Debug)]
pub struct PolicyInForce {
    /// 1 for the first.
    pub version: u32,
    pub policy: Policy,
}

/// Why a decision has no policy.
#[derive(Debug, Error)]
pub enum PolicyError {
    /// A refusal: the municipality has no policy on that day.
    #[error(transparent)]
    NotInForce(MunicipalityRefusal),
    #[error("read the municipality's events")]
    Store(#[from] StoreError),
    #[error("read the policy's document")]
    Vault(#[from] VaultError),
    #[error("the document {0} of an adopted policy is not in the vault")]
    Missing(EntryId),
    #[error("the document {0} of an adopted policy cannot be read any more")]
    Unreadable(EntryId, #[source] PolicyFileError),
}

/// Policies by municipality and document.
type Read = HashMap<(MunicipalityId, EntryId), Arc<PolicyInForce>>;

/// Reads policies, each document once: an adopted document never changes.
#[derive(Clone, Debug)]
pub struct Policies {
    vault: Vault,
    read: Arc<Mutex<Read>>,
}

impl Policies {
    pub fn new(vault: Vault) -> Self {
        Self {
            vault,
            read: Arc::default(),
        }
    }

    /// The policy that is valid on `day`, out of the municipality's stream in `loaded`.
    pub async fn on(
        &self,
        municipality: &MunicipalityId,
        loaded: &Loaded,
        day: Date,
    ) -> Result<Arc<PolicyInForce>, PolicyError> {
        let tenant: Municipality = loaded.fold(&municipality::stream(municipality))?;
        let adopted = tenant
            .require_policy_on(day)
            .map_err(PolicyError::NotInForce)?;
        self.version(municipality, adopted.document, adopted.version)
            .await
    }

    /// A version by its document.
    pub async fn version(
        &self,
        municipality: &MunicipalityId,
        document: EntryId,
        version: u32,
    ) -> Result<Arc<PolicyInForce>, PolicyError> {
        let key = (municipality.clone(), document);
        if let Some(policy) = self
            .read
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            return Ok(policy.clone());
        }
        let text: PolicyText = self
            .vault
            .read(municipality, document)
            .await?
            .and_then(vault::Entry::kept)
            .ok_or(PolicyError::Missing(document))?;
        let file = PolicyFile::read(&format!("{municipality}.toml"), &text.0)
            .map_err(|error| PolicyError::Unreadable(document, error))?;
        let policy = Arc::new(PolicyInForce {
            version,
            policy: file.policy,
        });
        self.read
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, policy.clone());
        Ok(policy)
    }
}
