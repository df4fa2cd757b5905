//! Scenarios side by side; nothing is stored (FUN-16, FUN-05, FUN-06, FUN-13).

use funding::CostScheme;
use funding::scheme::SetActualCost;
use serde_json::{Value, json};

use super::fixture;
use super::money::{cents, planned};
use super::office::{Office, text};
use super::{answer, codes, coordinator, data, database, graph};

#[tokio::test]
async fn fun_16_scenarios_stand_side_by_side_and_each_amount_explains_itself() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let plan = planned(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let rent = SetActualCost {
        scheme: plan.scheme.into(),
        line: "RENT".to_owned().try_into().unwrap(),
        pair: 2.try_into().unwrap(),
        year: 2026,
        amount: cents(960_050),
        source: text("Mietvertrag"),
    };
    office.execute::<CostScheme>(rent, "2026-02-02").await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ whatIf(input: { fromYear: 2026, toYear: 2027, scenarios: [
        { name: \"Heute\" }, { moreSites: 1, sitesFromYear: 2026 },
        { tariffRise: { basisPoints: 250, fromYear: 2026 } }, { projectFunds: \"1/2\" } ] }) {
        scheme { name } scenarios { name supposed years { year total computed difference newSites
            missing { line year } lines { line newSite times amount project { name } explanation { sentence } } } } } }";
    let shown = data(&graph, &coordinator("leverkusen"), query).await;
    assert_eq!(shown["whatIf"]["scheme"]["name"], "Kalkulation ab 2025");
    let scenarios = shown["whatIf"]["scenarios"].as_array().unwrap();
    let supposed: Vec<&Value> = scenarios
        .iter()
        .map(|scenario| &scenario["supposed"])
        .collect();
    assert_eq!(
        json!(supposed),
        json!([
            "wie heute geplant",
            "ein weiterer Standort ab 2026",
            "Tariferhöhung um 2,5 % ab 2026",
            "1/2 der Projektmittel",
        ])
    );
    let of_2026: Vec<Value> = scenarios
        .iter()
        .map(|scenario| {
            json!([
                scenario["years"][0]["total"],
                scenario["years"][0]["difference"]
            ])
        })
        .collect();
    let today = 12_377_100 + 3_090_000 + 333_033 + 1_648_000 + 1_200_000 + 960_050;
    // 2,5 % on 61.800 € and on 30.900 €.
    let rise = 154_500 + 77_250;
    assert_eq!(
        json!(of_2026),
        json!([
            [today, 0],
            [today + 12_377_100, 12_377_100],
            [today + rise, rise],
            [today - 1_250_000, -1_250_000],
        ])
    );
    // Of 2027 nobody knows the rents: no total, and what could be computed.
    let later = &scenarios[0]["years"][1];
    assert_eq!(
        json!([later["total"], later["difference"], later["missing"]]),
        json!([null, null, [{ "line": "RENT", "year": 2027 }, { "line": "RENT", "year": 2027 }]])
    );
    assert!(later["computed"].as_i64().unwrap() > 12_377_100);
    let lines = scenarios[1]["years"][0]["lines"].as_array().unwrap();
    let new: Vec<&Value> = lines
        .iter()
        .filter(|line| line["newSite"] == true)
        .collect();
    assert_eq!(new.len(), 5);
    assert_eq!(lines[0]["project"]["name"], "Projekt Manforter Laden");
    assert_eq!(
        scenarios[3]["years"][0]["lines"][3]["explanation"]["sentence"],
        "Betrag der Regeln: 25.000,00 € × 1/2 = 12.500,00 € (FUN-06, Regeln Version 1)"
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn fun_16_what_cannot_be_meant_is_refused_by_field_and_reason() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    planned(&database, &town).await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    let ask = |input: &str| format!("{{ whatIf(input: {{ {input} }}) {{ fromYear }} }}");
    for (input, field) in [
        ("fromYear: 1, toYear: 2026, scenarios: [{}]", "fromYear"),
        ("fromYear: 2026, toYear: 2025, scenarios: [{}]", "toYear"),
        ("fromYear: 2026, toYear: 2041, scenarios: [{}]", "toYear"),
        ("fromYear: 2026, toYear: 2026, scenarios: []", "scenarios"),
        (
            "fromYear: 2026, toYear: 2026, scenarios: [{ moreSites: -1 }]",
            "moreSites",
        ),
        (
            "fromYear: 2026, toYear: 2026, scenarios: [{ moreSites: 51 }]",
            "moreSites",
        ),
        (
            "fromYear: 2026, toYear: 2026, scenarios: [{ parameterYear: 9 }]",
            "parameterYear",
        ),
        (
            "fromYear: 2026, toYear: 2026, scenarios: [{ tariffRise: { basisPoints: 0, fromYear: 2026 } }]",
            "basisPoints",
        ),
    ] {
        let refused = answer(&graph, &caller, &ask(input)).await;
        let extensions = &refused["errors"][0]["extensions"];
        assert_eq!(
            (&extensions["code"], &extensions["field"]),
            (&json!("INVALID_ARGUMENT"), &json!(field)),
            "{input}"
        );
    }
    let share = ask("fromYear: 2026, toYear: 2026, scenarios: [{ projectFunds: \"3/2\" }]");
    assert_eq!(codes(&graph, &caller, &share).await, ["INVALID_QUERY"]);
    // Without a scheme in force there is nothing to compare.
    let early = data(
        &graph,
        &caller,
        &ask("fromYear: 2020, toYear: 2020, scenarios: [{}]"),
    )
    .await;
    assert_eq!(early["whatIf"], Value::Null);
    drop(graph);
    database.drop().await;
}
