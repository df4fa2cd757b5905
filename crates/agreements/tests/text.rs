//! The approved text behind an agreement, and its placeholders.

use agreements::Agreement;
use agreements::agreement::*;
use cqrs_es::test::TestFramework;
use kernel::Refusal;

use crate::given::*;

fn from_text() -> Story {
    let mut story = Story::under(leverkusen()).on("2016-02-01");
    story.framework = Some(approved_text());
    story
        .does(draft_from_text())
        .does(add_partner(1))
        .does(add_public())
}

#[test]
fn agr_21_a_draft_names_an_approved_version_of_a_text() {
    let text = from_text().agreement.text.expect("a text");
    assert_eq!((text.framework, text.version), (FRAMEWORK, 2));
    assert_eq!(text.approved_on, day("2016-01-20"));
}

#[test]
fn agr_31_a_version_that_is_not_approved_is_refused() {
    let mut story = Story::under(leverkusen()).on("2016-02-01");
    story.framework = Some(approved_text());
    let refusal = story.refuses(DraftAgreement {
        framework_version: Some(3),
        ..draft_from_text()
    });
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("FRAMEWORK_NOT_APPROVED", Some("frameworkVersion"))
    );
    assert_eq!(refusal.facts()["version"], 3);
    assert_eq!(
        refusal.sentence(),
        "Die Fassung 3 des Vereinbarungstextes ist nicht freigegeben."
    );
}

#[test]
fn agr_21_an_unknown_text_and_half_a_reference_are_refused() {
    let mut story = Story::under(leverkusen());
    assert_eq!(
        story.refuses(draft_from_text()),
        AgreementRefusal::FrameworkUnknown(FRAMEWORK)
    );
    story.framework = Some(approved_text());
    let without_version = DraftAgreement {
        framework_version: None,
        ..draft_from_text()
    };
    assert_eq!(
        story.refuses(without_version).code(),
        "FRAMEWORK_VERSION_MISSING"
    );
    let without_text = DraftAgreement {
        framework: None,
        ..draft_from_text()
    };
    assert_eq!(story.refuses(without_text).code(), "FRAMEWORK_MISSING");
}

#[test]
fn agr_29_a_text_of_another_kind_is_refused() {
    let mut story = Story::under(leverkusen());
    story.framework = Some(approved_text());
    let refusal = story.refuses(DraftAgreement {
        kind: AgreementKind::Procedure,
        ..draft_from_text()
    });
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("FRAMEWORK_OF_OTHER_KIND", Some("AGR-29"))
    );
    assert_eq!(refusal.facts()["kind"], "cooperation");
}

#[test]
fn agr_21_an_offer_waits_for_the_values_that_the_text_needs() {
    let mut story = from_text();
    let missing = AgreementRefusal::VariableMissing {
        missing: [placeholder("stadtteilprojekt")].into(),
    };
    let refusal = story.refuses(offer());
    assert_eq!(refusal, missing);
    assert_eq!(refusal.facts()["missing"][0], "stadtteilprojekt");
    assert_eq!(
        story.agreement.open_points(day("2016-02-01")),
        [OpenPoint::VariableMissing]
    );
    TestFramework::<Agreement>::with(story.context())
        .given(story.events.clone())
        .when(fill("stadtteilprojekt", 80).into())
        .then_expect_events(vec![
            VariablesFilled {
                values: [(placeholder("stadtteilprojekt"), entry(80))].into(),
                filled_on: day("2016-02-01"),
            }
            .into(),
        ]);
    let story = story.does(fill("stadtteilprojekt", 80)).does(offer());
    assert!(story.agreement.terms.is_some());
    assert_eq!(story.agreement.open_points(day("2016-02-01")), []);
}

#[test]
fn agr_21_only_placeholders_of_the_text_are_filled_and_each_once() {
    let mut story = from_text();
    let refusal = story.refuses(fill("anlage", 80));
    assert_eq!(
        (refusal.code(), refusal.facts()["placeholder"].clone()),
        ("PLACEHOLDER_UNKNOWN", "anlage".into())
    );
    let mut twice = fill("wappen", 80);
    twice.values.extend(fill("wappen", 81).values);
    assert_eq!(story.refuses(twice).code(), "PLACEHOLDER_TWICE");
    assert_eq!(
        drafted(leverkusen()).refuses(fill("wappen", 80)),
        AgreementRefusal::TextMissing
    );
    let nothing = FillVariables {
        agreement: AGREEMENT,
        values: Vec::new(),
    };
    assert_eq!(story.tries(nothing), Ok(vec![]));
}

#[test]
fn agr_21_the_first_signature_freezes_the_values() {
    let mut story = from_text()
        .does(fill("stadtteilprojekt", 80))
        .does(fill("stadtteilprojekt", 81))
        .does(offer())
        .on("2016-03-01")
        .does(sign(1, "2016-02-02"));
    assert_eq!(
        story.agreement.variables[&placeholder("stadtteilprojekt")],
        entry(81)
    );
    assert_eq!(
        story.refuses(fill("stadtteilprojekt", 82)),
        AgreementRefusal::TermsFrozen
    );
}
