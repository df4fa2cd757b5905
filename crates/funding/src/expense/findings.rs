//! What an overview shows of expenses without anybody having sent a command.

use std::collections::BTreeMap;

use kernel::{Date, DocumentRef, ExpenseId, FindingSeverity, Money, facts, german};

use super::aggregate::Expense;
use crate::findings::Finding;
use crate::german::euros;

/// What is missing of an expense on `day`: its receipt, which is kept for the proof of use (field.md 3.4), and
/// whoever bears what nobody bears yet (FUN-12).
pub fn expense_findings(expense: &Expense, day: Date) -> Vec<Finding> {
    let Some(recorded) = &expense.recorded else {
        return Vec::new();
    };
    if !expense.counts_on(day) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if expense.documents_on(day).is_empty() {
        findings.push(Finding {
            code: "EXPENSE_WITHOUT_RECEIPT",
            rule: "REM-23",
            severity: FindingSeverity::Task,
            sentence: format!(
                "Zur Ausgabe vom {} über {} fehlt der Beleg.",
                german::day(recorded.paid_on),
                euros(recorded.amount)
            ),
            facts: facts! { "paidOn" => recorded.paid_on, "amount" => recorded.amount },
        });
    }
    let open = expense.unassigned_on(day);
    if open > Money::ZERO {
        findings.push(Finding {
            code: "EXPENSE_NOT_ASSIGNED",
            rule: "FUN-12",
            severity: FindingSeverity::Warning,
            sentence: format!(
                "Von der Ausgabe vom {} trägt {} niemand; ohne Zuordnung trägt sie die Einrichtung selbst.",
                german::day(recorded.paid_on),
                euros(open)
            ),
            facts: facts! { "paidOn" => recorded.paid_on, "amount" => recorded.amount, "open" => open },
        });
    }
    findings
}

/// Receipts that stand behind more than one expense on `day`: one bill may be paid in parts, or it was booked twice.
pub fn receipt_findings<'a>(
    expenses: impl IntoIterator<Item = (ExpenseId, &'a Expense)>,
    day: Date,
) -> Vec<Finding> {
    let mut behind: BTreeMap<_, (DocumentRef, Vec<ExpenseId>)> = BTreeMap::new();
    for (id, expense) in expenses {
        if expense.counts_on(day) {
            for document in expense.documents_on(day) {
                let entry = behind.entry(document.sha256);
                entry.or_insert((document, Vec::new())).1.push(id);
            }
        }
    }
    let shared = behind.into_values().filter(|(_, ids)| ids.len() > 1);
    let finding = |(document, ids): (DocumentRef, Vec<ExpenseId>)| Finding {
        code: "RECEIPT_OF_SEVERAL_EXPENSES",
        rule: "FUN-01",
        severity: FindingSeverity::Warning,
        sentence: format!(
            "Ein Beleg steht hinter {} Ausgaben: eine Rechnung in Teilen, oder doppelt gebucht?",
            ids.len()
        ),
        facts: facts! { "document" => document, "expenses" => ids },
    };
    shared.map(finding).collect()
}
