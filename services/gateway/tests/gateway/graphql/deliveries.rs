//! What became of letters: the outbox, as the office sees it.

use eventstore::DatabaseRole;
use eventstore::load::set_scope;
use kernel::{ContactId, MunicipalityId, Role, StreamId};
use outbox::NewLetter;
use serde_json::{Value, json};
use testkit::TestDatabase;
use uuid::Uuid;

use super::fixture::leverkusen;
use super::{codes, coordinator, data, database, graph, of};

const LETTERS: u8 = 5;

/// Letters about one meeting: to a contact, and the last one to a partner that has none.
async fn queued(database: &TestDatabase, meeting: Uuid, contact: Uuid, partner: Uuid) {
    let town = MunicipalityId::try_new("leverkusen").unwrap();
    let pool = database.pool(DatabaseRole::Courier);
    let mut client = pool.get().await.unwrap();
    let transaction = client.transaction().await.unwrap();
    set_scope(&transaction, &town).await.unwrap();
    let letters: Vec<NewLetter> = (1..=LETTERS)
        .map(|position| NewLetter {
            rule: "meeting-invitation",
            subject: StreamId::new("meeting", meeting),
            position: position.into(),
            reader: ContactId(if position == LETTERS {
                partner
            } else {
                contact
            }),
            not_before: "2026-01-05T08:00:00Z".parse().unwrap(),
            expires_at: None,
        })
        .collect();
    outbox::enqueue(&transaction, &town, &letters)
        .await
        .unwrap();
    let bounced = "UPDATE outbox.letter
        SET state = 'bounced', attempts = 1, code = 250, status = '5.1.1', settled_at = next_attempt_at
        WHERE municipality = 'leverkusen' AND position = 2";
    assert_eq!(transaction.execute(bounced, &[]).await.unwrap(), 1);
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn an_office_sees_its_letters_and_nobody_elses_the_newest_first() {
    let database = database().await;
    let town = leverkusen(&database).await;
    let (contact, partner) = (town.contact, town.without_contact.0);
    queued(&database, town.meeting, contact, partner).await;
    let graph = graph(&database);
    let office = coordinator("leverkusen");
    let fields =
        "rule subject contact partner { name } state status code attempts settledAt nextAttemptAt";
    let all = format!("{{ deliveries {{ totalCount nodes {{ {fields} }} }} }}");
    let shown = data(&graph, &office, &all).await;
    assert_eq!(shown["deliveries"]["totalCount"], LETTERS);
    let nodes = shown["deliveries"]["nodes"].as_array().unwrap();
    let to_the_partner = json!({
        "rule": "meeting-invitation", "subject": town.meeting.to_string(), "contact": null,
        "partner": { "name": "Beratung Süd" }, "state": "WAITING", "status": null, "code": null,
        "attempts": 0, "settledAt": null, "nextAttemptAt": "2026-01-05T08:00:00Z",
    });
    assert_eq!(nodes[0], to_the_partner);
    let came_back = json!({
        "rule": "meeting-invitation", "subject": town.meeting.to_string(),
        "contact": contact.to_string(), "partner": { "name": "Ärztehaus Nord" },
        "state": "BOUNCED", "status": "5.1.1", "code": 250, "attempts": 1,
        "settledAt": "2026-01-05T08:00:00Z", "nextAttemptAt": null,
    });
    assert_eq!(nodes[3], came_back);

    let filters = [
        ("states: [BOUNCED, HELD]".to_owned(), 1),
        ("states: []".to_owned(), 0),
        ("rules: [\"minutes\"]".to_owned(), 0),
        (format!("subject: \"{}\"", town.meeting), 5),
        (format!("contact: \"{contact}\""), 4),
        (format!("subject: \"{contact}\""), 0),
        ("subject: \"x\"".to_owned(), 0),
    ];
    for (filter, count) in filters {
        let query = format!("{{ deliveries(filter: {{ {filter} }}) {{ totalCount }} }}");
        let shown = data(&graph, &office, &query).await;
        assert_eq!(shown["deliveries"]["totalCount"], count, "{filter}");
    }

    let elsewhere = data(&graph, &coordinator("duisburg"), &all).await;
    assert_eq!(
        elsewhere["deliveries"],
        json!({ "totalCount": 0, "nodes": [] })
    );
    for role in [Role::Partner, Role::Auditor] {
        let refused = codes(&graph, &of("leverkusen", role), &all).await;
        assert_eq!(refused, ["NOT_ALLOWED"], "{role:?}");
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn pages_show_each_letter_once_from_both_ends() {
    let database = database().await;
    let town = leverkusen(&database).await;
    queued(
        &database,
        town.meeting,
        town.contact,
        town.without_contact.0,
    )
    .await;
    let graph = graph(&database);
    let office = coordinator("leverkusen");
    let mut seen: Vec<Vec<String>> = Vec::new();
    for (length, from, cursor, more) in [
        ("first", "after", "endCursor", "hasNextPage"),
        ("last", "before", "startCursor", "hasPreviousPage"),
    ] {
        let (mut ids, mut place) = (Vec::new(), String::new());
        loop {
            let query = format!(
                "{{ deliveries({length}: 2{place}) {{ nodes {{ id }} pageInfo {{ {cursor} {more} }} }} }}"
            );
            let page = data(&graph, &office, &query).await["deliveries"].clone();
            let nodes = page["nodes"].as_array().unwrap().iter();
            let page_ids = nodes.map(|node| node["id"].as_str().unwrap().to_owned());
            if length == "first" {
                ids.extend(page_ids);
            } else {
                ids.splice(0..0, page_ids);
            }
            if page["pageInfo"][more] != Value::Bool(true) {
                break;
            }
            place = format!(", {from}: {}", page["pageInfo"][cursor]);
        }
        seen.push(ids);
    }
    assert_eq!(seen[0].len(), usize::from(LETTERS));
    assert_eq!(seen[0], seen[1]);
    let foreign = "{ deliveries(after: \"WyJkZWxpdmVyaWVzIiwieCIsIjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMSJd\") { totalCount } }";
    assert_eq!(codes(&graph, &office, foreign).await, ["INVALID_CURSOR"]);
    drop(graph);
    database.drop().await;
}
