//! Whether an expense is what it is said to be, and whether what is to pay for it may.

use std::collections::BTreeSet;

use kernel::{CostSchemeId, PartnerId, ProjectId, Refusal, SiteId, Sourced, Warning};

use super::command::RecordExpense;
use super::error::ExpenseRefusal;
use super::event::ExpenseRecorded;
use super::payer::{AllocatedFunds, LineOfBudget, LineOfGrant, Payer};
use crate::codes::CostLineCode;
use crate::facts::{FundingContext, KnownPayer};
use crate::policy::CostLine;
use crate::scheme::CostScheme;
use crate::unfit::Unfit;

/// Somebody was paid: a partner, or somebody whose name is given.
pub(super) fn check_payee(c: &RecordExpense, ctx: &FundingContext) -> Result<(), ExpenseRefusal> {
    match (c.partner, &c.payee) {
        (Some(partner), None) => Ok(ctx.facts.partner(partner, "partner")?),
        (None, Some(payee)) => Ok(Unfit::check_line("payee", payee)?),
        (Some(_), Some(_)) | (None, None) => Err(ExpenseRefusal::OnePayee),
    }
}

/// Project and site exist.
pub(super) fn check_places(c: &RecordExpense, ctx: &FundingContext) -> Result<(), ExpenseRefusal> {
    if let Some(project) = c.project {
        ctx.facts.project(project, "project")?;
    }
    if let Some(site) = c.site {
        ctx.facts.site(site, "site")?;
    }
    Ok(())
}

/// The line is one of the municipality's, and the expense is what the line means (FUN-08).
pub(super) fn check_line(
    recorded: &ExpenseRecorded,
    scheme: Option<CostSchemeId>,
    ctx: &FundingContext,
) -> Result<(), ExpenseRefusal> {
    let Some(code) = &recorded.line else {
        return Ok(());
    };
    let scheme = scheme
        .map(|id| ctx.facts.scheme(id, "scheme"))
        .transpose()?;
    let line = ctx.policy.line(code.as_str()).and_then(Sourced::value);
    match line {
        Some(line) if !line.pairs.is_empty() => check_pair(code, line, recorded, scheme),
        Some(_) => Ok(()),
        None if ctx.policy.cost_lines.is_empty() => Ok(()),
        None => object(ctx, not_on_list(Some(code), ctx)),
    }
}

/// A line that pairs recipients with sites pays these pairs and no others (FUN-08).
fn check_pair(
    code: &CostLineCode,
    line: &CostLine,
    recorded: &ExpenseRecorded,
    scheme: Option<&CostScheme>,
) -> Result<(), ExpenseRefusal> {
    let scheme = scheme.ok_or_else(|| ExpenseRefusal::SchemeMissing { line: code.clone() })?;
    let entered: BTreeSet<(PartnerId, SiteId)> = scheme
        .line(code)
        .map(|line| scheme.recipients_of(line, None, recorded.paid_on.year()))
        .into_iter()
        .flatten()
        .filter_map(|named| Some((named.partner, named.site?)))
        .collect();
    if entered.is_empty() {
        return Err(ExpenseRefusal::PairsUnset {
            line: code.clone(),
            named: line.pairs.clone(),
        });
    }
    let pair = recorded.partner.zip(recorded.site);
    if pair.is_some_and(|pair| entered.contains(&pair)) {
        Ok(())
    } else {
        Err(ExpenseRefusal::NotAPair {
            line: code.clone(),
            partner: recorded.partner,
            site: recorded.site,
        })
    }
}

/// What is to pay exists, may pay this, and is open on the day.
pub(super) fn check_payer(
    payer: &Payer,
    recorded: &ExpenseRecorded,
    ctx: &FundingContext,
) -> Result<(), ExpenseRefusal> {
    match payer {
        Payer::Grant(line) => check_grant(line, recorded, ctx),
        Payer::ProjectFunds(funds) => {
            check_positive_list(recorded.line.as_ref(), ctx)?;
            check_funds(*funds, recorded, ctx)
        }
        Payer::BudgetLine(line) => {
            check_positive_list(recorded.line.as_ref(), ctx)?;
            check_budget(*line, recorded, ctx)
        }
    }
}

