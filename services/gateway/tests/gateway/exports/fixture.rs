//! An office with everything that its papers print. Nobody in it exists: functions instead of names.

use agreements::agreement::{
    AddParty, AgreementKind, DraftAgreement, FillVariables, OfferAgreement, VariableValue,
};
use agreements::framework::{
    ApproveFramework, ClauseSubject, DeclarePlaceholder, DraftFramework, NewClause,
    PlaceholderKind, SetClauses,
};
use agreements::values::{Side, SignatureForm};
use agreements::{Agreement, Framework};
use kernel::{
    AgreementId, ContactId, EntryId, FrameworkId, Institution, MediaType, NetworkId, NewEntry,
    NewInstitution, NewPerson, PartnerId, Person,
};
use membership::contact::DesignateContact;
use membership::contact_list::{IssueContactList, list_id};
use membership::office::{
    AppointCoordinator, CoordinatorRole, EstablishOffice, OfficeContact, SetEmergencyCard,
};
use membership::partner::RequestMembership;
use membership::policy::EligibilityCriterion;
use membership::site::{FileSiteDocument, RegisterSite, SiteDocumentKind};
use membership::specialist::{LegalBasis, RegisterSpecialist};
use membership::{
    Contact, ContactList, ContactListKind, NetworkKind, Partner, PartnerKind, Site, SiteStatus,
    Specialist,
};
use testkit::TestDatabase;
use uuid::Uuid;
use vault::{Entry, Vault, documents};

use crate::graphql::office::{Office, day, text};

/// What the tests ask about.
pub(crate) struct Town<'a> {
    pub(crate) office: Office<'a>,
    pub(crate) network: NetworkId,
    pub(crate) with_contact: PartnerId,
    pub(crate) without_contact: PartnerId,
    /// Speaks for the first partner; the person has the same id.
    pub(crate) contact: ContactId,
    pub(crate) specialist: Uuid,
    pub(crate) coordination: Uuid,
    pub(crate) site: Uuid,
}

pub(crate) fn institution(name: &str, address: &str) -> NewInstitution {
    let content = Institution {
        name: name.to_owned(),
        address: Some(address.to_owned()),
        phone: None,
    };
    NewEntry::new(EntryId::generate(), content)
}

pub(crate) fn person(name: &str, phone: &str) -> NewPerson {
    let content = Person {
        id: None,
        name: name.to_owned(),
        phone: Some(phone.to_owned()),
        fax: Some("0214 000-99".to_owned()),
        email: Some("beratung@example.org".to_owned()),
    };
    NewEntry::new(EntryId::generate(), content)
}

