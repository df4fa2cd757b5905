//! Common standards: MTG-28.

use jiff::civil::date;
use kernel::{BodyId, Date, DomainCommand, MeetingId, Refusal, Role, facts};
use meetings::standard::*;
use meetings::{Finding, FindingSeverity, QualityStandard};

use crate::fixtures::*;
use crate::given::*;

const REVIEW: Date = date(2024, 5, 27);
const LATE_MAY: Date = date(2024, 5, 21);

fn adopt() -> AdoptStandard {
    AdoptStandard {
        id: Some(id(1)),
        body: id(1),
        meeting: id(1),
        title: text(100, "Begleitete Übergabe an die nächste Einrichtung"),
        text: Some(text(101, "Wer übergibt, ruft vorher an.")),
        document: Some(document(1)),
        adopted_on: HELD,
        review_on: Some(REVIEW),
    }
}

fn adopted() -> StandardEvent {
    StandardAdopted {
        body: id(1),
        meeting: id(1),
        title: id(100),
        text: Some(id(101)),
        document: Some(document(1)),
        adopted_on: HELD,
        review_on: Some(REVIEW),
    }
    .into()
}

fn review(result: StandardReviewResult, reviewed_on: Date) -> ReviewStandard {
    ReviewStandard {
        standard: id(1),
        meeting: None,
        reviewed_on,
        result,
        text: None,
        document: None,
        next_review_on: None,
    }
}

fn confirm(reviewed_on: Date) -> ReviewStandard {
    ReviewStandard {
        next_review_on: Some(date(2025, 6, 2)),
        ..review(StandardReviewResult::Confirmed, reviewed_on)
    }
}

fn confirmed(reviewed_on: Date) -> StandardEvent {
    StandardReviewed {
        meeting: None,
        reviewed_on,
        result: StandardReviewResult::Confirmed,
        text: None,
        document: None,
        next_review_on: Some(date(2025, 6, 2)),
    }
    .into()
}

fn revise(reviewed_on: Date) -> ReviewStandard {
    ReviewStandard {
        document: Some(document(2)),
        ..review(StandardReviewResult::Revised, reviewed_on)
    }
}

fn retire(retired_on: Date) -> RetireStandard {
    RetireStandard {
        standard: id(1),
        reason: Some(text(103, "Das Gesetz regelt es jetzt")),
        retired_on,
    }
}

fn retired(retired_on: Date) -> StandardEvent {
    StandardRetired {
        reason: Some(id(103)),
        retired_on,
    }
    .into()
}

fn correct(fact: u32, replacement: Option<StandardReplacement>) -> CorrectStandard {
    CorrectStandard {
        standard: id(1),
        fact,
        reason: text(300, "Das Datum war falsch"),
        replacement,
    }
}

#[test]
fn every_event_of_a_standard_has_a_sample() {
    crate::events::check_events::<StandardEvent>();
}

#[test]
fn mtg_28_a_standard_is_adopted_in_a_meeting_that_was_held() {
    happens::<QualityStandard>(vec![], adopt(), vec![adopted()]);
    let command = StandardCommand::from(adopt());
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["meeting"], vec![100, 101])
    );
    assert_eq!(command.documents(), [document(1)]);
    makes(command);
    let bare = AdoptStandard {
        text: None,
        document: None,
        review_on: None,
        ..adopt()
    };
    let command = StandardCommand::from(bare);
    assert_eq!(entries(&command), [100]);
    assert!(command.documents().is_empty());
    let events = QualityStandard::default().decide(&command, &office());
    let standard: QualityStandard = state(events.unwrap());
    assert_eq!(standard.wording_on(HELD), Some(Wording::default()));
    assert_eq!(standard.next_review_on(HELD), None);
    let again = refused::<QualityStandard>(vec![adopted()], adopt());
    assert_eq!(again.0, "ALREADY_EXISTS");
    let refusal = refused_by::<QualityStandard>(office(), vec![], retire(TODAY));
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("NOT_FOUND", Some("MTG-28"))
    );
}

