//! What an overview shows of a recommendation without anybody having sent a command (REM-12).

use kernel::{Date, facts, german};

use super::aggregate::Recommendation;
use crate::findings::{Finding, FindingSeverity};

/// After so many days without an answer the coordination asks (REM-12). No document names a term; the number is ours.
pub const UNANSWERED_DAYS: i32 = 180;

/// The steps that wait for an answer for more than [`UNANSWERED_DAYS`] on `day`, one task each.
pub fn unanswered_findings(recommendation: &Recommendation, day: Date) -> Vec<Finding> {
    let waiting = recommendation.unanswered(day).into_iter();
    let late = waiting.filter(|step| step.waiting_days(day) > UNANSWERED_DAYS);
    late.map(|step| {
        let days = step.waiting_days(day);
        Finding {
            code: "RECOMMENDATION_UNANSWERED",
            rule: "REM-12",
            severity: FindingSeverity::Task,
            sentence: format!(
                "Die Empfehlung ist seit dem {} weitergeleitet und nach {days} Tagen noch nicht beantwortet.",
                german::day(step.forwarded_on)
            ),
            facts: facts! { "to" => step.to, "forwardedOn" => step.forwarded_on, "days" => days },
        }
    })
    .collect()
}
