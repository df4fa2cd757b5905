//! What an expense uses of a project's funds, in their stream (FUN-06).

use kernel::{Date, ExpenseId, Money, StreamId};

use super::aggregate::{Assignment, Expense};
use super::error::ExpenseRefusal;
use super::event::{ExpenseAssigned, ExpenseEvent};
use super::payer::{AllocatedFunds, Payer};
use crate::facts::FundingContext;
use crate::project_funds::{AllocationFreed, AllocationUsed};

impl Expense {
    /// The streams of the funds that pay it: a reversal frees them there.
    pub fn payer_streams(&self) -> Vec<StreamId> {
        let open = self.assignments.iter().filter(|a| a.reversed_on.is_none());
        let mut streams = Vec::new();
        for assignment in open {
            let stream = assignment.payer.stream();
            if matches!(assignment.payer, Payer::ProjectFunds(_)) && !streams.contains(&stream) {
                streams.push(stream);
            }
        }
        streams
    }
}

/// Uses the allocation for the assignment, `beside` which others of the same command use it; nothing where something else
/// pays.
pub(super) fn used(
    expense: ExpenseId,
    assigned: &ExpenseAssigned,
    beside: Money,
    ctx: &FundingContext,
) -> Result<Option<ExpenseEvent>, ExpenseRefusal> {
    let Payer::ProjectFunds(AllocatedFunds {
        project_funds,
        allocation,
    }) = assigned.payer
    else {
        return Ok(None);
    };
    let (amount, used_on) = (assigned.amount, assigned.assigned_on);
    let known = ctx.facts.project_funds.get(&project_funds);
    let mut known = known.into_iter().flat_map(|funds| &funds.allocations);
    let known = known.find(|known| known.id == allocation);
    let unused = known.map_or(Money::ZERO, |known| {
        known.unused_since(used_on).less(beside)
    });
    if amount > unused {
        return Err(ExpenseRefusal::AllocationUsedUp { amount, unused });
    }
    let event = AllocationUsed {
        project_funds,
        allocation,
        expense,
        number: assigned.number,
        amount,
        used_on,
    };
    Ok(Some(event.into()))
}

/// Frees what the assignments use.
pub(super) fn freed<'a>(
    expense: ExpenseId,
    assignments: impl IntoIterator<Item = &'a Assignment>,
    freed_on: Date,
) -> Vec<ExpenseEvent> {
    let freed = assignments
        .into_iter()
        .filter_map(|assignment| match assignment.payer {
            Payer::ProjectFunds(AllocatedFunds {
                project_funds,
                allocation,
            }) => Some(AllocationFreed {
                project_funds,
                allocation,
                expense,
                number: assignment.number,
                freed_on,
            }),
            Payer::Grant(_) | Payer::BudgetLine(_) => None,
        });
    freed.map(ExpenseEvent::from).collect()
}
