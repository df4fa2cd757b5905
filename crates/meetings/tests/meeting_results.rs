//! What a meeting comes to: MTG-15, MTG-24, MTG-25.

use jiff::civil::date;
use kernel::{Date, Frozen, OutcomeId, Refusal, Status, facts};
use meetings::meeting::*;
use meetings::{MeetingsContext, OutcomeKind};

use crate::fixtures::*;
use crate::meeting_given::*;

fn open() -> Vec<MeetingEvent> {
    vec![planned_today(), opened()]
}

/// Body 1 advises only, as the status says.
fn advising(value: Option<bool>, status: Status) -> MeetingsContext {
    with_facts(|facts| {
        facts.bodies.get_mut(&id(1)).expect("body 1").advisory = Frozen { value, status };
    })
}

#[test]
fn mtg_15_an_advisory_body_takes_no_decision() {
    let refusal = refusal_with(ctx(&silent()), open(), outcome(OutcomeKind::Decision));
    assert_eq!(
        (
            refusal.code(),
            refusal.facts(),
            refusal.rule(),
            refusal.field()
        ),
        (
            "BODY_ONLY_ADVISES",
            facts! { "body" => body(1), "status" => "stated" },
            Some("MTG-15"),
            Some("kind")
        )
    );
    let adopted = refused_with(
        advising(Some(true), Status::Adopted),
        open(),
        outcome(OutcomeKind::Decision),
    );
    assert_eq!(
        adopted.1,
        facts! { "body" => body(1), "status" => "adopted" }
    );
}

#[test]
fn mtg_15_an_advisory_body_recommends_and_organises_itself() {
    for kind in [
        OutcomeKind::Recommendation,
        OutcomeKind::SelfOrganisation,
        OutcomeKind::Information,
        OutcomeKind::Task,
    ] {
        then(open(), outcome(kind), vec![recorded(300, None, kind)]);
    }
}

#[test]
fn mtg_15_a_body_that_decides_decides_and_an_inferred_reading_warns() {
    let decision = || outcome(OutcomeKind::Decision);
    let warning = vec!["BODY_ONLY_ADVISES".to_owned()];
    let reading = advising(Some(true), Status::Inferred);
    assert_eq!(warned(reading, open(), decision()), (1, warning));
    for ctx in [
        advising(Some(false), Status::Stated),
        advising(None, Status::Unstated),
    ] {
        assert_eq!(warned(ctx, open(), decision()), (1, vec![]));
    }
}

#[test]
fn an_outcome_names_its_item_and_who_sees_to_it_until_when() {
    let given = [open(), vec![item(200, ItemKind::Ordinary, 1).into()]].concat();
    let command = RecordOutcome {
        id: None,
        item: Some(id(200)),
        responsible: Some(id(2)),
        due_on: Some(TODAY),
        ..outcome(OutcomeKind::Task)
    };
    let event = OutcomeRecorded {
        outcome: id(301),
        item: Some(id(200)),
        kind: OutcomeKind::Task,
        text: id(301),
        responsible: Some(id(2)),
        due_on: Some(TODAY),
    };
    then(given.clone(), command.clone(), vec![event.into()]);
    let wrong = |change: fn(&mut RecordOutcome)| {
        let mut wrong = command.clone();
        change(&mut wrong);
        refused(given.clone(), wrong).0
    };
    assert_eq!(wrong(|c| c.item = Some(id(209))), "AGENDA_ITEM_UNKNOWN");
    assert_eq!(wrong(|c| c.responsible = Some(id(9))), "PARTNER_UNKNOWN");
    assert_eq!(wrong(|c| c.due_on = Some(YESTERDAY)), "DATE_TOO_EARLY");
    assert_eq!(wrong(|c| c.body = id(3)), "BODY_DIFFERS");
    let early = refused(vec![planned_today()], outcome(OutcomeKind::Information));
    assert_eq!(early.0, "MEETING_NOT_OPEN");
    let noted = [open(), vec![recorded(300, None, OutcomeKind::Information)]].concat();
    let twice = refused(noted, outcome(OutcomeKind::Information));
    assert_eq!(
        twice,
        (
            "OUTCOME_TWICE",
            facts! { "outcome" => id::<OutcomeId>(300) }
        )
    );
    let late = refused(
        [open(), vec![closed()]].concat(),
        outcome(OutcomeKind::Information),
    );
    assert_eq!(late.0, "MEETING_CLOSED");
}

