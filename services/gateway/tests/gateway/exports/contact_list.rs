//! Anlage 1 in every format, and who stands on it.

use kernel::Role;
use membership::contact::WithdrawStorageConsent;
use membership::{Contact, NetworkKind};

use super::fixture::{person, town};
use super::{Desk, look};
use crate::graphql::database;
use crate::graphql::fixture::stormarn;
use crate::graphql::office::{TODAY, day};

const HEADINGS: [&str; 7] = [
    "Einrichtung/Dienst/Fachstelle",
    "Ansprechpartner/in",
    "Funktion",
    "Anschrift",
    "Telefon",
    "Fax",
    "E-Mail",
];

#[tokio::test]
async fn agr_23_the_contact_list_has_the_columns_of_the_model_agreement_in_every_format() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;

    let csv = desk.get("/exports/contact-list.csv").await;
    look("contact-list.csv", &csv);
    let rows = csv.rows();
    assert_eq!(rows[0], HEADINGS);
    assert_eq!(
        rows[1..],
        [
            [
                "Ärztehaus Nord",
                "",
                "",
                "Nordring 2, 51371 Leverkusen",
                "",
                "",
                ""
            ],
            [
                "Beratung Süd",
                "Beratungsleitung Süd",
                "Leitung",
                "Südstraße 1, 51373 Leverkusen",
                "0214 000-1",
                "0214 000-99",
                "beratung@example.org"
            ],
        ]
    );

    let xlsx = desk.get("/exports/contact-list.xlsx").await;
    look("contact-list.xlsx", &xlsx);
    let sheet = sheets::read_sheet(&xlsx.bytes, "liste.xlsx", Some("Kontaktliste"));
    let sheet = sheet.unwrap();
    assert_eq!(sheet.headings, HEADINGS);
    assert_eq!(sheet.rows[1].cells[4], "0214 000-1");

    let pdf = desk.get("/exports/contact-list.pdf").await;
    look("contact-list.pdf", &pdf);
    let said = pdf.said();
    for words in [
        "Anlage 1: Kontaktliste",
        "Netzwerk Frühe Hilfen Leverkusen",
        "Beratungsleitung Süd",
        "zurzeit nicht benannt",
        "Stand der Angaben: 02.03.2026",
    ] {
        // A reader of PDF sees a gap where an address may break.
        let plain = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "");
        let found = plain(&said).contains(&plain(words));
        assert!(found, "{words} in {said}");
    }

    let vcf = desk.get("/exports/contact-list.vcf").await;
    look("contact-list.vcf", &vcf);
    let cards = vcf.text();
    assert_eq!(cards.matches("BEGIN:VCARD").count(), 2, "{cards}");
    assert!(cards.contains("FN:Beratungsleitung Süd"), "{cards}");
    assert!(cards.contains("tel:+49-214-000-1"), "{cards}");
    assert!(
        cards.contains(&format!("UID:urn:uuid:{}", town.contact)),
        "{cards}"
    );
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn mem_30_mem_31_the_contact_list_prints_the_office_and_the_emergency_card() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let said = desk.get("/exports/contact-list.pdf").await.said();
    for words in [
        "Im Notfall",
        "Allgemeiner Sozialer Dienst, 0214 000-100",
        "Polizei 110 oder Feuerwehr 112",
        "Koordinierungsstelle Frühe Hilfen",
        "Netzwerkkoordination Eins",
        "Raum 2.14",
        "fruehe-hilfen@example.org",
    ] {
        // A reader of PDF sees a gap where an address may break.
        let plain = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "");
        let found = plain(&said).contains(&plain(words));
        assert!(found, "{words} in {said}");
    }
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn a_file_says_its_name_and_is_kept_by_nobody() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let path = format!(
        "/exports/contact-list.csv?network={}&asOf=2020-12-31",
        town.network
    );
    let got = desk.get(&path).await;
    assert_eq!(got.status, 200, "{}", got.text());
    assert_eq!(
        got.header("content-disposition"),
        "attachment; filename=\"Kontaktliste-Leverkusen-Netzwerk-Fruehe-Hilfen-Leverkusen-2020-12-31.csv\"; \
         filename*=UTF-8''Kontaktliste-Leverkusen-Netzwerk-Fr%C3%BChe-Hilfen-Leverkusen-2020-12-31.csv"
    );
    assert_eq!(got.header("cache-control"), "no-store");
    assert_eq!(got.header("x-content-type-options"), "nosniff");
    assert!(got.header("content-security-policy").contains("sandbox"));
    let today = desk.get("/exports/contact-list.pdf").await;
    assert!(
        today
            .header("content-disposition")
            .contains(&format!("filename=\"Kontaktliste-Leverkusen-{TODAY}.pdf\""))
    );
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn mem_08_partners_stand_in_the_order_of_their_names_and_only_members_of_the_day() {
    let database = database().await;
    let mut town = town(&database).await;
    let other = town
        .office
        .network("Netzwerk Ost", NetworkKind::Central)
        .await;
    let ost = town.office.member("Übergang Ost", &[other]).await;
    town.office.member("Uferhaus", &[town.network]).await;
    town.office
        .name_speaker(ost, person("Ansprechperson Ost", "0214 000-2"), "Leitung")
        .await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let names = async |query: &str| {
        let rows = desk
            .get(&format!("/exports/contact-list.csv{query}"))
            .await
            .rows();
        let names = rows[1..].iter().map(|row| row[0].clone());
        names.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        names("").await,
        "Ärztehaus Nord, Beratung Süd, Übergang Ost, Uferhaus"
    );
    assert_eq!(names(&format!("?network={other}")).await, "Übergang Ost");
    assert_eq!(names("?asOf=2016-01-10").await, "");
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn mem_20_in_stormarn_nobody_is_named_without_consent_and_nobody_after_its_withdrawal() {
    let database = database().await;
    let contact = stormarn(&database).await;
    let desk = Desk::open(&database).await;
    let list = async || {
        let got = desk.get_as("stormarn", Role::Coordinator, "/exports/contact-list.csv");
        got.await.text()
    };
    assert!(list().await.contains("Max Beispiel"));
    let mut office = crate::graphql::office::Office::resume(&database, "stormarn");
    let command = WithdrawStorageConsent {
        contact,
        withdrawn_on: day("2026-03-01"),
    };
    office.execute::<Contact>(command, "2026-03-01").await;
    office.publish().await;
    for query in ["", "?asOf=2021-01-01"] {
        let path = format!("/exports/contact-list.csv{query}");
        let text = desk
            .get_as("stormarn", Role::Coordinator, &path)
            .await
            .text();
        assert!(
            !text.contains("Max Beispiel") && !text.contains("0214"),
            "{text}"
        );
    }
    let cards = desk
        .get_as("stormarn", Role::Coordinator, "/exports/contact-list.vcf")
        .await
        .text();
    assert!(!cards.contains("Max Beispiel"), "{cards}");
    drop((desk, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_20_a_partner_sees_the_persons_that_graphql_shows_him_and_no_others() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let text = desk
        .get_as("leverkusen", Role::Partner, "/exports/contact-list.csv")
        .await
        .text();
    let graph = crate::graphql::graph(&database);
    let caller = crate::graphql::of("leverkusen", Role::Partner);
    let query = "{ partners { nodes { contacts { person { name } } } } }";
    let shown = crate::graphql::data(&graph, &caller, query)
        .await
        .to_string();
    assert_eq!(
        shown.contains("Beratungsleitung Süd"),
        text.contains("Beratungsleitung Süd"),
        "{shown} {text}"
    );
    drop((desk, town, graph));
    database.drop().await;
}
