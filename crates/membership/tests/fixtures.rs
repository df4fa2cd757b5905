//! Invented ids and functions, and policies with what the documents say.

use std::sync::Arc;

use jiff::civil::date;
use kernel::{
    ActorId, BodyId, Cadence, ContactId, Date, EntryId, Institution, NetworkId, NewInstitution,
    NewPerson, NewText, PartnerId, Period, Person, RegionId, Role, SiteId, Sourced, Strength,
};
use membership::body::BodyKind;
use membership::facts::{KnownBody, KnownNetwork, KnownPartner};
use membership::policy::{
    AdmissionPrecondition, BodyRule, ConsentRule, ContactDuty, EligibilityCriterion,
    MembershipPolicy,
};
use membership::{MembershipContext, MembershipFacts, NetworkKind};
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2024, 6, 3);

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

pub(crate) fn text(n: u128, text: &str) -> NewText {
    NewText::text(id(n), text)
}

pub(crate) fn institution(n: u128, name: &str) -> NewInstitution {
    NewInstitution::new(
        id(n),
        Institution {
            name: name.to_owned(),
            address: None,
            phone: None,
        },
    )
}

pub(crate) fn person(n: u128) -> NewPerson {
    let person = Person {
        id: None,
        name: "Leitung der Beratungsstelle".to_owned(),
        phone: Some("030 23125 000".to_owned()),
        fax: None,
        email: Some("leitung@example.org".to_owned()),
    };
    NewPerson::new(id::<EntryId>(n), person)
}

/// A network, two partners since 2010 (1, 2), one until 2019 (3), one that only asked (4), a contact of partner 1,
/// a body, a region and a site, each with id 1 where nothing else is said.
pub(crate) fn facts() -> MembershipFacts {
    let known = KnownNetwork {
        kind: NetworkKind::Central,
        dissolved_on: None,
    };
    let since = |until| KnownPartner {
        active: vec![Period {
            since: date(2010, 1, 1),
            until,
        }],
        ..KnownPartner::default()
    };
    let (active, former) = (since(None), since(Some(date(2019, 12, 31))));
    MembershipFacts {
        networks: [(id::<NetworkId>(1), known), (id(2), known)].into(),
        partners: [
            (id::<PartnerId>(1), active.clone()),
            (id(2), active),
            (id(3), former),
            (id(4), KnownPartner::default()),
        ]
        .into(),
        contacts: [(id::<ContactId>(1), id::<PartnerId>(1))].into(),
        bodies: [(id::<BodyId>(1), KnownBody::default())].into(),
        regions: [id::<RegionId>(1)].into(),
        sites: [id::<SiteId>(1)].into(),
        policy_version: 3,
        ..MembershipFacts::default()
    }
}

pub(crate) fn ctx(policy: &MembershipPolicy) -> MembershipContext {
    ctx_on(policy, TODAY)
}

pub(crate) fn ctx_on(policy: &MembershipPolicy, occurred_on: Date) -> MembershipContext {
    MembershipContext::new(
        "2024-06-03T08:00:00Z".parse().expect("a timestamp"),
        TODAY,
        occurred_on,
        id::<ActorId>(1),
        Role::Coordinator,
        Arc::new(policy.clone()),
        facts(),
    )
}

/// The codes of what the decision said without refusing.
pub(crate) fn warnings(ctx: MembershipContext) -> Vec<String> {
    ctx.into_warnings()
        .into_iter()
        .map(|warning| warning.code)
        .collect()
}

