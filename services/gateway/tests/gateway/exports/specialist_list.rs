//! Anlage 2, split by legal basis.

use kernel::Role;
use membership::Specialist;
use membership::specialist::{LegalBasis, WithdrawSpecialistConsent};

use super::fixture::town;
use super::{Desk, look};
use crate::graphql::database;
use crate::graphql::office::day;

#[tokio::test]
async fn agr_24_specialists_are_split_by_legal_basis_and_have_the_columns_of_the_model_agreement() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let csv = desk.get("/exports/specialist-list.csv").await.rows();
    assert_eq!(
        csv[0],
        [
            "Rechtsgrundlage",
            "Name",
            "Anschrift",
            "Telefon",
            "Fax",
            "E-Mail"
        ]
    );
    let bases: Vec<&str> = csv[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(bases, [LegalBasis::Kkg4.label(), LegalBasis::Sgb8b.label()]);
    let xlsx = desk.get("/exports/specialist-list.xlsx").await;
    look("specialist-list.xlsx", &xlsx);
    assert_eq!(xlsx.status, 200);
    let pdf = desk.get("/exports/specialist-list.pdf").await;
    look("specialist-list.pdf", &pdf);
    let said = pdf.said();
    for words in [
        "§ 4 Abs. 2 KKG (für Berufsgeheimnisträger)",
        "§ 8b SGB VIII (für übrige Berufsgruppen)",
        "Kinderschutzfachkraft Eins",
        "Beratung Süd",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(!said.contains("§ 8a SGB VIII"), "{said}");
    let vcf = desk.get("/exports/specialist-list.vcf").await.text();
    assert!(vcf.contains("FN:Kinderschutzfachkraft Eins"), "{vcf}");
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn mem_20_a_specialist_whose_consent_was_withdrawn_is_not_on_the_list() {
    let database = database().await;
    let mut town = town(&database).await;
    let command = WithdrawSpecialistConsent {
        specialist: town.specialist.into(),
        withdrawn_on: day("2026-03-01"),
    };
    town.office
        .execute::<Specialist>(command, "2026-03-01")
        .await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    for query in ["", "?asOf=2019-01-01"] {
        let path = format!("/exports/specialist-list.csv{query}");
        let got = desk.get_as("leverkusen", Role::Coordinator, &path).await;
        assert_eq!(got.rows().len(), 1, "{}", got.text());
    }
    drop((desk, town));
    database.drop().await;
}
