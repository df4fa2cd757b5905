//! What an overview shows of standards without anybody having sent a command (MTG-28).

use kernel::{Date, facts, german};

use super::aggregate::QualityStandard;
use crate::findings::{Finding, FindingSeverity};

/// Whether the standard's review is due on `day`: a task, since those who agreed on it named the day themselves.
pub fn standard_findings(standard: &QualityStandard, day: Date) -> Vec<Finding> {
    let due = standard.review_due_since(day).into_iter();
    due.map(|due| Finding {
        code: "STANDARD_REVIEW_DUE",
        rule: "MTG-28",
        severity: FindingSeverity::Task,
        sentence: format!(
            "Der gemeinsame Standard ist seit dem {} zu überprüfen.",
            german::day(due)
        ),
        facts: facts! { "dueSince" => due },
    })
    .collect()
}
