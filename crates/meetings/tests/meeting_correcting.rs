//! Corrections of what was recorded of a meeting.

use std::num::NonZeroU32;

use cqrs_es::Aggregate;
use jiff::civil::date;
use kernel::{Refusal, facts};
use meetings::meeting::*;
use meetings::{MeetingsContext, OutcomeKind, Taker};

use crate::fixtures::*;
use crate::meeting_given::*;

use MeetingReplacement as R;

fn correct(fact: u32, replacement: Option<MeetingReplacement>) -> CorrectMeeting {
    CorrectMeeting {
        meeting: id(50),
        fact,
        reason: text(400, "Verschrieben"),
        replacement,
    }
}

/// Body 1 has numbers, as it has where a meeting of it is corrected.
fn numbered() -> MeetingsContext {
    with_facts(|facts| {
        facts.series.insert(id(1), 8);
    })
}

fn code(given: Vec<MeetingEvent>, command: CorrectMeeting) -> &'static str {
    refused_with(numbered(), given, command).0
}

/// The meeting after the correction; the same again changes nothing.
fn corrected(live: &mut Meeting, command: CorrectMeeting) {
    let command = command.into();
    let events = live.decide(&command, &numbered()).expect("it is corrected");
    assert_eq!(events.len(), 1, "something changes");
    for event in events {
        live.apply(event);
    }
    assert_eq!(live.decide(&command, &numbered()), Ok(vec![]));
}

fn replan(begins: &str) -> Option<MeetingReplacement> {
    Some(R::PlanMeeting(PlanMeeting {
        id: None,
        begins: at(begins),
        ..plan(1)
    }))
}

#[test]
fn a_plan_is_corrected_into_the_past_and_keeps_its_number_and_its_day() {
    let planned = MeetingPlanned {
        number: 5,
        ..planned("2024-06-03T09:00")
    };
    let mut live = meeting([planned.clone().into(), opened(), closed()]);
    corrected(&mut live, correct(1, replan("2024-05-27T10:00")));
    assert_eq!(live.begins_on(), Some(date(2024, 5, 27)));
    assert_eq!((live.number, live.planned_on), (Some(5), Some(MAY)));
    assert_eq!(live.sequence, 1, "calendars hear of it");
    let named = |first: u32| {
        Some(R::PlanMeeting(PlanMeeting {
            first_number: NonZeroU32::new(first),
            begins: at("2024-06-03T10:00"),
            ..plan(1)
        }))
    };
    let given = vec![planned.into(), opened()];
    corrected(&mut meeting(given.clone()), correct(1, named(5)));
    assert_eq!(
        refused_with(numbered(), given, correct(1, named(6))),
        ("NUMBERED_ALREADY", facts! { "last" => 8 })
    );
}

#[test]
fn mtg_30_a_past_meeting_keeps_its_number_as_well() {
    let again = |first: Option<u32>| {
        Some(R::RecordPastMeeting(RecordPastMeeting {
            id: None,
            present_others: Some(4),
            first_number: first.and_then(NonZeroU32::new),
            ..record_past(date(2023, 11, 7))
        }))
    };
    let mut live = meeting([past()]);
    corrected(&mut live, correct(1, again(Some(1))));
    assert_eq!(
        (live.number, live.held_on()),
        (Some(1), Some(date(2023, 11, 7)))
    );
    assert_eq!(
        code(vec![past()], correct(1, again(Some(2)))),
        "NUMBERED_ALREADY"
    );
    corrected(&mut meeting([past()]), correct(1, again(None)));
}

#[test]
fn mtg_30_a_meeting_of_another_body_is_another_meeting() {
    let of_body_3 = Some(R::PlanMeeting(plan(3)));
    let refusal = refusal_with(numbered(), vec![planned_ahead()], correct(1, of_body_3));
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        ("BODY_DIFFERS", facts! { "body" => body(1) }, Some("MTG-30"))
    );
    let past_of_3 = Some(R::RecordPastMeeting(RecordPastMeeting {
        body: id(3),
        ..record_past(MAY)
    }));
    assert_eq!(code(vec![past()], correct(1, past_of_3)), "BODY_DIFFERS");
    assert_eq!(
        code(vec![planned_ahead()], correct(1, None)),
        "FIRST_FACT_STAYS"
    );
    assert_eq!(
        code(vec![planned_ahead()], correct(2, None)),
        "FACT_UNKNOWN"
    );
}

