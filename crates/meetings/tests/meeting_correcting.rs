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

pub(crate) fn correct(fact: u32, replacement: Option<MeetingReplacement>) -> CorrectMeeting {
    CorrectMeeting {
        meeting: id(50),
        fact,
        reason: text(400, "Verschrieben"),
        replacement,
    }
}

/// Body 1 has numbers, as it has where a meeting of it is corrected.
pub(crate) fn numbered() -> MeetingsContext {
    with_facts(|facts| {
        facts.series.insert(id(1), 8);
    })
}

pub(crate) fn code(given: Vec<MeetingEvent>, command: CorrectMeeting) -> &'static str {
    refused_with(numbered(), given, command).0
}

/// The meeting after the correction; the same again changes nothing.
pub(crate) fn corrected(live: &mut Meeting, command: CorrectMeeting) {
    let command = command.into();
    let events = live.decide(&command, &numbered()).expect("it is corrected");
    assert_eq!(events.len(), 1, "something changes");
    for event in events {
        live.apply(event);
    }
    assert_eq!(live.decide(&command, &numbered()), Ok(vec![]));
}

pub(crate) fn replan(begins: &str) -> Option<MeetingReplacement> {
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

pub(crate) fn yes(on: kernel::Date) -> MeetingEvent {
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
