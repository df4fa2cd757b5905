//! What is allocated and free on a day, with every booking behind it.

use kernel::{AllocationId, Date, EntryId, MeetingId, Money, OutcomeId};

use super::aggregate::{Allocation, ProjectFunds};

/// Something that changed what is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    pub on: Date,
    pub allocation: AllocationId,
    pub kind: FundsBookingKind,
    pub amount: Money,
    /// The purpose or the reason, an entry of the vault.
    pub text: EntryId,
    /// Where the steering group came to it (FUN-07); of an allocation alone.
    pub meeting: Option<MeetingId>,
    pub outcome: Option<OutcomeId>,
}

kernel::code! {
    /// What a booking of project funds is [Buchung].
    pub enum FundsBookingKind {
        /// money was allocated
        Allocated = "Vergabe",
        /// what was not needed came back
        Released = "Freigabe",
        /// it was booked by mistake
        Reversed = "Storno",
    }
}

impl Allocation {
    /// What is left of it on `day`: nothing before it was made.
    pub fn left_on(&self, day: Date) -> Money {
        if day < self.on {
            return Money::ZERO;
        }
        let returned = self.returned.iter().filter(|returned| returned.on <= day);
        let returned = returned.map(|returned| returned.amount).sum();
        self.amount.less(returned)
    }

    /// What is left of it after all that was told.
    pub fn left(&self) -> Money {
        let returned = self.returned.iter().map(|returned| returned.amount).sum();
        self.amount.less(returned)
    }

    /// What of it pays expenses on `day`.
    pub fn used_on(&self, day: Date) -> Money {
        let used = self.used.iter();
        let used = used.filter(|used| used.on <= day && used.freed_on.is_none_or(|on| day < on));
        used.map(|used| used.amount).sum()
    }

    /// What of it may still be used, or come back, from `day` on: what is left of it and pays nothing, on that day and on
    /// every later one. Before the day on which it was made as much as on that day.
    pub fn unused_since(&self, day: Date) -> Money {
        let first = day.max(self.on);
        let returned = self.returned.iter().map(|returned| returned.on);
        let used = self.used.iter().map(|used| used.on);
        let later = returned.chain(used).filter(|on| *on > first);
        let unused = later
            .chain([first])
            .map(|on| self.left_on(on).less(self.used_on(on)));
        unused.min().unwrap_or_default()
    }

    /// True once it was reversed.
    pub fn is_reversed(&self) -> bool {
        self.returned.iter().any(|returned| returned.reversed)
    }
}

impl ProjectFunds {
    /// The highest sum of allocations; `None` before the year was opened.
    pub fn cap(&self) -> Option<Money> {
        self.opened.as_ref().map(|opened| opened.cap)
    }

    /// What is allocated on `day`, after what came back by then.
    pub fn allocated_on(&self, day: Date) -> Money {
        let left = self.allocations.iter();
        left.map(|allocation| allocation.left_on(day)).sum()
    }

    /// What may still be allocated on `day` (FUN-06); `None` before the year was opened.
    pub fn free_on(&self, day: Date) -> Option<Money> {
        self.cap().map(|cap| cap.less(self.allocated_on(day)))
    }

    /// The highest sum that is allocated on any day.
    pub fn most_allocated(&self) -> Money {
        // It rises only on days of allocations.
        let days = self.allocations.iter().map(|allocation| allocation.on);
        let sums = days.map(|day| self.allocated_on(day));
        sums.max().unwrap_or_default()
    }

    /// Every booking until `day`, in the order of the days; of one day in the order in which it was told.
    pub fn bookings_until(&self, day: Date) -> Vec<Booking> {
        let mut bookings = Vec::new();
        for allocation in &self.allocations {
            bookings.push(Booking {
                on: allocation.on,
                allocation: allocation.id,
                kind: FundsBookingKind::Allocated,
                amount: allocation.amount,
                text: allocation.purpose,
                meeting: allocation.meeting,
                outcome: allocation.outcome,
            });
            bookings.extend(allocation.returned.iter().map(|returned| Booking {
                on: returned.on,
                allocation: allocation.id,
                kind: if returned.reversed {
                    FundsBookingKind::Reversed
                } else {
                    FundsBookingKind::Released
                },
                amount: returned.amount,
                text: returned.reason,
                meeting: None,
                outcome: None,
            }));
        }
        bookings.retain(|booking| booking.on <= day);
        bookings.sort_by_key(|booking| booking.on);
        bookings
    }
}
