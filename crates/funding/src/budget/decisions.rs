//! What a budget's command makes happen.

use cqrs_es::Aggregate;
use kernel::{BudgetLineId, Correctable, DomainCommand, History, correct};

use super::aggregate::Budget;
use super::checks::{check_decision, check_eligible, check_yearly_total};
use super::command::*;
use super::error::BudgetRefusal;
use super::event::*;
use crate::facts::{FundingContext, unknown};
use crate::unfit::{Thing, Unfit};
use crate::year::check_year;

/// The event, where it is not so already.
pub(super) type Decided = Result<Option<BudgetEvent>, BudgetRefusal>;

impl Budget {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &BudgetCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<BudgetEvent>, BudgetRefusal> {
        Unfit::check_existence(Thing::Budget, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event = match command {
            BudgetCommand::DraftBudget(c) => draft(c, ctx),
            BudgetCommand::AddBudgetLine(c) => self.add_line(c, ctx),
            BudgetCommand::RemoveBudgetLine(c) => self.remove_line(c),
            BudgetCommand::ComputeBudget(c) => self.compute(c, ctx),
            BudgetCommand::ApproveBudget(c) => self.approve(c, ctx),
            BudgetCommand::ReviseBudget(c) => Ok(Some(self.revise(c))),
            BudgetCommand::CloseBudget(c) => {
                let closed_on = c.closed_on;
                let event = BudgetClosed { closed_on };
                Ok((self.closed_on != Some(closed_on)).then(|| event.into()))
            }
            BudgetCommand::CorrectBudget(c) => {
                let events = correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    BudgetFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })?;
                let mut stated = events.iter();
                stated.try_for_each(|event| self.check_stated(event, ctx))?;
                return Ok(events);
            }
        }?;
        match event {
            Some(event) => {
                self.fits(&event)?;
                self.check_stated(&event, ctx)?;
                Ok(vec![event])
            }
            None => Ok(Vec::new()),
        }
    }

    fn add_line(&self, c: &AddBudgetLine, ctx: &FundingContext) -> Decided {
        // A name of its own, where nobody gave one.
        let id = c.id.unwrap_or(BudgetLineId(c.label.id.0));
        let current = self.current();
        let mut lines = current.into_iter().flat_map(|version| &version.lines);
        if let Some(known) = lines.find(|known| known.id == id) {
            let same = (known.amount, &known.line, known.recipient, known.site)
                == (c.amount, &c.line, c.recipient, c.site);
            return if same {
                Ok(None)
            } else {
                Err(Unfit::AlreadyExists(Thing::BudgetLine).into())
            };
        }
        Unfit::check_line("label", &c.label)?;
        if let Some(recipient) = c.recipient {
            ctx.facts.partner(recipient, "recipient")?;
        }
        if let Some(site) = c.site {
            ctx.facts.site(site, "site")?;
        }
        check_decision(c.decision.as_ref())?;
        check_eligible(c, ctx)?;
        let decision = match c.purpose {
            BudgetLinePurpose::Refund => {
                let said = ctx.policy.authorising_decision.value();
                c.decision.as_ref().or(said).cloned()
            }
            BudgetLinePurpose::OwnResources => c.decision.clone(),
        };
        let line = BudgetLine {
            id,
            purpose: c.purpose,
            line: c.line.clone(),
            label: Some(c.label.id),
            recipient: c.recipient,
            pair: None,
            site: c.site,
            amount: c.amount,
            decision,
            explanation: None,
        };
        let added_on = c.added_on;
        Ok(Some(BudgetLineAdded { line, added_on }.into()))
    }

    fn remove_line(&self, c: &RemoveBudgetLine) -> Decided {
        let (line, removed_on) = (c.line, c.removed_on);
        let reason = c.reason.as_ref().map(|reason| reason.id);
        let ever = self.history.standing().any(|(_, event)| match event {
            BudgetEvent::BudgetLineAdded(e) => e.line.id == line,
            BudgetEvent::BudgetComputed(e) => e.lines.iter().any(|known| known.id == line),
            BudgetEvent::BudgetDrafted(_)
            | BudgetEvent::BudgetLineRemoved(_)
            | BudgetEvent::BudgetApproved(_)
            | BudgetEvent::BudgetRevised(_)
            | BudgetEvent::BudgetClosed(_)
            | BudgetEvent::BudgetFactCorrected(_) => false,
        });
        if !ever {
            return Err(unknown(Thing::BudgetLine, "line", line.0).into());
        }
        let current = self.current();
        let mut lines = current.into_iter().flat_map(|version| &version.lines);
        let event = BudgetLineRemoved {
            line,
            reason,
            removed_on,
        };
        Ok(lines.any(|known| known.id == line).then(|| event.into()))
    }

    fn approve(&self, c: &ApproveBudget, ctx: &FundingContext) -> Decided {
        check_decision(Some(&c.decision))?;
        Unfit::check_not_before("approvedOn", c.approved_on, Some(c.decision.decided_on))?;
        let Some(current) = self.current() else {
            return Ok(None);
        };
        let approved = current.approved.as_ref();
        if approved.is_some_and(|known| (&known.decision, known.on) == (&c.decision, c.approved_on))
        {
            return Ok(None);
        }
        let total = current.total(BudgetLinePurpose::Refund);
        check_yearly_total(total, ctx)?;
        let event = BudgetApproved {
            decision: c.decision.clone(),
            total,
            approved_on: c.approved_on,
        };
        Ok(Some(event.into()))
    }

    fn revise(&self, c: &ReviseBudget) -> BudgetEvent {
        let last = self.current().map_or(0, |version| version.number);
        let event = BudgetRevised {
            version: last.saturating_add(1),
            reason: c.reason.id,
            revised_on: c.revised_on,
        };
        event.into()
    }
}

fn draft(c: &DraftBudget, ctx: &FundingContext) -> Decided {
    check_year("year", c.year)?;
    if let Some(project) = c.project
        && !ctx.facts.project(project, "project")?.runs_in(c.year)
    {
        return Err(BudgetRefusal::ProjectDoesNotRun { year: c.year });
    }
    let event = BudgetDrafted {
        year: c.year,
        project: c.project,
        policy_version: ctx.facts.policy_version,
        drafted_on: c.drafted_on,
    };
    Ok(Some(event.into()))
}

impl Correctable for Budget {
    fn history(&self) -> &History<BudgetEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<BudgetEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &BudgetCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<BudgetEvent>, BudgetRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), BudgetRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
