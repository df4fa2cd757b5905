//! Approval, versions and retirement (AGR-30).

use agreements::facts::{ApprovedText, FrameworkFacts};

use super::*;

#[test]
fn agr_30_an_approved_text_never_changes() {
    let mut story = approved();
    let facts = json!({ "version": 1, "approvedOn": "2018-05-16" });
    let commands: Vec<FrameworkCommand> = vec![
        set(vec![clause(10, "a", "1")]).into(),
        add(clause(10, "a", "1"), None).into(),
        revise(clause(10, "schluss", "1")).into(),
        remove("schluss").into(),
        move_to("schluss", 1).into(),
        declare("datum", PlaceholderKind::Date).into(),
        undeclare("traeger").into(),
        consult("2018-06-01", "2018-06-09").into(),
        comment("2018-05-20").into(),
        close("2018-05-20").into(),
        approve("2018-05-17").into(),
    ];
    for command in commands {
        let name = command.name();
        let refusal = story.refuses(command);
        assert_eq!(refusal.code(), "FRAMEWORK_APPROVED", "{name}");
        assert_refusal(&refusal, "FRAMEWORK_APPROVED", facts.clone());
    }
    let again = story.tries(approve("2018-05-16")).expect("is approved");
    assert!(again.is_empty());
}

#[test]
fn agr_30_a_text_is_approved_with_its_decision() {
    let with = ApproveFramework {
        decision: Some(decision()),
        ..approve("2018-05-16")
    };
    let story = written().on("2018-05-20").does(with.clone());
    let approval = story.text.versions[0].approval.clone().expect("approved");
    assert_eq!(approval.decision, Some(decision()));
    let mut story = written().on("2018-05-20");
    let early = ApproveFramework {
        approved_on: day("2018-05-13"),
        ..with.clone()
    };
    assert_refusal(
        &story.refuses(early),
        "DATE_TOO_EARLY",
        json!({ "date": "2018-05-13", "earliest": "2018-05-14" }),
    );
    let nameless = ApproveFramework {
        decision: Some(DecisionRef {
            organ: "Rat".to_owned(),
            ..decision()
        }),
        ..with
    };
    assert_refusal(
        &story.refuses(nameless),
        "DECISION_INVALID",
        json!({ "field": "organ" }),
    );
    assert_refusal(
        &story.refuses(approve("2018-07-01")),
        "DATE_IN_FUTURE",
        json!({ "date": "2018-07-01", "today": TODAY }),
    );
}

#[test]
fn agr_30_two_open_drafts_of_one_text_are_impossible() {
    let mut story = written();
    assert_refusal(
        &story.refuses(start("2018-06-01")),
        "DRAFT_OPEN",
        json!({ "version": 1 }),
    );
    let mut story = approved().does(start("2018-06-01"));
    assert_refusal(
        &story.refuses(start("2018-06-01")),
        "DRAFT_OPEN",
        json!({ "version": 2 }),
    );
}

#[test]
fn agr_30_the_next_version_starts_with_the_words_of_the_last_and_leaves_it_alone() {
    let story = approved()
        .on("2018-06-01")
        .does(StartFrameworkVersion {
            title: Some(words(101, "Vereinbarung zum {{netzwerk}}")),
            responsible_office: Some(words(102, "Fachbereich Kinder und Jugend")),
            ..start("2018-06-10")
        })
        .does(revise(clause(
            50,
            "schluss",
            "Diese Vereinbarung endet am 31.12.2020.",
        )));
    let [first, second] = &story.text.versions[..] else {
        panic!("two versions")
    };
    assert_eq!(first.clauses[2].body.entry, entry(31));
    assert_eq!(second.clauses[2].body.entry, entry(51));
    assert_eq!(second.clauses[..2], first.clauses[..2]);
    assert_eq!(second.placeholders, first.placeholders);
    assert_eq!(second.title.entry, entry(101));
    assert_eq!(second.responsible_office, entry(102));
    let refusal = {
        let mut story = Story {
            events: story.events.clone(),
            text: story.text.clone(),
            ..Story::new()
        };
        story.on = "2018-06-10";
        story.refuses(approve("2018-05-15"))
    };
    assert_refusal(
        &refusal,
        "DATE_TOO_EARLY",
        json!({ "date": "2018-05-15", "earliest": "2018-05-16" }),
    );
    let story = story.on("2018-06-20").does(approve("2018-06-15"));
    let current = |on: &str| story.text.current_on(day(on)).map(|version| version.number);
    assert_eq!(current("2018-05-15"), None);
    assert_eq!(current("2018-05-16"), Some(1));
    assert_eq!(current("2018-06-14"), Some(1));
    assert_eq!(current("2018-06-15"), Some(2));
    assert!(story.text.is_approved_on(1, day("2018-06-20")));
    assert!(!story.text.is_approved_on(2, day("2018-06-14")));
    assert!(!story.text.is_approved_on(3, day("2018-06-20")));
}

