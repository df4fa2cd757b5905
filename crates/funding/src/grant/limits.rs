//! Sums that stay within others. All of them stand in the grant's own stream, so that commands that race for the same
//! money conflict.

use kernel::{Date, GrantId, Money, OnwardGrantId};

use super::aggregate::Grant;
use super::error::{GrantRefusal, GrantSum};
use crate::unfit::Unfit;

/// What is left to pass on, and whether the notice says that it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reservable {
    /// What is free after this, in cents.
    pub left: Money,
    /// True where no notice says whether money may be passed on: ask the authority.
    pub consent_unstated: bool,
}

impl Grant {
    /// Whether `amount` may be promised to an onward grant on `day`: Σ onward ≤ grant.
    ///
    /// # Errors
    /// `GRANT_NOT_AWARDED`, `GRANT_CLOSED`, `DATE_TOO_EARLY` before the award, `AMOUNT_MISSING` for nothing,
    /// `ONWARD_NOT_ALLOWED` where the notice forbids it, `BEYOND_LIMIT` where less is free.
    pub fn can_reserve(&self, amount: Money, day: Date) -> Result<Reservable, GrantRefusal> {
        self.check_awarded("reservedOn", day)?;
        check_amount("amount", amount)?;
        let onward = self.terms().and_then(|terms| terms.onward);
        if onward == Some(false) {
            return Err(GrantRefusal::OnwardNotAllowed);
        }
        let sums = self.sums();
        let reserved = sums.reserved.plus(amount);
        self.check_within("amount", GrantSum::Reserved, reserved)?;
        Ok(Reservable {
            left: sums.awarded.less(reserved),
            consent_unstated: onward.is_none(),
        })
    }

    /// Whether `amount` of what is promised to the onward grant may be free again: of a closed grant as well, so that
    /// its onward grants can be closed after it.
    ///
    /// # Errors
    /// `AMOUNT_MISSING` for nothing, `RELEASE_BEYOND_RESERVED` where less is reserved.
    pub fn can_release(
        &self,
        onward_grant: OnwardGrantId,
        amount: Money,
    ) -> Result<(), GrantRefusal> {
        check_amount("amount", amount)?;
        let reserved = self.onward_on(Date::MAX).into_iter();
        let mut reserved = reserved.filter(|(id, _)| *id == onward_grant);
        let reserved = reserved.next().map_or(Money::ZERO, |(_, amount)| amount);
        if amount > reserved {
            return Err(GrantRefusal::ReleaseBeyondReserved { reserved, amount });
        }
        Ok(())
    }

    /// Whether another grant's remainder may be carried over into this one on `day`: Σ arrived ≤ award, without what
    /// arrived `by` the same decision, which is that grant's with its number there.
    ///
    /// # Errors
    /// `GRANT_NOT_AWARDED`, `GRANT_REJECTED`, `GRANT_CLOSED`, `DATE_TOO_EARLY` before the award, `BEYOND_LIMIT` where less
    /// is open.
    pub fn can_take_over(
        &self,
        by: (GrantId, u32),
        amount: Money,
        day: Date,
    ) -> Result<(), GrantRefusal> {
        // Where it arrived already, other words for it change nothing here.
        let mut theirs = self.arrivals.iter();
        if theirs.any(|known| {
            (known.from, known.decision) == by && (known.amount, known.arrived_on) == (amount, day)
        }) {
            return Ok(());
        }
        self.check_awarded("decidedOn", day)?;
        check_amount("carriedOver", amount)?;
        let arrived = self.sums().arrived().less(self.arrived_by(by)).plus(amount);
        self.check_within("carriedOver", GrantSum::Received, arrived)
    }

    fn arrived_by(&self, (from, decision): (GrantId, u32)) -> Money {
        let theirs = self.arrivals.iter();
        let theirs = theirs.filter(|known| known.from == from && known.decision == decision);
        theirs.map(|known| known.amount).sum()
    }

    /// Whether no more than `instead` may have arrived by that decision: of an open grant, and nothing goes back that
    /// never came.
    ///
    /// # Errors
    /// `GRANT_CLOSED`, `BEYOND_LIMIT` where more went back.
    pub fn can_do_without(&self, by: (GrantId, u32), instead: Money) -> Result<(), GrantRefusal> {
        self.check_open()?;
        let sums = self.sums();
        let left = sums.arrived().less(self.arrived_by(by)).plus(instead);
        check_limit(
            "fact",
            (GrantSum::Repaid, sums.gone()),
            (GrantSum::Received, left),
        )
    }

    /// The sum stays within what is awarded.
    pub(super) fn check_within(
        &self,
        field: &'static str,
        sum: GrantSum,
        amount: Money,
    ) -> Result<(), GrantRefusal> {
        check_limit(
            field,
            (sum, amount),
            (GrantSum::Awarded, self.sums().awarded),
        )
    }

    pub(super) fn check_open(&self) -> Result<(), GrantRefusal> {
        if let Some(rejected_on) = self.rejected_on {
            return Err(GrantRefusal::Rejected { rejected_on });
        }
        match self.closed_on {
            Some(closed_on) => Err(GrantRefusal::Closed { closed_on }),
            None => Ok(()),
        }
    }

    /// There is a notice, and `day` is not before its own.
    pub(super) fn check_awarded(&self, field: &'static str, day: Date) -> Result<(), GrantRefusal> {
        self.check_open()?;
        let first = self.notices.first().ok_or(GrantRefusal::NotAwarded)?;
        Ok(Unfit::check_not_before(field, day, Some(first.issued_on))?)
    }

    /// The notice is final, and `day` is not before it was.
    pub(super) fn check_accepted(
        &self,
        field: &'static str,
        day: Date,
    ) -> Result<(), GrantRefusal> {
        self.check_awarded(field, day)?;
        let (_, accepted_on) = self.accepted.ok_or(GrantRefusal::NotAccepted)?;
        Ok(Unfit::check_not_before(field, day, Some(accepted_on))?)
    }
}

pub(super) fn check_limit(
    field: &'static str,
    (sum, amount): (GrantSum, Money),
    (limit, limit_amount): (GrantSum, Money),
) -> Result<(), GrantRefusal> {
    if amount > limit_amount {
        return Err(GrantRefusal::BeyondLimit {
            field,
            sum,
            amount,
            limit,
            limit_amount,
        });
    }
    Ok(())
}

pub(super) fn check_amount(field: &'static str, amount: Money) -> Result<(), GrantRefusal> {
    if amount == Money::ZERO {
        return Err(GrantRefusal::AmountMissing { field });
    }
    Ok(())
}
