//! Headings of lists of past meetings [Sitzungen, Treffen].

use super::bodies::BODY;
use super::dictionary::{Ambiguous, Candidate, Dictionary, Entry};
use super::field::Field;
use super::shared::REMARKS;

pub(super) const DICTIONARY: Dictionary = Dictionary {
    entries: &[BODY, MEETING, REMARKS],
    ambiguous: &[
        Ambiguous {
            spelling: "Name",
            candidates: &[Candidate {
                field: Field::Body,
                with: None,
            }],
        },
        Ambiguous {
            spelling: "Anzahl",
            candidates: &[Candidate {
                field: Field::Participants,
                with: None,
            }],
        },
    ],
    required: &[&[Field::Body], &[Field::MeetingOn]],
};

const MEETING: &[Entry] = &[
    Entry(
        Field::MeetingOn,
        &[
            "Datum der Sitzung",
            "Datum",
            "Sitzung vom",
            "Sitzung am",
            "Sitzung",
            "Sitzungsdatum",
            "Sitzungstermin",
            "Termin",
            "Tag",
            "am",
            "Treffen am",
            "Datum des Treffens",
            "Wann",
        ],
    ),
    Entry(
        Field::StartsAt,
        &[
            "Beginn",
            "Uhrzeit",
            "Zeit",
            "von",
            "Anfang",
            "Startzeit",
            "Uhrzeit von",
            "Beginn Uhrzeit",
        ],
    ),
    Entry(
        Field::EndsAt,
        &["Ende", "bis", "Endzeit", "Uhrzeit bis", "Schluss"],
    ),
    Entry(
        Field::Place,
        &[
            "Ort der Sitzung",
            "Ort",
            "Sitzungsort",
            "Tagungsort",
            "Veranstaltungsort",
            "Raum",
            "Treffpunkt",
            "Wo",
        ],
    ),
    Entry(
        Field::Participants,
        &[
            "Teilnehmende",
            "Teilnehmer",
            "Teilnehmer/innen",
            "Teilnehmerzahl",
            "Anzahl Teilnehmer",
            "Anzahl der Teilnehmenden",
            "TN",
            "TN-Zahl",
            "anwesend",
            "Anwesende",
        ],
    ),
    Entry(
        Field::Excused,
        &[
            "Entschuldigt",
            "entschuldigt fehlend",
            "Abgesagt",
            "fehlend",
        ],
    ),
    Entry(
        Field::Topics,
        &[
            "Themen",
            "Thema",
            "Tagesordnung",
            "TOP",
            "TOPs",
            "Inhalt",
            "Inhalte",
            "Agenda",
        ],
    ),
    Entry(
        Field::Outcomes,
        &[
            "Ergebnisse",
            "Ergebnis",
            "Beschluss",
            "Beschlüsse",
            "Vereinbarungen",
            "Empfehlung",
            "Empfehlungen",
        ],
    ),
    Entry(
        Field::MinuteTaker,
        &[
            "Protokoll",
            "Protokollführung",
            "Protokollant/in",
            "Protokoll durch",
            "Schriftführung",
        ],
    ),
];
