//! Corrections of what was recorded (AGR-30, AGR-31).

use super::*;

#[test]
fn agr_31_a_fact_is_corrected_struck_and_restored() {
    let mut story = written().does(consult("2018-05-03", "2018-05-20"));
    let right = |until| FrameworkReplacement::OpenConsultation(consult("2018-05-03", until));
    let events = story
        .tries(correct(6, Some(right("2018-05-10"))))
        .expect("corrected");
    assert_eq!(events.len(), 1);
    assert_eq!(
        story.text.versions[0].consultations[0].until,
        day("2018-05-10")
    );
    let again = story
        .tries(correct(6, Some(right("2018-05-10"))))
        .expect("is so");
    assert!(again.is_empty());
    story.tries(correct(6, None)).expect("struck");
    assert!(story.text.versions[0].consultations.is_empty());
    story
        .tries(correct(6, Some(right("2018-05-10"))))
        .expect("restored");
    assert_eq!(story.text.versions[0].consultations.len(), 1);
    assert_eq!(story.text.history.len(), 9);
}

#[test]
fn agr_30_a_correction_is_about_the_text_that_it_corrects() {
    let other = FrameworkReplacement::DraftFramework(DraftFramework {
        id: Some(OTHER_TEXT),
        stand: day("2018-05-01"),
        ..draft()
    });
    let command = correct(1, Some(other));
    assert_eq!(FrameworkCommand::from(command.clone()).entries().len(), 3);
    assert_eq!(
        FrameworkCommand::from(command.clone()).target(),
        Some(TEXT.0)
    );
    let story = approved().does(command);
    assert_eq!(story.text.id, Some(TEXT));
    assert_eq!(story.text.versions[0].stand, day("2018-05-01"));
}

#[test]
fn agr_30_a_correction_never_reaches_the_words_of_an_approved_version() {
    let facts = json!({ "version": 1, "approvedOn": "2018-05-16" });
    let other_words =
        FrameworkReplacement::SetClauses(set(vec![clause(50, "a", "{{traeger}} {{anlage-1}}")]));
    let mut story = approved();
    assert_refusal(
        &story.refuses(correct(2, Some(other_words.clone()))),
        "FRAMEWORK_APPROVED",
        facts.clone(),
    );
    let mut next = approved()
        .does(start("2018-06-01"))
        .does(approve("2018-05-20"));
    assert_refusal(
        &next.refuses(correct(7, None)),
        "FRAMEWORK_APPROVED",
        json!({ "version": 2, "approvedOn": "2018-05-20" }),
    );
    // Struck first, the approval protects nothing any more.
    story
        .does(correct(6, None))
        .does(correct(2, Some(other_words)))
        .does(approve("2018-05-16"));
}

#[test]
fn agr_30_a_correction_that_leaves_contradicting_facts_is_refused() {
    let mut two = approved().does(start("2018-06-01"));
    assert_refusal(
        &two.refuses(correct(6, None)),
        "DRAFT_OPEN",
        json!({ "version": 1 }),
    );
    let mut consulted = written()
        .does(consult("2018-05-03", "2018-05-10"))
        .on("2018-05-20")
        .does(comment("2018-05-04"))
        .does(approve("2018-05-16"));
    assert_refusal(
        &consulted.refuses(correct(6, None)),
        "CONSULTATION_MISSING",
        json!({}),
    );
    let longer = FrameworkReplacement::OpenConsultation(consult("2018-05-03", "2018-05-20"));
    assert_refusal(
        &consulted.refuses(correct(6, Some(longer))),
        "CONSULTATION_OPEN",
        json!({ "version": 1, "until": "2018-05-20" }),
    );
    let mut retired = approved().on("2018-06-30").does(retire("2018-06-15"));
    let later = FrameworkReplacement::ApproveFramework(approve("2018-06-20"));
    assert_refusal(
        &retired.refuses(correct(6, Some(later))),
        "DATE_TOO_EARLY",
        json!({ "date": "2018-06-15", "earliest": "2018-06-20" }),
    );
    let mut closed = written()
        .does(consult("2018-05-03", "2018-05-20"))
        .on("2018-05-20")
        .does(close("2018-05-06"));
    let later = FrameworkReplacement::OpenConsultation(consult("2018-05-07", "2018-05-20"));
    assert_eq!(
        closed.refuses(correct(6, Some(later))).code(),
        "DATE_TOO_EARLY"
    );
}

