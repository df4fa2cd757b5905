//! The reaction that counts a partner's signature for its admission (MEM-04, AGR-06).

use std::time::Duration;

use agreements_service::AgreementUseCase;
use commands::Commands;
use eventstore::DatabaseRole;
use membership::Partner;
use membership_service::reactions::Admission;
use membership_service::use_cases::{NetworkUseCase, PartnerUseCase};
use projection::{Reacting, Runner};
use serde_json::{Value, json};

use crate::{Office, code, id};

const NETWORK: u128 = 1;
const PARTNER: u128 = 2;
const AGREEMENT: u128 = 3;
const MANDATE: u128 = 4;

/// A network, a request of one partner, and an agreement of that partner, offered.
async fn prepared(office: &Office) -> (Commands, Commands) {
    let (membership, agreements) = (
        office.commands(DatabaseRole::Membership),
        office.commands(DatabaseRole::Agreements),
    );
    let network = json!({ "id": id(NETWORK), "name": "Netzwerk", "kind": "single" });
    office
        .post::<NetworkUseCase>(&membership, "n1", "establish-network", network)
        .await
        .unwrap();
    let request = json!({
        "id": id(PARTNER), "institution": { "name": "Beratungsstelle" }, "kind": "einrichtung",
        "networks": [id(NETWORK)], "requestedOn": "2018-09-01",
    });
    office
        .post::<PartnerUseCase>(&membership, "p1", "request-membership", request)
        .await
        .unwrap();
    for (key, name, body) in [
        (
            "a1",
            "draft-agreement",
            json!({ "id": id(AGREEMENT), "network": id(NETWORK), "kind": "cooperation" }),
        ),
        (
            "a2",
            "add-party",
            json!({
                "agreement": id(AGREEMENT), "side": "public", "institution": { "name": "Jugendamt" },
            }),
        ),
        (
            "a3",
            "add-party",
            json!({ "agreement": id(AGREEMENT), "side": "partner", "partner": id(PARTNER) }),
        ),
        (
            "a4",
            "offer-agreement",
            json!({ "agreement": id(AGREEMENT) }),
        ),
    ] {
        office
            .post::<AgreementUseCase>(&agreements, key, name, body)
            .await
            .unwrap();
    }
    (membership, agreements)
}

fn signature() -> Value {
    json!({ "agreement": id(AGREEMENT), "party": 2, "signedOn": "2018-10-15", "form": "written" })
}

/// Lets the reaction answer everything that has happened.
async fn react(office: &Office, membership: &Commands) {
    let runner = Runner::new(
        membership.store().pool().clone(),
        Reacting::new(membership.clone(), Admission),
    );
    let head = membership
        .store()
        .head(office.municipality())
        .await
        .unwrap()
        .unwrap();
    assert!(
        runner
            .reach(office.municipality(), head, Duration::from_secs(20))
            .await
            .unwrap()
    );
}

async fn partner(office: &Office, membership: &Commands) -> Partner {
    let stream = kernel::StreamId::new("partner", uuid::Uuid::from_u128(PARTNER));
    let loaded = membership
        .store()
        .load(office.municipality(), &[stream], None)
        .await
        .unwrap();
    loaded.fold(&stream).unwrap()
}

#[tokio::test]
async fn mem_04_duisburg_admits_by_the_signature_once_clarification_and_profile_are_there() {
    let office = Office::open("municipalities/duisburg").await;
    let (membership, agreements) = prepared(&office).await;
    let admit = json!({ "partner": id(PARTNER), "admittedOn": "2018-12-01" });
    let clarified =
        json!({ "partner": id(PARTNER), "clarifiedOn": "2018-09-10", "outcome": "cleared" });
    office
        .post::<PartnerUseCase>(&membership, "p2", "clarify-request", clarified)
        .await
        .unwrap();
    let refused = office
        .post::<PartnerUseCase>(&membership, "p3", "admit-partner", admit)
        .await;
    assert_eq!(code(refused), "PROFILE_MISSING");
    let profile = json!({ "partner": id(PARTNER), "submittedOn": "2018-09-20" });
    office
        .post::<PartnerUseCase>(&membership, "p4", "submit-profile", profile)
        .await
        .unwrap();

    office
        .post::<AgreementUseCase>(&agreements, "a5", "sign-agreement", signature())
        .await
        .unwrap();
    react(&office, &membership).await;
    react(&office, &membership).await;

    let periods = partner(&office, &membership).await.membership_periods();
    assert_eq!(periods.len(), 1);
    assert_eq!(periods[0].since, jiff::civil::date(2018, 10, 15));
    office.test.drop().await;
}

