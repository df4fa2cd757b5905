//! The ledger as a table (FUN-18).

use kernel::Role;
use sheets::read_sheet;

use super::{Desk, look};
use crate::graphql::{database, fixture, grants};

#[tokio::test]
async fn fun_18_the_ledger_leaves_the_house_with_its_parts_their_sum_and_every_booking() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    grants::one_year(&database, &town).await;
    let desk = Desk::open(&database).await;
    let rows = desk.get("/exports/ledger.csv?by=AREA").await.rows();
    let shown: Vec<[&str; 5]> = rows
        .iter()
        .map(|row| [0, 2, 6, 8, 16].map(|at| row[at].as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            [
                "Zuwendung",
                "Förderbereich",
                "bewilligt",
                "ausgegeben",
                "frei"
            ],
            ["", "", "0,00", "0,00", "0,00"],
            ["", "Förderbereich I", "48000,00", "20000,00", "28000,00"],
            ["", "Förderbereich II", "16000,00", "0,00", "1000,00"],
            ["Summe", "", "64000,00", "20000,00", "29000,00"],
        ]
    );
    let xlsx = desk
        .get("/exports/ledger.xlsx?year=2025&source=FEDERAL_FUND")
        .await;
    look("ledger.xlsx", &xlsx);
    assert_eq!(xlsx.status, 200);
    let bookings = read_sheet(&xlsx.bytes, "ledger.xlsx", Some("Buchungen")).unwrap();
    assert_eq!(bookings.headings.len(), 11);
    assert_eq!(bookings.rows[0].cells[1], "bewilligt");
    drop(desk);
    database.drop().await;
}

#[tokio::test]
async fn what_the_ledger_cannot_be_filtered_or_cut_by_is_named() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let desk = Desk::open(&database).await;
    for (query, code, field) in [
        ("by=month", "INVALID_PARAMETER", "by"),
        ("by=AREA,", "INVALID_PARAMETER", "by"),
        ("by=AREA,AREA", "INVALID_ARGUMENT", "by"),
        ("area=four", "INVALID_PARAMETER", "area"),
        ("year=20255", "INVALID_ARGUMENT", "year"),
        ("year=zwei", "INVALID_PARAMETER", "year"),
        ("grant=x", "INVALID_PARAMETER", "grant"),
        ("asOf=31.12.2025", "INVALID_PARAMETER", "asOf"),
        ("colour=red", "UNKNOWN_PARAMETER", "colour"),
    ] {
        let got = desk.get(&format!("/exports/ledger.csv?{query}")).await;
        let refused = (400, code.to_owned(), field.to_owned());
        assert_eq!(got.refusal(), refused, "{query}");
    }
    let partner = desk.get_as("leverkusen", Role::Partner, "/exports/ledger.csv");
    assert_eq!(partner.await.refusal().1, "NOT_ALLOWED");
    let foreign = desk.get_as("duisburg", Role::Coordinator, "/exports/ledger.csv");
    let foreign = foreign.await.rows();
    assert_eq!(foreign.len(), 2, "no part, and the sum of nothing");
    assert!(foreign[1][6..].iter().all(|amount| amount == "0,00"));
    drop(desk);
    database.drop().await;
}
