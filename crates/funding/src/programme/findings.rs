//! What an overview shows of a programme without anybody having sent a command (REM-22, REM-26, FUN-15).

use kernel::{Date, Sourced, facts, german};

use super::aggregate::Programme;
use crate::findings::{Finding, FindingSeverity};

/// So many days before the last day for applications the office is reminded, each time once more (REM-22).
pub const APPLICATION_STAGES: [i32; 3] = [60, 30, 7];
/// So many days before the key is to be adjusted it shows (REM-26). No document names a lead; the number is ours.
pub const KEY_LEAD_DAYS: i32 = 90;

/// Whether an application for `year` is due on `day` (REM-22): from 60 days before the last day, and after it.
///
/// `applied` is true where one was made. Where the programme names no last day, that is the task: nothing is invented.
pub fn application_findings(
    programme: &Programme,
    year: i16,
    applied: bool,
    day: Date,
) -> Vec<Finding> {
    let runs = (1..=12).filter_map(|month| Date::new(year, month, 1).ok());
    if applied || !runs.into_iter().any(|first| programme.is_valid_on(first)) {
        return Vec::new();
    }
    let Some(rule) = programme.terms_on(day).application_deadline else {
        return vec![Finding {
            code: "APPLICATION_DEADLINE_UNSTATED",
            rule: "REM-22",
            severity: FindingSeverity::Task,
            sentence: "Die Antragsfrist des Förderprogramms ist nicht eingetragen.".to_owned(),
            facts: facts! { "year" => year },
        }];
    };
    let Some(due) = year.checked_sub(1).and_then(|before| rule.of(before)) else {
        return Vec::new();
    };
    let days = (due - day).get_days();
    let stage = APPLICATION_STAGES
        .into_iter()
        .filter(|stage| days <= *stage);
    let Some(stage) = stage.min() else {
        return Vec::new();
    };
    let (code, severity, sentence) = if days < 0 {
        (
            "APPLICATION_OVERDUE",
            FindingSeverity::Warning,
            format!(
                "Der Antrag für {year} war bis zum {} zu stellen.",
                german::day(due)
            ),
        )
    } else {
        (
            "APPLICATION_DUE",
            FindingSeverity::Task,
            format!(
                "Der Antrag für {year} ist bis zum {} zu stellen.",
                german::day(due)
            ),
        )
    };
    vec![Finding {
        code,
        rule: "REM-22",
        severity,
        sentence,
        facts: facts! { "year" => year, "dueOn" => due, "daysLeft" => days, "stage" => stage },
    }]
}

/// Whether the key of the programme's money is to be adjusted (REM-26, FUN-15). `years` is the policy's value, which
/// holds of the federal fund where the programme does not say; merely inferred, it still only asks.
pub fn key_findings(programme: &Programme, years: &Sourced<u8>, day: Date) -> Vec<Finding> {
    let due = programme.key_adjustment_due(day, years.value().copied());
    let near = due.filter(|due| (*due - day).get_days() <= KEY_LEAD_DAYS);
    let near = near.filter(|_| programme.is_valid_on(day));
    let finding = |due: Date| Finding {
        code: "KEY_ADJUSTMENT_DUE",
        rule: "REM-26",
        severity: FindingSeverity::Task,
        sentence: format!(
            "Der Verteilerschlüssel wird zum {} angepasst.",
            german::day(due)
        ),
        facts: facts! { "dueOn" => due },
    };
    near.into_iter().map(finding).collect()
}

/// That a programme is over although a document still counts on it (FUN-15, trap 11).
pub fn superseded_findings(programme: &Programme, day: Date) -> Vec<Finding> {
    let ended = programme.valid.and_then(|valid| valid.until);
    let finding = |last: Date| Finding {
        code: "PROGRAMME_ENDED",
        rule: "FUN-15",
        severity: if programme.successor.is_some() {
            FindingSeverity::Warning
        } else {
            FindingSeverity::Task
        },
        sentence: match programme.successor {
            Some(_) => format!(
                "Das Förderprogramm ist seit dem {} abgelöst.",
                german::day(last)
            ),
            None => format!(
                "Das Förderprogramm ist am {} ausgelaufen; ein Nachfolger ist nicht eingetragen.",
                german::day(last)
            ),
        },
        facts: facts! { "lastDay" => last, "successor" => programme.successor },
    };
    let over = ended.filter(|last| *last < day);
    over.into_iter().map(finding).collect()
}
