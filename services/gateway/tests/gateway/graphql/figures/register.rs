//! The registers: decisions with their citations (EVA-13), goals (EVA-06), the quality development board (EVA-09).

use evaluation::decision::{CiteDecision, SettleCitations};
use evaluation::figure::FigureUnit;
use evaluation::goal::{AssessGoal, GoalAssessment, GoalKind, LinkGoalIndicator, RetireGoal};
use evaluation::policy::QualityAspect;
use evaluation::quality_dialogue::{
    AgreeCriterion, AreaStanding, AssessQualityArea, CloseQualityDialogue, OpenQualityDialogue,
};
use evaluation::{Goal, IndicatorSeries, QualityDialogue, RegisteredDecision};
use serde_json::{Value, json};

use super::super::fixture;
use super::super::office::{Office, day, text};
use super::super::{codes, coordinator, data, database, graph};
use super::{decision, goal, nodes, series};

#[tokio::test]
async fn eva_13_every_citation_stays_until_somebody_settles_the_number() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let first = decision(
        "0264/2010",
        "2010-10-04",
        "Zustimmung zum Präventionskonzept",
    );
    let first = office
        .execute::<RegisteredDecision>(first, "2010-10-04")
        .await;
    let cited = CiteDecision {
        decision: first.into(),
        number: "0264/2009".parse().unwrap(),
        paper: text("Fachkonzept, Abschnitt 4.2"),
        cited_on: day("2015-12-01"),
    };
    office
        .execute::<RegisteredDecision>(cited, "2015-12-01")
        .await;
    let second = decision("2015/0842", "2015-12-14", "Frühe Hilfen");
    office
        .execute::<RegisteredDecision>(second, "2015-12-14")
        .await;
    let settled = SettleCitations {
        decision: first.into(),
        number: "0264/2010".parse().unwrap(),
        reason: text("Nachgesehen im Ratsinformationssystem."),
        settled_on: day("2020-02-03"),
    };
    office
        .execute::<RegisteredDecision>(settled, "2020-02-03")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let node = "organ { code } decidedOn number registeredNumber citation subject contradictory findings { code severity }
        citations { number paper citedOn } settled { number reason settledOn }";
    let shown = nodes(
        &graph,
        "decisions",
        "filter: { contradictory: true }, asOf: \"2016-01-01\"",
        node,
    )
    .await;
    assert_eq!(
        shown,
        json!([{
            "organ": { "code": "rat" }, "decidedOn": "2010-10-04", "number": "0264/2010", "registeredNumber": "0264/2010",
            "citation": "rat, 04.10.2010, Nr. 0264/2010 (auch zitiert als Nr. 0264/2009)",
            "subject": "Zustimmung zum Präventionskonzept", "contradictory": true,
            "findings": [{ "code": "DECISION_CITATIONS_DIFFER", "severity": "TASK" }],
            "citations": [{ "number": "0264/2009", "paper": "Fachkonzept, Abschnitt 4.2", "citedOn": "2015-12-01" }],
            "settled": null,
        }])
    );
    let tasks = async |day: &str| {
        let query = format!(
            "{{ workList(first: 200, asOf: \"{day}\") {{ nodes {{ kind code subject subjectName }} }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = answer["workList"]["nodes"].as_array().cloned().unwrap();
        let ours = nodes.into_iter().filter(|task| task["kind"] == "DECISION");
        ours.collect::<Vec<Value>>()
    };
    assert_eq!(
        tasks("2020-02-02").await,
        [
            json!({ "kind": "DECISION", "code": "DECISION_CITATIONS_DIFFER", "subject": first.to_string(),
            "subjectName": "Zustimmung zum Präventionskonzept" })
        ]
    );
    assert_eq!(tasks("2020-02-03").await, [] as [Value; 0]);
    let (first, second) = ("0264/2010", "2015/0842");
    let cases: [(&str, &[&str]); 10] = [
        ("first: 9", &[second, first]),
        ("orderBy: OLDEST_FIRST", &[first, second]),
        ("orderBy: SUBJECT", &[second, first]),
        ("asOf: \"2015-12-13\"", &[first]),
        ("asOf: \"2010-10-03\"", &[]),
        ("filter: { number: \"0264/2009\" }", &[first]),
        ("filter: { organ: \"kjha\" }", &[]),
        ("filter: { from: \"2011-01-01\" }", &[second]),
        ("filter: { until: \"2011-01-01\" }", &[first]),
        ("filter: { text: \"PRAVENTION\" }", &[first]),
    ];
    for (arguments, expected) in cases {
        let shown = nodes(&graph, "decisions", arguments, "number").await;
        let expected: Vec<Value> = expected
            .iter()
            .map(|number| json!({ "number": number }))
            .collect();
        assert_eq!(shown, Value::from(expected), "{arguments}");
    }
    let long = format!(
        "{{ decisions(filter: {{ number: \"{}\" }}) {{ totalCount }} }}",
        "1".repeat(201)
    );
    let refused = codes(&graph, &coordinator("leverkusen"), &long).await;
    assert_eq!(refused, ["INVALID_ARGUMENT"]);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn eva_06_the_register_of_goals_names_what_serves_and_what_measures() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let on = "2015-12-01";
    let visits = series(
        "willkommensbesuche",
        "Willkommensbesuche",
        FigureUnit::Visits,
    );
    let visits = office.execute::<IndicatorSeries>(visits, on).await;
    let guiding = goal(GoalKind::Guiding, None, None, "Kinder wachsen gut auf");
    let guiding = office.execute::<Goal>(guiding, on).await;
    let second = goal(
        GoalKind::Intermediate,
        Some(2),
        Some(guiding),
        "Hilfen sind bekannt",
    );
    let second = office.execute::<Goal>(second, on).await;
    let first = goal(
        GoalKind::Intermediate,
        Some(1),
        Some(guiding),
        "Familien werden erreicht",
    );
    let first = office.execute::<Goal>(first, on).await;
    let linked = LinkGoalIndicator {
        goal: first.into(),
        indicator: visits.into(),
        linked_on: day("2016-01-04"),
    };
    office.execute::<Goal>(linked, "2016-01-04").await;
    for (assessment, on) in [
        (GoalAssessment::PartlyReached, "2017-01-09"),
        (GoalAssessment::Reached, "2019-01-07"),
    ] {
        let assessed = AssessGoal {
            goal: first.into(),
            assessment,
            text: Some(text("Mehr Besuche als im Vorjahr.")),
            meeting: None,
            assessed_on: day(on),
        };
        office.execute::<Goal>(assessed, on).await;
    }
    let retired = RetireGoal {
        goal: second.into(),
        reason: text("In Ziel 1 aufgegangen."),
        retired_on: day("2020-01-06"),
    };
    office.execute::<Goal>(retired, "2020-01-06").await;
    office.publish().await;
    let graph = graph(&database);
    let node = "kind label number text pursued parent { text } serving { number text } indicators { id code }
        assessment { label on } assessments { assessment } findings { code }";
    let shown = nodes(&graph, "goals", "asOf: \"2018-01-01\"", node).await;
    let parent = json!({ "text": "Kinder wachsen gut auf" });
    let bare = json!([{ "code": "GOAL_WITHOUT_INDICATOR" }]);
    assert_eq!(
        shown,
        json!([
            { "kind": "GUIDING", "label": "Leitziel", "number": null, "text": "Kinder wachsen gut auf", "pursued": true,
                "parent": null, "serving": [{ "number": 1, "text": "Familien werden erreicht" },
                    { "number": 2, "text": "Hilfen sind bekannt" }],
                "indicators": [], "assessment": null, "assessments": [], "findings": bare },
            { "kind": "INTERMEDIATE", "label": "Mittelziel", "number": 1, "text": "Familien werden erreicht",
                "pursued": true, "parent": parent, "serving": [],
                "indicators": [{ "id": visits.to_string(), "code": "willkommensbesuche" }],
                "assessment": { "label": "teilweise erreicht", "on": "2017-01-09" },
                "assessments": [{ "assessment": "PARTLY_REACHED" }], "findings": [] },
            { "kind": "INTERMEDIATE", "label": "Mittelziel", "number": 2, "text": "Hilfen sind bekannt", "pursued": true,
                "parent": parent, "serving": [], "indicators": [], "assessment": null, "assessments": [],
                "findings": bare },
        ])
    );
    let (guide, one, two) = (
        "Kinder wachsen gut auf",
        "Familien werden erreicht",
        "Hilfen sind bekannt",
    );
    let linked = format!("filter: {{ indicator: \"{visits}\" }}");
    let linked_before = format!("{linked}, asOf: \"2016-01-03\"");
    let serving = format!("filter: {{ parent: \"{guiding}\" }}");
    let cases: [(&str, &[&str]); 9] = [
        ("first: 9", &[guide, one, two]),
        ("asOf: \"2015-11-30\"", &[]),
        ("filter: { kind: GUIDING }", &[guide]),
        ("filter: { pursued: false }", &[two]),
        ("filter: { pursued: false }, asOf: \"2020-01-05\"", &[]),
        (&linked, &[one]),
        (&linked_before, &[]),
        (&serving, &[one, two]),
        ("filter: { text: \"bekannt\" }", &[two]),
    ];
    for (arguments, expected) in cases {
        let shown = nodes(&graph, "goals", arguments, "text").await;
        let expected: Vec<Value> = expected
            .iter()
            .map(|text| json!({ "text": text }))
            .collect();
        assert_eq!(shown, Value::from(expected), "{arguments}");
    }
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn eva_09_the_board_has_the_four_areas_of_the_policy() {
    let database = database().await;
    let mut office = Office::open(&database, "duisburg").await;
    let opened = OpenQualityDialogue {
        id: None,
        title: text("Qualitätsentwicklung 2019"),
        areas: Vec::new(),
        opened_on: day("2019-01-07"),
    };
    let dialogue = office
        .execute::<QualityDialogue>(opened, "2019-01-07")
        .await;
    let agreed = AgreeCriterion {
        dialogue: dialogue.into(),
        area: QualityAspect::OfferCriteria,
        criterion: "erreichbarkeit".parse().unwrap(),
        text: text("Wie viele Tage ein Angebot offen ist"),
        indicator: None,
        agreed_on: day("2019-03-04"),
    };
    office
        .execute::<QualityDialogue>(agreed, "2019-03-04")
        .await;
    let assessed = AssessQualityArea {
        dialogue: dialogue.into(),
        area: QualityAspect::QualityCircle,
        standing: AreaStanding::Reached,
        text: Some(text("Er tagt.")),
        assessed_on: day("2019-05-06"),
    };
    office
        .execute::<QualityDialogue>(assessed, "2019-05-06")
        .await;
    let closed = CloseQualityDialogue {
        dialogue: dialogue.into(),
        result: Some(text("Drei Kriterien fehlen noch.")),
        closed_on: day("2019-12-31"),
    };
    office
        .execute::<QualityDialogue>(closed, "2019-12-31")
        .await;
    let second = office.dialogue("Folgegespräch", "2020-03-02").await;
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ qualityDialogues(asOf: \"{day}\", orderBy: OLDEST_FIRST) {{ totalCount nodes {{ title running closedOn result
                lastHeldOn board {{ area standing standingLabel text criteria {{ criterion text }} }}
                findings {{ code }} }} }} }}"
        );
        let mut answer = data(&graph, &coordinator("duisburg"), &query).await;
        answer["qualityDialogues"].take()
    };
    let first = on("2019-06-01").await;
    assert_eq!(first["totalCount"], 2, "the second was opened in 2016");
    let open = |area: &str| json!({ "area": area, "standing": "OPEN", "standingLabel": "offen", "text": null, "criteria": [] });
    let older = &first["nodes"][1];
    assert_eq!(
        older["board"],
        json!([
            open("INFRASTRUCTURE"),
            { "area": "OFFER_CRITERIA", "standing": "OPEN", "standingLabel": "offen", "text": null,
                "criteria": [{ "criterion": "erreichbarkeit", "text": "Wie viele Tage ein Angebot offen ist" }] },
            open("EFFECT_CRITERIA"),
            { "area": "QUALITY_CIRCLE", "standing": "REACHED", "standingLabel": "erreicht", "text": "Er tagt.",
                "criteria": [] },
        ])
    );
    assert_eq!(
        (&older["running"], &older["closedOn"], &older["result"]),
        (&json!(true), &Value::Null, &Value::Null)
    );
    assert_eq!(older["findings"].as_array().map(Vec::len), Some(2));
    let later = on("2020-03-02").await;
    let older = &later["nodes"][1];
    assert_eq!(
        (&older["running"], &older["result"]),
        (&json!(false), &json!("Drei Kriterien fehlen noch."))
    );
    assert_eq!(later["nodes"][0]["lastHeldOn"], "2020-03-02");
    for (filter, expected) in [
        ("running: false", dialogue),
        ("area: EFFECT_CRITERIA", dialogue),
        ("heldFrom: \"2020-01-01\"", second),
        ("text: \"FOLGE\"", second),
    ] {
        let query = format!("{{ qualityDialogues(filter: {{ {filter} }}) {{ nodes {{ id }} }} }}");
        let answer = data(&graph, &coordinator("duisburg"), &query).await;
        let expected = json!([{ "id": expected.to_string() }]);
        assert_eq!(answer["qualityDialogues"]["nodes"], expected, "{filter}");
    }
    drop((graph, office));
    database.drop().await;
}
