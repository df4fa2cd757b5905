//! The file `deploy/municipalities/<id>.toml`.
//!
//! A file says a municipality's id, name and dated keys, and one policy with the day from which it holds.
//! Whatever is wrong with it is one [`PolicyFileError`] that names file, line, column and key. Reading is all or
//! nothing: an unknown key is as wrong as a missing one, so that a misspelt rule never reads as "unstated".

mod check;
mod error;
mod reader;

use std::sync::Arc;

use agreements::policy::AgreementsPolicy;
use evaluation::EvaluationPolicy;
use funding::FundingPolicy;
use kernel::{Date, EntryContent, EntryId, MunicipalityId, NewEntry, NewText, RegionalKey};
use meetings::MeetingsPolicy;
use membership::policy::MembershipPolicy;
use serde::Deserialize;

pub use error::PolicyFileError;

use crate::document::{Digest, PolicyText};
use crate::municipality::{
    AdoptPolicy, AssignRegionalKey, Municipality, MunicipalityCommand, OnboardMunicipality,
};
use crate::overview::OverviewPolicy;
use crate::policy::Policy;
use crate::publication::PublicationPolicy;

/// A policy file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyFile {
    pub id: MunicipalityId,
    /// The municipality's name, such as `Kreis Stormarn`.
    pub name: String,
    /// Regional keys in the order of their days; never empty.
    pub keys: Vec<DatedKey>,
    /// The first day of the policy.
    pub valid_from: Date,
    /// Why the policy holds from that day.
    pub valid_from_reason: String,
    pub policy: Policy,
    /// The text, byte for byte.
    pub document: PolicyText,
}

/// A regional key and its first day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DatedKey {
    pub key: RegionalKey,
    pub valid_from: Date,
}

impl PolicyFile {
    /// Reads a file's text; `path` is how messages call the file.
    pub fn read(path: &str, text: &str) -> Result<Self, PolicyFileError> {
        let document = PolicyText(text.to_owned());
        if let Some((_, reason)) = document.fault() {
            return Err(PolicyFileError::at(path, text, None, None, reason));
        }
        let form: Form = reader::read(path, text)?;
        check::check(path, text, &form)?;
        let Form {
            id,
            name,
            ags,
            policy,
        } = form;
        Ok(Self {
            id,
            name,
            keys: ags,
            valid_from: policy.valid_from,
            valid_from_reason: policy.valid_from_reason,
            policy: Policy {
                agreements: Arc::new(policy.agreements),
                membership: Arc::new(policy.membership),
                meetings: Arc::new(policy.meetings),
                funding: Arc::new(policy.funding),
                evaluation: Arc::new(policy.evaluation),
                overview: Arc::new(policy.overview),
                publication: Arc::new(policy.publication),
            },
            document,
        })
    }

    pub fn digest(&self) -> Digest {
        self.document.digest()
    }

    /// What has to be commanded so that the municipality is as the file says; nothing where it is.
    ///
    /// For the edge: each call makes fresh entry ids.
    pub fn commands(&self, today: &Municipality) -> Vec<MunicipalityCommand> {
        let document = || NewEntry::new(EntryId::generate(), self.document.clone());
        if !today.exists() {
            return vec![
                OnboardMunicipality {
                    municipality: self.id.clone(),
                    name: NewText::text(EntryId::generate(), &self.name),
                    document: document(),
                }
                .into(),
            ];
        }
        let known = today.keys().last().map(|key| key.valid_from);
        let keys = self
            .keys
            .iter()
            .filter(|key| known.is_none_or(|known| key.valid_from > known))
            .map(|key| {
                AssignRegionalKey {
                    municipality: self.id.clone(),
                    ags: key.key.clone(),
                    valid_from: key.valid_from,
                }
                .into()
            });
        let mut commands: Vec<MunicipalityCommand> = keys.collect();
        if today
            .versions()
            .last()
            .is_none_or(|policy| policy.digest != self.digest())
        {
            commands.push(
                AdoptPolicy {
                    municipality: self.id.clone(),
                    document: document(),
                }
                .into(),
            );
        }
        commands
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Form {
    id: MunicipalityId,
    name: String,
    ags: Vec<DatedKey>,
    policy: PolicyForm,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PolicyForm {
    valid_from: Date,
    valid_from_reason: String,
    agreements: AgreementsPolicy,
    membership: MembershipPolicy,
    meetings: MeetingsPolicy,
    funding: FundingPolicy,
    evaluation: EvaluationPolicy,
    overview: OverviewPolicy,
    /// Absent in policies that were adopted before there was anything to publish.
    #[serde(default)]
    publication: PublicationPolicy,
}
