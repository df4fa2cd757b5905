//! What an overview shows of a recommendation without anybody having sent a command (REM-12, MTG-13).

use kernel::{Date, facts, german};

use super::aggregate::Recommendation;
use super::reading::Return;
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

/// What came back and no meeting of the body that raised it has seen, once for each from whom it came (MTG-13): a task
/// for the body's next agenda. `next` is the day of its next meeting, where one is planned.
pub fn presentation_findings(
    recommendation: &Recommendation,
    next: Option<Date>,
    day: Date,
) -> Vec<Finding> {
    let mut latest: Vec<Return> = Vec::new();
    for back in recommendation.answers_to_present(day) {
        match latest.iter_mut().find(|known| known.from == back.from) {
            Some(known) => known.came_on = known.came_on.max(back.came_on),
            None => latest.push(back),
        }
    }
    let next_meeting = next.map_or_else(
        || "die nächste Sitzung hat noch keinen Termin".to_owned(),
        |next| format!("die nächste Sitzung ist am {}", german::day(next)),
    );
    let finding = |back: Return| Finding {
        code: "ANSWER_NOT_PRESENTED",
        rule: "MTG-13",
        severity: FindingSeverity::Task,
        sentence: format!(
            "Die Rückmeldung vom {} gehört auf die nächste Tagesordnung; {next_meeting}.",
            german::day(back.came_on)
        ),
        facts: facts! { "from" => back.from, "cameOn" => back.came_on, "nextOn" => next },
    };
    latest.into_iter().map(finding).collect()
}
