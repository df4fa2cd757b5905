//! The course of a meeting: its room, moved, cancelled, opened, closed (MTG-03, MTG-10).

use jiff::civil::date;
use kernel::{Date, Refusal, Role, facts};
use meetings::MeetingCommand;
use meetings::meeting::*;
use meetings::policy::MeetingDuty;

use crate::fixtures::*;
use crate::meeting_given::*;

fn reserve(place: u128, confirmed_by: Option<u128>, reserved_on: Date) -> ReserveRoom {
    ReserveRoom {
        meeting: id(50),
        place: text(place, "Ratssaal"),
        confirmed_by: confirmed_by.map(|n| text(n, "Hausverwaltung")),
        reserved_on,
    }
}

#[test]
fn mtg_03_a_reserved_room_is_the_place_instead_of_the_usual_one() {
    let usual = MeetingPlanned {
        place_by_policy: true,
        ..planned("2024-06-17T09:00")
    };
    let reserved = MeetingEvent::from(RoomReserved {
        place: id(102),
        confirmed_by: Some(id(103)),
        reserved_on: MAY,
    });
    let command = reserve(102, Some(103), MAY);
    then(
        vec![usual.clone().into()],
        command.clone(),
        vec![reserved.clone()],
    );
    let given = vec![usual.into(), reserved];
    then(given.clone(), command, vec![]);
    let reserved = meeting(given.clone());
    assert_eq!(reserved.place(), Some(Place::Said(id(102))));
    assert!(!reserved.place_by_policy);
    for other in [
        reserve(104, Some(103), MAY),
        reserve(102, None, MAY),
        reserve(102, Some(103), TODAY),
    ] {
        assert_eq!(warned(ctx(&silent()), given.clone(), other).0, 1);
    }
    let moved = meeting([given, vec![moved("2024-06-18T09:00", 1)]].concat());
    assert_eq!((moved.room, moved.place), (None, Some(id(102))));
}

#[test]
fn a_room_is_reserved_in_a_line_before_the_meeting() {
    let given = vec![planned_today(), opened()];
    assert_eq!(
        refused(given, reserve(102, None, MAY)),
        ("MEETING_OPEN", facts! { "beginsOn" => "2024-06-03" })
    );
    for (place, by) in [(long(), None), (text(102, "Saal"), Some(long()))] {
        let command = ReserveRoom {
            place,
            confirmed_by: by,
            ..reserve(102, None, MAY)
        };
        assert_eq!(refused(vec![planned_ahead()], command).0, "NOT_A_LINE");
    }
    let ahead = refused(vec![planned_ahead()], reserve(102, None, TOMORROW));
    assert_eq!(ahead.0, "DATE_IN_FUTURE");
}

fn reschedule(begins: &str) -> RescheduleMeeting {
    RescheduleMeeting {
        meeting: id(50),
        begins: at(begins),
        duration: None,
        place: None,
        reason: None,
    }
}

