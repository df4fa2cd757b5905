//! Draft and clauses (AGR-21, AGR-29, AGR-30; DPR-06).

use super::*;

#[test]
fn agr_29_a_text_of_each_kind_is_drafted() {
    for kind in AgreementKind::ALL {
        let draft = DraftFramework {
            kind: *kind,
            ..draft()
        };
        TestFramework::<Framework>::with(ctx())
            .given_no_previous_events()
            .when(draft.into())
            .then_expect_events(vec![
                FrameworkDrafted {
                    framework: TEXT,
                    kind: *kind,
                    title: MarkedText {
                        entry: entry(1),
                        placeholders: [slot("netzwerk")].into(),
                        switches: [].into(),
                    },
                    responsible_office: entry(2),
                    stand: day("2018-05-16"),
                    based_on: None,
                    drafted_on: day("2018-05-02"),
                }
                .into(),
            ]);
    }
}

#[test]
fn agr_29_a_text_is_drafted_once_and_nothing_happens_to_none() {
    let mut story = written();
    assert_refusal(&story.refuses(draft()), "ALREADY_EXISTS", json!({}));
    let mut nothing = Story::new();
    assert_refusal(
        &nothing.refuses(approve("2018-05-02")),
        "NOT_FOUND",
        json!({}),
    );
    let nameless = DraftFramework {
        id: None,
        ..draft()
    };
    assert_refusal(&nothing.refuses(nameless), "ID_MISSING", json!({}));
}

#[test]
fn agr_29_a_text_starts_with_the_words_of_the_text_that_it_is_based_on() {
    let mut base = approved().text;
    base.id = Some(OTHER_TEXT);
    let mut story = Story::new();
    story.facts.bases.insert(OTHER_TEXT, base.clone());
    let based = |version| DraftFramework {
        based_on: Some(BasedOn {
            framework: OTHER_TEXT,
            version,
        }),
        ..draft()
    };
    assert_refusal(
        &story.refuses(based(2)),
        "BASE_UNKNOWN",
        json!({ "framework": OTHER_TEXT, "version": 2 }),
    );
    let command = FrameworkCommand::from(based(1));
    assert_eq!(command.reads().len(), 1);
    let story = story.does(command);
    let version = story.text.open_version().expect("a draft");
    assert_eq!(version.clauses, base.versions[0].clauses);
    assert_eq!(version.placeholders, base.versions[0].placeholders);
    assert_eq!(version.entries().len(), 2 + 6 + 3);
}

#[test]
fn agr_30_stand_and_office_are_printed_and_a_person_is_warned_of() {
    let story = written();
    let version = story.text.version(1).expect("version 1");
    assert_eq!(version.footer("Jugendamt"), "Stand: 16.05.2018, Jugendamt");
    assert!(story.warned().is_empty());
    for (office, expected) in [
        ("Stadt, Frau Leitung", vec!["OFFICE_NAMES_PERSON"]),
        ("Frauenbüro der Stadt", vec![]),
        ("Jugendamt, amt@stadt.example", vec!["OFFICE_NAMES_PERSON"]),
    ] {
        let draft = DraftFramework {
            responsible_office: words(2, office),
            ..draft()
        };
        assert_eq!(Story::new().does(draft).warned(), expected, "{office}");
    }
}

#[test]
fn agr_30_names_of_more_than_200_characters_are_refused() {
    let long = "x".repeat(201);
    let title = DraftFramework {
        title: words(1, &long),
        ..draft()
    };
    let office = DraftFramework {
        responsible_office: words(1, &long),
        ..draft()
    };
    for command in [title, office] {
        let refusal = Story::new().refuses(command);
        assert_refusal(
            &refusal,
            "NAME_TOO_LONG",
            json!({ "length": 201, "max": 200 }),
        );
    }
    let mut heading = clause(50, "lang", "kurz");
    heading.heading = words(50, &long);
    assert_eq!(
        written().refuses(add(heading, None)).field(),
        Some("heading")
    );
    let label = DeclarePlaceholder {
        label: words(90, &long),
        ..declare("datum", PlaceholderKind::Date)
    };
    assert_eq!(written().refuses(label).field(), Some("label"));
    let fits = DraftFramework {
        title: words(1, &"x".repeat(200)),
        ..draft()
    };
    Story::new().does(fits);
}

#[test]
fn agr_21_clauses_are_added_moved_revised_and_removed_in_a_draft() {
    let story = written()
        .does(add(clause(40, "ziele", "Ziele"), None))
        .does(add(clause(42, "praeambel", "Vorwort"), Some(1)));
    let version = story.text.open_version().expect("a draft");
    assert_eq!(
        order(version),
        ["praeambel", "parteien", "partner", "schluss", "ziele"]
    );
    let story = story.does(move_to("ziele", 2)).does(move_to("partner", 5));
    let version = story.text.open_version().expect("a draft");
    assert_eq!(
        order(version),
        ["praeambel", "ziele", "parteien", "schluss", "partner"]
    );
    let story = story.does(remove("ziele")).does(revise(clause(
        44,
        "parteien",
        "mit {{traeger}} und {{stadt}}",
    )));
    let version = story.text.open_version().expect("a draft");
    assert_eq!(
        order(version),
        ["praeambel", "parteien", "schluss", "partner"]
    );
    let parties = version.clause(&code("parteien")).expect("the clause");
    assert_eq!(parties.body.entry, entry(45));
    assert_eq!(
        parties.body.placeholders,
        [slot("stadt"), slot("traeger")].into()
    );
}

