//! Three offices with invented partners under the policies of the source documents.

use agreements::Agreement;
use agreements::agreement::{
    AddParty, AgreementKind, DraftAgreement, OfferAgreement, SignAgreement,
};
use agreements::values::{Side, SignatureForm};
use kernel::{
    AgreementId, ContactId, EntryId, FrameworkId, Institution, NetworkId, NewEntry, NewInstitution,
    PartnerId, Person,
};
use membership::body::{DefineSeat, EstablishBody};
use membership::contact::{DesignateContact, WithdrawStorageConsent};
use membership::network::EstablishNetwork;
use membership::partner::ClarificationOutcome;
use membership::partner::{
    AdmitPartner, AssignSector, AssignSite, AttestEligibility, ClarifyRequest, NoteSignature,
    RequestMembership, SubmitProfile,
};
use membership::policy::EligibilityCriterion;
use membership::region::EstablishRegion;
use membership::site::RegisterSite;
use membership::{
    Body, BodyKind, Contact, Network, NetworkKind, Partner, PartnerKind, Region, Site, SiteStatus,
};
use testkit::TestDatabase;
use uuid::Uuid;

use super::desk::OnDesk;
use super::office::{Office, day, text};

pub(crate) fn institution(name: &str) -> NewInstitution {
    let content = Institution {
        name: name.to_owned(),
        address: None,
        phone: None,
    };
    NewEntry::new(EntryId::generate(), content)
}

impl Office<'_> {
    pub(crate) async fn network(&mut self, name: &str, kind: NetworkKind) -> NetworkId {
        let command = EstablishNetwork {
            id: None,
            name: text(name),
            kind,
            established_on: None,
        };
        NetworkId(self.execute::<Network>(command, "2016-01-04").await)
    }

    /// Asks to take part, on 4 January 2016.
    pub(crate) async fn request(&mut self, name: &str, networks: &[NetworkId]) -> PartnerId {
        let command = RequestMembership {
            id: None,
            institution: institution(name),
            kind: PartnerKind::Einrichtung,
            networks: networks.to_vec(),
            requested_on: day("2016-01-04"),
        };
        PartnerId(self.execute::<Partner>(command, "2016-01-04").await)
    }

    pub(crate) async fn attest(&mut self, partner: PartnerId, criterion: EligibilityCriterion) {
        let attested_on = day("2016-01-05");
        let command = AttestEligibility {
            partner,
            criterion,
            attested_on,
            by_operator: false,
        };
        self.execute::<Partner>(command, "2016-01-05").await;
    }

    pub(crate) async fn admit(&mut self, partner: PartnerId, on: &str) {
        self.execute::<Partner>(
            AdmitPartner {
                partner,
                admitted_on: day(on),
            },
            on,
        )
        .await;
    }

    pub(crate) async fn member(&mut self, name: &str, networks: &[NetworkId]) -> PartnerId {
        let partner = self.request(name, networks).await;
        self.attest(partner, EligibilityCriterion::RegularContact)
            .await;
        self.admit(partner, "2016-01-11").await;
        partner
    }

    /// Designates somebody; the person has the contact's id.
    pub(crate) async fn contact(
        &mut self,
        partner: PartnerId,
        name: &str,
        consent_given_on: Option<&str>,
    ) -> Uuid {
        let person = Person {
            id: None,
            name: name.to_owned(),
            phone: Some("0214 000000".to_owned()),
            fax: None,
            email: Some("leitung@example.org".to_owned()),
        };
        let command = DesignateContact {
            id: None,
            partner,
            person: NewEntry::new(EntryId::generate(), person),
            function: text("Leitung"),
            binding: true,
            designated_on: day("2020-09-17"),
            consent_given_on: consent_given_on.map(day),
            consent_text_version: consent_given_on.map(|_| 1),
            consent_given_by: None,
        };
        self.execute::<Contact>(command, "2020-09-17").await
    }

    pub(crate) async fn withdraw_consent(&mut self, contact: ContactId) {
        let command = WithdrawStorageConsent {
            contact,
            withdrawn_on: day("2026-03-01"),
        };
        self.execute::<Contact>(command, "2026-03-01").await;
    }

    /// Drafts and offers an agreement between the public party (1) and these partners (2, …).
    pub(crate) async fn offer(
        &mut self,
        network: NetworkId,
        partners: &[PartnerId],
        on: &str,
    ) -> AgreementId {
        let draft = DraftAgreement {
            id: None,
            network,
            kind: AgreementKind::Cooperation,
            title: None,
            project_name: Some(text("Stadtteilprojekt Nord")),
            framework: None,
            framework_version: None,
        };
        let agreement = AgreementId(self.execute::<Agreement>(draft, on).await);
        let public = AddParty {
            agreement,
            side: Side::Public,
            partner: None,
            institution: Some(institution("Stadt, Fachbereich Jugend")),
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
        self.execute::<Agreement>(OfferAgreement { agreement }, on)
            .await;
        agreement
    }

    pub(crate) async fn sign(
        &mut self,
        agreement: AgreementId,
        party: u16,
        on: &str,
        form: SignatureForm,
        source: Option<&str>,
    ) {
        let command = SignAgreement {
            agreement,
            party,
            signed_on: day(on),
            place: None,
            signatory_function: Some(text("Leitung")),
            form,
            document: None,
        };
        self.execute_from::<Agreement>(command, on, source).await;
    }
}

/// What the tests ask about Leverkusen.
pub(crate) struct Leverkusen {
    pub(crate) network: NetworkId,
    pub(crate) with_contact: PartnerId,
    pub(crate) without_contact: PartnerId,
    pub(crate) contact: Uuid,
    pub(crate) agreement: AgreementId,
    pub(crate) framework: FrameworkId,
    pub(crate) body: Uuid,
    pub(crate) meeting: Uuid,
    pub(crate) region: Uuid,
    pub(crate) site: Uuid,
    pub(crate) desk: OnDesk,
}