impl Office<'_> {
    async fn admitted(&mut self, name: &str, address: &str, network: NetworkId) -> PartnerId {
        let command = RequestMembership {
            id: None,
            institution: institution(name, address),
            kind: PartnerKind::Einrichtung,
            networks: vec![network],
            requested_on: day("2016-01-04"),
        };
        let partner = PartnerId(self.execute::<Partner>(command, "2016-01-04").await);
        self.attest(partner, EligibilityCriterion::RegularContact)
            .await;
        self.admit(partner, "2016-01-11").await;
        partner
    }

    pub(crate) async fn name_speaker(
        &mut self,
        partner: PartnerId,
        somebody: NewPerson,
        function: &str,
    ) -> ContactId {
        let command = DesignateContact {
            id: None,
            partner,
            person: somebody,
            function: text(function),
            binding: true,
            designated_on: day("2020-09-17"),
            consent_given_on: Some(day("2020-09-17")),
            consent_text_version: Some(1),
            consent_given_by: None,
        };
        ContactId(self.execute::<Contact>(command, "2020-09-17").await)
    }

    pub(crate) async fn name_adviser(
        &mut self,
        partner: PartnerId,
        bases: Vec<LegalBasis>,
    ) -> Uuid {
        let command = RegisterSpecialist {
            id: None,
            person: person("Kinderschutzfachkraft Eins", "0214 000-50"),
            partner: Some(partner),
            institution: None,
            bases,
            municipal: true,
            registered_on: day("2018-01-08"),
            qualification: None,
            consent_given_on: Some(day("2018-01-08")),
            consent_text_version: Some(1),
        };
        self.execute::<Specialist>(command, "2018-01-08").await
    }

    /// Issues the list and returns its id.
    pub(crate) async fn issue_annex(
        &mut self,
        kind: ContactListKind,
        network: Option<NetworkId>,
        to: PartnerId,
        on: &str,
    ) -> Uuid {
        let command = IssueContactList {
            kind,
            network,
            as_of: day(on),
            issued_on: day(on),
            recipients: vec![to],
        };
        self.execute::<ContactList>(command, on).await;
        list_id(kind, network).0
    }

    /// An approved text with every kind of placeholder.
    pub(crate) async fn approved_text(&mut self) -> FrameworkId {
        let on = "2018-05-16";
        let draft = DraftFramework {
            id: None,
            kind: AgreementKind::Cooperation,
            title: text("Kooperationsvereinbarung"),
            responsible_office: text("Stadt Leverkusen, Fachbereich Kinder und Jugend"),
            stand: day(on),
            based_on: None,
        };
        let framework = FrameworkId(self.execute::<Framework>(draft, on).await);
        let clause = |code: &str, number: &str, heading: &str, body: &str, subject| NewClause {
            clause: code.parse().unwrap(),
            number: Some(number.parse().unwrap()),
            subject,
            heading: text(heading),
            body: text(body),
        };
        let clauses = vec![
            clause(
                "ziele",
                "§ 1",
                "Ziele",
                "Das Stadtteilprojekt {{stadtteilprojekt}} der Träger {{traeger}} will:\n- Familien früh erreichen,\n- Angebote abstimmen.\n{{?kontakt-im-text}}Die Kontaktdaten stehen hier.{{/kontakt-im-text}}{{!kontakt-im-text}}Die Kontaktdaten stehen in {{anlage}}.{{/kontakt-im-text}}",
                None,
            ),
            clause(
                "dauer",
                "§ 2",
                "Laufzeit",
                "Sie gilt bis zum {{ende}}.",
                Some(ClauseSubject::TermAndNotice),
            ),
        ];
        self.execute::<Framework>(SetClauses { framework, clauses }, on)
            .await;
        let declared = [
            (
                "stadtteilprojekt",
                PlaceholderKind::Text,
                "Stadtteilprojekt",
                true,
            ),
            ("traeger", PlaceholderKind::List, "Träger", true),
            (
                "kontakt-im-text",
                PlaceholderKind::Switch,
                "Kontaktdaten im Text",
                false,
            ),
            ("anlage", PlaceholderKind::Annex, "Anlage 1", false),
            ("ende", PlaceholderKind::Date, "Ende", false),
            ("wappen", PlaceholderKind::Crest, "Wappen", false),
        ];
        for (code, kind, label, required) in declared {
            let command = DeclarePlaceholder {
                framework,
                placeholder: code.parse().unwrap(),
                kind,
                label: text(label),
                required,
            };
            self.execute::<Framework>(command, on).await;
        }
        let approve = ApproveFramework {
            framework,
            approved_on: day("2018-06-01"),
            decision: None,
        };
        self.execute::<Framework>(approve, "2018-06-01").await;
        framework
    }

    /// Drafts an agreement on a text, fills it, offers it; the public party signs.
    pub(crate) async fn agree_on_text(
        &mut self,
        network: NetworkId,
        partners: &[PartnerId],
        framework: FrameworkId,
        crest: &str,
    ) -> AgreementId {
        let on = "2018-09-03";
        let draft = DraftAgreement {
            id: None,
            network,
            kind: AgreementKind::Cooperation,
            title: None,
            project_name: Some(text("Stadtteilprojekt Rheindorf")),
            framework: Some(framework),
            framework_version: Some(1),
        };
        let agreement = AgreementId(self.execute::<Agreement>(draft, on).await);
        let public = AddParty {
            agreement,
            side: Side::Public,
            partner: None,
            institution: Some(institution(
                "Stadt Leverkusen",
                "Goetheplatz 1, 51373 Leverkusen",
            )),
        };
        self.execute::<Agreement>(public, on).await;
        for partner in partners {
            let party = AddParty {
                agreement,
                side: Side::Partner,
                partner: Some(*partner),
                institution: None,
            };
            self.execute::<Agreement>(party, on).await;
        }
        let values = [
            ("stadtteilprojekt", "„Rheindorfer Laden“"),
            ("traeger", "Caritasverband\nDiakonisches Werk"),
            ("anlage", "Anlage 1"),
            ("ende", "2020-12-31"),
            ("wappen", crest),
        ];
        let values = values.map(|(code, value)| VariableValue {
            placeholder: code.parse().unwrap(),
            value: text(value),
        });
        let fill = FillVariables {
            agreement,
            values: values.to_vec(),
        };
        self.execute::<Agreement>(fill, on).await;
        self.execute::<Agreement>(OfferAgreement { agreement }, on)
            .await;
        self.sign(agreement, 1, "2018-09-20", SignatureForm::Written, None)
            .await;
        agreement
    }
}

