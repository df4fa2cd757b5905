//! Granted, drawn, spent, free on any day, and every booking behind every number (FUN-18).

use serde_json::{Value, json};

use super::{one_year, shown};
use crate::graphql::{codes, coordinator, database, fixture, graph};

fn sum(parts: &Value, figure: &str) -> i64 {
    let parts = parts.as_array().unwrap().iter();
    parts
        .map(|part| part[figure]["amount"].as_i64().unwrap())
        .sum()
}

#[tokio::test]
async fn fun_18_the_parts_are_the_whole_and_every_number_has_its_bookings() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    one_year(&database, &town).await;
    let graph = graph(&database);
    let figures =
        "granted { amount bookings { amount takes } } drawn { amount bookings { amount takes } }
        spent { amount bookings { amount takes } } committed { amount bookings { amount takes } }
        free { amount terms { label amount takes } }";
    for by in [
        "[AREA]",
        "[SOURCE]",
        "[SITE]",
        "[YEAR]",
        "[GRANT, AREA]",
        "[PROJECT, SITE, YEAR]",
    ] {
        let query = format!(
            "{{ fundingLedger(by: {by}) {{ whole {{ {figures} }} parts {{ area siteName {figures} }} }} }}"
        );
        let ledger = shown(&graph, &query).await["fundingLedger"].take();
        for figure in ["granted", "drawn", "spent", "committed"] {
            let whole = &ledger["whole"][figure];
            assert_eq!(
                sum(&ledger["parts"], figure),
                whole["amount"].as_i64().unwrap(),
                "{by} {figure}"
            );
            let bookings = whole["bookings"].as_array().unwrap().iter();
            let signed = bookings.map(|booking| {
                let amount = booking["amount"].as_i64().unwrap();
                if booking["takes"] == true {
                    -amount
                } else {
                    amount
                }
            });
            assert_eq!(whole["amount"], signed.sum::<i64>(), "{figure}");
        }
        assert_eq!(ledger["whole"]["granted"]["amount"], 6_400_000);
        assert_eq!(
            ledger["whole"]["free"],
            json!({ "amount": 2_900_000, "terms": [
                { "label": "bewilligt", "amount": 6_400_000, "takes": false },
                { "label": "ausgegeben", "amount": 2_000_000, "takes": true },
                { "label": "für Weiterleitungen gebunden", "amount": 1_500_000, "takes": true },
                { "label": "zurückzuzahlen", "amount": 0, "takes": true },
                { "label": "in eine andere Zuwendung übertragen", "amount": 0, "takes": true },
            ] })
        );
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn fun_18_the_ledger_of_a_day_shows_what_was_booked_by_then() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    one_year(&database, &town).await;
    let graph = graph(&database);
    for (arguments, granted, drawn, spent) in [
        ("asOf: \"2025-01-09\"", 0, 0, 0),
        ("asOf: \"2025-01-10\"", 6_400_000, 0, 0),
        ("asOf: \"2025-02-20\"", 6_400_000, 4_000_000, 0),
        ("asOf: \"2025-03-31\"", 6_400_000, 4_000_000, 2_000_000),
        ("filter: { area: ONE }", 4_800_000, 0, 2_000_000),
        ("filter: { area: TWO }", 1_600_000, 0, 0),
        ("filter: { year: 2024 }", 0, 0, 0),
        ("filter: { source: HEALTH_SECTOR }", 0, 0, 0),
    ] {
        let query = format!(
            "{{ fundingLedger({arguments}) {{ whole {{ granted {{ amount }} drawn {{ amount }} spent {{ amount }} }} }} }}"
        );
        let answer = shown(&graph, &query).await;
        assert_eq!(
            answer["fundingLedger"]["whole"],
            json!({ "granted": { "amount": granted }, "drawn": { "amount": drawn }, "spent": { "amount": spent } }),
            "{arguments}"
        );
    }
    let shares = shown(
        &graph,
        "{ fundingLedger { shares { label granted basisPoints } } }",
    )
    .await;
    let shares = shares["fundingLedger"]["shares"].as_array().unwrap();
    assert_eq!(
        shares[0],
        json!({ "label": "Bund", "granted": 6_400_000, "basisPoints": 10_000 })
    );
    assert_eq!(
        shares[4],
        json!({ "label": "Gesundheitswesen", "granted": 0, "basisPoints": 0 })
    );
    for wrong in ["by: [AREA, AREA]", "filter: { year: 20255 }"] {
        let query = format!("{{ fundingLedger({wrong}) {{ asOf }} }}");
        let said = codes(&graph, &coordinator("leverkusen"), &query).await;
        assert_eq!(said, ["INVALID_ARGUMENT"], "{wrong}");
    }
    drop(graph);
    database.drop().await;
}
