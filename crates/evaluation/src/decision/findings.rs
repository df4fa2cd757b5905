//! What an overview shows of the register of decisions without anybody having sent a command (EVA-13).

use kernel::{Date, facts};

use super::aggregate::RegisteredDecision;
use crate::findings::{Finding, FindingSeverity};

/// Decisions that papers cite under different numbers: a task to look up which is right.
pub fn decision_findings<'a>(
    decisions: impl IntoIterator<Item = &'a RegisteredDecision>,
    day: Date,
) -> Vec<Finding> {
    let contradicting = decisions
        .into_iter()
        .filter(|decision| decision.contradicts_on(day));
    let finding = |decision: &RegisteredDecision| Finding {
        code: "DECISION_CITATIONS_DIFFER",
        rule: "EVA-13",
        severity: FindingSeverity::Task,
        sentence: format!(
            "Der Beschluss wird verschieden zitiert ({}); bitte klären, welche Nummer stimmt.",
            decision.numbers_on(day).join(", ")
        ),
        facts: facts! { "decision" => decision.decision, "numbers" => decision.numbers_on(day) },
    };
    contradicting.map(finding).collect()
}