#[test]
fn an_opened_meeting_is_never_corrected_into_the_future() {
    let given = || vec![planned_today(), opened()];
    let refusal = refused_with(numbered(), given(), correct(1, replan("2024-06-04T09:00")));
    assert_eq!(
        refusal,
        (
            "MEETING_NOT_OPEN_YET",
            facts! { "beginsOn" => "2024-06-04", "today" => "2024-06-03" }
        )
    );
    let not_opened = || vec![planned_today()];
    corrected(
        &mut meeting(not_opened()),
        correct(1, replan("2024-06-04T09:00")),
    );
    corrected(
        &mut meeting(not_opened()),
        correct(1, replan("2024-06-02T09:00")),
    );
}

#[test]
fn sequences_never_fall_even_where_a_move_is_struck() {
    let given = [
        planned_ahead(),
        invited(&[1], &[]),
        moved("2024-06-18T09:00", 1),
    ];
    let mut live = meeting(given);
    corrected(&mut live, correct(3, None));
    assert_eq!(live.begins_on(), Some(date(2024, 6, 17)));
    assert_eq!(live.sequence, 2);
    let back = || {
        Some(R::RescheduleMeeting(RescheduleMeeting {
            meeting: id(50),
            begins: at("2024-06-19T09:00"),
            duration: None,
            place: None,
            reason: None,
        }))
    };
    corrected(&mut live, correct(3, back()));
    assert_eq!(live.sequence, 3);
    let cancel = CancelMeeting {
        meeting: id(50),
        reason: None,
        cancelled_on: TODAY,
    };
    for event in live.decide(&cancel.into(), &numbered()).unwrap() {
        live.apply(event);
    }
    assert_eq!(live.sequence, 4);
    corrected(&mut live, correct(6, None));
    assert_eq!((live.sequence, live.cancelled_on), (5, None));
}

#[test]
fn a_fact_keeps_the_sequence_that_it_was_told_with() {
    let mut live = meeting([planned_ahead(), moved("2024-06-18T09:00", 3)]);
    let as_it_was = R::RescheduleMeeting(RescheduleMeeting {
        meeting: id(50),
        begins: at("2024-06-18T09:00"),
        duration: None,
        place: None,
        reason: None,
    });
    let command = correct(2, Some(as_it_was)).into();
    assert_eq!(live.decide(&command, &numbered()), Ok(vec![]));
    let invite = |on| {
        Some(R::InviteParticipants(InviteParticipants {
            meeting: id(50),
            body: id(1),
            partners: Some(vec![id(1)]),
            contacts: vec![],
            guests: None,
            letter: None,
            invited_on: on,
        }))
    };
    let late = ParticipantsInvited {
        partners: vec![id(1)],
        contacts: vec![],
        guests: 0,
        letter: None,
        invited_on: YESTERDAY,
        sequence: 7,
    };
    live.apply(late.into());
    let same = correct(3, invite(None)).into();
    assert_eq!(live.decide(&same, &numbered()), Ok(vec![]));
    corrected(&mut live, correct(3, invite(Some(MAY))));
    assert_eq!(live.sequence, 3, "nobody was told anything else");
    live.apply(
        MeetingCancelled {
            reason: None,
            cancelled_on: TODAY,
            sequence: 9,
        }
        .into(),
    );
    let same = R::CancelMeeting(CancelMeeting {
        meeting: id(50),
        reason: None,
        cancelled_on: TODAY,
    });
    let command = correct(5, Some(same)).into();
    assert_eq!(live.decide(&command, &numbered()), Ok(vec![]));
}

