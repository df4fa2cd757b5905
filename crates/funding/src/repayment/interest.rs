//! What interest comes to, with everything that it was computed from.

use std::collections::BTreeSet;

use kernel::{Date, Money, PartialDate, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::InterestRefusal;
use super::law::{RepaymentLaw, interest_rule};
use crate::programme::Programme;

/// Days in one rate and one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InterestSegment {
    /// The first day with interest.
    pub since: Date,
    /// The last day with interest.
    pub until: Date,
    /// Hundredths of a percent a year, as the municipality entered it; may be below 0.
    pub base_rate: i32,
    /// Base rate and points above, hundredths of a percent a year; never below 0.
    pub rate: u32,
}

/// Interest on an amount, written down once [festgesetzte Zinsen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InterestComputed {
    /// What bears it, in cents.
    pub principal: Money,
    pub law: RepaymentLaw,
    /// Hundredths of a percent above the base rate.
    pub points: u32,
    /// In the order of the days, without a gap.
    pub segments: Vec<InterestSegment>,
    /// Cents, rounded once from the sum of all days, half a cent up.
    pub amount: Money,
}

/// Days and rates in one common denominator: days of a year of 365 and of one of 366, in hundredths of a percent.
const WHOLE: i128 = 10_000 * 365 * 366;

/// Interest on `principal` from the first to the last of `days`, both with interest, by the law of `state` and the base
/// rates and points that stand with the programme.
///
/// **Day count**: every calendar day counts, as one of 365, in a leap year as one of 366. A day has the base rate that
/// holds on it. The sum of all days is rounded once, half a cent up.
///
/// **Base rates**: they are set anew each 1 January and 1 July (§ 247 BGB); one that stays as it was is entered again,
/// so that an old one is never taken for a new one.
///
/// # Errors
/// `STATE_UNKNOWN`, `INTEREST_LAW_UNKNOWN`, `INTEREST_POINTS_UNSTATED`, `BASE_RATE_MISSING` with the first day for which
/// nobody entered the rate of its half-year, `INTEREST_BACKWARDS`.
pub fn compute_interest(
    principal: Money,
    (since, until): (Date, Date),
    state: Option<State>,
    programme: &Programme,
) -> Result<InterestComputed, InterestRefusal> {
    if until < since {
        return Err(InterestRefusal::Backwards { since, until });
    }
    let state = state.ok_or(InterestRefusal::StateUnknown)?;
    let unknown = InterestRefusal::LawUnknown { state, day: since };
    let rule = interest_rule(state, since).ok_or(unknown)?;
    let told = programme.terms_on(since).interest_points;
    let points = rule.points.or(told);
    let points = points.ok_or(InterestRefusal::PointsUnstated { state })?;
    let segments = segments((since, until), points, programme)?;
    let parts: i128 = segments
        .iter()
        .map(|segment| {
            let (days, year) = (days_of(segment), i128::from(days_in_year(segment.since)));
            i128::from(principal.cents()) * i128::from(segment.rate) * days * (365 * 366 / year)
        })
        .sum();
    let cents = (2 * parts + WHOLE) / (2 * WHOLE);
    let cents = i64::try_from(cents).unwrap_or(i64::MAX);
    Ok(InterestComputed {
        principal,
        law: rule.law,
        points,
        segments,
        amount: Money::try_from_cents(cents).unwrap_or_default(),
    })
}

/// A new segment wherever a rate is entered or a year begins.
fn segments(
    (since, until): (Date, Date),
    points: u32,
    programme: &Programme,
) -> Result<Vec<InterestSegment>, InterestRefusal> {
    let told = programme.base_rates.facts().iter();
    let changes = told
        .filter_map(|fact| fact.since)
        .map(PartialDate::first_day);
    let halves = (since.year()..=until.year())
        .flat_map(|year| [Date::new(year, 1, 1), Date::new(year, 7, 1)])
        .filter_map(Result::ok);
    let within = changes
        .chain(halves)
        .filter(|day| since < *day && *day <= until);
    let begins: BTreeSet<Date> = within.chain([since]).collect();
    let begins: Vec<Date> = begins.into_iter().collect();
    let mut segments = Vec::new();
    for (at, begin) in begins.iter().enumerate() {
        let day = *begin;
        let base_rate = base_rate_of_half_year(programme, day);
        let base_rate = base_rate.ok_or(InterestRefusal::BaseRateMissing { day })?;
        let next = begins.get(at + 1).and_then(|next| next.yesterday().ok());
        let rate = i64::from(base_rate) + i64::from(points);
        segments.push(InterestSegment {
            since: day,
            until: next.unwrap_or(until),
            base_rate,
            rate: u32::try_from(rate.max(0)).unwrap_or(u32::MAX),
        });
    }
    Ok(segments)
}

/// The base rate on `day`, where it was entered for the half-year of that day or since.
fn base_rate_of_half_year(programme: &Programme, day: Date) -> Option<i32> {
    let half = Date::new(day.year(), if day.month() < 7 { 1 } else { 7 }, 1).ok()?;
    let known = programme.base_rates.at(day)?;
    let entered = known.since.map(PartialDate::first_day)?;
    (half <= entered).then_some(known.value)
}

/// The first and the last day count.
fn days_of(segment: &InterestSegment) -> i128 {
    i128::from((segment.until - segment.since).get_days()) + 1
}

fn days_in_year(day: Date) -> i16 {
    day.days_in_year()
}
