//! What an overview shows of a meeting without anybody having sent a command (MTG-08, MTG-15, MTG-25; REM-08).

use jiff::ToSpan;
use kernel::{Date, OutcomeId, facts, german};

use super::aggregate::{Meeting, Outcome};
use super::reading::MeetingState;
use crate::facts::OutcomeKind;
use crate::findings::{Finding, FindingSeverity};
use crate::policy::{MeetingDuty, MeetingRules};

/// So many days before a meeting its invitation should be out (REM-08). No document names a term; the number is ours.
pub const INVITED_DAYS_BEFORE: i32 = 21;

/// Whether nobody was invited although the meeting is near (REM-08): from [`INVITED_DAYS_BEFORE`] on until its day.
///
/// `rules` says who invites to this body's meetings, where a document does.
pub fn invitation_findings(
    meeting: &Meeting,
    rules: Option<&MeetingRules>,
    day: Date,
) -> Vec<Finding> {
    let near = |begins_on: &Date| {
        let since = begins_on.saturating_sub(INVITED_DAYS_BEFORE.days());
        (since..=*begins_on).contains(&day)
    };
    let waits = meeting.state_on(day) == Some(MeetingState::Planned);
    let Some(begins_on) = meeting.begins_on().filter(|on| waits && near(on)) else {
        return Vec::new();
    };
    let duties = rules.and_then(|rules| rules.invited_by.value());
    vec![Finding {
        code: "INVITATION_NOT_SENT",
        rule: "REM-08",
        severity: FindingSeverity::Task,
        sentence: format!(
            "Zur Sitzung am {} ist noch nicht eingeladen.{}",
            german::day(begins_on),
            whose(duties.map_or(&[], Vec::as_slice)),
        ),
        facts: facts! { "beginsOn" => begins_on, "invitedBy" => duties },
    }]
}

/// Tasks that the meeting gave and that were not done by `day`: those past their day, and whatever an analysis of
/// errors wants to be better, from the meeting on (MTG-25).
pub fn outcome_findings(meeting: &Meeting, day: Date) -> Vec<(OutcomeId, Finding)> {
    let Some(held_on) = meeting.held_on().filter(|on| *on <= day) else {
        return Vec::new();
    };
    let improvements: Vec<OutcomeId> = meeting
        .improvement_items(day)
        .iter()
        .map(|outcome| outcome.id)
        .collect();
    let open = |outcome: &&Outcome| {
        outcome.kind == OutcomeKind::Task && outcome.done_on.is_none_or(|on| day < on)
    };
    let open = meeting.outcomes.iter().filter(open);
    open.filter_map(|outcome| {
        let overdue = outcome.due_on.filter(|due| *due < day);
        let finding = if improvements.contains(&outcome.id) {
            improvement(outcome, held_on, overdue)
        } else {
            task(outcome, held_on, overdue?)
        };
        Some((outcome.id, finding))
    })
    .collect()
}

fn improvement(outcome: &Outcome, held_on: Date, overdue: Option<Date>) -> Finding {
    let held = german::day(held_on);
    let sentence = match overdue {
        Some(due) => format!(
            "Die Verbesserung aus der Fehleranalyse vom {held} war bis zum {} umzusetzen und ist noch offen.",
            german::day(due)
        ),
        None => format!("Die Verbesserung aus der Fehleranalyse vom {held} ist noch offen."),
    };
    Finding {
        code: "IMPROVEMENT_OPEN",
        rule: "MTG-25",
        severity: FindingSeverity::Task,
        sentence,
        facts: facts! { "heldOn" => held_on, "dueOn" => outcome.due_on, "responsible" => outcome.responsible },
    }
}

fn task(outcome: &Outcome, held_on: Date, due: Date) -> Finding {
    Finding {
        code: "MEETING_TASK_OVERDUE",
        rule: "MTG-15",
        severity: FindingSeverity::Task,
        sentence: format!(
            "Der Auftrag aus der Sitzung vom {} war bis zum {} zu erledigen.",
            german::day(held_on),
            german::day(due)
        ),
        facts: facts! { "heldOn" => held_on, "dueOn" => due, "responsible" => outcome.responsible },
    }
}

/// Whose turn it is, as a sentence to follow another; empty where nobody says.
pub(crate) fn whose(duties: &[MeetingDuty]) -> String {
    let labels: Vec<&str> = duties.iter().map(|duty| duty.label()).collect();
    match labels.as_slice() {
        [] => String::new(),
        labels => format!(" Zuständig: {}.", labels.join(", ")),
    }
}
