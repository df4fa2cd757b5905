//! Budgets: every amount explains itself, and what is missing is named (FUN-01, FUN-05, FUN-13).

use funding::Budget;
use funding::budget::ReviseBudget;
use serde_json::{Value, json};

use super::fixture;
use super::money::planned;
use super::office::{Office, day, text};
use super::{codes, coordinator, data, database, graph};

#[tokio::test]
async fn fun_05_a_line_explains_itself_with_rule_parameter_year_and_source() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let plan = planned(&database, &town).await;
    let graph = graph(&database);
    let query = format!(
        "{{ node(id: \"{}\") {{ ... on Budget {{ year state label total complete missing {{ text }}
            approval {{ decision {{ number }} total approvedOn }} project {{ name }}
            lines {{ line text amount recipient {{ name }} decision {{ number }} passage {{ section }}
                explanation {{ rule policyVersion sentence
                    steps {{ kind parameter grade namedGrade year amount basisPoints fromYear toYear source }} }} }} }} }} }}",
        plan.budget
    );
    let shown = data(&graph, &coordinator("leverkusen"), &query).await;
    let budget = &shown["node"];
    assert_eq!(
        json!([
            budget["year"],
            budget["label"],
            budget["total"],
            budget["complete"],
            budget["missing"]
        ]),
        json!([2026, "beschlossen", 12_377_100, true, []])
    );
    assert_eq!(
        budget["approval"],
        json!({ "decision": { "number": "2025/1234" }, "total": 12_377_100, "approvedOn": "2025-12-22" })
    );
    let lines = budget["lines"].as_array().unwrap();
    let amounts: Vec<Value> = lines
        .iter()
        .map(|line| json!([line["line"], line["amount"]]))
        .collect();
    assert_eq!(
        json!(amounts),
        json!([
            ["COORD", 6_180_000],
            ["MAT", 999_100],
            ["OVH", 1_648_000],
            ["PROJ", 2_500_000],
            ["FH", 1_050_000]
        ])
    );
    let coordination = &lines[0];
    assert_eq!(coordination["decision"]["number"], "2015/0842");
    assert_eq!(
        coordination["explanation"],
        json!({ "rule": "FUN-02", "policyVersion": 1,
            "sentence": "Personalkosten S 11b (SuE 11) 2025: 60.000,00 € × 1 + 3 % jährlich von 2025 bis 2026 (kaufmännisch \
                auf Cent, vom Basisjahr aus) = 61.800,00 € (FUN-02, Regeln Version 1)",
            "steps": [
                { "kind": "GRADE_COST", "parameter": null, "grade": "S 11b", "namedGrade": "SuE 11", "year": 2025,
                    "amount": 6_000_000, "basisPoints": null, "fromYear": null, "toYear": null,
                    "source": "Personalkostentabelle" },
                { "kind": "QUANTITY", "parameter": null, "grade": null, "namedGrade": null, "year": null,
                    "amount": null, "basisPoints": null, "fromYear": null, "toYear": null, "source": null },
                { "kind": "INDEXED", "parameter": null, "grade": null, "namedGrade": null, "year": null,
                    "amount": null, "basisPoints": 300, "fromYear": 2025, "toYear": 2026, "source": null },
            ] })
    );
    let material = &lines[1]["explanation"]["steps"][0];
    assert_eq!(
        json!([material["parameter"], material["year"], material["source"]]),
        json!([
            "kgst.material",
            2025,
            "Eigene Tabelle der Kämmerei, Seite 3"
        ])
    );
    assert_eq!(lines[4]["recipient"]["name"], "Ärztehaus Nord");
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn fun_13_a_total_is_of_what_could_be_computed_and_the_rest_is_named() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let plan = planned(&database, &town).await;
    let graph = graph(&database);
    let query = format!(
        "{{ node(id: \"{}\") {{ ... on Budget {{ state total complete project {{ name }}
            missing {{ kind line text year pair }} warnings {{ code rule }} findings {{ code }}
            lines {{ line amount }} }} }} }}",
        plan.network_budget
    );
    let shown = data(&graph, &coordinator("leverkusen"), &query).await;
    assert_eq!(
        shown["node"],
        json!({ "state": "DRAFT", "total": 3_090_000 + 333_033 + 1_648_000, "complete": false, "project": null,
            "missing": [{ "kind": "ACTUAL_COST", "line": "RENT", "year": 2026, "pair": 2,
                "text": "RENT: tatsächliche Kosten des Paares 2 für 2026" }],
            "warnings": [{ "code": "PRINTED_FIGURE_DIFFERS", "rule": "FUN-09" }],
            "findings": [{ "code": "BUDGET_WITHOUT_DECISION" }],
            "lines": [{ "line": "PSY", "amount": 3_090_000 }, { "line": "PSY-MAT", "amount": 333_033 },
                { "line": "PSY-OVH", "amount": 1_648_000 }] })
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn fun_01_budgets_are_found_by_year_project_state_and_day() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let plan = planned(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let revise = ReviseBudget {
        budget: plan.budget.into(),
        reason: text("Mietvertrag gekündigt"),
        revised_on: day("2026-02-23"),
    };
    office.execute::<Budget>(revise, "2026-02-23").await;
    office.budget(None, 2027, "2026-02-24").await;
    office.publish().await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    let found = async |arguments: &str| -> Value {
        let query = format!("{{ budgets{arguments} {{ totalCount nodes {{ year state }} }} }}");
        let mut shown = data(&graph, &caller, &query).await;
        let count = shown["budgets"]["totalCount"].take();
        let nodes = shown["budgets"]["nodes"].take();
        assert_eq!(count, nodes.as_array().unwrap().len(), "{arguments}");
        nodes
    };
    let one = |year: i16, state: &str| json!({ "year": year, "state": state });
    let (revising, draft, next) = (
        one(2026, "REVISING"),
        one(2026, "DRAFT"),
        one(2027, "DRAFT"),
    );
    assert_eq!(found("").await, json!([next, revising, draft]));
    assert_eq!(
        found("(orderBy: PROJECT)").await,
        json!([draft, next, revising])
    );
    assert_eq!(
        found("(filter: { years: [2026] })").await,
        json!([revising, draft])
    );
    let of_project = format!("(filter: {{ project: \"{}\" }})", plan.project);
    assert_eq!(found(&of_project).await, json!([revising]));
    assert_eq!(
        found("(filter: { ofNetwork: true })").await,
        json!([next, draft])
    );
    assert_eq!(
        found("(filter: { states: [REVISING] })").await,
        json!([revising])
    );
    assert_eq!(found("(asOf: \"2025-12-21\")").await, json!([draft]));
    assert_eq!(
        found("(asOf: \"2025-12-22\")").await,
        json!([one(2026, "APPROVED")])
    );
    let versions = format!(
        "{{ node(id: \"{}\") {{ ... on Budget {{ holdingVersion versions {{ number begunOn reason total
            scheme {{ name }} approval {{ approvedOn }} }} }} }} }}",
        plan.budget
    );
    assert_eq!(
        data(&graph, &caller, &versions).await["node"],
        json!({ "holdingVersion": 1, "versions": [
            { "number": 1, "begunOn": "2025-12-17", "reason": null, "total": 12_377_100,
                "scheme": { "name": "Kalkulation ab 2025" }, "approval": { "approvedOn": "2025-12-22" } },
            { "number": 2, "begunOn": "2026-02-23", "reason": "Mietvertrag gekündigt", "total": 12_377_100,
                "scheme": { "name": "Kalkulation ab 2025" }, "approval": null },
        ] })
    );
    let year = "{ budgets(filter: { years: [0] }) { totalCount } }";
    assert_eq!(codes(&graph, &caller, year).await, ["INVALID_ARGUMENT"]);
    drop((graph, office));
    database.drop().await;
}
