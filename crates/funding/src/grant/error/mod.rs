//! Why a grant's command is refused.

mod words;

use kernel::{
    CorrectionRefusal, Date, ExpenseId, Facts, GrantId, Money, OnwardGrantId, Refusal, State,
};
use thiserror::Error;
use uuid::Uuid;

use super::terms::FundingArea;
use crate::codes::CostLineCode;
use crate::repayment::InterestRefusal;
use crate::unfit::Unfit;

kernel::code! {
    /// What has to be done before a grant is closed [offener Punkt].
    pub enum OpenGrantMatter {
        /// the proof of use is not submitted, or not examined
        Proof = "Verwendungsnachweis nicht geprüft",
        /// nobody decided what becomes of the money that is left
        Remainder = "über Restmittel nicht entschieden",
        /// less went back than was decided, revoked, or not accepted
        Repayment = "Mittel nicht zurückgezahlt",
        /// a demand is not paid
        Demand = "Rückforderung nicht bezahlt",
        /// a condition is not fulfilled
        Condition = "Nebenbestimmung nicht erfüllt",
    }
}

kernel::code! {
    /// A sum that stays within another [Summe].
    pub enum GrantSum {
        /// what was called for
        Requested = "Mittelabrufe",
        /// what arrived, carried over from other grants too
        Received = "Eingänge und Übertragungen",
        /// what is promised to onward grants
        Reserved = "Weiterleitungen",
        /// what was spent
        Spent = "Ausgaben",
        /// what was revoked
        Revoked = "Widerrufe",
        /// what was awarded
        Awarded = "Bewilligung",
        /// what went back, or was carried over into other grants
        Repaid = "Rückzahlungen und Übertragungen",
        /// what was accepted
        Accepted = "anerkannte Ausgaben",
        /// what was demanded back
        Demanded = "Rückforderungen",
    }
}