#[test]
fn a_moved_meeting_raises_the_sequence_and_keeps_what_nobody_changes() {
    let usual = MeetingPlanned {
        minutes: Some(120),
        minutes_by_policy: true,
        place_by_policy: true,
        ..planned("2024-06-17T09:00")
    };
    let given = vec![usual.into()];
    then(
        given.clone(),
        reschedule("2024-06-03T00:00"),
        vec![moved("2024-06-03T00:00", 1)],
    );
    let once = [given.clone(), vec![moved("2024-06-18T09:00", 1)]].concat();
    let changed = meeting(once.clone());
    let slot = changed.slot.clone().expect("it has a slot");
    assert_eq!(
        (slot.on, slot.minutes, slot.minutes_by_policy),
        (date(2024, 6, 18), Some(120), true)
    );
    assert_eq!((changed.place(), changed.sequence), (Some(Place::Usual), 1));
    let all = RescheduleMeeting {
        duration: duration("PT1H"),
        place: Some(text(104, "Familienzentrum")),
        reason: Some(text(105, "Der Raum ist belegt.")),
        ..reschedule("2024-06-18T09:00")
    };
    let event = MeetingEvent::from(MeetingRescheduled {
        begins: at("2024-06-18T09:00"),
        minutes: Some(60),
        place: Some(id(104)),
        reason: Some(id(105)),
        sequence: 2,
    });
    then(once.clone(), all.clone(), vec![event.clone()]);
    let twice = [once, vec![event]].concat();
    let changed = meeting(twice.clone());
    let slot = changed.slot.clone().expect("it has a slot");
    assert_eq!((slot.minutes, slot.minutes_by_policy), (Some(60), false));
    assert_eq!(
        (changed.place(), changed.place_by_policy),
        (Some(Place::Said(id(104))), false)
    );
    then(twice.clone(), all.clone(), vec![]);
    then(twice.clone(), reschedule("2024-06-18T09:00"), vec![]);
    let longer = RescheduleMeeting {
        duration: duration("PT2H"),
        ..all.clone()
    };
    let elsewhere = RescheduleMeeting {
        place: Some(text(106, "Rathaus")),
        ..all
    };
    for other in [
        longer,
        elsewhere,
        reschedule("2024-06-18T10:00"),
        reschedule("2024-06-19T09:00"),
    ] {
        assert_eq!(warned(ctx(&silent()), twice.clone(), other).0, 1);
    }
}

#[test]
fn a_meeting_is_moved_into_the_future_before_it_was_opened() {
    let past = refused(vec![planned_ahead()], reschedule("2024-06-02T09:00"));
    assert_eq!(past.0, "MEETING_DAY_PASSED");
    let open = refused(
        vec![planned_today(), opened()],
        reschedule("2024-06-18T09:00"),
    );
    assert_eq!(open.0, "MEETING_OPEN");
    let command = RescheduleMeeting {
        place: Some(long()),
        ..reschedule("2024-06-18T09:00")
    };
    assert_eq!(refused(vec![planned_ahead()], command).0, "NOT_A_LINE");
}

fn cancel(cancelled_on: Date) -> CancelMeeting {
    CancelMeeting {
        meeting: id(50),
        reason: None,
        cancelled_on,
    }
}

#[test]
fn a_meeting_is_cancelled_before_it_was_opened_and_stays_so() {
    then(vec![planned_ahead()], cancel(YESTERDAY), vec![cancelled()]);
    let gone = vec![planned_ahead(), cancelled()];
    then(gone.clone(), cancel(YESTERDAY), vec![]);
    let facts = facts! { "cancelledOn" => "2024-06-02" };
    let commands: [MeetingCommand; 5] = [
        cancel(TODAY).into(),
        reserve(102, None, MAY).into(),
        open(None).into(),
        topic(200).into(),
        close(None).into(),
    ];
    for command in commands {
        assert_eq!(
            refused(gone.clone(), command),
            ("MEETING_CANCELLED", facts.clone())
        );
    }
    then(
        vec![planned_ahead()],
        cancel(MAY),
        vec![
            MeetingCancelled {
                reason: None,
                cancelled_on: MAY,
                sequence: 1,
            }
            .into(),
        ],
    );
    let early = refused(vec![planned_ahead()], cancel(date(2024, 5, 19)));
    assert_eq!(early.0, "DATE_TOO_EARLY");
    let open = refused(vec![planned_today(), opened()], cancel(TODAY));
    assert_eq!(open.0, "MEETING_OPEN");
    let moved = vec![planned_ahead(), moved("2024-06-18T09:00", 3)];
    let events = meeting(moved).decide(&cancel(TODAY).into(), &ctx(&silent()));
    assert!(matches!(&events.unwrap()[..], [MeetingEvent::MeetingCancelled(e)] if e.sequence == 4));
    let ahead = refused(vec![planned_ahead()], cancel(TOMORROW));
    assert_eq!(ahead.0, "DATE_IN_FUTURE");
}

fn open(opened_at: Option<&str>) -> OpenMeeting {
    OpenMeeting {
        meeting: id(50),
        opened_at: opened_at.map(clock),
    }
}

