//! An expense's state, and what of it counts on a day.

use std::collections::BTreeSet;

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Date, DocumentRef, EntryId, GrantId, History, Money, PartnerId, Share};
use serde::{Deserialize, Serialize};

use super::command::ExpenseCommand;
use super::error::ExpenseRefusal;
use super::event::*;
use super::payer::Payer;
use crate::facts::{FundingContext, KnownAssignment, KnownExpense};

/// A part of an expense, and what pays for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Assignment {
    /// From 1.
    pub number: u32,
    pub payer: Payer,
    pub amount: Money,
    pub share: Option<Share>,
    /// From when on it counts.
    pub since: Date,
    /// From when on it counts no more; `None` while it was not taken back.
    pub reversed_on: Option<Date>,
}

impl Assignment {
    /// Whether it counts on `day`.
    pub fn counts_on(&self, day: Date) -> bool {
        self.since <= day && self.reversed_on.is_none_or(|reversed| day < reversed)
    }
}

/// An expense and what pays for it.
///
/// All its assignments stand in its one stream, so that two that race for the same cent conflict.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expense {
    /// What was paid; `None` before it was recorded.
    pub recorded: Option<ExpenseRecorded>,
    /// In the order of their numbers.
    pub assignments: Vec<Assignment>,
    /// Receipts, the first recorded with it.
    pub documents: Vec<DocumentRef>,
    pub reversed_on: Option<Date>,
    /// Why it was reversed: an entry of the vault.
    pub reversed_because: Option<EntryId>,
    /// What happened, in order: a booking names its place in it.
    pub history: History<ExpenseEvent>,
}

impl Expense {
    pub fn exists(&self) -> bool {
        self.recorded.is_some()
    }

    /// The whole amount, whatever became of it; nothing before it was recorded.
    pub fn amount(&self) -> Money {
        self.recorded
            .as_ref()
            .map_or(Money::ZERO, |recorded| recorded.amount)
    }

    /// True from its payment until it was reversed.
    pub fn counts_on(&self, day: Date) -> bool {
        let paid = self.recorded.as_ref().map(|recorded| recorded.paid_on);
        paid.is_some_and(|paid| paid <= day)
            && self.reversed_on.is_none_or(|reversed| day < reversed)
    }

    /// The assignments that count on `day`.
    pub fn assignments_on(&self, day: Date) -> impl Iterator<Item = &Assignment> {
        self.assignments.iter().filter(move |a| a.counts_on(day))
    }

    /// What is assigned on `day`: never more than the amount.
    pub fn assigned_on(&self, day: Date) -> Money {
        self.assignments_on(day).map(|a| a.amount).sum()
    }

    /// What nobody pays for on `day`: the institution bears it itself (FUN-12).
    pub fn unassigned_on(&self, day: Date) -> Money {
        if self.counts_on(day) {
            self.amount().less(self.assigned_on(day))
        } else {
            Money::ZERO
        }
    }

    /// What the grant bears of it on `day`.
    pub fn borne_by(&self, grant: GrantId, day: Date) -> Money {
        let theirs = self.assignments_on(day);
        theirs
            .filter(|a| a.payer.grant() == Some(grant))
            .map(|a| a.amount)
            .sum()
    }

    /// What a grant's proof of use needs to know of it: what is assigned to grants and was not taken back.
    pub fn known(&self) -> Option<KnownExpense> {
        let recorded = self.recorded.as_ref()?;
        let open = self.assignments.iter().filter(|a| a.reversed_on.is_none());
        Some(KnownExpense {
            spent_on: recorded.paid_on,
            assignments: open.filter_map(of_grant).collect(),
            reversed_on: self.reversed_on,
        })
    }

