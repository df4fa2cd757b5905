//! Minutes, in the version that corrected the first.

use jiff::civil::{date, time};
use papers::{
    Approval, Attendance, Block, MentionedContact, MinutesCorrection, MinutesItem, MinutesOutcome,
    MinutesPaper, MinutesVersion, PresentInstitution, Writer,
};

use super::letterhead;

fn outcome(kind: &str, text: &str) -> MinutesOutcome {
    MinutesOutcome {
        kind: kind.into(),
        text: Some(text.into()),
        responsible: None,
        due_on: None,
        done_on: None,
    }
}

fn item(title: Option<&str>, kind: Option<&str>, outcomes: Vec<MinutesOutcome>) -> MinutesItem {
    MinutesItem {
        title: title.map(Into::into),
        kind: kind.map(Into::into),
        outcomes,
    }
}

fn agenda() -> Vec<MinutesItem> {
    vec![
        item(Some("Begrüßung und Protokoll der 6. Sitzung"), None, vec![]),
        item(
            Some("Lotsendienst in der Geburtsklinik"),
            Some("Bedarf"),
            vec![
                outcome(
                    "Empfehlung",
                    "Der Lotsendienst soll auf alle Wochentage ausgeweitet werden.",
                ),
                MinutesOutcome {
                    responsible: Some("Gesundheitsamt".into()),
                    due_on: Some(date(2018, 6, 30)),
                    ..outcome(
                        "Auftrag",
                        "Die Zahl der Geburten je Wochentag zusammenstellen.",
                    )
                },
            ],
        ),
        item(None, Some("anonyme Fallbesprechung"), vec![]),
    ]
}

fn text() -> Vec<Block> {
    let paragraph = |text: &str| Block::Paragraph { text: text.into() };
    vec![
        paragraph("Die Netzwerkkoordination begrüßt die Anwesenden."),
        paragraph("Zum Lotsendienst wird berichtet:"),
        Block::List {
            numbered: false,
            items: vec![
                "Er ist an drei Tagen besetzt.".into(),
                "An den übrigen Tagen fehlt eine Vertretung.".into(),
            ],
        },
    ]
}

/// The second version, approved, with one contact who is no more.
pub(crate) fn second() -> MinutesPaper {
    let present = |institution: &str, persons| PresentInstitution {
        institution: institution.into(),
        persons,
    };
    MinutesPaper {
        letterhead: letterhead(),
        body: "Lenkungskreis Frühe Hilfen".into(),
        number: Some(7),
        topic: Some("Jahresplanung".into()),
        day: date(2018, 4, 12),
        begins: Some(time(9, 0, 0, 0)),
        ends: Some(time(11, 30, 0, 0)),
        place: Some("Rathaus, Raum 2.14".into()),
        version: MinutesVersion {
            number: 2,
            correction: Some(MinutesCorrection {
                on: date(2018, 5, 3),
                reason: Some("Die Frist des Auftrags fehlte.".into()),
            }),
        },
        attendance: Some(Attendance {
            institutions: vec![
                present("Gesundheitsamt", Some(2)),
                present("Familienbildungsstätte", None),
            ],
            others: Some(3),
        }),
        excused: vec!["Jobcenter".into()],
        without_reply: vec!["Frühförderstelle".into()],
        agenda: agenda(),
        outcomes: vec![outcome("Information", "Das nächste Treffen ist im Herbst.")],
        text: text(),
        mentions: vec![
            MentionedContact {
                name: Some("Ansprechperson für Frühe Hilfen".into()),
                institution: Some("Gesundheitsamt".into()),
            },
            MentionedContact {
                name: None,
                institution: Some("Familienbildungsstätte".into()),
            },
        ],
        attachments: vec!["Übersicht der Geburtskliniken.pdf".into()],
        written_by: Writer {
            function: "gewählte Protokollführung".into(),
            institution: Some("Familienbildungsstätte".into()),
        },
        approval: Some(Approval {
            on: date(2018, 5, 16),
            meeting: Some(8),
        }),
    }
}
