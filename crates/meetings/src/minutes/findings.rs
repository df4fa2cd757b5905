//! What an overview shows of minutes without anybody having sent a command (MTG-10, MTG-11, MTG-23; REM-09, REM-10).
//!
//! No document names a term; the numbers of days are ours.

use jiff::ToSpan;
use kernel::{Date, Sourced, Status, facts, german};

use super::aggregate::Minutes;
use crate::findings::{Finding, FindingSeverity};
use crate::meeting::{Meeting, whose};
use crate::policy::{MeetingRules, MeetingsPolicy};

/// So many days after a meeting its minutes should be begun (REM-09).
pub const DRAFTED_DAYS: i32 = 14;
/// So many days after their approval minutes should be out (REM-09).
pub const DISPATCHED_DAYS: i32 = 7;
/// So many days after minutes went out partners should have passed their results on (REM-10).
pub const PASSED_ON_DAYS: i32 = 30;

/// Whether minutes of the meeting are missing, or approved and not sent (REM-09). `rules` says whose they are, where a
/// document does.
///
/// What an office recorded afterwards has its minutes on paper: they are missing from no list.
pub fn minutes_findings(
    rules: Option<&MeetingRules>,
    meeting: &Meeting,
    minutes: Option<&Minutes>,
    day: Date,
) -> Vec<Finding> {
    let missing = missing(rules, meeting, minutes, day);
    let unsent = minutes.and_then(|minutes| unsent(rules, minutes, day));
    missing.into_iter().chain(unsent).collect()
}

fn missing(
    rules: Option<&MeetingRules>,
    meeting: &Meeting,
    minutes: Option<&Minutes>,
    day: Date,
) -> Option<Finding> {
    let afterwards = meeting.begun.as_ref().is_some_and(|begun| begun.afterwards);
    let drafted = minutes.is_some_and(|minutes| minutes.version_on(day).is_some());
    let held_on = meeting.held_on().filter(|_| !afterwards && !drafted)?;
    is_over(held_on, DRAFTED_DAYS, day).then(|| {
        let duty = rules.and_then(|rules| rules.minutes_by.value());
        let rule = rules.map_or(Status::Unstated, |rules| rules.minutes_by.status);
        Finding {
            code: "MINUTES_MISSING",
            rule: "REM-09",
            severity: FindingSeverity::Task,
            sentence: format!(
                "Von der Sitzung am {} gibt es noch kein Protokoll.{}",
                german::day(held_on),
                whose(duty.map_or(&[], std::slice::from_ref)),
            ),
            facts: facts! { "heldOn" => held_on, "minutesBy" => duty, "status" => rule },
        }
    })
}

/// The version that holds, where nobody got it.
fn unsent(rules: Option<&MeetingRules>, minutes: &Minutes, day: Date) -> Option<Finding> {
    let version = minutes.approved_on(day)?;
    let approved_on = version.approved_on()?;
    let mut dispatches = minutes.dispatches.iter();
    let sent = dispatches.any(|sent| sent.version == version.number && sent.on <= day);
    (!sent && is_over(approved_on, DISPATCHED_DAYS, day)).then(|| {
        let duty = rules.and_then(|rules| rules.dispatched_by.value());
        Finding {
            code: "MINUTES_NOT_DISPATCHED",
            rule: "REM-09",
            severity: FindingSeverity::Task,
            sentence: format!(
                "Das Protokoll ist seit dem {} genehmigt und noch nicht versandt.{}",
                german::day(approved_on),
                whose(duty.map_or(&[], std::slice::from_ref)),
            ),
            facts: facts! { "approvedOn" => approved_on, "version" => version.number, "dispatchedBy" => duty },
        }
    })
}

/// How many of those who got the minutes have not confirmed in time that they passed on what the policy says (REM-10):
/// a task where a document or a decision says that they do, a hint where that is inferred, nothing where nobody says it.
pub fn passing_on_findings(
    policy: &MeetingsPolicy,
    minutes: &Minutes,
    day: Date,
) -> Option<Finding> {
    let severity = severity(&policy.passing_on)?;
    let what = policy.passing_on.value()?.label();
    let waiting = minutes.not_passed_on(day).into_values();
    let late = waiting.filter(|days| PASSED_ON_DAYS <= *days).count();
    let asked = minutes.passing_on(day).asked;
    (late > 0).then(|| Finding {
        code: "PASSING_ON_OPEN",
        rule: "REM-10",
        severity,
        sentence: format!(
            "{PASSED_ON_DAYS} Tage nach dem Versand des Protokolls ist bei {late} von {asked} Netzwerkpartnern die \
             Weitergabe im eigenen Haus nicht bestätigt: {what}."
        ),
        facts: facts! { "open" => late, "asked" => asked },
    })
}

fn severity<T>(said: &Sourced<T>) -> Option<FindingSeverity> {
    match said.status {
        Status::Stated | Status::Adopted => Some(FindingSeverity::Task),
        Status::Inferred => Some(FindingSeverity::Warning),
        Status::Unstated => None,
    }
}

fn is_over(since: Date, days: i32, day: Date) -> bool {
    since.checked_add(days.days()).is_ok_and(|due| due <= day)
}
