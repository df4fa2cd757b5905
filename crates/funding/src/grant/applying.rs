//! Whether an application or a notice fits its programme.

use kernel::{Date, Money};

use super::command::ApplyForGrant;
use super::error::GrantRefusal;
use super::event::GrantApplied;
use super::limits::check_amount;
use super::terms::{FinancingPlan, FundingArea, GrantPeriod, GrantTerms};
use crate::Programme;
use crate::facts::FundingContext;

/// What an application makes happen: the programme runs when the period begins (FUN-15), is the municipality's state's
/// (FUN-20), pays for the areas, and pays for no more of the costs than its rate.
pub(super) fn applied(
    c: &ApplyForGrant,
    ctx: &FundingContext,
) -> Result<GrantApplied, GrantRefusal> {
    let programme = ctx.facts.programme(c.programme, "programme")?;
    if let (Some(own), Some(state)) = (ctx.facts.state, programme.of_state())
        && own != state
    {
        return Err(GrantRefusal::ProgrammeOfOtherState { state });
    }
    check_amount("requested", c.requested)?;
    check_paper(
        programme,
        &c.period,
        &c.areas,
        (c.requested, &c.plan),
        c.applied_on,
    )?;
    Ok(GrantApplied {
        programme: c.programme,
        purpose: c.purpose.id,
        period: c.period,
        requested: c.requested,
        areas: c.areas.clone(),
        plan: c.plan.clone(),
        applied_on: c.applied_on,
    })
}

/// Whether the terms of a notice of `day` fit each other and the programme.
pub(super) fn check_terms(
    terms: &GrantTerms,
    programme: &Programme,
    day: Date,
) -> Result<(), GrantRefusal> {
    check_amount("terms", terms.amount)?;
    let money = (terms.amount, &terms.plan);
    check_paper(programme, &terms.period, &terms.areas, money, day)
}

fn check_paper(
    programme: &Programme,
    period: &GrantPeriod,
    areas: &[FundingArea],
    (amount, plan): (Money, &FinancingPlan),
    day: Date,
) -> Result<(), GrantRefusal> {
    if period.until < period.since {
        return Err(GrantRefusal::PeriodBackwards {
            since: period.since,
            until: period.until,
        });
    }
    check_plan(plan, period, amount)?;
    for day in [period.since, period.until] {
        if let Some(valid) = programme.valid.filter(|valid| !valid.contains(day)) {
            return Err(GrantRefusal::ProgrammeNotValid {
                since: valid.since,
                until: valid.until,
                day,
            });
        }
    }
    let lines = plan.lines.iter().filter_map(|line| line.area);
    let mut named = areas.iter().copied().chain(lines);
    if let Some(area) = named.find(|area| !programme.areas.contains(area)) {
        return Err(GrantRefusal::AreaNotOfProgramme { area });
    }
    let costs = plan.costs();
    let cap = programme.terms_on(day).rate_cap;
    match cap.map(|cap| cap.of(costs)) {
        Some(allowed) if !plan.lines.is_empty() && amount > allowed => {
            Err(GrantRefusal::RateCapExceeded {
                amount,
                allowed,
                costs,
            })
        }
        Some(_) | None => Ok(()),
    }
}

/// Codes stand once, years are the period's, and what it costs is financed. A plan without lines is none yet.
fn check_plan(
    plan: &FinancingPlan,
    period: &GrantPeriod,
    amount: Money,
) -> Result<(), GrantRefusal> {
    for (at, line) in plan.lines.iter().enumerate() {
        let code = || line.code.clone();
        if plan.lines[..at].iter().any(|other| other.code == line.code) {
            return Err(GrantRefusal::PlanLineTwice { code: code() });
        }
        let years = period.since.year()..=period.until.year();
        if let Some(year) = line.year.filter(|year| !years.contains(year)) {
            return Err(GrantRefusal::PlanYearOutside { code: code(), year });
        }
    }
    let costs = plan.costs();
    let financed = amount.plus(plan.own_funds).plus(plan.third_party);
    if !plan.lines.is_empty() && costs != financed {
        return Err(GrantRefusal::PlanDoesNotBalance { costs, financed });
    }
    Ok(())
}
