//! Stormarn: one collective text to which partners accede by declaring it, and no contact without consent.

use acceptance::{Caller, System};
use serde_json::json;

use super::{done, mutate, network, parties, refused, request, seen, sign};

#[tokio::test(flavor = "multi_thread")]
async fn stormarns_agreement_is_declared_and_its_contacts_consent() {
    let system = System::start().await;
    let office = &system.coordinator("stormarn");
    let network = network(office).await;
    let partner = &request(office, "2020-09-01", "Beratungsstelle am Bahnhof", &network).await;

    // AGR-03, AGR-20: one text of the Fachbereich; that partners accede by declaring it is inferred.
    let on = "2020-09-16";
    let draft = json!({ "network": network, "kind": "COOPERATION" });
    let agreement = &done(office, on, "draftAgreement", draft).await;
    let department = "Fachbereich 2 – Jugend, Schule und Kultur";
    parties(office, on, agreement, department, &[]).await;
    done(
        office,
        on,
        "offerAgreement",
        json!({ "agreement": agreement }),
    )
    .await;
    sign(office, agreement, 1, on, "DECLARED").await;
    let fields = "state inForceOn inForceStatus endsOn";
    let declared = seen(office, "Agreement", agreement, fields, on).await;
    assert_eq!(
        declared,
        json!({
            "state": "IN_FORCE", "inForceOn": on, "inForceStatus": "INFERRED", "endsOn": null,
        })
    );
    let later = "2020-10-01";
    let (eve, before) = (
        covered(office, "2020-09-30").await,
        covered(office, later).await,
    );
    let accession = json!({ "agreement": agreement, "side": "PARTNER", "partner": partner });
    let acceded = mutate(office, later, "addParty", accession).await;
    assert_eq!(
        acceded["warnings"],
        json!([{ "code": "ACCESSION_INFERRED", "rule": "AGR-03" }])
    );
    sign(office, agreement, 2, later, "DECLARED").await;
    // AGR-27: of a collective agreement counts who acceded, since its document says no more.
    let admitted = json!({ "partner": partner, "admittedOn": later });
    done(office, later, "admitPartner", admitted).await;
    assert_eq!(covered(office, later).await, (before.0 + 1, before.1 + 1));
    assert_eq!(covered(office, "2020-09-30").await, eve);

    // MEM-20: „damit einverstanden, dass ihre Kontaktdaten gespeichert werden“.
    let contact = |consent: Option<&str>| {
        json!({
            "partner": partner, "function": "Leitung", "binding": true, "designatedOn": later,
            "person": { "name": "Leitung der Beratungsstelle" },
            "consentGivenOn": consent, "consentTextVersion": consent.map(|_| 1),
        })
    };
    let without = refused(office, later, "designateContact", contact(None)).await;
    assert_eq!(without, ("CONSENT_MISSING".to_owned(), "MEM-20".to_owned()));
    let listed = "contacts { id }";
    let none = seen(office, "Partner", partner, listed, later).await;
    assert_eq!(none["contacts"], json!([]));
    let with = done(office, later, "designateContact", contact(Some(later))).await;
    let one = seen(office, "Partner", partner, listed, later).await;
    assert_eq!(one["contacts"], json!([{ "id": with }]));
}

/// How many active partners have an agreement in force on the day, and how many there are.
async fn covered(office: &Caller, day: &str) -> (i64, i64) {
    let query = "query ($day: Date) { agreementCoverage(asOf: $day) { total { covered of } } }";
    let answer = office.ask_with(query, json!({ "day": day })).await;
    let total = &answer["agreementCoverage"]["total"];
    let count = |field: &str| total[field].as_i64().expect("a count");
    (count("covered"), count("of"))
}
