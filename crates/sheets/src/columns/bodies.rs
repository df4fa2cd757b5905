//! Headings of lists of bodies [Gremien, Arbeitskreise].

use super::dictionary::{Ambiguous, Candidate, Dictionary, Entry};
use super::field::Field;
use super::shared::{BELONGING, REMARKS};

pub(super) const DICTIONARY: Dictionary = Dictionary {
    entries: &[BODY, ABOUT, BELONGING, REMARKS],
    ambiguous: &[
        Ambiguous {
            spelling: "Datum",
            candidates: &[Candidate {
                field: Field::FoundedOn,
                with: None,
            }],
        },
        Ambiguous {
            spelling: "seit",
            candidates: &[Candidate {
                field: Field::FoundedOn,
                with: None,
            }],
        },
        Ambiguous {
            spelling: "Art",
            candidates: &[Candidate {
                field: Field::BodyKind,
                with: None,
            }],
        },
        Ambiguous {
            spelling: "Name",
            candidates: &[
                Candidate {
                    field: Field::Chair,
                    with: Some(Field::Body),
                },
                Candidate {
                    field: Field::Body,
                    with: None,
                },
            ],
        },
    ],
    required: &[&[Field::Body]],
};

/// The body, here and in lists of meetings.
pub(super) const BODY: &[Entry] = &[Entry(
    Field::Body,
    &[
        "Gremium",
        "Gremien",
        "Name des Gremiums",
        "Arbeitskreis",
        "AK",
        "Arbeitsgruppe",
        "Arbeitsgemeinschaft",
        "AG",
        "Name der AG",
        "Runder Tisch",
        "Netzwerktreffen",
        "Gruppe",
        "Kreis",
        "Bezeichnung",
        "Ausschuss",
        "Steuerungsgruppe",
        "Fachgruppe",
        "Forum",
    ],
)];

const ABOUT: &[Entry] = &[
    Entry(
        Field::BodyKind,
        &["Art des Gremiums", "Gremienart", "Typ", "Gremientyp"],
    ),
    Entry(
        Field::ParentBody,
        &[
            "Übergeordnetes Gremium",
            "gehört zu",
            "Untergruppe von",
            "berichtet an",
            "angebunden an",
        ],
    ),
    Entry(
        Field::FoundedOn,
        &[
            "gegründet",
            "gegründet am",
            "Gründung",
            "Gründungsdatum",
            "besteht seit",
            "eingerichtet am",
            "Start",
        ],
    ),
    Entry(
        Field::DissolvedOn,
        &[
            "aufgelöst",
            "aufgelöst am",
            "Auflösung",
            "beendet am",
            "besteht bis",
        ],
    ),
    Entry(
        Field::Cadence,
        &[
            "Turnus",
            "Rhythmus",
            "Sitzungsturnus",
            "Häufigkeit",
            "Treffen pro Jahr",
            "Sitzungen pro Jahr",
            "Tagungsrhythmus",
            "Tagt",
        ],
    ),
    Entry(
        Field::Chair,
        &[
            "Leitung",
            "Vorsitz",
            "Sprecher/in",
            "Moderation",
            "Geschäftsführung",
            "Federführung",
            "Leiter/in",
        ],
    ),
    Entry(
        Field::Members,
        &[
            "Mitglieder",
            "Teilnehmer",
            "Teilnehmende",
            "Teilnehmerkreis",
            "Besetzung",
            "Zusammensetzung",
            "Mitwirkende",
        ],
    ),
];