#[test]
fn mtg_28_no_other_meeting_and_no_other_day_adopts() {
    let in_meeting = |meeting| AdoptStandard {
        meeting: id(meeting),
        ..adopt()
    };
    for (command, expected) in [
        (
            in_meeting(9),
            (
                "MEETING_UNKNOWN",
                Some("meeting"),
                facts! { "id" => id::<MeetingId>(9) },
            ),
        ),
        (
            in_meeting(5),
            (
                "MEETING_OF_OTHER_BODY",
                Some("meeting"),
                facts! { "body" => id::<BodyId>(3) },
            ),
        ),
        (
            in_meeting(2),
            (
                "MEETING_NOT_HELD",
                Some("meeting"),
                facts! { "beginsOn" => "2024-06-10" },
            ),
        ),
        (
            in_meeting(3),
            (
                "MEETING_CANCELLED",
                Some("meeting"),
                facts! { "beginsOn" => "2024-05-13" },
            ),
        ),
        (
            AdoptStandard {
                adopted_on: date(2024, 5, 12),
                ..adopt()
            },
            (
                "DATE_TOO_EARLY",
                Some("adoptedOn"),
                facts! { "date" => "2024-05-12", "notBefore" => "2024-05-13" },
            ),
        ),
        (
            AdoptStandard {
                adopted_on: TODAY.tomorrow().unwrap(),
                ..adopt()
            },
            (
                "DATE_IN_FUTURE",
                Some("adoptedOn"),
                facts! { "date" => "2024-06-04", "today" => "2024-06-03" },
            ),
        ),
        (
            AdoptStandard {
                title: text(100, "zwei\nZeilen"),
                ..adopt()
            },
            (
                "NOT_A_LINE",
                Some("title"),
                facts! { "length" => 11, "allowed" => 200 },
            ),
        ),
        (
            AdoptStandard {
                review_on: Some(HELD),
                ..adopt()
            },
            (
                "DATE_TOO_EARLY",
                Some("reviewOn"),
                facts! { "date" => "2024-05-13", "notBefore" => "2024-05-14" },
            ),
        ),
    ] {
        assert_eq!(refused::<QualityStandard>(vec![], command), expected);
    }
    let next_day = AdoptStandard {
        review_on: Some(date(2024, 5, 14)),
        ..adopt()
    };
    let events = QualityStandard::default().decide(&next_day.into(), &office());
    assert_eq!(events.unwrap().len(), 1);
}

#[test]
fn mtg_15_an_advisory_body_agrees_on_standards_for_its_own_work() {
    // Body 1 only recommends, as its document states.
    assert_eq!(facts().bodies[&id(1)].advisory.binding(), Some(&true));
    let ctx = ctx_as(&duisburg(), Role::Coordinator, known());
    let events = QualityStandard::default().decide(&adopt().into(), &ctx);
    assert_eq!(events.unwrap(), [adopted()]);
    assert!(warnings(ctx).is_empty());
}

