//! The register of needs: what happened to each, and where to find it (MTG-16).

use kernel::{OfferId, Role};
use meetings::Need;
use meetings::need::{DiscussNeed, RealiseNeed, ShelveNeed, SuggestNeed};
use serde_json::{Value, json};
use uuid::Uuid;

use super::common_work::{page_by_page, titles};
use super::fixture::{self, Leverkusen};
use super::offers;
use super::office::{Office, day, text};
use super::{coordinator, data, database, graph, of};

/// Three needs: one realised by an offer after a meeting discussed it, one with a field of work, one shelved.
async fn register(office: &mut Office<'_>, town: &Leverkusen) -> (Uuid, OfferId) {
    let realised = office.suggest(None, "Elterncafé", "2016-02-01").await;
    let discussed = DiscussNeed {
        need: realised.into(),
        meeting: town.meeting.into(),
        discussed_on: day("2016-03-01"),
        text: Some(text("Alle sehen es so.")),
    };
    office.execute::<Need>(discussed, "2016-03-01").await;
    let cafe = offers::details("Elterncafé Nord");
    let offer = offers::register(office, town.with_contact, cafe, "2020-01-07").await;
    let met = RealiseNeed {
        need: realised.into(),
        realised_on: day("2020-01-07"),
        text: Some(text("Dienstags im Laden.")),
        offer: Some(offer),
    };
    office.execute::<Need>(met, "2020-01-07").await;
    let suggested = SuggestNeed {
        id: None,
        body: Some(town.body.into()),
        title: text("Hebammen"),
        text: None,
        sector: Some("SELBSTHILFE".parse().unwrap()),
        suggested_on: day("2021-02-01"),
    };
    office.execute::<Need>(suggested, "2021-02-01").await;
    let shelved = office.suggest(None, "Ärztinnen", "2022-02-01").await;
    let aside = ShelveNeed {
        need: shelved.into(),
        reason: text("Die Kammer plant selbst."),
        shelved_on: day("2022-03-01"),
    };
    office.execute::<Need>(aside, "2022-03-01").await;
    (realised, offer)
}

#[tokio::test]
async fn mtg_16_needs_are_found_by_state_sector_body_and_word() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    register(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let (cafe, midwives, doctors) = ("Elterncafé", "Hebammen", "Ärztinnen");
    // A meeting of the body discussed the first, the second came up in it.
    let body = format!("filter: {{ body: \"{}\" }}", town.body);
    let before = format!("{body} asOf: \"2016-02-29\"");
    let cases: [(&str, &[&str]); 13] = [
        ("first: 9", &[doctors, midwives, cafe]),
        ("orderBy: OLDEST_FIRST", &[cafe, midwives, doctors]),
        ("orderBy: TITLE", &[doctors, cafe, midwives]),
        ("filter: { states: [REALISED] }", &[cafe]),
        (
            "filter: { states: [SUGGESTED, SHELVED] }",
            &[doctors, midwives],
        ),
        ("filter: { sector: \"SELBSTHILFE\" }", &[midwives]),
        ("filter: { sector: \"SCHULE\" }", &[]),
        (&body, &[midwives, cafe]),
        (&before, &[]),
        ("filter: { text: \"familien\" }", &[doctors, cafe]),
        ("asOf: \"2016-01-31\"", &[]),
        (
            "asOf: \"2016-03-01\" filter: { states: [DISCUSSED] }",
            &[cafe],
        ),
        ("asOf: \"2022-02-28\" filter: { states: [SHELVED] }", &[]),
    ];
    for role in [Role::Coordinator, Role::Partner] {
        for (arguments, expected) in &cases {
            let found = titles(&graph, role, "needs", arguments).await;
            assert_eq!(found, *expected, "{role:?} {arguments}");
        }
    }
    for way in [("first", "after"), ("last", "before")] {
        let seen = page_by_page(&graph, "needs", "TITLE", way).await;
        assert_eq!(seen, [doctors, cafe, midwives], "{way:?}");
    }
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mtg_16_a_need_shows_its_course_and_partners_how_it_was_met() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let (need, offer) = register(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let query = |day: &str| {
        format!(
            "{{ node(id: \"{need}\", asOf: \"{day}\") {{ ... on Need {{ state endedOn discussions
                course {{ kind on text offer body {{ name }} meeting {{ id on body {{ name }} }} }} }} }} }}"
        )
    };
    let course = |discussed: Value| {
        let meeting = json!({ "id": town.meeting, "on": "2016-03-01", "body": { "name": "Qualitätszirkel" } });
        json!([
            { "kind": "SUGGESTED", "on": "2016-02-01", "text": null, "offer": null, "body": null, "meeting": null },
            { "kind": "DISCUSSED", "on": "2016-03-01", "text": discussed, "offer": null, "body": null,
              "meeting": meeting },
            { "kind": "REALISED", "on": "2020-01-07", "text": "Dienstags im Laden.", "offer": offer, "body": null,
              "meeting": null },
        ])
    };
    let shown = data(&graph, &coordinator("leverkusen"), &query("2026-03-02")).await;
    assert_eq!(
        shown["node"],
        json!({ "state": "REALISED", "endedOn": "2020-01-07", "discussions": 1,
            "course": course("Alle sehen es so.".into()) })
    );
    let partner = of("leverkusen", Role::Partner);
    let shown = data(&graph, &partner, &query("2026-03-02")).await;
    assert_eq!(shown["node"]["course"], course(Value::Null));
    let then = data(&graph, &coordinator("leverkusen"), &query("2016-02-29")).await;
    assert_eq!(then["node"]["state"], "SUGGESTED");
    assert_eq!(then["node"]["discussions"], 0);
    assert_eq!(then["node"]["course"].as_array().map(Vec::len), Some(1));
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn a_needs_sector_has_its_german_term() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    register(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let query =
        "{ needs(orderBy: OLDEST_FIRST) { nodes { body { name } sector { code label } } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let partners = data(
        &graph,
        &coordinator("leverkusen"),
        "{ partners { nodes { sectors { code label } } } }",
    )
    .await;
    let nodes = &answer["needs"]["nodes"];
    assert_eq!(nodes[0], json!({ "body": null, "sector": null }));
    assert_eq!(nodes[1]["body"]["name"], "Qualitätszirkel");
    assert_eq!(
        nodes[1]["sector"],
        partners["partners"]["nodes"][0]["sectors"][0]
    );
    drop((graph, office));
    database.drop().await;
}
