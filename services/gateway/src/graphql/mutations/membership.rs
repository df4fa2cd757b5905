//! The mutations of the membership service.

use ::membership::body::{
    CorrectBody, DefineSeat, DissolveBody, EstablishBody, FillSeat, FoundBody, JoinBody, LeaveBody,
    RemoveSeat, RenameBody, SetAdvisory, SetCadence, SetForwardingTargets, SetParent, VacateSeat,
};
use ::membership::contact::{
    ChangeContactDetails, ChangeContactRole, ConfirmContactDetails, CorrectContact,
    DesignateContact, EndContactRole, GiveStorageConsent, RequestConfirmation,
    WithdrawStorageConsent,
};
use ::membership::network::{CorrectNetwork, DissolveNetwork, EstablishNetwork, RenameNetwork};
use ::membership::offer::{
    ConfirmOffer, CorrectOffer, EndOffer, PauseOffer, RegisterOffer, ResumeOffer, ReviseOffer,
};
use ::membership::partner::{
    AdmitPartner, AssignSector, AssignSite, AttestEligibility, AttestParentParticipation,
    ChangeKind, ChangeOperator, ClarifyRequest, CorrectPartner, DeclineRequest, EndMembership,
    JoinNetwork, LeaveNetwork, LeaveSite, MergeDuplicate, NameOperator, OfferResource,
    ReadmitPartner, RecordParticipation, RecordPresentation, RecordStaffTraining, ReleaseOperator,
    RemoveSector, RenamePartner, RenewRequest, RequestMembership, SubmitProfile, WithdrawResource,
};
use ::membership::region::{CorrectRegion, EstablishRegion, RenameRegion};
use ::membership::site::{
    AssignSiteOperator, ChangeSiteStatus, CorrectSite, FileSiteDocument, RegisterSite,
    RemoveSiteDocument, RenameSite,
};
use ::membership::specialist::{
    ChangeSpecialistAvailability, ChangeSpecialistBases, ChangeSpecialistDetails,
    ConfirmSpecialist, CorrectSpecialist, EndSpecialistRegistration, GiveSpecialistConsent,
    RecordSpecialistQualification, RecordSpecialistTraining, RegisterSpecialist,
    WithdrawSpecialistConsent,
};

use super::mutations;
use super::payload::{
    BodyPayload, ContactPayload, NetworkPayload, OfferPayload, PartnerPayload, RegionPayload,
    SitePayload, SpecialistPayload,
};

