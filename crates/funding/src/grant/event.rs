//! What happens to a grant. Its words are entries of the vault; amounts are euro cents.

use kernel::{
    Date, DisbursementId, DocumentRef, EntryId, ExpenseId, GrantConditionId, GrantId, Money,
    OnwardGrantId, ProgrammeId, ReceiptId, RepaymentId, StreamId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{AcceptanceBasis, RevocationGround};
use super::terms::{FinancingPlan, FundingArea, GrantPeriod, GrantTerms};
use crate::codes::CostLineCode;
use crate::repayment::{InterestComputed, RepaymentGround};

/// The municipality applied for a grant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantApplied {
    pub programme: ProgrammeId,
    pub purpose: EntryId,
    pub period: GrantPeriod,
    pub requested: Money,
    pub areas: Vec<FundingArea>,
    pub plan: FinancingPlan,
    pub applied_on: Date,
}

/// The application was rejected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantRejected {
    pub rejected_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
}

/// A condition of a notice [Nebenbestimmung].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantCondition {
    pub id: GrantConditionId,
    pub text: EntryId,
    /// Absent where it has no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
}

/// The authority awarded the grant by its notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantAwarded {
    pub terms: GrantTerms,
    pub conditions: Vec<GrantCondition>,
    /// Absent where it is the application's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DocumentRef>,
    /// The day on the notice.
    pub awarded_on: Date,
}

/// The authority changed what its notice fixed; these terms hold from then on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantNoticeAmended {
    pub terms: GrantTerms,
    pub conditions: Vec<GrantCondition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DocumentRef>,
    pub amended_on: Date,
}

/// The notice can no longer be contested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantAccepted {
    pub basis: AcceptanceBasis,
    pub accepted_on: Date,
}

/// A condition was fulfilled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantConditionFulfilled {
    pub condition: GrantConditionId,
    pub fulfilled_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
}

/// Money was called for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DisbursementRequested {
    pub disbursement: DisbursementId,
    pub amount: Money,
    pub requested_on: Date,
}

/// A call for money was taken back: nothing came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DisbursementCancelled {
    pub disbursement: DisbursementId,
    pub cancelled_on: Date,
    pub reason: EntryId,
}

/// Money arrived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FundsReceived {
    pub receipt: ReceiptId,
    /// Absent where it was paid without a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disbursement: Option<DisbursementId>,
    pub amount: Money,
    pub received_on: Date,
}

/// The booking of a receipt was reversed: the whole of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FundsReceiptReversed {
    pub receipt: ReceiptId,
    pub reversed_on: Date,
    pub reason: EntryId,
}

/// A part of the grant is promised to an onward grant. It follows from the onward grant's facts, and stands in the
/// grant's stream, so that two that race for the same money conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardAmountReserved {
    pub grant: GrantId,
    pub onward_grant: OnwardGrantId,
    pub amount: Money,
    pub reserved_on: Date,
}

/// So much of what was reserved for an onward grant is free again. It stands in the grant's stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardAmountReleased {
    pub grant: GrantId,
    pub onward_grant: OnwardGrantId,
    pub amount: Money,
    pub released_on: Date,
}

impl OnwardAmountReserved {
    /// The stream in which it stands.
    pub fn stream(&self) -> StreamId {
        StreamId::new("grant", self.grant.0)
    }
}

impl OnwardAmountReleased {
    /// The stream in which it stands.
    pub fn stream(&self) -> StreamId {
        StreamId::new("grant", self.grant.0)
    }
}

/// What another grant leaves is carried over into this one. It follows from the other grant's decision, and stands in
/// this one's stream, so that two that race for the same money conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemainderArrived {
    /// The grant in whose stream it stands.
    pub grant: GrantId,
    /// The grant that leaves it.
    pub from: GrantId,
    /// The decision's number in that grant's stream.
    pub decision: u32,
    pub amount: Money,
    pub arrived_on: Date,
}

/// The decision by which it arrived was corrected: that it came never held. It stands in the stream where it arrived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemainderArrivalStruck {
    /// The grant in whose stream it stands.
    pub grant: GrantId,
    pub from: GrantId,
    /// The decision's number in that grant's stream.
    pub decision: u32,
}

/// The authority was told how it goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InterimReportSubmitted {
    pub report: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub submitted_on: Date,
}

/// A line of the numeric proof: what was planned and what was spent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProofLine {
    pub line: CostLineCode,
    pub planned: Money,
    pub spent: Money,
}

