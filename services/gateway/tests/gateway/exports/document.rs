//! Scans and uploads on their way out.

use kernel::{MediaType, Role};
use vault::{Vault, documents};

use super::Desk;
use super::fixture::{kept, town};
use crate::graphql::database;
use crate::graphql::office::Office;

const SVG: &[u8] = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>"#;

#[tokio::test]
async fn a_scan_is_a_file_to_be_stored_and_never_shown_within_our_origin() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    Office::open(&database, "duisburg").await.publish().await;
    let document = kept(&database, "leverkusen", MediaType::Svg, SVG).await;
    let desk = Desk::open(&database).await;
    let path = format!("/documents/{}", document.sha256);
    let got = desk.get(&path).await;
    assert_eq!((got.status, &*got.bytes), (200, SVG));
    assert_eq!(got.header("content-type"), "image/svg+xml");
    assert!(
        got.header("content-disposition")
            .starts_with("attachment; filename=\"Dokument-")
    );
    assert!(got.header("content-security-policy").starts_with("sandbox"));
    assert_eq!(got.header("x-content-type-options"), "nosniff");
    assert_eq!(got.header("cache-control"), "no-store");

    let missing = desk.get(&format!("/documents/{}", "0".repeat(64))).await;
    assert_eq!(missing.refusal().0, 404);
    let foreign = desk.get_as("duisburg", Role::Coordinator, &path).await;
    assert_eq!((foreign.status, &foreign.bytes), (404, &missing.bytes));
    assert_eq!(desk.get("/documents/scan").await.bytes, missing.bytes);

    let vault = Vault::new(database.pool(eventstore::DatabaseRole::Membership));
    let municipality = "leverkusen".parse().unwrap();
    assert!(
        documents::erase(&vault, &municipality, document.sha256)
            .await
            .unwrap()
    );
    assert_eq!(desk.get(&path).await.refusal().0, 410);
    drop((desk, town, vault));
    database.drop().await;
}
