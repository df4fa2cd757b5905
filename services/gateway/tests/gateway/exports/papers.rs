//! Agreements, texts, folders and cards on paper.

use agreements::Framework;
use agreements::framework::{NewClause, ReviseClause, StartFrameworkVersion};
use kernel::{FrameworkId, MediaType};
use membership::ContactListKind;
use membership::site::SiteDocumentKind;

use super::fixture::{kept, town};
use super::{Desk, look};
use crate::graphql::database;
use crate::graphql::office::{Office, day, text};

const CREST: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 96"><path d="M4 4h72v48c0 22-16 34-36 40C20 86 4 74 4 52z" fill="#f4d03f" stroke="#1d3557" stroke-width="4"/></svg>"##;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

#[tokio::test]
async fn agr_21_an_agreement_is_printed_with_its_values_parties_signatures_and_annexes() {
    let database = database().await;
    let mut town = town(&database).await;
    let crest = kept(&database, "leverkusen", MediaType::Svg, CREST).await;
    let framework = town.office.approved_text().await;
    let kind = ContactListKind::Contacts;
    town.office
        .issue_annex(kind, Some(town.network), town.with_contact, "2018-06-01")
        .await;
    let partners = [town.with_contact, town.without_contact];
    let agreement = town
        .office
        .agree_on_text(
            town.network,
            &partners,
            framework,
            &crest.sha256.to_string(),
        )
        .await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let pdf = desk
        .get(&format!("/papers/agreements/{agreement}.pdf"))
        .await;
    look("agreement.pdf", &pdf);
    let said = pdf.said();
    for words in [
        "Kooperationsvereinbarung",
        "Stadtteilprojekt Rheindorf",
        "Stadt Leverkusen",
        "Goetheplatz 1",
        "Das Stadtteilprojekt „Rheindorfer Laden“ der Träger Caritasverband und Diakonisches Werk will",
        "Die Kontaktdaten stehen in Anlage 1.",
        "Sie gilt bis zum 31.12.2020.",
        "Unterschrift liegt vor",
        "20.09.2018",
        "Ort, Datum",
        "Anlage 1: Kontaktliste",
        "Ausgabe 1 · Stand der Angaben: 01.06.2018",
        "Anlage 2: Insoweit erfahrene Fachkräfte",
        "Stand: 16.05.2018",
        "Stadt Leverkusen, Fachbereich Kinder und Jugend",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(
        !said.contains("{{") && !said.contains("Die Kontaktdaten stehen hier"),
        "{said}"
    );
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn an_agreement_without_a_text_says_that_its_words_are_on_the_offices_paper_alone() {
    let database = database().await;
    let mut town = town(&database).await;
    let agreement = town
        .office
        .offer(town.network, &[town.with_contact], "2018-09-03")
        .await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let got = desk
        .get(&format!("/papers/agreements/{agreement}.pdf"))
        .await;
    let conflict = (409, "AGREEMENT_WITHOUT_TEXT".to_owned(), String::new());
    assert_eq!(got.refusal(), conflict);
    drop((desk, town));
    database.drop().await;
}

async fn revised(office: &mut Office<'_>, framework: FrameworkId) {
    let next = StartFrameworkVersion {
        framework,
        stand: day("2024-02-01"),
        title: None,
        responsible_office: None,
    };
    office.execute::<Framework>(next, "2024-02-01").await;
    let clause = NewClause {
        clause: "dauer".parse().unwrap(),
        number: Some("§ 2".parse().unwrap()),
        subject: None,
        heading: text("Laufzeit und Kündigung"),
        body: text("Sie gilt zwei Jahre, längstens bis zum {{ende}}."),
    };
    office
        .execute::<Framework>(ReviseClause { framework, clause }, "2024-02-01")
        .await;
}

#[tokio::test]
async fn agr_31_two_versions_stand_beside_each_other_and_each_shows_its_placeholders() {
    let database = database().await;
    let mut town = town(&database).await;
    let framework = town.office.approved_text().await;
    revised(&mut town.office, framework).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let base = format!("/papers/frameworks/{framework}");
    let pdf = desk
        .get(&format!("{base}/comparison.pdf?from=1&to=2"))
        .await;
    look("comparison.pdf", &pdf);
    let said = pdf.said();
    for words in [
        "Fassung 1",
        "Fassung 2",
        "Laufzeit und Kündigung",
        "zwei Jahre",
        "[Ende]",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let pdf = desk.get(&format!("{base}/versions/2.pdf")).await;
    look("version.pdf", &pdf);
    let said = pdf.said();
    for words in ["Fassung 2", "[Stadtteilprojekt]", "Status: Entwurf"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let missing = desk.get(&format!("{base}/comparison.pdf?from=1")).await;
    assert_eq!(
        missing.refusal(),
        (400, "INVALID_PARAMETER".to_owned(), "to".to_owned())
    );
    for path in [
        "/versions/3.pdf",
        "/comparison.pdf?from=1&to=3",
        "/other.pdf",
    ] {
        assert_eq!(
            desk.get(&format!("{base}{path}")).await.status,
            404,
            "{path}"
        );
    }
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn mem_50_a_sites_folder_has_its_documents_the_card_and_the_contacts_of_the_day() {
    let database = database().await;
    let mut town = town(&database).await;
    let document = kept(&database, "leverkusen", MediaType::Pdf, PDF).await;
    let kinds = [
        (
            SiteDocumentKind::Checklist,
            "Anhaltspunkte für eine Gefährdung",
        ),
        (SiteDocumentKind::Form, "Mitteilung an das Jugendamt"),
    ];
    for (kind, title) in kinds {
        town.file(kind, title, document).await;
    }
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let pdf = desk
        .get(&format!("/papers/sites/{}/folder.pdf", town.site))
        .await;
    look("folder.pdf", &pdf);
    let said = pdf.said();
    for words in [
        "Kinderschutzmappe",
        "Rheindorfer Laden",
        "Notfallkarte",
        "Anhaltspunkte für eine Gefährdung",
        "Mitteilung an das Jugendamt",
        "Stand: 01.02.2017",
        "Beratungsleitung Süd",
        "Kinderschutzfachkraft Eins",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn mem_30_an_offices_emergency_card_is_one_page_and_a_missing_one_is_said() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let path = format!("/papers/offices/{}/emergency-card.pdf", town.coordination);
    let pdf = desk.get(&path).await;
    look("emergency-card.pdf", &pdf);
    let said = pdf.said();
    assert!(
        said.contains("Allgemeiner Sozialer Dienst, 0214 000-100"),
        "{said}"
    );
    assert!(said.contains("Seite 1 von 1"), "{said}");
    drop((desk, town));
    database.drop().await;
}