/// An expense in the list of receipts [Belegliste]: what the grant pays of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProofExpense {
    pub expense: ExpenseId,
    pub line: CostLineCode,
    pub amount: Money,
    pub spent_on: Date,
}

/// An onward grant in the proof: what of it was accepted, left the house and may be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProofOnward {
    pub onward_grant: OnwardGrantId,
    pub line: CostLineCode,
    pub accepted: Money,
    pub examined_on: Date,
}

/// The numeric proof [zahlenmäßiger Nachweis] as it was computed when it was submitted.
///
/// `received + outstanding = spent + remaining`, and one of `outstanding` and `remaining` is nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NumericProof {
    /// What arrived, also from other grants' remainders, less what was paid back or carried over into others.
    pub received: Money,
    /// What the expenses and the accepted parts of the onward grants come to.
    pub spent: Money,
    /// What is left of what was received: to be paid back or carried over, by a decision.
    pub remaining: Money,
    /// What was spent and has not arrived yet.
    pub outstanding: Money,
    /// In the order of the financing plan.
    pub lines: Vec<ProofLine>,
    /// In the order of the days.
    pub expenses: Vec<ProofExpense>,
    pub onward: Vec<ProofOnward>,
}

/// The proof of use was submitted: report and numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProofOfUseSubmitted {
    /// The report in words [Sachbericht].
    pub report: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub numbers: NumericProof,
    pub submitted_on: Date,
}

/// The authority examined the proof of use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProofOfUseExamined {
    /// What it accepted of what was spent.
    pub accepted: Money,
    pub examined_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
}

/// The notice was revoked, wholly or in part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantRevoked {
    /// By how much the award sinks.
    pub amount: Money,
    pub ground: RevocationGround,
    pub revoked_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
}

/// It was decided what becomes of the money that is left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemainderDecided {
    /// What may be used later.
    pub carried_over: Money,
    /// What goes back.
    pub repay: Money,
    /// The grant that it is carried over into; absent where it stays in this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<GrantId>,
    pub decided_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
}

/// The authority demanded money back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RepaymentDemanded {
    pub repayment: RepaymentId,
    /// Without interest.
    pub amount: Money,
    pub ground: RepaymentGround,
    /// Absent where no interest is demanded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<InterestComputed>,
    pub demanded_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
}

/// Money was paid back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RepaymentMade {
    /// The payment.
    pub payment: RepaymentId,
    /// The demand that it answers; absent where it follows from the decision on what is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand: Option<RepaymentId>,
    /// Without interest.
    pub amount: Money,
    pub interest: Money,
    pub repaid_on: Date,
}

/// The booking of a payment back was reversed: the whole of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RepaymentReversed {
    pub payment: RepaymentId,
    pub reversed_on: Date,
    pub reason: EntryId,
}

/// Nothing is left to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantClosed {
    pub closed_on: Date,
}

/// A fact of a grant was corrected or struck; never a booking, which is reversed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<GrantEvent>>,
}

kernel::events! {
    /// What happens to a grant.
    pub enum GrantEvent {
        GrantApplied = 1,
        GrantRejected = 1,
        GrantAwarded = 1,
        GrantNoticeAmended = 1,
        GrantAccepted = 1,
        GrantConditionFulfilled = 1,
        DisbursementRequested = 1,
        DisbursementCancelled = 1,
        FundsReceived = 1,
        FundsReceiptReversed = 1,
        OnwardAmountReserved = 1,
        OnwardAmountReleased = 1,
        RemainderArrived = 1,
        RemainderArrivalStruck = 1,
        InterimReportSubmitted = 1,
        ProofOfUseSubmitted = 1,
        ProofOfUseExamined = 1,
        GrantRevoked = 1,
        RemainderDecided = 1,
        RepaymentDemanded = 1,
        RepaymentMade = 1,
        RepaymentReversed = 1,
        GrantClosed = 1,
        GrantFactCorrected = 1,
    }
}

impl GrantEvent {
    /// The stream in which it belongs, where a decision on another grant writes it there.
    pub fn receiving_stream(&self) -> Option<StreamId> {
        let receiver = match self {
            Self::RemainderArrived(e) => e.grant,
            Self::RemainderArrivalStruck(e) => e.grant,
            _ => return None,
        };
        Some(StreamId::new("grant", receiver.0))
    }
}
