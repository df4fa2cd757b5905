//! The inventory of offers on a day [Bestandsanalyse] (EVA-16), and what of it is published (EVA-12).
//!
//! Offers belong to membership; the read side brings them. The inventory is counted anew for any day, so that two days can
//! be laid side by side as the ground of a needs assessment.

use std::collections::BTreeMap;

use jiff::ToSpan;
use kernel::{Date, OfferId, Period, SiteId};

/// An offer as the inventory needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOffer {
    pub offer: OfferId,
    /// The code of its kind.
    pub kind: String,
    /// The codes of the groups for which it is.
    pub target_groups: Vec<String>,
    pub site: Option<SiteId>,
    /// When there was or is such an offer.
    pub runs: Period,
    /// The days on which the partner confirmed it.
    pub confirmed_on: Vec<Date>,
    /// True where the partner agrees to its publication.
    pub public: bool,
}

/// The offers of a day, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferInventory {
    pub total: usize,
    pub by_kind: BTreeMap<String, usize>,
    /// An offer for several groups counts in each.
    pub by_target_group: BTreeMap<String, usize>,
    /// Offers at no site stand under `None`.
    pub by_site: BTreeMap<Option<SiteId>, usize>,
    /// Confirmed within the twelve months before the day (O2 of the overview).
    pub confirmed: usize,
}

/// The inventory on `day`.
pub fn offer_inventory<'a>(
    offers: impl IntoIterator<Item = &'a ListedOffer>,
    day: Date,
) -> OfferInventory {
    let mut inventory = OfferInventory::default();
    // A year before 29 February it is the 28th; before the first day that there is, everything counts.
    let year_ago = day.checked_sub(1.year()).unwrap_or(Date::MIN);
    for offer in offers.into_iter().filter(|offer| offer.runs.contains(day)) {
        inventory.total += 1;
        *inventory.by_kind.entry(offer.kind.clone()).or_default() += 1;
        for group in &offer.target_groups {
            *inventory.by_target_group.entry(group.clone()).or_default() += 1;
        }
        *inventory.by_site.entry(offer.site).or_default() += 1;
        let mut confirmed = offer.confirmed_on.iter();
        if confirmed.any(|on| year_ago < *on && *on <= day) {
            inventory.confirmed += 1;
        }
    }
    inventory
}

/// The offers that are published on `day`: they run, and the partner agrees.
pub fn published_offers<'a>(
    offers: impl IntoIterator<Item = &'a ListedOffer>,
    day: Date,
) -> Vec<&'a ListedOffer> {
    let running = offers.into_iter().filter(|offer| offer.runs.contains(day));
    running.filter(|offer| offer.public).collect()
}