#[test]
fn mtg_24_nothing_is_written_down_under_an_anonymous_case_talk() {
    let given = |kind| [open(), vec![item(200, kind, 1).into()]].concat();
    let under = || RecordOutcome {
        item: Some(id(200)),
        ..outcome(OutcomeKind::Recommendation)
    };
    let refusal = refusal_with(ctx(&silent()), given(ItemKind::AnonymousCaseTalk), under());
    assert_eq!(
        (
            refusal.code(),
            refusal.field(),
            refusal.facts(),
            refusal.rule()
        ),
        (
            "CASE_TALK_HAS_NO_TEXT",
            Some("item"),
            facts! {},
            Some("MTG-24")
        )
    );
    let advice = warned(ctx(&silent()), given(ItemKind::CollegialAdvice), under());
    assert_eq!(advice.0, 1);
}

fn complete(outcome: u128, done_on: Date) -> CompleteTask {
    CompleteTask {
        meeting: id(50),
        outcome: id(outcome),
        done_on,
    }
}

fn completed(outcome: u128, done_on: Date) -> MeetingEvent {
    TaskCompleted {
        outcome: id(outcome),
        done_on,
    }
    .into()
}

/// An analysis of errors (200) with a task (300), another item (201) with one (301), a task of its own (302).
fn analysed() -> Vec<MeetingEvent> {
    let task = |n, item| recorded(n, item, OutcomeKind::Task);
    vec![
        planned("2024-05-27T09:00").into(),
        opened(),
        item(200, ItemKind::ErrorAnalysis, 1).into(),
        item(201, ItemKind::Ordinary, 2).into(),
        task(300, Some(200)),
        task(301, Some(201)),
        task(302, None),
        recorded(303, Some(200), OutcomeKind::Information),
    ]
}

#[test]
fn mtg_25_tasks_out_of_an_analysis_of_errors_are_open_until_they_are_done() {
    let open_on = |events: Vec<MeetingEvent>, day| {
        let meeting = meeting(events);
        let items = meeting.improvement_items(day);
        items.iter().map(|outcome| outcome.id).collect::<Vec<_>>()
    };
    assert_eq!(open_on(analysed(), TODAY), [id(300)]);
    let closed = [analysed(), vec![closed()]].concat();
    then(
        closed.clone(),
        complete(300, TODAY),
        vec![completed(300, TODAY)],
    );
    let done = [closed, vec![completed(300, TODAY)]].concat();
    assert!(open_on(done.clone(), TODAY).is_empty());
    assert_eq!(open_on(done.clone(), YESTERDAY), [id(300)]);
    then(done.clone(), complete(300, TODAY), vec![]);
    let refusal = refusal_with(ctx(&silent()), done, complete(300, YESTERDAY));
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        (
            "TASK_DONE",
            facts! { "doneOn" => "2024-06-03" },
            Some("MTG-25")
        )
    );
}

#[test]
fn mtg_25_what_is_done_is_a_task_of_the_meeting_and_not_before_it() {
    let first = date(2024, 5, 27);
    assert_eq!(
        warned(ctx(&silent()), analysed(), complete(300, first)).0,
        1
    );
    for (command, code, expected) in [
        (
            complete(300, date(2024, 5, 26)),
            "DATE_TOO_EARLY",
            facts! { "date" => "2024-05-26", "notBefore" => "2024-05-27" },
        ),
        (
            complete(303, TODAY),
            "NOT_A_TASK",
            facts! { "kind" => "information" },
        ),
        (
            complete(309, TODAY),
            "OUTCOME_UNKNOWN",
            facts! { "id" => id::<OutcomeId>(309) },
        ),
    ] {
        assert_eq!(refused(analysed(), command), (code, expected));
    }
    assert_eq!(
        refused(analysed(), complete(300, TOMORROW)).0,
        "DATE_IN_FUTURE"
    );
}
