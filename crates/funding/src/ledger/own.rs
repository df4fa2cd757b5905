//! The bookings of the municipality's own money: what its council approved (FUN-01, FUN-19).

use std::collections::{BTreeMap, BTreeSet};

use cqrs_es::{Aggregate as _, DomainEvent as _};
use kernel::{BudgetId, Money, StreamId};

use super::booking::{Booking, Entry, LedgerKind, LedgerPlace};
use crate::budget::{Budget, BudgetEvent};
use crate::programme::ProgrammeSource;

/// After each approval of a budget, by how much what it grants rose or sank at each place.
///
/// Every line of the approved version grants, whether it is refunded or put in out of what the network has (FUN-19): all
/// of them bear expenses. A line's money stands at its site. A project's funds are a line of its budget, so that they are
/// not granted a second time.
pub fn budget_bookings(id: BudgetId, budget: &Budget) -> Vec<Booking> {
    let Some(year) = budget.year else {
        return Vec::new();
    };
    let whole = LedgerPlace {
        source: Some(ProgrammeSource::Council),
        project: budget.project,
        year,
        ..LedgerPlace::default()
    };
    let mut approvals = Vec::new();
    let mut so_far = Budget::default();
    for (fact, event) in budget.history.standing() {
        so_far.apply(event.clone());
        if let BudgetEvent::BudgetApproved(e) = event {
            let lines = so_far.current().map(|version| version.lines.clone());
            let mut granted: BTreeMap<LedgerPlace, Money> = BTreeMap::new();
            for line in lines.unwrap_or_default() {
                let site = line.site;
                let at = granted.entry(LedgerPlace { site, ..whole }).or_default();
                *at = at.plus(line.amount);
            }
            approvals.push((e.approved_on, fact, granted, event.event_type()));
        }
    }
    approvals.sort_by_key(|(on, fact, _, _)| (*on, *fact));
    let mut before: BTreeMap<LedgerPlace, Money> = BTreeMap::new();
    let mut bookings = Vec::new();
    for (on, fact, after, event) in approvals {
        let entry = Entry {
            stream: StreamId::new("budget", id.0),
            fact,
            event: &event,
            on,
            kind: LedgerKind::Granted,
        };
        let touched = before.keys().chain(after.keys()).copied();
        for place in touched.collect::<BTreeSet<LedgerPlace>>() {
            let at =
                |sums: &BTreeMap<LedgerPlace, Money>| sums.get(&place).copied().unwrap_or_default();
            let (was, is) = (at(&before), at(&after));
            if is > was {
                bookings.push(entry.adds(is.less(was), place));
            } else if was > is {
                bookings.push(entry.takes(was.less(is), place));
            }
        }
        before = after;
    }
    bookings
}
