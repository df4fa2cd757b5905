//! What a meeting is on a day, and what other streams learn of it.

use jiff::civil::date;
use kernel::{StoredEvent, StreamId};
use meetings::meeting::*;
use meetings::{MeetingsFacts, OutcomeKind, Taker};

use crate::fixtures::*;
use crate::meeting_given::*;

#[test]
fn calendars_call_a_meeting_by_its_body_its_number_and_its_occasion() {
    assert_eq!(
        caption("Lenkungskreis", Some(4), Some("Übergänge")),
        "Lenkungskreis, 4. Sitzung: Übergänge"
    );
    assert_eq!(caption("Lenkungskreis", None, None), "Lenkungskreis");
}

#[test]
fn a_meeting_is_planned_invited_open_held_and_closed() {
    use MeetingState::{Closed, Held, Invited, Open, Planned};
    let closed = MeetingEvent::from(MeetingClosed {
        closed_on: date(2024, 6, 10),
    });
    let events = vec![planned_today(), invited(&[1], &[]), opened(), closed];
    let meeting = meeting(events);
    for (day, state) in [
        (date(2024, 5, 19), None),
        (date(2024, 5, 20), Some(Planned)),
        (date(2024, 5, 26), Some(Planned)),
        (date(2024, 5, 27), Some(Invited)),
        (YESTERDAY, Some(Invited)),
        (TODAY, Some(Open)),
        (TOMORROW, Some(Held)),
        (date(2024, 6, 9), Some(Held)),
        (date(2024, 6, 10), Some(Closed)),
    ] {
        assert_eq!(meeting.state_on(day), state, "{day}");
    }
}

#[test]
fn a_cancelled_meeting_is_cancelled_from_its_day_on() {
    let gone = meeting([planned_ahead(), cancelled()]);
    assert_eq!(gone.state_on(date(2024, 6, 1)), Some(MeetingState::Planned));
    assert_eq!(gone.state_on(YESTERDAY), Some(MeetingState::Cancelled));
    assert_eq!(gone.state_on(TODAY), Some(MeetingState::Cancelled));
    assert_eq!(
        (gone.held_on(), gone.begins_on()),
        (None, Some(date(2024, 6, 17)))
    );
    let past = meeting([past()]);
    assert_eq!(past.state_on(date(2023, 11, 5)), None);
    assert_eq!(past.state_on(date(2023, 11, 6)), Some(MeetingState::Held));
    assert_eq!(Meeting::default().state_on(TODAY), None);
}

#[test]
fn mtg_03_a_meeting_counts_for_the_year_in_which_it_was_held() {
    let held = meeting([planned_today(), opened()]);
    assert!(held.counts_for(2024) && !held.counts_for(2023));
    assert!(!meeting([planned_today()]).counts_for(2024));
    assert!(!meeting([planned_ahead(), cancelled()]).counts_for(2024));
    assert!(meeting([past()]).counts_for(2023));
    let new_year = meeting([planned("2023-12-31T23:59").into(), opened()]);
    assert!(new_year.counts_for(2023) && !new_year.counts_for(2024));
}

#[test]
fn others_learn_of_a_meeting_what_they_need() {
    let taker = Taker {
        partner: id(1),
        contact: None,
        account: None,
    };
    let attendance = AttendanceRecorded {
        partners: vec![Presence {
            partner: id(2),
            persons: None,
        }],
        others: None,
    };
    let events = [
        planned_today(),
        opened(),
        MinuteTakerElected {
            taker: taker.clone(),
        }
        .into(),
        attendance.into(),
        recorded(300, None, OutcomeKind::Recommendation),
    ];
    let mut facts = MeetingsFacts::default();
    learn(&mut facts, "meeting", 50, &events);
    let known = &facts.meetings[&id(50)];
    assert_eq!((known.body, known.begins_on), (id(1), TODAY));
    assert_eq!(
        (known.held, known.cancelled, known.closed),
        (true, false, false)
    );
    assert_eq!(known.taker, Some(taker));
    assert_eq!(known.present, [id(2)].into());
    assert_eq!(known.outcomes[&id(300)], OutcomeKind::Recommendation);
    learn(&mut facts, "meeting", 51, &[planned_ahead(), cancelled()]);
    let gone = &facts.meetings[&id(51)];
    assert_eq!(
        (gone.held, gone.cancelled, gone.closed),
        (false, true, false)
    );
    learn(
        &mut facts,
        "meeting",
        52,
        &[planned_today(), opened(), closed()],
    );
    assert!(facts.meetings[&id(52)].closed);
    learn(&mut facts, "meeting", 53, &[]);
    assert!(!facts.meetings.contains_key(&id(53)));
}

#[test]
fn mtg_30_the_series_of_a_body_teaches_its_last_number() {
    let numbered = |meeting, number| {
        MeetingEvent::from(MeetingNumbered {
            body: id(1),
            meeting: id(meeting),
            number,
        })
    };
    let mut facts = MeetingsFacts::default();
    learn(
        &mut facts,
        "meeting-series",
        1,
        &[numbered(50, 17), numbered(51, 18)],
    );
    learn(&mut facts, "meeting-series", 2, &[]);
    learn(&mut facts, "partner", 3, &[]);
    assert_eq!(facts.series, [(id(1), 18)].into());
    let stream = StreamId::new("meeting", uuid::Uuid::from_u128(50));
    assert!(facts.learn(stream, [("MeetingPlanned", 9, "{}")]).is_err());
}

fn learn(facts: &mut MeetingsFacts, kind: &'static str, n: u128, events: &[MeetingEvent]) {
    let stored: Vec<_> = events
        .iter()
        .map(|event| {
            let kind = cqrs_es::DomainEvent::event_type(event);
            (kind, event.version(), event.payload().expect("serialises"))
        })
        .collect();
    let stored = stored
        .iter()
        .map(|(kind, version, payload)| (kind.as_str(), *version, payload.as_str()));
    let stream = StreamId::new(kind, uuid::Uuid::from_u128(n));
    facts.learn(stream, stored).expect("loads");
}
