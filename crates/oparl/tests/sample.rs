//! One sample of every object, each with all that it can say. Nobody in it exists.

use jiff::civil::date;
use oparl::{
    Address, AgendaItem, Body, Consultation, Entity, File, Id, Kind, LegislativeTerm, ListAddress,
    Location, Meeting, MeetingState, Membership, Moment, OparlVersion, Organization,
    OrganizationType, Paper, Person, Shown, System,
};
use serde_json::Value;

pub(crate) fn root() -> Address {
    Address::try_new("https://oparl.example.org/v1.1").expect("an address")
}

pub(crate) fn id<T>(kind: &str, key: &str) -> Id<T> {
    Id::new(root().below([kind, key]))
}

fn all<T>(kind: &str) -> ListAddress<T> {
    ListAddress::new(root().below(["musterstadt", kind]))
}

fn address(path: &str) -> Address {
    root().below(path.split('/'))
}

pub(crate) fn moment(day: i8) -> Moment {
    Moment::local(date(2026, 6, day).at(9, 0, 0, 0)).expect("a day that there is")
}

pub(crate) fn entity<T: Kind>(kind: &str, key: &str, content: T) -> Entity<T> {
    Entity {
        id: id(kind, key),
        created: moment(1),
        modified: moment(2),
        content: Some(content),
    }
}

pub(crate) fn system() -> Entity<System> {
    entity(
        "systems",
        "1",
        System {
            oparl_version: OparlVersion::V1_1,
            body: all("bodies"),
            name: Some("Lotse".into()),
            license: Some(address("license")),
            contact_name: Some("Netzwerkkoordination".into()),
            contact_email: Some("netzwerk@stadt.example".into()),
            website: Some(address("website")),
            vendor: Some(address("vendor")),
            product: Some(address("product")),
        },
    )
}

pub(crate) fn body() -> Entity<Body> {
    entity(
        "bodies",
        "musterstadt",
        Body {
            system: id("systems", "1"),
            name: "Stadt Musterstadt".into(),
            short_name: Some("Musterstadt".into()),
            ags: Some("05999000".into()),
            classification: Some("Kreisfreie Stadt".into()),
            license: Some(address("license")),
            oparl_since: Some(moment(1)),
            website: Some(address("website")),
            contact_name: Some("Netzwerkkoordination".into()),
            contact_email: Some("netzwerk@stadt.example".into()),
            location: location().embed(),
            organization: all("organizations"),
            person: all("persons"),
            meeting: all("meetings"),
            paper: all("papers"),
            agenda_item: all("agenda-items"),
            consultation: all("consultations"),
            file: all("files"),
            location_list: all("locations"),
            legislative_term_list: all("legislative-terms"),
            membership: all("memberships"),
            legislative_term: legislative_term().embed().into_iter().collect(),
        },
    )
}

pub(crate) fn legislative_term() -> Entity<LegislativeTerm> {
    entity(
        "legislative-terms",
        "1",
        LegislativeTerm {
            body: Some(id("bodies", "musterstadt")),
            name: Some("Amtszeit 2025 bis 2029".into()),
            start_date: Some(date(2025, 1, 1)),
            end_date: Some(date(2029, 12, 31)),
        },
    )
}

pub(crate) fn organization() -> Entity<Organization> {
    entity(
        "organizations",
        "lenkungskreis",
        Organization {
            body: id("bodies", "musterstadt"),
            name: "Lenkungskreis Frühe Hilfen".into(),
            short_name: Some("Lenkungskreis".into()),
            organization_type: Some(OrganizationType::ExternalBody),
            classification: Some("Beirat".into()),
            sub_organization_of: Some(id("organizations", "netzwerk")),
            membership: vec![id("memberships", "1")],
            meeting: Some(all("meetings")),
            consultation: Some(all("consultations")),
            start_date: Some(date(2020, 1, 1)),
            end_date: Some(date(2030, 1, 1)),
            website: Some(address("website")),
            location: location().embed(),
        },
    )
}

pub(crate) fn membership() -> Entity<Membership> {
    entity(
        "memberships",
        "1",
        Membership {
            organization: id("organizations", "lenkungskreis"),
            person: Some(id("persons", "1")),
            on_behalf_of: Some(id("organizations", "gesundheitsamt")),
            role: Some("Mitglied".into()),
            voting_right: Some(true),
            start_date: Some(date(2020, 1, 1)),
            end_date: Some(date(2030, 1, 1)),
        },
    )
}

pub(crate) fn person() -> Entity<Person> {
    entity(
        "persons",
        "1",
        Person {
            body: id("bodies", "musterstadt"),
            name: "Netzwerkkoordination".into(),
            membership: membership().embed().into_iter().collect(),
        },
    )
}

