//! Meetings that must be, as step functions for the state overview (M1: „gehalten von vorgeschrieben“).
//!
//! **Shape.** In: the rows of `body` and `meeting`. Out: steps of the indicators in [`INDICATORS`], which `overview`
//! cuts at the borders of state and release.
//!
//! The figure is one of a calendar year, and a day is asked: on each day the steps say what holds of *that day's year*
//! as known on the day. What is required is the number of the whole year, from its first day on; what was held begins
//! at 0 on 1 January and grows meeting by meeting. So a year's figure is the one of its 31 December.
//!
//! The counting is the domain's ([`meetings::cadence::state_share`]): duties alone; those that a document states or
//! somebody adopted apart from those that were read out of one; of each body no more than its number; what is wished,
//! approximate or unsaid, and a body that ran in a part of the year only, is counted as left out.
//!
//! *Held* is reported from the first day of the year of the first meeting that is recorded: before it nobody wrote
//! meetings down here, which is not the same as that there were none.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::Date;
use meetings::cadence::{CountedMeeting, StateShare};
use membership::Body;
use projection::ConsumerError;
use uuid::Uuid;

use super::Scope;
use super::overview::{read, view};
use crate::cadence::{Asked, counted};

/// Which numbers stand in the table under which name. Where no body is in a sum, it has no rows.
const INDICATORS: [(&str, Number); 7] = [
    ("meetings_required", |sums| sums.binding.required),
    ("meetings_held", |sums| sums.binding.counted),
    ("meetings_bodies", |sums| sums.binding.bodies),
    ("meetings_required_inferred", |sums| sums.inferred.required),
    ("meetings_held_inferred", |sums| sums.inferred.counted),
    ("meetings_bodies_inferred", |sums| sums.inferred.bodies),
    ("meetings_bodies_left_out", |sums| sums.left_out),
];

/// Those of them that say what was held.
const HELD: [&str; 2] = ["meetings_held", "meetings_held_inferred"];

type Number = fn(&StateShare) -> usize;

/// From a day on this holds.
type Steps<T> = Vec<(Date, T)>;

const BODIES: &str = "
    SELECT id, view
    FROM read_4.body
    WHERE municipality = $1";

const MEETINGS: &str = "
    SELECT body, begins_on, known_since, held, cancelled_on
    FROM read_4.meeting
    WHERE municipality = $1
        AND body IS NOT NULL";

/// Every indicator with its steps. A body of unknown age counts from `beginning` on.
pub(super) async fn indicators(
    scope: Scope<'_>,
    beginning: Option<Date>,
) -> Result<Vec<(&'static str, Steps<i64>)>, ConsumerError> {
    let mut meetings: HashMap<Uuid, Vec<CountedMeeting>> = HashMap::new();
    for row in read(scope, MEETINGS, "read meetings to count").await? {
        let own = meetings.entry(row.get("body")).or_default();
        own.push(counted(&row));
    }
    let mut bodies = Vec::new();
    for row in read(scope, BODIES, "read bodies to count").await? {
        let body: Body = view("body", &row)?;
        let own = meetings.remove(&row.get("id")).unwrap_or_default();
        bodies.push((body, own));
    }
    Ok(steps(&bodies, beginning))
}

fn steps(
    bodies: &[(Body, Vec<CountedMeeting>)],
    beginning: Option<Date>,
) -> Vec<(&'static str, Steps<i64>)> {
    let recorded = bodies.iter().flat_map(|(_, meetings)| meetings);
    let recorded_since = recorded
        .map(|meeting| meeting.begins_on.first_of_year())
        .min();
    let mut changes: BTreeMap<Date, Vec<(usize, StateShare)>> = BTreeMap::new();
    for (number, (body, meetings)) in bodies.iter().enumerate() {
        for (day, share) in of_body(body, meetings, beginning) {
            changes.entry(day).or_default().push((number, share));
        }
    }
    // Held begins on a day on which nothing else may change.
    changes.extend(
        recorded_since
            .filter(|since| !changes.contains_key(since))
            .map(|since| (since, Vec::new())),
    );
    let mut current = vec![StateShare::default(); bodies.len()];
    let mut days: Steps<StateShare> = Vec::new();
    for (day, changed) in changes {
        for (number, share) in changed {
            if let Some(known) = current.get_mut(number) {
                *known = share;
            }
        }
        days.push((day, sum(&current)));
    }
    INDICATORS
        .into_iter()
        .map(|(indicator, number)| {
            let held = HELD.contains(&indicator);
            let reported = days
                .iter()
                .filter(|(day, _)| !held || recorded_since.is_some_and(|since| since <= *day));
            let values =
                reported.map(|(day, sums)| (*day, number(sums), is_reported(indicator, sums)));
            (indicator, changing(values))
        })
        .collect()
}

/// Whether the sum in which the number belongs has a body in it.
fn is_reported(indicator: &str, sums: &StateShare) -> bool {
    match indicator {
        "meetings_bodies_left_out" => sums.left_out > 0,
        inferred if inferred.ends_with("_inferred") => sums.inferred.bodies > 0,
        _ => sums.binding.bodies > 0,
    }
}

/// The values where they change, from the first one that is reported on.
fn changing(values: impl Iterator<Item = (Date, usize, bool)>) -> Steps<i64> {
    let mut steps: Steps<i64> = Vec::new();
    for (day, value, reported) in values {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        let changes = steps.last().map_or(reported, |(_, last)| *last != value);
        if changes {
            steps.push((day, value));
        }
    }
    steps
}

fn sum(shares: &[StateShare]) -> StateShare {
    let mut sums = StateShare::default();
    for share in shares {
        sums += *share;
    }
    sums
}

/// What the body adds, from each day on which that may change.
fn of_body(body: &Body, meetings: &[CountedMeeting], beginning: Option<Date>) -> Steps<StateShare> {
    let founded = body.founded_on.map(kernel::PartialDate::first_day);
    let Some(first) = founded.or(beginning) else {
        return Vec::new();
    };
    let last = body.dissolved_on.unwrap_or(Date::MAX);
    let share = |day: Date| {
        let asked = Asked {
            body,
            year: day.year(),
            as_of: day,
            words: None,
            meetings,
        };
        let share = asked.share().filter(|_| day <= last);
        (day, share.unwrap_or_default())
    };
    let days = days(body, meetings, first);
    days.into_iter()
        .filter(|day| first <= *day)
        .map(share)
        .collect()
}

/// The days on which a body's figure may change: years whose part it began or ended in, its cadences, its meetings, and
/// the year after each of them.
fn days(body: &Body, meetings: &[CountedMeeting], first: Date) -> BTreeSet<Date> {
    let mut days = BTreeSet::from([first]);
    days.extend(new_year(first.year() + 1));
    if let Some(last) = body.dissolved_on {
        days.extend(new_year(last.year()));
        days.extend(last.tomorrow());
    }
    let adopted = body.adopted_cadences.facts().iter();
    days.extend(adopted.filter_map(|fact| Some(fact.since?.first_day())));
    for meeting in meetings {
        days.insert(meeting.begins_on.max(meeting.known_since));
        days.extend(meeting.cancelled_on);
        days.extend(new_year(meeting.begins_on.year() + 1));
    }
    days
}

fn new_year(year: i16) -> Option<Date> {
    Date::new(year, 1, 1).ok()
}