/// Why a grant's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum GrantRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    Interest(#[from] InterestRefusal),
    /// The programme does not run on that day: its real days count (FUN-15, trap 11).
    #[error("programme runs from {since} to {until:?}, not on {day}")]
    ProgrammeNotValid {
        since: Date,
        until: Option<Date>,
        day: Date,
    },
    /// The programme is another state's (FUN-20).
    #[error("programme is one of {state:?}")]
    ProgrammeOfOtherState { state: State },
    /// The programme does not pay for this.
    #[error("the programme has no {area:?}")]
    AreaNotOfProgramme { area: FundingArea },
    /// The grant is of another programme.
    #[error("the grant is not of this programme")]
    OtherProgramme,
    #[error("the period ends on {until}, before it begins on {since}")]
    PeriodBackwards { since: Date, until: Date },
    /// An amount of nothing.
    #[error("{field} is no amount")]
    AmountMissing { field: &'static str },
    #[error("line {code} stands twice in the plan")]
    PlanLineTwice { code: CostLineCode },
    /// A line's year is not one of the period's (FUN-14).
    #[error("line {code} is of {year}, outside the period")]
    PlanYearOutside { code: CostLineCode, year: i16 },
    #[error("the plan costs {costs:?} and is financed with {financed:?}")]
    PlanDoesNotBalance { costs: Money, financed: Money },
    /// The programme pays a part of the costs only.
    #[error("{amount:?} is more than {allowed:?} of {costs:?}")]
    RateCapExceeded {
        amount: Money,
        allowed: Money,
        costs: Money,
    },
    #[error("application was rejected on {rejected_on}")]
    Rejected { rejected_on: Date },
    #[error("grant was awarded on {awarded_on}")]
    AlreadyAwarded { awarded_on: Date },
    #[error("grant is not awarded")]
    NotAwarded,
    #[error("notice is not final")]
    NotAccepted,
    #[error("notice is final since {accepted_on}")]
    AlreadyAccepted { accepted_on: Date },
    #[error("grant was closed on {closed_on}")]
    Closed { closed_on: Date },
    /// The id stands for something else.
    #[error("{field} {id} is taken")]
    IdTaken { field: &'static str, id: Uuid },
    #[error("condition was fulfilled on {fulfilled_on}")]
    ConditionFulfilled { fulfilled_on: Date },
    /// A sum would be greater than what it stays within; both with this command.
    #[error("{sum:?} of {amount:?} are more than {limit:?} of {limit_amount:?}")]
    BeyondLimit {
        field: &'static str,
        sum: GrantSum,
        amount: Money,
        limit: GrantSum,
        limit_amount: Money,
    },
    /// More arrived than was called for.
    #[error("{received:?} arrived of {requested:?} that were called for")]
    ReceiptBeyondCall { requested: Money, received: Money },
    /// It was taken back or reversed before.
    #[error("{field} was undone on {undone_on}")]
    Undone {
        field: &'static str,
        undone_on: Date,
    },
    /// Money arrived for it.
    #[error("money arrived for it")]
    CallAnswered,
    /// The notice does not let the money be passed on.
    #[error("the notice forbids to pass money on")]
    OnwardNotAllowed,
    /// Less is reserved than should be free again.
    #[error("{reserved:?} are reserved, not {amount:?}")]
    ReleaseBeyondReserved { reserved: Money, amount: Money },
    #[error("{day} lies outside {since} to {until}")]
    OutsidePeriod {
        field: &'static str,
        day: Date,
        since: Date,
        until: Date,
        /// The expense, where it is one.
        expense: Option<ExpenseId>,
    },
    /// Their proofs are not examined: the own proof waits for them.
    #[error("the proofs of {onward_grants:?} are not examined")]
    OnwardNotExamined { onward_grants: Vec<OnwardGrantId> },
    /// Money is reserved for them, and the proof does not name them.
    #[error("the proof leaves out {onward_grants:?}")]
    OnwardNotNamed { onward_grants: Vec<OnwardGrantId> },
    /// Another grant pays it.
    #[error("{id} is not paid from this grant")]
    NotOfGrant { field: &'static str, id: Uuid },
    #[error("expense {expense} was reversed on {reversed_on}")]
    ExpenseReversed {
        expense: ExpenseId,
        reversed_on: Date,
    },
    /// Another line of the financing plan pays the onward grant.
    #[error("{onward_grant} is not paid from line {line}")]
    OtherLine {
        onward_grant: OnwardGrantId,
        line: CostLineCode,
    },
    /// The list names it twice.
    #[error("{field} names {id} twice")]
    NamedTwice { field: &'static str, id: Uuid },
    #[error("the financing plan has no line {code}")]
    LineUnknown { code: CostLineCode },
    /// The paper says another number than the bookings.
    #[error("{field} is {stated:?} on the paper and {read:?} in the books")]
    ProofDoesNotReconcile {
        field: &'static str,
        stated: Money,
        read: Money,
    },
    #[error("no proof of use is submitted")]
    NoProof,
    #[error("the proof of use was examined on {examined_on}")]
    AlreadyExamined { examined_on: Date },
    /// What is decided is not what is left.
    #[error("{remaining:?} are left, {decided:?} are decided")]
    RemainderNotCovered { remaining: Money, decided: Money },
    /// Money cannot be carried over into the grant it comes from by naming it.
    #[error("{grant} is this grant")]
    IntoItself { grant: GrantId },
    /// The other grant does not take it.
    #[error("grant {grant} does not take it")]
    NotInto {
        grant: GrantId,
        #[source]
        why: Box<GrantRefusal>,
    },
    #[error("not everything is done: {open:?}")]
    NotClosable { open: Vec<OpenGrantMatter> },
    /// A booking is reversed, never corrected.
    #[error("fact {fact} is a booking ({kind})")]
    BookingIsReversed { fact: u32, kind: String },
}

impl Refusal for GrantRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Interest(refusal) => refusal.code(),
            Self::ProgrammeNotValid { .. } => "PROGRAMME_NOT_VALID",
            Self::ProgrammeOfOtherState { .. } => "PROGRAMME_OF_OTHER_STATE",
            Self::AreaNotOfProgramme { .. } => "AREA_NOT_OF_PROGRAMME",
            Self::OtherProgramme => "OTHER_PROGRAMME",
            Self::PeriodBackwards { .. } => "PERIOD_BACKWARDS",
            Self::AmountMissing { .. } => "AMOUNT_MISSING",
            Self::PlanLineTwice { .. } => "PLAN_LINE_TWICE",
            Self::PlanYearOutside { .. } => "PLAN_YEAR_OUTSIDE",
            Self::PlanDoesNotBalance { .. } => "PLAN_DOES_NOT_BALANCE",
            Self::RateCapExceeded { .. } => "RATE_CAP_EXCEEDED",
            Self::Rejected { .. } => "GRANT_REJECTED",
            Self::AlreadyAwarded { .. } => "GRANT_ALREADY_AWARDED",
            Self::NotAwarded => "GRANT_NOT_AWARDED",
            Self::NotAccepted => "GRANT_NOT_ACCEPTED",
            Self::AlreadyAccepted { .. } => "GRANT_ALREADY_ACCEPTED",
            Self::Closed { .. } => "GRANT_CLOSED",
            Self::IdTaken { .. } => "ID_TAKEN",
            Self::ConditionFulfilled { .. } => "GRANT_CONDITION_FULFILLED",
            Self::BeyondLimit { .. } => "BEYOND_LIMIT",
            Self::ReceiptBeyondCall { .. } => "RECEIPT_BEYOND_CALL",
            Self::Undone { .. } => "UNDONE",
            Self::CallAnswered => "DISBURSEMENT_ANSWERED",
            Self::OnwardNotAllowed => "ONWARD_NOT_ALLOWED",
            Self::ReleaseBeyondReserved { .. } => "RELEASE_BEYOND_RESERVED",
            Self::OutsidePeriod { .. } => "OUTSIDE_GRANT_PERIOD",
            Self::OnwardNotExamined { .. } => "ONWARD_NOT_EXAMINED",
            Self::OnwardNotNamed { .. } => "ONWARD_NOT_NAMED",
            Self::NotOfGrant { .. } => "NOT_OF_GRANT",
            Self::ExpenseReversed { .. } => "EXPENSE_REVERSED",
            Self::OtherLine { .. } => "ONWARD_OF_OTHER_LINE",
            Self::NamedTwice { .. } => "NAMED_TWICE",
            Self::LineUnknown { .. } => "PLAN_LINE_UNKNOWN",
            Self::ProofDoesNotReconcile { .. } => "PROOF_DOES_NOT_RECONCILE",
            Self::NoProof => "NO_PROOF_OF_USE",
            Self::AlreadyExamined { .. } => "PROOF_ALREADY_EXAMINED",
            Self::RemainderNotCovered { .. } => "REMAINDER_NOT_COVERED",
            Self::IntoItself { .. } => "INTO_ITSELF",
            Self::NotInto { why, .. } => why.code(),
            Self::NotClosable { .. } => "GRANT_NOT_CLOSABLE",
            Self::BookingIsReversed { .. } => "BOOKING_IS_REVERSED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Interest(refusal) => refusal.field(),
            Self::ProgrammeNotValid { .. }
            | Self::ProgrammeOfOtherState { .. }
            | Self::OtherProgramme => Some("programme"),
            Self::AreaNotOfProgramme { .. } => Some("areas"),
            Self::PeriodBackwards { .. } => Some("period"),
            Self::PlanLineTwice { .. }
            | Self::PlanYearOutside { .. }
            | Self::PlanDoesNotBalance { .. } => Some("plan"),
            Self::RateCapExceeded { .. } | Self::ReceiptBeyondCall { .. } => Some("amount"),
            Self::Rejected { .. }
            | Self::AlreadyAwarded { .. }
            | Self::NotAwarded
            | Self::NotAccepted
            | Self::AlreadyAccepted { .. }
            | Self::Closed { .. }
            | Self::OnwardNotAllowed
            | Self::NoProof
            | Self::AlreadyExamined { .. }
            | Self::NotClosable { .. } => Some("grant"),
            Self::ConditionFulfilled { .. } => Some("condition"),
            Self::CallAnswered => Some("disbursement"),
            Self::ReleaseBeyondReserved { .. } => Some("amount"),
            Self::OnwardNotExamined { .. }
            | Self::OnwardNotNamed { .. }
            | Self::OtherLine { .. } => Some("onwardGrants"),
            Self::ExpenseReversed { .. } => Some("expenses"),
            Self::LineUnknown { .. } => Some("line"),
            Self::RemainderNotCovered { .. } => Some("carriedOver"),
            Self::IntoItself { .. } | Self::NotInto { .. } => Some("into"),
            Self::BookingIsReversed { .. } => Some("fact"),
            Self::AmountMissing { field }
            | Self::IdTaken { field, .. }
            | Self::BeyondLimit { field, .. }
            | Self::Undone { field, .. }
            | Self::OutsidePeriod { field, .. }
            | Self::NotOfGrant { field, .. }
            | Self::NamedTwice { field, .. }
            | Self::ProofDoesNotReconcile { field, .. } => Some(field),
        }
    }

    /// The law of grants is not one of the rules' own sentences: what has none of its own is FUN-20's.
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::ProgrammeNotValid { .. } => "FUN-15",
            Self::NotInto { why, .. } => return why.rule(),
            Self::PlanYearOutside { .. } | Self::OutsidePeriod { .. } => "FUN-14",
            _ => "FUN-20",
        })
    }

    fn sentence(&self) -> String {
        words::sentence(self)
    }

    fn facts(&self) -> Facts {
        words::facts(self)
    }
}
