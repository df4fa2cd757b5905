//! The folded streams, and the bookings that they come to.

use std::collections::BTreeMap;

use cqrs_es::DomainEvent as _;
use kernel::{Date, ExpenseId, GrantId, OnwardGrantId, ProgrammeId, StreamId};

use super::booking::{Booking, Entry, LedgerKind, LedgerPlace};
use super::{granted, passed_on};
use crate::expense::{AllocatedFunds, Expense, ExpenseEvent, LineOfBudget, LineOfGrant, Payer};
use crate::facts::KnownPayer;
use crate::grant::{Grant, GrantTerms};
use crate::onward_grant::OnwardGrant;
use crate::programme::{Programme, ProgrammeSource};

/// Everything that a ledger is read from.
#[derive(Clone, Debug, Default)]
pub struct Books {
    pub programmes: BTreeMap<ProgrammeId, Programme>,
    pub grants: BTreeMap<GrantId, Grant>,
    pub expenses: BTreeMap<ExpenseId, Expense>,
    pub onward_grants: BTreeMap<OnwardGrantId, OnwardGrant>,
    /// The municipality's own money that was allocated to projects.
    pub allocations: BTreeMap<AllocatedFunds, KnownPayer>,
    /// The lines of its budgets.
    pub budget_lines: BTreeMap<LineOfBudget, KnownPayer>,
}

impl Books {
    /// Every booking, by day and then by stream and number: the same for any order in which streams were read.
    ///
    /// They are for the ledger of `as_of`: a grant's money stands at the area and project that its plan names on that
    /// day, whether it is granted or spent. A later amendment moves both, and only for ledgers since.
    pub fn bookings(&self, as_of: Date) -> Vec<Booking> {
        let placed = Places { books: self, as_of };
        let mut bookings = Vec::new();
        for (id, grant) in &self.grants {
            granted::book(placed, *id, grant, &mut bookings);
        }
        for (id, expense) in &self.expenses {
            placed.book_expense(*id, expense, &mut bookings);
        }
        for (id, onward) in &self.onward_grants {
            passed_on::book(placed, *id, onward, &mut bookings);
        }
        bookings.sort_by(|a, b| {
            let key = |booking: &Booking| {
                let Booking { kind, place, .. } = *booking;
                (
                    booking.on,
                    booking.stream,
                    booking.fact,
                    kind,
                    booking.takes,
                    place,
                )
            };
            key(a).cmp(&key(b))
        });
        bookings
    }
}

/// Where the books' money stands in the ledger of a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a> {
    pub(super) books: &'a Books,
    as_of: Date,
}

impl<'a> Places<'a> {
    fn terms(&self, id: GrantId) -> Option<&'a GrantTerms> {
        self.books.grants.get(&id)?.terms_on(self.as_of)
    }

    /// What is known of the grant's place as a whole: its one area and project, where it has one.
    pub(super) fn of_grant(&self, id: GrantId, year: i16) -> LedgerPlace {
        let terms = self.terms(id);
        let lines = terms.map(|terms| &terms.plan.lines);
        let lines = || lines.into_iter().flatten();
        LedgerPlace {
            grant: Some(id),
            source: self.source_of(id),
            area: terms.and_then(|terms| the_one(terms.areas.iter().copied().map(Some))),
            project: the_one(lines().map(|line| line.project)),
            site: None,
            year,
        }
    }

    /// The place of a line of the grant's plan.
    pub(super) fn of_line(&self, of: &LineOfGrant, year: i16) -> LedgerPlace {
        let whole = self.of_grant(of.grant, year);
        let terms = self.terms(of.grant);
        let line = terms.and_then(|terms| terms.plan.line(&of.line));
        LedgerPlace {
            area: line.and_then(|line| line.area).or(whole.area),
            project: line.and_then(|line| line.project),
            ..whole
        }
    }

    /// The place of the municipality's own money.
    pub(super) fn of_own(payer: Option<&KnownPayer>, year: i16) -> LedgerPlace {
        LedgerPlace {
            source: Some(ProgrammeSource::Council),
            project: payer.and_then(|payer| payer.project),
            year,
            ..LedgerPlace::default()
        }
    }

    fn source_of(&self, id: GrantId) -> Option<ProgrammeSource> {
        let programme = self.books.grants.get(&id)?.programme()?;
        self.books.programmes.get(&programme)?.source
    }

    fn of_expense(&self, payer: &Payer, expense: &Expense) -> Option<LedgerPlace> {
        let recorded = expense.recorded.as_ref()?;
        let year = recorded.paid_on.year();
        let place = match payer {
            Payer::Grant(line) => self.of_line(line, year),
            Payer::ProjectFunds(funds) => Self::of_own(self.books.allocations.get(funds), year),
            Payer::BudgetLine(line) => Self::of_own(self.books.budget_lines.get(line), year),
        };
        Some(LedgerPlace {
            project: place.project.or(recorded.project),
            site: recorded.site,
            ..place
        })
    }

    fn book_expense(&self, id: ExpenseId, expense: &Expense, bookings: &mut Vec<Booking>) {
        let stream = StreamId::new("expense", id.0);
        let mut open: BTreeMap<u32, Booking> = BTreeMap::new();
        for (fact, event) in expense.history.standing() {
            let name = event.event_type();
            let entry = |on| Entry {
                stream,
                fact,
                event: &name,
                on,
                kind: LedgerKind::Spent,
            };
            match event {
                ExpenseEvent::ExpenseAssigned(e) => {
                    if let Some(place) = self.of_expense(&e.payer, expense) {
                        let booking = entry(e.assigned_on).adds(e.amount, place);
                        open.insert(e.number, booking.clone());
                        bookings.push(booking);
                    }
                }
                ExpenseEvent::ExpenseAssignmentReversed(e) => {
                    let undone = open.remove(&e.number).into_iter();
                    let undo = |b: Booking| entry(e.reversed_on).takes(b.amount, b.place);
                    bookings.extend(undone.map(undo));
                }
                ExpenseEvent::ExpenseReversed(e) => {
                    let undone = std::mem::take(&mut open).into_values();
                    let undo = |b: Booking| entry(e.reversed_on).takes(b.amount, b.place);
                    bookings.extend(undone.map(undo));
                }
                ExpenseEvent::ExpenseRecorded(_)
                | ExpenseEvent::ExpenseReceiptAdded(_)
                | ExpenseEvent::AllocationUsed(_)
                | ExpenseEvent::AllocationFreed(_) => {}
            }
        }
    }
}

/// The one value that all have; nothing where they differ or one has none.
fn the_one<T: PartialEq>(mut values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = values.next()??;
    values
        .all(|value| value.as_ref() == Some(&first))
        .then_some(first)
}
