//! The office's own work: what it is, which lists it issued, what it wrote to partners, which volunteers it counts.

use kernel::{EntryId, Institution, NetworkId, NewEntry, NewText, PartnerId, Person};
use membership::circular::{DraftCircular, ReleaseCircular};
use membership::contact_list::{ContactListKind, IssueContactList};
use membership::office::{
    AppointCoordinator, CoordinatorRole, EstablishOffice, OfficeContact, SetOfficeStaffing,
    StaffingDating,
};
use membership::volunteers::{RecordVolunteerHeadcount, RegisterVolunteerGroup};
use membership::{Circular, ContactList, Office as Desk, VolunteerGroup};
use uuid::Uuid;

use super::office::{Office, day, text};

/// Ids of what an office has on its desk.
pub(crate) struct OnDesk {
    pub(crate) office: Uuid,
    pub(crate) list: Uuid,
    pub(crate) circular: Uuid,
    pub(crate) volunteers: Uuid,
}

pub(crate) fn person(name: &str) -> NewEntry<Person> {
    let person = Person {
        id: None,
        name: name.to_owned(),
        phone: Some("0214 000000".to_owned()),
        fax: None,
        email: Some("koordination@example.org".to_owned()),
    };
    NewEntry::new(EntryId::generate(), person)
}

impl Office<'_> {
    /// Establishes an office in 2013, with half a position that a document of 2015 states.
    pub(crate) async fn desk(&mut self, network: Option<NetworkId>) -> Uuid {
        let institution = Institution {
            name: "Koordinierungsstelle Frühe Hilfen".to_owned(),
            address: Some("Platz 1, 51373 Leverkusen".to_owned()),
            phone: None,
        };
        let establish = EstablishOffice {
            id: None,
            network,
            contact: OfficeContact {
                institution: NewEntry::new(EntryId::generate(), institution),
                room: Some(text("Gebäude D, Raum 117")),
                hours: None,
                email: Some(text("fruehe-hilfen@example.org")),
                fax: None,
            },
            since: "2013".parse().unwrap(),
        };
        let office = self.execute::<Desk>(establish, "2013-04-02").await;
        let staffing = SetOfficeStaffing {
            office: office.into(),
            fte_hundredths: 50,
            from: "2015".parse().unwrap(),
            dating: StaffingDating::Documented,
        };
        self.execute::<Desk>(staffing, "2015-06-01").await;
        office
    }

    /// Appoints somebody; returns the person's id.
    pub(crate) async fn appoint(
        &mut self,
        office: Uuid,
        name: &str,
        role: CoordinatorRole,
        from: &str,
    ) {
        let command = AppointCoordinator {
            office: office.into(),
            person: person(name),
            function: text("Sozialpädagogische Fachkraft"),
            role,
            from: from.parse().unwrap(),
        };
        self.execute::<Desk>(command, "2016-01-04").await;
    }

    /// Issues the municipality's Anlage 1 with this day's contacts.
    pub(crate) async fn issue(&mut self, recipients: &[PartnerId], on: &str) -> Uuid {
        let command = IssueContactList {
            kind: ContactListKind::Contacts,
            network: None,
            as_of: day(on),
            issued_on: day(on),
            recipients: recipients.to_vec(),
        };
        self.execute::<ContactList>(command, on).await
    }

    pub(crate) async fn circular(
        &mut self,
        subject: NewText,
        recipients: &[PartnerId],
        on: &str,
    ) -> Uuid {
        let command = DraftCircular {
            id: None,
            subject,
            body: text("Bitte melden Sie uns Ihre Fortbildungswünsche."),
            attachments: Vec::new(),
            recipients: recipients.to_vec(),
            network: None,
            drafted_on: day(on),
        };
        self.execute::<Circular>(command, on).await
    }

    pub(crate) async fn release(&mut self, circular: Uuid, on: &str) {
        let command = ReleaseCircular {
            circular: circular.into(),
            released_on: day(on),
        };
        self.execute::<Circular>(command, on).await;
    }

    /// Fifteen volunteers, counted in 2015.
    pub(crate) async fn volunteers(&mut self, partner: PartnerId) -> Uuid {
        let register = RegisterVolunteerGroup {
            id: None,
            name: text("Willkommenspatinnen"),
            site: None,
            partner: Some(partner),
            since: "2012".parse().unwrap(),
        };
        let group = self.execute::<VolunteerGroup>(register, "2016-01-11").await;
        let count = RecordVolunteerHeadcount {
            group: group.into(),
            count: 15,
            on: "2015".parse().unwrap(),
        };
        self.execute::<VolunteerGroup>(count, "2016-01-11").await;
        group
    }

    /// One of each.
    pub(crate) async fn on_desk(&mut self, partner: PartnerId) -> OnDesk {
        let office = self.desk(None).await;
        let coordinator = CoordinatorRole::Coordinator;
        self.appoint(office, "Karla Koordination", coordinator, "2013")
            .await;
        OnDesk {
            office,
            list: self.issue(&[partner], "2020-10-01").await,
            circular: self
                .circular(text("Fachtag im Herbst"), &[partner], "2020-10-02")
                .await,
            volunteers: self.volunteers(partner).await,
        }
    }
}
