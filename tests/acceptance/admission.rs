//! Who is admitted when (MEM-02, MEM-04, AGR-06), and what is a task, a warning or refused (MEM-14, MEM-16, MEM-20).
//!
//! Every difference is the municipality's policy; the commands are the same.

use std::time::Duration;

use acceptance::{Caller, System, found, system, within};
use serde_json::{Value, json};

const BOUND: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn duisburg_admits_after_clarification_profile_and_signature_and_not_before() {
    let system = System::start().await;
    let duisburg = system.coordinator("duisburg");
    let (network, partner) = request(&duisburg, "Hebammenpraxis am Markt").await;

    let clarified =
        json!({ "partner": partner, "clarifiedOn": "2021-03-01", "outcome": "cleared" });
    duisburg.give("clarify-request", clarified).await.done();
    let admission = json!({ "partner": partner, "admittedOn": "2021-03-02" });
    let refused = duisburg.give("admit-partner", admission.clone()).await;
    assert_eq!((refused.status, refused.code()), (422, "PROFILE_MISSING"));
    assert_eq!(refused.field(), "partner");
    assert_eq!(refused.body["rule"], "MEM-04");

    let profile = json!({ "partner": partner, "submittedOn": "2021-03-03" });
    duisburg.give("submit-profile", profile).await.done();
    let refused = duisburg.give("admit-partner", admission).await;
    assert_eq!((refused.status, refused.code()), (422, "SIGNATURE_MISSING"));
    assert_eq!(membership(&duisburg, &partner).await, "CLARIFIED");

    sign(&duisburg, &network, &partner, "2021-03-08").await;
    within(BOUND, "the signature admits", || async {
        membership(&duisburg, &partner).await == "ACTIVE"
    })
    .await;
    let query = "query ($id: ID!) { node(id: $id) { ... on Partner { membership { since } } } }";
    let node = duisburg.ask_with(query, json!({ "id": partner })).await;
    assert_eq!(node["node"]["membership"]["since"], "2021-03-08");
}

