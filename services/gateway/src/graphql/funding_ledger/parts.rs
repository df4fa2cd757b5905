//! The ledger cut by dimensions: each part with its place's name, its figures and its sums.

use async_graphql::ID;
use funding::ledger::{Booking, LedgerFilter, LedgerKind, LedgerPlace, LedgerReading, by, read};
use kernel::{Date, Money};

use super::{
    FundingLedgerBooking, FundingLedgerFigure, FundingLedgerPart, FundingLedgerSum,
    FundingLedgerTerm, LedgerDimension, PlaceNames,
};
use crate::graphql::error::GraphError;

/// Everything that the filter leaves.
pub(crate) fn whole(bookings: &[Booking], filter: LedgerFilter, day: Date) -> FundingLedgerPart {
    part(&read(bookings, filter, day))
}

/// A place, as far as the dimensions name it, first those that were asked for first.
fn key(place: &LedgerPlace, dimensions: &[LedgerDimension]) -> (Vec<String>, LedgerPlace) {
    let mut kept = LedgerPlace::default();
    let mut order = Vec::new();
    for dimension in dimensions {
        order.push(match dimension {
            LedgerDimension::Grant => {
                kept.grant = place.grant;
                format!("{:?}", place.grant)
            }
            LedgerDimension::Area => {
                kept.area = place.area;
                format!("{:?}", place.area.map(|area| area.code()))
            }
            LedgerDimension::Project => {
                kept.project = place.project;
                format!("{:?}", place.project)
            }
            LedgerDimension::Source => {
                kept.source = place.source;
                format!("{:?}", place.source.map(|source| source as u8))
            }
            LedgerDimension::Site => {
                kept.site = place.site;
                format!("{:?}", place.site)
            }
            LedgerDimension::Year => {
                kept.year = place.year;
                place.year.to_string()
            }
        });
    }
    (order, kept)
}

/// The same, cut by `dimensions`; nothing without one.
///
/// # Errors
/// `INVALID_ARGUMENT` with `by` where one is named twice.
pub(crate) fn readings(
    bookings: &[Booking],
    filter: LedgerFilter,
    dimensions: &[LedgerDimension],
    day: Date,
) -> Result<Vec<(LedgerPlace, LedgerReading)>, GraphError> {
    if dimensions.is_empty() {
        return Ok(Vec::new());
    }
    let mut each = dimensions.iter().enumerate();
    if each.any(|(at, one)| dimensions[..at].contains(one)) {
        return Err(GraphError::InvalidArgument {
            argument: "by",
            reason: "jede Gliederung nur einmal".into(),
        });
    }
    let readings = by(bookings, filter, day, |place| key(place, dimensions));
    let readings = readings.into_iter();
    Ok(readings
        .map(|((_, place), reading)| (place, reading))
        .collect())
}

/// The parts with the names of their places.
pub(crate) fn cut(
    bookings: &[Booking],
    filter: LedgerFilter,
    dimensions: &[LedgerDimension],
    names: &PlaceNames,
    day: Date,
) -> Result<Vec<FundingLedgerPart>, GraphError> {
    let by_year = dimensions.contains(&LedgerDimension::Year);
    let readings = readings(bookings, filter, dimensions, day)?;
    let readings = readings.into_iter();
    readings
        .map(|(place, reading)| {
            Ok(FundingLedgerPart {
                grant: place.grant.map(|id| id.to_string().into()),
                grant_purpose: names.grant(place.grant.map(|id| id.0))?,
                source: place.source,
                source_label: place.source.map(|source| source.label()),
                area: place.area,
                area_label: place.area.map(|area| area.label()),
                project: place.project.map(|id| id.to_string().into()),
                project_name: names.project(place.project.map(|id| id.0))?,
                site: place.site.map(|id| id.to_string().into()),
                site_name: names.site(place.site.map(|id| id.0))?,
                year: by_year.then_some(place.year),
                ..part(&reading)
            })
        })
        .collect()
}

