//! Cost schemes with the document's words, parameters by year, questions and answers (FUN-02 … FUN-11).

use serde_json::{Value, json};

use super::fixture;
use super::money::planned;
use super::office::Office;
use super::{codes, coordinator, data, database, graph};

#[tokio::test]
async fn fun_03_to_10_a_scheme_shows_words_rules_parameters_questions_and_answers() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let plan = planned(&database, &town).await;
    let graph = graph(&database);
    let query = |day: &str| {
        format!(
            "{{ node(id: \"{}\", asOf: \"{day}\") {{ ... on CostScheme {{ name policyVersion
                activation {{ fromYear decision {{ number }} }}
                indexation {{ basisPoints basisPointsStatus baseYear baseYearStatus }}
                lines {{ code rule kind share noteAmount noteMeaning openQuestions passage {{ section words }}
                    pairs {{ number recipient site }} questions {{ question open answer settledOn share }} }}
                parameters {{ parameter year amount basisPoints source }}
                gradeCosts {{ grade amount source }} gradeMapping {{ grade to fromYear }}
                lineGrades {{ line grade }} recipients {{ line pair partner {{ name }} project {{ name }} site {{ name }} }}
                actualCosts {{ line pair year amount source }} findings {{ code rule }} }} }} }}",
            plan.scheme
        )
    };
    let caller = coordinator("leverkusen");
    let shown = data(&graph, &caller, &query("2026-03-02")).await;
    let scheme = &shown["node"];
    assert_eq!(
        json!([scheme["name"], scheme["activation"], scheme["indexation"]]),
        json!(["Kalkulation ab 2025", { "fromYear": 2025, "decision": { "number": "2025/1234" } },
            { "basisPoints": 300, "basisPointsStatus": "STATED", "baseYear": 2025, "baseYearStatus": "ADOPTED" }])
    );
    let lines = scheme["lines"].as_array().unwrap();
    let line = |code: &str| lines.iter().find(|line| line["code"] == code).unwrap();
    let rules: Vec<&str> = lines
        .iter()
        .map(|line| line["rule"].as_str().unwrap())
        .collect();
    assert_eq!(
        rules,
        [
            "FUN-02", "FUN-03", "FUN-04", "FUN-06", "FUN-08", "FUN-09", "FUN-10", "FUN-10",
            "FUN-11"
        ]
    );
    let psy = line("PSY");
    assert_eq!(
        json!([
            psy["share"],
            psy["noteAmount"],
            psy["noteMeaning"],
            psy["openQuestions"]
        ]),
        json!(["1/3", 3_700_000, "UNCLEAR", 1])
    );
    let words = psy["passage"]["words"].as_str().unwrap();
    assert!(
        words.ends_with("Entgeltgruppe E 13 TVöD (rd. 37.000 €)"),
        "{words}"
    );
    assert_eq!(
        line("PSY-MAT")["questions"],
        json!([{ "question": "Gilt das Drittel auch für die Sachkostenpauschale?", "open": false,
            "answer": "So hält es die Kämmerei.", "settledOn": "2025-01-08", "share": "1/3" }])
    );
    assert_eq!(line("RENT")["pairs"][1]["site"], "Rheindorfer Laden");
    let parameters = scheme["parameters"].as_array().unwrap();
    assert_eq!(
        parameters[1],
        json!({ "parameter": "kgst.overhead-office", "year": 2025, "amount": null, "basisPoints": 2_000,
            "source": "Eigene Tabelle der Kämmerei, Seite 3" })
    );
    assert_eq!(
        scheme["gradeMapping"],
        json!([{ "grade": "SuE 11", "to": "S 11b", "fromYear": 2016 }])
    );
    let recipients = scheme["recipients"].as_array().unwrap();
    assert_eq!(
        recipients[3],
        json!({ "line": "FH", "pair": null, "partner": { "name": "Ärztehaus Nord" },
            "project": { "name": "Projekt Manforter Laden" }, "site": null })
    );
    assert_eq!(recipients[5]["site"]["name"], "Rheindorfer Laden");
    assert_eq!(scheme["actualCosts"][0]["source"], "Mietvertrag vom März");
    // Before the answers were given and the scheme was put into force.
    let then = data(&graph, &caller, &query("2025-01-07")).await;
    let then = &then["node"];
    assert_eq!(then["activation"], Value::Null);
    let open = then["lines"].as_array().unwrap().iter();
    let open: i64 = open
        .map(|line| line["openQuestions"].as_i64().unwrap())
        .sum();
    assert_eq!(open, 7);
    let before = data(&graph, &caller, &query("2025-01-06")).await;
    assert_eq!(before["node"], Value::Null);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn fun_12_schemes_are_found_by_year_open_questions_and_word() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    planned(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    office.scheme("Entwurf der Kämmerei", "2026-02-02").await;
    office.publish().await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    let names = async |arguments: &str| -> Vec<String> {
        let query = format!("{{ costSchemes{arguments} {{ totalCount nodes {{ name }} }} }}");
        let shown = data(&graph, &caller, &query).await;
        let nodes = shown["costSchemes"]["nodes"].as_array().unwrap();
        // A page may be shorter than the list.
        assert!(shown["costSchemes"]["totalCount"].as_u64() >= u64::try_from(nodes.len()).ok());
        let name = |node: &Value| node["name"].as_str().unwrap().to_owned();
        nodes.iter().map(name).collect()
    };
    let (used, draft) = ("Kalkulation ab 2025", "Entwurf der Kämmerei");
    assert_eq!(names("").await, [draft, used]);
    assert_eq!(names("(orderBy: OLDEST_FIRST)").await, [used, draft]);
    assert_eq!(names("(orderBy: NAME, last: 1)").await, [used]);
    assert_eq!(names("(filter: { activeIn: 2026 })").await, [used]);
    assert_eq!(names("(filter: { activeIn: 2024 })").await, [] as [&str; 0]);
    assert_eq!(
        names("(filter: { openQuestions: false })").await,
        [] as [&str; 0]
    );
    assert_eq!(names("(filter: { text: \"entwurf\" })").await, [draft]);
    assert_eq!(names("(asOf: \"2026-02-01\")").await, [used]);
    let year = "{ costSchemes(filter: { activeIn: 1 }) { totalCount } }";
    assert_eq!(codes(&graph, &caller, year).await, ["INVALID_ARGUMENT"]);
    drop((graph, office));
    database.drop().await;
}