#[tokio::test(flavor = "multi_thread")]
async fn duisburg_admits_too_when_the_signature_came_first() {
    let system = System::start().await;
    let duisburg = system.coordinator("duisburg");
    let (network, partner) = request(&duisburg, "Stillberatung am Rhein").await;
    sign(&duisburg, &network, &partner, "2021-03-08").await;
    let query =
        "query ($id: ID!) { node(id: $id) { ... on Partner { missingPreconditions { code } } } }";
    within(BOUND, "the signature is noted", || async {
        let node = duisburg.ask_with(query, json!({ "id": partner })).await;
        node["node"]["missingPreconditions"]
            == json!([{ "code": "CLARIFIED" }, { "code": "PROFILE_SUBMITTED" }])
    })
    .await;
    let clarified =
        json!({ "partner": partner, "clarifiedOn": "2021-03-10", "outcome": "cleared" });
    duisburg.give("clarify-request", clarified).await.done();
    let profile = json!({ "partner": partner, "submittedOn": "2021-03-12" });
    let receipt = duisburg.give("submit-profile", profile).await;
    assert_eq!(
        receipt.done()["events"],
        json!(["ProfileSubmitted", "PartnerAdmitted"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn under_the_template_the_signature_alone_admits() {
    let system = System::start().await;
    let template = system::deploy().join("templates/municipality.toml");
    let output = system
        .operator()
        .args(["municipality", "onboard"])
        .arg(template)
        .output();
    assert!(output.is_ok_and(|output| output.status.success()));
    let musterstadt = system.coordinator("musterstadt");
    let name = json!({ "name": "Netzwerk Musterstadt", "kind": "single" });
    musterstadt.give("establish-network", name).await.done();
    let (network, partner) = request(&musterstadt, "Familienbüro").await;
    assert_eq!(membership(&musterstadt, &partner).await, "REQUESTED");
    sign(&musterstadt, &network, &partner, "2021-03-08").await;
    within(BOUND, "the signature admits", || async {
        membership(&musterstadt, &partner).await == "ACTIVE"
    })
    .await;
    mem_05_offers_or_regular_contact_make_eligible(&musterstadt, &partner).await;
}

async fn mem_05_offers_or_regular_contact_make_eligible(musterstadt: &Caller, partner: &str) {
    let attest = async |criterion: &str| {
        let fields =
            json!({ "partner": partner, "criterion": criterion, "attestedOn": "2021-03-01" });
        musterstadt.give("attest-eligibility", fields).await
    };
    attest("offers-for-target-group").await.done();
    attest("regular-contact").await.done();
    // Stormarn's words are not the template's.
    let refused = attest("contact-to-families").await;
    assert_eq!(
        (refused.status, refused.code()),
        (422, "ELIGIBILITY_CRITERION_UNKNOWN")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_contact_is_a_warning_in_stormarn_and_a_task_in_leverkusen() {
    let system = System::start().await;
    for (municipality, criterion, severity, rule) in [
        ("stormarn", "contact-to-families", "WARNING", "MEM-16"),
        ("leverkusen", "regular-contact", "TASK", "MEM-14"),
    ] {
        let coordinator = system.coordinator(municipality);
        let (_, partner) = request(&coordinator, "Kinderarztpraxis am See").await;
        let attested =
            json!({ "partner": partner, "criterion": criterion, "attestedOn": "2021-03-01" });
        coordinator
            .give("attest-eligibility", attested)
            .await
            .done();
        let admission = json!({ "partner": partner, "admittedOn": "2021-03-01" });
        coordinator.give("admit-partner", admission).await.done();
        within(BOUND, "the partner is admitted", || async {
            membership(&coordinator, &partner).await == "ACTIVE"
        })
        .await;
        let query = "query ($id: ID!) { node(id: $id) { ... on Partner { findings { code severity rule } } } }";
        let node = coordinator.ask_with(query, json!({ "id": partner })).await;
        let finding = json!({ "code": "CONTACT_MISSING", "severity": severity, "rule": rule });
        assert_eq!(node["node"]["findings"], json!([finding]), "{municipality}");
        let tasks = coordinator
            .ask("{ workList(first: 200) { nodes { code subject subjectName } } }")
            .await;
        let task = json!({
            "code": "CONTACT_MISSING", "subject": partner, "subjectName": "Kinderarztpraxis am See"
        });
        let listed = tasks["workList"]["nodes"]
            .as_array()
            .is_some_and(|all| all.contains(&task));
        assert_eq!(listed, severity == "TASK", "{municipality}: {tasks}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stormarn_stores_no_contact_details_without_the_consent() {
    let system = System::start().await;
    let stormarn = system.coordinator("stormarn");
    let (_, partner) = request(&stormarn, "Elterncafé").await;
    let contact = |consent: Value| {
        let mut fields = json!({
            "partner": partner,
            "person": { "name": "Leitung (Beispiel)", "email": "leitung@elterncafe.example.org" },
            "function": "Leitung",
            "binding": true,
            "designatedOn": "2021-03-01",
        });
        let (Some(all), Some(more)) = (fields.as_object_mut(), consent.as_object()) else {
            unreachable!("both are objects");
        };
        all.extend(more.clone());
        fields
    };
    let refused = stormarn.give("designate-contact", contact(json!({}))).await;
    assert_eq!((refused.status, refused.code()), (422, "CONSENT_MISSING"));
    assert_eq!(refused.body["rule"], "MEM-20");
    // Nothing of the person was kept, neither in the vault nor in an event.
    let found = system
        .database()
        .rows("SELECT count(*) FROM vault.entry WHERE content LIKE '%elterncafe.example.org%'")
        .await;
    assert_eq!(found[0].get::<_, i64>(0), 0);

    let consent = json!({ "consentGivenOn": "2021-03-01", "consentTextVersion": 1 });
    stormarn
        .give("designate-contact", contact(consent))
        .await
        .done();
    // In Duisburg no document asks for it.
    let duisburg = system.coordinator("duisburg");
    let (_, partner) = request(&duisburg, "Elterncafé").await;
    let contact = json!({
        "partner": partner, "person": { "name": "Leitung (Beispiel)" }, "function": "Leitung",
        "binding": true, "designatedOn": "2021-03-01",
    });
    duisburg.give("designate-contact", contact).await.done();
}

/// An institution that asks to take part; the network and the partner.
async fn request(coordinator: &Caller, name: &str) -> (String, String) {
    let network = found(BOUND, "a network is shown", || async {
        let shown = coordinator.ask("{ networks { id } }").await;
        shown["networks"][0]["id"].as_str().map(str::to_owned)
    })
    .await;
    let request = json!({
        "institution": { "name": name }, "kind": "traeger", "networks": [network],
        "requestedOn": "2021-02-01",
    });
    let partner = coordinator.give("request-membership", request).await.id();
    (network, partner)
}

/// A copy of the agreement, offered and signed by the partner; the public side has not signed.
async fn sign(coordinator: &Caller, network: &str, partner: &str, day: &str) {
    let draft = json!({ "network": network, "kind": "cooperation" });
    let agreement = coordinator
        .give_on("2021-02-08", "draft-agreement", draft)
        .await
        .id();
    let public = json!({
        "agreement": agreement, "side": "public", "institution": { "name": "Jugendamt" }
    });
    coordinator.give("add-party", public).await.done();
    let party = json!({ "agreement": agreement, "side": "partner", "partner": partner });
    coordinator.give("add-party", party).await.done();
    coordinator
        .give("offer-agreement", json!({ "agreement": agreement }))
        .await
        .done();
    let signature =
        json!({ "agreement": agreement, "party": 2, "signedOn": day, "form": "written" });
    coordinator
        .give_on(day, "sign-agreement", signature)
        .await
        .done();
}

async fn membership(coordinator: &Caller, partner: &str) -> String {
    let query = "query ($id: ID!) { node(id: $id) { ... on Partner { membership { state } } } }";
    found(BOUND, "the partner is shown", || async {
        let node = coordinator.ask_with(query, json!({ "id": partner })).await;
        node["node"]["membership"]["state"]
            .as_str()
            .map(str::to_owned)
    })
    .await
}