fn part(reading: &LedgerReading) -> FundingLedgerPart {
    let figure = |kind| figure(reading, kind);
    let terms = |takes: bool, kinds: &[LedgerKind]| -> Vec<FundingLedgerTerm> {
        let term = |kind: &LedgerKind| FundingLedgerTerm {
            kind: *kind,
            label: kind.label(),
            amount: reading.amount(*kind),
            takes,
        };
        kinds.iter().map(term).collect()
    };
    let used = [
        LedgerKind::Spent,
        LedgerKind::Committed,
        LedgerKind::ToRepay,
        LedgerKind::CarriedAway,
    ];
    let arrived = [LedgerKind::Drawn, LedgerKind::CarriedIn];
    let gone = [
        LedgerKind::Spent,
        LedgerKind::PassedOn,
        LedgerKind::Repaid,
        LedgerKind::CarriedAway,
    ];
    let both = |plus, minus| [plus, minus].concat();
    let sum = |amount: Money, rule, terms| FundingLedgerSum {
        amount,
        rule,
        terms,
    };
    FundingLedgerPart {
        grant: None,
        grant_purpose: None,
        source: None,
        source_label: None,
        area: None,
        area_label: None,
        project: None,
        project_name: None,
        site: None,
        site_name: None,
        year: None,
        granted: figure(LedgerKind::Granted),
        drawn: figure(LedgerKind::Drawn),
        spent: figure(LedgerKind::Spent),
        committed: figure(LedgerKind::Committed),
        passed_on: figure(LedgerKind::PassedOn),
        to_repay: figure(LedgerKind::ToRepay),
        repaid: figure(LedgerKind::Repaid),
        kept_over: figure(LedgerKind::KeptOver),
        carried_away: figure(LedgerKind::CarriedAway),
        carried_in: figure(LedgerKind::CarriedIn),
        used: sum(
            reading.used(),
            "Ausgegeben, für Weiterleitungen gebunden, zurückzuzahlen und in andere Zuwendungen übertragen.",
            terms(false, &used),
        ),
        free: reading.free().map(|amount| {
            sum(
                amount,
                "Bewilligt abzüglich dessen, was verbraucht oder gebunden ist; nie unter null.",
                both(terms(false, &[LedgerKind::Granted]), terms(true, &used)),
            )
        }),
        over: reading.over().map(|amount| {
            sum(
                amount,
                "Verbraucht oder gebunden über das Bewilligte hinaus; nie unter null.",
                both(terms(false, &used), terms(true, &[LedgerKind::Granted])),
            )
        }),
        cash: reading.cash().map(|amount| {
            sum(
                amount,
                "Eingegangen oder aus anderen Zuwendungen übertragen, abzüglich dessen, was ausgegeben, weitergeleitet, zurückgezahlt oder in andere übertragen ist; nie unter null.",
                both(terms(false, &arrived), terms(true, &gone)),
            )
        }),
    }
}

fn figure(reading: &LedgerReading, kind: LedgerKind) -> FundingLedgerFigure {
    let figure = reading.figure(kind).cloned().unwrap_or_default();
    let id = |id: Option<uuid::Uuid>| id.map(|id| ID::from(id.to_string()));
    let booking = |booking: Booking| {
        let place = booking.place;
        FundingLedgerBooking {
            stream: booking.stream.to_string(),
            subject: booking.stream.id().to_string().into(),
            fact: booking.fact,
            event: booking.event,
            on: booking.on,
            amount: booking.amount,
            takes: booking.takes,
            grant: id(place.grant.map(|id| id.0)),
            source: place.source,
            area: place.area,
            project: id(place.project.map(|id| id.0)),
            site: id(place.site.map(|id| id.0)),
            year: place.year,
        }
    };
    FundingLedgerFigure {
        amount: figure.amount,
        bookings: figure.bookings.into_iter().map(booking).collect(),
    }
}
