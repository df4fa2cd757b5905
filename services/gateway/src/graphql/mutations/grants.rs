//! The mutations of the funding service about programmes, grants, expenses and onward grants.

use funding::expense::{
    AddExpenseReceipt, AssignExpense, RecordExpense, ReverseExpense, ReverseExpenseAssignment,
};
use funding::grant::{
    AcceptGrant, AmendGrantNotice, ApplyForGrant, CancelDisbursement, CloseGrant, CorrectGrant,
    DecideGrantRemainder, FulfilGrantCondition, RecordFundsReceived, RecordGrantNotice,
    RecordGrantRejection, RecordGrantRepayment, RecordGrantRevocation, RecordProofExamination,
    RecordRepaymentDemand, RequestDisbursement, ReverseFundsReceived, ReverseGrantRepayment,
    SubmitInterimReport, SubmitProofOfUse,
};
use funding::onward_grant::{
    AmendOnwardGrant, AwardOnwardGrant, CloseOnwardGrant, CorrectOnwardGrant,
    DemandOnwardRepayment, DisburseOnwardGrant, ExamineOnwardProof, FulfilOnwardCondition,
    RecordOnwardProof, RecordOnwardRepayment, ReverseOnwardPayment, RevokeOnwardGrant,
};
use funding::programme::{
    CorrectProgramme, EndProgramme, ExcludeProgramme, LiftProgrammeExclusion, RecordKeyAdjustment,
    RegisterProgramme, SetBaseRate, SetProgrammeTerms,
};

use super::mutations;
use super::payload::{ExpensePayload, GrantPayload, OnwardGrantPayload, ProgrammePayload};

mutations! {
    /// What may be done with programmes and expenses.
    SpendingMutation posts to Funding {
        /// Registers a programme with its real days [Förderprogramm anlegen] (FUN-15).
        register_programme(RegisterProgramme) -> ProgrammePayload;
        /// Sets what the programme says from a day on [Förderbedingungen].
        set_programme_terms(SetProgrammeTerms) -> ProgrammePayload;
        /// Records that it does not pay for what another one pays for [Ausschluss der Doppelförderung].
        exclude_programme(ExcludeProgramme) -> ProgrammePayload;
        /// Records that another one is excluded no more [Ausschluss aufheben].
        lift_programme_exclusion(LiftProgrammeExclusion) -> ProgrammePayload;
        /// Sets the base rate from a day on [Basiszinssatz, § 247 BGB].
        set_programme_base_rate(SetBaseRate) -> ProgrammePayload;
        /// Records that the key was adjusted [Anpassung des Verteilerschlüssels] (REM-26).
        record_key_adjustment(RecordKeyAdjustment) -> ProgrammePayload;
        /// Ends a programme on its last day [Förderprogramm beenden] (FUN-15).
        end_programme(EndProgramme) -> ProgrammePayload;
        /// Corrects what was recorded of a programme [Angabe berichtigen].
        correct_programme(CorrectProgramme) -> ProgrammePayload;
        /// Records an expense [Ausgabe erfassen].
        record_expense(RecordExpense) -> ExpensePayload;
        /// Assigns a part of the expense to what pays for it, at most the whole in all [Ausgabe zuordnen] (FUN-12).
        assign_expense(AssignExpense) -> ExpensePayload;
        /// Takes an assignment back [Zuordnung stornieren].
        reverse_expense_assignment(ReverseExpenseAssignment) -> ExpensePayload;
        /// Adds a receipt that came later [Beleg nachreichen].
        add_expense_receipt(AddExpenseReceipt) -> ExpensePayload;
        /// Reverses the expense with everything that was assigned [Ausgabe stornieren].
        reverse_expense(ReverseExpense) -> ExpensePayload;
    }
}

