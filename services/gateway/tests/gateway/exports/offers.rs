//! The directory of offers as a table (EVA-12).

use super::{Desk, look};
use crate::graphql::{database, fixture, specialists};

#[tokio::test]
async fn eva_12_the_offers_that_families_may_use_leave_the_house_to_be_published() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    specialists::offer_and_specialist(&database, &town).await;
    let desk = Desk::open(&database).await;
    let rows = desk.get("/exports/offers.csv").await.rows();
    assert_eq!(rows[0][..3], ["Angebot", "Anbieter", "Art"]);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1][..2], ["Elterncafé", "Ärztehaus Nord"]);
    let before = desk.get("/exports/offers.csv?asOf=2015-01-01").await.rows();
    assert_eq!(before.len(), 1);
    let none = desk.get("/exports/offers.csv?state=ENDED").await.rows();
    assert_eq!(none.len(), 1);
    let xlsx = desk.get("/exports/offers.xlsx?text=eltern").await;
    look("offers.xlsx", &xlsx);
    assert_eq!((xlsx.status, &xlsx.bytes[..2]), (200, &b"PK"[..]));
    for (query, code, field) in [
        ("state=OPEN", "INVALID_PARAMETER", "state"),
        ("colour=red", "UNKNOWN_PARAMETER", "colour"),
        ("ageMonths=900", "INVALID_ARGUMENT", "ageMonths"),
    ] {
        let got = desk.get(&format!("/exports/offers.csv?{query}")).await;
        let refused = (400, code.to_owned(), field.to_owned());
        assert_eq!(got.refusal(), refused, "{query} {}", got.text());
    }
    drop(desk);
    database.drop().await;
}
