//! Sums of bookings: as a whole, and part by part.

use std::collections::BTreeMap;

use kernel::{Date, GrantId, Money, ProjectId, SiteId};

use super::booking::{Booking, LedgerKind, LedgerPlace};
use crate::grant::FundingArea;
use crate::programme::ProgrammeSource;

/// Which bookings are meant; what is absent leaves all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    pub grant: Option<GrantId>,
    pub source: Option<ProgrammeSource>,
    pub area: Option<FundingArea>,
    pub project: Option<ProjectId>,
    pub site: Option<SiteId>,
    pub year: Option<i16>,
}

impl LedgerFilter {
    fn leaves(&self, place: &LedgerPlace) -> bool {
        fn fits<T: PartialEq + Copy>(asked: Option<T>, is: Option<T>) -> bool {
            asked.is_none() || asked == is
        }
        fits(self.grant, place.grant)
            && fits(self.source, place.source)
            && fits(self.area, place.area)
            && fits(self.project, place.project)
            && fits(self.site, place.site)
            && fits(self.year, Some(place.year))
    }
}

/// A number with the bookings that it comes from, in the order of the days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerFigure {
    /// Cents.
    pub amount: Money,
    pub bookings: Vec<Booking>,
}

/// The ledger on a day, in cents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerReading {
    pub as_of: Date,
    /// Every kind that has a booking.
    figures: BTreeMap<LedgerKind, LedgerFigure>,
}

impl LedgerReading {
    /// The number of the kind and its bookings; `None` where nothing was booked.
    pub fn figure(&self, kind: LedgerKind) -> Option<&LedgerFigure> {
        self.figures.get(&kind)
    }

    /// The number of the kind.
    pub fn amount(&self, kind: LedgerKind) -> Money {
        self.figure(kind)
            .map_or(Money::ZERO, |figure| figure.amount)
    }

    /// What of the award is used or bound: spent, promised, decided to go back or elsewhere.
    pub fn used(&self) -> Money {
        let used = [
            LedgerKind::Spent,
            LedgerKind::Committed,
            LedgerKind::ToRepay,
            LedgerKind::CarriedAway,
        ];
        used.into_iter().map(|kind| self.amount(kind)).sum()
    }

    /// What of the award is neither used nor bound.
    pub fn free(&self) -> Money {
        self.amount(LedgerKind::Granted).less(self.used())
    }

    /// What is used or bound beyond the award: `granted + over = used + free`.
    pub fn over(&self) -> Money {
        self.used().less(self.amount(LedgerKind::Granted))
    }

    /// What arrived and is neither spent, nor with an institution, nor back, nor in another grant (REM-24).
    pub fn cash(&self) -> Money {
        let gone = [
            LedgerKind::Spent,
            LedgerKind::PassedOn,
            LedgerKind::Repaid,
            LedgerKind::CarriedAway,
        ];
        let gone = gone.into_iter().map(|kind| self.amount(kind)).sum();
        let arrived = [LedgerKind::Drawn, LedgerKind::CarriedIn];
        let arrived: Money = arrived.into_iter().map(|kind| self.amount(kind)).sum();
        arrived.less(gone)
    }
}

/// The ledger of what the filter leaves, with the bookings until `as_of`.
pub fn read(bookings: &[Booking], filter: LedgerFilter, as_of: Date) -> LedgerReading {
    let meant = bookings.iter();
    let meant = meant.filter(|booking| booking.on <= as_of && filter.leaves(&booking.place));
    sum(meant, as_of)
}

/// The same part by part: by area, say, with `|place| place.area`. The parts are the whole.
pub fn by<K: Ord>(
    bookings: &[Booking],
    filter: LedgerFilter,
    as_of: Date,
    part: impl Fn(&LedgerPlace) -> K,
) -> BTreeMap<K, LedgerReading> {
    let mut parts: BTreeMap<K, Vec<&Booking>> = BTreeMap::new();
    for booking in bookings {
        if booking.on <= as_of && filter.leaves(&booking.place) {
            parts.entry(part(&booking.place)).or_default().push(booking);
        }
    }
    let parts = parts.into_iter();
    parts
        .map(|(key, theirs)| (key, sum(theirs.into_iter(), as_of)))
        .collect()
}

fn sum<'a>(bookings: impl Iterator<Item = &'a Booking>, as_of: Date) -> LedgerReading {
    let mut figures: BTreeMap<LedgerKind, (Money, Money, Vec<Booking>)> = BTreeMap::new();
    for booking in bookings {
        let (adds, takes, behind) = figures.entry(booking.kind).or_default();
        let side = if booking.takes { takes } else { adds };
        *side = side.plus(booking.amount);
        behind.push(booking.clone());
    }
    let figure = |(adds, takes, mut bookings): (Money, Money, Vec<Booking>)| {
        bookings.sort_by_key(|booking| (booking.on, booking.stream, booking.fact));
        let amount = adds.less(takes);
        LedgerFigure { amount, bookings }
    };
    let figures = figures.into_iter();
    LedgerReading {
        as_of,
        figures: figures.map(|(kind, known)| (kind, figure(known))).collect(),
    }
}

/// What a source grants of everything that is granted (FUN-18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceShare {
    pub source: ProgrammeSource,
    pub granted: LedgerFigure,
    /// What all sources grant together, in cents.
    pub whole: Money,
    /// Hundredths of a percent of the whole, half up; `None` where nothing is granted at all.
    pub basis_points: Option<u16>,
}

/// The share of each source in what is granted, every source named: one that gives nothing, such as the health
/// sector, shows as nothing (FUN-18). `year` absent: of all years.
pub fn source_shares(bookings: &[Booking], year: Option<i16>, as_of: Date) -> Vec<SourceShare> {
    let granted = |source| {
        let filter = LedgerFilter {
            source: Some(source),
            year,
            ..LedgerFilter::default()
        };
        let reading = read(bookings, filter, as_of);
        reading
            .figure(LedgerKind::Granted)
            .cloned()
            .unwrap_or_default()
    };
    let figures: Vec<_> = ProgrammeSource::ALL
        .iter()
        .map(|source| (*source, granted(*source)))
        .collect();
    let whole: Money = figures.iter().map(|(_, figure)| figure.amount).sum();
    let share = |(source, granted): (ProgrammeSource, LedgerFigure)| {
        let (part, all) = (
            i128::from(granted.amount.cents()),
            i128::from(whole.cents()),
        );
        let points = (part * 20_000 + all).checked_div(2 * all);
        SourceShare {
            source,
            granted,
            whole,
            basis_points: points.and_then(|points| u16::try_from(points).ok()),
        }
    };
    figures.into_iter().map(share).collect()
}
