//! What holds of an onward grant on a day.

use std::collections::BTreeSet;

use kernel::{Date, GrantId, Money};

use super::aggregate::*;
use super::command::OnwardSource;
use crate::expense::LineOfGrant;
use crate::facts::KnownOnwardGrant;

kernel::code! {
    /// How far an onward grant is [Stand der Weiterleitung].
    pub enum OnwardState {
        /// nothing was paid yet
        Awarded = "bewilligt",
        /// money is with the institution
        Disbursed = "ausgezahlt",
        /// its proof is here
        ProofSubmitted = "Nachweis vorgelegt",
        /// the municipality examined it
        Examined = "geprüft",
        /// the whole award was revoked
        Revoked = "widerrufen",
        /// nothing is left to be done
        Closed = "abgeschlossen",
    }
}

/// An onward grant's money on a day, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnwardSums {
    /// What the notice that holds awards, less what was revoked.
    pub awarded: Money,
    /// What was paid out.
    pub disbursed: Money,
    /// What came back.
    pub repaid: Money,
    /// What the institution may keep: what is awarded and, once it is examined, accepted.
    pub keeps: Money,
}

impl OnwardSums {
    /// What the institution has: paid out and not back.
    pub fn held(&self) -> Money {
        self.disbursed.less(self.repaid)
    }

    /// What it has and may not keep.
    pub fn due_back(&self) -> Money {
        self.held().less(self.keeps)
    }
}

impl OnwardGrant {
    pub fn exists(&self) -> bool {
        self.source.is_some()
    }

    /// The grant that pays it, where it is one.
    pub fn grant(&self) -> Option<GrantId> {
        self.line_of_grant().map(|line| line.grant)
    }

    fn line_of_grant(&self) -> Option<&LineOfGrant> {
        match &self.source {
            Some(OnwardSource::Grant(line)) => Some(line),
            Some(OnwardSource::BudgetLine(_)) | None => None,
        }
    }

    /// What the proof of the grant that pays it needs to know of it: while it is not examined, that proof waits.
    pub fn known(&self) -> KnownOnwardGrant {
        let examined = self.proofs.last().and_then(|proof| proof.examined);
        let sums = self.sums();
        let spent = |accepted: Money| accepted.min(sums.keeps).min(sums.held());
        KnownOnwardGrant {
            grant: self.grant(),
            line: self.line_of_grant().map(|source| source.line.clone()),
            examined: examined.map(|(accepted, on)| (spent(accepted), on)),
        }
    }

    /// The same as it was known on `day`; `None` before it was awarded.
    pub fn known_on(&self, day: Date) -> Option<KnownOnwardGrant> {
        self.notice_on(day)?;
        let sums = self.sums_on(day);
        let proofs = self.proofs.iter().rev();
        let mut examined = proofs.filter_map(|proof| proof.examined);
        let examined = examined.find(|(_, on)| *on <= day);
        let spent = |accepted: Money| accepted.min(sums.keeps).min(sums.held());
        Some(KnownOnwardGrant {
            examined: examined.map(|(accepted, on)| (spent(accepted), on)),
            ..self.known()
        })
    }

    /// The notice that holds on `day`.
    pub fn notice_on(&self, day: Date) -> Option<&OnwardNotice> {
        let issued = self.notices.iter().filter(|notice| notice.issued_on <= day);
        issued.max_by_key(|notice| notice.issued_on)
    }

    /// What the examination accepted by `day`.
    pub fn accepted_on(&self, day: Date) -> Option<Money> {
        let (accepted, on) = self.proofs.last()?.examined?;
        (on <= day).then_some(accepted)
    }

    /// Its money on `day`.
    pub fn sums_on(&self, day: Date) -> OnwardSums {
        let revoked = self.revocations.iter();
        let revoked = revoked.filter(|known| known.revoked_on <= day);
        let amount = self.notice_on(day).map_or(Money::ZERO, |n| n.amount);
        let awarded = amount.less(revoked.map(|known| known.amount).sum());
        let paid = |direction| {
            let payments = self.payments.iter();
            let payments = payments.filter(|p| p.direction == direction && p.counts_on(day));
            payments.map(|payment| payment.amount).sum()
        };
        OnwardSums {
            awarded,
            disbursed: paid(PaymentDirection::Out),
            repaid: paid(PaymentDirection::Back),
            keeps: self.accepted_on(day).map_or(awarded, |a| a.min(awarded)),
        }
    }

    /// Its money with everything that is recorded, whatever the day: what limits hold against.
    pub fn sums(&self) -> OnwardSums {
        self.sums_on(Date::MAX)
    }

    /// How far it is on `day`; `None` before it was awarded.
    pub fn state_on(&self, day: Date) -> Option<OnwardState> {
        let notice = self.notice_on(day)?;
        let sums = self.sums_on(day);
        let by = |on: Date| on <= day;
        let proof = self.proofs.iter().rev().find(|p| by(p.submitted_on));
        Some(if self.closed_on.is_some_and(by) {
            OnwardState::Closed
        } else if notice.amount > Money::ZERO && sums.awarded == Money::ZERO {
            OnwardState::Revoked
        } else {
            match proof {
                Some(proof) if proof.examined.is_some_and(|(_, on)| by(on)) => {
                    OnwardState::Examined
                }
                Some(_) => OnwardState::ProofSubmitted,
                None if sums.disbursed > Money::ZERO => OnwardState::Disbursed,
                None => OnwardState::Awarded,
            }
        })
    }

    /// The conditions that are not fulfilled on `day`.
    pub fn open_conditions(&self, day: Date) -> impl Iterator<Item = &OnwardCondition> {
        let open = move |c: &&OnwardCondition| c.fulfilled_on.is_none_or(|on| day < on);
        self.conditions.iter().filter(open)
    }

    /// What was demanded and did not come back: money that came back without being asked for pays no later demand.
    pub(super) fn demanded_and_open(&self) -> Money {
        let back =
            |p: &&OnwardPayment| p.direction == PaymentDirection::Back && p.reversed_on.is_none();
        let asked = self
            .demands
            .iter()
            .map(|d| (d.demanded_on, false, d.amount));
        let repaid = self
            .payments
            .iter()
            .filter(back)
            .map(|p| (p.on, true, p.amount));
        let mut steps: Vec<(Date, bool, Money)> = asked.chain(repaid).collect();
        // On the same day a payment follows the demand.
        steps.sort_by_key(|(on, paid, _)| (*on, *paid));
        let steps = steps.into_iter();
        steps.fold(Money::ZERO, |open, (_, paid, amount)| {
            if paid {
                open.less(amount)
            } else {
                open.plus(amount)
            }
        })
    }

    /// The days on which its sums change.
    pub(super) fn days(&self) -> BTreeSet<Date> {
        let payments = self.payments.iter();
        let paid = payments.flat_map(|p| [Some(p.on), p.reversed_on]);
        let issued = self.notices.iter().map(|notice| Some(notice.issued_on));
        let revoked = self.revocations.iter().map(|known| Some(known.revoked_on));
        paid.chain(issued).chain(revoked).flatten().collect()
    }
}
