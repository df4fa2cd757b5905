//! What may be done with a municipality. Platform operation, not an office's work: there is no service for it.

use kernel::{Date, DomainCommand, MunicipalityId, NewEntry, NewText, RegionalKey, VaultEntry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::stream_uuid;
use crate::document::PolicyText;

/// Onboards a municipality with its keys and its first policy, all out of its policy file [Kommune aufnehmen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnboardMunicipality {
    pub municipality: MunicipalityId,
    /// The name as the file says it.
    pub name: NewText,
    /// The policy file's text; keys, version and first day are read out of it.
    pub document: NewEntry<PolicyText>,
}

/// Gives the municipality a new regional key [Amtlicher Gemeindeschlüssel], in a reform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignRegionalKey {
    pub municipality: MunicipalityId,
    /// 5 digits of a district or 8 of a municipality.
    pub ags: RegionalKey,
    /// First day of the key; later than that of the key before.
    pub valid_from: Date,
}

/// Adopts a new version of the policy [Regelwerk beschließen].
///
/// Doing so twice with the same document changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdoptPolicy {
    pub municipality: MunicipalityId,
    /// The policy file's text; its `valid-from` is the policy's first day.
    pub document: NewEntry<PolicyText>,
}

kernel::commands! {
    /// What may be done with a municipality.
    pub enum MunicipalityCommand {
        OnboardMunicipality = "onboard-municipality",
        AssignRegionalKey = "assign-regional-key",
        AdoptPolicy = "adopt-policy",
    }
}

impl MunicipalityCommand {
    pub fn municipality(&self) -> &MunicipalityId {
        match self {
            Self::OnboardMunicipality(command) => &command.municipality,
            Self::AssignRegionalKey(command) => &command.municipality,
            Self::AdoptPolicy(command) => &command.municipality,
        }
    }
}

impl DomainCommand for MunicipalityCommand {
    const STREAM: &'static str = "municipality";

    fn target(&self) -> Option<Uuid> {
        Some(stream_uuid(self.municipality()))
    }

    /// Never called: the stream's id follows from the municipality's.
    fn assign(&mut self, _id: Uuid) {}

    fn creates(&self) -> bool {
        matches!(self, Self::OnboardMunicipality(_))
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::OnboardMunicipality(command) => {
                vec![
                    VaultEntry::from(&command.name),
                    VaultEntry::from(&command.document),
                ]
            }
            Self::AssignRegionalKey(_) => Vec::new(),
            Self::AdoptPolicy(command) => vec![VaultEntry::from(&command.document)],
        }
    }
}
