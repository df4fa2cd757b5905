//! What the work list says of money (REM-22, REM-23, REM-24, REM-26).

use super::{one_year, shown};
use crate::graphql::{database, fixture, graph};

const KINDS: [&str; 4] = ["PROGRAMME", "GRANT", "ONWARD_GRANT", "EXPENSE"];

#[tokio::test]
async fn rem_22_to_26_the_work_list_asks_for_what_is_due_each_once() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    one_year(&database, &town).await;
    let graph = graph(&database);
    let always = [
        "KEY_ADJUSTMENT_DUE REM-26",
        "GRANT_CONDITION_OPEN FUN-20",
        "CASH_UNUSED REM-24",
        "EXPENSE_NOT_ASSIGNED FUN-12",
        "EXPENSE_WITHOUT_RECEIPT REM-23",
    ];
    let cases: [(&str, &[&str]); 5] = [
        ("2026-03-02", &[]),
        ("2026-04-15", &["PROOF_DUE REM-23"]),
        (
            "2026-05-15",
            &["PROOF_DUE REM-23", "ONWARD_PROOF_BEFORE_OWN REM-23"],
        ),
        (
            "2026-07-01",
            &["PROOF_OVERDUE REM-23", "ONWARD_PROOF_BEFORE_OWN REM-23"],
        ),
        (
            "2026-11-15",
            &[
                "APPLICATION_DUE REM-22",
                "PROOF_OVERDUE REM-23",
                "ONWARD_PROOF_BEFORE_OWN REM-23",
            ],
        ),
    ];
    for (on, more) in cases {
        let query = format!(
            "{{ workList(asOf: \"{on}\", first: 200) {{ nodes {{ id kind code rule }} }} }}"
        );
        let answer = shown(&graph, &query).await;
        let nodes = answer["workList"]["nodes"].as_array().unwrap().iter();
        let mut found: Vec<String> = nodes
            .filter(|node| KINDS.iter().any(|kind| node["kind"] == *kind))
            .map(|node| {
                let text = |key: &str| node[key].as_str().unwrap_or_default();
                format!("{} {}", text("code"), text("rule"))
            })
            .collect();
        found.sort();
        let mut expected: Vec<String> = always
            .iter()
            .chain(more)
            .map(|task| (*task).to_owned())
            .collect();
        // The examined institution keeps 9.000 of 10.000 €.
        expected.push("ONWARD_REPAYMENT_OPEN REM-23".to_owned());
        expected.sort();
        assert_eq!(found, expected, "{on}");
    }
    drop(graph);
    database.drop().await;
}
