//! What each event changes.

use kernel::{Date, OnwardGrantId};

use super::aggregate::*;
use super::event::*;

impl Grant {
    pub(super) fn fold(&mut self, event: GrantEvent) {
        match event {
            GrantEvent::GrantApplied(e) => {
                self.purpose = Some(e.purpose);
                self.application = Some(Application {
                    programme: e.programme,
                    purpose: e.purpose,
                    period: e.period,
                    requested: e.requested,
                    areas: e.areas,
                    plan: e.plan,
                    applied_on: e.applied_on,
                });
            }
            GrantEvent::GrantRejected(e) => self.rejected_on = Some(e.rejected_on),
            GrantEvent::GrantAwarded(e) => {
                self.purpose = e.purpose.or(self.purpose);
                self.notice(e.terms, e.conditions, e.awarded_on);
            }
            GrantEvent::GrantNoticeAmended(e) => self.notice(e.terms, e.conditions, e.amended_on),
            GrantEvent::GrantAccepted(e) => self.accepted = Some((e.basis, e.accepted_on)),
            GrantEvent::GrantConditionFulfilled(e) => {
                let mut known = self.conditions.iter_mut();
                if let Some(condition) = known.find(|known| known.id == e.condition) {
                    condition.fulfilled_on = Some(e.fulfilled_on);
                }
            }
            GrantEvent::DisbursementRequested(e) => self.disbursements.push(Disbursement {
                id: e.disbursement,
                amount: e.amount,
                requested_on: e.requested_on,
                cancelled_on: None,
            }),
            GrantEvent::DisbursementCancelled(e) => {
                let mut known = self.disbursements.iter_mut();
                if let Some(call) = known.find(|known| known.id == e.disbursement) {
                    call.cancelled_on = Some(e.cancelled_on);
                }
            }
            GrantEvent::FundsReceived(e) => self.receipts.push(Receipt {
                id: e.receipt,
                disbursement: e.disbursement,
                amount: e.amount,
                received_on: e.received_on,
                reversed_on: None,
            }),
            GrantEvent::FundsReceiptReversed(e) => {
                let mut known = self.receipts.iter_mut();
                if let Some(receipt) = known.find(|known| known.id == e.receipt) {
                    receipt.reversed_on = Some(e.reversed_on);
                }
            }
            GrantEvent::OnwardAmountReserved(e) => {
                self.reserve(e.onward_grant, e.amount, e.reserved_on, false);
            }
            GrantEvent::OnwardAmountReleased(e) => {
                self.reserve(e.onward_grant, e.amount, e.released_on, true);
            }
            GrantEvent::InterimReportSubmitted(e) => self.interim_reports.push(InterimReport {
                report: e.report,
                submitted_on: e.submitted_on,
            }),
            GrantEvent::ProofOfUseSubmitted(e) => self.proofs.push(Proof {
                report: e.report,
                numbers: e.numbers,
                submitted_on: e.submitted_on,
                examination: None,
            }),
            GrantEvent::ProofOfUseExamined(e) => {
                if let Some(proof) = self.proofs.last_mut() {
                    proof.examination = Some(Examination {
                        accepted: e.accepted,
                        examined_on: e.examined_on,
                    });
                }
            }
            GrantEvent::GrantRevoked(e) => self.revocations.push(Revocation {
                amount: e.amount,
                ground: e.ground,
                revoked_on: e.revoked_on,
            }),
            GrantEvent::RemainderDecided(e) => self.remainders.push(Remainder {
                carried_over: e.carried_over,
                repay: e.repay,
                into: e.into,
                decided_on: e.decided_on,
            }),
            GrantEvent::RemainderArrived(e) => self.arrivals.push(Arrival {
                from: e.from,
                decision: e.decision,
                amount: e.amount,
                arrived_on: e.arrived_on,
            }),
            GrantEvent::RemainderArrivalStruck(e) => {
                let struck = |known: &Arrival| known.from == e.from && known.decision == e.decision;
                self.arrivals.retain(|known| !struck(known));
            }
            GrantEvent::RepaymentDemanded(e) => self.demands.push(Demand {
                id: e.repayment,
                amount: e.amount,
                ground: e.ground,
                interest: e.interest,
                demanded_on: e.demanded_on,
                due_on: e.due_on,
            }),
            GrantEvent::RepaymentMade(e) => self.payments.push(Payment {
                id: e.payment,
                demand: e.demand,
                amount: e.amount,
                interest: e.interest,
                repaid_on: e.repaid_on,
                reversed_on: None,
            }),
            GrantEvent::RepaymentReversed(e) => {
                let mut known = self.payments.iter_mut();
                if let Some(payment) = known.find(|known| known.id == e.payment) {
                    payment.reversed_on = Some(e.reversed_on);
                }
            }
            GrantEvent::GrantClosed(e) => self.closed_on = Some(e.closed_on),
            GrantEvent::GrantFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }

    fn notice(
        &mut self,
        terms: super::terms::GrantTerms,
        conditions: Vec<GrantCondition>,
        issued_on: Date,
    ) {
        self.notices.push(Notice { terms, issued_on });
        let imposed = conditions.into_iter().map(|condition| Condition {
            id: condition.id,
            text: condition.text,
            due_on: condition.due_on,
            imposed_on: issued_on,
            fulfilled_on: None,
        });
        self.conditions.extend(imposed);
    }

    fn reserve(
        &mut self,
        onward_grant: OnwardGrantId,
        amount: kernel::Money,
        on: Date,
        released: bool,
    ) {
        self.reservations.push(Reservation {
            onward_grant,
            amount,
            on,
            released,
        });
    }
}
