//! The concept paper's age and the last quality dialogue as step functions for the state overview (Q1, Q2).
//!
//! **Shape.** In: the rows of `concept` and `quality_dialogue`. Out: steps of the indicators below, which `overview` cuts at
//! the borders of state and release.
//!
//! | indicator | what it is on a day | reported from |
//! |---|---|---|
//! | `concept_adopted` | the day on which the version that holds was adopted; of several concepts the latest | the first version on |
//! | `concept_interval` | days from then to the next revision, as the municipality decided how often | alike |
//! | `quality_dialogue` | the last day on which a quality dialogue was held | the first such day on |
//!
//! A day stands as the number of days since 1 January 1970, since an age would change every day: who reads it subtracts.
//! [`NONE`] stands where no concept holds any more, and where the municipality decided no interval; a value of its policy is
//! not known here.

use std::collections::BTreeSet;

use evaluation::{Concept, QualityDialogue};
use kernel::{Date, PartialDate};
use projection::ConsumerError;

use super::Scope;
use super::overview::{read, view};

/// Nothing is there, although there was something.
pub(crate) const NONE: i64 = -1;

/// The first day of the count.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// From a day on this holds.
type Steps = Vec<(Date, i64)>;

const CONCEPTS: &str = "
    SELECT view
    FROM read_4.concept
    WHERE municipality = $1";

const DIALOGUES: &str = "
    SELECT view
    FROM read_4.quality_dialogue
    WHERE municipality = $1";

/// Every indicator with its steps.
pub(super) async fn indicators(
    scope: Scope<'_>,
) -> Result<Vec<(&'static str, Steps)>, ConsumerError> {
    let mut concepts: Vec<Concept> = Vec::new();
    for row in read(scope, CONCEPTS, "read concepts to count").await? {
        concepts.push(view("concept", &row)?);
    }
    let mut held = BTreeSet::new();
    for row in read(scope, DIALOGUES, "read quality dialogues to count").await? {
        let dialogue: QualityDialogue = view("quality dialogue", &row)?;
        held.extend(dialogue.held.iter().map(|(on, _)| *on));
    }
    let held = held.into_iter().map(|on| (on, number(on))).collect();
    let adopted = |day| latest(&concepts, day).map_or(NONE, |(on, _)| number(on));
    let interval = |day| {
        latest(&concepts, day)
            .and_then(|(_, days)| days)
            .unwrap_or(NONE)
    };
    let days = days(&concepts);
    Ok(vec![
        ("concept_adopted", steps(&days, adopted)),
        ("concept_interval", steps(&days, interval)),
        ("quality_dialogue", held),
    ])
}

/// A day as a number.
fn number(day: Date) -> i64 {
    i64::from((day - EPOCH).get_days())
}

/// A number as a day; `None` for [`NONE`].
pub(crate) fn day(number: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(number).ok()?;
    (number != NONE).then(|| EPOCH.checked_add(days).ok())?
}

/// The version that holds on `day` and was adopted last, with the days to its next revision.
fn latest(concepts: &[Concept], day: Date) -> Option<(Date, Option<i64>)> {
    let holding = concepts.iter().filter_map(|concept| {
        let (_, version) = concept.version_on(day)?;
        let on = version.adopted_on;
        let next = concept.intervals.on(day);
        let next = next.and_then(|interval| interval.after(on));
        Some((on, next.map(|next| i64::from((next - on).get_days()))))
    });
    holding.max_by_key(|(on, _)| *on)
}

/// Every day on which a number may change, none before the first version.
fn days(concepts: &[Concept]) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for concept in concepts {
        let Some(first) = concept.versions.first() else {
            continue;
        };
        days.extend(concept.versions.iter().map(|version| version.adopted_on));
        let told = concept
            .intervals
            .facts()
            .iter()
            .filter_map(|fact| fact.since);
        let told = told.map(PartialDate::first_day);
        days.extend(
            told.chain(concept.retired_on)
                .filter(|on| first.adopted_on <= *on),
        );
    }
    days
}

fn steps(days: &BTreeSet<Date>, value: impl Fn(Date) -> i64) -> Steps {
    let mut steps: Steps = Vec::new();
    for day in days {
        let value = value(*day);
        if steps.last().is_none_or(|(_, last)| *last != value) {
            steps.push((*day, value));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_a_number_and_a_number_a_day() {
        let adopted = date(2015, 12, 14);
        assert_eq!(day(number(adopted)), Some(adopted));
        assert_eq!(day(NONE), None);
        assert_eq!(day(i64::MAX), None);
    }
}