#[test]
fn mtg_28_a_review_confirms_revises_or_retires() {
    happens::<QualityStandard>(vec![adopted()], confirm(REVIEW), vec![confirmed(REVIEW)]);
    repeated::<QualityStandard>(vec![adopted(), confirmed(REVIEW)], confirm(REVIEW));
    let standard = after::<QualityStandard>(vec![adopted()], confirm(REVIEW));
    let first = Wording {
        text: Some(id(101)),
        document: Some(document(1)),
    };
    assert_eq!(standard.wording_on(TODAY), Some(first));
    assert_eq!(standard.next_review_on(date(2024, 5, 26)), Some(REVIEW));
    assert_eq!(standard.next_review_on(REVIEW), Some(date(2025, 6, 2)));

    let standard = after::<QualityStandard>(vec![adopted()], revise(REVIEW));
    let second = Wording {
        text: None,
        document: Some(document(2)),
    };
    assert_eq!(standard.wording_on(date(2024, 5, 12)), None);
    assert_eq!(standard.wording_on(date(2024, 5, 26)), Some(first));
    assert_eq!(standard.wording_on(REVIEW), Some(second));
    assert_eq!(standard.next_review_on(REVIEW), None, "nobody said one");
    let by_text = ReviewStandard {
        text: Some(text(102, "Wer übergibt, kommt mit.")),
        document: None,
        ..revise(REVIEW)
    };
    let command = StandardCommand::from(by_text.clone());
    assert_eq!((kinds(&command), entries(&command)), (vec![], vec![102]));
    let standard = after::<QualityStandard>(vec![adopted()], by_text);
    let wording = standard.wording_on(REVIEW).unwrap();
    assert_eq!((wording.text, wording.document), (Some(id(102)), None));

    let ends = review(StandardReviewResult::Retired, REVIEW);
    let standard = after::<QualityStandard>(vec![adopted()], ends);
    assert_eq!(standard.state_on(REVIEW), Some(StandardState::Retired));
    assert_eq!(standard.next_review_on(REVIEW), None);
    let command = StandardCommand::from(revise(REVIEW));
    assert_eq!(command.documents(), [document(2)]);
    is_for_one(command);
}

#[test]
fn mtg_28_only_a_revision_has_another_wording() {
    let result = |result: StandardReviewResult| facts! { "result" => result };
    let worded = |kind| ReviewStandard {
        text: Some(text(102, "Wer übergibt, kommt mit.")),
        ..review(kind, REVIEW)
    };
    let documented = ReviewStandard {
        document: Some(document(2)),
        ..review(StandardReviewResult::Confirmed, REVIEW)
    };
    for (command, expected) in [
        (
            review(StandardReviewResult::Revised, REVIEW),
            ("REVISION_MISSING", Some("text"), facts! {}),
        ),
        (
            worded(StandardReviewResult::Confirmed),
            (
                "WORDING_STAYS",
                Some("result"),
                result(StandardReviewResult::Confirmed),
            ),
        ),
        (
            documented,
            (
                "WORDING_STAYS",
                Some("result"),
                result(StandardReviewResult::Confirmed),
            ),
        ),
        (
            worded(StandardReviewResult::Retired),
            (
                "WORDING_STAYS",
                Some("result"),
                result(StandardReviewResult::Retired),
            ),
        ),
        (
            ReviewStandard {
                next_review_on: Some(date(2025, 6, 2)),
                ..review(StandardReviewResult::Retired, REVIEW)
            },
            ("RETIRED_NEEDS_NO_REVIEW", Some("nextReviewOn"), facts! {}),
        ),
    ] {
        assert_eq!(
            refused::<QualityStandard>(vec![adopted()], command),
            expected
        );
    }
}

#[test]
fn mtg_28_a_review_has_its_meeting_and_its_days() {
    let held = ReviewStandard {
        meeting: Some(id(1)),
        ..confirm(HELD)
    };
    let command = StandardCommand::from(held.clone());
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["meeting"], vec![])
    );
    assert!(StandardCommand::from(confirm(HELD)).documents().is_empty());
    let standard = after::<QualityStandard>(vec![adopted()], held);
    assert_eq!(standard.reviews[0].meeting, Some(id(1)));
    let in_meeting = |meeting| ReviewStandard {
        meeting: Some(id(meeting)),
        ..confirm(REVIEW)
    };
    for (command, code, field) in [
        (in_meeting(9), "MEETING_UNKNOWN", "meeting"),
        (in_meeting(5), "MEETING_OF_OTHER_BODY", "meeting"),
        (in_meeting(2), "MEETING_NOT_HELD", "meeting"),
        (in_meeting(3), "MEETING_CANCELLED", "meeting"),
        (confirm(date(2024, 5, 12)), "DATE_TOO_EARLY", "reviewedOn"),
        (
            confirm(TODAY.tomorrow().unwrap()),
            "DATE_IN_FUTURE",
            "reviewedOn",
        ),
        (
            ReviewStandard {
                next_review_on: Some(REVIEW),
                ..confirm(REVIEW)
            },
            "DATE_TOO_EARLY",
            "nextReviewOn",
        ),
    ] {
        let refusal = refused::<QualityStandard>(vec![adopted()], command);
        assert_eq!((refusal.0, refusal.1), (code, Some(field)));
    }
    let older = AdoptStandard {
        meeting: id(4),
        adopted_on: date(2024, 4, 15),
        ..adopt()
    };
    let older = QualityStandard::default().decide(&older.into(), &office());
    let early = ReviewStandard {
        meeting: Some(id(1)),
        ..confirm(date(2024, 5, 12))
    };
    assert_eq!(
        refused::<QualityStandard>(older.unwrap(), early),
        (
            "DATE_TOO_EARLY",
            Some("reviewedOn"),
            facts! { "date" => "2024-05-12", "notBefore" => "2024-05-13" }
        )
    );
}