#[test]
fn a_meeting_is_opened_on_its_day_or_later() {
    then(vec![planned_today()], open(None), vec![opened()]);
    let late = MeetingOpened {
        opened_at: Some(clock("09:10")),
    };
    then(
        vec![planned("2024-06-02T09:00").into()],
        open(Some("09:10")),
        vec![late.clone().into()],
    );
    let early = refused(vec![planned("2024-06-04T09:00").into()], open(None));
    assert_eq!(
        early,
        (
            "MEETING_NOT_OPEN_YET",
            facts! { "beginsOn" => "2024-06-04", "today" => "2024-06-03" }
        )
    );
    let given = vec![planned_today(), late.into()];
    then(given.clone(), open(Some("09:10")), vec![]);
    then(given.clone(), open(None), vec![]);
    assert_eq!(refused(given, open(Some("09:20"))).0, "MEETING_OPEN");
    assert_eq!(meeting([planned_today(), opened()]).held_on(), Some(TODAY));
}

#[test]
fn a_meeting_is_closed_after_it_was_opened() {
    let given = vec![planned_today(), opened()];
    then(given.clone(), close(None), vec![closed()]);
    then(given.clone(), close(Some(TODAY)), vec![closed()]);
    let done = [given, vec![closed()]].concat();
    then(done.clone(), close(None), vec![]);
    then(done.clone(), close(Some(TODAY)), vec![]);
    let facts = facts! { "closedOn" => "2024-06-03" };
    assert_eq!(
        refused(done.clone(), close(Some(YESTERDAY))),
        ("MEETING_CLOSED", facts.clone())
    );
    assert_eq!(refused(done, topic(200)), ("MEETING_CLOSED", facts));
    assert_eq!(
        refused(vec![planned_today()], close(None)),
        ("MEETING_NOT_OPEN", facts! { "beginsOn" => "2024-06-03" })
    );
    let early = close(Some(YESTERDAY));
    assert_eq!(
        refused(vec![planned_today(), opened()], early).0,
        "DATE_TOO_EARLY"
    );
    let ahead = close(Some(TOMORROW));
    assert_eq!(
        refused(vec![planned_today(), opened()], ahead).0,
        "DATE_IN_FUTURE"
    );
    let other = CloseMeeting {
        body: id(3),
        ..close(None)
    };
    assert_eq!(
        refused(vec![planned_today(), opened()], other),
        ("BODY_DIFFERS", facts! { "body" => body(1) })
    );
}

#[test]
fn mtg_10_where_the_taker_is_elected_a_meeting_does_not_end_without_one() {
    let open = vec![planned_today(), opened()];
    let elected = || {
        MeetingEvent::from(MinuteTakerElected {
            taker: meetings::Taker {
                partner: id(1),
                contact: None,
                account: None,
            },
        })
    };
    let by = |value| lenkungskreis(|rules| rules.minutes_by = value);
    let binds = by(stated(MeetingDuty::ElectedTaker));
    let refusal = refusal_with(ctx(&binds), open.clone(), close(None));
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        ("TAKER_NOT_ELECTED", facts! {}, Some("MTG-10"))
    );
    let with_taker = [open.clone(), vec![elected()]].concat();
    assert_eq!(
        warned(ctx(&binds), with_taker.clone(), close(None)),
        (1, vec![])
    );
    let asks = by(inferred(MeetingDuty::ElectedTaker));
    let warning = vec!["TAKER_NOT_ELECTED".to_owned()];
    assert_eq!(warned(ctx(&asks), open.clone(), close(None)), (1, warning));
    assert_eq!(warned(ctx(&asks), with_taker, close(None)), (1, vec![]));
    for (fixed, role) in [
        (duisburg(), Role::Coordinator),
        (silent(), Role::Administration),
    ] {
        let ctx = ctx_as(&fixed, role, facts());
        assert_eq!(warned(ctx, open.clone(), close(None)), (1, vec![]));
    }
}
