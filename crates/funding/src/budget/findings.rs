//! What an overview shows of budgets and of the policy's gaps without anybody having sent a command.

use kernel::{Date, facts};

use super::aggregate::Budget;
use super::command::BudgetLinePurpose;
use crate::calculation::Missing;
use crate::findings::{Finding, FindingSeverity};
use crate::policy::{Financing, FundingPolicy};
use crate::scheme::CostScheme;

/// A budget whose year has begun on `day` without a decision, and lines under no decision (FUN-01).
pub fn budget_findings(budget: &Budget, day: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (Some(year), Some(current)) = (budget.year, budget.current()) else {
        return findings;
    };
    if budget.closed_on.is_some_and(|on| on <= day) {
        return findings;
    }
    if year <= day.year() && budget.holding_on(day).is_none() {
        findings.push(Finding {
            code: "BUDGET_WITHOUT_DECISION",
            rule: "FUN-01",
            severity: FindingSeverity::Task,
            sentence: format!("Das Budget {year} ist nicht beschlossen."),
            facts: facts! { "year" => year },
        });
    }
    let undecided = current.lines_for(BudgetLinePurpose::Refund);
    let undecided = undecided.filter(|line| line.decision.is_none()).count();
    if undecided > 0 && current.approved.is_none() {
        findings.push(Finding {
            code: "BUDGET_LINES_WITHOUT_DECISION",
            rule: "FUN-01",
            severity: FindingSeverity::Warning,
            sentence: format!(
                "Für {undecided} Positionen des Budgets {year} ist kein Beschluss genannt, nach \
                 dem erstattet wird."
            ),
            facts: facts! { "year" => year, "lines" => undecided },
        });
    }
    findings
}

/// What no document says about money, and each question that nobody has settled in the scheme (FUN-01, FUN-13, FUN-20).
///
/// Nothing where nothing is refunded (FUN-19).
pub fn funding_findings(policy: &FundingPolicy, scheme: Option<&CostScheme>) -> Vec<Finding> {
    if policy.financing.value() != Some(&Financing::Refund) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut unstated = |said: bool, code, rule, sentence: &str| {
        if !said {
            findings.push(Finding {
                code,
                rule,
                severity: FindingSeverity::Task,
                sentence: sentence.to_owned(),
                facts: facts! {},
            });
        }
    };
    unstated(
        policy.authorising_decision.value().is_some(),
        "AUTHORISING_DECISION_UNSTATED",
        "FUN-01",
        "Kein Dokument nennt den Beschluss, nach dem erstattet wird.",
    );
    unstated(
        policy.yearly_total.value().is_some(),
        "YEARLY_TOTAL_UNSTATED",
        "FUN-13",
        "Die Jahressumme ist nicht bekannt; sie ist nachzutragen und wird nicht geschätzt.",
    );
    unstated(
        policy.programme.value().is_some(),
        "FUNDING_BASIS_UNSTATED",
        "FUN-20",
        "Kein Dokument nennt die Fördergrundsätze, unter denen das Geld steht.",
    );
    let Some(scheme) = scheme else {
        return findings;
    };
    for line in &scheme.lines {
        for question in scheme.open_questions(line) {
            let code = line.code.clone();
            let asked = Missing::Question {
                line: code,
                question,
            };
            findings.push(Finding {
                code: "COST_QUESTION_OPEN",
                rule: line.rule(),
                severity: FindingSeverity::Task,
                sentence: format!("Zu klären ist {}.", asked.words(policy)),
                facts: asked.facts(),
            });
        }
    }
    findings
}
