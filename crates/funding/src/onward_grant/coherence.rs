//! Whether an onward grant's facts fit each other: asked of every event before it is written, and of all after a
//! correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, History, Money};

use super::aggregate::*;
use super::command::OnwardGrantCommand;
use super::decisions::Occasion;
use super::error::{OnwardGrantRefusal as Refused, OpenOnwardMatter};
use super::event::*;
use crate::facts::FundingContext;
use crate::unfit::{Thing, Unfit};

type Fits = Result<(), Refused>;

impl OnwardGrant {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &OnwardGrantEvent) -> Fits {
        use OnwardGrantEvent as E;

        let awarded_on = self.notices.first().map(|notice| notice.issued_on);
        let since = |field, day| Unfit::check_not_before(field, day, awarded_on);
        match event {
            E::OnwardGrantFactCorrected(_)
            | E::OnwardAmountReserved(_)
            | E::OnwardAmountReleased(_) => return Ok(()),
            E::OnwardGrantAwarded(e) => return check_some(e.amount),
            E::OnwardGrantAmended(_)
            | E::OnwardConditionFulfilled(_)
            | E::OnwardDisbursed(_)
            | E::OnwardPaymentReversed(_)
            | E::OnwardProofRecorded(_)
            | E::OnwardProofExamined(_)
            | E::OnwardGrantRevoked(_)
            | E::OnwardRepaymentDemanded(_)
            | E::OnwardRepaid(_)
            | E::OnwardGrantClosed(_) => self.check_open()?,
        }
        match event {
            E::OnwardGrantAmended(e) => {
                check_some(e.amount)?;
                let last = self.notices.last().map(|notice| notice.issued_on);
                Unfit::check_not_before("amendedOn", e.amended_on, last)?;
                self.check_held_after(event, e.amended_on)
            }
            E::OnwardConditionFulfilled(e) => {
                since("fulfilledOn", e.fulfilled_on)?;
                let condition = self.conditions.iter().find(|c| c.id == e.condition);
                let unknown = Unfit::Unknown {
                    thing: Thing::GrantCondition,
                    field: "condition",
                    id: e.condition.0,
                };
                match condition.ok_or(unknown)?.fulfilled_on {
                    Some(fulfilled_on) => Err(Refused::ConditionFulfilled { fulfilled_on }),
                    None => Ok(()),
                }
            }
            E::OnwardDisbursed(e) => {
                check_some(e.amount)?;
                since("paidOn", e.paid_on)?;
                self.check_held_after(event, e.paid_on)
            }
            E::OnwardRepaid(e) => {
                check_some(e.amount)?;
                since("repaidOn", e.repaid_on)?;
                self.check_never_negative_after(event)
            }
            E::OnwardPaymentReversed(e) => {
                let payment = self.payments.iter().find(|p| p.number == e.number);
                let payment = payment.ok_or(Refused::NoSuchPayment {
                    number: e.number,
                    recorded: self.payments.len(),
                })?;
                if let Some(reversed_on) = payment.reversed_on {
                    let number = e.number;
                    return Err(Refused::PaymentReversed {
                        number,
                        reversed_on,
                    });
                }
                Unfit::check_not_before("reversedOn", e.reversed_on, Some(payment.on))?;
                self.check_never_negative_after(event)?;
                // A repayment that never was leaves the money with the institution.
                match payment.direction {
                    PaymentDirection::Back => self.check_held_after(event, e.reversed_on),
                    PaymentDirection::Out => Ok(()),
                }
            }
            E::OnwardProofRecorded(e) => {
                since("submittedOn", e.submitted_on)?;
                match self.proofs.last().and_then(|proof| proof.examined) {
                    Some((_, examined_on)) => Err(Refused::AlreadyExamined { examined_on }),
                    None => Ok(()),
                }
            }
            E::OnwardProofExamined(e) => self.fits_examined(e),
            E::OnwardGrantRevoked(e) => {
                check_some(e.amount)?;
                since("revokedOn", e.revoked_on)?;
                check_within("amount", e.amount, self.sums().awarded)
            }
            E::OnwardRepaymentDemanded(e) => {
                check_some(e.amount)?;
                since("demandedOn", e.demanded_on)?;
                let owed = self.sums().due_back().less(self.demanded_and_open());
                check_within("amount", e.amount, owed)
            }
            E::OnwardGrantClosed(e) => self.fits_closed(e),
            E::OnwardGrantAwarded(_)
            | E::OnwardAmountReserved(_)
            | E::OnwardAmountReleased(_)
            | E::OnwardGrantFactCorrected(_) => Ok(()),
        }
    }

    pub(super) fn check_open(&self) -> Fits {
        match self.closed_on {
            Some(closed_on) => Err(Refused::Closed { closed_on }),
            None => Ok(()),
        }
    }

    fn fits_examined(&self, e: &OnwardProofExamined) -> Fits {
        let proof = self.proofs.last().ok_or(Refused::NoProof)?;
        if let Some((_, examined_on)) = proof.examined {
            return Err(Refused::AlreadyExamined { examined_on });
        }
        Unfit::check_not_before("examinedOn", e.examined_on, Some(proof.submitted_on))?;
        check_within("accepted", e.accepted, proof.spent)?;
        check_within("accepted", e.accepted, self.sums().awarded)
    }

    fn fits_closed(&self, e: &OnwardGrantClosed) -> Fits {
        let examined = self.proofs.last().and_then(|proof| proof.examined);
        let last = self.days().into_iter().chain(examined.map(|(_, on)| on));
        Unfit::check_not_before("closedOn", e.closed_on, last.max())?;
        let sums = self.sums();
        let unexamined = sums.held() > Money::ZERO && examined.is_none();
        let open = [
            (unexamined, OpenOnwardMatter::Proof),
            (sums.due_back() > Money::ZERO, OpenOnwardMatter::Repayment),
        ];
        let open: Vec<_> = open.into_iter().filter(|(is, _)| *is).collect();
        if open.is_empty() {
            Ok(())
        } else {
            Err(Refused::NotSettled {
                open: open.into_iter().map(|(_, matter)| matter).collect(),
                due_back: sums.due_back(),
            })
        }
    }

    /// On no day from `since` on has the institution more than it may keep.
    fn check_held_after(&self, event: &OnwardGrantEvent, since: Date) -> Fits {
        let after = self.after(event);
        let days = after.days().into_iter().filter(|day| *day >= since);
        for day in days.chain([since]) {
            let sums = after.sums_on(day);
            check_within("amount", sums.held(), sums.keeps)?;
        }
        Ok(())
    }

    /// On no day came more back than was paid out.
    fn check_never_negative_after(&self, event: &OnwardGrantEvent) -> Fits {
        let after = self.after(event);
        for day in after.days() {
            let sums = after.sums_on(day);
            check_within("amount", sums.repaid, sums.disbursed)?;
        }
        Ok(())
    }

    fn after(&self, event: &OnwardGrantEvent) -> Self {
        let mut after = self.clone();
        after.apply(event.clone());
        after
    }
}

fn check_some(amount: Money) -> Fits {
    if amount == Money::ZERO {
        Err(Refused::NoAmount)
    } else {
        Ok(())
    }
}

fn check_within(field: &'static str, amount: Money, allowed: Money) -> Fits {
    if amount > allowed {
        return Err(Refused::Beyond {
            field,
            amount,
            allowed,
        });
    }
    Ok(())
}

impl Correctable for OnwardGrant {
    /// Payments are reversed, the amount is amended.
    const FOLLOWING: &'static [&'static str] = &[
        "OnwardDisbursed",
        "OnwardGrantAmended",
        "OnwardGrantClosed",
        "OnwardPaymentReversed",
        "OnwardRepaid",
    ];

    fn history(&self) -> &History<OnwardGrantEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<OnwardGrantEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &OnwardGrantCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<OnwardGrantEvent>, Refused> {
        self.decide_on(command, Occasion::Correction, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Fits {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
