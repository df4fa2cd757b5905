//! Common trainings: who came how many, and whether a year had the one that recurs (MTG-27, REM-19).

use kernel::Role;
use meetings::Training;
use meetings::training::{CancelTraining, RecordTrainingNeed, TrainingTopic};
use serde_json::{Value, json};
use uuid::Uuid;

use super::common_work::{page_by_page, titles};
use super::fixture::{self, Leverkusen};
use super::office::{Office, day, text};
use super::{codes, coordinator, data, database, graph, of};

/// Four trainings: about child protection in 2024 with counts, cancelled in 2025, planned ahead, and one only needed.
async fn trainings(office: &mut Office<'_>, town: &Leverkusen) -> [Uuid; 2] {
    let about = TrainingTopic::ChildProtection;
    let days = ("2024-01-10", "2024-03-10");
    let held = office.plan_training("Kinderschutz", about, days).await;
    office.hold_training(held, "2024-03-12").await;
    office
        .came(held, town.without_contact, 3, "2024-03-12")
        .await;
    office.came(held, town.with_contact, 5, "2024-03-12").await;
    let days = ("2025-01-10", "2025-03-10");
    let cancelled = office
        .plan_training("Bindung", TrainingTopic::Other, days)
        .await;
    let command = CancelTraining {
        training: cancelled.into(),
        reason: Some(text("Zu wenige Anmeldungen.")),
        cancelled_on: day("2025-02-01"),
    };
    office.execute::<Training>(command, "2025-02-01").await;
    let days = ("2026-01-10", "2026-11-10");
    office.plan_training("Ängste", about, days).await;
    let command = RecordTrainingNeed {
        id: None,
        title: text("Sprache"),
        text: Some(text("Mehr Familien sprechen wenig Deutsch.")),
        noted_on: day("2026-02-01"),
    };
    office.execute::<Training>(command, "2026-02-01").await;
    [held, cancelled]
}

