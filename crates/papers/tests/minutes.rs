//! What minutes as a paper promise.

use papers::{Attendance, Block, MinutesPaper, MinutesVersion, minutes};

use crate::nasty;
use crate::reading::Paper;
use crate::sample::minutes::second;

fn read(paper: &MinutesPaper) -> Paper {
    Paper::read(&minutes(paper).unwrap())
}

#[test]
fn mtg_30_minutes_say_which_meeting_of_which_body_when_and_where() {
    read(&second()).page_text(1).assert_order(&[
        "Protokoll der 7. Sitzung",
        "Lenkungskreis Frühe Hilfen",
        "Jahresplanung",
        "Tag: 12.04.2018, 09:00 bis 11:30 Uhr",
        "Ort: Rathaus, Raum 2.14",
    ]);
    let open_end = MinutesPaper {
        ends: None,
        ..second()
    };
    read(&open_end)
        .text()
        .assert("Tag: 12.04.2018, 09:00 Uhr Ort:");
    let whole_day = MinutesPaper {
        begins: None,
        number: None,
        ..second()
    };
    let text = read(&whole_day).text();
    text.assert("Tag: 12.04.2018 Ort:");
    text.assert_not("Sitzung Lenkungskreis");
}

#[test]
fn a_corrected_version_says_when_and_why_and_the_first_says_nothing() {
    let text = read(&second()).text();
    text.assert("Fassung: 2. Fassung, berichtigt am 03.05.2018: Die Frist des Auftrags fehlte.");
    let first = MinutesPaper {
        version: MinutesVersion {
            number: 1,
            correction: None,
        },
        ..second()
    };
    let text = read(&first).text();
    text.assert("Fassung: 1. Fassung Anwesende");
    text.assert_not("berichtigt");
}

#[test]
fn who_was_there_is_institutions_and_counts_and_who_was_not_counted_is_no_zero() {
    let paper = read(&second());
    let text = paper.text();
    text.assert_order(&[
        "Gesundheitsamt 2",
        "Familienbildungsstätte keine Angabe",
        "Personen ohne Institution: 3",
        "Entschuldigt",
        "Jobcenter",
        "Ohne Rückmeldung",
        "Frühförderstelle",
    ]);
    assert_eq!(paper.tags()["TH"], 2);
    let unrecorded = MinutesPaper {
        attendance: None,
        excused: vec![],
        without_reply: vec![],
        ..second()
    };
    let text = read(&unrecorded).text();
    text.assert("Wer anwesend war, ist nicht erfasst.");
    text.assert_not("Entschuldigt");
    text.assert_not("Ohne Rückmeldung");
    let nobody = MinutesPaper {
        attendance: Some(Attendance::default()),
        ..second()
    };
    let text = read(&nobody).text();
    text.assert("Anwesende keine");
    text.assert_not("ohne Institution");
}

#[test]
fn every_outcome_stands_under_its_item_with_who_carries_it_out_and_until_when() {
    read(&second()).text().assert_order(&[
        "TOP 1: Begrüßung",
        "TOP 2: Lotsendienst in der Geburtsklinik",
        "Bedarf",
        "Empfehlung: Der Lotsendienst soll",
        "Auftrag: Die Zahl der Geburten",
        "Verantwortlich: Gesundheitsamt · bis zum 30.06.2018",
        "TOP 3: anonyme Fallbesprechung",
        "Weitere Ergebnisse",
        "Information: Das nächste Treffen",
    ]);
}

#[test]
fn mtg_24_an_anonymous_case_talk_is_its_kind_and_nothing_else() {
    let mut paper = second();
    paper.agenda.drain(..2);
    paper.outcomes.clear();
    read(&paper)
        .text()
        .assert("TOP 1: anonyme Fallbesprechung Verlauf");
}

#[test]
fn a_contact_who_was_erased_is_a_former_contact() {
    let text = read(&second()).text();
    text.assert("Ansprechperson für Frühe Hilfen, Gesundheitsamt");
    text.assert("ehemalige Ansprechperson, Familienbildungsstätte");
}

#[test]
fn mtg_10_who_wrote_it_is_a_function_and_who_approved_it_a_meeting() {
    let text = read(&second()).text();
    text.assert("Verfasst von: gewählte Protokollführung, Familienbildungsstätte");
    text.assert("Genehmigt: am 16.05.2018 in der 8. Sitzung");
    let mut open = second();
    open.approval = None;
    open.letterhead.status = Some("Entwurf".into());
    let text = read(&open).text();
    text.assert("Status: Entwurf");
    text.assert("Genehmigt: noch nicht");
}

#[test]
fn lists_of_the_text_are_lists_of_the_paper() {
    let paper = read(&second());
    paper
        .text()
        .assert("– Er ist an drei Tagen besetzt. – An den übrigen Tagen");
    // Entschuldigt, ohne Rückmeldung, Text, Genannte, Anlagen.
    assert_eq!(paper.tags()["L"], 5);
    assert_eq!(paper.tags()["LI"], 7);
}

#[test]
fn minutes_of_which_nothing_is_known_are_a_paper() {
    let mut paper = second();
    paper.topic = None;
    paper.place = None;
    paper.agenda.clear();
    paper.outcomes.clear();
    paper.text.clear();
    paper.mentions.clear();
    paper.attachments.clear();
    paper.written_by.institution = None;
    let text = read(&paper).text();
    text.assert("Tagesordnung und Ergebnisse keine");
    text.assert("Ort: keine Angabe");
    text.assert_not("Anlagen");
    text.assert_not("Im Text genannt");
}

#[test]
fn no_text_in_any_field_of_minutes_stops_them() {
    for text in nasty::nasty() {
        let mut paper = second();
        paper.body = text.clone();
        paper.topic = Some(text.clone());
        paper.place = Some(text.clone());
        if let Some(correction) = &mut paper.version.correction {
            correction.reason = Some(text.clone());
        }
        if let Some(attendance) = &mut paper.attendance {
            attendance.institutions[0].institution = text.clone();
        }
        paper.excused = vec![text.clone()];
        paper.agenda[0].title = Some(text.clone());
        paper.agenda[1].kind = Some(text.clone());
        paper.agenda[1].outcomes[0].text = Some(text.clone());
        paper.agenda[1].outcomes[1].responsible = Some(text.clone());
        paper.text = vec![Block::Paragraph { text: text.clone() }];
        paper.mentions[0].name = Some(text.clone());
        paper.attachments = vec![text.clone()];
        paper.written_by.function = text;
        minutes(&paper).unwrap();
    }
}
