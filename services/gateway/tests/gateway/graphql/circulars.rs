//! Contact lists and circulars: versions, dueness, whom a circular reaches (AGR-22, MEM-18, MEM-33).

use kernel::Role;
use membership::circular::WithdrawCircular;
use membership::contact_list::WithdrawContactListIssue;
use membership::partner::RenamePartner;
use membership::{Circular, ContactList, NetworkKind, Partner};
use serde_json::{Value, json};

use super::office::{Office, day, text};
use super::{codes, coordinator, data, database, fixture, graph, of};

#[tokio::test]
async fn agr_22_an_issue_keeps_its_number_and_the_last_one_not_withdrawn_is_in_force() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netz", NetworkKind::Single).await;
    let one = office.member("Beratung Süd", &[network]).await;
    let two = office.member("Ärztehaus Nord", &[network]).await;
    let list = office.issue(&[one], "2025-01-10").await;
    assert_eq!(office.issue(&[one, two], "2025-07-01").await, list);
    let withdraw = WithdrawContactListIssue {
        list: list.into(),
        version: 2,
        reason: text("Nummer vertauscht"),
        withdrawn_on: day("2025-07-02"),
    };
    office.execute::<ContactList>(withdraw, "2025-07-02").await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ contactLists(kind: CONTACTS) { id kind network { id } current { version recipients { name } }
        issues { version asOf issuedOn recipientCount template withdrawn { on reason } recipients { name } } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let shown = &answer["contactLists"][0];
    assert_eq!(shown["id"], list.to_string());
    assert_eq!(
        shown["current"],
        json!({ "version": 1, "recipients": [{ "name": "Beratung Süd" }] })
    );
    assert_eq!(
        shown["issues"][0],
        json!({
            "version": 2,
            "asOf": "2025-07-01",
            "issuedOn": "2025-07-01",
            "recipientCount": 2,
            "template": 1,
            "withdrawn": { "on": "2025-07-02", "reason": "Nummer vertauscht" },
            "recipients": [{ "name": "Ärztehaus Nord" }, { "name": "Beratung Süd" }],
        })
    );
    let before = query.replace("kind: CONTACTS", "asOf: \"2025-07-01\"");
    let before = data(&graph, &coordinator("leverkusen"), &before).await;
    assert_eq!(before["contactLists"][0]["current"]["version"], 2);
    assert_eq!(
        before["contactLists"][0]["issues"][0]["withdrawn"],
        Value::Null
    );
    let leverkusen = coordinator("leverkusen");
    let none = data(
        &graph,
        &leverkusen,
        "{ contactLists(asOf: \"2025-01-09\") { id } }",
    );
    assert_eq!(none.await["contactLists"], json!([]));
    assert_eq!(
        codes(&graph, &of("leverkusen", Role::Partner), query).await,
        ["NOT_ALLOWED"]
    );
    drop((graph, office));
    database.drop().await;
}

/// Leverkusen, with an interval of six months that its office adopted.
fn with_interval() -> String {
    let path = format!(
        "{}/../../deploy/municipalities/leverkusen.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    let document = std::fs::read_to_string(path).unwrap();
    let unstated = "contact-list-interval-months = { status = \"unstated\" }";
    assert!(document.contains(unstated));
    document.replace(
        unstated,
        "contact-list-interval-months = { status = \"adopted\", value = 6, adopted-by = \"Koordinierungsstelle\", adopted-on = \"2020-01-02\" }",
    )
}

#[tokio::test]
async fn mem_18_a_list_is_due_when_the_interval_has_passed_and_something_printed_changed() {
    let database = database().await;
    let mut office = Office::found(&database, &with_interval()).await;
    let network = office.network("Netz", NetworkKind::Single).await;
    let partner = office.member("Beratung Süd", &[network]).await;
    office.publish().await;
    let graph = graph(&database);
    let due = async || {
        let query = "{ contactLists { due { dueOn changedOn findings { code } } }
            workList(first: 200) { nodes { code subject sentence } } }";
        let answer = data(&graph, &coordinator("leverkusen"), query).await;
        let nodes = answer["workList"]["nodes"].as_array().unwrap();
        let task = nodes.iter().any(|node| node["code"] == "CONTACT_LIST_DUE");
        (task, answer["contactLists"][0]["due"].clone())
    };
    // Nobody issued one, and a partner would stand on it.
    assert!(due().await.0);
    office.issue(&[partner], "2025-07-01").await;
    office.publish().await;
    let (task, shown) = due().await;
    assert!(!task, "nothing changed since");
    assert_eq!(
        shown,
        json!({ "dueOn": "2026-01-01", "changedOn": "2016-01-11", "findings": [] })
    );
    let rename = RenamePartner {
        partner,
        institution: fixture::institution("Beratungsstelle Süd"),
    };
    office.execute::<Partner>(rename, "2025-11-03").await;
    office.publish().await;
    let (task, shown) = due().await;
    assert!(task);
    assert_eq!(shown["changedOn"], "2025-11-03");
    assert_eq!(shown["findings"][0]["code"], "CONTACT_LIST_DUE");
    drop((graph, office));
    database.drop().await;
}