#[test]
fn mtg_28_a_standard_is_retired_once() {
    happens::<QualityStandard>(vec![adopted()], retire(REVIEW), vec![retired(REVIEW)]);
    let gone = || vec![adopted(), retired(REVIEW)];
    repeated::<QualityStandard>(gone(), retire(REVIEW));
    let command = StandardCommand::from(retire(REVIEW));
    assert_eq!((kinds(&command), entries(&command)), (vec![], vec![103]));
    assert!(command.documents().is_empty());
    is_for_one(command);
    let standard: QualityStandard = state(gone());
    assert_eq!(standard.state_on(date(2024, 5, 12)), None);
    assert_eq!(standard.state_on(HELD), Some(StandardState::InForce));
    assert_eq!(
        standard.state_on(date(2024, 5, 26)),
        Some(StandardState::InForce)
    );
    assert_eq!(standard.state_on(REVIEW), Some(StandardState::Retired));
    assert_eq!(standard.retire_reason, Some(id(103)));
    let already = (
        "STANDARD_RETIRED",
        Some("standard"),
        facts! { "retiredOn" => "2024-05-27" },
    );
    for command in [
        StandardCommand::from(retire(TODAY)),
        confirm(REVIEW).into(),
        confirm(TODAY).into(),
        review(StandardReviewResult::Retired, LATE_MAY).into(),
    ] {
        assert_eq!(refused::<QualityStandard>(gone(), command), already);
    }
    // A review that is told late finds its place.
    let standard = after::<QualityStandard>(gone(), confirm(date(2024, 5, 26)));
    assert_eq!(
        standard.next_review_on(date(2024, 5, 26)),
        Some(date(2025, 6, 2))
    );
    let early = facts! { "date" => "2024-05-21", "notBefore" => "2024-05-27" };
    let reviewed = || vec![adopted(), confirmed(REVIEW)];
    assert_eq!(
        refused::<QualityStandard>(reviewed(), retire(LATE_MAY)),
        ("DATE_TOO_EARLY", Some("retiredOn"), early.clone())
    );
    let ends = review(StandardReviewResult::Retired, LATE_MAY);
    assert_eq!(
        refused::<QualityStandard>(reviewed(), ends),
        ("DATE_TOO_EARLY", Some("reviewedOn"), early)
    );
    let unborn = refused::<QualityStandard>(vec![adopted()], retire(date(2024, 5, 12)));
    assert_eq!((unborn.0, unborn.1), ("DATE_TOO_EARLY", Some("retiredOn")));
    let ahead = refused::<QualityStandard>(vec![adopted()], retire(TODAY.tomorrow().unwrap()));
    assert_eq!((ahead.0, ahead.1), ("DATE_IN_FUTURE", Some("retiredOn")));
}

