//! Money that was drawn and lies unused [Liquidität] (REM-24, field.md 3.4).
//!
//! Money is spent in the order in which it arrived. So what is left of what arrived before a day is what arrived until
//! then, less all that was spent, paid back and carried over into other grants; what they left arrives as receipts do.
//! Each amount that is left has the day since when it lies there.

use kernel::{Date, Interval, Money};

use super::aggregate::Grant;

/// Money that lies there since a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleCash {
    /// The day on which it arrived.
    pub since: Date,
    /// Cents.
    pub amount: Money,
}

impl Grant {
    /// What arrived and is neither spent, nor paid back, nor carried over on `day`, oldest first.
    ///
    /// `spent` is what stands on `day` of the expenses that the grant pays and of what was handed to onward grants,
    /// each with its day.
    pub fn idle_cash(&self, spent: &[(Date, Money)], day: Date) -> Vec<IdleCash> {
        let until = spent.iter().filter(|(on, _)| *on <= day);
        let spent: Money = until.map(|(_, amount)| *amount).sum();
        let mut used = spent.plus(self.sums_on(day).gone());
        let stands = self.receipts.iter().filter(|known| {
            known.received_on <= day && known.reversed_on.is_none_or(|undone| undone > day)
        });
        let received = stands.map(|known| (known.received_on, known.amount));
        let carried_in = self.arrivals.iter();
        let carried_in = carried_in.map(|known| (known.arrived_on, known.amount));
        let carried_in = carried_in.filter(|(on, _)| *on <= day);
        let mut arrived: Vec<_> = received.chain(carried_in).collect();
        arrived.sort_by_key(|(on, _)| *on);
        let mut idle = Vec::new();
        for (since, arrived) in arrived {
            let amount = arrived.less(used);
            used = used.less(arrived);
            if amount > Money::ZERO {
                idle.push(IdleCash { since, amount });
            }
        }
        idle
    }

    /// What lies there on `day` for longer than it may, and since when the oldest of it does.
    pub fn overdue_cash(
        &self,
        spent: &[(Date, Money)],
        use_up: &Interval,
        day: Date,
    ) -> Option<IdleCash> {
        let idle = self.idle_cash(spent, day);
        let late = |cash: &&IdleCash| use_up.after(cash.since).is_some_and(|last| last < day);
        let since = idle.iter().find(late)?.since;
        let amount = idle.iter().filter(late).map(|cash| cash.amount).sum();
        Some(IdleCash { since, amount })
    }
}
