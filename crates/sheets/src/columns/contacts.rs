//! Headings of lists of contacts [Kontaktliste, Adressliste, Anlage 1].

use super::dictionary::{Ambiguous, Candidate, Dictionary, Entry};
use super::field::Field;
use super::partners::PERIOD;
use super::shared::{ADDRESS, BELONGING, INSTITUTION, REACH, REMARKS};

pub(super) const DICTIONARY: Dictionary = Dictionary {
    entries: &[
        INSTITUTION,
        PERSON,
        ADDRESS,
        TOWN,
        REACH,
        BELONGING,
        PERIOD,
        CONSENT,
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
                    field: Field::PhoneFaxMail,
                    with: Some(Field::LastName),
                },
                Candidate {
                    field: Field::ContactName,
                    with: None,
                },
            ],
        },
        Ambiguous {
            spelling: "Leitung",
            candidates: &[
                Candidate {
                    field: Field::Function,
                    with: Some(Field::ContactName),
                },
                Candidate {
                    field: Field::Function,
                    with: Some(Field::LastName),
                },
                Candidate {
                    field: Field::ContactName,
                    with: None,
                },
            ],
        },
    ],
    required: &[
        &[Field::Institution],
        &[
            Field::ContactName,
            Field::LastName,
            Field::ContactWithFunction,
        ],
    ],
};

/// The person.
pub(super) const PERSON: &[Entry] = &[
    Entry(
        Field::ContactName,
        &[
            "Ansprechpartner/in",
            "Ansprechpartner",
            "Ansprechpartnerin",
            "Ansprechpartnerin/Ansprechpartner",
            "Ansprechpartner/innen",
            "Ansprechperson",
            "Ansprechpersonen",
            "AP",
            "Kontaktperson",
            "Kontaktpersonen",
            "Kontaktpartner",
            "Kontaktpartner/in",
            "Ansprechpartner Name",
            "Name Ansprechpartner",
            "Name des Ansprechpartners",
            "Name, Vorname",
            "Nachname, Vorname",
            "Vorname Name",
            "Vor- und Nachname",
            "Vor- und Zuname",
            "Vertreter/in",
            "Vertreten durch",
            "Feste Ansprechperson",
            "Zuständig",
        ],
    ),
    Entry(Field::FirstName, &["Vorname", "Vornamen", "Rufname"]),
    Entry(
        Field::LastName,
        &[
            "Nachname",
            "Familienname",
            "Zuname",
            "Nachname Ansprechpartner",
        ],
    ),
    Entry(Field::Salutation, &["Anrede", "Frau/Herr", "Herr/Frau"]),
    Entry(
        Field::Title,
        &["Titel", "Akademischer Titel", "Akad. Titel"],
    ),
    Entry(
        Field::Function,
        &[
            "Funktion",
            "Position",
            "Stellung",
            "Rolle",
            "Aufgabe",
            "Tätigkeit",
            "Beruf",
            "Berufsbezeichnung",
            "Funktion/Position",
            "Dienststellung",
            "Zuständigkeit",
        ],
    ),
    Entry(
        Field::ContactWithFunction,
        &[
            "Ansprechpartner/in + Funktion",
            "Ansprechpartner/in, Funktion",
            "Ansprechpartner/in und Funktion",
            "Ansprechpartner + Funktion",
            "Ansprechpartner, Funktion",
            "Ansprechpartner/Funktion",
            "Ansprechperson, Funktion",
            "Ansprechperson und Funktion",
            "Name und Funktion",
            "Name, Funktion",
        ],
    ),
    Entry(
        Field::Deputy,
        &[
            "Vertretung",
            "Stellvertretung",
            "Stellvertreter/in",
            "Vertretungsperson",
            "Stv.",
        ],
    ),
];

/// In lists of institutions and persons „Ort“ is the town.
pub(super) const TOWN: &[Entry] = &[Entry(
    Field::Town,
    &[
        "Ort",
        "Stadt",
        "Wohnort",
        "Ortschaft",
        "PLZ/Ort",
        "PLZ, Ort",
        "PLZ und Ort",
        "Postort",
    ],
)];

/// Consent to store the details (MEM-20).
pub(super) const CONSENT: &[Entry] = &[
    Entry(
        Field::Consent,
        &[
            "Einwilligung",
            "Einverständnis",
            "Einverständniserklärung",
            "Einwilligungserklärung",
            "Einwilligung liegt vor",
            "Datenschutzerklärung",
            "Datenschutz",
            "DSGVO",
            "Datenschutzeinwilligung",
            "Einwilligung Datenschutz",
            "Zustimmung",
            "Einwilligung Speicherung",
        ],
    ),
    Entry(
        Field::ConsentOn,
        &[
            "Einwilligung vom",
            "Einwilligung am",
            "Datum Einwilligung",
            "Datum der Einwilligung",
            "Einverständnis vom",
            "Einverständniserklärung vom",
            "Datenschutzerklärung vom",
            "Zustimmung vom",
        ],
    ),
    Entry(
        Field::ConfirmedOn,
        &[
            "Stand",
            "Zuletzt bestätigt",
            "Bestätigt am",
            "Aktualisiert am",
            "Letzte Aktualisierung",
            "geprüft am",
        ],
    ),
];
