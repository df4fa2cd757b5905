//! What an offer says of itself (MEM-22 … MEM-26): as typed, and as stored.

use std::collections::BTreeSet;

use kernel::{EntryId, NewText, RegionId, SiteId, VaultEntry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::target::*;
use crate::codes::{LanguageCode, SectorCode};

/// Youngest age in months: nine months before birth [Beginn der Schwangerschaft].
pub const AGE_MIN: i16 = -9;
/// Oldest age in months: before the eighteenth birthday a child is one (§ 7 Abs. 1 Nr. 1 SGB VIII).
pub const AGE_MAX: i16 = 18 * 12;

/// An offer's details as an office types them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "NewOfferDetailsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewOfferDetails {
    pub name: NewText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<NewText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OfferKind>,
    /// Fields of work [Arbeitsbereiche] by their codes.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub sectors: Vec<SectorCode>,
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub situations: Vec<TargetSituation>,
    /// From which age of the child on, in months; -9 to 0 is pregnancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -9, max = 216))]
    pub age_from_months: Option<i16>,
    /// Up to which age of the child, in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -9, max = 216))]
    pub age_to_months: Option<i16>,
    /// Where it takes place or for whom, by region [Sozialraum].
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub districts: Vec<RegionId>,
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub sites: Vec<SiteId>,
    /// How families find it; at least one [Zugangswege].
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub access_paths: Vec<AccessPath>,
    /// More on how to find it, such as „erster Stock“.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_note: Option<NewText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<OfferThreshold>,
    pub cost: OfferCost,
    /// Languages spoken, by their code of ISO 639.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub languages: Vec<LanguageCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_times: Option<NewText>,
}

/// An offer's details as they are stored: its words are entries of the vault.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferDetails {
    pub name: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OfferKind>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<SectorCode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub situations: Vec<TargetSituation>,
    /// In months; -9 to 0 is pregnancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_from_months: Option<i16>,
    /// In months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_to_months: Option<i16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub districts: Vec<RegionId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<SiteId>,
    pub access_paths: Vec<AccessPath>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_note: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<OfferThreshold>,
    pub cost: OfferCost,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_times: Option<EntryId>,
}

impl NewOfferDetails {
    pub(super) fn entries(&self) -> Vec<VaultEntry> {
        let others = [&self.description, &self.access_note, &self.opening_times];
        let others = others.into_iter().flatten().map(Into::into);
        [(&self.name).into()].into_iter().chain(others).collect()
    }
}

/// Each code once and in its order, so that the same details are told alike.
fn once<T: Ord + Clone>(codes: &[T]) -> Vec<T> {
    let codes: BTreeSet<_> = codes.iter().cloned().collect();
    codes.into_iter().collect()
}

impl From<&NewOfferDetails> for OfferDetails {
    fn from(new: &NewOfferDetails) -> Self {
        let id = |text: &Option<NewText>| text.as_ref().map(|text| text.id);
        Self {
            name: new.name.id,
            description: id(&new.description),
            kind: new.kind,
            sectors: once(&new.sectors),
            situations: once(&new.situations),
            age_from_months: new.age_from_months,
            age_to_months: new.age_to_months,
            districts: once(&new.districts),
            sites: once(&new.sites),
            access_paths: once(&new.access_paths),
            access_note: id(&new.access_note),
            threshold: new.threshold,
            cost: new.cost,
            languages: once(&new.languages),
            opening_times: id(&new.opening_times),
        }
    }
}

impl OfferDetails {
    /// True where it is for children of that age in months; an open end includes everything beyond it.
    pub fn is_for_age(&self, months: i16) -> bool {
        self.age_from_months.is_none_or(|from| from <= months)
            && self.age_to_months.is_none_or(|to| months <= to)
    }

    /// True where it is for one of the groups that S2 4.1 calls under-reached (MEM-26).
    pub fn is_for_under_reached(&self) -> bool {
        self.situations
            .iter()
            .any(|situation| situation.is_under_reached())
    }
}