mutations! {
    /// What may be done with networks, partners, contacts, bodies, regions, sites, offers and specialists.
    MembershipMutation posts to Membership {
        /// Establishes a network [Netzwerk einrichten].
        establish_network(EstablishNetwork) -> NetworkPayload;
        /// Gives a network another name [Netzwerk umbenennen].
        rename_network(RenameNetwork) -> NetworkPayload;
        /// Corrects what was recorded of a network [Angabe berichtigen].
        correct_network(CorrectNetwork) -> NetworkPayload;
        /// Dissolves a network [Netzwerk auflösen].
        dissolve_network(DissolveNetwork) -> NetworkPayload;

        /// Records that an institution asks to take part [Teilnahme anfragen].
        request_membership(RequestMembership) -> PartnerPayload;
        /// Records that an institution asks again [Erneute Anfrage].
        renew_request(RenewRequest) -> PartnerPayload;
        /// Records the coordinator's clarification beforehand [Vorklärung].
        clarify_request(ClarifyRequest) -> PartnerPayload;
        /// Records the institution's profile [Institutionsbogen, Einrichtungsprofil].
        submit_profile(SubmitProfile) -> PartnerPayload;
        /// Attests a criterion of eligibility [Teilnahmevoraussetzung].
        attest_eligibility(AttestEligibility) -> PartnerPayload;
        /// Admits a partner [Aufnahme].
        admit_partner(AdmitPartner) -> PartnerPayload;
        /// Declines a request [Ablehnung der Anfrage].
        decline_request(DeclineRequest) -> PartnerPayload;
        /// Ends a membership [Ende der Mitgliedschaft].
        end_membership(EndMembership) -> PartnerPayload;
        /// Admits a former partner anew [Wiederaufnahme].
        readmit_partner(ReadmitPartner) -> PartnerPayload;
        /// Records another name or address [Umbenennung].
        rename_partner(RenamePartner) -> PartnerPayload;
        /// Assigns a field of work [Arbeitsbereich].
        assign_sector(AssignSector) -> PartnerPayload;
        /// Takes a field of work away [Arbeitsbereich].
        remove_sector(RemoveSector) -> PartnerPayload;
        /// Records who operates the institution [Träger, Trägerwechsel].
        change_operator(ChangeOperator) -> PartnerPayload;
        /// Records an operator that is no partner [Träger außerhalb des Netzwerks].
        name_operator(NameOperator) -> PartnerPayload;
        /// Records that nobody operates the institution any more [ohne Träger].
        release_operator(ReleaseOperator) -> PartnerPayload;
        /// Records that the partner is of another kind [Art des Netzwerkpartners].
        change_kind(ChangeKind) -> PartnerPayload;
        /// Records that the partner works at a site [Standort].
        assign_site(AssignSite) -> PartnerPayload;
        /// Records that the partner works at a site no more [Standort].
        leave_site(LeaveSite) -> PartnerPayload;
        /// Records that the partner takes part in another network too [Netzwerk].
        join_network(JoinNetwork) -> PartnerPayload;
        /// Records that the partner takes part in a network no more [Netzwerk].
        leave_network(LeaveNetwork) -> PartnerPayload;
        /// Records a resource that the partner puts in [Ressource einbringen].
        offer_resource(OfferResource) -> PartnerPayload;
        /// Records that a resource is there no more [Ressource zurückziehen].
        withdraw_resource(WithdrawResource) -> PartnerPayload;
        /// Records that the partner took part in the exchange [Teilnahme am fachlichen Austausch].
        record_participation(RecordParticipation) -> PartnerPayload;
        /// Records that staff of the partner was trained [Schulung]: how many, never who.
        record_staff_training(RecordStaffTraining) -> PartnerPayload;
        /// Records that the partner presented its work in a body [Vorstellung der eigenen Arbeit].
        record_presentation(RecordPresentation) -> PartnerPayload;
        /// Records that the partner attested how parents take part [Beteiligung der Eltern].
        attest_parent_participation(AttestParentParticipation) -> PartnerPayload;
        /// Records that an institution was entered twice [Dublette zusammenführen]; answers the duplicate.
        merge_duplicate(MergeDuplicate) -> PartnerPayload;
        /// Corrects what was recorded of a partner [Angabe berichtigen].
        correct_partner(CorrectPartner) -> PartnerPayload;

        /// Designates a contact of a partner [Ansprechperson benennen].
        designate_contact(DesignateContact) -> ContactPayload;
        /// Records other details of the same person [Veränderung anzeigen].
        change_contact_details(ChangeContactDetails) -> ContactPayload;
        /// Records that the contact speaks in another role [verbindlich oder Vertretung].
        change_contact_role(ChangeContactRole) -> ContactPayload;
        /// Records that the contact was asked whether the details are still right [Bestätigung anfragen].
        request_confirmation(RequestConfirmation) -> ContactPayload;
        /// Records that the details are still right [Angaben bestätigen].
        confirm_contact_details(ConfirmContactDetails) -> ContactPayload;
        /// Records the consent to store [Einwilligung in die Speicherung].
        give_storage_consent(GiveStorageConsent) -> ContactPayload;
        /// Records that the consent is withdrawn [Widerruf].
        withdraw_storage_consent(WithdrawStorageConsent) -> ContactPayload;
        /// Ends a contact's role [Ansprechperson scheidet aus].
        end_contact_role(EndContactRole) -> ContactPayload;
        /// Corrects what was recorded of a contact [Angabe berichtigen].
        correct_contact(CorrectContact) -> ContactPayload;

        /// Establishes a body [Gremium einrichten].
        establish_body(EstablishBody) -> BodyPayload;
        /// Records that a planned body was founded [Gründung].
        found_body(FoundBody) -> BodyPayload;
        /// Gives a body another name [Gremium umbenennen].
        rename_body(RenameBody) -> BodyPayload;
        /// Records for which other body it works [übergeordnetes Gremium].
        set_parent(SetParent) -> BodyPayload;
        /// Records that the municipality adopted whether it only recommends [Empfehlungscharakter].
        set_advisory(SetAdvisory) -> BodyPayload;
        /// Records a cadence that the municipality adopted [Sitzungsturnus beschließen].
        set_cadence(SetCadence) -> BodyPayload;
        /// Defines a seat [Sitz].
        define_seat(DefineSeat) -> BodyPayload;
        /// Fills a seat [Sitz besetzen].
        fill_seat(FillSeat) -> BodyPayload;
        /// Vacates a seat [Sitz wird frei].
        vacate_seat(VacateSeat) -> BodyPayload;
        /// Removes a seat [Sitz entfällt].
        remove_seat(RemoveSeat) -> BodyPayload;
        /// Records that a partner takes part of its own accord [freiwillige Teilnahme].
        join_body(JoinBody) -> BodyPayload;
        /// Records that a partner takes part no more [freiwillige Teilnahme].
        leave_body(LeaveBody) -> BodyPayload;
        /// Records to whom the body passes its recommendations [Weiterleitung].
        set_forwarding_targets(SetForwardingTargets) -> BodyPayload;
        /// Dissolves a body [Gremium auflösen].
        dissolve_body(DissolveBody) -> BodyPayload;
        /// Corrects what was recorded of a body [Angabe berichtigen].
        correct_body(CorrectBody) -> BodyPayload;

        /// Establishes a region [Region anlegen].
        establish_region(EstablishRegion) -> RegionPayload;
        /// Gives a region another name [Region umbenennen].
        rename_region(RenameRegion) -> RegionPayload;
        /// Corrects what was recorded of a region [Angabe berichtigen].
        correct_region(CorrectRegion) -> RegionPayload;

        /// Registers a site [Standort anlegen].
        register_site(RegisterSite) -> SitePayload;
        /// Gives a site another name [Standort umbenennen].
        rename_site(RenameSite) -> SitePayload;
        /// Records another status of a site [Standort öffnen, schließen].
        change_site_status(ChangeSiteStatus) -> SitePayload;
        /// Records who runs a site [Träger des Standortes].
        assign_site_operator(AssignSiteOperator) -> SitePayload;
        /// Files a document in the site's folder [in die Mappe legen].
        file_site_document(FileSiteDocument) -> SitePayload;
        /// Takes a document out of the site's folder [aus der Mappe nehmen].
        remove_site_document(RemoveSiteDocument) -> SitePayload;
        /// Corrects what was recorded of a site [Angabe berichtigen].
        correct_site(CorrectSite) -> SitePayload;

        /// Registers an offer of a partner [Angebot aufnehmen].
        register_offer(RegisterOffer) -> OfferPayload;
        /// Tells an offer's details anew [Angebot ändern].
        revise_offer(ReviseOffer) -> OfferPayload;
        /// Records that an offer is still right [Angebot bestätigen].
        confirm_offer(ConfirmOffer) -> OfferPayload;
        /// Pauses an offer [Angebot ruht].
        pause_offer(PauseOffer) -> OfferPayload;
        /// Resumes a paused offer [Angebot läuft wieder].
        resume_offer(ResumeOffer) -> OfferPayload;
        /// Ends an offer [Angebot endet].
        end_offer(EndOffer) -> OfferPayload;
        /// Corrects what was recorded of an offer [Angabe berichtigen].
        correct_offer(CorrectOffer) -> OfferPayload;

        /// Enters a specialist into the register [insoweit erfahrene Fachkraft benennen].
        register_specialist(RegisterSpecialist) -> SpecialistPayload;
        /// Records for whom the specialist advises [Rechtsgrundlagen ändern].
        change_specialist_bases(ChangeSpecialistBases) -> SpecialistPayload;
        /// Records other details of the same person [Veränderung anzeigen].
        change_specialist_details(ChangeSpecialistDetails) -> SpecialistPayload;
        /// Records evidence of a qualification [Nachweis der Qualifikation].
        record_specialist_qualification(RecordSpecialistQualification) -> SpecialistPayload;
        /// Records that the specialist held a training for the sites [Fortbildung].
        record_specialist_training(RecordSpecialistTraining) -> SpecialistPayload;
        /// Records whether the specialist may be asked [Erreichbarkeit ändern].
        change_specialist_availability(ChangeSpecialistAvailability) -> SpecialistPayload;
        /// Records that the details are still right [Angaben bestätigen].
        confirm_specialist(ConfirmSpecialist) -> SpecialistPayload;
        /// Records the consent to store [Einwilligung in die Speicherung].
        give_specialist_consent(GiveSpecialistConsent) -> SpecialistPayload;
        /// Records that the consent is withdrawn [Widerruf].
        withdraw_specialist_consent(WithdrawSpecialistConsent) -> SpecialistPayload;
        /// Takes a specialist out of the register [Austragen].
        end_specialist_registration(EndSpecialistRegistration) -> SpecialistPayload;
        /// Corrects what was recorded of a specialist [Angabe berichtigen].
        correct_specialist(CorrectSpecialist) -> SpecialistPayload;
    }
}