/// A network with two partners, one of them with contact and agreement; a body, a region, a site.
pub(crate) async fn leverkusen(database: &TestDatabase) -> Leverkusen {
    let mut office = Office::open(database, "leverkusen").await;
    let network = office
        .network("Netzwerk Frühe Hilfen Leverkusen", NetworkKind::Single)
        .await;
    let with_contact = office.member("Ärztehaus Nord", &[network]).await;
    let without_contact = office.member("Beratung Süd", &[network]).await;
    let contact = office.contact(with_contact, "Erika Muster", None).await;
    let region = office
        .execute::<Region>(
            EstablishRegion {
                id: None,
                name: text("Rheindorf"),
                number: Some("I".parse().unwrap()),
            },
            "2016-01-04",
        )
        .await;
    let site = RegisterSite {
        id: None,
        name: text("Rheindorfer Laden"),
        region: Some(region.into()),
        status: SiteStatus::Open,
        since: Some("2011-04".parse().unwrap()),
        opens_on: None,
    };
    let site = office.execute::<Site>(site, "2016-01-04").await;
    let assigned = AssignSite {
        partner: with_contact,
        site: site.into(),
        since: "2016".parse().unwrap(),
    };
    office.execute::<Partner>(assigned, "2016-01-11").await;
    let sector = AssignSector {
        partner: with_contact,
        sector: "SELBSTHILFE".parse().unwrap(),
    };
    office.execute::<Partner>(sector, "2016-01-11").await;
    let agreement = office.offer(network, &[with_contact], "2016-02-01").await;
    office
        .sign(
            agreement,
            1,
            "2016-02-02",
            SignatureForm::Written,
            Some("Annahme des Büros Leverkusen (demo assumption)"),
        )
        .await;
    office
        .sign(
            agreement,
            2,
            "2016-02-10",
            SignatureForm::Written,
            Some("Annahme des Büros Leverkusen (demo assumption)"),
        )
        .await;
    let framework = office
        .framework(
            AgreementKind::Cooperation,
            "Rahmentext Rheindorf",
            "2016-01-04",
        )
        .await;
    let body = EstablishBody {
        id: None,
        rule: Some("qualitaetszirkel".parse().unwrap()),
        kind: BodyKind::QualityCircle,
        name: text("Qualitätszirkel"),
        network: Some(network),
        parent: None,
        region: None,
        founded_on: Some("2011-01-18".parse().unwrap()),
        planned: false,
    };
    let body = office.execute::<Body>(body, "2016-01-04").await;
    let seat = DefineSeat {
        body: body.into(),
        seat: None,
        function: text("Jugendhilfeplanung"),
        on_behalf_of: Some(with_contact),
    };
    office.execute::<Body>(seat, "2016-01-04").await;
    let meeting = office.met(body, "2016-03-01", &[with_contact]).await;
    let desk = office.on_desk(with_contact).await;
    office.publish().await;
    Leverkusen {
        network,
        with_contact,
        without_contact,
        contact,
        agreement,
        framework,
        body,
        meeting,
        region,
        site,
        desk,
    }
}

/// One central network, a partner with a contact who consented, a partner without; everybody acceded.
pub(crate) async fn stormarn(database: &TestDatabase) -> ContactId {
    let mut office = Office::open(database, "stormarn").await;
    let network = office.network("Nordstormarn", NetworkKind::Central).await;
    let mut partners = Vec::new();
    for name in ["Familienzentrum Nord", "Frühförderung Mitte"] {
        let partner = office.request(name, &[network]).await;
        office
            .attest(partner, EligibilityCriterion::ContactToFamilies)
            .await;
        office.admit(partner, "2020-09-16").await;
        partners.push(partner);
    }
    let contact = office
        .contact(partners[0], "Max Beispiel", Some("2020-09-17"))
        .await;
    let agreement = office.offer(network, &partners, "2020-09-16").await;
    for party in 1..=3 {
        office
            .sign(
                agreement,
                party,
                "2020-09-16",
                SignatureForm::Declared,
                None,
            )
            .await;
    }
    office.publish().await;
    contact.into()
}

/// One partner that was cleared, handed its profile in and signed on 15.10.2018, the Jugendamt on 12.11.2018.
pub(crate) async fn duisburg(database: &TestDatabase) -> (PartnerId, AgreementId) {
    let mut office = Office::open(database, "duisburg").await;
    let network = office
        .network("Frühe Hilfen Duisburg", NetworkKind::Single)
        .await;
    let partner = office.request("Klinik am Park", &[network]).await;
    let agreement = office.offer(network, &[partner], "2018-10-01").await;
    office
        .sign(agreement, 2, "2018-10-15", SignatureForm::Written, None)
        .await;
    office
        .sign(agreement, 1, "2018-11-12", SignatureForm::Written, None)
        .await;
    let cleared = ClarifyRequest {
        partner,
        clarified_on: day("2018-09-03"),
        outcome: ClarificationOutcome::Cleared,
        note: None,
    };
    office.execute::<Partner>(cleared, "2018-09-03").await;
    office
        .execute::<Partner>(
            SubmitProfile {
                partner,
                submitted_on: day("2018-09-20"),
                document: None,
            },
            "2018-09-20",
        )
        .await;
    // What the reaction to the partner's signature does.
    let noted = NoteSignature {
        partner,
        agreement,
        signed_on: day("2018-10-15"),
    };
    office.execute::<Partner>(noted, "2018-10-15").await;
    office.publish().await;
    (partner, agreement)
}
