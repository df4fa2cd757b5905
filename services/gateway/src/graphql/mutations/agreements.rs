//! The mutations of the agreements service.

use ::agreements::agreement::{
    AddParty, CorrectSignature, DenyExtension, DraftAgreement, OfferAgreement, ProposeAmendment,
    ReceiveNotice, RecordReview, RemoveParty, RenewAgreement, SignAgreement, SignAmendment,
};

use super::mutations;
use super::payload::AgreementPayload;

mutations! {
    /// What may be done with agreements.
    AgreementMutation posts to Agreements {
        /// Drafts an agreement [Vereinbarung entwerfen].
        draft_agreement(DraftAgreement) -> AgreementPayload;
        /// Adds a party [Partei hinzufügen].
        add_party(AddParty) -> AgreementPayload;
        /// Removes a party that has not signed [Partei entfernen].
        remove_party(RemoveParty) -> AgreementPayload;
        /// Offers the agreement for signature and copies the policy's terms into it [zur Unterschrift vorlegen].
        offer_agreement(OfferAgreement) -> AgreementPayload;
        /// Records a party's signature or declaration [Unterschrift, Beitrittserklärung].
        sign_agreement(SignAgreement) -> AgreementPayload;
        /// Corrects a signature's date that was recorded wrongly [Unterschriftsdatum berichtigen].
        correct_signature(CorrectSignature) -> AgreementPayload;
        /// Records a notice that arrived [Kündigung eingegangen].
        receive_notice(ReceiveNotice) -> AgreementPayload;
        /// Proposes an amendment [Änderung vorschlagen].
        propose_amendment(ProposeAmendment) -> AgreementPayload;
        /// Records a party's signature under an amendment [Änderung unterzeichnen].
        sign_amendment(SignAmendment) -> AgreementPayload;
        /// Records a review that was held [Qualitätsdialog].
        record_review(RecordReview) -> AgreementPayload;
        /// Extends an agreement with a fixed end, before that end [Verlängerung].
        renew_agreement(RenewAgreement) -> AgreementPayload;
        /// Records that there will be no extension [Verlängerung abgelehnt].
        deny_extension(DenyExtension) -> AgreementPayload;
    }
}
