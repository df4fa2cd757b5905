//! The mutations of the membership service.

use ::membership::body::{
    DefineSeat, DissolveBody, EstablishBody, FillSeat, FoundBody, SetCadence, SetForwardingTargets,
    VacateSeat,
};
use ::membership::contact::{
    ChangeContactDetails, ConfirmContactDetails, DesignateContact, EndContactRole,
    GiveStorageConsent, WithdrawStorageConsent,
};
use ::membership::network::{DissolveNetwork, EstablishNetwork, RenameNetwork};
use ::membership::partner::{
    AdmitPartner, AssignSector, AssignSite, AttestEligibility, ChangeOperator, ClarifyRequest,
    DeclineRequest, EndMembership, JoinNetwork, LeaveNetwork, LeaveSite, ReadmitPartner,
    RemoveSector, RenamePartner, RequestMembership, SubmitProfile,
};
use ::membership::region::EstablishRegion;
use ::membership::site::{AssignSiteOperator, ChangeSiteStatus, RegisterSite};

use super::mutations;
use super::payload::{
    BodyPayload, ContactPayload, NetworkPayload, PartnerPayload, RegionPayload, SitePayload,
};

mutations! {
    /// What may be done with networks, partners, contacts, bodies, regions and sites.
    MembershipMutation posts to Membership {
        /// Establishes a network [Netzwerk einrichten].
        establish_network(EstablishNetwork) -> NetworkPayload;
        /// Gives a network another name [Netzwerk umbenennen].
        rename_network(RenameNetwork) -> NetworkPayload;
        /// Dissolves a network [Netzwerk auflösen].
        dissolve_network(DissolveNetwork) -> NetworkPayload;

        /// Records that an institution asks to take part [Teilnahme anfragen].
        request_membership(RequestMembership) -> PartnerPayload;
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
        /// Records that the partner works at a site [Standort].
        assign_site(AssignSite) -> PartnerPayload;
        /// Records that the partner works at a site no more [Standort].
        leave_site(LeaveSite) -> PartnerPayload;
        /// Records that the partner takes part in another network too [Netzwerk].
        join_network(JoinNetwork) -> PartnerPayload;
        /// Records that the partner takes part in a network no more [Netzwerk].
        leave_network(LeaveNetwork) -> PartnerPayload;

        /// Designates a contact of a partner [Ansprechperson benennen].
        designate_contact(DesignateContact) -> ContactPayload;
        /// Records other details of the same person [Veränderung anzeigen].
        change_contact_details(ChangeContactDetails) -> ContactPayload;
        /// Records that the details are still right [Angaben bestätigen].
        confirm_contact_details(ConfirmContactDetails) -> ContactPayload;
        /// Records the consent to store [Einwilligung in die Speicherung].
        give_storage_consent(GiveStorageConsent) -> ContactPayload;
        /// Records that the consent is withdrawn [Widerruf].
        withdraw_storage_consent(WithdrawStorageConsent) -> ContactPayload;
        /// Ends a contact's role [Ansprechperson scheidet aus].
        end_contact_role(EndContactRole) -> ContactPayload;

        /// Establishes a body [Gremium einrichten].
        establish_body(EstablishBody) -> BodyPayload;
        /// Records that a planned body was founded [Gründung].
        found_body(FoundBody) -> BodyPayload;
        /// Records a cadence that the municipality adopted [Sitzungsturnus beschließen].
        set_cadence(SetCadence) -> BodyPayload;
        /// Defines a seat [Sitz].
        define_seat(DefineSeat) -> BodyPayload;
        /// Fills a seat [Sitz besetzen].
        fill_seat(FillSeat) -> BodyPayload;
        /// Vacates a seat [Sitz wird frei].
        vacate_seat(VacateSeat) -> BodyPayload;
        /// Records to whom the body passes its recommendations [Weiterleitung].
        set_forwarding_targets(SetForwardingTargets) -> BodyPayload;
        /// Dissolves a body [Gremium auflösen].
        dissolve_body(DissolveBody) -> BodyPayload;

        /// Establishes a region [Region anlegen].
        establish_region(EstablishRegion) -> RegionPayload;

        /// Registers a site [Standort anlegen].
        register_site(RegisterSite) -> SitePayload;
        /// Records another status of a site [Standort öffnen, schließen].
        change_site_status(ChangeSiteStatus) -> SitePayload;
        /// Records who runs a site [Träger des Standortes].
        assign_site_operator(AssignSiteOperator) -> SitePayload;
    }
}
