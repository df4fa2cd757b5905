//! The mutations of the membership service about the office's own work: offices, contact lists, circulars, volunteers.

use ::membership::circular::{
    CorrectCircular, DraftCircular, ReleaseCircular, ReviseCircular, SetCircularRecipients,
    WithdrawCircular,
};
use ::membership::contact_list::{CorrectContactList, IssueContactList, WithdrawContactListIssue};
use ::membership::office::{
    AppointCoordinator, ChangeOfficeContact, CloseOffice, CorrectOffice, EstablishOffice,
    LogOfficeActivity, ReleaseCoordinator, SetEmergencyCard, SetOfficeServices, SetOfficeStaffing,
    SetOfficeTasks,
};
use ::membership::volunteers::{
    ConfirmVolunteerConfidentiality, CorrectVolunteerGroup, EndVolunteerGroup,
    RecordVolunteerExchange, RecordVolunteerHeadcount, RecordVolunteerTraining,
    RegisterVolunteerGroup,
};

use super::mutations;
use super::payload::{CircularPayload, ContactListPayload, OfficePayload, VolunteerGroupPayload};

mutations! {
    /// What may be done with offices, contact lists, circulars and groups of volunteers.
    OfficeMutation posts to Membership {
        /// Establishes a coordination office [Koordinierungsstelle einrichten].
        establish_office(EstablishOffice) -> OfficePayload;
        /// Records that the office is reached otherwise from a day on [Kontaktdaten ändern].
        change_office_contact(ChangeOfficeContact) -> OfficePayload;
        /// Records how many positions the office has from a day on [Stellenanteil].
        set_office_staffing(SetOfficeStaffing) -> OfficePayload;
        /// Appoints a coordinator or a deputy [Netzwerkkoordination besetzen].
        appoint_coordinator(AppointCoordinator) -> OfficePayload;
        /// Releases a coordinator or a deputy [Netzwerkkoordination scheidet aus].
        release_coordinator(ReleaseCoordinator) -> OfficePayload;
        /// Records which tasks the office has from a day on [Aufgabenprofil].
        set_office_tasks(SetOfficeTasks) -> OfficePayload;
        /// Logs what the office did [Tätigkeit festhalten].
        log_office_activity(LogOfficeActivity) -> OfficePayload;
        /// Sets the emergency card, printed on the contact list [Notfallkarte].
        set_emergency_card(SetEmergencyCard) -> OfficePayload;
        /// Records what the office does besides [Anlaufstelle, Gesundheitsfachkräfte, Ehrenamtliche].
        set_office_services(SetOfficeServices) -> OfficePayload;
        /// Closes an office [Koordinierungsstelle schließen].
        close_office(CloseOffice) -> OfficePayload;
        /// Corrects what was recorded of an office [Angabe berichtigen].
        correct_office(CorrectOffice) -> OfficePayload;

        /// Issues a contact list [Kontaktliste herausgeben].
        issue_contact_list(IssueContactList) -> ContactListPayload;
        /// Withdraws an issue that was wrong [Ausgabe zurückziehen].
        withdraw_contact_list_issue(WithdrawContactListIssue) -> ContactListPayload;
        /// Corrects what was recorded of the lists of a kind [Angabe berichtigen].
        correct_contact_list(CorrectContactList) -> ContactListPayload;

        /// Drafts a circular [Rundschreiben entwerfen].
        draft_circular(DraftCircular) -> CircularPayload;
        /// Gives a draft another text and other attachments [Entwurf überarbeiten].
        revise_circular(ReviseCircular) -> CircularPayload;
        /// Gives a draft other recipients [Empfänger festlegen].
        set_circular_recipients(SetCircularRecipients) -> CircularPayload;
        /// Releases a circular: from now on nothing of it changes [Rundschreiben freigeben].
        release_circular(ReleaseCircular) -> CircularPayload;
        /// Withdraws a draft [Entwurf verwerfen].
        withdraw_circular(WithdrawCircular) -> CircularPayload;
        /// Corrects what was recorded of a circular [Angabe berichtigen].
        correct_circular(CorrectCircular) -> CircularPayload;

        /// Registers a group of volunteers [Ehrenamtsgruppe anlegen].
        register_volunteer_group(RegisterVolunteerGroup) -> VolunteerGroupPayload;
        /// Records how many volunteers a group has [Zahl der Ehrenamtlichen].
        record_volunteer_headcount(RecordVolunteerHeadcount) -> VolunteerGroupPayload;
        /// Records a basic training [Grundschulung].
        record_volunteer_training(RecordVolunteerTraining) -> VolunteerGroupPayload;
        /// Records a meeting for exchange [Austauschtreffen].
        record_volunteer_exchange(RecordVolunteerExchange) -> VolunteerGroupPayload;
        /// Records that all volunteers of the group are bound to confidentiality [Schweigepflicht].
        confirm_volunteer_confidentiality(ConfirmVolunteerConfidentiality) -> VolunteerGroupPayload;
        /// Ends a group of volunteers [Ehrenamtsgruppe beenden].
        end_volunteer_group(EndVolunteerGroup) -> VolunteerGroupPayload;
        /// Corrects what was recorded of a group [Angabe berichtigen].
        correct_volunteer_group(CorrectVolunteerGroup) -> VolunteerGroupPayload;
    }
}
