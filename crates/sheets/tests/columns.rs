//! Headings as offices write them, per kind of import.

use sheets::{Columns, Field, Kind, MissingColumns, Note, Table, read};

fn table(headings: &str) -> Table {
    let row = "x;".repeat(headings.split(';').count());
    read(
        format!("{headings}\n{}\n", row.trim_end_matches(';')).as_bytes(),
        "x.csv",
    )
    .expect("a table")
}

fn columns(kind: Kind, headings: &str) -> Columns {
    Columns::recognise(kind, &table(headings))
        .unwrap_or_else(|missing| panic!("{headings}: {missing}"))
}

fn fields(kind: Kind, headings: &str) -> Vec<Field> {
    let columns = columns(kind, headings);
    let mut found: Vec<(usize, Field)> = columns
        .fields()
        .map(|(field, heading)| (heading.column, field))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, field)| field).collect()
}

#[test]
fn agr_23_the_headings_of_anlage_1_are_known() {
    let headings =
        "Einrichtung/Dienst/Fachstelle;Ansprechpartner/in + Funktion;Anschrift;Telefon, Fax, Email";
    assert_eq!(
        fields(Kind::Contacts, headings),
        [
            Field::Institution,
            Field::ContactWithFunction,
            Field::Address,
            Field::PhoneFaxMail
        ]
    );
}

#[test]
fn a_contact_list_is_understood_in_any_spelling() {
    for (headings, second) in [
        ("INSTITUTION;ANSPRECHPARTNER(IN)", Field::ContactName),
        ("Organisation:;AP", Field::ContactName),
        (
            "Name der Einrichtung;Ansprech-\u{ad}partner*in",
            Field::ContactName,
        ),
        ("Name der Einrichtung;Kontaktperson", Field::ContactName),
        ("Traeger/Einrichtung;Nachname", Field::LastName),
    ] {
        assert_eq!(
            fields(Kind::Contacts, headings),
            [Field::Institution, second],
            "{headings}"
        );
    }
    let all = "Träger;Einrichtung;Anrede;Vorname;Nachname;Funktion;Straße;Hausnr.;PLZ;Ort;Tel.-Nr.;Handy;Telefax;\
               e-Mail-Adresse;Arbeitsbereich;Sozialraum;Datenschutzerklärung;Einwilligung vom;Notizen";
    let columns = columns(Kind::Contacts, all);
    assert_eq!(columns.fields().count(), 19);
    assert_eq!(columns.notes, []);
}

#[test]
fn the_same_word_means_another_thing_in_another_kind() {
    assert_eq!(
        columns(Kind::Contacts, "Einrichtung;AP;Ort")
            .heading(Field::Town)
            .unwrap()
            .column,
        2
    );
    let meetings = columns(Kind::Meetings, "AG;Datum;Ort;Teilnehmer");
    assert!(
        meetings.has(Field::Place) && meetings.has(Field::MeetingOn) && meetings.has(Field::Body)
    );
    let agreements = columns(Kind::Agreements, "Netzwerkpartner;Datum;Ort");
    assert!(agreements.has(Field::SignedOn) && agreements.has(Field::SignedAt));
    let bodies = columns(
        Kind::Bodies,
        "Arbeitskreis;gegründet;Turnus;Leitung;Teilnehmer",
    );
    assert!(bodies.has(Field::FoundedOn) && bodies.has(Field::Members));
}

#[test]
fn signatures_of_both_sides_are_told_apart() {
    let headings = "Institution;Unterschrift Partner;Unterschrift Jugendamt;gültig bis;Datum";
    let columns = columns(Kind::Agreements, headings);
    assert_eq!(columns.heading(Field::InForceFrom).unwrap().text, "Datum");
    assert!(columns.has(Field::SignedByPartnerOn) && columns.has(Field::SignedByOfficeOn));
    assert_eq!(
        columns.notes[0].to_string(),
        "Spalte E („Datum“) kann „Unterschrift“ oder „In Kraft ab“ bedeuten; verstanden wird „In Kraft ab“."
    );
}

#[test]
fn a_name_is_whose_name_the_other_columns_leave() {
    let name = |headings: &str| {
        let columns = columns(Kind::Contacts, headings);
        let taken = columns
            .fields()
            .find(|(_, heading)| heading.text == "Name")
            .map(|(field, _)| field);
        taken.unwrap_or_else(|| panic!("{headings}"))
    };
    assert_eq!(name("Einrichtung;Vorname;Name"), Field::LastName);
    assert_eq!(name("Einrichtung;Name;Telefon"), Field::ContactName);
    assert_eq!(name("Name;Ansprechperson;Telefon"), Field::Institution);
}

#[test]
fn unknown_and_doubled_columns_are_reported_and_stop_nothing() {
    let columns = columns(Kind::Contacts, "Einrichtung;AP;Telefon;Tel.;Schuhgröße;");
    let notes: Vec<String> = columns.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "Spalte D („Tel.“) bedeutet wie Spalte C („Telefon“) „Telefon“; übernommen wird nur Spalte C („Telefon“).",
            "Spalte E („Schuhgröße“): Diese Überschrift ist nicht bekannt, die Spalte wird nicht übernommen.",
            "Spalte F hat keine Überschrift und wird nicht übernommen.",
        ]
    );
    assert!(matches!(
        columns.notes[0],
        Note::Doubled {
            field: Field::Phone,
            ..
        }
    ));
}

