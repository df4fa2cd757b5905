//! The directory of partners as a table.

use kernel::Role;

use super::fixture::town;
use super::{Desk, look};
use crate::graphql::database;

#[tokio::test]
async fn the_directory_is_filtered_like_the_list_and_says_what_the_role_may_read() {
    let database = database().await;
    let mut town = town(&database).await;
    let network = town.network;
    let partner = town.with_contact;
    let agreement = town.office.offer(network, &[partner], "2018-09-03").await;
    let written = agreements::values::SignatureForm::Written;
    town.office
        .sign(agreement, 1, "2018-09-20", written, None)
        .await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let all = desk.get("/exports/partners.csv").await.rows();
    assert_eq!(
        all[0],
        [
            "Name",
            "Art",
            "Träger",
            "Netzwerke",
            "Arbeitsbereiche",
            "Stand",
            "seit",
            "Anschrift",
            "Telefon",
            "Kooperationsvereinbarung",
            "Ansprechpersonen"
        ]
    );
    assert_eq!(
        all[2],
        [
            "Beratung Süd",
            "Einrichtung",
            "",
            "Netzwerk Frühe Hilfen Leverkusen",
            "",
            "aufgenommen",
            "11.01.2016",
            "Südstraße 1, 51373 Leverkusen",
            "",
            "teilweise unterzeichnet",
            "1"
        ]
    );
    assert_eq!(all.len(), 3);
    let names = async |query: &str| {
        let got = desk.get(&format!("/exports/partners.csv?{query}")).await;
        let rows = got.rows();
        rows[1..]
            .iter()
            .map(|row| row[0].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("withoutContact=true").await, ["Ärztehaus Nord"]);
    assert_eq!(names("text=beratung").await, ["Beratung Süd"]);
    assert_eq!(
        names("orderBy=NAME_DESC").await,
        ["Beratung Süd", "Ärztehaus Nord"]
    );
    assert_eq!(names("asOf=2015-01-01").await, [] as [&str; 0]);
    assert_eq!(
        names(&format!("network={network}&state=ACTIVE"))
            .await
            .len(),
        2
    );
    let xlsx = desk.get("/exports/partners.xlsx").await;
    look("partners.xlsx", &xlsx);
    assert_eq!(xlsx.status, 200);
    let partner = desk
        .get_as("leverkusen", Role::Partner, "/exports/partners.csv")
        .await;
    let headings = &partner.rows()[0];
    assert_eq!(headings.len(), 10);
    assert!(!headings.contains(&"Kooperationsvereinbarung".to_owned()));
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn a_filter_that_cannot_be_meant_is_named() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    for (query, code, field) in [
        ("colour=red", "UNKNOWN_PARAMETER", "colour"),
        (
            "withoutContact=vielleicht",
            "INVALID_PARAMETER",
            "withoutContact",
        ),
        ("state=ALIVE", "INVALID_PARAMETER", "state"),
        ("asOf=31.12.2020", "INVALID_PARAMETER", "asOf"),
        ("text=a&text=b", "PARAMETER_TWICE", "text"),
        ("network=x", "INVALID_PARAMETER", "network"),
    ] {
        let got = desk.get(&format!("/exports/partners.csv?{query}")).await;
        assert_eq!(
            got.refusal(),
            (400, code.to_owned(), field.to_owned()),
            "{}",
            got.text()
        );
    }
    drop((desk, town));
    database.drop().await;
}
