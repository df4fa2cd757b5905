//! Minutes on paper, version by version.

use kernel::Role;
use meetings::Minutes;
use meetings::minutes::{AmendMinutes, AuthorKind, MinutesAuthor};
use membership::body::EstablishBody;
use membership::{Body, BodyKind};
use uuid::Uuid;

use super::fixture::{Town, town};
use super::{Desk, look};
use crate::graphql::database;
use crate::graphql::office::{day, text};

/// Blanks do not count: the reader of these tests puts them wherever the typeface changes.
fn says(said: &str, words: &str) -> bool {
    let close = |text: &str| text.split_whitespace().collect::<String>();
    close(said).contains(&close(words))
}

/// A meeting with minutes that are approved and refer to the town's contact.
async fn with_minutes(town: &mut Town<'_>) -> (Uuid, Uuid, Uuid) {
    let body = EstablishBody {
        id: None,
        rule: Some("qualitaetszirkel".parse().unwrap()),
        kind: BodyKind::QualityCircle,
        name: text("Qualitätszirkel"),
        network: Some(town.network),
        parent: None,
        region: None,
        founded_on: None,
        planned: false,
    };
    let body = town.office.execute::<Body>(body, "2016-01-04").await;
    let meeting = town
        .office
        .met(body, "2020-10-01", &[town.with_contact])
        .await;
    let words = "Berichtet wird:\n- drei Tage sind besetzt,\n- eine Vertretung fehlt.";
    let minutes = town
        .office
        .minutes_of(
            body,
            meeting,
            words,
            &[town.contact],
            ["2020-10-05", "2020-10-06", "2020-10-20"],
        )
        .await;
    (body, meeting, minutes)
}

#[tokio::test]
async fn mtg_10_minutes_are_printed_with_what_the_meeting_was_and_came_to() {
    let database = database().await;
    let mut town = town(&database).await;
    let (.., minutes) = with_minutes(&mut town).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let pdf = desk.get(&format!("/papers/minutes/{minutes}.pdf")).await;
    look("minutes.pdf", &pdf);
    let said = pdf.said();
    for words in [
        "Protokoll der 1. Sitzung",
        "Qualitätszirkel",
        "Tag: 01.10.2020, 14:30 Uhr",
        "Ort: Saal im Bürgerhaus",
        "1. Fassung",
        "Beratung Süd",
        "Personen ohne Institution: 3",
        "TOP 1: Übergänge",
        "– drei Tage sind besetzt,",
        "Im Text genannt",
        "Beratungsleitung Süd, Beratung Süd",
        "Verfasst von: Geschäftsstelle",
        "Genehmigt: am 20.10.2020",
        "Stand: 20.10.2020 · Koordinierungsstelle Frühe Hilfen",
        "Netzwerk Frühe Hilfen Leverkusen",
    ] {
        assert!(says(&said, words), "{words} in {said}");
    }
    assert!(
        pdf.header("content-disposition")
            .contains("Protokoll-Qualitaetszirkel-1-Sitzung-2020-10-20.pdf")
    );
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn a_corrected_version_is_another_paper_and_the_first_one_stays() {
    let database = database().await;
    let mut town = town(&database).await;
    let (body, meeting, minutes) = with_minutes(&mut town).await;
    let words = text("Zwei Tage sind besetzt.");
    let amend = AmendMinutes {
        minutes: minutes.into(),
        meeting: meeting.into(),
        body: body.into(),
        reason: text("Die Zahl der Tage war falsch."),
        text: serde_json::from_value(serde_json::to_value(words).unwrap()).unwrap(),
        author: MinutesAuthor {
            by: AuthorKind::Office,
            partner: None,
            contact: None,
        },
        attachments: vec![],
        mentions: vec![],
        amended_on: day("2020-11-02"),
    };
    town.office.execute::<Minutes>(amend, "2020-11-02").await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let path = format!("/papers/minutes/{minutes}.pdf");
    let in_force = desk.get(&path).await.said();
    assert!(says(&in_force, "drei Tage sind besetzt"), "{in_force}");
    let second = desk.get(&format!("{path}?version=2")).await.said();
    for words in [
        "2. Fassung, berichtigt am 02.11.2020: Die Zahl der Tage war falsch.",
        "Zwei Tage sind besetzt.",
        "Status: Entwurf",
        "Genehmigt: noch nicht",
    ] {
        assert!(says(&second, words), "{words} in {second}");
    }
    for (query, status) in [("version=3", 404), ("version=0", 400), ("fassung=1", 400)] {
        assert_eq!(
            desk.get(&format!("{path}?{query}")).await.status,
            status,
            "{query}"
        );
    }
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn g12_a_contact_who_was_erased_is_a_former_contact_on_every_version() {
    let database = database().await;
    let mut town = town(&database).await;
    let (.., minutes) = with_minutes(&mut town).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let path = format!("/papers/minutes/{minutes}.pdf");
    // Who may read minutes and no contacts sees that somebody is mentioned.
    let auditor = desk.get_as("leverkusen", Role::Auditor, &path).await.said();
    assert!(says(&auditor, "keine Angabe, Beratung Süd"), "{auditor}");
    assert!(!auditor.contains("Beratungsleitung Süd"), "{auditor}");
    town.office.erase(town.contact.0).await;
    let said = desk.get(&path).await.said();
    assert!(
        said.contains("ehemalige Ansprechperson, Beratung Süd"),
        "{said}"
    );
    assert!(!said.contains("Beratungsleitung Süd"), "{said}");
    drop((desk, town));
    database.drop().await;
}
