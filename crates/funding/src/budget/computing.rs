//! How a budget's lines come out of a scheme.

use super::aggregate::Budget;
use super::checks::check_refunds;
use super::command::{BudgetLinePurpose, ComputeBudget};
use super::decisions::Decided;
use super::error::BudgetRefusal;
use super::event::*;
use super::routing::budget_line_id;
use crate::calculation::{Assumptions, Scope, compute};
use crate::codes::CostLineCode;
use crate::facts::FundingContext;

impl Budget {
    pub(super) fn compute(&self, c: &ComputeBudget, ctx: &FundingContext) -> Decided {
        check_refunds(ctx)?;
        let Some(year) = self.year else {
            return Ok(None);
        };
        if c.project != self.project {
            return Err(BudgetRefusal::OfOtherProject {
                project: self.project,
            });
        }
        let scheme = ctx.facts.scheme(c.scheme, "scheme")?;
        if !scheme.is_active_in(year) {
            return Err(BudgetRefusal::SchemeNotActive { year });
        }
        let scope = match c.project {
            Some(project) if !ctx.facts.project(project, "project")?.runs_in(year) => {
                return Err(BudgetRefusal::ProjectDoesNotRun { year });
            }
            Some(project) => Scope::Project(project),
            None => Scope::Network,
        };
        let in_scope = scheme
            .lines
            .iter()
            .filter(|line| line.is_of_a_project() == self.project.is_some());
        let in_scope: Vec<CostLineCode> = in_scope.map(|line| line.code.clone()).collect();
        let codes = match &c.lines {
            Some(lines) => {
                let wrong = lines.iter().find(|code| !in_scope.contains(code));
                if let Some(line) = wrong.cloned() {
                    let line = Some(line);
                    return Err(BudgetRefusal::NotOnPositiveList { line });
                }
                let of_these = in_scope.into_iter().filter(|code| lines.contains(code));
                of_these.collect()
            }
            None => in_scope,
        };
        let wanted = |code: &CostLineCode| codes.contains(code);
        let computation = compute(scheme, scope, year, &Assumptions::default());
        let missing = computation.missing.into_iter();
        let missing: Vec<_> = missing.filter(|what| wanted(what.line())).collect();
        if !missing.is_empty() {
            let asked = missing.iter().map(|what| what.words(&ctx.policy)).collect();
            return Err(BudgetRefusal::NotComputable { missing, asked });
        }
        for warning in computation.warnings {
            let of = warning.facts.get("line").and_then(|line| line.as_str());
            if of.is_none_or(|of| codes.iter().any(|code| code.as_str() == of)) {
                ctx.warn(warning);
            }
        }
        let decision = ctx.policy.authorising_decision.value();
        let lines = computation.lines.into_iter();
        let lines = lines
            .filter(|line| wanted(&line.line))
            .map(|line| BudgetLine {
                id: budget_line_id(c.budget, &line.line, line.recipient, line.pair),
                purpose: BudgetLinePurpose::Refund,
                line: Some(line.line),
                label: None,
                recipient: line.recipient,
                pair: line.pair,
                site: line.site,
                amount: line.amount,
                decision: decision.cloned(),
                explanation: Some(line.explanation),
            });
        let lines: Vec<BudgetLine> = lines.collect();
        let event = BudgetComputed {
            year,
            project: self.project,
            scheme: c.scheme,
            scheme_version: scheme.version(),
            codes,
            lines,
            computed_on: c.computed_on,
        };
        let known = self.current().map(|version| &version.lines);
        let known = known.is_some_and(|known| {
            event.lines.iter().all(|line| known.contains(line))
                && known
                    .iter()
                    .filter(|line| line.explanation.is_some())
                    .all(|line| {
                        event.lines.contains(line)
                            || line
                                .line
                                .as_ref()
                                .is_none_or(|code| !event.codes.contains(code))
                    })
        });
        let from = self.current().and_then(|version| version.computed_from);
        let repeated = known && from == Some((event.scheme, event.scheme_version));
        Ok((!repeated).then(|| event.into()))
    }
}