#[test]
fn agr_21_clauses_that_cannot_be_are_refused() {
    let mut story = written();
    let twice = set(vec![clause(10, "a", "1"), clause(12, "a", "2")]);
    assert_refusal(
        &story.refuses(twice),
        "CLAUSE_EXISTS",
        json!({ "clause": "a" }),
    );
    assert_refusal(&story.refuses(set(vec![])), "NO_CLAUSES", json!({}));
    let again = add(clause(10, "schluss", "1"), None);
    assert_refusal(
        &story.refuses(again),
        "CLAUSE_EXISTS",
        json!({ "clause": "schluss" }),
    );
    for position in [0, 5] {
        let refusal = story.refuses(add(clause(10, "neu", "1"), Some(position)));
        assert_refusal(
            &refusal,
            "POSITION_UNKNOWN",
            json!({ "position": position, "last": 4 }),
        );
    }
    for position in [0, 4] {
        let refusal = story.refuses(move_to("partner", position));
        assert_refusal(
            &refusal,
            "POSITION_UNKNOWN",
            json!({ "position": position, "last": 3 }),
        );
    }
    let unknown = json!({ "clause": "fehlt" });
    assert_refusal(
        &story.refuses(remove("fehlt")),
        "CLAUSE_UNKNOWN",
        unknown.clone(),
    );
    assert_refusal(
        &story.refuses(move_to("fehlt", 1)),
        "CLAUSE_UNKNOWN",
        unknown.clone(),
    );
    let revised = revise(clause(10, "fehlt", "1"));
    assert_refusal(&story.refuses(revised), "CLAUSE_UNKNOWN", unknown);
    assert!(
        story
            .tries(move_to("partner", 2))
            .expect("is there")
            .is_empty()
    );
}

#[test]
fn dpr_06_a_clause_with_outdated_law_is_warned_of_when_it_is_set() {
    let old = "im Sinne des § 67 Abs. 8 und 8a SGB X";
    let story = written()
        .on("2018-06-01")
        .does(revise(clause(50, "schluss", old)));
    assert_eq!(story.warned(), ["TEXT_FINDINGS"]);
    assert_eq!(story.warnings[0].facts["findings"], json!(["outdated"]));
    assert_eq!(
        story.warnings[0].sentence,
        "Im Abschnitt „schluss“ ist 1 Stelle zu prüfen: überholt."
    );
    let facts = serde_json::to_string(&story.warnings).expect("JSON");
    assert!(
        !facts.contains("SGB"),
        "a warning stands in the log and holds no words"
    );
    let then = written()
        .on("2018-05-20")
        .does(revise(clause(50, "schluss", old)));
    assert!(then.warned().is_empty());
}

#[test]
fn agr_21_a_day_ahead_is_refused() {
    let mut story = written().on("2018-07-01");
    assert_refusal(
        &story.refuses(remove("schluss")),
        "DATE_IN_FUTURE",
        json!({ "date": "2018-07-01", "today": TODAY }),
    );
}

#[test]
fn agr_21_every_word_of_a_command_goes_into_the_vault() {
    let entries = |command: FrameworkCommand| -> Vec<EntryId> {
        command.entries().iter().map(|entry| entry.id).collect()
    };
    assert_eq!(entries(draft().into()), [entry(1), entry(2)]);
    let two = set(vec![clause(10, "a", "1"), clause(20, "b", "2")]);
    assert_eq!(
        entries(two.into()),
        [entry(10), entry(11), entry(20), entry(21)]
    );
    let by_function = RecordComment {
        function: Some(words(62, "Jugendhilfeplanung")),
        ..comment("2018-05-04")
    };
    assert_eq!(entries(by_function.into()), [entry(62), entry(60)]);
    let renamed = StartFrameworkVersion {
        title: Some(words(3, "Titel")),
        responsible_office: Some(words(4, "Stelle")),
        ..start("2018-06-01")
    };
    assert_eq!(entries(renamed.into()), [entry(3), entry(4)]);
    for command in [
        add(clause(10, "a", "1"), None).into(),
        revise(clause(10, "a", "1")).into(),
    ] {
        assert_eq!(entries(command), [entry(10), entry(11)]);
    }
    assert_eq!(
        entries(declare("stadt", PlaceholderKind::Text).into()),
        [entry(90)]
    );
    assert_eq!(entries(answer(1).into()), [entry(61)]);
    assert_eq!(entries(retire("2018-06-01").into()), [entry(70)]);
    assert_eq!(entries(correct(1, None).into()), [entry(80)]);
    assert_eq!(FrameworkCommand::NAMES.len(), 16);
}

#[test]
fn a_text_is_stored_by_the_read_side_and_read_back_alike() {
    let mut text = Framework::default();
    for event in all_events() {
        text.apply(event);
    }
    let stored = serde_json::to_string(&text).expect("JSON");
    let read: Framework = serde_json::from_str(&stored).expect("a text");
    assert_eq!(read, text);
}

#[test]
fn agr_29_a_draft_goes_to_its_new_id_and_every_other_command_to_a_text_that_is_there() {
    let mut first = FrameworkCommand::from(DraftFramework {
        id: None,
        ..draft()
    });
    assert_eq!((first.creates(), first.target()), (true, None));
    first.assign(TEXT.0);
    assert_eq!(first.target(), Some(TEXT.0));
    let mut second = FrameworkCommand::from(remove("schluss"));
    second.assign(OTHER_TEXT.0);
    assert_eq!((second.creates(), second.target()), (false, Some(TEXT.0)));
}

#[test]
fn agr_29_whatever_is_said_of_a_text_that_was_never_drafted_is_refused() {
    let commands: Vec<FrameworkCommand> = vec![
        set(vec![clause(10, "a", "1")]).into(),
        answer(1).into(),
        start("2018-06-01").into(),
        retire("2018-05-02").into(),
        correct(1, None).into(),
    ];
    for command in commands {
        assert_refusal(&Story::new().refuses(command), "NOT_FOUND", json!({}));
    }
}
