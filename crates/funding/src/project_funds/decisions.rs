//! What a command on a project's funds makes happen.

use cqrs_es::Aggregate;
use kernel::{
    AllocationId, Correctable, DomainCommand, Frozen, History, Money, Status, Warning, correct,
    facts,
};

use super::aggregate::{Allocation, ProjectFunds};
use super::command::*;
use super::error::ProjectFundsRefusal;
use super::event::*;
use crate::facts::{FundingContext, unknown};
use crate::german::euros;
use crate::outcome::steering_outcome;
use crate::policy::{CostKind, CostRecipient, Financing};
use crate::unfit::{Thing, Unfit};
use crate::year::check_year;

/// The event, where it is not so already.
type Decided = Result<Option<ProjectFundsEvent>, ProjectFundsRefusal>;

impl ProjectFunds {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &ProjectFundsCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<ProjectFundsEvent>, ProjectFundsRefusal> {
        Unfit::check_existence(Thing::ProjectFunds, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event = match command {
            ProjectFundsCommand::OpenProjectFunds(c) => open(c, ctx),
            ProjectFundsCommand::AllocateProjectFunds(c) => self.allocate(c, ctx),
            ProjectFundsCommand::ReleaseProjectFunds(c) => self.release(c),
            ProjectFundsCommand::ReverseAllocation(c) => self.reverse(c),
            ProjectFundsCommand::CorrectProjectFunds(c) => {
                let booking = usize::try_from(c.fact).is_ok_and(|fact| {
                    (2..=self.history.len()).contains(&fact)
                        && self.history.standing().any(|(number, _)| number == c.fact)
                });
                if booking {
                    return Err(ProjectFundsRefusal::BookingIsReversed { fact: c.fact });
                }
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    ProjectFundsFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                });
            }
        }?;
        match event {
            Some(event) => {
                let mut after = self.clone();
                after.apply(event.clone());
                after.check_cap()?;
                Ok(vec![event])
            }
            None => Ok(Vec::new()),
        }
    }

    fn allocate(&self, c: &AllocateProjectFunds, ctx: &FundingContext) -> Decided {
        // A name of its own, where nobody gave one.
        let id = c.allocation.unwrap_or(AllocationId(c.purpose.id.0));
        if let Some(known) = self.allocations.iter().find(|known| known.id == id) {
            let same = (known.amount, known.meeting, known.outcome, known.on)
                == (c.amount, c.meeting, c.outcome, c.allocated_on);
            return if same {
                Ok(None)
            } else {
                Err(Unfit::AlreadyExists(Thing::Allocation).into())
            };
        }
        if c.amount == Money::ZERO {
            return Err(ProjectFundsRefusal::Nothing);
        }
        let opened_on = self.opened.as_ref().map(|opened| opened.on);
        Unfit::check_not_before("allocatedOn", c.allocated_on, opened_on)?;
        if let Some(recipient) = c.recipient {
            ctx.facts.partner(recipient, "recipient")?;
        }
        self.check_outcome(c, ctx)?;
        let event = ProjectFundsAllocated {
            allocation: id,
            amount: c.amount,
            purpose: c.purpose.id,
            meeting: c.meeting,
            outcome: c.outcome,
            recipient: c.recipient,
            allocated_on: c.allocated_on,
        };
        Ok(Some(event.into()))
    }

    /// An outcome of the project's own steering group, where a document asks for one (FUN-07).
    fn check_outcome(
        &self,
        c: &AllocateProjectFunds,
        ctx: &FundingContext,
    ) -> Result<(), ProjectFundsRefusal> {
        let project = ctx.facts.project(c.project, "project")?;
        let needed = self.opened.as_ref().map(|opened| &opened.outcome_needed);
        match (c.meeting, c.outcome) {
            (Some(meeting), Some(outcome)) => {
                let met_on = steering_outcome(&ctx.facts, project, meeting, outcome)?;
                Ok(Unfit::check_not_before(
                    "allocatedOn",
                    c.allocated_on,
                    Some(met_on),
                )?)
            }
            (None, None) => match needed {
                Some(needed) if needed.binding() == Some(&true) => {
                    Err(ProjectFundsRefusal::OutcomeMissing)
                }
                Some(Frozen {
                    value: Some(true), ..
                }) => {
                    ctx.warn(Warning {
                        code: "OUTCOME_MISSING".to_owned(),
                        rule: "FUN-07".to_owned(),
                        sentence: "Die Vergabe nennt kein Ergebnis der Steuerungsgruppe; ob es \
                                   nötig ist, ist zu bestätigen."
                            .to_owned(),
                        facts: facts! { "amount" => c.amount },
                    });
                    Ok(())
                }
                Some(_) | None => Ok(()),
            },
            (Some(_), None) | (None, Some(_)) => Err(ProjectFundsRefusal::OutcomeIncomplete),
        }
    }

    fn release(&self, c: &ReleaseProjectFunds) -> Decided {
        let allocation = self.allocation(c.allocation)?;
        Unfit::check_not_before("releasedOn", c.released_on, Some(allocation.on))?;
        if c.amount.is_none() && allocation.left() == Money::ZERO {
            return Ok(None);
        }
        let left = allocation.unused_since(c.released_on);
        let amount = match c.amount {
            Some(Money::ZERO) => return Err(ProjectFundsRefusal::Nothing),
            Some(amount) => amount,
            // Where all of it pays expenses, nothing can come back.
            None if left == Money::ZERO => allocation.left(),
            None => left,
        };
        if amount > left {
            return Err(ProjectFundsRefusal::MoreThanLeft { amount, left });
        }
        let event = ProjectFundsReleased {
            allocation: c.allocation,
            amount,
            reason: c.reason.id,
            released_on: c.released_on,
        };
        Ok(Some(event.into()))
    }

    fn reverse(&self, c: &ReverseAllocation) -> Decided {
        let allocation = self.allocation(c.allocation)?;
        Unfit::check_not_before("reversedOn", c.reversed_on, Some(allocation.on))?;
        if allocation.is_reversed() {
            return Ok(None);
        }
        let amount = allocation.left();
        if amount == Money::ZERO {
            return Err(ProjectFundsRefusal::MoreThanLeft {
                amount: allocation.amount,
                left: amount,
            });
        }
        let left = allocation.unused_since(c.reversed_on);
        if amount > left {
            return Err(ProjectFundsRefusal::MoreThanLeft { amount, left });
        }
        let event = AllocationReversed {
            allocation: c.allocation,
            amount,
            reason: c.reason.id,
            reversed_on: c.reversed_on,
        };
        Ok(Some(event.into()))
    }

    fn allocation(&self, id: AllocationId) -> Result<&Allocation, Unfit> {
        let allocation = self.allocations.iter().find(|known| known.id == id);
        allocation.ok_or_else(|| unknown(Thing::Allocation, "allocation", id.0))
    }

    /// On no day more is allocated than there is (FUN-06).
    fn check_cap(&self) -> Result<(), ProjectFundsRefusal> {
        let cap = self.cap().unwrap_or_default();
        let allocated = self.most_allocated();
        if allocated > cap {
            Err(ProjectFundsRefusal::OverCap { allocated, cap })
        } else {
            Ok(())
        }
    }
}