#[test]
fn a_missing_column_is_named_with_what_would_do_and_what_was_found() {
    let table = table("Spalte 1;Ansprechperson;Ort");
    let missing = Columns::recognise(Kind::Contacts, &table).unwrap_err();
    assert_eq!(
        missing.to_string(),
        "Es fehlt eine Spalte „Einrichtung“. Möglich ist zum Beispiel „Einrichtung“, „Institution“, „Organisation“, \
         „Name der Einrichtung“, „Name der Institution“, „Name der Organisation“. Gefunden in Zeile 1: „Spalte 1“, \
         „Ansprechperson“, „Ort“."
    );
    let MissingColumns { missing, .. } = Columns::recognise(Kind::Meetings, &table).unwrap_err();
    assert_eq!(missing.len(), 2);
}

/// Headings of real lists, each in its kind; the first columns are there for the import to be complete.
const SEEN: &[(Kind, &str, Field, &[&str])] = &[
    (
        Kind::Contacts,
        "AP",
        Field::Institution,
        &[
            "Einrichtung",
            "Institution",
            "Organisation",
            "Name der Einrichtung",
            "Einrichtung/Dienst/Fachstelle",
        ],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Operator,
        &["Träger", "Trägername"],
    ),
    (
        Kind::Contacts,
        "Einrichtung",
        Field::ContactName,
        &[
            "Ansprechpartner",
            "Ansprechpartner/in",
            "Ansprechperson",
            "AP",
            "Kontaktperson",
        ],
    ),
    (
        Kind::Contacts,
        "Einrichtung;Nachname",
        Field::FirstName,
        &["Vorname"],
    ),
    (
        Kind::Contacts,
        "Einrichtung",
        Field::LastName,
        &["Nachname"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Function,
        &["Funktion", "Position", "Stellung"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Address,
        &["Anschrift", "Adresse"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Street,
        &["Straße", "Str.", "STRASSE"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::HouseNumber,
        &["Hausnr."],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::PostalCode,
        &["PLZ", "Postleitzahl"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Town,
        &["Ort", "Stadt"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Phone,
        &[
            "Telefon",
            "Tel.",
            "Tel.-Nr.",
            "Telefonnummer",
            "Fon",
            "Rufnummer",
            "Tel.:",
        ],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Mobile,
        &["Mobil", "Handy"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Fax,
        &["Fax", "Telefax"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Mail,
        &["E-Mail", "Email", "e-Mail-Adresse", "Mail"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Consent,
        &["Einwilligung", "Einverständnis", "Datenschutzerklärung"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::ConsentOn,
        &["Einwilligung vom"],
    ),
    (
        Kind::Contacts,
        "Einrichtung;AP",
        Field::Notes,
        &["Bemerkung", "Notizen"],
    ),
    (
        Kind::Partners,
        "Einrichtung",
        Field::Sector,
        &["Bereich", "Arbeitsbereich", "Sektor"],
    ),
    (Kind::Partners, "Einrichtung", Field::Network, &["Netzwerk"]),
    (
        Kind::Partners,
        "Einrichtung",
        Field::District,
        &["Region", "Stadtteil", "Sozialraum"],
    ),
    (
        Kind::Partners,
        "Einrichtung",
        Field::JoinedOn,
        &["Eintritt", "Mitglied seit", "Beitritt am"],
    ),
    (Kind::Partners, "Einrichtung", Field::LeftOn, &["Austritt"]),
    (
        Kind::Agreements,
        "Partner",
        Field::SignedOn,
        &[
            "unterschrieben am",
            "Unterschrift vom",
            "Unterzeichnet am",
            "Datum",
        ],
    ),
    (
        Kind::Agreements,
        "Partner",
        Field::SignedByPartnerOn,
        &["Unterschrift Partner"],
    ),
    (
        Kind::Agreements,
        "Partner",
        Field::SignedByOfficeOn,
        &["Unterschrift Jugendamt"],
    ),
    (
        Kind::Bodies,
        "",
        Field::Body,
        &["Gremium", "AG", "Arbeitskreis"],
    ),
    (Kind::Bodies, "AG", Field::FoundedOn, &["gegründet"]),
    (
        Kind::Meetings,
        "AG",
        Field::MeetingOn,
        &["Datum", "Sitzung vom"],
    ),
    (Kind::Meetings, "AG;Datum", Field::StartsAt, &["Uhrzeit"]),
    (
        Kind::Meetings,
        "AG;Datum",
        Field::Place,
        &["Ort der Sitzung", "Ort"],
    ),
    (
        Kind::Meetings,
        "AG;Datum",
        Field::Participants,
        &["Teilnehmer"],
    ),
];

#[test]
fn every_heading_that_was_seen_in_an_office_is_known() {
    for (kind, others, field, headings) in SEEN {
        for heading in *headings {
            for spelled in [
                (*heading).to_owned(),
                heading.to_uppercase(),
                format!("{heading}:"),
                format!(" {heading} (bitte ausfüllen)"),
            ] {
                let all = if others.is_empty() {
                    spelled.clone()
                } else {
                    format!("{others};{spelled}")
                };
                let columns = columns(*kind, &all);
                let found = columns.heading(*field).map(|found| found.text.as_str());
                assert_eq!(found, Some(spelled.trim()), "{kind:?}: {spelled}");
            }
        }
    }
}