pub(crate) fn meeting() -> Entity<Meeting> {
    entity(
        "meetings",
        "7",
        Meeting {
            name: Some("7. Sitzung".into()),
            meeting_state: MeetingState::Held,
            cancelled: false,
            start: Some(moment(12)),
            end: Some(moment(13)),
            location: location().embed(),
            organization: vec![id("organizations", "lenkungskreis")],
            invitation: file().embed(),
            results_protocol: file().embed(),
            auxiliary_file: file().embed().into_iter().collect(),
            agenda_item: [open_item(), closed_item()]
                .into_iter()
                .filter_map(Entity::embed)
                .collect(),
        },
    )
}

pub(crate) fn open_item() -> Entity<AgendaItem> {
    entity(
        "agenda-items",
        "1",
        AgendaItem {
            meeting: Some(id("meetings", "7")),
            number: Some("1".into()),
            order: 0,
            shown: Shown::Open {
                name: "Jahresplanung".into(),
                consultation: Some(id("consultations", "1")),
                result: Some("Empfehlung".into()),
                resolution_text: Some("Der Lotsendienst soll ausgeweitet werden.".into()),
            },
        },
    )
}

pub(crate) fn closed_item() -> Entity<AgendaItem> {
    entity(
        "agenda-items",
        "2",
        AgendaItem {
            meeting: Some(id("meetings", "7")),
            number: Some("2".into()),
            order: 1,
            shown: Shown::Closed,
        },
    )
}

pub(crate) fn paper() -> Entity<Paper> {
    entity(
        "papers",
        "1",
        Paper {
            body: id("bodies", "musterstadt"),
            name: Some("Ausweitung des Lotsendienstes".into()),
            reference: Some("E 3/2026".into()),
            date: Some(date(2026, 6, 12)),
            paper_type: Some("Empfehlung".into()),
            main_file: file().embed(),
            auxiliary_file: file().embed().into_iter().collect(),
            originator_organization: vec![id("organizations", "lenkungskreis")],
            under_direction_of: vec![id("organizations", "jugendamt")],
            consultation: consultation().embed().into_iter().collect(),
        },
    )
}

pub(crate) fn consultation() -> Entity<Consultation> {
    entity(
        "consultations",
        "1",
        Consultation {
            paper: Some(id("papers", "1")),
            agenda_item: Some(id("agenda-items", "1")),
            meeting: Some(id("meetings", "7")),
            organization: vec![id("organizations", "ausschuss")],
            authoritative: false,
            role: Some("Kenntnisnahme".into()),
        },
    )
}

pub(crate) fn file() -> Entity<File> {
    entity(
        "files",
        "1",
        File {
            name: Some("Protokoll der 7. Sitzung".into()),
            file_name: Some("Protokoll 7.pdf".into()),
            mime_type: Some("application/pdf".into()),
            date: Some(date(2026, 6, 20)),
            size: Some(12_345),
            sha512_checksum: Some("0".repeat(128)),
            access_url: address("files/1/view.pdf"),
            download_url: Some(address("files/1/download.pdf")),
            meeting: vec![id("meetings", "7")],
            agenda_item: vec![id("agenda-items", "1")],
            paper: vec![id("papers", "1")],
        },
    )
}

pub(crate) fn location() -> Entity<Location> {
    entity(
        "locations",
        "1",
        Location {
            description: Some("Rathaus, Raum 2.14".into()),
            street_address: Some("Rathausplatz 1".into()),
            room: Some("2.14".into()),
            postal_code: Some("12345".into()),
            sub_locality: Some("Mitte".into()),
            locality: Some("Musterstadt".into()),
            bodies: vec![id("bodies", "musterstadt")],
            organizations: vec![id("organizations", "lenkungskreis")],
            meetings: vec![id("meetings", "7")],
            papers: vec![id("papers", "1")],
        },
    )
}

/// Every object with its kind.
pub(crate) fn every() -> Vec<(&'static str, Value)> {
    fn of<T: Kind>(entity: &Entity<T>) -> (&'static str, Value) {
        let kind = T::TYPE.rsplit('/').next().unwrap_or_default();
        (kind, serde_json::to_value(entity).expect("plain values"))
    }
    vec![
        of(&system()),
        of(&body()),
        of(&legislative_term()),
        of(&organization()),
        of(&membership()),
        of(&person()),
        of(&meeting()),
        of(&open_item()),
        of(&closed_item()),
        of(&paper()),
        of(&consultation()),
        of(&file()),
        of(&location()),
    ]
}