mutations! {
    /// What may be done with grants that the municipality receives.
    GrantMutation posts to Funding {
        /// Applies for a grant [Zuwendung beantragen].
        apply_for_grant(ApplyForGrant) -> GrantPayload;
        /// Records that the application was rejected [Ablehnungsbescheid].
        record_grant_rejection(RecordGrantRejection) -> GrantPayload;
        /// Records the notice of award [Bewilligungsbescheid].
        record_grant_notice(RecordGrantNotice) -> GrantPayload;
        /// Records that the authority changed its notice [Änderungsbescheid].
        amend_grant_notice(AmendGrantNotice) -> GrantPayload;
        /// Records that the notice is final [Bestandskraft].
        accept_grant(AcceptGrant) -> GrantPayload;
        /// Records that a condition is fulfilled [Nebenbestimmung erfüllt].
        fulfil_grant_condition(FulfilGrantCondition) -> GrantPayload;
        /// Calls for money [Mittelabruf].
        request_disbursement(RequestDisbursement) -> GrantPayload;
        /// Takes a call for money back [Mittelabruf zurücknehmen].
        cancel_disbursement(CancelDisbursement) -> GrantPayload;
        /// Records money that arrived [Zahlungseingang].
        record_funds_received(RecordFundsReceived) -> GrantPayload;
        /// Reverses the booking of a receipt [Zahlungseingang stornieren].
        reverse_funds_received(ReverseFundsReceived) -> GrantPayload;
        /// Records a report in between [Zwischenbericht].
        submit_interim_report(SubmitInterimReport) -> GrantPayload;
        /// Submits the proof of use: report and numbers, which are compared with the books [Verwendungsnachweis].
        submit_proof_of_use(SubmitProofOfUse) -> GrantPayload;
        /// Records what the authority accepted [Prüfung des Verwendungsnachweises].
        record_proof_examination(RecordProofExamination) -> GrantPayload;
        /// Records that the notice was revoked, wholly or in part [Widerruf].
        record_grant_revocation(RecordGrantRevocation) -> GrantPayload;
        /// Decides what becomes of the money that is left [Übertragung oder Rückzahlung].
        decide_grant_remainder(DecideGrantRemainder) -> GrantPayload;
        /// Records that the authority demands money back, with interest by the law of the state [Rückforderung].
        record_repayment_demand(RecordRepaymentDemand) -> GrantPayload;
        /// Records that money was paid back [Rückzahlung].
        record_grant_repayment(RecordGrantRepayment) -> GrantPayload;
        /// Reverses the booking of a payment back [Rückzahlung stornieren].
        reverse_grant_repayment(ReverseGrantRepayment) -> GrantPayload;
        /// Closes a grant of which nothing is open [abschließen].
        close_grant(CloseGrant) -> GrantPayload;
        /// Corrects what was recorded of a grant; bookings are reversed instead [Angabe berichtigen].
        correct_grant(CorrectGrant) -> GrantPayload;
    }
}

mutations! {
    /// What may be done with grants that are passed on.
    OnwardGrantMutation posts to Funding {
        /// Awards money to an institution out of a grant or the municipality's budget [Weiterleitung].
        award_onward_grant(AwardOnwardGrant) -> OnwardGrantPayload;
        /// Changes amount, period or term [Weiterleitung ändern].
        amend_onward_grant(AmendOnwardGrant) -> OnwardGrantPayload;
        /// Records that a condition is fulfilled [Nebenbestimmung erfüllt].
        fulfil_onward_condition(FulfilOnwardCondition) -> OnwardGrantPayload;
        /// Records that money was paid to the institution [Auszahlung].
        disburse_onward_grant(DisburseOnwardGrant) -> OnwardGrantPayload;
        /// Reverses the booking of a payment [Zahlung stornieren].
        reverse_onward_payment(ReverseOnwardPayment) -> OnwardGrantPayload;
        /// Records the institution's proof of use [Nachweis des Trägers].
        record_onward_proof(RecordOnwardProof) -> OnwardGrantPayload;
        /// Records what the municipality accepted of it [Nachweis prüfen].
        examine_onward_proof(ExamineOnwardProof) -> OnwardGrantPayload;
        /// Revokes the award, wholly or in part [Widerruf].
        revoke_onward_grant(RevokeOnwardGrant) -> OnwardGrantPayload;
        /// Demands money back from the institution [Rückforderung].
        demand_onward_repayment(DemandOnwardRepayment) -> OnwardGrantPayload;
        /// Records that the institution paid back [Erstattung].
        record_onward_repayment(RecordOnwardRepayment) -> OnwardGrantPayload;
        /// Closes an onward grant: what was not used of it is free again [abschließen].
        close_onward_grant(CloseOnwardGrant) -> OnwardGrantPayload;
        /// Corrects what was recorded of an onward grant; payments are reversed instead [Angabe berichtigen].
        correct_onward_grant(CorrectOnwardGrant) -> OnwardGrantPayload;
    }
}
