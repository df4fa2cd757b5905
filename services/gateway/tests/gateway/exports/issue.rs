//! An issue is rendered anew from its recipe: as it was known then, without whoever was erased since.

use kernel::Role;
use membership::contact::{ChangeContactDetails, WithdrawStorageConsent};
use membership::contact_list::WithdrawContactListIssue;
use membership::{Contact, ContactList, ContactListKind};

use super::fixture::{Town, person, town};
use super::{Desk, look};
use crate::graphql::database;
use crate::graphql::office::{Office, day, text};

async fn change_phone(town: &mut Town<'_>, phone: &str, on: &str) {
    let mut somebody = person("Beratungsleitung Süd", phone);
    // The same person, so that one erasure takes all of the details along.
    somebody.content.id = Some(town.contact.0.into());
    let command = ChangeContactDetails {
        contact: town.contact,
        person: somebody,
        function: None,
        via: None,
        request: None,
        consent_given_on: None,
        consent_text_version: None,
        consent_given_by: None,
    };
    town.office.execute::<Contact>(command, on).await;
}

#[tokio::test]
async fn agr_22_an_issue_prints_what_was_known_when_it_was_issued() {
    let database = database().await;
    let mut town = town(&database).await;
    let kind = ContactListKind::Contacts;
    let list = town
        .office
        .issue_annex(kind, None, town.with_contact, "2025-03-03")
        .await;
    // Told later of a day before the issue: nobody knew it then.
    change_phone(&mut town, "0214 000-222", "2025-02-01").await;
    town.office
        .issue_annex(kind, None, town.with_contact, "2025-04-01")
        .await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let phone = async |query: &str| {
        let got = desk
            .get(&format!("/exports/contact-list.csv?{query}"))
            .await;
        got.rows()[2][4].clone()
    };
    assert_eq!(
        phone(&format!("issue={list}&version=1")).await,
        "0214 000-1"
    );
    assert_eq!(
        phone(&format!("issue={list}&version=2")).await,
        "0214 000-222"
    );
    assert_eq!(phone("asOf=2025-03-03").await, "0214 000-222");
    let pdf = desk
        .get(&format!("/exports/contact-list.pdf?issue={list}&version=1"))
        .await;
    look("issue.pdf", &pdf);
    let said = pdf.said();
    assert!(
        said.contains("Ausgabe 1 · Stand der Angaben: 03.03.2025"),
        "{said}"
    );
    assert!(
        pdf.header("content-disposition")
            .contains("Kontaktliste-Leverkusen-Ausgabe-1-2025-03-03.pdf")
    );
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn mem_20_whoever_was_erased_since_is_gone_from_every_issue() {
    let database = database().await;
    let mut town = town(&database).await;
    let kind = ContactListKind::Contacts;
    let list = town
        .office
        .issue_annex(kind, None, town.with_contact, "2025-03-03")
        .await;
    change_phone(&mut town, "0214 000-222", "2025-05-05").await;
    town.office.publish().await;
    town.office.erase(town.contact.0).await;
    let desk = Desk::open(&database).await;
    for format in ["csv", "vcf"] {
        let path = format!("/exports/contact-list.{format}?issue={list}&version=1");
        let text = desk.get(&path).await.text();
        assert!(!text.contains("Beratungsleitung"), "{text}");
        assert!(!text.contains("0214 000-1"), "{text}");
        assert_eq!(
            text.contains("ehemalige Ansprechperson"),
            format == "csv",
            "{text}"
        );
    }
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn mem_20_whoever_took_the_consent_back_since_is_named_in_no_issue() {
    let database = database().await;
    let mut town = town(&database).await;
    let kind = ContactListKind::Contacts;
    let list = town
        .office
        .issue_annex(kind, None, town.with_contact, "2025-03-03")
        .await;
    let command = WithdrawStorageConsent {
        contact: town.contact,
        withdrawn_on: day("2026-03-01"),
    };
    town.office.execute::<Contact>(command, "2026-03-01").await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let path = format!("/exports/contact-list.csv?issue={list}&version=1");
    let rows = desk.get(&path).await.rows();
    assert_eq!(
        rows[2][..5],
        [
            "Beratung Süd",
            "keine Angabe",
            "",
            "Südstraße 1, 51373 Leverkusen",
            ""
        ]
    );
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn an_issue_that_was_withdrawn_says_so() {
    let database = database().await;
    let mut town = town(&database).await;
    let kind = ContactListKind::Contacts;
    let list = town
        .office
        .issue_annex(kind, None, town.with_contact, "2025-03-03")
        .await;
    let command = WithdrawContactListIssue {
        list: list.into(),
        version: 1,
        reason: text("falsche Anschrift"),
        withdrawn_on: day("2025-03-05"),
    };
    town.office
        .execute::<ContactList>(command, "2025-03-05")
        .await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let path = format!("/exports/contact-list.pdf?issue={list}&version=1");
    let said = desk.get(&path).await.said();
    assert!(said.contains("Status: zurückgezogen"), "{said}");
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn an_issue_of_another_kind_version_or_municipality_is_not_found() {
    let database = database().await;
    let mut town = town(&database).await;
    let kind = ContactListKind::Contacts;
    let list = town
        .office
        .issue_annex(kind, Some(town.network), town.with_contact, "2025-03-03")
        .await;
    town.office.publish().await;
    Office::open(&database, "duisburg").await.publish().await;
    let desk = Desk::open(&database).await;
    let missing = desk
        .get("/exports/contact-list.csv?issue=00000000-0000-7000-8000-00000000dead&version=1")
        .await;
    assert_eq!(missing.status, 404);
    for path in [
        format!("/exports/contact-list.csv?issue={list}&version=2"),
        format!("/exports/specialist-list.csv?issue={list}&version=1"),
    ] {
        assert_eq!(desk.get(&path).await.bytes, missing.bytes, "{path}");
    }
    let path = format!("/exports/contact-list.csv?issue={list}&version=1");
    assert_eq!(desk.get(&path).await.status, 200);
    let foreign = desk.get_as("duisburg", Role::Coordinator, &path).await;
    assert_eq!((foreign.status, foreign.bytes), (404, missing.bytes));
    drop((desk, town));
    database.drop().await;
}
