//! A project's funds of a year [Projektmittel]: what may be allocated, what is, and what is free, with every booking
//! behind it (FUN-06, FUN-07).

use async_graphql::{ID, Object, SimpleObject};
use funding::ProjectFunds as View;
use funding::project_funds::{FundsBookingKind, Opened, project_funds_findings};
use kernel::{Date, DecisionRef, Money, ProjectId, Status};
use uuid::Uuid;

use super::ProjectReference;
use crate::graphql::explained::AmountExplanation;
use crate::graphql::meetings::MeetingReference;
use crate::graphql::partners::{Finding, PartnerReference};

/// A project's funds of a year [Projektmittel] (FUN-06).
pub struct ProjectFunds {
    pub(super) id: Uuid,
    pub(super) day: Date,
    pub(super) view: View,
    /// How the year was opened.
    pub(super) opened: Opened,
    pub(super) project: Option<ProjectReference>,
    pub(super) cap: AmountExplanation,
    pub(super) allocated: AmountExplanation,
    pub(super) free: AmountExplanation,
    pub(super) allocations: Vec<FundsAllocation>,
    pub(super) bookings: Vec<FundsBooking>,
}

/// Money of a project's funds that was allocated [Vergabe] (FUN-07).
#[derive(Clone, SimpleObject)]
pub struct FundsAllocation {
    pub(super) id: ID,
    /// Cents, as they were allocated.
    pub(super) amount: Money,
    /// Cents that are left of it on the day, after what came back.
    pub(super) left: Money,
    /// What for; `null` where it was erased [Zweck].
    pub(super) purpose: Option<String>,
    /// The day of the allocation.
    pub(super) allocated_on: Date,
    /// Who receives the money; `null` where it is the project's operators [Empfänger].
    pub(super) recipient: Option<PartnerReference>,
    /// The meeting of the steering group; `null` where no document asks for one [Sitzung].
    pub(super) meeting: Option<MeetingReference>,
    /// What the steering group decided or recommended there, by the outcome's id.
    pub(super) outcome: Option<ID>,
    /// The day on which it was reversed, as it had been booked by mistake; `null` where it stands [Storno].
    pub(super) reversed_on: Option<Date>,
    /// What came back of it by the day, in order of the days.
    pub(super) returns: Vec<FundsReturn>,
}

/// Money of an allocation that came back [Freigabe, Storno].
#[derive(Clone, SimpleObject)]
pub struct FundsReturn {
    /// Cents.
    pub(super) amount: Money,
    /// Why; `null` where it was erased.
    pub(super) reason: Option<String>,
    pub(super) on: Date,
    /// True where the allocation was booked by mistake.
    pub(super) reversed: bool,
}

/// Something that changed what is free [Buchung]: booked and reversed, never edited.
#[derive(Clone, SimpleObject)]
pub struct FundsBooking {
    pub(super) on: Date,
    pub(super) kind: FundsBookingKind,
    /// Its kind in German.
    pub(super) label: &'static str,
    /// Cents: an allocation takes them, a release or a reversal gives them back.
    pub(super) amount: Money,
    /// The allocation that it is about, by its id.
    pub(super) allocation: ID,
    /// The purpose or the reason; `null` where it was erased.
    pub(super) text: Option<String>,
    /// The meeting of the steering group; of an allocation alone.
    pub(super) meeting: Option<MeetingReference>,
    /// The outcome's id; of an allocation alone.
    pub(super) outcome: Option<ID>,
    /// Cents that are allocated after it.
    pub(super) allocated_after: Money,
    /// Cents that are free after it.
    pub(super) free_after: Money,
}

impl ProjectFunds {
    pub(super) fn is_of(&self, year: i16) -> bool {
        self.opened.year == year
    }

    pub(super) fn project_id(&self) -> ProjectId {
        self.opened.project
    }
}

/// A project's funds of a year [Projektmittel] (FUN-06), as they stand on the day that is asked for.
#[Object]
impl ProjectFunds {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn project(&self) -> Option<&ProjectReference> {
        self.project.as_ref()
    }

    /// The budget year [Haushaltsjahr].
    async fn year(&self) -> i16 {
        self.opened.year
    }

    /// The highest sum of allocations, in cents [Höchstbetrag].
    async fn cap(&self) -> Money {
        self.opened.cap
    }

    /// Whether the policy states the cap, or somebody adopted another.
    async fn cap_status(&self) -> Status {
        self.opened.cap_status
    }

    /// Where the cap comes from.
    async fn cap_explanation(&self) -> &AmountExplanation {
        &self.cap
    }

    /// What is allocated, in cents, after what came back [vergeben].
    async fn allocated(&self) -> Money {
        self.allocated.amount
    }

    /// Every booking until the day, one after the other.
    async fn allocated_explanation(&self) -> &AmountExplanation {
        &self.allocated
    }

    /// What may still be allocated, in cents [frei].
    async fn free(&self) -> Money {
        self.free.amount
    }

    /// The cap without what is allocated.
    async fn free_explanation(&self) -> &AmountExplanation {
        &self.free
    }

    /// Whether an allocation needs an outcome of the steering group; `null` where nobody says (FUN-07).
    async fn outcome_needed(&self) -> Option<bool> {
        self.opened.outcome_needed.value
    }

    /// The decision under which the money is there; `null` where nobody said one (FUN-01).
    async fn decision(&self) -> Option<&DecisionRef> {
        self.opened.decision.as_ref()
    }

    /// The version of the policy under which it was opened [Regeln].
    async fn policy_version(&self) -> u32 {
        self.opened.policy_version
    }

    /// The day from which the money is there.
    async fn opened_on(&self) -> Date {
        self.opened.on
    }

    /// What was allocated by the day, in order of the days.
    async fn allocations(&self) -> &[FundsAllocation] {
        &self.allocations
    }

    /// Every booking until the day, in order of the days: their sum is what is allocated.
    async fn bookings(&self) -> &[FundsBooking] {
        &self.bookings
    }

    /// What is not as it should be, such as money that nobody has allocated in autumn (REM-25).
    async fn findings(&self) -> Vec<Finding> {
        let found = project_funds_findings(&self.view, self.day).into_iter();
        found.map(Finding::from).collect()
    }
}
