//! What was recorded by mistake.

use cqrs_es::Aggregate;
use jiff::civil::date;
use kernel::{MeetingId, PartnerId, Refusal, facts};
use meetings::minutes::*;

use super::*;

fn corrected(live: &mut Minutes, command: CorrectMinutes) -> usize {
    let events = live
        .decide(&command.into(), &sto())
        .expect("the correction holds");
    let count = events.len();
    for event in events {
        live.apply(event);
    }
    count
}

#[test]
fn mtg_10_the_days_of_minutes_are_corrected_and_their_steps_struck() {
    let mut live = minutes(sent());
    let days = [
        (
            2,
            MinutesReplacement::SubmitMinutes(submit(date(2024, 3, 9))),
        ),
        (
            3,
            MinutesReplacement::ApproveMinutes(approve(date(2024, 4, 11), None)),
        ),
        (
            4,
            MinutesReplacement::DispatchMinutes(dispatch(date(2024, 4, 13), &[1, 3])),
        ),
    ];
    for (fact, replacement) in days {
        let command = correct(fact, Some(replacement));
        assert_eq!(corrected(&mut live, command.clone()), 1);
        assert_eq!(corrected(&mut live, command), 0, "once is enough");
    }
    let version = live.version(1).unwrap();
    assert_eq!(version.approved_on(), Some(date(2024, 4, 11)));
    assert_eq!(live.dispatched_to(SENT), [].into());
    assert_eq!(live.dispatched_to(AMENDED), [id(1), id(3)].into());
    assert_eq!(corrected(&mut live, correct(4, None)), 1);
    assert_eq!(corrected(&mut live, correct(3, None)), 1);
    assert_eq!(live.state_on(TODAY), Some(MinutesState::Submitted));
}

#[test]
fn mtg_10_a_correction_leaves_steps_that_follow_each_other() {
    let late = date(2024, 4, 11);
    let on = |replacement| Some(replacement);
    for (fact, replacement, code, expected) in [
        (
            2,
            on(MinutesReplacement::SubmitMinutes(submit(late))),
            "DATE_TOO_EARLY",
            early(APPROVED, late),
        ),
        (
            3,
            on(MinutesReplacement::ApproveMinutes(approve(
                date(2024, 4, 13),
                None,
            ))),
            "DATE_TOO_EARLY",
            early(SENT, date(2024, 4, 13)),
        ),
        (
            2,
            None,
            "MINUTES_NOT_SUBMITTED",
            facts! { "state" => "draft", "needed" => "submitted" },
        ),
        (3, None, "VERSION_NOT_APPROVED", facts! { "version" => 1 }),
        (
            9,
            None,
            "FACT_UNKNOWN",
            facts! { "fact" => 9, "recorded" => 4 },
        ),
    ] {
        refused(sto(), sent(), correct(fact, replacement), code, expected);
    }
    let given = [sent(), vec![acknowledged(1, AMENDED)]].concat();
    refused(
        sto(),
        given,
        correct(4, None),
        "NOT_DISPATCHED_TO",
        facts! { "partner" => id::<PartnerId>(1) },
    );
    let ahead = submit(TODAY.tomorrow().unwrap());
    refused(
        sto(),
        waiting(),
        correct(2, on(MinutesReplacement::SubmitMinutes(ahead))),
        "DATE_IN_FUTURE",
        facts! { "date" => TODAY.tomorrow().unwrap(), "today" => TODAY },
    );
}

#[test]
fn mtg_10_an_approved_text_is_amended_and_not_corrected() {
    let frozen = facts! { "version" => 1, "approvedOn" => APPROVED };
    let given = vec![
        drafted(),
        revised(),
        submitted(SUBMITTED),
        approved(APPROVED, None),
    ];
    for (fact, replacement) in [
        (1, Some(MinutesReplacement::DraftMinutes(draft()))),
        (2, Some(MinutesReplacement::ReviseMinutes(revise(REVISED)))),
        (2, None),
        (3, Some(MinutesReplacement::ReviseMinutes(revise(REVISED)))),
    ] {
        let refusal = refused(
            sto(),
            given.clone(),
            correct(fact, replacement),
            "TEXT_APPROVED",
            frozen.clone(),
        );
        assert_eq!(refusal.field(), Some("fact"));
        assert!(refusal.sentence().contains("10.04.2024"));
    }
    // The second version is a draft still: its text is corrected, struck and restored, the first one's is not.
    let mut live = minutes([given, vec![amended()]].concat());
    let again = || {
        Some(MinutesReplacement::AmendMinutes(AmendMinutes {
            text: text(103, WORDS),
            ..amend(AMENDED)
        }))
    };
    for (replacement, expected) in [(again(), 103), (None, 101), (again(), 103)] {
        assert_eq!(corrected(&mut live, correct(5, replacement)), 1);
        let now = live.text_on(TODAY).map(|content| content.text);
        assert_eq!(now, Some(id(expected)));
    }
    let revising = Some(MinutesReplacement::ReviseMinutes(revise(REVISED)));
    let refusal = live.decide(&correct(2, revising).into(), &sto());
    assert_eq!(refusal.unwrap_err().code(), "TEXT_APPROVED");
    live.apply(submitted(date(2024, 5, 1)));
    live.apply(approved(date(2024, 5, 2), None));
    let refusal = live.decide(&correct(5, again()).into(), &sto());
    assert_eq!(
        refusal.unwrap_err().facts(),
        facts! { "version" => 2, "approvedOn" => "2024-05-02" }
    );
}

#[test]
fn mtg_10_the_second_versions_text_is_corrected_until_it_is_approved_itself() {
    let on = date(2024, 4, 21);
    let second = MinutesRevised {
        content: content(104),
        revised_on: on,
    };
    let given = [approved_ones(), vec![amended(), second.into()]].concat();
    let mut live = minutes(given);
    let command = || correct(5, Some(MinutesReplacement::ReviseMinutes(revise(on))));
    assert_eq!(corrected(&mut live, command()), 1);
    let now = live.text_on(TODAY).map(|content| content.text);
    assert_eq!(now, Some(id(101)));
    live.apply(submitted(date(2024, 5, 1)));
    live.apply(approved(date(2024, 5, 2), None));
    let refusal = live.decide(&command().into(), &sto());
    assert_eq!(
        refusal.expect_err("it is approved").facts(),
        facts! { "version" => 2, "approvedOn" => "2024-05-02" }
    );
}

#[test]
fn mtg_10_a_draft_is_corrected_but_stays_its_meetings() {
    let mut live = minutes([drafted(), revised()]);
    let other = DraftMinutes {
        drafted_on: HELD,
        ..draft()
    };
    let command = correct(1, Some(MinutesReplacement::DraftMinutes(other)));
    assert_eq!(corrected(&mut live, command), 1);
    assert_eq!(live.version(1).unwrap().began_on(), Some(HELD));
    assert_eq!(corrected(&mut live, correct(2, None)), 1);
    let now = live.text_on(TODAY).map(|content| content.text);
    assert_eq!(now, Some(id(100)));
    let elsewhere = DraftMinutes {
        meeting: id(11),
        ..draft()
    };
    refused(
        sto(),
        vec![drafted()],
        correct(1, Some(MinutesReplacement::DraftMinutes(elsewhere))),
        "MEETING_NOT_OF_MINUTES",
        facts! { "meeting" => id::<MeetingId>(11) },
    );
    refused(
        sto(),
        vec![drafted()],
        correct(1, None),
        "FIRST_FACT_STAYS",
        facts! { "fact" => 1 },
    );
}