fn yes(on: kernel::Date) -> MeetingEvent {
    ReplyRecorded {
        partner: id(1),
        contact: None,
        reply: ReplyKind::Accepted,
        replied_on: on,
    }
    .into()
}

#[test]
fn answers_to_another_time_are_asked_for_again_after_a_correction() {
    let given = [planned_ahead(), invited(&[1], &[]), yes(YESTERDAY)];
    let mut live = meeting(given);
    let elsewhere = Some(R::PlanMeeting(PlanMeeting {
        place: Some(text(100, "Rathaus")),
        ..plan(1)
    }));
    corrected(&mut live, correct(1, elsewhere));
    assert!(
        live.open_invitations(TODAY).is_empty(),
        "only the place changed"
    );
    assert_eq!(live.sequence, 1);
    corrected(&mut live, correct(1, replan("2024-06-20T09:00")));
    assert_eq!(live.open_invitations(TODAY), [id(1)]);
    live.apply(yes(TODAY));
    let topic = Some(R::PlanMeeting(PlanMeeting {
        topic: Some(text(101, "Planung")),
        begins: at("2024-06-20T09:00"),
        ..plan(1)
    }));
    corrected(&mut live, correct(1, topic));
    assert!(
        live.open_invitations(TODAY).is_empty(),
        "and the new answer counts"
    );
}

#[test]
fn an_item_and_an_outcome_keep_their_ids_and_places() {
    let mut live = meeting([
        planned_today(),
        item(200, ItemKind::Ordinary, 1).into(),
        item(201, ItemKind::Ordinary, 1).into(),
        opened(),
        recorded(300, Some(201), OutcomeKind::Information),
    ]);
    let retitled = AddAgendaItem {
        item: None,
        title: Some(text(209, "Anderer Titel")),
        ..add(ItemKind::Need)
    };
    corrected(&mut live, correct(3, Some(R::AddAgendaItem(retitled))));
    let order: Vec<_> = live
        .agenda
        .iter()
        .map(|item| (item.id, item.title))
        .collect();
    assert_eq!(order, [(id(201), Some(id(209))), (id(200), None)]);
    let reworded = RecordOutcome {
        id: None,
        text: text(309, "Anders gesagt"),
        ..outcome(OutcomeKind::Information)
    };
    corrected(&mut live, correct(5, Some(R::RecordOutcome(reworded))));
    assert_eq!(
        (live.outcomes[0].id, live.outcomes[0].text),
        (id(300), id(309))
    );
    corrected(&mut live, correct(5, None));
    assert!(
        live.outcomes.is_empty(),
        "an outcome is withdrawn by striking it"
    );
}

#[test]
fn closing_keeps_its_day_where_the_correction_names_none() {
    let closed_on = |on| MeetingEvent::from(MeetingClosed { closed_on: on });
    let given = vec![
        planned("2024-05-27T09:00").into(),
        opened(),
        closed_on(YESTERDAY),
    ];
    let same = correct(3, Some(R::CloseMeeting(close(None)))).into();
    assert_eq!(
        meeting(given.clone()).decide(&same, &numbered()),
        Ok(vec![])
    );
    let mut live = meeting(given);
    corrected(
        &mut live,
        correct(3, Some(R::CloseMeeting(close(Some(TODAY))))),
    );
    assert_eq!(live.closed_on, Some(TODAY));
}

#[test]
fn mtg_10_a_closed_meeting_does_not_lose_its_taker() {
    let elected = |partner| {
        let taker = Taker {
            partner: id(partner),
            contact: None,
            account: None,
        };
        MeetingEvent::from(MinuteTakerElected { taker })
    };
    let open = vec![planned_today(), opened(), elected(1)];
    corrected(&mut meeting(open.clone()), correct(3, None));
    let done = [open.clone(), vec![closed()]].concat();
    assert_eq!(code(done, correct(3, None)), "TAKER_NOT_ELECTED");
    let twice = [open, vec![elected(2), closed()]].concat();
    corrected(&mut meeting(twice), correct(4, None));
    let never = vec![planned_today(), opened(), closed()];
    corrected(&mut meeting(never), correct(3, None));
}

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
