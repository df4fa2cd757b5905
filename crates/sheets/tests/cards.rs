//! vCard 4.0, read back by a parser and by the letter.

use calcard::vcard::{VCard, VCardProperty};
use jiff::Timestamp;
use sheets::leaving::Postal;
use sheets::values::{PersonName, name};
use sheets::{Card, to_vcards};
use uuid::Uuid;

fn card() -> Card {
    Card {
        uid: Uuid::from_u128(7),
        organisation: "Beratungsstelle Süd; Träger e.V.".to_owned(),
        name: Some(name("Beispiel, Erika")),
        function: Some("Leitung, Koordination".to_owned()),
        address: Some(Postal {
            street: "Musterweg 1".to_owned(),
            postal_code: "01067".to_owned(),
            town: "Musterstadt".to_owned(),
        }),
        phone: Some("0214 406-5100".to_owned()),
        mobile: None,
        fax: Some("0214 406-5101".to_owned()),
        mail: Some("beratung@stadt.example".to_owned()),
        sectors: vec!["Frühförderung".to_owned(), "Kita, Krippe".to_owned()],
        note: Some("Zeile eins\r\nZeile zwei \\ drei".to_owned()),
        revised: Timestamp::from_second(1_526_428_800).expect("a moment of 2018"),
    }
}

fn text(cards: &[Card]) -> String {
    String::from_utf8(to_vcards(cards)).expect("cards are UTF-8")
}

/// As a program reads it: folded lines are one.
fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "")
        .split_terminator("\r\n")
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_card_says_everything_that_the_contact_list_says() {
    assert_eq!(
        unfolded(&text(&[card()])),
        [
            "BEGIN:VCARD",
            "VERSION:4.0",
            "UID:urn:uuid:00000000-0000-0000-0000-000000000007",
            "REV:20180516T000000Z",
            "KIND:individual",
            "FN:Beispiel\\, Erika",
            "N:Beispiel;Erika;;;",
            "ORG:Beratungsstelle Süd\\; Träger e.V.",
            "TITLE:Leitung\\, Koordination",
            "ROLE:Leitung\\, Koordination",
            "ADR;TYPE=WORK:;;Musterweg 1;Musterstadt;;01067;",
            "TEL;VALUE=URI;TYPE=WORK,VOICE:tel:+49-214-406-5100",
            "TEL;VALUE=URI;TYPE=WORK,FAX:tel:+49-214-406-5101",
            "EMAIL;TYPE=WORK:beratung@stadt.example",
            "CATEGORIES:Frühförderung,Kita\\, Krippe",
            "NOTE:Zeile eins\\nZeile zwei \\\\ drei",
            "END:VCARD",
        ]
    );
}

#[test]
fn lines_are_folded_at_75_octets_between_characters() {
    let long = Card {
        note: Some("Überörtliche Öffentlichkeitsarbeit für Ämter, ".repeat(20)),
        ..card()
    };
    let text = text(std::slice::from_ref(&long));
    assert!(text.ends_with("END:VCARD\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let read = VCard::parse(&text).unwrap();
    let note = read.property(&VCardProperty::Note).unwrap();
    assert_eq!(note.values[0].as_text(), long.note.as_deref());
}

#[test]
fn an_institution_without_a_person_is_an_organisation() {
    let lines = unfolded(&text(&[Card {
        name: None,
        ..card()
    }]));
    assert!(lines.contains(&"KIND:org".to_owned()));
    assert!(lines.contains(&"FN:Beratungsstelle Süd\\; Träger e.V.".to_owned()));
    assert!(!lines.iter().any(|line| line.starts_with("N:")));
}

#[test]
fn what_is_not_plainly_a_number_stays_as_it_was_typed() {
    let phone = Some("0214 406-12 oder -13".to_owned());
    let lines = unfolded(&text(&[Card { phone, ..card() }]));
    assert!(lines.contains(&"TEL;VALUE=TEXT;TYPE=WORK,VOICE:0214 406-12 oder -13".to_owned()));
}

#[test]
fn no_text_can_end_its_line_and_begin_another_property() {
    let organisation = "A\r\nTEL:112\u{0}\rEND:VCARD\u{85}".to_owned();
    let name = Some(PersonName::of_parts("X\nY", "Z;A,B"));
    let lines = unfolded(&text(&[
        Card {
            organisation,
            name,
            ..card()
        },
        card(),
    ]));
    assert!(
        lines.contains(&"ORG:A\\nTEL:112\\nEND:VCARD".to_owned()),
        "{lines:?}"
    );
    assert!(
        lines.contains(&"N:Z\\;A\\,B;X Y;;;".to_owned()),
        "{lines:?}"
    );
    assert_eq!(
        lines.iter().filter(|line| *line == "BEGIN:VCARD").count(),
        2
    );
}
