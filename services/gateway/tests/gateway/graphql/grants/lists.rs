//! The lists with their filters, orders and days; pages both ways.

use serde_json::Value;

use super::{Funds, one_year, shown};
use crate::graphql::{codes, coordinator, database, fixture, graph};

async fn ids(graph: &gateway::graphql::Graph, list: &str, arguments: &str) -> Vec<String> {
    let query = format!("{{ {list}({arguments}) {{ totalCount nodes {{ id }} }} }}");
    let answer = shown(graph, &query).await;
    let nodes = answer[list]["nodes"].as_array().unwrap().iter();
    let ids: Vec<String> = nodes
        .map(|node| node["id"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(answer[list]["totalCount"], ids.len(), "{list} {arguments}");
    ids
}

fn cases(funds: &Funds, partner: &str) -> Vec<(&'static str, String, usize)> {
    let of = |filter: String| format!("filter: {{ {filter} }}");
    vec![
        ("programmes", of("area: ONE".into()), 1),
        ("programmes", of("source: COUNCIL".into()), 0),
        ("programmes", of("valid: false".into()), 0),
        ("programmes", of("text: \"stiftung\"".into()), 1),
        ("programmes", "asOf: \"2017-12-31\"".into(), 0),
        (
            "grants",
            of(format!("programme: \"{}\"", funds.programme)),
            1,
        ),
        ("grants", of(format!("programme: \"{}\"", funds.grant)), 0),
        ("grants", of("area: TWO".into()), 1),
        ("grants", of("area: THREE".into()), 0),
        ("grants", of("states: [ACCEPTED]".into()), 1),
        ("grants", of("states: [CLOSED, APPLIED]".into()), 0),
        ("grants", of("year: 2025, source: FEDERAL_FUND".into()), 1),
        ("grants", of("year: 2026".into()), 0),
        ("grants", of("text: \"KOORDINATION\"".into()), 1),
        ("grants", "asOf: \"2024-11-14\"".into(), 0),
        (
            "grants",
            "asOf: \"2024-11-15\" filter: { states: [APPLIED] }".into(),
            1,
        ),
        ("expenses", of(format!("grant: \"{}\"", funds.grant)), 1),
        ("expenses", of(format!("partner: \"{partner}\"")), 1),
        (
            "expenses",
            of("unassigned: true, kind: PERSONNEL".into()),
            1,
        ),
        ("expenses", of("unassigned: false".into()), 0),
        ("expenses", of("year: 2024".into()), 0),
        ("expenses", of("text: \"gehälter\"".into()), 1),
        ("expenses", "asOf: \"2025-03-30\"".into(), 0),
        ("onwardGrants", of(format!("grant: \"{}\"", funds.grant)), 2),
        ("onwardGrants", of("awaitsExamination: true".into()), 1),
        ("onwardGrants", of("states: [EXAMINED]".into()), 1),
        (
            "onwardGrants",
            "asOf: \"2025-12-14\" filter: { states: [EXAMINED] }".into(),
            0,
        ),
        ("onwardGrants", of("year: 2024".into()), 0),
        ("onwardGrants", "asOf: \"2025-02-28\"".into(), 0),
    ]
}

#[tokio::test]
async fn fun_20_programmes_grants_and_what_is_paid_are_found_by_their_filters() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let funds = one_year(&database, &town).await;
    let graph = graph(&database);
    for (list, arguments, expected) in cases(&funds, &town.with_contact.to_string()) {
        let found = ids(&graph, list, &arguments).await;
        assert_eq!(found.len(), expected, "{list} {arguments}");
    }
    let wrong = "{ expenses(filter: { year: 1 }) { totalCount } }";
    let said = codes(&graph, &coordinator("leverkusen"), wrong).await;
    assert_eq!(said, ["INVALID_ARGUMENT"]);
    // Page by page, from either end.
    for order in ["NEWEST_FIRST", "OLDEST_FIRST", "PURPOSE"] {
        let whole = ids(&graph, "onwardGrants", &format!("orderBy: {order}")).await;
        for (length, position) in [("first", "after"), ("last", "before")] {
            let one = format!(
                "{{ onwardGrants({length}: 1 orderBy: {order}) {{ edges {{ cursor node {{ id }} }} }} }}"
            );
            let one = shown(&graph, &one).await;
            let edge = &one["onwardGrants"]["edges"][0];
            let other = format!(
                "{{ onwardGrants({length}: 1 orderBy: {order} {position}: {}) {{ nodes {{ id }} }} }}",
                edge["cursor"]
            );
            let other = shown(&graph, &other).await;
            let mut seen: Vec<&Value> = vec![
                &edge["node"]["id"],
                &other["onwardGrants"]["nodes"][0]["id"],
            ];
            if length == "last" {
                seen.reverse();
            }
            assert_eq!(seen, whole.iter().collect::<Vec<_>>(), "{order} {length}");
        }
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn fun_12_an_expense_says_what_bears_it_and_what_nobody_does() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    one_year(&database, &town).await;
    let graph = graph(&database);
    let query = "{ expenses { nodes { amount assigned unassigned purpose partner { name }
        assignments { number payer line amount grant { purpose } } findings { code } } } }";
    let answer = shown(&graph, query).await;
    insta::assert_json_snapshot!(answer["expenses"]["nodes"][0]);
    drop(graph);
    database.drop().await;
}
