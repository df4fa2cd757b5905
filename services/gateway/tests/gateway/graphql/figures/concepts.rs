//! The concept paper: versions, when the next is due, the reminder before (EVA-07, REM-21).

use evaluation::Concept;
use evaluation::RegisteredDecision;
use evaluation::concept::{AdoptConcept, RetireConcept, ReviseConcept, SetConceptInterval};
use serde_json::{Value, json};

use super::super::fixture;
use super::super::office::{Office, day, text};
use super::super::{coordinator, data, database, graph};
use super::{concept, decision, nodes};

#[tokio::test]
async fn rem_21_a_revision_is_announced_180_days_before_and_due_two_years_after_the_version_that_holds()
 {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let council = decision("2015/0842", "2015-12-14", "Frühe Hilfen");
    let council = office
        .execute::<RegisteredDecision>(council, "2015-12-14")
        .await;
    let adopted = AdoptConcept {
        decision: Some(council.into()),
        ..concept("Fachkonzept", "2015-12-14")
    };
    let paper = office.execute::<Concept>(adopted, "2015-12-14").await;
    let revised = ReviseConcept {
        concept: paper.into(),
        adopted_on: day("2018-01-15"),
        decision: None,
        summary: Some(text("Neu: Opladen.")),
        document: None,
    };
    office.execute::<Concept>(revised, "2018-01-15").await;
    let slower = SetConceptInterval {
        concept: paper.into(),
        interval: "P5Y".to_owned().try_into().unwrap(),
        adopted_on: day("2019-02-04"),
    };
    office.execute::<Concept>(slower, "2019-02-04").await;
    let retired = RetireConcept {
        concept: paper.into(),
        reason: text("Teil des Präventionskonzepts."),
        retired_on: day("2025-01-01"),
    };
    office.execute::<Concept>(retired, "2025-01-01").await;
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let node = "title holds retiredOn version { number decision { citation } summary } versions { number }
            nextRevision { dueOn remindFrom interval status due } age { days intervalDays } findings { code }";
        let arguments = format!("asOf: \"{day}\"");
        let shown = nodes(&graph, "concepts", &arguments, node).await;
        shown.get(0).cloned().unwrap_or_default()
    };
    assert_eq!(
        on("2016-12-14").await,
        json!({
            "title": "Fachkonzept", "holds": true, "retiredOn": null,
            "version": { "number": 1, "decision": { "citation": "rat, 14.12.2015, Nr. 2015/0842" }, "summary": null },
            "versions": [{ "number": 1 }],
            "nextRevision": { "dueOn": "2017-12-14", "remindFrom": "2017-06-17", "interval": "P2Y", "status": "STATED",
                "due": false },
            "age": { "days": 366, "intervalDays": 731 }, "findings": [],
        })
    );
    assert_eq!(on("2015-12-13").await, Value::Null);
    let later = on("2020-01-15").await;
    assert_eq!(later["version"]["summary"], "Neu: Opladen.");
    assert_eq!(later["nextRevision"]["interval"], "P5Y");
    assert_eq!(later["nextRevision"]["status"], "ADOPTED");
    let over = on("2025-01-01").await;
    assert_eq!(
        (
            &over["holds"],
            &over["retiredOn"],
            &over["version"],
            &over["nextRevision"],
            &over["age"]
        ),
        (
            &json!(false),
            &json!("2025-01-01"),
            &Value::Null,
            &Value::Null,
            &Value::Null
        )
    );
    let tasks = async |day: &str| {
        let query = format!(
            "{{ workList(first: 200, asOf: \"{day}\") {{ nodes {{ kind code subject subjectName }} }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = answer["workList"]["nodes"].as_array().cloned().unwrap();
        let ours = nodes.iter().filter(|task| task["kind"] == "CONCEPT");
        ours.map(|task| task["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(tasks("2017-06-16").await, [] as [&str; 0]);
    assert_eq!(tasks("2017-06-17").await, ["CONCEPT_REVISION_AHEAD"]);
    assert_eq!(tasks("2017-12-14").await, ["CONCEPT_REVISION_DUE"]);
    assert_eq!(tasks("2018-01-15").await, [] as [&str; 0]);
    for (arguments, found) in [
        ("filter: { revisionDue: true }, asOf: \"2017-12-14\"", 1),
        ("filter: { revisionDue: true }, asOf: \"2017-12-13\"", 0),
        ("filter: { holds: true }, asOf: \"2024-12-31\"", 1),
        ("filter: { holds: true }", 0),
        ("filter: { text: \"FACH\" }, orderBy: NEWEST_FIRST", 1),
    ] {
        let shown = nodes(&graph, "concepts", arguments, "id").await;
        assert_eq!(shown.as_array().map(Vec::len), Some(found), "{arguments}");
    }
    drop((graph, office));
    database.drop().await;
}
