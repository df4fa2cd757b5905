//! Whether a grant's facts fit each other: asked of every event before it is written, and of all after a correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, History, Money};

use super::aggregate::Grant;
use super::command::GrantCommand;
use super::error::{GrantRefusal, GrantSum};
use super::event::*;
use super::limits::{check_amount, check_limit};
use crate::facts::{FundingContext, unknown};
use crate::unfit::{Thing, Unfit};

/// Whether an event may follow.
type Fit = Result<(), GrantRefusal>;

impl Grant {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &GrantEvent) -> Fit {
        match event {
            GrantEvent::GrantApplied(_) | GrantEvent::GrantFactCorrected(_) => Ok(()),
            GrantEvent::GrantRejected(e) => {
                self.check_open()?;
                if let Some(notice) = self.notices.first() {
                    let awarded_on = notice.issued_on;
                    return Err(GrantRefusal::AlreadyAwarded { awarded_on });
                }
                let applied = self.application.as_ref().map(|known| known.applied_on);
                Ok(Unfit::check_not_before(
                    "rejectedOn",
                    e.rejected_on,
                    applied,
                )?)
            }
            GrantEvent::GrantAwarded(e) => self.fits_awarded(e),
            GrantEvent::GrantNoticeAmended(e) => self.fits_amended(e),
            GrantEvent::GrantAccepted(e) => {
                self.check_awarded("acceptedOn", e.accepted_on)?;
                match self.accepted {
                    Some((_, accepted_on)) => Err(GrantRefusal::AlreadyAccepted { accepted_on }),
                    None => Ok(()),
                }
            }
            GrantEvent::GrantConditionFulfilled(e) => self.fits_fulfilled(e),
            GrantEvent::DisbursementRequested(e) => {
                self.check_accepted("requestedOn", e.requested_on)?;
                check_amount("amount", e.amount)?;
                check_new(
                    "disbursement",
                    e.disbursement.0,
                    self.disbursements.iter().map(|known| known.id.0),
                )?;
                let requested = self.sums().requested.plus(e.amount);
                self.check_within("amount", GrantSum::Requested, requested)
            }
            GrantEvent::DisbursementCancelled(e) => self.fits_cancelled(e),
            GrantEvent::FundsReceived(e) => self.fits_received(e),
            GrantEvent::FundsReceiptReversed(e) => {
                self.check_open()?;
                let mut known = self.receipts.iter();
                let receipt = known
                    .find(|known| known.id == e.receipt)
                    .ok_or_else(|| unknown(Thing::Receipt, "receipt", e.receipt.0))?;
                check_stands("receipt", receipt.reversed_on)?;
                let since = Some(receipt.received_on);
                Unfit::check_not_before("reversedOn", e.reversed_on, since)?;
                // Nothing goes back that never came.
                let sums = self.sums();
                let left = sums.arrived().less(receipt.amount);
                check_limit(
                    "receipt",
                    (GrantSum::Repaid, sums.gone()),
                    (GrantSum::Received, left),
                )
            }
            GrantEvent::OnwardAmountReserved(e) => {
                self.can_reserve(e.amount, e.reserved_on).map(|_| ())
            }
            GrantEvent::OnwardAmountReleased(e) => self.can_release(e.onward_grant, e.amount),
            GrantEvent::InterimReportSubmitted(e) => {
                self.check_awarded("submittedOn", e.submitted_on)
            }
            GrantEvent::ProofOfUseSubmitted(e) => self.fits_proof(e),
            GrantEvent::ProofOfUseExamined(e) => self.fits_examined(e),
            GrantEvent::GrantRevoked(e) => {
                self.check_awarded("revokedOn", e.revoked_on)?;
                check_amount("amount", e.amount)?;
                self.check_within("amount", GrantSum::Revoked, e.amount)
            }
            GrantEvent::RemainderDecided(e) => self.fits_remainder(e),
            GrantEvent::RemainderArrived(e) => {
                self.can_take_over((e.from, e.decision), e.amount, e.arrived_on)
            }
            // What was asked when it was struck may since have arrived again.
            GrantEvent::RemainderArrivalStruck(_) => Ok(()),
            GrantEvent::RepaymentDemanded(e) => self.fits_demanded(e),
            GrantEvent::RepaymentMade(e) => self.fits_repaid(e),
            GrantEvent::RepaymentReversed(e) => {
                self.check_open()?;
                let mut known = self.payments.iter();
                let payment = known
                    .find(|known| known.id == e.payment)
                    .ok_or_else(|| unknown(Thing::Repayment, "payment", e.payment.0))?;
                check_stands("payment", payment.reversed_on)?;
                let since = Some(payment.repaid_on);
                Ok(Unfit::check_not_before("reversedOn", e.reversed_on, since)?)
            }
            GrantEvent::GrantClosed(e) => self.fits_closed(e),
        }
    }

    fn fits_awarded(&self, e: &GrantAwarded) -> Fit {
        self.check_open()?;
        if let Some(notice) = self.notices.first() {
            let awarded_on = notice.issued_on;
            return Err(GrantRefusal::AlreadyAwarded { awarded_on });
        }
        let applied = self.application.as_ref().map(|known| known.applied_on);
        Unfit::check_not_before("awardedOn", e.awarded_on, applied)?;
        self.check_new_conditions(&e.conditions)
    }

    /// An award sinks by a notice only to what is not called for, received or promised: beyond, it is revoked.
    fn fits_amended(&self, e: &GrantNoticeAmended) -> Fit {
        self.check_awarded("amendedOn", e.amended_on)?;
        let last = self.notices.last().map(|notice| notice.issued_on);
        Unfit::check_not_before("amendedOn", e.amended_on, last)?;
        let sums = self.sums();
        let revoked = self.revocations.iter().map(|known| known.amount).sum();
        let awarded = (GrantSum::Awarded, e.terms.amount.less(revoked));
        for sum in [
            (GrantSum::Requested, sums.requested),
            (GrantSum::Received, sums.arrived()),
            (GrantSum::Reserved, sums.reserved),
        ] {
            check_limit("terms", sum, awarded)?;
        }
        self.check_new_conditions(&e.conditions)
    }

    fn check_new_conditions(&self, conditions: &[GrantCondition]) -> Fit {
        for (at, condition) in conditions.iter().enumerate() {
            let known = self.conditions.iter().map(|known| known.id.0);
            let before = conditions[..at].iter().map(|other| other.id.0);
            check_new("conditions", condition.id.0, known.chain(before))?;
        }
        Ok(())
    }

    fn fits_fulfilled(&self, e: &GrantConditionFulfilled) -> Fit {
        self.check_open()?;
        let mut known = self.conditions.iter();
        let condition = known
            .find(|known| known.id == e.condition)
            .ok_or_else(|| unknown(Thing::GrantCondition, "condition", e.condition.0))?;
        if let Some(fulfilled_on) = condition.fulfilled_on {
            return Err(GrantRefusal::ConditionFulfilled { fulfilled_on });
        }
        let since = Some(condition.imposed_on);
        Ok(Unfit::check_not_before(
            "fulfilledOn",
            e.fulfilled_on,
            since,
        )?)
    }

    fn fits_cancelled(&self, e: &DisbursementCancelled) -> Fit {
        self.check_open()?;
        let mut known = self.disbursements.iter();
        let call = known
            .find(|known| known.id == e.disbursement)
            .ok_or_else(|| unknown(Thing::Disbursement, "disbursement", e.disbursement.0))?;
        check_stands("disbursement", call.cancelled_on)?;
        if self.arrived_for(e.disbursement) > Money::ZERO {
            return Err(GrantRefusal::CallAnswered);
        }
        let since = Some(call.requested_on);
        Ok(Unfit::check_not_before(
            "cancelledOn",
            e.cancelled_on,
            since,
        )?)
    }

    fn fits_received(&self, e: &FundsReceived) -> Fit {
        self.check_accepted("receivedOn", e.received_on)?;
        check_amount("amount", e.amount)?;
        let known = self.receipts.iter().map(|known| known.id.0);
        check_new("receipt", e.receipt.0, known)?;
        if let Some(id) = e.disbursement {
            let mut known = self.disbursements.iter();
            let call = known
                .find(|known| known.id == id)
                .ok_or_else(|| unknown(Thing::Disbursement, "disbursement", id.0))?;
            check_stands("disbursement", call.cancelled_on)?;
            let since = Some(call.requested_on);
            Unfit::check_not_before("receivedOn", e.received_on, since)?;
            let received = self.arrived_for(id).plus(e.amount);
            if received > call.amount {
                return Err(GrantRefusal::ReceiptBeyondCall {
                    requested: call.amount,
                    received,
                });
            }
        }
        let received = self.sums().arrived().plus(e.amount);
        self.check_within("amount", GrantSum::Received, received)
    }

    /// What arrived for the call and was not reversed.
    fn arrived_for(&self, call: kernel::DisbursementId) -> Money {
        let stands = self.receipts.iter();
        let stands = stands.filter(|known| known.reversed_on.is_none());
        let of_call = stands.filter(|known| known.disbursement == Some(call));
        of_call.map(|known| known.amount).sum()
    }

    /// It may be submitted anew until it is examined.
    fn fits_proof(&self, e: &ProofOfUseSubmitted) -> Fit {
        self.check_accepted("submittedOn", e.submitted_on)?;
        if let Some(last) = self.proofs.last() {
            check_not_examined(last.examination)?;
            let since = Some(last.submitted_on);
            Unfit::check_not_before("submittedOn", e.submitted_on, since)?;
        }
        self.check_within("spent", GrantSum::Spent, e.numbers.spent)
    }

    fn fits_examined(&self, e: &ProofOfUseExamined) -> Fit {
        self.check_open()?;
        let proof = self.proofs.last().ok_or(GrantRefusal::NoProof)?;
        check_not_examined(proof.examination)?;
        let since = Some(proof.submitted_on);
        Unfit::check_not_before("examinedOn", e.examined_on, since)?;
        check_limit(
            "accepted",
            (GrantSum::Accepted, e.accepted),
            (GrantSum::Spent, proof.numbers.spent),
        )
    }

    /// Carry-over and repayment are decided, and together they are what is left.
    fn fits_remainder(&self, e: &RemainderDecided) -> Fit {
        self.check_open()?;
        let proof = self.proofs.last().ok_or(GrantRefusal::NoProof)?;
        let since = Some(proof.submitted_on);
        Unfit::check_not_before("decidedOn", e.decided_on, since)?;
        let (remaining, decided) = (self.undecided(), e.carried_over.plus(e.repay));
        if decided != remaining || decided == Money::ZERO {
            return Err(GrantRefusal::RemainderNotCovered { remaining, decided });
        }
        Ok(())
    }
}

