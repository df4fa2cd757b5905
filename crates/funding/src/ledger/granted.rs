//! A grant's bookings: what was awarded, arrived, went back, and was decided on what is left.

use std::collections::{BTreeMap, BTreeSet};

use cqrs_es::{Aggregate as _, DomainEvent as _};
use kernel::{Date, GrantId, Money, ReceiptId, RepaymentId, StreamId};

use super::booking::{Booking, Entry, LedgerKind, LedgerPlace};
use super::books::Places;
use crate::grant::{Grant, GrantEvent, GrantTerms};
use crate::splitting::end_of;

pub(super) fn book(places: Places<'_>, id: GrantId, grant: &Grant, bookings: &mut Vec<Booking>) {
    book_award(places, id, grant, bookings);
    let stream = StreamId::new("grant", id.0);
    let mut receipts: BTreeMap<ReceiptId, Booking> = BTreeMap::new();
    let mut payments: BTreeMap<RepaymentId, Booking> = BTreeMap::new();
    let mut arrivals: BTreeMap<(GrantId, u32), Booking> = BTreeMap::new();
    let mut decided: Vec<Booking> = Vec::new();
    let mut so_far = Grant::default();
    for (fact, event) in grant.history.standing() {
        let name = event.event_type();
        let entry = |on, kind| Entry {
            stream,
            fact,
            event: &name,
            on,
            kind,
        };
        let place = |on: Date| places.of_grant(id, on.year());
        match event {
            GrantEvent::FundsReceived(e) => {
                let (on, amount) = (e.received_on, e.amount);
                let booking = entry(on, LedgerKind::Drawn).adds(amount, place(on));
                receipts.insert(e.receipt, booking.clone());
                bookings.push(booking);
            }
            GrantEvent::FundsReceiptReversed(e) => {
                let undo = |b: Booking| entry(e.reversed_on, b.kind).takes(b.amount, b.place);
                bookings.extend(receipts.remove(&e.receipt).map(undo));
            }
            GrantEvent::RepaymentMade(e) => {
                let (on, amount) = (e.repaid_on, e.amount);
                let booking = entry(on, LedgerKind::Repaid).adds(amount, place(on));
                payments.insert(e.payment, booking.clone());
                bookings.push(booking);
            }
            GrantEvent::RepaymentReversed(e) => {
                let undo = |b: Booking| entry(e.reversed_on, b.kind).takes(b.amount, b.place);
                bookings.extend(payments.remove(&e.payment).map(undo));
            }
            GrantEvent::RemainderArrived(e) => {
                let on = e.arrived_on;
                let booking = entry(on, LedgerKind::CarriedIn).adds(e.amount, place(on));
                arrivals.insert((e.from, e.decision), booking);
            }
            // The decision was corrected there: that it came never held.
            GrantEvent::RemainderArrivalStruck(e) => {
                arrivals.remove(&(e.from, e.decision));
            }
            GrantEvent::RemainderDecided(e) => {
                let on = e.decided_on;
                let over = match e.into {
                    Some(_) => LedgerKind::CarriedAway,
                    None => LedgerKind::KeptOver,
                };
                let parts = [(LedgerKind::ToRepay, e.repay), (over, e.carried_over)];
                let some = parts.into_iter().filter(|(_, amount)| *amount > Money::ZERO);
                decided.extend(some.map(|(kind, amount)| entry(on, kind).adds(amount, place(on))));
            }
            // It leaves anew what was left and is still here: what was decided on that is taken back.
            GrantEvent::ProofOfUseSubmitted(e) => {
                let owed = so_far.owed_by_decision();
                let (older, newer) = decided
                    .into_iter()
                    .partition(|booking: &Booking| {
                        booking.on < e.submitted_on && booking.kind != LedgerKind::CarriedAway
                    });
                decided = newer;
                for booking in older {
                    let may_be_paid = booking.kind == LedgerKind::ToRepay;
                    let back = if may_be_paid { booking.amount.min(owed) } else { booking.amount };
                    if back > Money::ZERO {
                        let taken = entry(e.submitted_on, booking.kind).takes(back, booking.place);
                        bookings.push(taken);
                    }
                    bookings.push(booking);
                }
            }
            GrantEvent::GrantApplied(_)
            | GrantEvent::GrantRejected(_)
            | GrantEvent::GrantAwarded(_)
            | GrantEvent::GrantNoticeAmended(_)
            | GrantEvent::GrantAccepted(_)
            | GrantEvent::GrantConditionFulfilled(_)
            | GrantEvent::DisbursementRequested(_)
            | GrantEvent::DisbursementCancelled(_)
            // Booked from the onward grants' own streams, with their places.
            | GrantEvent::OnwardAmountReserved(_)
            | GrantEvent::OnwardAmountReleased(_)
            | GrantEvent::InterimReportSubmitted(_)
            | GrantEvent::ProofOfUseExamined(_)
            | GrantEvent::GrantRevoked(_)
            | GrantEvent::RepaymentDemanded(_)
            | GrantEvent::GrantClosed(_)
            | GrantEvent::GrantFactCorrected(_) => {}
        }
        so_far.apply(event.clone());
    }
    bookings.extend(decided);
    bookings.extend(arrivals.into_values());
}

