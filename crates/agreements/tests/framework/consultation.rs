//! Consultation, comments and their answers (AGR-31).

use super::*;

#[test]
fn agr_31_a_version_is_draft_in_consultation_approved_and_retired() {
    let story = written()
        .does(consult("2018-05-03", "2018-05-10"))
        .on("2018-06-30")
        .does(approve("2018-05-16"))
        .does(retire("2018-06-15"));
    for (on, state) in [
        ("2018-05-01", None),
        ("2018-05-02", Some(VersionState::Draft)),
        ("2018-05-03", Some(VersionState::InConsultation)),
        ("2018-05-10", Some(VersionState::InConsultation)),
        ("2018-05-11", Some(VersionState::Draft)),
        ("2018-05-16", Some(VersionState::Approved)),
        ("2018-06-15", Some(VersionState::Approved)),
        ("2018-06-16", Some(VersionState::Retired)),
    ] {
        assert_eq!(story.text.state_on(1, day(on)), state, "{on}");
    }
    assert_eq!(story.text.state_on(2, day("2018-06-01")), None);
}

#[test]
fn agr_31_no_approval_while_the_consultation_runs() {
    let open = || {
        written()
            .does(consult("2018-05-03", "2018-05-20"))
            .on("2018-06-30")
    };
    let running = json!({ "version": 1, "until": "2018-05-20" });
    for on in ["2018-05-02", "2018-05-16", "2018-05-20"] {
        assert_refusal(
            &open().refuses(approve(on)),
            "CONSULTATION_OPEN",
            running.clone(),
        );
    }
    open().does(approve("2018-05-21"));
    open().does(close("2018-05-16")).does(approve("2018-05-16"));
    let closed = json!({ "version": 1, "until": "2018-05-16" });
    let refusal = open()
        .does(close("2018-05-16"))
        .refuses(approve("2018-05-15"));
    assert_refusal(&refusal, "CONSULTATION_OPEN", closed);
}

#[test]
fn agr_31_a_consultation_has_its_days_and_its_partners() {
    let mut story = written();
    assert_refusal(
        &story.refuses(consult("2018-05-10", "2018-05-09")),
        "DATE_TOO_EARLY",
        json!({ "date": "2018-05-09", "earliest": "2018-05-10" }),
    );
    let strangers = OpenConsultation {
        invited: vec![partner(1), partner(9)],
        ..consult("2018-05-03", "2018-05-10")
    };
    assert_eq!(FrameworkCommand::from(strangers.clone()).reads().len(), 2);
    assert_refusal(
        &story.refuses(strangers),
        "PARTNER_UNKNOWN",
        json!({ "partner": partner(9) }),
    );
    assert_refusal(
        &story.refuses(close("2018-05-02")),
        "CONSULTATION_MISSING",
        json!({}),
    );
    let mut story = story.does(consult("2018-05-03", "2018-05-10"));
    let again = story.tries(consult("2018-05-03", "2018-05-10"));
    assert!(again.expect("is open").is_empty());
    let second = consult("2018-05-10", "2018-05-20");
    assert_refusal(
        &story.refuses(second),
        "CONSULTATION_OPEN",
        json!({ "version": 1, "until": "2018-05-10" }),
    );
    assert_eq!(story.refuses(close("2018-05-02")).code(), "DATE_TOO_EARLY");
    assert_eq!(story.refuses(close("2018-07-01")).code(), "DATE_IN_FUTURE");
    assert_refusal(
        &story.refuses(close("2018-05-11")),
        "CONSULTATION_OVER",
        json!({ "lastDay": "2018-05-10" }),
    );
    let mut story = story.does(close("2018-05-08"));
    assert!(
        story
            .tries(close("2018-05-08"))
            .expect("is closed")
            .is_empty()
    );
    assert_eq!(
        story.refuses(close("2018-05-07")).code(),
        "CONSULTATION_OVER"
    );
    story.does(consult("2018-05-09", "2018-05-20"));
}

#[test]
fn agr_31_comments_are_recorded_and_answered() {
    let story = written()
        .does(consult("2018-05-03", "2018-05-10"))
        .on("2018-05-20")
        .does(comment("2018-05-10"))
        .does(RecordComment {
            clause: None,
            partner: None,
            function: Some(words(62, "Jugendhilfeplanung")),
            ..comment("2018-05-11")
        });
    assert_eq!(story.warned(), ["COMMENT_OUTSIDE_CONSULTATION"]);
    let mut story = story.does(answer(1));
    let [first, second] = &story.text.versions[0].comments[..] else {
        panic!("two comments")
    };
    assert_eq!((first.number, first.partner), (1, Some(partner(1))));
    assert_eq!(
        first.answer.as_ref().map(|a| a.outcome),
        Some(AnswerOutcome::Partly)
    );
    assert_eq!((second.number, second.function), (2, Some(entry(62))));
    let open = |on: &str| story.text.versions[0].unanswered_comments(day(on)).count();
    assert_eq!((open("2018-05-19"), open("2018-05-20")), (2, 1));
    assert_refusal(
        &story.refuses(answer(1)),
        "COMMENT_ANSWERED",
        json!({ "comment": 1, "answeredOn": "2018-05-20" }),
    );
    assert_refusal(
        &story.refuses(answer(3)),
        "COMMENT_UNKNOWN",
        json!({ "comment": 3 }),
    );
    let mut early = story.on("2018-05-10");
    assert_eq!(early.refuses(answer(2)).code(), "DATE_TOO_EARLY");
    // Numbers count on in the next version, and answers may come after the approval.
    let story = early
        .on("2018-05-20")
        .does(approve("2018-05-20"))
        .does(answer(2))
        .does(start("2018-06-01"))
        .does(consult("2018-05-20", "2018-06-10"))
        .does(comment("2018-05-20"));
    assert_eq!(story.text.versions[1].comments[0].number, 3);
}

