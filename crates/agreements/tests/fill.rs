//! Placeholders in a text and their values (AGR-02, AGR-21).

use agreements::framework::{
    Filling, Fillings, MarkFault, Piece, PlaceholderCode, Unfilled, fill, marks, pieces,
};
use proptest::prelude::*;

fn slot(text: &str) -> PlaceholderCode {
    text.parse().expect("a placeholder")
}

fn values() -> Fillings {
    let text = |text: &str| Filling::Text(text.to_owned());
    let list =
        |items: &[&str]| Filling::List(items.iter().map(|item| (*item).to_owned()).collect());
    [
        (slot("stadt"), text("Leverkusen")),
        (slot("listig"), text("{{stadt}}")),
        (slot("einer"), list(&["Diakonisches Werk"])),
        (
            slot("zwei"),
            list(&["Caritasverband", "Katholische Jugendagentur"]),
        ),
        (slot("drei"), list(&["A", "B", "C"])),
        (slot("an"), Filling::Switch(true)),
        (slot("aus"), Filling::Switch(false)),
    ]
    .into()
}

#[test]
fn agr_02_several_traeger_are_enumerated() {
    for (placeholder, expected) in [
        ("einer", "Diakonisches Werk"),
        ("zwei", "Caritasverband und Katholische Jugendagentur"),
        ("drei", "A, B und C"),
    ] {
        let text = format!("den Trägern {{{{{placeholder}}}}} –");
        assert_eq!(
            fill(&text, &values()),
            Ok(format!("den Trägern {expected} –"))
        );
    }
}

#[test]
fn agr_21_contact_data_stand_in_the_text_or_in_the_annex() {
    let text = "erreichbar über {{?im-text}}Tel. {{telefon}}{{/im-text}}{{!im-text}}die in Anlage 1 aufgeführten Kontaktdaten{{/im-text}}.";
    let mut values = values();
    values.insert(slot("im-text"), Filling::Switch(false));
    assert_eq!(
        fill(text, &values).as_deref(),
        Ok("erreichbar über die in Anlage 1 aufgeführten Kontaktdaten.")
    );
    values.insert(slot("im-text"), Filling::Switch(true));
    assert_eq!(
        fill(text, &values),
        Err(Unfilled::Missing([slot("telefon")].into()))
    );
    values.insert(slot("telefon"), Filling::Text("0000 00".to_owned()));
    assert_eq!(
        fill(text, &values).as_deref(),
        Ok("erreichbar über Tel. 0000 00.")
    );
}

#[test]
fn agr_21_a_switch_may_stand_within_another() {
    let text = "{{?an}}1{{?aus}}2{{/aus}}{{!aus}}3{{/aus}}4{{/an}}";
    assert_eq!(fill(text, &values()).as_deref(), Ok("134"));
}

#[test]
fn agr_21_all_that_is_missing_is_named_at_once() {
    let text = "{{a1}} {{stadt}} {{b1}} {{a1}} {{?c1}}{{d1}}{{/c1}}";
    assert_eq!(
        fill(text, &values()),
        Err(Unfilled::Missing(
            [slot("a1"), slot("b1"), slot("c1")].into()
        ))
    );
}

#[test]
fn agr_21_a_value_of_another_kind_is_refused() {
    for (text, placeholder) in [("{{an}}", "an"), ("{{?stadt}}x{{/stadt}}", "stadt")] {
        assert_eq!(
            fill(text, &values()),
            Err(Unfilled::OfOtherKind(slot(placeholder)))
        );
    }
}

#[test]
fn agr_21_a_switch_without_beginning_or_end_is_refused() {
    for (text, fault) in [
        ("{{?an}}x", MarkFault::NotClosed(slot("an"))),
        ("x{{/an}}", MarkFault::NotOpened(slot("an"))),
        ("{{?an}}x{{/aus}}", MarkFault::NotOpened(slot("aus"))),
        ("{{?an}}{{?aus}}x{{/an}}", MarkFault::NotOpened(slot("an"))),
    ] {
        assert_eq!(
            fill(text, &values()),
            Err(Unfilled::Malformed(fault)),
            "{text}"
        );
    }
}

#[test]
fn agr_21_what_is_no_mark_stays_and_values_are_not_read_again() {
    for text in [
        "{{",
        "}}",
        "{{Träger}}",
        "{{ }}",
        "{{}}",
        "{ {stadt} }",
        "{{st adt}}",
        "{{stadt}",
    ] {
        assert_eq!(fill(text, &values()).as_deref(), Ok(text));
    }
    for (text, expected) in [
        ("{{listig}}", "{{stadt}}"),
        ("{{{stadt}}}", "{Leverkusen}"),
        ("{{{{stadt}}}}", "{{Leverkusen}}"),
        ("{{ stadt }}", "Leverkusen"),
        ("{{ {{stadt}} }}", "{{ Leverkusen }}"),
    ] {
        assert_eq!(fill(text, &values()).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn agr_21_marks_are_counted_by_what_they_ask_for() {
    let marks = marks("{{stadt}} {{?an}}{{zwei}}{{stadt}}{{/an}} {{Nord}}").expect("is whole");
    assert_eq!(marks.placeholders, [slot("stadt"), slot("zwei")].into());
    assert_eq!(marks.switches, [slot("an")].into());
    assert_eq!(marks.strays, 1);
}

/// The text again, out of its pieces.
fn written(pieces: &[Piece<'_>]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Placeholder(code) => format!("{{{{{code}}}}}"),
            Piece::When { switch, on, pieces } => {
                let sign = if *on { '?' } else { '!' };
                format!("{{{{{sign}{switch}}}}}{}{{{{/{switch}}}}}", written(pieces))
            }
        })
        .collect()
}

proptest! {
    #[test]
    fn agr_21_the_pieces_of_a_text_are_the_text(text in "([{}?!/ aäB\n]|aa|\\{\\{|\\}\\}|\\{\\{aa\\}\\}|\\{\\{\\?ab\\}\\}|\\{\\{/ab\\}\\}){0,40}") {
        if let Ok(pieces) = pieces(&text) {
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeezed(&written(&pieces)), squeezed(&text));
        }
    }

    #[test]
    fn agr_21_a_text_without_marks_is_filled_with_itself(text in "[{} aäB\n]{0,40}") {
        prop_assume!(!text.contains("{{"));
        prop_assert_eq!(fill(&text, &Fillings::new()), Ok(text));
    }
}
