//! A meeting is planned, or recorded afterwards: MTG-03, MTG-30.

use std::num::NonZeroU32;

use kernel::{PartnerId, Refusal, facts};
use meetings::meeting::*;

use crate::fixtures::*;
use crate::meeting_given::*;

fn numbered(number: u32) -> MeetingEvent {
    MeetingNumbered {
        body: id(1),
        meeting: id(50),
        number,
    }
    .into()
}

/// What `plan(1)` makes under a policy that says nothing.
fn first() -> MeetingPlanned {
    MeetingPlanned {
        planned_on: TODAY,
        ..planned("2024-06-17T09:00")
    }
}

#[test]
fn events_have_samples_and_no_room_for_text() {
    crate::events::check_events::<MeetingEvent>();
}

#[test]
fn mtg_03_the_usual_place_and_duration_hold_where_nobody_says_otherwise() {
    let usual = MeetingPlanned {
        minutes: Some(120),
        minutes_by_policy: true,
        place_by_policy: true,
        ..first()
    };
    let given = vec![usual.clone().into()];
    then_with(
        ctx(&duisburg()),
        vec![],
        plan(1),
        vec![usual.into(), numbered(1)],
    );
    assert_eq!(meeting(given).place(), Some(Place::Usual));
    let said = PlanMeeting {
        duration: duration("PT1H30M"),
        place: Some(text(100, "Familienzentrum")),
        topic: Some(text(101, "Jahresplanung")),
        planned_on: Some(MAY),
        ..plan(1)
    };
    let event = MeetingPlanned {
        minutes: Some(90),
        place: Some(id(100)),
        topic: Some(id(101)),
        ..planned("2024-06-17T09:00")
    };
    let place = Some(Place::Said(id(100)));
    assert_eq!(meeting([event.clone().into()]).place(), place);
    then_with(
        ctx(&duisburg()),
        vec![],
        said,
        vec![event.into(), numbered(1)],
    );
    then(vec![], plan(1), vec![first().into(), numbered(1)]);
    assert_eq!(meeting([first().into()]).place(), None);
}

#[test]
fn mtg_03_a_default_that_was_only_inferred_is_said_aloud() {
    let policy = lenkungskreis(|rules| {
        rules.default_place = inferred("Rathaus".to_owned());
        rules.default_duration = inferred("PT2H".to_owned().try_into().expect("a duration"));
    });
    let twice = ["DEFAULT_INFERRED", "DEFAULT_INFERRED"].map(str::to_owned);
    assert_eq!(warned(ctx(&policy), vec![], plan(1)), (2, twice.to_vec()));
    let said = PlanMeeting {
        duration: duration("PT1H"),
        place: Some(text(100, "Familienzentrum")),
        ..plan(1)
    };
    assert_eq!(warned(ctx(&policy), vec![], said), (2, vec![]));
    assert_eq!(warned(ctx(&duisburg()), vec![], plan(1)), (2, vec![]));
}

#[test]
fn mtg_30_meetings_are_numbered_per_body() {
    let numbers = |last: Option<u32>, first_number: Option<u32>| {
        let ctx = with_facts(|facts| facts.series.extend(last.map(|last| (id(1), last))));
        let command = PlanMeeting {
            first_number: first_number.and_then(NonZeroU32::new),
            ..plan(1)
        };
        let events = Meeting::default().decide(&command.into(), &ctx);
        events.map(|events| meeting(events).number.expect("it has a number"))
    };
    assert_eq!(numbers(None, None), Ok(1));
    assert_eq!(numbers(None, Some(17)), Ok(17));
    assert_eq!(numbers(Some(4), None), Ok(5));
    let refusal = numbers(Some(4), Some(17)).unwrap_err();
    assert_eq!(
        (
            refusal.code(),
            refusal.facts(),
            refusal.rule(),
            refusal.field()
        ),
        (
            "NUMBERED_ALREADY",
            facts! { "last" => 4 },
            Some("MTG-30"),
            Some("firstNumber")
        )
    );
    let other = with_facts(|facts| {
        facts.series.insert(id(2), 9);
    });
    then_with(other, vec![], plan(1), vec![first().into(), numbered(1)]);
    let past = with_facts(|facts| {
        facts.series.insert(id(1), 4);
    });
    let events = Meeting::default().decide(&record_past(MAY).into(), &past);
    assert_eq!(events.unwrap()[1], numbered(5));
}

#[test]
fn mtg_30_a_number_stands_in_the_series_of_the_body_and_not_in_the_meeting() {
    let number = numbered(5);
    let series = number.series().expect("it is of a series");
    assert_eq!((series.kind(), series.id()), ("meeting-series", body(1).0));
    assert_eq!(planned_ahead().series(), None);
    let meeting = meeting([planned_ahead(), number]);
    assert_eq!((meeting.history.len(), meeting.number), (1, Some(1)));
}