#[test]
fn agr_31_a_comment_without_who_said_it_or_without_a_consultation_is_refused() {
    let mut story = written();
    assert_refusal(
        &story.refuses(comment("2018-05-02")),
        "CONSULTATION_MISSING",
        json!({}),
    );
    let mut story = story
        .does(consult("2018-05-03", "2018-05-10"))
        .on("2018-05-20");
    let nobody = RecordComment {
        partner: None,
        ..comment("2018-05-04")
    };
    assert_refusal(&story.refuses(nobody), "COMMENTER_MISSING", json!({}));
    let stranger = RecordComment {
        partner: Some(partner(9)),
        ..comment("2018-05-04")
    };
    assert_refusal(
        &story.refuses(stranger),
        "PARTNER_UNKNOWN",
        json!({ "partner": partner(9) }),
    );
    let elsewhere = RecordComment {
        clause: Some(code("fehlt")),
        ..comment("2018-05-04")
    };
    assert_refusal(
        &story.refuses(elsewhere),
        "CLAUSE_UNKNOWN",
        json!({ "clause": "fehlt" }),
    );
    assert_eq!(
        story.refuses(comment("2018-05-02")).code(),
        "DATE_TOO_EARLY"
    );
    assert_eq!(
        story.refuses(comment("2018-07-01")).code(),
        "DATE_IN_FUTURE"
    );
}

#[test]
fn agr_31_comments_without_an_answer_and_changes_under_way_are_warned_of() {
    let story = written()
        .does(consult("2018-05-02", "2018-05-10"))
        .does(revise(clause(50, "schluss", "Kürzer")));
    assert_eq!(story.warned(), ["CHANGED_DURING_CONSULTATION"]);
    let story = story
        .on("2018-05-20")
        .does(comment("2018-05-05"))
        .does(comment("2018-05-06"))
        .does(answer(1))
        .does(approve("2018-05-20"));
    assert_eq!(story.warned(), ["COMMENTS_UNANSWERED"]);
    assert_eq!(story.warnings[0].facts["comments"], json!([2]));
    assert_eq!(
        story.warnings[0].sentence,
        "1 Stellungnahme ist noch nicht beantwortet."
    );
    assert!(written().does(approve("2018-05-02")).warned().is_empty());
}

#[test]
fn agr_31_every_change_of_the_words_is_warned_of_while_partners_read_them() {
    let changes = || -> Vec<FrameworkCommand> {
        vec![
            set(vec![clause(10, "parteien", "mit {{traeger}}")]).into(),
            add(clause(50, "kontakt", "Telefon"), None).into(),
            revise(clause(52, "schluss", "Kürzer")).into(),
            remove("schluss").into(),
            move_to("schluss", 1).into(),
        ]
    };
    for (on, expected) in [
        ("2018-05-02", vec![]),
        ("2018-05-03", vec!["CHANGED_DURING_CONSULTATION"]),
        ("2018-05-10", vec!["CHANGED_DURING_CONSULTATION"]),
        ("2018-05-11", vec![]),
    ] {
        for change in changes() {
            let name = change.name();
            let story = written().does(consult("2018-05-03", "2018-05-10"));
            assert_eq!(story.on(on).does(change).warned(), expected, "{name} {on}");
        }
    }
}

#[test]
fn agr_31_another_consultation_begins_after_the_last_day_of_the_one_before() {
    let first = || written().does(consult("2018-05-03", "2018-05-10"));
    for from in ["2018-05-09", "2018-05-10"] {
        assert_refusal(
            &first().refuses(consult(from, "2018-05-20")),
            "CONSULTATION_OPEN",
            json!({ "version": 1, "until": "2018-05-10" }),
        );
    }
    first().does(consult("2018-05-11", "2018-05-20"));
    // One that was closed is over, so that the same one does not open again.
    let mut closed = first().on("2018-05-20").does(close("2018-05-10"));
    assert_eq!(
        closed.refuses(consult("2018-05-03", "2018-05-10")).code(),
        "CONSULTATION_OPEN"
    );
    // It lasts a day at least, and each of its partners is known.
    written().does(consult("2018-05-03", "2018-05-03"));
    for same_but in [
        OpenConsultation {
            invited: vec![partner(2)],
            ..consult("2018-05-03", "2018-05-10")
        },
        consult("2018-05-03", "2018-05-09"),
        consult("2018-05-02", "2018-05-10"),
    ] {
        assert_eq!(first().refuses(same_but).code(), "CONSULTATION_OPEN");
    }
}