    /// The same as it was known on `day`; `None` before it was paid.
    pub fn known_on(&self, day: Date) -> Option<KnownExpense> {
        let recorded = self
            .recorded
            .as_ref()
            .filter(|known| known.paid_on <= day)?;
        let theirs = self.assignments_on(day);
        Some(KnownExpense {
            spent_on: recorded.paid_on,
            assignments: theirs.filter_map(of_grant).collect(),
            reversed_on: self.reversed_on.filter(|reversed| *reversed <= day),
        })
    }

    /// The receipts that are there on `day`: the one recorded with it, and those that came by then.
    pub fn documents_on(&self, day: Date) -> Vec<DocumentRef> {
        let told = self.history.standing();
        let there = told.filter_map(|(_, event)| match event {
            ExpenseEvent::ExpenseRecorded(e) => e.document.filter(|_| e.paid_on <= day),
            ExpenseEvent::ExpenseReceiptAdded(e) => (e.added_on <= day).then_some(e.document),
            ExpenseEvent::ExpenseAssigned(_)
            | ExpenseEvent::ExpenseAssignmentReversed(_)
            | ExpenseEvent::ExpenseReversed(_)
            | ExpenseEvent::AllocationUsed(_)
            | ExpenseEvent::AllocationFreed(_) => None,
        });
        there.collect()
    }

    /// The partner that was paid.
    pub fn partner(&self) -> Option<PartnerId> {
        self.recorded.as_ref().and_then(|recorded| recorded.partner)
    }

    /// The most that is assigned on any day from `since` on.
    pub(super) fn peak_since(&self, since: Date) -> Money {
        let later = self.assignments.iter().map(|a| a.since);
        let days: BTreeSet<Date> = later.filter(|day| *day > since).chain([since]).collect();
        let sums = days.into_iter().map(|day| self.assigned_on(day));
        sums.max().unwrap_or_default()
    }
}

/// What a grant bears, as its proof of use knows it; `None` where other money pays.
fn of_grant(assignment: &Assignment) -> Option<KnownAssignment> {
    match &assignment.payer {
        Payer::Grant(line) => Some(KnownAssignment {
            grant: line.grant,
            line: line.line.clone(),
            amount: assignment.amount,
        }),
        Payer::ProjectFunds(_) | Payer::BudgetLine(_) => None,
    }
}

impl Aggregate for Expense {
    const TYPE: &'static str = "expense";
    type Command = ExpenseCommand;
    type Event = ExpenseEvent;
    type Error = ExpenseRefusal;
    type Services = FundingContext;

    async fn handle(
        &mut self,
        command: ExpenseCommand,
        ctx: &FundingContext,
        sink: &EventSink<Self>,
    ) -> Result<(), ExpenseRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: ExpenseEvent) {
        // What stands in the payer's stream is no fact of this one: it has no number here.
        if event.payer_stream().is_some() {
            return;
        }
        self.history.record(&event);
        match event {
            ExpenseEvent::ExpenseRecorded(e) => {
                self.documents.extend(e.document);
                self.recorded = Some(e);
            }
            ExpenseEvent::ExpenseAssigned(e) => self.assignments.push(Assignment {
                number: e.number,
                payer: e.payer,
                amount: e.amount,
                share: e.share,
                since: e.assigned_on,
                reversed_on: None,
            }),
            ExpenseEvent::ExpenseAssignmentReversed(e) => {
                let theirs = self.assignments.iter_mut();
                for assignment in theirs.filter(|a| a.number == e.number) {
                    assignment.reversed_on = Some(e.reversed_on);
                }
            }
            ExpenseEvent::ExpenseReceiptAdded(e) => self.documents.push(e.document),
            ExpenseEvent::AllocationUsed(_) | ExpenseEvent::AllocationFreed(_) => {}
            ExpenseEvent::ExpenseReversed(e) => {
                let open = self.assignments.iter_mut();
                for assignment in open.filter(|a| a.reversed_on.is_none()) {
                    assignment.reversed_on = Some(e.reversed_on);
                }
                self.reversed_on = Some(e.reversed_on);
                self.reversed_because = Some(e.reason);
            }
        }
    }
}
