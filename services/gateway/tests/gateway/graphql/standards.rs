//! Common standards: what they say since when, when they are reviewed, which hold (MTG-28).

use kernel::Role;
use meetings::QualityStandard;
use meetings::standard::{RetireStandard, ReviewStandard, StandardReviewResult};
use serde_json::{Value, json};
use uuid::Uuid;

use super::common_work::{page_by_page, titles};
use super::fixture::{self, Leverkusen};
use super::office::{Office, day, text};
use super::{coordinator, data, database, graph, of};

/// Three standards: one revised whose next review is over due, one without a review, one retired.
async fn standards(office: &mut Office<'_>, town: &Leverkusen) -> [Uuid; 2] {
    let place = (town.body, town.meeting);
    let revised = office
        .adopt_standard(place, "Erstkontakt", "2016-03-01", Some("2018-03-01"))
        .await;
    let review = ReviewStandard {
        standard: revised.into(),
        meeting: Some(town.meeting.into()),
        reviewed_on: day("2018-03-01"),
        result: StandardReviewResult::Revised,
        text: Some(text("Wir melden uns am selben Tag.")),
        document: None,
        next_review_on: Some(day("2026-02-01")),
    };
    office
        .execute::<QualityStandard>(review, "2018-03-01")
        .await;
    office
        .adopt_standard(place, "Übergabe", "2017-03-01", None)
        .await;
    let retired = office
        .adopt_standard(place, "Rückmeldung", "2019-03-01", Some("2020-03-01"))
        .await;
    let over = RetireStandard {
        standard: retired.into(),
        reason: Some(text("Steht jetzt in der Vereinbarung.")),
        retired_on: day("2021-03-01"),
    };
    office.execute::<QualityStandard>(over, "2021-03-01").await;
    [revised, retired]
}

#[tokio::test]
async fn mtg_28_standards_are_found_by_whether_they_hold_and_what_is_reviewed_next() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    standards(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let (contact, handover, feedback) = ("Erstkontakt", "Übergabe", "Rückmeldung");
    let body = format!("filter: {{ body: \"{}\" }}", town.body);
    let other = format!("filter: {{ body: \"{}\" }}", town.site);
    let cases: [(&str, &[&str]); 14] = [
        ("first: 9", &[feedback, handover, contact]),
        ("orderBy: OLDEST_FIRST", &[contact, handover, feedback]),
        ("orderBy: TITLE", &[contact, feedback, handover]),
        ("filter: { inForce: true }", &[handover, contact]),
        ("filter: { inForce: false }", &[feedback]),
        ("filter: { reviewDueBefore: \"2026-02-02\" }", &[contact]),
        ("filter: { reviewDueBefore: \"2026-02-01\" }", &[]),
        (&body, &[feedback, handover, contact]),
        (&other, &[]),
        ("filter: { text: \"selben tag\" }", &[contact]),
        ("asOf: \"2018-02-28\" filter: { text: \"selben tag\" }", &[]),
        ("asOf: \"2017-02-28\"", &[contact]),
        (
            "asOf: \"2020-03-01\" filter: { inForce: true } orderBy: NEXT_REVIEW",
            &[feedback, contact, handover],
        ),
        ("asOf: \"2016-02-29\"", &[]),
    ];
    for role in [Role::Coordinator, Role::Partner] {
        for (arguments, expected) in &cases {
            let found = titles(&graph, role, "standards", arguments).await;
            assert_eq!(found, *expected, "{role:?} {arguments}");
        }
    }
    for way in [("first", "after"), ("last", "before")] {
        let seen = page_by_page(&graph, "standards", "TITLE", way).await;
        assert_eq!(seen, [contact, feedback, handover], "{way:?}");
    }
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mtg_28_a_standard_shows_its_meeting_versions_reviews_and_that_one_is_due() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [revised, retired] = standards(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let query = |id: Uuid, day: &str| {
        format!(
            "{{ node(id: \"{id}\", asOf: \"{day}\") {{ ... on Standard {{ state adoptedOn nextReviewOn retiredOn
                retireReason body {{ name }} meeting {{ on number }} version {{ since text }}
                versions {{ since text document {{ sha256 }} }} reviews {{ reviewedOn result label meeting {{ on }}
                nextReviewOn }} findings {{ code severity rule }} }} }} }}"
        )
    };
    let caller = coordinator("leverkusen");
    let (first, second) = (
        "Wir melden uns binnen zwei Tagen.",
        "Wir melden uns am selben Tag.",
    );
    let shown = data(&graph, &caller, &query(revised, "2026-03-02")).await;
    assert_eq!(
        shown["node"],
        json!({ "state": "IN_FORCE", "adoptedOn": "2016-03-01", "nextReviewOn": "2026-02-01", "retiredOn": null,
            "retireReason": null, "body": { "name": "Qualitätszirkel" }, "meeting": { "on": "2016-03-01", "number": 1 },
            "version": { "since": "2018-03-01", "text": second },
            "versions": [
                { "since": "2016-03-01", "text": first, "document": null },
                { "since": "2018-03-01", "text": second, "document": null },
            ],
            "reviews": [{ "reviewedOn": "2018-03-01", "result": "REVISED", "label": "überarbeitet",
                "meeting": { "on": "2016-03-01" }, "nextReviewOn": "2026-02-01" }],
            "findings": [{ "code": "STANDARD_REVIEW_DUE", "severity": "TASK", "rule": "MTG-28" }] })
    );
    let then = data(&graph, &caller, &query(revised, "2018-02-28")).await;
    assert_eq!(then["node"]["version"]["text"], first);
    assert_eq!(then["node"]["reviews"], json!([]));
    assert_eq!(then["node"]["nextReviewOn"], "2018-03-01");
    assert_eq!(then["node"]["findings"], json!([]));
    let over = data(&graph, &caller, &query(retired, "2026-03-02")).await;
    assert_eq!(over["node"]["state"], "RETIRED");
    assert_eq!(over["node"]["retiredOn"], "2021-03-01");
    assert_eq!(
        over["node"]["retireReason"],
        "Steht jetzt in der Vereinbarung."
    );
    assert_eq!(over["node"]["findings"], json!([]));
    let partner = of("leverkusen", Role::Partner);
    let over = data(&graph, &partner, &query(retired, "2026-03-02")).await;
    assert_eq!(over["node"]["state"], "RETIRED");
    assert_eq!(over["node"]["retireReason"], Value::Null);
    drop((graph, office));
    database.drop().await;
}
