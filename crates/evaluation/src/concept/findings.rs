//! What an overview shows of the concept paper without anybody having sent a command (EVA-07, REM-21).

use kernel::{Date, facts, german};

use super::aggregate::Concept;
use super::reading::NextRevision;
use crate::findings::{Finding, FindingSeverity, severity};
use crate::policy::EvaluationPolicy;

/// Revisions that are due, or will be within 180 days; and that nobody says how often.
///
/// Overdue it is a task where the interval is stated or adopted; before its day, and inferred, a warning.
pub fn concept_findings<'a>(
    policy: &EvaluationPolicy,
    concepts: impl IntoIterator<Item = &'a Concept>,
    day: Date,
) -> Vec<Finding> {
    let next = concepts
        .into_iter()
        .filter_map(|concept| concept.next_revision(day, policy));
    next.filter_map(|next| finding(&next, day)).collect()
}

fn finding(next: &NextRevision, day: Date) -> Option<Finding> {
    let (on, remind_from, interval, status) = match next {
        NextRevision::Due {
            on,
            remind_from,
            interval,
            status,
        } => (on, remind_from, interval, status),
        NextRevision::Unstated => {
            return Some(Finding {
                code: "CONCEPT_INTERVAL_UNSTATED",
                rule: "EVA-07",
                severity: FindingSeverity::Task,
                sentence:
                    "Wie oft das Fachkonzept fortgeschrieben wird, sagt niemand; ein Abstand \
                ist festzulegen."
                        .to_owned(),
                facts: facts! {},
            });
        }
    };
    let facts = facts! { "dueOn" => on, "interval" => interval, "status" => status };
    let due = german::day(*on);
    if *on <= day {
        Some(Finding {
            code: "CONCEPT_REVISION_DUE",
            rule: "EVA-07",
            severity: severity(*status),
            sentence: format!("Die Fortschreibung des Fachkonzepts ist seit dem {due} fällig."),
            facts,
        })
    } else if *remind_from <= day {
        Some(Finding {
            code: "CONCEPT_REVISION_AHEAD",
            rule: "EVA-07",
            severity: FindingSeverity::Warning,
            sentence: format!("Die Fortschreibung des Fachkonzepts wird am {due} fällig."),
            facts,
        })
    } else {
        None
    }
}