/// What changes an award.
enum Step<'a> {
    Notice(&'a GrantTerms),
    Revoked(Money),
}

/// After each notice and each revocation, what changes at each place: so the places come to the award on every day.
fn book_award(places: Places<'_>, id: GrantId, grant: &Grant, bookings: &mut Vec<Booking>) {
    let mut steps: Vec<(Date, u32, &GrantEvent, Step<'_>)> = Vec::new();
    for (fact, event) in grant.history.standing() {
        if let GrantEvent::GrantAwarded(e) = event {
            steps.push((e.awarded_on, fact, event, Step::Notice(&e.terms)));
        } else if let GrantEvent::GrantNoticeAmended(e) = event {
            steps.push((e.amended_on, fact, event, Step::Notice(&e.terms)));
        } else if let GrantEvent::GrantRevoked(e) = event {
            steps.push((e.revoked_on, fact, event, Step::Revoked(e.amount)));
        }
    }
    steps.sort_by_key(|(on, fact, _, _)| (*on, *fact));
    let mut terms: Option<&GrantTerms> = None;
    let mut revoked = Money::ZERO;
    let mut before: BTreeMap<LedgerPlace, Money> = BTreeMap::new();
    let mut year_assumed = false;
    for (on, fact, event, step) in steps {
        match step {
            Step::Notice(newer) => {
                // What an earlier notice assumed, a later one takes back at the same place.
                year_assumed |= assumes_years(newer);
                terms = Some(newer);
            }
            Step::Revoked(amount) => revoked = revoked.plus(amount),
        }
        let after = terms.map_or_else(BTreeMap::new, |terms| {
            split(places, id, terms, terms.amount.less(revoked))
        });
        let name = event.event_type();
        let entry = Entry {
            stream: StreamId::new("grant", id.0),
            fact,
            event: &name,
            on,
            kind: LedgerKind::Granted,
        };
        let touched = before.keys().chain(after.keys()).copied();
        let touched: BTreeSet<LedgerPlace> = touched.collect();
        for place in touched {
            let at =
                |sums: &BTreeMap<LedgerPlace, Money>| sums.get(&place).copied().unwrap_or_default();
            let (was, is) = (at(&before), at(&after));
            let booking = if is > was {
                entry.adds(is.less(was), place)
            } else if was > is {
                entry.takes(was.less(is), place)
            } else {
                continue;
            };
            bookings.push(Booking {
                year_assumed,
                ..booking
            });
        }
        before = after;
    }
}

/// Whether the plan leaves open in which of the period's years a line is spent.
fn assumes_years(terms: &GrantTerms) -> bool {
    let lines = &terms.plan.lines;
    terms.period.since.year() != terms.period.until.year()
        && (lines.is_empty() || lines.iter().any(|line| line.year.is_none()))
}

/// The amount over the lines of the plan, in proportion to what each costs.
///
/// They are [split](crate::splitting) in the order of their codes: none depends on the order in which they were told.
fn split(
    places: Places<'_>,
    id: GrantId,
    terms: &GrantTerms,
    amount: Money,
) -> BTreeMap<LedgerPlace, Money> {
    let first_year = terms.period.since.year();
    let whole = places.of_grant(id, first_year);
    let costs = i128::from(terms.plan.costs().cents());
    if costs == 0 {
        return [(whole, amount)].into();
    }
    let mut lines: Vec<_> = terms.plan.lines.iter().collect();
    lines.sort_by(|a, b| a.code.cmp(&b.code));
    let mut parts: BTreeMap<LedgerPlace, Money> = BTreeMap::new();
    let (mut so_far, mut given) = (0_i128, Money::ZERO);
    for line in lines {
        so_far += i128::from(line.amount.cents());
        let until = end_of(so_far, costs, amount).unwrap_or(amount);
        let place = LedgerPlace {
            area: line.area.or(whole.area),
            project: line.project,
            year: line.year.unwrap_or(first_year),
            ..whole
        };
        let part = parts.entry(place).or_default();
        *part = part.plus(until.less(given));
        given = until;
    }
    parts
}
