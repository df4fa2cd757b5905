//! Headings of lists of agreements and their signatures.

use super::dictionary::{Ambiguous, Candidate, Dictionary, Entry};
use super::field::Field;
use super::shared::{BELONGING, INSTITUTION, REMARKS};

pub(super) const DICTIONARY: Dictionary = Dictionary {
    entries: &[INSTITUTION, AGREEMENT, BELONGING, REMARKS],
    ambiguous: &[
        Ambiguous {
            spelling: "Name",
            candidates: &[
                Candidate {
                    field: Field::Signatory,
                    with: Some(Field::Institution),
                },
                Candidate {
                    field: Field::Institution,
                    with: None,
                },
            ],
        },
        Ambiguous {
            spelling: "Datum",
            candidates: &[
                Candidate {
                    field: Field::InForceFrom,
                    with: Some(Field::SignedByPartnerOn),
                },
                Candidate {
                    field: Field::SignedOn,
                    with: None,
                },
            ],
        },
        Ambiguous {
            spelling: "Ort",
            candidates: &[Candidate {
                field: Field::SignedAt,
                with: None,
            }],
        },
        Ambiguous {
            spelling: "Art",
            candidates: &[Candidate {
                field: Field::AgreementKind,
                with: None,
            }],
        },
        Ambiguous {
            spelling: "seit",
            candidates: &[Candidate {
                field: Field::InForceFrom,
                with: None,
            }],
        },
    ],
    required: &[
        &[Field::Institution],
        &[
            Field::SignedOn,
            Field::SignedByPartnerOn,
            Field::SignedByOfficeOn,
            Field::InForceFrom,
        ],
    ],
};

const AGREEMENT: &[Entry] = &[
    Entry(
        Field::AgreementKind,
        &[
            "Art der Vereinbarung",
            "Vereinbarung",
            "Vertragsart",
            "Vereinbarungsart",
            "Kooperationsvereinbarung",
        ],
    ),
    Entry(
        Field::SignedOn,
        &[
            "Unterschrift",
            "Unterschrift vom",
            "Unterschrift am",
            "Unterschriftsdatum",
            "Datum der Unterschrift",
            "Datum Unterschrift",
            "unterschrieben",
            "unterschrieben am",
            "unterzeichnet",
            "unterzeichnet am",
            "Unterzeichnung",
            "Vereinbarung vom",
            "Kooperationsvereinbarung vom",
            "abgeschlossen am",
            "Vertragsdatum",
        ],
    ),
    Entry(
        Field::SignedByPartnerOn,
        &[
            "Unterschrift Partner",
            "Unterschrift Netzwerkpartner",
            "Unterschrift Träger",
            "Unterschrift Einrichtung",
            "Unterschrift Institution",
            "Partner unterschrieben am",
            "Unterschrift Partner am",
            "Unterschrift des Partners",
            "unterschrieben Partner",
            "vom Partner unterzeichnet am",
            "Rücklauf",
        ],
    ),
    Entry(
        Field::SignedByOfficeOn,
        &[
            "Unterschrift Jugendamt",
            "Unterschrift Stadt",
            "Unterschrift Kreis",
            "Unterschrift Verwaltung",
            "Jugendamt unterschrieben am",
            "Unterschrift JA",
            "Unterschrift Jugendamtsleitung",
            "unterschrieben Jugendamt",
            "vom Jugendamt unterzeichnet am",
            "Gegenzeichnung",
        ],
    ),
    Entry(
        Field::Signatory,
        &[
            "Unterzeichnet von",
            "unterschrieben von",
            "Unterzeichner",
            "Unterzeichner/in",
            "Unterzeichnende Person",
        ],
    ),
    Entry(
        Field::SignedAt,
        &[
            "Ort der Unterschrift",
            "Unterschriftsort",
            "unterzeichnet in",
        ],
    ),
    Entry(
        Field::InForceFrom,
        &[
            "In Kraft ab",
            "in Kraft seit",
            "Inkrafttreten",
            "gültig ab",
            "gültig seit",
            "Beginn",
            "Laufzeit von",
            "Laufzeit ab",
            "Vertragsbeginn",
            "wirksam ab",
        ],
    ),
    Entry(
        Field::EndsOn,
        &[
            "Laufzeit bis",
            "Laufzeit",
            "gültig bis",
            "Ende",
            "Vertragsende",
            "läuft bis",
            "befristet bis",
            "Befristung",
            "Ablauf",
            "endet am",
        ],
    ),
    Entry(
        Field::NoticeOn,
        &[
            "Kündigung",
            "Kündigung am",
            "gekündigt",
            "gekündigt am",
            "Kündigung vom",
            "Kündigung eingegangen am",
        ],
    ),
    Entry(
        Field::FileReference,
        &[
            "Aktenzeichen",
            "Az.",
            "AZ",
            "Vertragsnummer",
            "Ablage",
            "Ablageort",
            "Vertrags-Nr.",
        ],
    ),
];
