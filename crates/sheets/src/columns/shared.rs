//! Words that mean the same in several kinds of import.

use super::dictionary::Entry;
use super::field::Field;

/// The institution and who is behind it.
pub(super) const INSTITUTION: &[Entry] = &[
    Entry(
        Field::Institution,
        &[
            "Einrichtung",
            "Institution",
            "Organisation",
            "Name der Einrichtung",
            "Name der Institution",
            "Name der Organisation",
            "Einrichtung/Dienst/Fachstelle",
            "Einrichtung / Institution",
            "Einrichtung/Träger",
            "Träger/Einrichtung",
            "Einrichtungsname",
            "Institutionsname",
            "Fachstelle",
            "Dienst",
            "Dienststelle",
            "Netzwerkpartner",
            "Netzwerkpartner/in",
            "Kooperationspartner",
            "Kooperationspartner/in",
            "Partner",
            "Partnerin/Partner",
            "Akteur",
            "Netzwerkakteur",
            "Mitglied",
            "Firma",
            "Praxis",
            "Stelle",
            "Anbieter",
        ],
    ),
    Entry(
        Field::Operator,
        &[
            "Träger",
            "Trägername",
            "Name des Trägers",
            "Träger der Einrichtung",
            "Trägerschaft",
            "Rechtsträger",
            "Einrichtungsträger",
            "Dachverband",
        ],
    ),
];

/// Where it is.
pub(super) const ADDRESS: &[Entry] = &[
    Entry(
        Field::Address,
        &[
            "Anschrift",
            "Adresse",
            "Postanschrift",
            "Dienstanschrift",
            "Postadresse",
            "Dienstadresse",
            "Anschrift der Einrichtung",
            "Adresse der Einrichtung",
            "Kontaktadresse",
        ],
    ),
    Entry(
        Field::Street,
        &[
            "Straße",
            "Str.",
            "Straße und Hausnummer",
            "Straße, Hausnummer",
            "Straße + Nr.",
            "Straße, Nr.",
            "Straße/Hausnr.",
            "Strasse Hausnr",
            "Straße und Nr.",
            "Straßenname",
        ],
    ),
    Entry(
        Field::HouseNumber,
        &["Hausnummer", "Hausnr.", "Haus-Nr.", "HNr.", "Hsnr."],
    ),
    Entry(
        Field::PostalCode,
        &["Postleitzahl", "PLZ", "Plz.", "Post-Leitzahl"],
    ),
];

/// How to reach it.
pub(super) const REACH: &[Entry] = &[
    Entry(
        Field::Phone,
        &[
            "Telefon",
            "Tel.",
            "Tel.-Nr.",
            "Telefonnummer",
            "Telefonnr.",
            "Telefon-Nummer",
            "Fon",
            "Rufnummer",
            "Ruf",
            "Durchwahl",
            "Telefon dienstlich",
            "Tel. dienstl.",
            "Telefon Büro",
            "Festnetz",
            "Phone",
            "Telefon 1",
            "Tel. 1",
        ],
    ),
    Entry(
        Field::Mobile,
        &[
            "Mobil",
            "Handy",
            "Mobiltelefon",
            "Handynummer",
            "Handy-Nr.",
            "Mobilnummer",
            "Mobil-Nr.",
            "Mobilfunk",
            "Diensthandy",
        ],
    ),
    Entry(
        Field::Fax,
        &[
            "Fax",
            "Telefax",
            "Faxnummer",
            "Fax-Nr.",
            "Telefaxnummer",
            "Telefax-Nr.",
        ],
    ),
    Entry(
        Field::Mail,
        &[
            "E-Mail",
            "Email",
            "Mail",
            "e-Mail-Adresse",
            "Mailadresse",
            "Mail-Adresse",
            "Emailadressen",
            "E-Mails",
            "Elektronische Post",
            "E-Mail dienstlich",
            "E-Mail 1",
        ],
    ),
    Entry(
        Field::PhoneFaxMail,
        &[
            "Telefon, Fax, E-Mail",
            "Telefon/Fax/E-Mail",
            "Tel., Fax, E-Mail",
            "Telefon / E-Mail",
            "Tel./E-Mail",
            "Tel./Mail",
            "Telefon, E-Mail",
            "Telefon, Fax, Mail",
            "Telefon, Telefax, E-Mail",
            "Tel./Fax",
            "Telefon/Fax",
            "Telefon und E-Mail",
            "Kontaktdaten",
            "Erreichbarkeit",
            "Kommunikation",
        ],
    ),
    Entry(
        Field::Website,
        &[
            "Internet",
            "Homepage",
            "Website",
            "Webseite",
            "Internetseite",
            "Internetadresse",
            "Web",
            "URL",
            "www",
        ],
    ),
];

/// The field of work and the place in the network.
pub(super) const BELONGING: &[Entry] = &[
    Entry(
        Field::Sector,
        &[
            "Arbeitsbereich",
            "Arbeitsbereiche",
            "Bereich",
            "Sektor",
            "Arbeitsfeld",
            "Handlungsfeld",
            "Fachbereich",
            "Tätigkeitsbereich",
            "Tätigkeitsfeld",
            "Fachgebiet",
            "Berufsgruppe",
            "Kategorie",
            "Bereich nach § 3 KKG",
        ],
    ),
    Entry(
        Field::Network,
        &[
            "Netzwerk",
            "Netzwerke",
            "Name des Netzwerks",
            "Teilnetzwerk",
            "Regionalnetzwerk",
        ],
    ),
    Entry(
        Field::District,
        &[
            "Stadtteil",
            "Sozialraum",
            "Region",
            "Bezirk",
            "Stadtbezirk",
            "Ortsteil",
            "Quartier",
            "Planungsraum",
            "Einzugsgebiet",
            "Gemeinde",
            "Kommune",
        ],
    ),
];

/// What an office adds.
pub(super) const REMARKS: &[Entry] = &[
    Entry(Field::Status, &["Status", "aktiv", "Aktiv/Inaktiv"]),
    Entry(
        Field::Notes,
        &[
            "Bemerkung",
            "Bemerkungen",
            "Notiz",
            "Notizen",
            "Anmerkung",
            "Anmerkungen",
            "Kommentar",
            "Hinweis",
            "Hinweise",
            "Sonstiges",
            "Info",
        ],
    ),
];