/// S0, S2: eligibility, a binding contact, the Qualitätszirkel.
pub(crate) fn leverkusen() -> MembershipPolicy {
    let several = Cadence {
        required: Some(2),
        target: None,
        strength: Strength::Approx,
    };
    MembershipPolicy {
        open_network: Sourced::stated(true, "S0", "§ 5", "für neue Netzwerkpartner offen"),
        eligibility: Sourced::stated(
            vec![
                EligibilityCriterion::OffersForTargetGroup,
                EligibilityCriterion::RegularContact,
            ],
            "S0",
            "§ 5",
            "Angebote … bereithält bzw. regelmäßige Kontakte hat",
        ),
        admission: Sourced::stated(
            vec![AdmissionPrecondition::EligibilityAttested],
            "S0",
            "§ 5",
            "Voraussetzung der Teilnahme ist",
        ),
        contact_duty: Sourced::stated(
            ContactDuty {
                min: 1,
                strength: Strength::Must,
            },
            "S0",
            "§ 5",
            "benennt eine verbindliche Ansprechpartnerin und/oder einen verbindlichen Ansprechpartner",
        ),
        bodies: vec![BodyRule {
            key: "qualitaetszirkel".parse().expect("a code"),
            name: "Qualitätszirkel".to_owned(),
            kind: BodyKind::QualityCircle,
            advisory: Sourced::unstated(),
            cadence: Sourced::inferred_from(
                several,
                "S2",
                "3.4",
                "mehrmals jährlich",
                "mindestens zweimal",
            ),
            forwards_to: Sourced::unstated(),
            seats: Sourced::unstated(),
        }],
        ..MembershipPolicy::default()
    }
}

/// S3: contact to families (inferred as a precondition), consent to store, a contact if possible.
pub(crate) fn stormarn() -> MembershipPolicy {
    let words = "Voraussetzung ist, dass die jeweilige Einrichtung bzw. deren Träger Kontakt … hat";
    MembershipPolicy {
        eligibility: Sourced::inferred_from(
            vec![EligibilityCriterion::ContactToFamilies],
            "S3",
            "Netzwerk",
            words,
            "gilt der Teilnahme",
        ),
        admission: Sourced::inferred_from(
            vec![AdmissionPrecondition::EligibilityAttested],
            "S3",
            "Netzwerk",
            words,
            "gilt der Teilnahme",
        ),
        contact_duty: Sourced::stated(
            ContactDuty {
                min: 1,
                strength: Strength::Should,
            },
            "S3",
            "Netzwerk",
            "benennen möglichst eine feste Ansprechperson",
        ),
        contact_consent: Sourced::stated(
            ConsentRule::RequiredToStore,
            "S3",
            "Netzwerk",
            "damit einverstanden, dass ihre Kontaktdaten gespeichert werden",
        ),
        ..MembershipPolicy::default()
    }
}

/// S4: clarification, profile and signature.
pub(crate) fn duisburg() -> MembershipPolicy {
    MembershipPolicy {
        admission: Sourced::stated(
            vec![
                AdmissionPrecondition::Clarified,
                AdmissionPrecondition::ProfileSubmitted,
                AdmissionPrecondition::AgreementSigned,
            ],
            "S4",
            "Organisation",
            "vorab geklärt (Ausfüllen des Institutionsbogens / Einrichtungsprofil; Unterschreiben …)",
        ),
        bodies: vec![BodyRule {
            key: "lenkungskreis".parse().expect("a code"),
            name: "Lenkungskreis Frühe Hilfen".to_owned(),
            kind: BodyKind::SteeringCommittee,
            advisory: Sourced::stated(
                true,
                "S4",
                "Organisation",
                "Gremium mit Empfehlungscharakter",
            ),
            cadence: Sourced::stated(
                Cadence {
                    required: Some(4),
                    target: None,
                    strength: Strength::Must,
                },
                "S4",
                "Organisation",
                "findet 4x im Jahr … statt",
            ),
            forwards_to: Sourced::unstated(),
            seats: Sourced::unstated(),
        }],
        minimum_institutions_hint: Sourced::inferred_from(
            2,
            "S4",
            "Organisation",
            "besonders effizient ist die Teilnahme … aus unterschiedlichen Institutionen",
            "mindestens zwei",
        ),
        ..MembershipPolicy::default()
    }
}

/// S1 § 7: the partner joins by signing.
pub(crate) fn template() -> MembershipPolicy {
    MembershipPolicy {
        admission: Sourced::stated(
            vec![AdmissionPrecondition::AgreementSigned],
            "S1",
            "§ 7",
            "Mit Unterzeichnung … treten die Netzwerkpartner dem Netzwerk verbindlich bei.",
        ),
        ..MembershipPolicy::default()
    }
}
