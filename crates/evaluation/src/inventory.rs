//! The inventory of offers on a day [Bestandsanalyse] (EVA-16).
//!
//! Offers belong to membership; the read side brings those that families may use on the day. The inventory is counted anew
//! for any day, so that two days can be laid side by side as the ground of a needs assessment.

use std::collections::BTreeMap;

use jiff::ToSpan;
use kernel::{Date, SiteId};

/// An offer as the inventory needs to know it, on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOffer<K, G> {
    /// Its kind, where somebody said it.
    pub kind: Option<K>,
    /// The groups for which it is.
    pub target_groups: Vec<G>,
    pub sites: Vec<SiteId>,
    /// The last day on which somebody said that it is right.
    pub confirmed_on: Option<Date>,
}

/// The offers of a day, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferInventory<K, G> {
    pub total: usize,
    /// Offers of no kind stand under `None`.
    pub by_kind: BTreeMap<Option<K>, usize>,
    /// An offer for several groups counts in each.
    pub by_target_group: BTreeMap<G, usize>,
    /// An offer at several sites counts at each; offers at no site stand under `None`.
    pub by_site: BTreeMap<Option<SiteId>, usize>,
    /// Confirmed within the twelve months before the day (O2 of the overview).
    pub confirmed: usize,
}

/// The inventory of `day` out of the offers that families may use then.
pub fn offer_inventory<K: Ord, G: Ord>(
    offers: impl IntoIterator<Item = ListedOffer<K, G>>,
    day: Date,
) -> OfferInventory<K, G> {
    let mut inventory = OfferInventory {
        total: 0,
        by_kind: BTreeMap::new(),
        by_target_group: BTreeMap::new(),
        by_site: BTreeMap::new(),
        confirmed: 0,
    };
    // A year before 29 February it is the 28th; before the first day that there is, everything counts.
    let year_ago = day.checked_sub(1.year()).unwrap_or(Date::MIN);
    for offer in offers {
        inventory.total += 1;
        *inventory.by_kind.entry(offer.kind).or_default() += 1;
        for group in offer.target_groups {
            *inventory.by_target_group.entry(group).or_default() += 1;
        }
        if offer.sites.is_empty() {
            *inventory.by_site.entry(None).or_default() += 1;
        }
        for site in offer.sites {
            *inventory.by_site.entry(Some(site)).or_default() += 1;
        }
        let confirmed = offer.confirmed_on.filter(|on| year_ago < *on && *on <= day);
        inventory.confirmed += usize::from(confirmed.is_some());
    }
    inventory
}
