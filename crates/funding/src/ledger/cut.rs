//! Whether the sums of a part of the ledger are real.
//!
//! A sum is of several kinds, and not every kind says all of its place. An award knows no site; a site's spending set
//! against it would show the whole of it as beyond any award. What is drawn, paid back or decided on stands at a grant's
//! one area and project; where a grant has several, nobody says for which it is, and an area's cash would be invented
//! (rejected: to share it out as the plan does; the plan does not say for what money was called for). What is decided on a
//! remainder stands on its day, mostly in the year after the award's. Such sums are not given.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Date, GrantId, ProjectId};

use super::booking::{Booking, LedgerKind, LedgerPlace};
use super::reading::LedgerFilter;

/// What tells places apart and is not said by every booking. A booking always says its grant and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dimension {
    Area,
    Project,
    Site,
    Year,
}

impl LedgerFilter {
    /// What the filter tells apart.
    pub(super) fn dimensions(&self) -> BTreeSet<Dimension> {
        let named = [
            (Dimension::Area, self.area.is_some()),
            (Dimension::Project, self.project.is_some()),
            (Dimension::Site, self.site.is_some()),
            (Dimension::Year, self.year.is_some()),
        ];
        let named = named.into_iter().filter(|(_, named)| *named);
        named.map(|(dimension, _)| dimension).collect()
    }
}

/// What `part` tells apart among these places: a place falls into another part without it.
pub(super) fn told_apart<K: Ord>(
    places: impl Iterator<Item = LedgerPlace>,
    part: impl Fn(&LedgerPlace) -> K,
) -> BTreeSet<Dimension> {
    let mut apart = BTreeSet::new();
    for place in places {
        let key = part(&place);
        for (dimension, without) in [
            (
                Dimension::Area,
                LedgerPlace {
                    area: None,
                    ..place
                },
            ),
            (
                Dimension::Project,
                LedgerPlace {
                    project: None,
                    ..place
                },
            ),
            (
                Dimension::Site,
                LedgerPlace {
                    site: None,
                    ..place
                },
            ),
            (Dimension::Year, LedgerPlace { year: 0, ..place }),
        ] {
            if part(&without) != key {
                apart.insert(dimension);
            }
        }
    }
    apart
}

/// Which sums of the parts are real.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RealSums {
    /// `free` and `over`.
    pub(super) award: bool,
    pub(super) cash: bool,
}

impl RealSums {
    /// Of the parts that the dimensions make of what the filter's grant and source leave until `as_of`.
    pub(super) fn of(
        bookings: &[Booking],
        filter: LedgerFilter,
        as_of: Date,
        dimensions: &BTreeSet<Dimension>,
    ) -> Self {
        let all = LedgerFilter {
            grant: filter.grant,
            source: filter.source,
            ..LedgerFilter::default()
        };
        let meant = bookings.iter();
        let meant = meant.filter(|b| b.on <= as_of && all.leaves(&b.place));
        let mut known: BTreeMap<Option<GrantId>, Known> = BTreeMap::new();
        for booking in meant {
            known.entry(booking.place.grant).or_default().learn(booking);
        }
        let real = |is: fn(&Known, Dimension) -> bool| {
            let mut each = known.values();
            each.all(|known| dimensions.iter().all(|dimension| is(known, *dimension)))
        };
        Self {
            award: real(Known::award_told_apart),
            cash: real(Known::cash_told_apart),
        }
    }
}

/// What the bookings of a grant, or those of the municipality's own money, say of their places.
#[derive(Debug, Default)]
struct Known {
    /// The projects for which something is granted.
    granted: BTreeSet<Option<ProjectId>>,
    /// Something stands at an area.
    areas: bool,
    /// The projects for which something is spent or promised.
    used_projects: BTreeSet<ProjectId>,
    sites: bool,
    year_assumed: bool,
    /// The years for which something is granted, and those in which it is used or bound.
    granted_years: BTreeSet<i16>,
    used_years: BTreeSet<i16>,
    /// What is decided on a remainder says no area, or no project.
    decided: Unsaid,
    /// What arrived or went back says no area, or no project.
    moved: Unsaid,
    anything_moved: bool,
}

#[derive(Debug, Default)]
struct Unsaid {
    area: bool,
    project: bool,
    /// A decision is booked on its day, and is of no year of the plan.
    year: bool,
}

impl Unsaid {
    fn learn(&mut self, place: &LedgerPlace) {
        self.area |= place.area.is_none();
        self.project |= place.project.is_none();
    }
}

impl Known {
    fn learn(&mut self, booking: &Booking) {
        let place = &booking.place;
        self.areas |= place.area.is_some();
        self.sites |= place.site.is_some();
        self.year_assumed |= booking.year_assumed;
        match booking.kind {
            LedgerKind::Granted => {
                self.granted.insert(place.project);
                self.granted_years.insert(place.year);
            }
            LedgerKind::Spent | LedgerKind::Committed | LedgerKind::PassedOn => {
                self.used_projects.extend(place.project);
                self.used_years.insert(place.year);
            }
            LedgerKind::ToRepay => {
                self.decided.learn(place);
                self.used_years.insert(place.year);
                self.decided.year = true;
            }
            LedgerKind::CarriedAway => {
                self.decided.learn(place);
                self.used_years.insert(place.year);
                self.decided.year = true;
                self.moved.learn(place);
                self.anything_moved = true;
            }
            LedgerKind::Drawn | LedgerKind::Repaid | LedgerKind::CarriedIn => {
                self.moved.learn(place);
                self.anything_moved = true;
            }
            LedgerKind::KeptOver => {}
        }
    }

    /// Whether an expense or an onward grant names a project of which its award knows nothing.
    fn foreign_project(&self) -> bool {
        let mut used = self.used_projects.iter();
        used.any(|project| !self.granted.contains(&Some(*project)))
    }

    fn projects(&self) -> bool {
        self.granted.iter().any(Option::is_some) || !self.used_projects.is_empty()
    }

    fn award_told_apart(&self, dimension: Dimension) -> bool {
        match dimension {
            Dimension::Area => !(self.areas && self.decided.area),
            Dimension::Project => {
                !(self.foreign_project() || self.projects() && self.decided.project)
            }
            Dimension::Site => !self.sites,
            Dimension::Year => {
                let several = self.granted_years.len() > 1;
                let known = self.used_years.is_subset(&self.granted_years);
                !self.year_assumed && known && !(several && self.decided.year)
            }
        }
    }

    fn cash_told_apart(&self, dimension: Dimension) -> bool {
        match dimension {
            Dimension::Area => !(self.areas && self.moved.area),
            Dimension::Project => !(self.projects() && self.moved.project),
            Dimension::Site => !self.sites,
            // What lies there at the end of a year came in any year before.
            Dimension::Year => !self.anything_moved,
        }
    }
}
