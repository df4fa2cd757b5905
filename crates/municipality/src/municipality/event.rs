//! What happened to a municipality.

use kernel::{Date, EntryId, RegionalKey};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::Digest;
use crate::overview::StateRelease;

/// The municipality works with the platform [Kommune aufgenommen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MunicipalityOnboarded {
    /// Its name, in the vault.
    pub name: EntryId,
}

/// The municipality has a regional key from a day on [Gemeindeschlüssel].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegionalKeyAssigned {
    pub ags: RegionalKey,
    /// The state [Land] in which the key lies, as two digits.
    #[schemars(regex(pattern = "^(0[1-9]|1[0-6])$"))]
    pub state: String,
    pub valid_from: Date,
}

/// A policy holds from a day on [Regelwerk beschlossen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyAdopted {
    /// 1, 2, … without gaps.
    pub policy_version: u32,
    pub valid_from: Date,
    /// The policy file's text, in the vault.
    pub document: EntryId,
    pub digest: Digest,
    /// What its state sees of the municipality while the policy holds [Freigabe für die Landesübersicht]; absent, and
    /// then nothing is released, where the policy neither states nor adopts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_release: Option<StateRelease>,
}

kernel::events! {
    /// What happened to a municipality.
    pub enum MunicipalityEvent {
        MunicipalityOnboarded = 1,
        RegionalKeyAssigned = 1,
        PolicyAdopted = 1,
    }
}
