//! What has to be done before a grant is closed, and what was paid back of what.

use kernel::{Date, Money, RepaymentId};

use super::aggregate::Grant;
use super::error::OpenGrantMatter;
use crate::repayment::RepaymentGround;

impl Grant {
    /// What is open whatever the day, in the order in which it is done; a revoked grant needs no proof.
    pub fn open_matters(&self) -> Vec<OpenGrantMatter> {
        let awarded = self.sums().awarded > Money::ZERO;
        let examined = self
            .proofs
            .last()
            .is_some_and(|proof| proof.examination.is_some());
        let open = [
            (OpenGrantMatter::Proof, awarded && !examined),
            (OpenGrantMatter::Remainder, self.undecided() > Money::ZERO),
            (
                OpenGrantMatter::Repayment,
                self.owed_by_decision() > Money::ZERO || self.kept_beyond() > Money::ZERO,
            ),
            (
                OpenGrantMatter::Demand,
                self.demands
                    .iter()
                    .any(|known| self.owed(known.id) > Money::ZERO),
            ),
            (
                OpenGrantMatter::Condition,
                awarded && self.open_conditions(Date::MAX).next().is_some(),
            ),
        ];
        open.into_iter()
            .filter(|(_, is)| *is)
            .map(|(matter, _)| matter)
            .collect()
    }

    /// What arrived and is here although it may not stay: more than is awarded, what was revoked taken off, and once
    /// the proof is examined more than was accepted and carried over.
    pub fn kept_beyond(&self) -> Money {
        let sums = self.sums();
        let examined = self.proofs.last().and_then(|proof| proof.examination);
        let stays = examined.map_or(sums.awarded, |known| {
            // What went into another grant is not here any more.
            let here = self.decided().filter(|known| known.into.is_none());
            let carried_over = here.map(|known| known.carried_over).sum();
            known.accepted.plus(carried_over).min(sums.awarded)
        });
        sums.kept().less(stays)
    }

    /// What was paid on the demand, and what of interest.
    pub fn paid_on_demand(&self, demand: RepaymentId) -> (Money, Money) {
        let paid = || {
            let stands = self
                .payments
                .iter()
                .filter(|known| known.reversed_on.is_none());
            stands.filter(move |known| known.demand == Some(demand))
        };
        (
            paid().map(|known| known.amount).sum(),
            paid().map(|known| known.interest).sum(),
        )
    }

    /// What is left to pay on the demand, interest included.
    pub fn owed(&self, demand: RepaymentId) -> Money {
        let mut known = self.demands.iter();
        let asked = known
            .find(|known| known.id == demand)
            .map(|known| known.total());
        let (amount, interest) = self.paid_on_demand(demand);
        asked.unwrap_or_default().less(amount.plus(interest))
    }

    /// What was decided to go back of what the last proof leaves, and did not yet. A payment counts since that proof:
    /// those before are off what it leaves. One on a demand counts where unused money is demanded: it is the same money.
    pub fn owed_by_decision(&self) -> Money {
        let decided: Money = self.decided().map(|known| known.repay).sum();
        let since = self.proofs.last().map(|proof| proof.submitted_on);
        let stands = self
            .payments
            .iter()
            .filter(|known| known.reversed_on.is_none());
        let paid = stands.filter(|known| {
            let same_money = known
                .demand
                .is_none_or(|demand| self.demands_unused(demand));
            same_money && since.is_some_and(|since| since <= known.repaid_on)
        });
        decided.less(paid.map(|known| known.amount).sum())
    }

    fn demands_unused(&self, demand: RepaymentId) -> bool {
        let mut demands = self.demands.iter();
        demands.any(|known| known.id == demand && known.ground == RepaymentGround::Unused)
    }

    /// The latest day of which something is recorded; it cannot be closed before.
    pub(super) fn last_day(&self) -> Option<Date> {
        let notices = self.notices.iter().map(|known| known.issued_on);
        let receipts = self.receipts.iter();
        let receipts = receipts.map(|known| known.reversed_on.unwrap_or(known.received_on));
        let proofs = self.proofs.iter().map(|proof| {
            let examined = proof.examination.map(|known| known.examined_on);
            examined.unwrap_or(proof.submitted_on)
        });
        let payments = self.payments.iter();
        let payments = payments.map(|known| known.reversed_on.unwrap_or(known.repaid_on));
        let remainders = self.remainders.iter().map(|known| known.decided_on);
        let arrivals = self.arrivals.iter().map(|known| known.arrived_on);
        let remainders = remainders.chain(arrivals);
        let demands = self.demands.iter().map(|known| known.demanded_on);
        let days = notices.chain(receipts).chain(proofs).chain(payments);
        days.chain(remainders).chain(demands).max()
    }
}
