//! An onward grant's bookings: what is promised, and what was paid.

use std::collections::BTreeMap;

use cqrs_es::DomainEvent as _;
use kernel::{Money, OnwardGrantId, StreamId};

use super::booking::{Booking, Entry, LedgerKind, LedgerPlace};
use super::books::Places;
use crate::onward_grant::{OnwardGrant, OnwardGrantEvent, OnwardSource};

pub(super) fn book(
    places: Places<'_>,
    id: OnwardGrantId,
    onward: &OnwardGrant,
    bookings: &mut Vec<Booking>,
) {
    let Some(place) = place_of(places, onward) else {
        return;
    };
    let mut promised = Money::ZERO;
    let mut payments: BTreeMap<u32, Booking> = BTreeMap::new();
    for (fact, event) in onward.history.standing() {
        let name = event.event_type();
        let entry = |on, kind| Entry {
            stream: StreamId::new("onward-grant", id.0),
            fact,
            event: &name,
            on,
            kind,
        };
        let mut promise = |on, is: Money| {
            let was = std::mem::replace(&mut promised, is);
            let entry = entry(on, LedgerKind::Committed);
            if is > was {
                bookings.push(entry.adds(is.less(was), place));
            } else if was > is {
                bookings.push(entry.takes(was.less(is), place));
            }
        };
        match event {
            OnwardGrantEvent::OnwardGrantAwarded(e) => promise(e.awarded_on, e.amount),
            OnwardGrantEvent::OnwardGrantAmended(e) => promise(e.amended_on, e.amount),
            OnwardGrantEvent::OnwardGrantClosed(e) => promise(e.closed_on, e.used),
            OnwardGrantEvent::OnwardDisbursed(e) => {
                let booking = entry(e.paid_on, LedgerKind::PassedOn).adds(e.amount, place);
                payments.insert(e.number, booking.clone());
                bookings.push(booking);
            }
            OnwardGrantEvent::OnwardRepaid(e) => {
                let booking = entry(e.repaid_on, LedgerKind::PassedOn).takes(e.amount, place);
                payments.insert(e.number, booking.clone());
                bookings.push(booking);
            }
            OnwardGrantEvent::OnwardPaymentReversed(e) => {
                let undo = |b: Booking| Booking {
                    takes: !b.takes,
                    ..entry(e.reversed_on, b.kind).adds(b.amount, b.place)
                };
                bookings.extend(payments.remove(&e.number).map(undo));
            }
            OnwardGrantEvent::OnwardAmountReserved(_)
            | OnwardGrantEvent::OnwardAmountReleased(_)
            | OnwardGrantEvent::OnwardConditionFulfilled(_)
            | OnwardGrantEvent::OnwardProofRecorded(_)
            | OnwardGrantEvent::OnwardProofExamined(_)
            | OnwardGrantEvent::OnwardGrantRevoked(_)
            | OnwardGrantEvent::OnwardRepaymentDemanded(_)
            | OnwardGrantEvent::OnwardGrantFactCorrected(_) => {}
        }
    }
}

/// All its bookings stand at one place: what comes back does so where it was paid.
fn place_of(places: Places<'_>, onward: &OnwardGrant) -> Option<LedgerPlace> {
    let year = onward.notices.first()?.period.since.year();
    let place = match onward.source.as_ref()? {
        OnwardSource::Grant(line) => places.of_line(line, year),
        OnwardSource::BudgetLine(line) => Places::of_own(places.books.budget_lines.get(line), year),
    };
    Some(LedgerPlace {
        project: place.project.or(onward.project),
        site: onward.site,
        ..place
    })
}