/// Keeps a document in a municipality's vault.
pub(crate) async fn kept(
    database: &TestDatabase,
    municipality: &str,
    kind: MediaType,
    content: &[u8],
) -> kernel::DocumentRef {
    let vault = Vault::new(database.pool(eventstore::DatabaseRole::Membership));
    let municipality = municipality.parse().unwrap();
    let actor = kernel::ActorId(Uuid::from_u128(0xac));
    let kept = documents::keep(&vault, &municipality, kind, content, actor).await;
    match kept.unwrap() {
        Entry::Kept(document) => document,
        Entry::Erased => panic!("nobody erased it"),
    }
}

/// Leverkusen's office with two partners, a contact, a specialist, a coordination office with its card, and a site.
pub(crate) async fn town(database: &TestDatabase) -> Town<'_> {
    let mut office = Office::open(database, "leverkusen").await;
    let network = office
        .network("Netzwerk Frühe Hilfen Leverkusen", NetworkKind::Single)
        .await;
    let without_contact = office
        .admitted("Ärztehaus Nord", "Nordring 2, 51371 Leverkusen", network)
        .await;
    let with_contact = office
        .admitted("Beratung Süd", "Südstraße 1, 51373 Leverkusen", network)
        .await;
    let contact = office
        .name_speaker(
            with_contact,
            person("Beratungsleitung Süd", "0214 000-1"),
            "Leitung",
        )
        .await;
    let specialist = office
        .name_adviser(with_contact, vec![LegalBasis::Kkg4, LegalBasis::Sgb8b])
        .await;
    let established = EstablishOffice {
        id: None,
        network: None,
        contact: OfficeContact {
            institution: institution(
                "Koordinierungsstelle Frühe Hilfen",
                "Goetheplatz 1, 51373 Leverkusen",
            ),
            room: Some(text("Raum 2.14")),
            hours: Some(text("montags 9 bis 12 Uhr")),
            email: Some(text("fruehe-hilfen@example.org")),
            fax: None,
        },
        since: "2013-03".parse().unwrap(),
    };
    let coordination = office
        .execute::<membership::Office>(established, "2016-01-04")
        .await;
    let appoint = AppointCoordinator {
        office: coordination.into(),
        person: person("Netzwerkkoordination Eins", "0214 000-7"),
        function: text("sozialpädagogische Fachkraft"),
        role: CoordinatorRole::Coordinator,
        from: "2013-03".parse().unwrap(),
    };
    office
        .execute::<membership::Office>(appoint, "2016-01-04")
        .await;
    let card = SetEmergencyCard {
        office: coordination.into(),
        acute: text("Allgemeiner Sozialer Dienst, 0214 000-100"),
        outside_hours: text("über Polizei 110 oder Feuerwehr 112 die Notfallbereitschaft"),
        valid_from: day("2016-01-04"),
    };
    office
        .execute::<membership::Office>(card, "2016-01-04")
        .await;
    let site = RegisterSite {
        id: None,
        name: text("Rheindorfer Laden"),
        region: None,
        status: SiteStatus::Open,
        since: Some("2011-04".parse().unwrap()),
        opens_on: None,
    };
    let site = office.execute::<Site>(site, "2016-01-04").await;
    Town {
        office,
        network,
        with_contact,
        without_contact,
        contact,
        specialist,
        coordination,
        site,
    }
}

impl Town<'_> {
    /// Files a document into the site's folder.
    pub(crate) async fn file(
        &mut self,
        kind: SiteDocumentKind,
        title: &str,
        of: kernel::DocumentRef,
    ) {
        let command = FileSiteDocument {
            site: self.site.into(),
            id: None,
            kind,
            title: text(title),
            document: of,
            valid_from: day("2017-02-01"),
        };
        self.office.execute::<Site>(command, "2017-02-01").await;
    }
}