#[tokio::test]
async fn mtg_27_trainings_are_found_by_year_day_state_topic_and_word() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    trainings(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let (held, cancelled, ahead, needed) = ("Kinderschutz", "Bindung", "Ängste", "Sprache");
    let cases: [(&str, &[&str]); 14] = [
        ("first: 9", &[needed, ahead, cancelled, held]),
        ("orderBy: OLDEST_FIRST", &[held, cancelled, ahead, needed]),
        ("orderBy: TITLE", &[ahead, cancelled, held, needed]),
        ("filter: { years: [2024, 2026] }", &[ahead, held]),
        ("filter: { years: [] }", &[]),
        (
            "filter: { from: \"2024-03-12\", until: \"2025-03-10\" }",
            &[cancelled, held],
        ),
        ("filter: { from: \"2024-03-13\" }", &[ahead, cancelled]),
        ("filter: { states: [HELD, CANCELLED] }", &[cancelled, held]),
        ("filter: { states: [NEEDED] }", &[needed]),
        ("filter: { topic: CHILD_PROTECTION }", &[ahead, held]),
        ("filter: { text: \"DEUTSCH\" }", &[needed]),
        (
            "asOf: \"2024-03-11\" filter: { states: [PLANNED] }",
            &[held],
        ),
        ("asOf: \"2024-01-09\"", &[]),
        // Known by the day on which it was to be.
        (
            "asOf: \"2024-03-11\" filter: { until: \"2024-03-10\" }",
            &[held],
        ),
    ];
    for role in [Role::Coordinator, Role::Partner] {
        for (arguments, expected) in &cases {
            let found = titles(&graph, role, "trainings", arguments).await;
            assert_eq!(found, *expected, "{role:?} {arguments}");
        }
    }
    for order in ["TITLE", "NEWEST_FIRST"] {
        let forward = page_by_page(&graph, "trainings", order, ("first", "after")).await;
        let backward = page_by_page(&graph, "trainings", order, ("last", "before")).await;
        assert_eq!(forward.len(), 4, "{order}");
        assert_eq!(forward, backward, "{order}");
    }
    let year = "{ trainings(filter: { years: [20260] }) { totalCount } }";
    let refused = codes(&graph, &coordinator("leverkusen"), year).await;
    assert_eq!(refused, ["INVALID_ARGUMENT"]);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mtg_27_who_came_is_a_number_per_institution_and_partners_see_the_sum() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [held, cancelled] = trainings(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let query = |id: Uuid, day: &str| {
        format!(
            "{{ node(id: \"{id}\", asOf: \"{day}\") {{ ... on Training {{ state topic kind beginsOn endsOn heldOn place
                participants institutions cancelReason participation {{ partner {{ name }} persons }} }} }} }}"
        )
    };
    let caller = coordinator("leverkusen");
    let shown = data(&graph, &caller, &query(held, "2026-03-02")).await;
    assert_eq!(
        shown["node"],
        json!({ "state": "HELD", "topic": "CHILD_PROTECTION", "kind": "OWN", "beginsOn": "2024-03-10", "endsOn": null,
            "heldOn": "2024-03-12", "place": "Familienbildungsstätte", "participants": 8, "institutions": 2,
            "cancelReason": null, "participation": [
                { "partner": { "name": "Ärztehaus Nord" }, "persons": 5 },
                { "partner": { "name": "Beratung Süd" }, "persons": 3 },
            ] })
    );
    let before = data(&graph, &caller, &query(held, "2024-03-11")).await;
    for field in ["heldOn", "participants", "institutions", "participation"] {
        assert_eq!(before["node"][field], Value::Null, "{field}");
    }
    let partner = of("leverkusen", Role::Partner);
    let shown = data(&graph, &partner, &query(held, "2026-03-02")).await;
    assert_eq!(shown["node"]["participants"], 8);
    assert_eq!(shown["node"]["institutions"], 2);
    assert_eq!(shown["node"]["participation"], Value::Null);
    let over = query(cancelled, "2026-03-02");
    let shown = data(&graph, &caller, &over).await;
    assert_eq!(shown["node"]["cancelReason"], "Zu wenige Anmeldungen.");
    let shown = data(&graph, &partner, &over).await;
    assert_eq!(shown["node"]["state"], "CANCELLED");
    assert_eq!(shown["node"]["cancelReason"], Value::Null);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mtg_27_a_year_without_the_training_that_the_document_wants_is_a_task_in_autumn() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    trainings(&mut office, &town).await;
    office.publish().await;
    Office::open(&database, "duisburg").await.publish().await;
    let graph = graph(&database);
    let fields = "year due status met held planned findings { code severity rule }";
    let shown = async |town: &str, arguments: &str| {
        let query = format!("{{ yearlyTraining{arguments} {{ {fields} }} }}");
        let mut answer = data(&graph, &coordinator(town), &query).await;
        answer["yearlyTraining"].take()
    };
    assert_eq!(
        shown("leverkusen", "(year: 2024)").await,
        json!({ "year": 2024, "due": true, "status": "STATED", "met": true, "held": ["2024-03-12"], "planned": null,
            "findings": [] })
    );
    assert_eq!(
        shown("leverkusen", "(year: 2025)").await,
        json!({ "year": 2025, "due": true, "status": "STATED", "met": false, "held": [], "planned": null,
            "findings": [{ "code": "YEARLY_TRAINING_MISSING", "severity": "TASK", "rule": "MTG-27" }] })
    );
    let this_year = shown("leverkusen", "").await;
    assert_eq!(this_year["year"], 2026);
    assert_eq!(this_year["met"], false);
    assert_eq!(this_year["planned"], "2026-11-10");
    assert_eq!(this_year["findings"], json!([]));
    // Before anybody adopted a policy nobody knows.
    let then = shown("leverkusen", "(asOf: \"1990-01-01\")").await;
    assert_eq!(then, Value::Null);
    // „im Bedarfsfall“ is no duty.
    let elsewhere = shown("duisburg", "").await;
    assert_eq!(
        (&elsewhere["due"], &elsewhere["met"]),
        (&json!(false), &Value::Null)
    );
    drop((graph, office));
    database.drop().await;
}