#[test]
fn agr_30_a_retired_text_keeps_its_versions_and_takes_no_more_commands() {
    let mut story = approved();
    assert_refusal(
        &story.refuses(retire("2018-05-15")),
        "DATE_TOO_EARLY",
        json!({ "date": "2018-05-15", "earliest": "2018-05-16" }),
    );
    assert_eq!(story.refuses(retire("2018-07-01")).code(), "DATE_IN_FUTURE");
    let mut story = story.on("2018-06-30").does(retire("2018-06-15"));
    assert!(
        story
            .tries(retire("2018-06-15"))
            .expect("is retired")
            .is_empty()
    );
    let facts = json!({ "retiredOn": "2018-06-15" });
    assert_refusal(
        &story.refuses(retire("2018-06-14")),
        "FRAMEWORK_RETIRED",
        facts.clone(),
    );
    assert_refusal(
        &story.refuses(start("2018-06-30")),
        "FRAMEWORK_RETIRED",
        facts,
    );
    assert!(story.text.current_on(day("2018-06-15")).is_some());
    assert!(story.text.current_on(day("2018-06-16")).is_none());
    assert!(story.text.is_approved_on(1, day("2018-06-16")));
}

#[test]
fn agr_30_no_word_of_a_retired_text_changes() {
    let mut story = approved()
        .does(start("2018-06-01"))
        .on("2018-06-30")
        .does(retire("2018-06-15"));
    let commands: Vec<FrameworkCommand> = vec![
        set(vec![clause(10, "a", "1")]).into(),
        add(clause(10, "a", "1"), None).into(),
        revise(clause(10, "schluss", "1")).into(),
        remove("schluss").into(),
        move_to("schluss", 1).into(),
        declare("datum", PlaceholderKind::Date).into(),
        undeclare("traeger").into(),
        consult("2018-06-01", "2018-06-09").into(),
        comment("2018-05-20").into(),
        close("2018-05-20").into(),
        approve("2018-06-15").into(),
        start("2018-06-20").into(),
    ];
    for command in commands {
        assert_refusal(
            &story.refuses(command),
            "FRAMEWORK_RETIRED",
            json!({ "retiredOn": "2018-06-15" }),
        );
    }
}

#[test]
fn agr_30_the_next_versions_title_and_office_are_held_like_the_first_ones() {
    let titled = |text: &str| StartFrameworkVersion {
        title: Some(words(3, text)),
        ..start("2018-06-01")
    };
    let issued_by = |text: &str| StartFrameworkVersion {
        responsible_office: Some(words(4, text)),
        ..start("2018-06-01")
    };
    let long = "x".repeat(201);
    for (command, field) in [
        (titled(&long), "title"),
        (issued_by(&long), "responsibleOffice"),
    ] {
        let refusal = approved().refuses(command);
        assert_eq!(refusal.field(), Some(field));
        assert_refusal(
            &refusal,
            "NAME_TOO_LONG",
            json!({ "length": 201, "max": 200 }),
        );
    }
    let story = approved().does(issued_by("Stadt, Frau Leitung"));
    assert_eq!(story.warned(), ["OFFICE_NAMES_PERSON"]);
}

#[test]
fn agr_30_a_text_is_approved_on_the_day_of_its_decision_and_retired_on_that_of_its_approval() {
    for on in ["2018-05-14", "2018-05-15"] {
        written().on("2018-05-20").does(ApproveFramework {
            decision: Some(decision()),
            ..approve(on)
        });
    }
    for on in ["2018-05-16", "2018-05-17"] {
        approved().does(retire(on));
    }
    for on in ["2018-05-16", "2018-05-17"] {
        approved().does(start("2018-06-01")).does(approve(on));
    }
}

#[test]
fn agr_31_an_agreement_knows_the_approved_versions_alone_and_what_each_asks_for() {
    let optional = DeclarePlaceholder {
        required: false,
        ..declare("wappen", PlaceholderKind::Crest)
    };
    let open = written().does(optional);
    let known = FrameworkFacts::of(&open.text).expect("a text");
    assert_eq!(known.approved, BTreeMap::new());
    let story = open
        .on("2018-05-20")
        .does(approve("2018-05-16"))
        .does(start("2018-06-01"));
    let known = FrameworkFacts::of(&story.text).expect("a text");
    let version = ApprovedText {
        approved_on: day("2018-05-16"),
        placeholders: BTreeMap::from([
            (slot("anlage-1"), true),
            (slot("netzwerk"), true),
            (slot("traeger"), true),
            (slot("wappen"), false),
        ]),
    };
    assert_eq!(known.kind, AgreementKind::Cooperation);
    assert_eq!(known.approved, BTreeMap::from([(1, version)]));
}
