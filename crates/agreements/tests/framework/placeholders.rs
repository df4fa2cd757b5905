//! Placeholders, their declaration and their use (AGR-21).

use super::*;

#[test]
fn agr_21_a_switch_without_its_end_is_refused_and_a_stray_mark_warned_of() {
    let mut story = written();
    for body in ["{{?kontakt}} im Text", "im Text {{/kontakt}}"] {
        let refusal = story.refuses(add(clause(50, "kontakt", body), None));
        assert_refusal(
            &refusal,
            "PLACEHOLDER_MALFORMED",
            json!({ "clause": "kontakt", "placeholder": "kontakt" }),
        );
    }
    let title = DraftFramework {
        title: words(1, "{{?wappen}}"),
        ..draft()
    };
    let refusal = Story::new().refuses(title);
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("PLACEHOLDER_MALFORMED", Some("title"))
    );
    let stray = add(clause(50, "kontakt", "{{Träger}} und {{ traeger }}"), None);
    let story = story.does(stray);
    assert_eq!(story.warned(), ["PLACEHOLDER_NOT_READ"]);
    assert_eq!(story.warnings[0].facts["count"], 1);
}

#[test]
fn agr_21_a_placeholder_that_nobody_declared_refuses_the_approval_and_says_where() {
    let mut story = written().does(undeclare("netzwerk")).does(add(
        clause(
            50,
            "kontakt",
            "{{traeger}}, {{stadt}}, {{?netzwerk}}x{{/netzwerk}}",
        ),
        None,
    ));
    let refusal = story.refuses(approve("2018-05-02"));
    assert_refusal(
        &refusal,
        "PLACEHOLDER_UNDECLARED",
        json!({ "undeclared": [
            { "placeholder": "netzwerk", "clauses": [null, "kontakt"] },
            { "placeholder": "stadt", "clauses": ["kontakt"] },
        ] }),
    );
    assert_eq!(
        refusal.sentence(),
        "Im Text stehen Platzhalter, die nicht festgelegt sind: „netzwerk“ (Titel, Abschnitt „kontakt“), „stadt“ (Abschnitt „kontakt“)."
    );
}

#[test]
fn agr_21_a_declared_placeholder_without_a_place_refuses_the_approval_but_a_crest_does_not() {
    let mut story = written()
        .does(declare("wappen", PlaceholderKind::Crest))
        .does(declare("datum", PlaceholderKind::Date));
    let refusal = story.refuses(approve("2018-05-02"));
    assert_refusal(
        &refusal,
        "PLACEHOLDER_UNUSED",
        json!({ "unused": ["datum"] }),
    );
    story.does(undeclare("datum")).does(approve("2018-05-02"));
    let unknown = written().refuses(undeclare("datum"));
    assert_refusal(
        &unknown,
        "PLACEHOLDER_UNKNOWN",
        json!({ "placeholder": "datum" }),
    );
}

#[test]
fn agr_21_a_switch_is_used_as_one_and_nothing_else_is() {
    let inline = || {
        add(
            clause(50, "kontakt", "{{?kontakt}}Telefon{{/kontakt}}"),
            None,
        )
    };
    written()
        .does(inline())
        .does(declare("kontakt", PlaceholderKind::Switch))
        .does(approve("2018-05-02"));
    let mut as_text = written()
        .does(inline())
        .does(declare("kontakt", PlaceholderKind::Text));
    let refusal = as_text.refuses(approve("2018-05-02"));
    assert_refusal(
        &refusal,
        "PLACEHOLDER_OF_OTHER_KIND",
        json!({ "placeholders": ["kontakt"] }),
    );
    let mut as_switch = written().does(declare("traeger", PlaceholderKind::Switch));
    let refusal = as_switch.refuses(approve("2018-05-02"));
    assert_refusal(
        &refusal,
        "PLACEHOLDER_OF_OTHER_KIND",
        json!({ "placeholders": ["traeger"] }),
    );
}

#[test]
fn agr_21_a_text_without_clauses_is_neither_approved_nor_sent_round() {
    let mut story = Story::new().does(draft());
    assert_refusal(
        &story.refuses(approve("2018-05-02")),
        "NO_CLAUSES",
        json!({}),
    );
    assert_refusal(
        &story.refuses(consult("2018-05-02", "2018-05-09")),
        "NO_CLAUSES",
        json!({}),
    );
}