#[test]
fn mtg_28_a_review_is_due_from_its_day_on() {
    let standard: QualityStandard = state([adopted()]);
    assert_eq!(standard_findings(&standard, date(2024, 5, 26)), []);
    let due = Finding {
        code: "STANDARD_REVIEW_DUE",
        rule: "MTG-28",
        severity: FindingSeverity::Task,
        sentence: "Der gemeinsame Standard ist seit dem 27.05.2024 zu überprüfen.".to_owned(),
        facts: facts! { "dueSince" => "2024-05-27" },
    };
    assert_eq!(standard_findings(&standard, REVIEW), [due]);
    let reviewed: QualityStandard = state([adopted(), confirmed(REVIEW)]);
    assert_eq!(reviewed.review_due_since(REVIEW), None);
    assert_eq!(
        reviewed.review_due_since(date(2025, 6, 2)),
        Some(date(2025, 6, 2))
    );
    let gone: QualityStandard = state([adopted(), retired(REVIEW)]);
    assert_eq!(standard_findings(&gone, TODAY), []);
}

#[test]
fn mtg_28_every_fact_of_a_standard_is_corrected() {
    use StandardReplacement as Instead;
    let given = || vec![adopted(), confirmed(REVIEW), retired(REVIEW)];
    let titled = AdoptStandard {
        title: text(110, "Begleitete Übergabe"),
        ..adopt()
    };
    let command = StandardCommand::from(correct(1, Some(Instead::AdoptStandard(titled))));
    let standard = after::<QualityStandard>(given(), command.clone());
    assert_eq!(standard.title, Some(id(110)));
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["meeting"], vec![110, 101, 300])
    );
    assert_eq!(command.documents(), [document(1)]);
    is_for_one(command);
    let revision = Instead::ReviewStandard(revise(REVIEW));
    let standard = after::<QualityStandard>(given(), correct(2, Some(revision)));
    assert_eq!(
        standard.wording_on(REVIEW).unwrap().document,
        Some(document(2))
    );
    let later = Instead::RetireStandard(retire(TODAY));
    let standard = after::<QualityStandard>(given(), correct(3, Some(later)));
    assert_eq!(standard.retired_on, Some(TODAY));
    let standard = after::<QualityStandard>(given(), correct(3, None));
    assert_eq!(standard.state_on(TODAY), Some(StandardState::InForce));
    let striking = StandardCommand::from(correct(3, None));
    assert_eq!((kinds(&striking), entries(&striking)), (vec![], vec![300]));
    assert!(striking.documents().is_empty());
}

#[test]
fn mtg_28_a_correction_leaves_facts_that_fit_each_other() {
    use StandardReplacement as Instead;
    let given = || vec![adopted(), confirmed(REVIEW), retired(REVIEW)];
    let late = AdoptStandard {
        adopted_on: TODAY,
        review_on: None,
        ..adopt()
    };
    let elsewhere = AdoptStandard {
        body: id(3),
        meeting: id(5),
        ..adopt()
    };
    let retiring = review(StandardReviewResult::Retired, REVIEW);
    for (command, code, field) in [
        (
            correct(1, Some(Instead::AdoptStandard(late))),
            "DATE_TOO_EARLY",
            "reviewedOn",
        ),
        (
            correct(1, Some(Instead::AdoptStandard(elsewhere))),
            "STANDARD_OF_OTHER_BODY",
            "body",
        ),
        (
            correct(2, Some(Instead::ReviewStandard(retiring))),
            "STANDARD_RETIRED",
            "standard",
        ),
        (
            correct(2, Some(Instead::ReviewStandard(confirm(TODAY)))),
            "DATE_TOO_EARLY",
            "retiredOn",
        ),
        (
            correct(3, Some(Instead::RetireStandard(retire(AHEAD)))),
            "DATE_IN_FUTURE",
            "retiredOn",
        ),
        (correct(1, None), "FIRST_FACT_STAYS", "replacement"),
    ] {
        let refusal = refused::<QualityStandard>(given(), command);
        assert_eq!((refusal.0, refusal.1), (code, Some(field)));
    }
    let elsewhere = AdoptStandard {
        body: id(3),
        meeting: id(5),
        ..adopt()
    };
    let refusal =
        refused::<QualityStandard>(given(), correct(1, Some(Instead::AdoptStandard(elsewhere))));
    assert_eq!(refusal.2, facts! { "body" => id::<BodyId>(1) });
}
