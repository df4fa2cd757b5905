//! A grant's proof of use on paper: numbers out of the books or as they were submitted, and the report's skeleton.

use std::io::{Cursor, Read as _};

use eventstore::DatabaseRole;
use funding::grant::{NumericProof, ProofExpense, ProofLine, ProofOfUseSubmitted, ProofOnward};
use funding::{CostLineCode, GrantEvent};
use kernel::{Money, Role, StreamId};
use zip::ZipArchive;

use super::{Desk, Got, look};
use crate::graphql::grants::{Funds, one_year};
use crate::graphql::office::{Office, day, text};
use crate::graphql::{database, fixture};

/// Blanks do not count, and neither do the marks of a table's cells.
fn says(said: &str, words: &str) -> bool {
    let close = |text: &str| text.split_whitespace().collect::<String>();
    close(said).contains(&close(words))
}

/// What a DOCX says.
fn written(got: &Got) -> String {
    assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.bytes));
    assert_eq!(
        got.header("content-type"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    );
    let mut archive = ZipArchive::new(Cursor::new(&got.bytes)).unwrap();
    let mut xml = String::new();
    let mut part = archive.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    let pieces = xml
        .split('<')
        .filter_map(|piece| piece.strip_prefix("w:t "));
    let pieces = pieces.filter_map(|piece| piece.split_once('>').map(|(_, text)| text));
    pieces.collect::<Vec<_>>().join(" ")
}

fn eur(euros: i64) -> Money {
    Money::try_from_cents(euros * 100).unwrap()
}

#[tokio::test]
async fn fun_20_a_proof_that_is_not_submitted_is_a_draft_out_of_the_books() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let funds = one_year(&database, &town).await;
    let desk = Desk::open(&database).await;
    let path = |file: &str| format!("/papers/grants/{}/{file}", funds.grant);
    let pdf = desk.get(&path("proof.pdf")).await;
    look("proof.pdf", &pdf);
    let docx = desk.get(&path("proof.docx")).await;
    look("proof.docx", &docx);
    for said in [pdf.said(), written(&docx)] {
        for words in [
            "Zahlenmäßiger Nachweis",
            "Netzwerkkoordination 2025",
            "Status: Entwurf",
            "Förderprogramm: Bundesstiftung Probe",
            "Zuwendungsgeber: Bund",
            "Aktenzeichen: keine Angabe",
            "Bescheid vom: 10.01.2025",
            "Bewilligungszeitraum: 01.01.2025 bis 31.12.2025",
            "Finanzierungsart: Anteilfinanzierung",
            "Bewilligt: 64.000,00 €",
            "die Zahlen sind die der Bücher am 02.03.2026.",
            "ist nicht geprüft.",
            "Zu einer Ausgabe der Belegliste ist kein Beleg hinterlegt.",
            "Zuwendung, eingegangen und übernommen abzüglich Rückzahlungen und Übertragungen 64.000,00 € 40.000,00 €",
            "Eigenmittel 16.000,00 € keine Angabe",
            "Personalkosten (PERS), Förderbereich I 60.000,00 € 20.000,00 € 0,00 € 20.000,00 € 40.000,00 €",
            "Förderbereich II 20.000,00 € 0,00 € 9.000,00 € 9.000,00 € 11.000,00 €",
            "Summe 80.000,00 € 20.000,00 € 9.000,00 € 29.000,00 € 51.000,00 €",
            "Familienpaten im Quartier MAT 15.12.2025 9.000,00 €",
            "Familienpaten im Quartier MAT noch nicht keine Angabe",
            "Verbleibend: 11.000,00 €",
            "Noch ausstehend: 0,00 €",
            "Gehälter Januar bis März PERS 0 20.000,00 €",
        ] {
            assert!(says(&said, words), "{words} in {said}");
        }
    }
    let file = "Zahlenmaessiger-Nachweis-Netzwerkkoordination-2025-2026-03-02.docx";
    assert!(docx.header("content-disposition").contains(file));
    // On a day before the expense the books say nothing of it.
    let before = desk.get(&path("proof.pdf?asOf=2025-03-01")).await.said();
    assert!(says(&before, "Summe 80.000,00 € 0,00 €"), "{before}");
    assert!(says(
        &before,
        "Bewilligungszeitraum endet erst am 31.12.2025."
    ));
    // The same books give the same bytes.
    assert!(desk.get(&path("proof.docx")).await.bytes == docx.bytes);
    drop(desk);
    database.drop().await;
}

fn code_of(code: &str) -> CostLineCode {
    CostLineCode::try_new(code).unwrap()
}

