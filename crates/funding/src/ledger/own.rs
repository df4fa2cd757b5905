//! The bookings of the municipality's own money: what its council approved (FUN-01).

use cqrs_es::DomainEvent as _;
use kernel::{BudgetId, Money, StreamId};

use super::booking::{Booking, Entry, LedgerKind, LedgerPlace};
use crate::budget::{Budget, BudgetEvent};
use crate::programme::ProgrammeSource;

/// After each approval of a budget, by how much what it grants rose or sank. A project's funds are a line of its
/// budget, so that they are not granted a second time.
pub fn budget_bookings(id: BudgetId, budget: &Budget) -> Vec<Booking> {
    let Some(year) = budget.year else {
        return Vec::new();
    };
    let place = LedgerPlace {
        source: Some(ProgrammeSource::Council),
        project: budget.project,
        year,
        ..LedgerPlace::default()
    };
    let mut approvals = Vec::new();
    for (fact, event) in budget.history.standing() {
        if let BudgetEvent::BudgetApproved(e) = event {
            approvals.push((e.approved_on, fact, e.total, event.event_type()));
        }
    }
    approvals.sort_by_key(|(on, fact, _, _)| (*on, *fact));
    let mut was = Money::ZERO;
    let mut bookings = Vec::new();
    for (on, fact, is, event) in approvals {
        let entry = Entry {
            stream: StreamId::new("budget", id.0),
            fact,
            event: &event,
            on,
            kind: LedgerKind::Granted,
        };
        if is > was {
            bookings.push(entry.adds(is.less(was), place));
        } else if was > is {
            bookings.push(entry.takes(was.less(is), place));
        }
        was = is;
    }
    bookings
}
