//! One entry of the ledger, and where it stands.

use kernel::{Date, GrantId, Money, ProjectId, SiteId, StreamId};

use crate::grant::FundingArea;
use crate::programme::ProgrammeSource;

kernel::code! {
    /// What a booking is about [Art der Buchung].
    pub enum LedgerKind {
        /// awarded by a notice or a budget, less what was revoked
        Granted = "bewilligt",
        /// arrived
        Drawn = "abgerufen",
        /// borne of expenses
        Spent = "ausgegeben",
        /// promised to onward grants; what is closed counts with what it used
        Committed = "für Weiterleitungen gebunden",
        /// paid to institutions and not back
        PassedOn = "weitergeleitet",
        /// decided to go back
        ToRepay = "zurückzuzahlen",
        /// gone back, without interest
        Repaid = "zurückgezahlt",
        /// decided to be used later in the same grant
        KeptOver = "im Rahmen der Zuwendung übertragen",
        /// decided to be used in another grant
        CarriedAway = "in eine andere Zuwendung übertragen",
        /// arrived out of what another grant left
        CarriedIn = "aus einer anderen Zuwendung übertragen",
    }
}

/// Where a booking stands. What is absent is not said of it, and is a part of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LedgerPlace {
    pub grant: Option<GrantId>,
    /// Whose money it is; absent where the programme is not known.
    pub source: Option<ProgrammeSource>,
    pub area: Option<FundingArea>,
    pub project: Option<ProjectId>,
    pub site: Option<SiteId>,
    /// The year of the payment, of the plan's line, or else of the period's first day.
    pub year: i16,
}

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// The stream that says so.
    pub stream: StreamId,
    /// The event's number in its stream, from 1.
    pub fact: u32,
    /// The event's type, such as `ExpenseAssigned`.
    pub event: String,
    /// From when on it counts.
    pub on: Date,
    pub kind: LedgerKind,
    /// Cents.
    pub amount: Money,
    /// True where it takes the amount away again.
    pub takes: bool,
    pub place: LedgerPlace,
    /// True where nobody says the year and the grant runs for several: the period's first stands for it.
    pub year_assumed: bool,
}

/// What a booking is for, while its amounts are found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub(super) stream: StreamId,
    pub(super) fact: u32,
    pub(super) event: &'a str,
    pub(super) on: Date,
    pub(super) kind: LedgerKind,
}

impl Entry<'_> {
    pub(super) fn adds(self, amount: Money, place: LedgerPlace) -> Booking {
        self.booking(amount, false, place)
    }

    pub(super) fn takes(self, amount: Money, place: LedgerPlace) -> Booking {
        self.booking(amount, true, place)
    }

    fn booking(self, amount: Money, takes: bool, place: LedgerPlace) -> Booking {
        Booking {
            stream: self.stream,
            fact: self.fact,
            event: self.event.to_owned(),
            on: self.on,
            kind: self.kind,
            amount,
            takes,
            place,
            year_assumed: false,
        }
    }
}
