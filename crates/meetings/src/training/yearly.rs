//! Whether a year still owes its training about child protection (MTG-27, REM-19).
//!
//! A duty is there only where a policy says that the training recurs **and** how often; „im Bedarfsfall“ and a silent
//! document make none. What a document calls recurring is the training about child protection: others do not count. It
//! is due in a year where one interval after the last one held before the year ends by the year's last day.

use kernel::{Date, Facts, Interval, Status, facts, german, period};
use serde::Serialize;

use super::aggregate::{Training, TrainingState};
use super::command::TrainingTopic;
use crate::findings::{Finding, FindingSeverity};
use crate::policy::{self, MeetingsPolicy};

/// What a year has of the recurring training, as it was known on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct YearlyTraining {
    pub year: i16,
    /// Whether the year owes one; a year that owes none may have some.
    pub due: bool,
    /// How well that is founded: the weaker of what is said of the recurrence and of its interval.
    pub status: Status,
    /// The first days of those held in the year, in order.
    pub held: Vec<Date>,
    /// The first day of the next one planned for the year.
    pub planned: Option<Date>,
    /// From 30 September on, where the year owes one and none was held (REM-19).
    pub finding: Option<Finding>,
}

/// What `year` has of the recurring training, as of `day`.
pub fn yearly<'t>(
    trainings: impl IntoIterator<Item = &'t Training>,
    year: i16,
    policy: &MeetingsPolicy,
    day: Date,
) -> YearlyTraining {
    let trainings: Vec<_> = trainings
        .into_iter()
        .filter(|training| about_child_protection(training, day))
        .collect();
    let mut held: Vec<_> = trainings
        .iter()
        .filter_map(|training| training.held_on())
        .filter(|held_on| *held_on <= day)
        .collect();
    held.sort_unstable();
    let planned = trainings
        .iter()
        .filter(|training| training.state_on(day) == Some(TrainingState::Planned))
        .filter_map(|training| training.plan_on(day))
        .map(|plan| plan.begins_on)
        .filter(|begins_on| begins_on.year() == year && *begins_on >= day)
        .min();
    let last_before = held.iter().copied().filter(|on| on.year() < year).max();
    held.retain(|held_on| held_on.year() == year);
    let (interval, status) = recurrence(policy);
    let due = interval.is_some_and(|interval| is_due(interval, last_before, year));
    let finding =
        (due && held.is_empty() && is_late(year, day)).then(|| missing(year, planned, status));
    YearlyTraining {
        year,
        due,
        status,
        held,
        planned,
        finding,
    }
}

fn about_child_protection(training: &Training, day: Date) -> bool {
    let plan = training.plan_on(day);
    plan.is_some_and(|plan| plan.topic == TrainingTopic::ChildProtection)
}

/// How often it recurs, where somebody says both that it does and how often.
fn recurrence(policy: &MeetingsPolicy) -> (Option<&Interval>, Status) {
    let (training, interval) = (&policy.training, &policy.training_interval);
    match (training.value(), interval.value()) {
        (Some(policy::Training::Recurring), Some(every)) => {
            let inferred = training.inferred().is_some() || interval.inferred().is_some();
            let status = if inferred {
                Status::Inferred
            } else {
                interval.status
            };
            (Some(every), status)
        }
        (Some(policy::Training::Recurring), None) => (None, interval.status),
        (Some(policy::Training::WhenNeeded) | None, _) => (None, training.status),
    }
}

/// Where none is known before, the year owes one.
fn is_due(interval: &Interval, last_before: Option<Date>, year: i16) -> bool {
    match last_before {
        None => true,
        Some(last) => interval
            .after(last)
            .zip(period::year_end(year))
            .is_some_and(|(next, year_end)| next <= year_end),
    }
}

/// From 30 September on; a year that is over stays late.
fn is_late(year: i16, day: Date) -> bool {
    Date::new(year, 9, 30).is_ok_and(|reminder| day >= reminder)
}

/// A task where a document or a decision says so and no day is set, else a hint.
fn missing(year: i16, planned: Option<Date>, status: Status) -> Finding {
    let binding = match status {
        Status::Stated | Status::Adopted => true,
        Status::Inferred | Status::Unstated => false,
    };
    let said = format!("Im Jahr {year} gab es noch keine Fortbildung zum Kinderschutz");
    let (sentence, facts): (String, Facts) = match planned {
        Some(on) => (
            format!("{said}; geplant ist sie für den {}.", german::day(on)),
            facts! { "year" => year, "planned" => on },
        ),
        None => (format!("{said}."), facts! { "year" => year }),
    };
    Finding {
        code: "YEARLY_TRAINING_MISSING",
        rule: "MTG-27",
        severity: if binding && planned.is_none() {
            FindingSeverity::Task
        } else {
            FindingSeverity::Warning
        },
        sentence,
        facts,
    }
}
