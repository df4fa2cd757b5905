//! Sums of bookings: as a whole, and part by part.

use std::collections::BTreeMap;

use kernel::{Date, GrantId, Money, ProjectId, SiteId};

use super::booking::{Booking, LedgerKind, LedgerPlace};
use super::cut::{RealSums, told_apart};
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
    pub(super) fn leaves(&self, place: &LedgerPlace) -> bool {
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
    sums: RealSums,
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

    /// What of the award is neither used nor bound; `None` of a part whose award or use does not stand there alone.
    pub fn free(&self) -> Option<Money> {
        let granted = self.amount(LedgerKind::Granted);
        self.sums.award.then(|| granted.less(self.used()))
    }

    /// What is used or bound beyond the award: `granted + over = used + free`; `None` as [`free`](Self::free) is.
    pub fn over(&self) -> Option<Money> {
        let granted = self.amount(LedgerKind::Granted);
        self.sums.award.then(|| self.used().less(granted))
    }

    /// What arrived and is neither spent, nor with an institution, nor back, nor in another grant (REM-24); `None` of a
    /// part for which nobody says what arrived.
    pub fn cash(&self) -> Option<Money> {
        let gone = [
            LedgerKind::Spent,
            LedgerKind::PassedOn,
            LedgerKind::Repaid,
            LedgerKind::CarriedAway,
        ];
        let gone = gone.into_iter().map(|kind| self.amount(kind)).sum();
        let arrived = [LedgerKind::Drawn, LedgerKind::CarriedIn];
        let arrived: Money = arrived.into_iter().map(|kind| self.amount(kind)).sum();
        self.sums.cash.then(|| arrived.less(gone))
    }
}

/// The ledger of what the filter leaves, with the bookings until `as_of`. A filter cuts a part out: its sums are real
/// where those of that part are, see [`by`].
pub fn read(bookings: &[Booking], filter: LedgerFilter, as_of: Date) -> LedgerReading {
    let meant = bookings.iter();
    let meant = meant.filter(|booking| booking.on <= as_of && filter.leaves(&booking.place));
    let sums = RealSums::of(bookings, filter, as_of, &filter.dimensions());
    sum(meant, sums, as_of)
}

/// The same part by part: by area, say, with `|place| place.area`.
///
/// Of every kind the parts come to the whole. What is computed of them (`free`, `over`, `cash`) is only given where all
/// that it is computed from is told apart by what the ledger is cut by, see `cut`; and as none falls below nothing,
/// they need not come to those of the whole: of the award `free - over` does.
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
    let mut dimensions = filter.dimensions();
    dimensions.extend(told_apart(
        bookings.iter().map(|booking| booking.place),
        &part,
    ));
    let sums = RealSums::of(bookings, filter, as_of, &dimensions);
    let parts = parts.into_iter();
    parts
        .map(|(key, theirs)| (key, sum(theirs.into_iter(), sums, as_of)))
        .collect()
}

fn sum<'a>(
    bookings: impl Iterator<Item = &'a Booking>,
    sums: RealSums,
    as_of: Date,
) -> LedgerReading {
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
        sums,
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