impl Grant {
    fn fits_demanded(&self, e: &RepaymentDemanded) -> Fit {
        self.check_awarded("demandedOn", e.demanded_on)?;
        let interest = e.interest.as_ref().map(|interest| interest.amount);
        check_amount("amount", e.amount.plus(interest.unwrap_or_default()))?;
        Unfit::check_not_before(
            "dueOn",
            e.due_on.unwrap_or(e.demanded_on),
            Some(e.demanded_on),
        )?;
        let known = self.demands.iter().map(|known| known.id.0);
        check_new("repayment", e.repayment.0, known)?;
        let demanded: Money = self.demands.iter().map(|known| known.amount).sum();
        check_limit(
            "amount",
            (GrantSum::Demanded, demanded.plus(e.amount)),
            (GrantSum::Received, self.sums().arrived()),
        )
    }

    /// Against a demand no more than it asks; in all no more than arrived.
    fn fits_repaid(&self, e: &RepaymentMade) -> Fit {
        self.check_awarded("repaidOn", e.repaid_on)?;
        check_amount("amount", e.amount.plus(e.interest))?;
        let known = self.payments.iter().map(|known| known.id.0);
        check_new("payment", e.payment.0, known)?;
        if let Some(id) = e.demand {
            let mut known = self.demands.iter();
            let demand = known
                .find(|known| known.id == id)
                .ok_or_else(|| unknown(Thing::Repayment, "demand", id.0))?;
            let since = Some(demand.demanded_on);
            Unfit::check_not_before("repaidOn", e.repaid_on, since)?;
            let (amount, interest) = self.paid_on_demand(id);
            let asked = demand.interest.as_ref().map(|interest| interest.amount);
            for (field, paid, asked) in [
                ("amount", amount.plus(e.amount), demand.amount),
                (
                    "interest",
                    interest.plus(e.interest),
                    asked.unwrap_or_default(),
                ),
            ] {
                check_limit(field, (GrantSum::Repaid, paid), (GrantSum::Demanded, asked))?;
            }
        }
        let sums = self.sums();
        check_limit(
            "amount",
            (GrantSum::Repaid, sums.gone().plus(e.amount)),
            (GrantSum::Received, sums.arrived()),
        )
    }

