//! Who was there and who writes the minutes: MTG-10, MTG-11.

use std::num::NonZeroU16;

use kernel::{Refusal, facts};
use meetings::meeting::*;
use meetings::policy::MeetingDuty;
use meetings::{MeetingsContext, Taker};

use crate::fixtures::*;
use crate::meeting_given::*;

fn attendance(partners: Vec<Presence>, others: Option<u32>) -> RecordAttendance {
    RecordAttendance {
        meeting: id(50),
        partners,
        others,
    }
}

fn present(partner: u128, persons: u16) -> Presence {
    Presence {
        partner: id(partner),
        persons: NonZeroU16::new(persons),
    }
}

#[test]
fn who_was_there_is_recorded_by_institution_and_replaces_what_was_before() {
    let event = |partners, others| MeetingEvent::from(AttendanceRecorded { partners, others });
    let first = vec![present(1, 2), present(4, 0)];
    let given = vec![planned_today(), opened()];
    let expected = event(first.clone(), Some(1));
    then(
        given.clone(),
        attendance(first.clone(), Some(1)),
        vec![expected.clone()],
    );
    let noted = [given, vec![expected]].concat();
    then(noted.clone(), attendance(first.clone(), Some(1)), vec![]);
    let other = vec![present(2, 1)];
    then(
        noted.clone(),
        attendance(other.clone(), None),
        vec![event(other.clone(), None)],
    );
    let known = meeting(noted.clone()).known().expect("it exists");
    assert_eq!(known.present, [id(1), id(4)].into());
    for (command, code) in [
        (
            attendance(vec![present(1, 1), present(1, 2)], None),
            "NAMED_TWICE",
        ),
        (attendance(vec![present(9, 1)], None), "PARTNER_UNKNOWN"),
    ] {
        assert_eq!(refused(noted.clone(), command).0, code);
    }
    let early = refused(vec![planned_today()], attendance(other.clone(), None));
    assert_eq!(early.0, "MEETING_NOT_OPEN");
    let late = refused([noted, vec![closed()]].concat(), attendance(other, None));
    assert_eq!(late.0, "MEETING_CLOSED");
}

fn elect(partner: u128, contact: Option<u128>) -> ElectMinuteTaker {
    ElectMinuteTaker {
        meeting: id(50),
        body: id(1),
        partner: id(partner),
        contact: contact.map(id),
        account: Some(id(7)),
    }
}

fn elected(partner: u128, contact: Option<u128>) -> MeetingEvent {
    let taker = Taker {
        partner: id(partner),
        contact: contact.map(id),
        account: Some(id(7)),
    };
    MinuteTakerElected { taker }.into()
}

#[test]
fn mtg_10_the_meeting_elects_who_writes_its_minutes() {
    let by_election = lenkungskreis(|rules| rules.minutes_by = stated(MeetingDuty::ElectedTaker));
    let binding = || ctx(&by_election);
    for begun in [vec![planned_today(), opened()], vec![past()]] {
        then_with(
            binding(),
            begun.clone(),
            elect(1, Some(1)),
            vec![elected(1, Some(1))],
        );
        let chosen = [begun, vec![elected(1, Some(1))]].concat();
        then_with(binding(), chosen.clone(), elect(1, Some(1)), vec![]);
        then_with(
            binding(),
            chosen.clone(),
            elect(2, None),
            vec![elected(2, None)],
        );
        let again = [chosen, vec![elected(2, None)]].concat();
        let taker = meeting(again).known().and_then(|known| known.taker);
        assert_eq!(taker.map(|taker| taker.partner), Some(id(2)));
    }
    let silent = warned(ctx(&silent()), vec![past()], elect(1, None));
    assert_eq!(silent, (1, vec![]));
}

#[test]
fn mtg_10_nobody_is_elected_outside_the_meeting_or_for_somebody_else() {
    let open = || vec![planned_today(), opened()];
    let refusals: [(Vec<MeetingEvent>, ElectMinuteTaker, &str); 6] = [
        (vec![planned_today()], elect(1, None), "MEETING_NOT_OPEN"),
        (
            [open(), vec![closed()]].concat(),
            elect(1, None),
            "MEETING_CLOSED",
        ),
        (open(), elect(1, Some(2)), "CONTACT_OF_OTHER_PARTNER"),
        (open(), elect(1, Some(9)), "CONTACT_UNKNOWN"),
        (open(), elect(9, None), "PARTNER_UNKNOWN"),
        (
            open(),
            ElectMinuteTaker {
                body: id(3),
                ..elect(1, None)
            },
            "BODY_DIFFERS",
        ),
    ];
    for (given, command, code) in refusals {
        assert_eq!(refused(given, command).0, code);
    }
}

#[test]
fn mtg_11_where_the_youth_office_writes_nobody_is_elected() {
    let given = vec![planned_today(), opened()];
    let refusal = refusal_with(ctx(&duisburg()), given.clone(), elect(1, None));
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        (
            "TAKER_IS_FIXED",
            facts! { "minutesBy" => "youth-office" },
            Some("MTG-11")
        )
    );
    assert!(refusal.sentence().contains("Jugendamt"));
    let asks: MeetingsContext = ctx(&lenkungskreis(|rules| {
        rules.minutes_by = inferred(MeetingDuty::YouthOffice)
    }));
    let warning = vec!["TAKER_IS_FIXED".to_owned()];
    assert_eq!(warned(asks, given, elect(1, None)), (1, warning));
}
