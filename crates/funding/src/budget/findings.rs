//! What an overview shows of budgets and of the policy's gaps without anybody having sent a command.

use kernel::{Date, ProjectId, facts};

use super::aggregate::Budget;
use super::command::BudgetLinePurpose;
use crate::calculation::{Assumptions, Missing, Scope, compute};
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

/// What is missing to compute a year out of the scheme (FUN-13), and printed figures that differ from what is computed
/// (FUN-09): of these projects and of the whole network, each once. Open questions are [`funding_findings`]'.
pub fn computation_findings(
    policy: &FundingPolicy,
    scheme: &CostScheme,
    projects: impl IntoIterator<Item = ProjectId>,
    year: i16,
) -> Vec<Finding> {
    let scopes = projects.into_iter().map(Scope::Project);
    let mut findings: Vec<Finding> = Vec::new();
    for scope in scopes.chain([Scope::Network]) {
        let computation = compute(scheme, scope, year, &Assumptions::default());
        let missing = computation.missing.iter();
        let missing = missing.filter(|what| !matches!(what, Missing::Question { .. }));
        let missing = missing.filter_map(|what| {
            Some(Finding {
                code: "COST_VALUE_MISSING",
                rule: scheme.line(what.line())?.rule(),
                severity: FindingSeverity::Task,
                sentence: format!("Um {year} zu berechnen, fehlt {}.", what.words(policy)),
                facts: what.facts(),
            })
        });
        let warnings = computation.warnings.into_iter();
        let differs = warnings.filter(|warning| warning.code == "PRINTED_FIGURE_DIFFERS");
        let differs = differs.map(|warning| Finding {
            code: "PRINTED_FIGURE_DIFFERS",
            rule: "FUN-09",
            severity: FindingSeverity::Warning,
            sentence: warning.sentence,
            facts: warning.facts,
        });
        for finding in missing.chain(differs) {
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    findings
}
