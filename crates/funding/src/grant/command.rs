//! What may be done with a grant. Amounts are euro cents.

use kernel::{
    Date, DisbursementId, DocumentRef, ExpenseId, GrantConditionId, GrantId, Money, NewLongText,
    NewText, OnwardGrantId, ProgrammeId, ReceiptId, RepaymentId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{AcceptanceBasis, RevocationGround};
use super::terms::{FinancingPlan, FundingArea, GrantPeriod, GrantTerms};
use crate::codes::CostLineCode;
use crate::inputs::inputs;
use crate::repayment::RepaymentGround;

inputs! {
    /// Applies for a grant [Zuwendung beantragen].
    "ApplyForGrantInput" ApplyForGrant {
        /// The new grant's id; one is made when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<GrantId>,
        programme: ProgrammeId,
        /// What it is for [Zuwendungszweck].
        purpose: NewText,
        period: GrantPeriod,
        requested: Money,
        areas: Vec<FundingArea>,
        plan: FinancingPlan,
        applied_on: Date,
    }

    /// Records that the application was rejected [Ablehnungsbescheid].
    "RecordGrantRejectionInput" RecordGrantRejection {
        grant: GrantId,
        rejected_on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<NewText>,
    }

    /// A condition of a notice [Nebenbestimmung].
    "NewGrantConditionInput" NewGrantCondition {
        id: GrantConditionId,
        text: NewText,
        /// Absent where it has no day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_on: Option<Date>,
    }

    /// Records the notice of award [Bewilligungsbescheid].
    "RecordGrantNoticeInput" RecordGrantNotice {
        grant: GrantId,
        /// The grant's programme.
        programme: ProgrammeId,
        terms: GrantTerms,
        conditions: Vec<NewGrantCondition>,
        /// Absent where it is the application's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purpose: Option<NewText>,
        /// The notice itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<DocumentRef>,
        /// The day on the notice.
        awarded_on: Date,
    }

    /// Records a notice that changes the first [Änderungsbescheid]; its terms hold whole.
    "AmendGrantNoticeInput" AmendGrantNotice {
        grant: GrantId,
        /// The grant's programme.
        programme: ProgrammeId,
        terms: GrantTerms,
        /// Conditions that are added.
        conditions: Vec<NewGrantCondition>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<DocumentRef>,
        amended_on: Date,
    }

    /// Records that the notice is final [Annahme, Bestandskraft].
    "AcceptGrantInput" AcceptGrant {
        grant: GrantId,
        basis: AcceptanceBasis,
        accepted_on: Date,
    }

    /// Records that a condition is fulfilled [Auflage erfüllt].
    "FulfilGrantConditionInput" FulfilGrantCondition {
        grant: GrantId,
        condition: GrantConditionId,
        fulfilled_on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<NewText>,
    }

    /// Calls for money [Mittelabruf]. All calls together stay within the award.
    "RequestDisbursementInput" RequestDisbursement {
        grant: GrantId,
        disbursement: DisbursementId,
        amount: Money,
        requested_on: Date,
    }

    /// Takes a call back [Mittelabruf zurückziehen]; possible while nothing came of it.
    "CancelDisbursementInput" CancelDisbursement {
        grant: GrantId,
        disbursement: DisbursementId,
        reason: NewText,
        cancelled_on: Date,
    }

    /// Records that money arrived [Zahlungseingang]. All receipts together stay within the award.
    "RecordFundsReceivedInput" RecordFundsReceived {
        grant: GrantId,
        receipt: ReceiptId,
        /// The call that it answers; absent where it was paid without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        disbursement: Option<DisbursementId>,
        amount: Money,
        received_on: Date,
    }

    /// Reverses the booking of a receipt, the whole of it [Storno des Zahlungseingangs].
    "ReverseFundsReceivedInput" ReverseFundsReceived {
        grant: GrantId,
        receipt: ReceiptId,
        reason: NewText,
        reversed_on: Date,
    }

    /// Records an interim report [Zwischennachweis].
    "SubmitInterimReportInput" SubmitInterimReport {
        grant: GrantId,
        report: NewLongText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<DocumentRef>,
        submitted_on: Date,
    }

    /// An onward grant in the proof, with the line of the financing plan that it was paid from.
    "ProofOnwardGrantInput" ProofOnwardGrant {
        onward_grant: OnwardGrantId,
        line: CostLineCode,
    }

    /// Submits the proof of use [Verwendungsnachweis]: report, and numbers that are read and frozen.
    ///
    /// Blocked while an onward grant's proof is not examined. What the paper says must be what the bookings say.
    "SubmitProofOfUseInput" SubmitProofOfUse {
        grant: GrantId,
        /// The report in words [Sachbericht].
        report: NewLongText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<DocumentRef>,
        /// The list of receipts [Belegliste]: every expense that the grant pays.
        expenses: Vec<ExpenseId>,
        /// Every onward grant that money is reserved for.
        onward_grants: Vec<ProofOnwardGrant>,
        /// What the paper says has been received, less what was paid back.
        received: Money,
        /// What the paper says has been spent.
        spent: Money,
        /// What the paper says is left: received less spent.
        remaining: Money,
        submitted_on: Date,
    }

    /// Records that the authority examined the proof of use [Prüfvermerk].
    "RecordProofExaminationInput" RecordProofExamination {
        grant: GrantId,
        /// What it accepted of what was spent.
        accepted: Money,
        examined_on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<NewText>,
    }

    /// Records that the notice was revoked, wholly or in part [Widerruf, Rücknahme].
    "RecordGrantRevocationInput" RecordGrantRevocation {
        grant: GrantId,
        /// By how much the award sinks.
        amount: Money,
        ground: RevocationGround,
        revoked_on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<NewText>,
    }

    /// Decides what becomes of the money that is left: all of it is carried over or goes back [Restmittel].
    "DecideGrantRemainderInput" DecideGrantRemainder {
        grant: GrantId,
        /// What may be used later [Übertragung].
        carried_over: Money,
        /// What goes back [Rückzahlung].
        repay: Money,
        /// The grant that it is carried over into; absent where it stays in this one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        into: Option<GrantId>,
        decided_on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<NewText>,
    }

    /// From which to which day interest is demanded.
    "RepaymentInterestInput" RepaymentInterest {
        /// What bears it; absent where it is the amount that is demanded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        principal: Option<Money>,
        /// The first day with interest.
        since: Date,
        /// The last day with interest.
        until: Date,
    }

    /// Records that the authority demands money back [Erstattungsbescheid], with interest by its state's law.
    "RecordRepaymentDemandInput" RecordRepaymentDemand {
        grant: GrantId,
        repayment: RepaymentId,
        /// The grant's programme; its base rates are what interest is computed with.
        programme: ProgrammeId,
        /// Without interest.
        amount: Money,
        ground: RepaymentGround,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        interest: Option<RepaymentInterest>,
        demanded_on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_on: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<NewText>,
    }

    /// Records that money was paid back [Rückzahlung].
    "RecordGrantRepaymentInput" RecordGrantRepayment {
        grant: GrantId,
        /// The payment.
        payment: RepaymentId,
        /// The demand that it answers; absent where it follows from the decision on what is left.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        demand: Option<RepaymentId>,
        /// Without interest.
        amount: Money,
        interest: Money,
        repaid_on: Date,
    }

    /// Reverses the booking of a payment back, the whole of it [Storno der Rückzahlung].
    "ReverseGrantRepaymentInput" ReverseGrantRepayment {
        grant: GrantId,
        payment: RepaymentId,
        reason: NewText,
        reversed_on: Date,
    }

    /// Closes a grant of which nothing is left to be done [Zuwendung abschließen].
    "CloseGrantInput" CloseGrant {
        grant: GrantId,
        closed_on: Date,
    }

    /// Corrects what was recorded of a grant [Angabe berichtigen]; a booking is reversed instead.
    "CorrectGrantInput" CorrectGrant {
        grant: GrantId,
        /// The fact's number in the history.
        fact: u32,
        /// Why it is corrected [Grund].
        reason: NewText,
        /// What should have been recorded; absent where nothing should have been.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replacement: Option<GrantReplacement>,
    }
}

kernel::replacements! {
    /// What should have been recorded of a grant.
    pub enum GrantReplacement for GrantCommand as "GrantReplacementInput" {
        ApplyForGrant,
        RecordGrantRejection,
        RecordGrantNotice,
        AmendGrantNotice,
        AcceptGrant,
        FulfilGrantCondition,
        RequestDisbursement,
        CancelDisbursement,
        SubmitInterimReport,
        SubmitProofOfUse,
        RecordProofExamination,
        RecordGrantRevocation,
        DecideGrantRemainder,
        RecordRepaymentDemand,
        CloseGrant,
    }
}

kernel::commands! {
    /// What may be done with a grant.
    pub enum GrantCommand {
        ApplyForGrant = "apply-for-grant",
        RecordGrantRejection = "record-grant-rejection",
        RecordGrantNotice = "record-grant-notice",
        AmendGrantNotice = "amend-grant-notice",
        AcceptGrant = "accept-grant",
        FulfilGrantCondition = "fulfil-grant-condition",
        RequestDisbursement = "request-disbursement",
        CancelDisbursement = "cancel-disbursement",
        RecordFundsReceived = "record-funds-received",
        ReverseFundsReceived = "reverse-funds-received",
        SubmitInterimReport = "submit-interim-report",
        SubmitProofOfUse = "submit-proof-of-use",
        RecordProofExamination = "record-proof-examination",
        RecordGrantRevocation = "record-grant-revocation",
        DecideGrantRemainder = "decide-grant-remainder",
        RecordRepaymentDemand = "record-repayment-demand",
        RecordGrantRepayment = "record-grant-repayment",
        ReverseGrantRepayment = "reverse-grant-repayment",
        CloseGrant = "close-grant",
        CorrectGrant = "correct-grant",
    }
}