/// A grant pays what was paid in its period, and what its financing plan names (FUN-14), until its proof is examined.
fn check_grant(
    payer: &LineOfGrant,
    recorded: &ExpenseRecorded,
    ctx: &FundingContext,
) -> Result<(), ExpenseRefusal> {
    let grant = ctx.facts.grant(payer.grant, "grant")?;
    let id = payer.grant;
    if let Some(closed_on) = grant.closed_on {
        return Err(ExpenseRefusal::GrantClosed {
            grant: id,
            closed_on,
        });
    }
    if let Some(examined) = grant.proofs.last().and_then(|proof| proof.examination) {
        return Err(ExpenseRefusal::GrantExamined {
            grant: id,
            examined_on: examined.examined_on,
        });
    }
    let terms = grant.terms();
    let terms = terms.ok_or(ExpenseRefusal::GrantNotAwarded { grant: id })?;
    if !terms.period.contains(recorded.paid_on) {
        return Err(ExpenseRefusal::OutsidePeriod {
            grant: id,
            paid_on: recorded.paid_on,
            period: terms.period,
        });
    }
    let line = terms.plan.line(&payer.line);
    let line = line.ok_or_else(|| ExpenseRefusal::NotInPlan {
        grant: id,
        line: payer.line.clone(),
        planned: terms.plan.lines.iter().map(|l| l.code.clone()).collect(),
    })?;
    if line.kind != recorded.kind {
        return Err(ExpenseRefusal::OtherKind {
            line: line.code.clone(),
            planned: line.kind,
            kind: recorded.kind,
        });
    }
    if let Some(year) = line.year {
        check_year(year, recorded)?;
    }
    check_project(line.project, recorded)
}

fn check_project(
    project: Option<ProjectId>,
    recorded: &ExpenseRecorded,
) -> Result<(), ExpenseRefusal> {
    match (project, recorded.project) {
        (Some(of_payer), Some(of_expense)) if of_payer != of_expense => {
            Err(ExpenseRefusal::OtherProject {
                of_payer,
                of_expense,
            })
        }
        (Some(_) | None, _) => Ok(()),
    }
}

/// A project's funds pay what they were allocated for, in their year (FUN-06, FUN-07).
fn check_funds(
    payer: AllocatedFunds,
    recorded: &ExpenseRecorded,
    ctx: &FundingContext,
) -> Result<(), ExpenseRefusal> {
    check_own(ctx.facts.allocation(payer, "payer")?, recorded)
}

/// A line of a budget pays in its year.
fn check_budget(
    payer: LineOfBudget,
    recorded: &ExpenseRecorded,
    ctx: &FundingContext,
) -> Result<(), ExpenseRefusal> {
    check_own(ctx.facts.budget_line(payer, "payer")?, recorded)
}

/// The municipality's own money pays in its year, for its project, under its line.
fn check_own(payer: &KnownPayer, recorded: &ExpenseRecorded) -> Result<(), ExpenseRefusal> {
    check_year(payer.year, recorded)?;
    match (&payer.line, &recorded.line) {
        (Some(of_payer), Some(of_expense)) if of_payer != of_expense => {
            return Err(ExpenseRefusal::OtherLine {
                of_payer: of_payer.clone(),
                of_expense: of_expense.clone(),
            });
        }
        (Some(_) | None, _) => {}
    }
    check_project(payer.project, recorded)
}

fn check_year(year: i16, recorded: &ExpenseRecorded) -> Result<(), ExpenseRefusal> {
    if year == recorded.paid_on.year() {
        return Ok(());
    }
    Err(ExpenseRefusal::OtherYear {
        paid_on: recorded.paid_on,
        year,
    })
}

/// Where the municipality refunds nothing but its cost lines, its own money pays nothing else (FUN-12).
fn check_positive_list(
    line: Option<&CostLineCode>,
    ctx: &FundingContext,
) -> Result<(), ExpenseRefusal> {
    let listed = line.is_some_and(|code| ctx.policy.line(code.as_str()).is_some());
    if listed || ctx.policy.positive_list.value() != Some(&true) {
        return Ok(());
    }
    object(ctx, not_on_list(line, ctx))
}

fn not_on_list(line: Option<&CostLineCode>, ctx: &FundingContext) -> ExpenseRefusal {
    let lines = ctx.policy.cost_lines.iter().filter_map(Sourced::value);
    ExpenseRefusal::NotOnList {
        line: line.cloned(),
        listed: lines.map(|line| line.code.clone()).collect(),
    }
}

/// Refuses where the municipality's list binds, warns where it was only inferred, and lets pass where there is none.
fn object(ctx: &FundingContext, refusal: ExpenseRefusal) -> Result<(), ExpenseRefusal> {
    if ctx.policy.positive_list.binding() == Some(&true) {
        return Err(refusal);
    }
    if ctx.policy.positive_list.inferred() == Some(&true) {
        ctx.warn(Warning {
            code: refusal.code().to_owned(),
            rule: refusal.rule().unwrap_or_default().to_owned(),
            sentence: refusal.sentence(),
            facts: refusal.facts(),
        });
    }
    Ok(())
}
