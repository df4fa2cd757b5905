//! Whether a body still has to talk about the results of the evaluation this year (MTG-29).
//!
//! A policy names the bodies and how often; „regelmäßig“ was read as yearly, and such an inferred value only hints.
//! Where nobody names the body or the interval, nothing is found.

use kernel::{Date, PartialDate, facts, german, period};

use crate::findings::{Finding, FindingSeverity};
use crate::meeting::{ItemKind, Meeting};
use crate::policy::MeetingsPolicy;

/// From here on a year's talk that is still missing is said: the year's last dates are being set.
const THIRD_QUARTER: i8 = 7;

/// Whether the body with the policy's key `rule` owes the year of `day` its talk, as of `day`: none was held, an
/// interval after the last one ends by the year's end, and no coming meeting of the year has it on its agenda.
///
/// `meetings` are all of the body's; a body that was founded within the year owes nothing yet.
pub fn evaluation_finding<'m>(
    policy: &MeetingsPolicy,
    rule: &str,
    founded_on: Option<PartialDate>,
    meetings: impl IntoIterator<Item = &'m Meeting>,
    day: Date,
) -> Option<Finding> {
    let (bodies, interval) = (
        &policy.evaluation_discussed_in,
        &policy.evaluation_discussed_every,
    );
    let every = interval.value()?;
    let named = bodies.value()?.iter().any(|key| key == rule);
    let year_end = period::year_end(day.year())?;
    let young = founded_on.is_some_and(|on| on.last_day() > day.first_of_year());
    if !named || young || day.month() < THIRD_QUARTER {
        return None;
    }
    let about: Vec<&Meeting> = meetings
        .into_iter()
        .filter(|meeting| is_about_evaluation(meeting) && !is_cancelled(meeting, day))
        .collect();
    let held = about.iter().filter_map(|meeting| meeting.held_on());
    let last = held.filter(|on| *on <= day).max();
    let ahead = about
        .iter()
        .filter(|meeting| meeting.state_on(day).is_some())
        .filter_map(|meeting| meeting.begins_on())
        .any(|on| day <= on && on <= year_end);
    let owed = last.is_none_or(|last| every.after(last).is_some_and(|next| next <= year_end));
    let this_year = last.is_some_and(|last| last.year() == day.year());
    if ahead || this_year || !owed {
        return None;
    }
    let binding = bodies.binding().is_some() && interval.binding().is_some();
    let since = last.map_or_else(
        || "noch nie".to_owned(),
        |last| format!("zuletzt am {}", german::day(last)),
    );
    Some(Finding {
        code: "EVALUATION_NOT_DISCUSSED",
        rule: "MTG-29",
        severity: if binding {
            FindingSeverity::Task
        } else {
            FindingSeverity::Warning
        },
        sentence: format!(
            "Die Ergebnisse der Evaluation wurden im Jahr {} noch nicht besprochen ({since}), und keine kommende \
             Sitzung hat sie auf der Tagesordnung.",
            day.year(),
        ),
        facts: facts! { "year" => day.year(), "lastOn" => last },
    })
}

fn is_about_evaluation(meeting: &Meeting) -> bool {
    let mut agenda = meeting.agenda.iter();
    agenda.any(|item| item.kind == ItemKind::EvaluationResults)
}

fn is_cancelled(meeting: &Meeting, day: Date) -> bool {
    meeting.cancelled_on.is_some_and(|on| on <= day)
}
