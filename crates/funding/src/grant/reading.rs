//! What holds of a grant on a day. Every answer comes from dated facts; none needs a job or the clock.
//!
//! A booking counts from its own day, a reversal from the day of the reversal: what the books showed on a day stays
//! what they showed.

use kernel::{Date, Money, OnwardGrantId, ProgrammeId, StreamId};

use super::aggregate::*;
use super::terms::{GrantTerms, ProofDeadline};

kernel::code! {
    /// How far a grant is [Stand der Zuwendung].
    pub enum GrantState {
        /// the authority has not answered
        Applied = "beantragt",
        /// it said no
        Rejected = "abgelehnt",
        /// there is a notice that can still be contested
        Awarded = "bewilligt",
        /// the notice is final: money may be called for
        Accepted = "bestandskräftig",
        /// the proof of use is with the authority
        ProofSubmitted = "Verwendungsnachweis vorgelegt",
        /// the authority examined it
        Examined = "Verwendungsnachweis geprüft",
        /// the whole award was revoked
        Revoked = "widerrufen",
        /// nothing is left to be done
        Closed = "abgeschlossen",
    }
}

/// A grant's money on a day, in cents [Stand der Mittel].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GrantSums {
    /// What the notice that holds awards, less what was revoked.
    pub awarded: Money,
    /// What was called for.
    pub requested: Money,
    /// What arrived from the authority.
    pub received: Money,
    /// What other grants left and is carried over into this one.
    pub carried_in: Money,
    /// What was left and is carried over into other grants.
    pub carried_away: Money,
    /// What went back, without interest.
    pub repaid: Money,
    /// What is promised to onward grants.
    pub reserved: Money,
}

impl GrantSums {
    /// What arrived, from the authority or out of other grants.
    pub fn arrived(&self) -> Money {
        self.received.plus(self.carried_in)
    }

    /// What went back or into other grants.
    pub fn gone(&self) -> Money {
        self.repaid.plus(self.carried_away)
    }

    /// What arrived and is neither back nor in another grant.
    pub fn kept(&self) -> Money {
        self.arrived().less(self.gone())
    }
}

impl Grant {
    pub fn exists(&self) -> bool {
        self.application.is_some()
    }

    pub fn programme(&self) -> Option<ProgrammeId> {
        self.application.as_ref().map(|known| known.programme)
    }

    /// How far it is on `day`; `None` before it was applied for.
    pub fn state_on(&self, day: Date) -> Option<GrantState> {
        let application = self.application.as_ref();
        application.filter(|known| known.applied_on <= day)?;
        let by = |on: Option<Date>| on.is_some_and(|on| on <= day);
        if by(self.closed_on) {
            return Some(GrantState::Closed);
        }
        if by(self.rejected_on) {
            return Some(GrantState::Rejected);
        }
        let Some(terms) = self.terms_on(day) else {
            return Some(GrantState::Applied);
        };
        if terms.amount > Money::ZERO && self.sums_on(day).awarded == Money::ZERO {
            return Some(GrantState::Revoked);
        }
        let proof = self.proof_on(day);
        Some(match proof.map(|proof| proof.examination) {
            Some(Some(examination)) if examination.examined_on <= day => GrantState::Examined,
            Some(_) => GrantState::ProofSubmitted,
            None if by(self.accepted.map(|(_, on)| on)) => GrantState::Accepted,
            None => GrantState::Awarded,
        })
    }

    /// The terms that hold on `day`: those of the latest notice; `None` before the first.
    pub fn terms_on(&self, day: Date) -> Option<&GrantTerms> {
        let issued = self.notices.iter().filter(|notice| notice.issued_on <= day);
        let latest = issued.max_by_key(|notice| notice.issued_on);
        latest.map(|notice| &notice.terms)
    }

    /// The terms of the notice that was recorded last.
    pub fn terms(&self) -> Option<&GrantTerms> {
        self.notices.last().map(|notice| &notice.terms)
    }

    /// The proof of use that lies with the authority on `day`: the one submitted last.
    pub fn proof_on(&self, day: Date) -> Option<&Proof> {
        let submitted = self.proofs.iter();
        let submitted = submitted.filter(|proof| proof.submitted_on <= day);
        submitted.max_by_key(|proof| proof.submitted_on)
    }

