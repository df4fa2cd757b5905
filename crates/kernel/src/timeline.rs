//! Facts with a day, read on any day.
//!
//! Facts are kept in the order in which they were told. For a day, the fact with the latest date not after it
//! holds; of two with the same date, the one told later. So a late fact finds its place, and nothing that was
//! told is lost.

use std::collections::BTreeSet;

use crate::{Date, PartialDate, Period};
use serde::{Deserialize, Serialize};

/// One value at a time [Verlauf]: a name, a status, an operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Succession<T>(Vec<Since<T>>);

/// A value since a day; without a day it holds from the beginning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Since<T> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    pub value: T,
}

impl<T> Default for Succession<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Succession<T> {
    pub fn note(&mut self, since: Option<PartialDate>, value: T) {
        self.0.push(Since { since, value });
    }

    /// The value that holds on `day`, with the day since when.
    pub fn at(&self, day: Date) -> Option<&Since<T>> {
        self.0
            .iter()
            .filter(|fact| first_day(fact.since).is_none_or(|since| since <= day))
            .max_by_key(|fact| first_day(fact.since))
    }

    /// The value that holds on `day`.
    pub fn on(&self, day: Date) -> Option<&T> {
        self.at(day).map(|fact| &fact.value)
    }

    /// Every fact, in the order in which it was told.
    pub fn facts(&self) -> &[Since<T>] {
        &self.0
    }
}

fn first_day(since: Option<PartialDate>) -> Option<Date> {
    since.map(PartialDate::first_day)
}

/// Any number at a time [Zugehörigkeiten]: networks, sites, sectors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timeline<T>(Vec<Change<T>>);

/// From `since` on it belongs, or does not any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Change<T> {
    pub of: T,
    pub since: PartialDate,
    pub belongs: bool,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// What a leaving would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// it belongs on that day
    Ends,
    /// it has left before
    Repeated,
    /// it never belonged until that day
    NeverBelonged,
}

impl<T: PartialEq + Clone> Timeline<T> {
    pub fn note(&mut self, of: T, since: PartialDate, belongs: bool) {
        self.0.push(Change { of, since, belongs });
    }

    /// True where `of` belongs on `day`.
    pub fn has(&self, of: &T, day: Date) -> bool {
        self.last(of, day).is_some_and(|change| change.belongs)
    }

    /// What belongs on `day`, in the order in which it was first told.
    pub fn on(&self, day: Date) -> Vec<T> {
        let mut seen: Vec<&T> = Vec::new();
        for change in &self.0 {
            if !seen.contains(&&change.of) {
                seen.push(&change.of);
            }
        }
        seen.into_iter()
            .filter(|of| self.has(of, day))
            .cloned()
            .collect()
    }

    /// From when to when `of` belongs, in order; a day that is known by its year counts from its first.
    pub fn periods(&self, of: &T) -> Vec<Period> {
        let theirs = self.0.iter().filter(|change| change.of == *of);
        let days: BTreeSet<Date> = theirs.map(|change| change.since.first_day()).collect();
        let mut periods: Vec<Period> = Vec::new();
        for day in days {
            let open = periods.last_mut().filter(|period| period.until.is_none());
            match (open, self.has(of, day)) {
                (Some(period), false) => period.until = day.yesterday().ok(),
                (None, true) => periods.push(Period {
                    since: day,
                    until: None,
                }),
                (Some(_), true) | (None, false) => {}
            }
        }
        periods
    }

    /// Every change, in the order in which it was told.
    pub fn changes(&self) -> &[Change<T>] {
        &self.0
    }

    pub fn leaving(&self, of: &T, day: Date) -> Leaving {
        match self.last(of, day) {
            Some(change) if change.belongs => Leaving::Ends,
            Some(_) => Leaving::Repeated,
            None => Leaving::NeverBelonged,
        }
    }

    fn last(&self, of: &T, day: Date) -> Option<&Change<T>> {
        self.0
            .iter()
            .filter(|change| change.of == *of && change.since.first_day() <= day)
            .max_by_key(|change| change.since.first_day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_late_fact_finds_its_place() {
        let mut names = Succession::default();
        names.note(None, "first");
        names.note(Some(date(2020, 1, 1).into()), "third");
        names.note(Some(date(2018, 1, 1).into()), "second");
        let on = |year| names.on(date(year, 6, 1)).copied();
        assert_eq!(
            (on(2017), on(2018), on(2021)),
            (Some("first"), Some("second"), Some("third"))
        );
    }

    #[test]
    fn what_left_and_came_back_belonged_in_two_periods() {
        let mut timeline = Timeline::default();
        timeline.note('a', date(2020, 1, 1).into(), true);
        timeline.note('a', date(2022, 1, 1).into(), true);
        timeline.note('a', date(2021, 1, 1).into(), false);
        let period = |since, until| Period { since, until };
        assert_eq!(
            timeline.periods(&'a'),
            [
                period(date(2020, 1, 1), Some(date(2020, 12, 31))),
                period(date(2022, 1, 1), None)
            ]
        );
        assert!(timeline.periods(&'b').is_empty());
    }

    #[test]
    fn of_two_facts_of_one_day_the_later_told_holds() {
        let mut timeline = Timeline::default();
        timeline.note('a', date(2020, 1, 1).into(), true);
        timeline.note('a', date(2020, 1, 1).into(), false);
        timeline.note('b', date(2020, 1, 1).into(), true);
        assert_eq!(timeline.on(date(2020, 1, 1)), ['b']);
        assert_eq!(timeline.leaving(&'a', date(2020, 2, 1)), Leaving::Repeated);
        assert_eq!(
            timeline.leaving(&'b', date(2019, 2, 1)),
            Leaving::NeverBelonged
        );
    }
}
