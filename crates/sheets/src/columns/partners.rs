//! Headings of lists of institutions [Mitgliederliste, Netzwerkpartner].

use super::contacts::{PERSON, TOWN};
use super::dictionary::{Ambiguous, Candidate, Dictionary, Entry};
use super::field::Field;
use super::shared::{ADDRESS, BELONGING, INSTITUTION, REACH, REMARKS};

pub(super) const DICTIONARY: Dictionary = Dictionary {
    entries: &[
        INSTITUTION,
        KIND,
        PERSON,
        ADDRESS,
        TOWN,
        REACH,
        BELONGING,
        PERIOD,
        REMARKS,
    ],
    ambiguous: &[
        Ambiguous {
            spelling: "Name",
            candidates: &[
                Candidate {
                    field: Field::LastName,
                    with: Some(Field::FirstName),
                },
                Candidate {
                    field: Field::ContactName,
                    with: Some(Field::Institution),
                },
                Candidate {
                    field: Field::Institution,
                    with: None,
                },
            ],
        },
        Ambiguous {
            spelling: "Kontakt",
            candidates: &[
                Candidate {
                    field: Field::PhoneFaxMail,
                    with: Some(Field::ContactName),
                },
                Candidate {
                    field: Field::ContactName,
                    with: None,
                },
            ],
        },
        Ambiguous {
            spelling: "Art",
            candidates: &[Candidate {
                field: Field::PartnerKind,
                with: None,
            }],
        },
        Ambiguous {
            spelling: "seit",
            candidates: &[Candidate {
                field: Field::JoinedOn,
                with: None,
            }],
        },
    ],
    required: &[&[Field::Institution]],
};

const KIND: &[Entry] = &[Entry(
    Field::PartnerKind,
    &[
        "Art der Einrichtung",
        "Einrichtungsart",
        "Art der Institution",
        "Partnerart",
        "Typ",
        "Einrichtungstyp",
    ],
)];

/// When it belonged to the network; a list of contacts often says it too.
pub(super) const PERIOD: &[Entry] = &[
    Entry(
        Field::JoinedOn,
        &[
            "Mitglied seit",
            "Beitritt",
            "Beitritt am",
            "Beitrittsdatum",
            "Eintritt",
            "Eintritt am",
            "Eintrittsdatum",
            "Aufnahme",
            "Aufnahme am",
            "aufgenommen am",
            "Partner seit",
            "im Netzwerk seit",
            "dabei seit",
        ],
    ),
    Entry(
        Field::LeftOn,
        &[
            "Austritt",
            "Austritt am",
            "Austrittsdatum",
            "Mitglied bis",
            "ausgeschieden",
            "ausgeschieden am",
            "Ende der Mitgliedschaft",
            "Partner bis",
        ],
    ),
];
