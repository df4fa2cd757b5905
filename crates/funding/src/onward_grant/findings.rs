//! What an overview shows of an onward grant without anybody having sent a command (REM-23).

use kernel::{BudgetId, Date, Facts, Money, facts, german};

use super::aggregate::OnwardGrant;
use super::command::OnwardSource;
use crate::budget::Budget;
use crate::expense::LineOfBudget;
use crate::findings::{Finding, FindingSeverity};
use crate::german::euros;

/// So many days before the municipality's own proof those of the institutions are to be there (REM-23). No document
/// names a term; the number is the reminder's.
pub const BEFORE_OWN_PROOF_DAYS: i64 = 60;

/// What is to be done with the onward grant on `day`; `own_proof_due_on` is when the proof of the grant that pays it
/// is due, where it is known.
///
/// An institution's proof that nobody set a day for is a task; one that is late, or not examined, is one; so is money
/// that it has to pay back.
pub fn onward_findings(
    onward: &OnwardGrant,
    own_proof_due_on: Option<Date>,
    day: Date,
) -> Vec<Finding> {
    let Some(notice) = onward.notice_on(day) else {
        return Vec::new();
    };
    if onward.closed_on.is_some_and(|on| on <= day) {
        return Vec::new();
    }
    let sums = onward.sums_on(day);
    let submitted = onward.proofs.iter().rfind(|p| p.submitted_on <= day);
    let examined = onward.accepted_on(day).is_some();
    let mut findings = Vec::new();
    if submitted.is_none() && sums.disbursed > Money::ZERO {
        let before_own = own_proof_due_on.and_then(|due| {
            due.checked_sub(jiff::Span::new().days(BEFORE_OWN_PROOF_DAYS))
                .ok()
        });
        match (notice.proof_due_on, before_own) {
            (None, None) => findings.push(task(
                "ONWARD_PROOF_DATE_UNSTATED",
                "Wann der Träger die Verwendung nachweist, ist nicht festgelegt; bitte eintragen."
                    .to_owned(),
                Facts::new(),
            )),
            (Some(due), _) if due < day => findings.push(task(
                "ONWARD_PROOF_OVERDUE",
                format!(
                    "Der Nachweis des Trägers war am {} fällig.",
                    german::day(due)
                ),
                facts! { "dueOn" => due },
            )),
            (_, Some(ask_from)) if ask_from <= day => findings.push(task(
                "ONWARD_PROOF_BEFORE_OWN",
                format!(
                    "Der eigene Nachweis ist am {} fällig; der des Trägers fehlt noch.",
                    own_proof_due_on.map(german::day).unwrap_or_default()
                ),
                facts! { "ownDueOn" => own_proof_due_on, "dueOn" => notice.proof_due_on },
            )),
            (Some(_), _) | (None, Some(_)) => {}
        }
    }
    if let Some(proof) = submitted.filter(|_| !examined) {
        findings.push(task(
            "ONWARD_PROOF_NOT_EXAMINED",
            format!(
                "Der Nachweis des Trägers vom {} ist nicht geprüft; bis dahin ist der eigene Nachweis nicht möglich.",
                german::day(proof.submitted_on)
            ),
            facts! { "submittedOn" => proof.submitted_on, "ownDueOn" => own_proof_due_on },
        ));
    }
    if sums.due_back() > Money::ZERO {
        findings.push(task(
            "ONWARD_REPAYMENT_OPEN",
            format!("Der Träger hat {} zurückzuzahlen.", euros(sums.due_back())),
            facts! { "amount" => sums.due_back() },
        ));
    }
    let late = onward
        .open_conditions(day)
        .filter(|c| c.due_on.is_some_and(|due| due < day));
    for condition in late {
        findings.push(task(
            "ONWARD_CONDITION_OVERDUE",
            "Eine Nebenbestimmung der Weiterleitung ist überfällig.".to_owned(),
            facts! { "condition" => condition.id, "dueOn" => condition.due_on },
        ));
    }
    findings
}

/// The lines of a budget on which more is promised to institutions on `day` than they approve (FUN-20). Each award alone
/// is within its line; together nobody could ask when they were made. What is closed counts with what it kept.
pub fn line_findings<'a>(
    (id, budget): (BudgetId, &Budget),
    onward_grants: impl IntoIterator<Item = &'a OnwardGrant>,
    day: Date,
) -> Vec<Finding> {
    let onward_grants: Vec<_> = onward_grants.into_iter().collect();
    let promised = |of: &LineOfBudget| -> Money {
        let theirs = onward_grants.iter();
        let theirs = theirs.filter(
            |onward| matches!(&onward.source, Some(OnwardSource::BudgetLine(line)) if line == of),
        );
        let amounts = theirs.map(|onward| {
            let sums = onward.sums_on(day);
            let closed = onward.closed_on.is_some_and(|on| on <= day);
            if closed { sums.held() } else { sums.awarded }
        });
        amounts.sum()
    };
    let holding = budget.holding_on(day);
    let lines = holding.into_iter().flat_map(|version| &version.lines);
    let beyond = lines.filter_map(|line| {
        let of = LineOfBudget {
            budget: id,
            line: line.id,
        };
        let promised = promised(&of);
        (promised > line.amount).then(|| Finding {
            code: "ONWARD_BEYOND_BUDGET_LINE",
            rule: "FUN-20",
            severity: FindingSeverity::Warning,
            sentence: format!(
                "Aus einer Position des Budgets sind {} weitergegeben, beschlossen sind {}.",
                euros(promised),
                euros(line.amount)
            ),
            facts: facts! {
                "line" => line.id, "promised" => promised, "approved" => line.amount
            },
        })
    });
    beyond.collect()
}

fn task(code: &'static str, sentence: String, facts: Facts) -> Finding {
    Finding {
        code,
        rule: "REM-23",
        severity: FindingSeverity::Task,
        sentence,
        facts,
    }
}