#[tokio::test]
async fn mem_04_duisburg_does_not_admit_by_the_signature_alone() {
    let office = Office::open("municipalities/duisburg").await;
    let (membership, agreements) = prepared(&office).await;

    office
        .post::<AgreementUseCase>(&agreements, "a5", "sign-agreement", signature())
        .await
        .unwrap();
    react(&office, &membership).await;

    let partner = partner(&office, &membership).await;
    assert!(partner.membership_periods().is_empty());
    office.test.drop().await;
}

#[tokio::test]
async fn agr_06_the_template_admits_by_the_signature_alone() {
    let office = Office::open("templates/municipality").await;
    let (membership, agreements) = prepared(&office).await;

    office
        .post::<AgreementUseCase>(&agreements, "a5", "sign-agreement", signature())
        .await
        .unwrap();
    react(&office, &membership).await;

    assert_eq!(
        partner(&office, &membership)
            .await
            .membership_periods()
            .len(),
        1
    );
    office.test.drop().await;
}

#[tokio::test]
async fn agr_06_a_corrected_or_struck_signature_reaches_the_partner() {
    let office = Office::open("municipalities/duisburg").await;
    let (membership, agreements) = prepared(&office).await;
    office
        .post::<AgreementUseCase>(&agreements, "a5", "sign-agreement", signature())
        .await
        .unwrap();
    react(&office, &membership).await;

    // Drafted, two parties, offered, signed: the signature is the fifth fact.
    let mut corrected = signature();
    corrected["signedOn"] = json!("2018-10-20");
    let correction = json!({
        "agreement": id(AGREEMENT), "fact": 5, "reason": "falsch abgelesen",
        "replacement": { "signAgreement": corrected },
    });
    office
        .post::<AgreementUseCase>(&agreements, "a6", "correct-agreement", correction)
        .await
        .unwrap();
    react(&office, &membership).await;
    let signed_on = |partner: &Partner| -> Vec<_> {
        partner
            .signatures
            .iter()
            .map(|signature| signature.on)
            .collect()
    };
    let noted = partner(&office, &membership).await;
    assert_eq!(signed_on(&noted), [jiff::civil::date(2018, 10, 20)]);

    let struck = json!({ "agreement": id(AGREEMENT), "fact": 5, "reason": "nicht unterschrieben" });
    office
        .post::<AgreementUseCase>(&agreements, "a7", "correct-agreement", struck)
        .await
        .unwrap();
    react(&office, &membership).await;
    let noted = partner(&office, &membership).await;
    assert_eq!(signed_on(&noted), []);
    office.test.drop().await;
}

#[tokio::test]
async fn agr_25_a_signed_protection_mandate_admits_nobody() {
    let office = Office::open("templates/municipality").await;
    let (membership, agreements) = prepared(&office).await;
    for (key, name, body) in [
        (
            "b1",
            "draft-agreement",
            json!({
                "id": id(MANDATE), "network": id(NETWORK), "kind": "protection-mandate8a",
            }),
        ),
        (
            "b2",
            "add-party",
            json!({
                "agreement": id(MANDATE), "side": "public", "institution": { "name": "Jugendamt" },
            }),
        ),
        (
            "b3",
            "add-party",
            json!({ "agreement": id(MANDATE), "side": "partner", "partner": id(PARTNER) }),
        ),
        ("b4", "offer-agreement", json!({ "agreement": id(MANDATE) })),
        (
            "b5",
            "sign-agreement",
            json!({
                "agreement": id(MANDATE), "party": 2, "signedOn": "2018-10-15", "form": "written",
            }),
        ),
    ] {
        office
            .post::<AgreementUseCase>(&agreements, key, name, body)
            .await
            .unwrap();
    }
    react(&office, &membership).await;

    let partner = partner(&office, &membership).await;
    assert!(partner.membership_periods().is_empty());
    office.test.drop().await;
}

#[tokio::test]
async fn what_a_domain_refuses_a_reaction_is_recorded_once_and_the_feed_goes_on() {
    let office = Office::open("municipalities/duisburg").await;
    let (membership, agreements) = prepared(&office).await;
    office
        .post::<AgreementUseCase>(&agreements, "a5", "sign-agreement", signature())
        .await
        .unwrap();
    // The partner's stream is gone for the reaction: as if it had been merged away.
    office
        .test
        .superuser()
        .await
        .batch_execute(
            "SET session_replication_role = replica;
             UPDATE es.event SET stream = 'partner-00000000-0000-0000-0000-0000000000ff' WHERE stream LIKE 'partner-%'",
        )
        .await
        .unwrap();

    react(&office, &membership).await;
    react(&office, &membership).await;

    let rows = office
        .test
        .superuser()
        .await
        .query("SELECT reaction, command, code FROM consumer.refused", &[])
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].get::<_, &str>("command"), "note-signature");
    office.test.drop().await;
}