#[test]
fn a_meeting_is_planned_for_a_body_that_runs_and_from_today_on() {
    let planning = |begins: &str| PlanMeeting {
        begins: at(begins),
        ..plan(1)
    };
    assert_eq!(
        warned(ctx(&silent()), vec![], planning("2024-06-03T00:00")).0,
        2
    );
    let past = refused(vec![], planning("2024-06-02T23:59"));
    assert_eq!(
        past,
        (
            "MEETING_DAY_PASSED",
            facts! { "beginsOn" => "2024-06-02", "day" => "2024-06-03" }
        )
    );
    let ctx = with_facts(|facts| facts.bodies.get_mut(&id(1)).expect("body 1").runs = false);
    assert_eq!(
        refused_with(ctx, vec![], plan(1)),
        ("BODY_DOES_NOT_RUN", facts! { "body" => body(1) })
    );
    let ahead = PlanMeeting {
        planned_on: Some(TOMORROW),
        ..plan(1)
    };
    let nameless = PlanMeeting {
        id: None,
        ..plan(1)
    };
    let place = PlanMeeting {
        place: Some(long()),
        ..plan(1)
    };
    let topic = PlanMeeting {
        topic: Some(long()),
        ..plan(1)
    };
    for (command, code) in [
        (plan(9), "BODY_UNKNOWN"),
        (ahead, "DATE_IN_FUTURE"),
        (nameless, "NOT_FOUND"),
        (place, "NOT_A_LINE"),
        (topic, "NOT_A_LINE"),
    ] {
        assert_eq!(refused(vec![], command).0, code);
    }
    assert_eq!(refused(vec![planned_ahead()], plan(1)).0, "ALREADY_EXISTS");
    assert_eq!(refused(vec![], close(None)).0, "NOT_FOUND");
}

#[test]
fn mtg_30_a_past_meeting_is_recorded_and_held_at_once() {
    let command = RecordPastMeeting {
        begins: Some(clock("14:30")),
        place: Some(text(100, "Rathaus")),
        present: vec![id(1), id(4)],
        present_others: Some(2),
        topics: vec![text(110, "Rückblick"), text(111, "Planung")],
        first_number: NonZeroU32::new(7),
        ..record_past(TODAY)
    };
    let event = PastMeetingRecorded {
        body: id(1),
        number: 7,
        held_on: TODAY,
        begins: Some(clock("14:30")),
        place: Some(id(100)),
        present: vec![id(1), id(4)],
        present_others: Some(2),
        topics: vec![id(110), id(111)],
    };
    then(
        vec![],
        command.clone(),
        vec![event.clone().into(), numbered(7)],
    );
    let meeting = meeting([event.into()]);
    assert_eq!(meeting.held_on(), Some(TODAY));
    assert_eq!(meeting.state_on(TODAY), Some(MeetingState::Held));
    assert_eq!(meeting.agenda[1].title, Some(id(111)));
    let attendance = meeting.attendance.expect("it was recorded");
    assert_eq!((attendance.partners.len(), attendance.others), (2, Some(2)));
    let wrong = |change: fn(&mut RecordPastMeeting)| {
        let mut wrong = command.clone();
        change(&mut wrong);
        refused(vec![], wrong)
    };
    let twice = wrong(|c| c.present = vec![id(1), id(1)]);
    assert_eq!(
        twice,
        ("NAMED_TWICE", facts! { "id" => id::<PartnerId>(1) })
    );
    assert_eq!(wrong(|c| c.held_on = TOMORROW).0, "DATE_IN_FUTURE");
    assert_eq!(wrong(|c| c.present = vec![id(9)]).0, "PARTNER_UNKNOWN");
    assert_eq!(wrong(|c| c.body = id(9)).0, "BODY_UNKNOWN");
    assert_eq!(wrong(|c| c.place = Some(long())).0, "NOT_A_LINE");
    assert_eq!(wrong(|c| c.topics.push(long())).0, "NOT_A_LINE");
    assert_eq!(wrong(|c| c.id = None).0, "NOT_FOUND");
}

#[test]
fn who_was_at_a_past_meeting_may_be_unknown() {
    assert_eq!(meeting([past()]).attendance, None);
    let of = |present: Vec<PartnerId>, present_others| {
        let MeetingEvent::PastMeetingRecorded(e) = past() else {
            unreachable!("it is one")
        };
        let event = PastMeetingRecorded {
            present,
            present_others,
            ..e
        };
        meeting([event.into()]).attendance.is_some()
    };
    assert!(of(vec![id(1)], None) && of(vec![], Some(0)));
}