fn open(c: &OpenProjectFunds, ctx: &FundingContext) -> Decided {
    check_year("year", c.year)?;
    let policy = &ctx.policy;
    if policy.financing.binding() == Some(&Financing::OwnResources) {
        return Err(ProjectFundsRefusal::OwnResources);
    }
    if !ctx.facts.project(c.project, "project")?.runs_in(c.year) {
        return Err(ProjectFundsRefusal::ProjectDoesNotRun { year: c.year });
    }
    if let Some((_, reason)) = c.decision.as_ref().and_then(|decision| decision.fault()) {
        return Err(ProjectFundsRefusal::BadDecision { reason });
    }
    let line = policy.cost_lines.iter().find(|line| {
        line.value().is_some_and(|line| {
            line.kind == CostKind::Cap && line.recipient == CostRecipient::ProjectOperators
        })
    });
    let said = line.and_then(|line| line.value()?.amount);
    let binding = line.and_then(|line| line.binding()?.amount);
    let (cap, cap_status) = match (c.cap, said) {
        (Some(cap), _) if binding.is_some_and(|most| cap > most) => {
            let most = binding.unwrap_or_default();
            return Err(ProjectFundsRefusal::CapTooHigh { cap, most });
        }
        (Some(cap), _) => (cap, Status::Adopted),
        (None, Some(cap)) => (cap, line.map_or(Status::Unstated, |line| line.status)),
        (None, None) => return Err(ProjectFundsRefusal::CapUnstated),
    };
    if let Some(inferred) = line.and_then(|line| line.inferred()?.amount) {
        ctx.warn(Warning {
            code: "CAP_INFERRED".to_owned(),
            rule: "FUN-06".to_owned(),
            sentence: format!(
                "Der Höchstbetrag von {} ist aus dem Dokument abgeleitet und zu bestätigen.",
                euros(inferred)
            ),
            facts: facts! { "cap" => inferred },
        });
    }
    let needed = line.and_then(|line| Some(line.value()?.needs_outcome_of.is_some()));
    let decision = policy.authorising_decision.value();
    let event = ProjectFundsOpened {
        project: c.project,
        year: c.year,
        cap,
        cap_status,
        outcome_needed: Frozen {
            value: needed,
            status: line.map_or(Status::Unstated, |line| line.status),
        },
        decision: c.decision.as_ref().or(decision).cloned(),
        policy_version: ctx.facts.policy_version,
        opened_on: c.opened_on,
    };
    Ok(Some(event.into()))
}

impl Correctable for ProjectFunds {
    fn history(&self) -> &History<ProjectFundsEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<ProjectFundsEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &ProjectFundsCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<ProjectFundsEvent>, ProjectFundsRefusal> {
        self.decide(command, ctx)
    }

    /// Another cap still holds all that was allocated.
    fn check(&self) -> Result<(), ProjectFundsRefusal> {
        self.check_cap()
    }
}
