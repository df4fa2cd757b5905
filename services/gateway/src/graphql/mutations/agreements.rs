//! The mutations of the agreements service.

use ::agreements::agreement::{
    AddParty, CorrectAgreement, DenyExtension, DraftAgreement, FillVariables, LinkUntouched,
    OfferAgreement, ProposeAmendment, ReceiveNotice, RecordProtectionContent, RecordReview,
    RemoveParty, RenewAgreement, RequireReview, SignAgreement, SignAmendment, SupersedeAgreement,
    WithdrawNotice,
};
use ::agreements::framework::{
    AddClause, AnswerComment, ApproveFramework, CloseConsultation, CorrectFramework,
    DeclarePlaceholder, DraftFramework, MoveClause, OpenConsultation, RecordComment, RemoveClause,
    RemovePlaceholder, RetireFramework, ReviseClause, SetClauses, StartFrameworkVersion,
};

use super::mutations;
use super::payload::{AgreementPayload, FrameworkPayload};

mutations! {
    /// What may be done with agreements and with the texts on which they are made.
    AgreementMutation posts to Agreements {
        /// Drafts an agreement [Vereinbarung entwerfen].
        draft_agreement(DraftAgreement) -> AgreementPayload;
        /// Adds a party [Partei hinzufügen].
        add_party(AddParty) -> AgreementPayload;
        /// Removes a party that has not signed [Partei entfernen].
        remove_party(RemoveParty) -> AgreementPayload;
        /// Fills placeholders of the text [Platzhalter ausfüllen].
        fill_variables(FillVariables) -> AgreementPayload;
        /// Offers the agreement for signature and copies the policy's terms into it [zur Unterschrift vorlegen].
        offer_agreement(OfferAgreement) -> AgreementPayload;
        /// Records a party's signature or declaration [Unterschrift, Beitrittserklärung].
        sign_agreement(SignAgreement) -> AgreementPayload;
        /// Records a notice that arrived [Kündigung eingegangen].
        receive_notice(ReceiveNotice) -> AgreementPayload;
        /// Records that a party took its notice back before it took effect [Kündigung zurückgenommen].
        withdraw_notice(WithdrawNotice) -> AgreementPayload;
        /// Proposes an amendment [Änderung vorschlagen].
        propose_amendment(ProposeAmendment) -> AgreementPayload;
        /// Records a party's signature under an amendment [Änderung unterzeichnen].
        sign_amendment(SignAmendment) -> AgreementPayload;
        /// Records that the agreement has to be looked at again [Überprüfung veranlassen].
        require_review(RequireReview) -> AgreementPayload;
        /// Records a review that was held [Qualitätsdialog].
        record_review(RecordReview) -> AgreementPayload;
        /// Extends an agreement with a fixed end, before that end [Verlängerung].
        renew_agreement(RenewAgreement) -> AgreementPayload;
        /// Records that there will be no extension [Verlängerung abgelehnt].
        deny_extension(DenyExtension) -> AgreementPayload;
        /// Records that another agreement took the place of one that has ended [abgelöst durch].
        supersede_agreement(SupersedeAgreement) -> AgreementPayload;
        /// Records that the agreement leaves another one untouched [bleibt unberührt].
        link_untouched(LinkUntouched) -> AgreementPayload;
        /// Records what an agreement on the protection mandate regulates [Regelungsinhalt erfassen].
        record_protection_content(RecordProtectionContent) -> AgreementPayload;
        /// Corrects what was recorded of an agreement [Angabe berichtigen].
        correct_agreement(CorrectAgreement) -> AgreementPayload;

        /// Drafts a text: its first version [Vereinbarungstext entwerfen].
        draft_framework(DraftFramework) -> FrameworkPayload;
        /// Sets all clauses of the draft at once [Wortlaut übernehmen].
        set_clauses(SetClauses) -> FrameworkPayload;
        /// Adds a clause to the draft [Abschnitt hinzufügen].
        add_clause(AddClause) -> FrameworkPayload;
        /// Gives a clause of the draft other words [Abschnitt überarbeiten].
        revise_clause(ReviseClause) -> FrameworkPayload;
        /// Removes a clause from the draft [Abschnitt streichen].
        remove_clause(RemoveClause) -> FrameworkPayload;
        /// Moves a clause of the draft [Abschnitt verschieben].
        move_clause(MoveClause) -> FrameworkPayload;
        /// Declares a placeholder of the draft, or declares it anew [Platzhalter festlegen].
        declare_placeholder(DeclarePlaceholder) -> FrameworkPayload;
        /// Removes a placeholder's declaration from the draft [Platzhalter entfernen].
        remove_placeholder(RemovePlaceholder) -> FrameworkPayload;
        /// Sends the draft to the partners for comments [Abstimmung eröffnen].
        open_consultation(OpenConsultation) -> FrameworkPayload;
        /// Records what somebody said to the draft [Stellungnahme erfassen].
        record_comment(RecordComment) -> FrameworkPayload;
        /// Answers a comment [Stellungnahme beantworten].
        answer_comment(AnswerComment) -> FrameworkPayload;
        /// Ends the consultation before its last day [Abstimmung schließen].
        close_consultation(CloseConsultation) -> FrameworkPayload;
        /// Approves the draft; from then on its words stay as they are [Text freigeben].
        approve_framework(ApproveFramework) -> FrameworkPayload;
        /// Starts the next version with the approved one's words [neue Fassung beginnen].
        start_framework_version(StartFrameworkVersion) -> FrameworkPayload;
        /// Takes the text out of use; agreements made on it stay [Text zurückziehen].
        retire_framework(RetireFramework) -> FrameworkPayload;
        /// Corrects what was recorded of a text [Angabe berichtigen].
        correct_framework(CorrectFramework) -> FrameworkPayload;
    }
}