    fn fits_closed(&self, e: &GrantClosed) -> Fit {
        self.check_awarded("closedOn", e.closed_on)?;
        Unfit::check_not_before("closedOn", e.closed_on, self.last_day())?;
        let open = self.open_matters();
        if open.is_empty() {
            Ok(())
        } else {
            Err(GrantRefusal::NotClosable { open })
        }
    }
}

fn check_stands(field: &'static str, undone: Option<kernel::Date>) -> Fit {
    match undone {
        Some(undone_on) => Err(GrantRefusal::Undone { field, undone_on }),
        None => Ok(()),
    }
}

fn check_not_examined(examination: Option<super::aggregate::Examination>) -> Fit {
    match examination {
        Some(known) => Err(GrantRefusal::AlreadyExamined {
            examined_on: known.examined_on,
        }),
        None => Ok(()),
    }
}

/// Nothing else has the id.
fn check_new(
    field: &'static str,
    id: uuid::Uuid,
    mut known: impl Iterator<Item = uuid::Uuid>,
) -> Fit {
    if known.any(|other| other == id) {
        return Err(GrantRefusal::IdTaken { field, id });
    }
    Ok(())
}

impl Correctable for Grant {
    /// Reservations follow from an onward grant's facts, arrivals from another grant's; bookings are reversed, see
    /// `decisions.rs`.
    const FOLLOWING: &'static [&'static str] = &[
        "OnwardAmountReserved",
        "OnwardAmountReleased",
        "RemainderArrived",
        "RemainderArrivalStruck",
    ];

    fn history(&self) -> &History<GrantEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<GrantEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &GrantCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<GrantEvent>, GrantRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Fit {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