#[test]
fn agr_30_a_correction_of_nothing_or_of_another_kind_is_refused() {
    let mut story = approved();
    for (fact, replacement, code) in [
        (0, None, "FACT_UNKNOWN"),
        (7, None, "FACT_UNKNOWN"),
        (1, None, "FIRST_FACT_STAYS"),
        (
            6,
            Some(FrameworkReplacement::RetireFramework(retire("2018-05-16"))),
            "FACT_OF_OTHER_KIND",
        ),
    ] {
        assert_eq!(story.refuses(correct(fact, replacement)).code(), code);
    }
}

#[test]
fn agr_31_a_correction_keeps_consultations_comments_and_answers_in_their_order() {
    let longer = |from, until| Some(FrameworkReplacement::OpenConsultation(consult(from, until)));
    let mut two = written()
        .does(consult("2018-05-03", "2018-05-10"))
        .does(consult("2018-05-11", "2018-05-20"));
    assert_refusal(
        &two.refuses(correct(6, longer("2018-05-03", "2018-05-11"))),
        "CONSULTATION_OPEN",
        json!({ "version": 1, "until": "2018-05-11" }),
    );
    two.does(correct(6, longer("2018-05-02", "2018-05-09")));
    let answered = || {
        written()
            .does(consult("2018-05-03", "2018-05-20"))
            .on("2018-05-12")
            .does(comment("2018-05-05"))
            .on("2018-05-10")
            .does(answer(1))
            .on("2018-05-20")
    };
    assert_refusal(
        &answered().refuses(correct(6, longer("2018-05-06", "2018-05-20"))),
        "DATE_TOO_EARLY",
        json!({ "date": "2018-05-05", "earliest": "2018-05-06" }),
    );
    let received = |on| Some(FrameworkReplacement::RecordComment(comment(on)));
    assert_refusal(
        &answered().refuses(correct(7, received("2018-05-11"))),
        "DATE_TOO_EARLY",
        json!({ "date": "2018-05-10", "earliest": "2018-05-11" }),
    );
    answered().does(correct(7, received("2018-05-10")));
    let mut closed = written()
        .does(consult("2018-05-03", "2018-05-20"))
        .on("2018-05-20")
        .does(close("2018-05-12"));
    assert_refusal(
        &closed.refuses(correct(6, longer("2018-05-03", "2018-05-11"))),
        "CONSULTATION_OVER",
        json!({ "lastDay": "2018-05-11" }),
    );
    closed.does(correct(6, longer("2018-05-03", "2018-05-12")));
}

#[test]
fn agr_30_a_correction_keeps_approvals_in_the_order_of_their_versions() {
    let twice = || {
        approved()
            .does(start("2018-06-01"))
            .on("2018-06-30")
            .does(approve("2018-06-15"))
    };
    let approved_on = |on| Some(FrameworkReplacement::ApproveFramework(approve(on)));
    for on in ["2018-06-14", "2018-06-15"] {
        twice().does(correct(6, approved_on(on)));
    }
    assert_refusal(
        &twice().refuses(correct(6, approved_on("2018-06-16"))),
        "DATE_TOO_EARLY",
        json!({ "date": "2018-06-15", "earliest": "2018-06-16" }),
    );
}

#[test]
fn agr_30_a_correction_changes_neither_the_words_nor_the_placeholders_of_an_approved_version() {
    let facts = json!({ "version": 1, "approvedOn": "2018-05-16" });
    let annex =
        FrameworkReplacement::DeclarePlaceholder(declare("traeger", PlaceholderKind::Annex));
    assert_refusal(
        &approved().refuses(correct(4, Some(annex))),
        "FRAMEWORK_APPROVED",
        facts.clone(),
    );
    let reworded = FrameworkReplacement::SetClauses(set(vec![clause(
        50,
        "parteien",
        "{{traeger}} und {{anlage-1}}",
    )]));
    assert_refusal(
        &approved().refuses(correct(2, Some(reworded))),
        "FRAMEWORK_APPROVED",
        facts,
    );
}
