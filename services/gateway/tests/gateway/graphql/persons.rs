//! Who sees the person behind a contact.

use kernel::Role;
use serde_json::{Value, json};

use super::{coordinator, data, database, fixture, graph, of};

const QUERY: &str =
    "{ partners { nodes { contacts { function consent person { name phone email erased } } } } }";

#[tokio::test]
async fn a_person_is_shown_to_whoever_keeps_contacts_and_to_nobody_else() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let graph = graph(&database);
    for role in Role::ALL {
        let caller = of("leverkusen", *role);
        if !service_kit::permission::allows(*role, "partners") {
            continue;
        }
        let answer = data(&graph, &caller, QUERY).await;
        let contact = &answer["partners"]["nodes"][0]["contacts"][0];
        assert_eq!(contact["function"], "Leitung", "{role:?}");
        let seen = matches!(
            role,
            Role::Coordinator | Role::Deputy | Role::Administration | Role::DataProtectionOfficer
        );
        assert_eq!(contact["person"].is_object(), seen, "{role:?}");
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_withdrawn_consent_hides_the_person_from_everybody_on_every_day() {
    let database = database().await;
    let contact_id = fixture::stormarn(&database).await;
    let graph = graph(&database);
    let contact = |answer: &Value| answer["partners"]["nodes"][0]["contacts"][0].clone();
    let before = data(&graph, &coordinator("stormarn"), QUERY).await;
    assert_eq!(contact(&before)["person"]["name"], "Max Beispiel");
    let mut office = super::office::Office::resume(&database, "stormarn");
    office.withdraw_consent(contact_id).await;
    office.publish().await;
    for as_of in ["2026-03-02", "2021-01-01"] {
        let query = QUERY.replace("partners {", &format!("partners(asOf: \"{as_of}\") {{"));
        let after = data(&graph, &coordinator("stormarn"), &query).await;
        assert_eq!(contact(&after)["person"], Value::Null, "{as_of}");
    }
    let after = data(&graph, &coordinator("stormarn"), QUERY).await;
    assert_eq!(contact(&after)["consent"], "WITHDRAWN");
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn an_erased_person_is_a_former_contact() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let graph = graph(&database);
    super::office::Office::resume(&database, "leverkusen")
        .erase(town.contact)
        .await;
    let answer = data(&graph, &coordinator("leverkusen"), QUERY).await;
    let former = json!({
        "name": "ehemalige Ansprechperson",
        "phone": null,
        "email": null,
        "erased": true,
    });
    assert_eq!(
        answer["partners"]["nodes"][0]["contacts"][0]["person"],
        former
    );
    drop(graph);
    database.drop().await;
}
