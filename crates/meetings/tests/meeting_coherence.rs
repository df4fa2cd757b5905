//! What a correction leaves fits together, or it is refused.

use cqrs_es::Aggregate;
use kernel::Refusal;
use meetings::OutcomeKind;
use meetings::meeting::*;

use crate::fixtures::*;
use crate::meeting_correcting::*;
use crate::meeting_given::*;

use MeetingReplacement as R;

#[test]
fn what_rests_on_a_fact_keeps_it_from_being_struck() {
    let open = || vec![planned_today(), opened()];
    let with = |more: Vec<MeetingEvent>| [open(), more].concat();
    let task = || recorded(300, Some(200), OutcomeKind::Task);
    let list: MeetingEvent = item(200, ItemKind::Ordinary, 1).into();
    let done = MeetingEvent::from(TaskCompleted {
        outcome: id(300),
        done_on: TODAY,
    });
    let attended = MeetingEvent::from(AttendanceRecorded {
        partners: vec![],
        others: Some(3),
    });
    let invited_then = vec![planned_today(), invited(&[1], &[]), yes(YESTERDAY)];
    for (given, fact, code_of_it) in [
        (with(vec![closed()]), 2, "MEETING_NOT_OPEN"),
        (with(vec![attended]), 2, "MEETING_NOT_OPEN"),
        (with(vec![list.clone(), task()]), 3, "AGENDA_ITEM_UNKNOWN"),
        (with(vec![list, task(), done]), 4, "OUTCOME_UNKNOWN"),
        (invited_then, 2, "NOT_INVITED"),
    ] {
        assert_eq!(code(given, correct(fact, None)), code_of_it);
    }
}

#[test]
fn what_a_correction_leaves_fits_together() {
    let under = |kind| {
        Some(R::AddAgendaItem(AddAgendaItem {
            item: None,
            ..add(kind)
        }))
    };
    let talk = under(ItemKind::AnonymousCaseTalk);
    let noted = vec![
        planned_today(),
        item(200, ItemKind::Ordinary, 1).into(),
        item(201, ItemKind::Ordinary, 2).into(),
        opened(),
        recorded(300, Some(200), OutcomeKind::Task),
        recorded(301, None, OutcomeKind::Task),
        TaskCompleted {
            outcome: id(300),
            done_on: TODAY,
        }
        .into(),
        closed(),
    ];
    let outcome_as = |n: u128, kind| {
        Some(R::RecordOutcome(RecordOutcome {
            id: Some(id(n)),
            ..outcome(kind)
        }))
    };
    let information = outcome_as(300, OutcomeKind::Information);
    for (fact, replacement, expected) in [
        (2, talk, "CASE_TALK_HAS_NO_TEXT"),
        (2, Some(R::AddAgendaItem(topic(201))), "AGENDA_ITEM_TWICE"),
        (5, outcome_as(301, OutcomeKind::Task), "OUTCOME_TWICE"),
        (5, information, "NOT_A_TASK"),
    ] {
        assert_eq!(code(noted.clone(), correct(fact, replacement)), expected);
    }
    let past_item = MeetingEvent::from(AgendaItemAdded {
        title: Some(id(201)),
        ..item(201, ItemKind::Ordinary, 1)
    });
    let topics = Some(R::RecordPastMeeting(RecordPastMeeting {
        topics: vec![text(201, "Rückblick")],
        ..record_past(MAY)
    }));
    let twice = code(vec![past(), past_item], correct(1, topics));
    assert_eq!(twice, "AGENDA_ITEM_TWICE");
}

#[test]
fn a_correction_leaves_no_day_before_the_one_that_it_needs() {
    let old = || vec![planned("2024-05-27T09:00").into(), opened()];
    let later = replan("2024-06-03T09:00");
    let due = OutcomeRecorded {
        outcome: id(300),
        item: None,
        kind: OutcomeKind::Task,
        text: id(301),
        responsible: None,
        due_on: Some(YESTERDAY),
    };
    let done = TaskCompleted {
        outcome: id(300),
        done_on: YESTERDAY,
    };
    let shut = MeetingClosed {
        closed_on: YESTERDAY,
    };
    let task = recorded(300, None, OutcomeKind::Task);
    for events in [vec![due.into()], vec![task, done.into()], vec![shut.into()]] {
        let given = [old(), events].concat();
        assert_eq!(code(given, correct(1, later.clone())), "DATE_TOO_EARLY");
    }
    let planned_late = Some(R::PlanMeeting(PlanMeeting {
        planned_on: Some(TODAY),
        ..plan(1)
    }));
    for event in [invited(&[1], &[]), cancelled()] {
        let given = vec![planned_ahead(), event];
        assert_eq!(
            code(given, correct(1, planned_late.clone())),
            "DATE_TOO_EARLY"
        );
    }
    let invited_late = Some(R::InviteParticipants(InviteParticipants {
        meeting: id(50),
        body: id(1),
        partners: Some(vec![id(1)]),
        contacts: vec![],
        guests: None,
        letter: None,
        invited_on: Some(TODAY),
    }));
    let answered = vec![planned_ahead(), invited(&[1], &[]), yes(YESTERDAY)];
    assert_eq!(code(answered, correct(2, invited_late)), "DATE_TOO_EARLY");
}

#[test]
fn what_was_struck_comes_back_only_where_it_still_fits() {
    let cancel = Some(R::CancelMeeting(CancelMeeting {
        meeting: id(50),
        reason: None,
        cancelled_on: YESTERDAY,
    }));
    let mut live = meeting([planned_today(), cancelled()]);
    corrected(&mut live, correct(2, None));
    let mut reopened = live.clone();
    corrected(&mut reopened, correct(2, cancel.clone()));
    live.apply(opened());
    let refusal = live
        .decide(&correct(2, cancel).into(), &numbered())
        .unwrap_err();
    assert_eq!(refusal.code(), "MEETING_CANCELLED");
    let mut live = meeting([planned_today(), opened(), closed()]);
    corrected(&mut live, correct(3, None));
    live.apply(recorded(300, None, OutcomeKind::Task));
    let close = Some(R::CloseMeeting(close(Some(TODAY))));
    let refusal = live
        .decide(&correct(3, close).into(), &numbered())
        .unwrap_err();
    assert_eq!(refusal.code(), "MEETING_CLOSED");
    let mut live = meeting([planned_today(), opened()]);
    corrected(&mut live, correct(2, None));
    live.apply(invited(&[1], &[]));
    let open = Some(R::OpenMeeting(OpenMeeting {
        meeting: id(50),
        opened_at: None,
    }));
    let refusal = live
        .decide(&correct(2, open).into(), &numbered())
        .unwrap_err();
    assert_eq!(refusal.code(), "MEETING_OPEN");
}

#[test]
fn an_item_that_comes_back_stands_at_the_end_of_an_order_made_without_it() {
    let mut live = meeting([
        planned_ahead(),
        item(200, ItemKind::Ordinary, 1).into(),
        item(201, ItemKind::Ordinary, 2).into(),
        item(202, ItemKind::Ordinary, 3).into(),
    ]);
    corrected(&mut live, correct(2, None));
    let order = ReorderAgenda {
        meeting: id(50),
        items: vec![id(202), id(201)],
    };
    for event in live.decide(&order.into(), &numbered()).unwrap() {
        live.apply(event);
    }
    corrected(&mut live, correct(2, Some(R::AddAgendaItem(topic(200)))));
    let order: Vec<_> = live.agenda.iter().map(|item| item.id).collect();
    assert_eq!(order, [id(202), id(201), id(200)]);
}