    /// Its money on `day`.
    pub fn sums_on(&self, day: Date) -> GrantSums {
        let stands =
            |on: Date, undone: Option<Date>| on <= day && undone.is_none_or(|undone| undone > day);
        let awarded = self.terms_on(day).map_or(Money::ZERO, |terms| terms.amount);
        let revoked = self.revocations.iter();
        let revoked = revoked.filter(|known| known.revoked_on <= day);
        let requested = self.disbursements.iter();
        let requested = requested.filter(|call| stands(call.requested_on, call.cancelled_on));
        let received = self.receipts.iter();
        let received = received.filter(|known| stands(known.received_on, known.reversed_on));
        let repaid = self.payments.iter();
        let repaid = repaid.filter(|known| stands(known.repaid_on, known.reversed_on));
        let carried_in = self.arrivals.iter();
        let carried_in = carried_in.filter(|known| known.arrived_on <= day);
        let carried_away = self.carried_away();
        let carried_away = carried_away.filter(|known| known.decided_on <= day);
        GrantSums {
            awarded: awarded.less(revoked.map(|known| known.amount).sum()),
            requested: requested.map(|call| call.amount).sum(),
            received: received.map(|known| known.amount).sum(),
            carried_in: carried_in.map(|known| known.amount).sum(),
            carried_away: carried_away.map(|known| known.carried_over).sum(),
            repaid: repaid.map(|known| known.amount).sum(),
            reserved: self.onward_on(day).iter().map(|(_, amount)| *amount).sum(),
        }
    }

    /// Its money with everything that is recorded, whatever the day: what limits hold against.
    pub fn sums(&self) -> GrantSums {
        let amount = self.terms().map_or(Money::ZERO, |terms| terms.amount);
        let revoked = self.revocations.iter().map(|known| known.amount).sum();
        GrantSums {
            awarded: amount.less(revoked),
            ..self.sums_on(Date::MAX)
        }
    }

    /// What is promised to each onward grant on `day`; those for which nothing is left are not named.
    pub fn onward_on(&self, day: Date) -> Vec<(OnwardGrantId, Money)> {
        let mut promised: Vec<(OnwardGrantId, Money, Money)> = Vec::new();
        for known in self.reservations.iter().filter(|known| known.on <= day) {
            let at = promised
                .iter()
                .position(|(id, _, _)| *id == known.onward_grant)
                .unwrap_or_else(|| {
                    promised.push((known.onward_grant, Money::ZERO, Money::ZERO));
                    promised.len() - 1
                });
            let (_, reserved, released) = &mut promised[at];
            let side = if known.released { released } else { reserved };
            *side = side.plus(known.amount);
        }
        let left = promised.into_iter();
        let left = left.map(|(id, reserved, released)| (id, reserved.less(released)));
        left.filter(|(_, amount)| *amount > Money::ZERO).collect()
    }

    /// The last day for the proof of use, by the notice that holds on `day` or else by the programme's rule.
    ///
    /// `None` before an award, and where neither says: a task, never a guess.
    pub fn proof_due_on(&self, day: Date, programme: Option<&ProofDeadline>) -> Option<Date> {
        let terms = self.terms_on(day)?;
        let rule = terms.proof_deadline.as_ref().or(programme)?;
        rule.due(terms.period.until)
    }

    /// The conditions that are imposed and not fulfilled on `day`.
    pub fn open_conditions(&self, day: Date) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(move |condition| {
            condition.imposed_on <= day && condition.fulfilled_on.is_none_or(|on| day < on)
        })
    }

    /// What is left by the proof that was submitted last and is not decided: to be paid back or carried over.
    pub fn undecided(&self) -> Money {
        let left = self.proofs.last().map(|proof| proof.numbers.remaining);
        let decided = self.decided();
        let decided = decided.map(|known| known.carried_over.plus(known.repay));
        left.unwrap_or_default().less(decided.sum())
    }

    /// The same on `day`: of the proof that lay there then, with what was decided by then.
    pub fn undecided_on(&self, day: Date) -> Money {
        let Some(proof) = self.proof_on(day) else {
            return Money::ZERO;
        };
        let decided = self.remainders.iter();
        let decided = decided
            .filter(|known| proof.submitted_on <= known.decided_on && known.decided_on <= day);
        let decided = decided.map(|known| known.carried_over.plus(known.repay));
        proof.numbers.remaining.less(decided.sum())
    }

    /// The grants into which money went: a correction of the decision takes it away there.
    pub fn receiving_streams(&self) -> Vec<StreamId> {
        let mut streams = Vec::new();
        for into in self.carried_away().filter_map(|known| known.into) {
            let stream = StreamId::new("grant", into.0);
            if !streams.contains(&stream) {
                streams.push(stream);
            }
        }
        streams
    }

    /// The decisions by which money went into other grants. It is gone, as what was paid back: a newer proof finds it gone.
    pub(super) fn carried_away(&self) -> impl Iterator<Item = &Remainder> {
        let decided = self.remainders.iter();
        decided.filter(|known| known.into.is_some())
    }

    /// The decisions on what the proof that was submitted last leaves; a newer proof leaves it anew.
    pub(super) fn decided(&self) -> impl Iterator<Item = &Remainder> {
        let since = self.proofs.last().map(|proof| proof.submitted_on);
        let decided = self.remainders.iter();
        decided.filter(move |known| since.is_some_and(|since| since <= known.decided_on))
    }
}

impl Demand {
    /// Amount and interest.
    pub fn total(&self) -> Money {
        let interest = self.interest.as_ref().map(|interest| interest.amount);
        self.amount.plus(interest.unwrap_or_default())
    }
}
