//! The state of a project's funds of a year.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    AllocationId, Date, DecisionRef, EntryId, ExpenseId, Frozen, History, MeetingId, Money,
    OutcomeId, PartnerId, ProjectId, Status,
};
use serde::{Deserialize, Serialize};

use super::command::ProjectFundsCommand;
use super::error::ProjectFundsRefusal;
use super::event::*;
use crate::facts::FundingContext;

/// How the year was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Opened {
    pub project: ProjectId,
    pub year: i16,
    pub cap: Money,
    pub cap_status: Status,
    pub outcome_needed: Frozen<bool>,
    pub decision: Option<DecisionRef>,
    pub policy_version: u32,
    pub on: Date,
}

/// Money that was allocated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Allocation {
    pub id: AllocationId,
    pub amount: Money,
    /// An entry of the vault.
    pub purpose: EntryId,
    pub meeting: Option<MeetingId>,
    pub outcome: Option<OutcomeId>,
    /// Absent where it is the project's operators.
    pub recipient: Option<PartnerId>,
    pub on: Date,
    /// In the order in which it was told.
    pub returned: Vec<Returned>,
    /// What of it pays expenses, in the order in which it was told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<AllocationUse>,
}

/// Money of an allocation that pays an expense, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllocationUse {
    pub expense: ExpenseId,
    /// Of the expense's assignment.
    pub number: u32,
    pub amount: Money,
    pub on: Date,
    /// From when on it is unused again.
    pub freed_on: Option<Date>,
}

/// Money of an allocation that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Returned {
    pub amount: Money,
    /// An entry of the vault.
    pub reason: EntryId,
    pub on: Date,
    /// True where the allocation was booked by mistake.
    pub reversed: bool,
}

/// A project's funds of a year and everything that is known of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectFunds {
    pub opened: Option<Opened>,
    /// In the order in which they were told.
    pub allocations: Vec<Allocation>,
    pub history: History<ProjectFundsEvent>,
}

impl ProjectFunds {
    pub fn exists(&self) -> bool {
        self.opened.is_some()
    }

    fn take_back(&mut self, id: AllocationId, returned: Returned) {
        self.change(id, |allocation| allocation.returned.push(returned));
    }

    fn change(&mut self, id: AllocationId, change: impl FnOnce(&mut Allocation)) {
        let allocation = self.allocations.iter_mut().find(|known| known.id == id);
        if let Some(allocation) = allocation {
            change(allocation);
        }
    }
}

impl Aggregate for ProjectFunds {
    const TYPE: &'static str = "project-funds";
    type Command = ProjectFundsCommand;
    type Event = ProjectFundsEvent;
    type Error = ProjectFundsRefusal;
    type Services = FundingContext;

    async fn handle(
        &mut self,
        command: ProjectFundsCommand,
        ctx: &FundingContext,
        sink: &EventSink<Self>,
    ) -> Result<(), ProjectFundsRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: ProjectFundsEvent) {
        self.history.record(&event);
        match event {
            ProjectFundsEvent::ProjectFundsOpened(e) => {
                self.opened = Some(Opened {
                    project: e.project,
                    year: e.year,
                    cap: e.cap,
                    cap_status: e.cap_status,
                    outcome_needed: e.outcome_needed,
                    decision: e.decision,
                    policy_version: e.policy_version,
                    on: e.opened_on,
                });
            }
            ProjectFundsEvent::ProjectFundsAllocated(e) => self.allocations.push(Allocation {
                id: e.allocation,
                amount: e.amount,
                purpose: e.purpose,
                meeting: e.meeting,
                outcome: e.outcome,
                recipient: e.recipient,
                on: e.allocated_on,
                returned: Vec::new(),
                used: Vec::new(),
            }),
            ProjectFundsEvent::ProjectFundsReleased(e) => {
                let returned = Returned {
                    amount: e.amount,
                    reason: e.reason,
                    on: e.released_on,
                    reversed: false,
                };
                self.take_back(e.allocation, returned);
            }
            ProjectFundsEvent::AllocationReversed(e) => {
                let returned = Returned {
                    amount: e.amount,
                    reason: e.reason,
                    on: e.reversed_on,
                    reversed: true,
                };
                self.take_back(e.allocation, returned);
            }
            ProjectFundsEvent::AllocationUsed(e) => self.change(e.allocation, |allocation| {
                allocation.used.push(AllocationUse {
                    expense: e.expense,
                    number: e.number,
                    amount: e.amount,
                    on: e.used_on,
                    freed_on: None,
                });
            }),
            ProjectFundsEvent::AllocationFreed(e) => self.change(e.allocation, |allocation| {
                let mut used = allocation.used.iter_mut();
                let theirs = |used: &&mut AllocationUse| {
                    (used.expense, used.number) == (e.expense, e.number)
                };
                if let Some(used) = used.find(theirs) {
                    used.freed_on = Some(e.freed_on);
                }
            }),
            ProjectFundsEvent::ProjectFundsFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