/// The books' numbers, but for an onward grant of which less was accepted then.
fn submitted(funds: &Funds) -> (kernel::NewText, GrantEvent) {
    let report = text("Sachbericht liegt bei.");
    let line = |code: &str, planned, spent| ProofLine {
        line: code_of(code),
        planned: eur(planned),
        spent: eur(spent),
    };
    let numbers = NumericProof {
        received: eur(40_000),
        spent: eur(28_500),
        remaining: eur(11_500),
        outstanding: eur(0),
        lines: vec![line("PERS", 60_000, 20_000), line("MAT", 20_000, 8_500)],
        expenses: vec![ProofExpense {
            expense: funds.expense.into(),
            line: code_of("PERS"),
            amount: eur(20_000),
            spent_on: day("2025-03-31"),
        }],
        onward: vec![ProofOnward {
            onward_grant: funds.examined.into(),
            line: code_of("MAT"),
            accepted: eur(8_500),
            examined_on: day("2025-12-15"),
        }],
    };
    let event = ProofOfUseSubmitted {
        report: report.id,
        document: None,
        numbers,
        submitted_on: day("2026-02-20"),
    };
    (report, event.into())
}

#[tokio::test]
async fn fun_20_a_submitted_proof_says_what_was_proven_and_lacks_nothing() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let funds = one_year(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let (report, event) = submitted(&funds);
    let stream = StreamId::new("grant", funds.grant);
    let role = DatabaseRole::Funding;
    // The grant's events of that year.
    let version = 8;
    office
        .happened_after(version, role, stream, vec![event], &[&report])
        .await;
    office.publish().await;
    let desk = Desk::open(&database).await;
    let path = format!("/papers/grants/{}/proof.pdf", funds.grant);
    let said = desk.get(&path).await.said();
    for words in [
        "Nachweis vom: 20.02.2026",
        "Stand: 20.02.2026",
        "Summe 80.000,00 € 20.000,00 € 8.500,00 € 28.500,00 € 51.500,00 €",
        "Verbleibend: 11.500,00 €",
    ] {
        assert!(says(&said, words), "{words} in {said}");
    }
    for words in ["Entwurf", "Was noch fehlt"] {
        assert!(!says(&said, words), "{words} in {said}");
    }
    let before = desk.get(&format!("{path}?asOf=2026-02-19")).await.said();
    assert!(says(&before, "Status: Entwurf"), "{before}");
    drop((desk, office));
    database.drop().await;
}

#[tokio::test]
async fn a_report_has_the_areas_of_the_grant_and_only_what_its_caller_may_read() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let funds = one_year(&database, &town).await;
    let desk = Desk::open(&database).await;
    let path = |file: &str| format!("/papers/grants/{}/{file}", funds.grant);
    let pdf = desk.get(&path("report.pdf")).await;
    look("report.pdf", &pdf);
    let docx = desk.get(&path("report.docx")).await;
    look("report.docx", &docx);
    for said in [pdf.said(), written(&docx)] {
        for words in [
            "Sachbericht",
            "Status: Entwurf",
            "Berichtszeitraum: 01.01.2025 bis 31.12.2025",
            "Förderbereich I: Netzwerkstrukturen",
            "[Hier: Aufgaben, Stellenumfang und Besetzung der Koordinierungsstelle]",
            "Gremien und Netzwerktreffen",
            "Förderbereich II: Psychosoziale Unterstützung von Familien",
            "Familienpaten im Quartier",
            "Ausblick",
        ] {
            assert!(says(&said, words), "{words} in {said}");
        }
        assert!(!says(&said, "Förderbereich III"), "{said}");
        assert!(!says(&said, "Angaben der Koordination"), "{said}");
    }
    let officer = desk
        .get_as("leverkusen", Role::FundingOfficer, &path("report.docx"))
        .await;
    let said = written(&officer);
    assert!(says(&said, "[Hier: Angaben der Koordination;"), "{said}");
    drop(desk);
    database.drop().await;
}

#[tokio::test]
async fn before_an_award_there_is_nothing_to_prove_and_before_an_application_no_grant() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let funds = one_year(&database, &town).await;
    Office::open(&database, "duisburg").await.publish().await;
    let desk = Desk::open(&database).await;
    for file in ["proof.pdf", "proof.docx", "report.pdf", "report.docx"] {
        let path = format!("/papers/grants/{}/{file}", funds.grant);
        let applied = desk.get(&format!("{path}?asOf=2024-12-01")).await;
        let refused = (409, "GRANT_NOT_AWARDED".to_owned(), String::new());
        assert_eq!(applied.refusal(), refused, "{file}");
        let unknown = desk.get(&format!("{path}?asOf=2024-11-14")).await;
        assert_eq!(unknown.status, 404, "{file}");
        let foreign = desk.get_as("duisburg", Role::Coordinator, &path).await;
        assert_eq!(
            (foreign.status, &foreign.bytes),
            (404, &unknown.bytes),
            "{file}"
        );
    }
    drop(desk);
    database.drop().await;
}