const RECIPIENTS: &str =
    "recipients { partner { name } addresses { function email } unreachable sentence }";

#[tokio::test]
async fn mem_33_a_circular_reaches_who_has_an_address_and_says_why_it_does_not_reach_the_others() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netz", NetworkKind::Single).await;
    let reached = office.member("Ärztehaus Nord", &[network]).await;
    let silent = office.member("Beratung Süd", &[network]).await;
    let asked = office.request("Café Mitte", &[network]).await;
    office.contact(reached, "Erika Muster", None).await;
    let circular = office
        .circular(
            text("Fachtag im Herbst"),
            &[silent, reached, asked],
            "2026-02-02",
        )
        .await;
    let other = office.circular(text("Einladung"), &[], "2026-02-03").await;
    office.release(circular, "2026-02-04").await;
    let withdraw = WithdrawCircular {
        circular: other.into(),
        withdrawn_on: day("2026-02-05"),
    };
    office.execute::<Circular>(withdraw, "2026-02-05").await;
    office.publish().await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    let query = format!(
        "{{ circulars(text: \"FACHTAG\") {{ totalCount nodes {{ id subject text state releasedOn recipientCount
            attachments {{ sha256 }} {RECIPIENTS} }} }} }}"
    );
    let answer = data(&graph, &caller, &query).await;
    assert_eq!(answer["circulars"]["totalCount"], 1);
    let shown = &answer["circulars"]["nodes"][0];
    assert_eq!(shown["id"], circular.to_string());
    assert_eq!(
        (&shown["state"], &shown["releasedOn"]),
        (&json!("RELEASED"), &json!("2026-02-04"))
    );
    assert_eq!(shown["recipientCount"], 3);
    let recipients = &shown["recipients"];
    assert_eq!(
        recipients[0],
        json!({
            "partner": { "name": "Ärztehaus Nord" },
            "addresses": [{ "function": "Leitung", "email": "leitung@example.org" }],
            "unreachable": null,
            "sentence": null,
        })
    );
    assert_eq!(recipients[1]["unreachable"], "NO_CONTACT");
    assert_eq!(
        recipients[1]["sentence"],
        "Eine Ansprechperson ist nicht benannt."
    );
    assert_eq!(recipients[2]["unreachable"], "NOT_A_MEMBER");
    let order = "{ circulars { nodes { subject } } oldest: circulars(orderBy: OLDEST_FIRST, first: 1) { nodes { subject } }
        withdrawn: circulars(state: WITHDRAWN) { nodes { subject } } }";
    let answer = data(&graph, &caller, order).await;
    assert_eq!(answer["circulars"]["nodes"][0]["subject"], "Einladung");
    assert_eq!(answer["oldest"]["nodes"][0]["subject"], "Fachtag im Herbst");
    assert_eq!(
        answer["withdrawn"]["nodes"],
        json!([{ "subject": "Einladung" }])
    );
    let whom = "{ circularRecipients(filter: { withoutContact: false }) { totalCount nodes { partner { name } addresses { email } } } }";
    let answer = data(&graph, &caller, whom).await;
    assert_eq!(answer["circularRecipients"]["totalCount"], 1);
    assert_eq!(
        answer["circularRecipients"]["nodes"][0]["partner"]["name"],
        "Ärztehaus Nord"
    );
    let all = data(&graph, &caller, "{ circularRecipients { totalCount } }").await;
    assert_eq!(all["circularRecipients"]["totalCount"], 2, "members only");
    let partner = of("leverkusen", Role::Partner);
    assert_eq!(codes(&graph, &partner, order).await, ["NOT_ALLOWED"; 3]);
    let node = format!("{{ node(id: \"{circular}\") {{ id }} }}");
    assert_eq!(data(&graph, &partner, &node).await["node"], Value::Null);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_20_a_withdrawn_consent_takes_the_address_out_of_a_circular() {
    let database = database().await;
    let contact = fixture::stormarn(&database).await;
    let graph = graph(&database);
    let whom =
        "{ circularRecipients { nodes { partner { name } addresses { email } unreachable } } }";
    let nodes = async || {
        let mut answer = data(&graph, &coordinator("stormarn"), whom).await;
        answer["circularRecipients"]["nodes"].take()
    };
    assert_eq!(
        nodes().await[0]["addresses"],
        json!([{ "email": "leitung@example.org" }])
    );
    let mut office = Office::resume(&database, "stormarn");
    office.withdraw_consent(contact).await;
    office.publish().await;
    let after = nodes().await;
    assert_eq!(after[0]["addresses"], json!([]));
    assert_eq!(after[0]["unreachable"], "CONSENT_MISSING");
    assert_eq!(after[1]["unreachable"], "NO_CONTACT");
    drop((graph, office));
    database.drop().await;
}
