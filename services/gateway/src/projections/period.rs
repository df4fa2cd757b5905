//! Sets of days as periods, and counts of them as step functions.
//!
//! Pure. A *set of days* here is a list of [`Period`]s that neither overlap nor touch, in order; [`union`] makes one
//! out of any periods, also of such as end before they begin (they hold no day).

use std::collections::BTreeMap;

use kernel::{Date, Period};

/// The days of all the periods.
pub(super) fn union(periods: impl IntoIterator<Item = Period>) -> Vec<Period> {
    let mut periods: Vec<Period> = periods.into_iter().filter(holds_a_day).collect();
    periods.sort_by_key(|period| period.since);
    let mut days: Vec<Period> = Vec::new();
    for period in periods {
        match days.last_mut() {
            Some(last) if follows_on(last, period.since) => {
                last.until = later(last.until, period.until);
            }
            Some(_) | None => days.push(period),
        }
    }
    days
}

/// The days that are in both sets.
pub(super) fn intersection(left: &[Period], right: &[Period]) -> Vec<Period> {
    let both = left.iter().flat_map(|one| {
        right.iter().map(|other| Period {
            since: one.since.max(other.since),
            until: earlier(one.until, other.until),
        })
    });
    union(both)
}

/// How many of the periods hold each day: from each day on, this many, until the next entry.
///
/// The first entry is the first day of any period; before it there is no value, which is not the value 0. Two
/// entries that follow one another differ.
pub(super) fn step_function(periods: impl IntoIterator<Item = Period>) -> Vec<(Date, i64)> {
    let mut changes: BTreeMap<Date, i64> = BTreeMap::new();
    for period in periods.into_iter().filter(holds_a_day) {
        *changes.entry(period.since).or_default() += 1;
        if let Some(after) = period.until.and_then(|last| last.tomorrow().ok()) {
            *changes.entry(after).or_default() -= 1;
        }
    }
    let mut value = 0;
    changes
        .into_iter()
        .filter(|(_, change)| *change != 0)
        .map(|(day, change)| {
            value += change;
            (day, value)
        })
        .collect()
}

fn holds_a_day(period: &Period) -> bool {
    period.until.is_none_or(|last| period.since <= last)
}

/// True where `since` is in the period or the day after its last.
fn follows_on(period: &Period, since: Date) -> bool {
    period
        .until
        .is_none_or(|last| last.tomorrow().map_or(true, |after| since <= after))
}

fn later(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.zip(other).map(|(one, other)| one.max(other))
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn period(since: (i16, i8, i8), until: Option<(i16, i8, i8)>) -> Period {
        let day = |(year, month, day)| date(year, month, day);
        Period {
            since: day(since),
            until: until.map(day),
        }
    }

    #[test]
    fn a_period_counts_on_its_first_and_on_its_last_day() {
        let steps = step_function([period((2018, 11, 12), Some((2020, 12, 31)))]);
        assert_eq!(steps, [(date(2018, 11, 12), 1), (date(2021, 1, 1), 0)]);
    }

    #[test]
    fn a_period_that_follows_another_makes_no_step() {
        let steps = step_function([
            period((2018, 1, 1), Some((2018, 12, 31))),
            period((2019, 1, 1), None),
        ]);
        assert_eq!(steps, [(date(2018, 1, 1), 1)]);
    }

    #[test]
    fn without_periods_there_is_no_value_not_even_zero() {
        assert_eq!(step_function([]), []);
        assert_eq!(
            step_function([period((2020, 1, 2), Some((2020, 1, 1)))]),
            []
        );
    }

    #[test]
    fn the_last_day_of_the_calendar_is_no_end() {
        let steps = step_function([Period {
            since: date(2020, 1, 1),
            until: Some(Date::MAX),
        }]);
        assert_eq!(steps, [(date(2020, 1, 1), 1)]);
    }

    #[test]
    fn touching_periods_are_one() {
        let days = union([
            period((2019, 1, 1), None),
            period((2018, 1, 1), Some((2018, 12, 31))),
            period((2017, 1, 1), Some((2017, 6, 30))),
        ]);
        assert_eq!(
            days,
            [
                period((2017, 1, 1), Some((2017, 6, 30))),
                period((2018, 1, 1), None)
            ]
        );
    }

    const DAYS: i32 = 40;

    fn day(offset: i32) -> Date {
        date(2020, 1, 1)
            .checked_add(jiff::Span::new().days(offset))
            .unwrap()
    }

    prop_compose! {
        /// Any period in [`DAYS`] days, also one that ends before it begins.
        fn any_period()(since in 0..DAYS, until in proptest::option::of(0..DAYS)) -> Period {
            Period { since: day(since), until: until.map(day) }
        }
    }

    fn any_periods() -> impl Strategy<Value = Vec<Period>> {
        proptest::collection::vec(any_period(), 0..8)
    }

    /// The value that holds on a day.
    fn at(steps: &[(Date, i64)], on: Date) -> i64 {
        steps
            .iter()
            .rev()
            .find(|(from, _)| *from <= on)
            .map_or(0, |(_, value)| *value)
    }

    fn holds(periods: &[Period], on: Date) -> bool {
        periods.iter().any(|period| period.contains(on))
    }

    proptest! {
        #[test]
        fn steps_equal_a_naive_count_on_every_day(periods in any_periods()) {
            let steps = step_function(periods.clone());
            for on in (-1..=DAYS).map(day) {
                let naive = periods.iter().filter(|period| period.contains(on)).count();
                prop_assert_eq!(at(&steps, on), i64::try_from(naive).unwrap());
            }
            prop_assert!(steps.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 != pair[1].1));
        }

        #[test]
        fn sets_of_days_equal_a_naive_look_at_every_day(left in any_periods(), right in any_periods()) {
            let (one, other) = (union(left.clone()), union(right.clone()));
            let both = intersection(&one, &other);
            for on in (-1..=DAYS).map(day) {
                prop_assert_eq!(holds(&one, on), holds(&left, on));
                prop_assert_eq!(holds(&both, on), holds(&left, on) && holds(&right, on));
            }
            for days in [&one, &both] {
                let apart = |pair: &[Period]| pair[0].until.is_some_and(|last| last.tomorrow().unwrap() < pair[1].since);
                prop_assert!(days.windows(2).all(apart));
            }
        }
    }
}
