//! Drafts, approvals and versions.

use jiff::civil::date;
use kernel::{Date, MeetingId, Refusal, facts};
use meetings::minutes::*;

use super::*;

#[test]
fn mtg_10_a_draft_is_revised_until_it_is_submitted() {
    happens(sto(), vec![drafted()], revise(REVISED), vec![revised()]);
    happens(
        sto(),
        vec![drafted(), revised()],
        submit(SUBMITTED),
        vec![submitted(SUBMITTED)],
    );
    let not_draft = facts! { "state" => "submitted", "needed" => "draft" };
    for command in [
        MinutesCommand::from(revise(APPROVED)),
        submit(APPROVED).into(),
    ] {
        let refusal = refused(
            sto(),
            waiting(),
            command,
            "MINUTES_NOT_DRAFT",
            not_draft.clone(),
        );
        assert_eq!(refusal.field(), Some("minutes"));
    }
    happens(sto(), waiting(), submit(SUBMITTED), vec![]);
    let eve = DRAFTED.yesterday().unwrap();
    for command in [MinutesCommand::from(revise(eve)), submit(eve).into()] {
        let facts = early(eve, DRAFTED);
        refused(sto(), vec![drafted()], command, "DATE_TOO_EARLY", facts);
    }
    let (before, same) = (
        vec![drafted(), revised()],
        minutes([drafted(), revised()]).decide(&submit(REVISED).into(), &sto()),
    );
    assert!(same.is_ok(), "on the day of the last change");
    let facts = early(DRAFTED, REVISED);
    refused(sto(), before, submit(DRAFTED), "DATE_TOO_EARLY", facts);
}

#[test]
fn mtg_10_submitted_minutes_go_back_with_a_reason() {
    let back = date(2024, 3, 8);
    happens(sto(), waiting(), give_back(back), vec![returned(back)]);
    let given = [waiting(), vec![returned(back)]].concat();
    happens(sto(), given.clone(), give_back(back), vec![]);
    let next = date(2024, 3, 9);
    let draft_again = facts! { "state" => "draft", "needed" => "submitted" };
    refused(
        sto(),
        given.clone(),
        give_back(next),
        "MINUTES_NOT_SUBMITTED",
        draft_again,
    );
    happens(sto(), given, submit(next), vec![submitted(next)]);
    let eve = SUBMITTED.yesterday().unwrap();
    let facts = early(eve, SUBMITTED);
    refused(sto(), waiting(), give_back(eve), "DATE_TOO_EARLY", facts);
}

#[test]
fn mtg_10_minutes_are_approved_by_a_later_meeting_of_the_same_body() {
    happens(
        sto(),
        waiting(),
        approve(APPROVED, Some(11)),
        vec![approved(APPROVED, Some(11))],
    );
    let given = [waiting(), vec![approved(APPROVED, Some(11))]].concat();
    happens(sto(), given.clone(), approve(APPROVED, Some(11)), vec![]);
    let again = facts! { "state" => "approved", "needed" => "submitted" };
    for other in [approve(APPROVED, None), approve(SENT, Some(11))] {
        refused(
            sto(),
            given.clone(),
            other,
            "MINUTES_NOT_SUBMITTED",
            again.clone(),
        );
    }
    let refusal = refused(
        sto(),
        waiting(),
        approve(APPROVED, Some(12)),
        "APPROVED_ELSEWHERE",
        facts! { "body" => id::<kernel::BodyId>(1) },
    );
    assert_eq!(refusal.field(), Some("inMeeting"));
    let eve = APPROVED.yesterday().unwrap();
    refused(
        sto(),
        waiting(),
        approve(eve, Some(11)),
        "DATE_TOO_EARLY",
        early(eve, APPROVED),
    );
    refused(
        sto(),
        waiting(),
        approve(APPROVED, Some(99)),
        "MEETING_UNKNOWN",
        facts! { "id" => id::<MeetingId>(99) },
    );
    let never = facts! { "state" => "draft", "needed" => "submitted" };
    refused(
        sto(),
        vec![drafted()],
        approve(APPROVED, None),
        "MINUTES_NOT_SUBMITTED",
        never,
    );
}

#[test]
fn mtg_10_approved_minutes_get_a_new_version_and_the_old_one_stays_readable() {
    happens(sto(), sent(), amend(AMENDED), vec![amended()]);
    let early_on = APPROVED.yesterday().unwrap();
    let facts = early(early_on, APPROVED);
    refused(sto(), sent(), amend(early_on), "DATE_TOO_EARLY", facts);
    let not_yet = facts! { "state" => "submitted", "needed" => "approved" };
    refused(
        sto(),
        waiting(),
        amend(AMENDED),
        "MINUTES_NOT_APPROVED",
        not_yet,
    );
    let again = date(2024, 5, 2);
    let second = [
        sent(),
        vec![
            amended(),
            submitted(again),
            approved(again, None),
            MinutesDispatched {
                version: 2,
                partners: vec![id(3)],
                channel: DispatchChannel::Post,
                dispatched_on: again,
            }
            .into(),
        ],
    ]
    .concat();
    let live = minutes(second);
    let numbers: Vec<_> = live
        .versions()
        .iter()
        .map(|version| (version.number, version.reason, version.approved_on()))
        .collect();
    assert_eq!(
        numbers,
        [(1, None, Some(APPROVED)), (2, Some(id(201)), Some(again))]
    );
    let before = again.yesterday().unwrap();
    let approved = |day| live.approved_on(day).map(|version| version.number);
    assert_eq!(
        [approved(APPROVED.yesterday().unwrap()), approved(APPROVED)],
        [None, Some(1)]
    );
    assert_eq!([approved(before), approved(again)], [Some(1), Some(2)]);
    let text = |day| live.text_on(day).map(|content| content.text);
    assert_eq!(text(AMENDED.yesterday().unwrap()), Some(id(100)));
    assert_eq!(text(AMENDED), Some(id(102)));
    assert_eq!(
        [before, again].map(|day| live.state_on(day)),
        [Some(MinutesState::Draft), Some(MinutesState::Dispatched)]
    );
    assert_eq!(live.dispatched_to(before), [id(1), id(2)].into());
    assert_eq!(live.dispatched_to(again), [id(1), id(2), id(3)].into());
}

#[test]
fn mtg_10_every_day_has_its_state_and_its_text() {
    let back = date(2024, 3, 8);
    let last = date(2024, 3, 20);
    let live = minutes([
        drafted(),
        revised(),
        submitted(SUBMITTED),
        returned(back),
        submitted(last),
        approved(APPROVED, None),
        dispatched(SENT, &[1]),
    ]);
    let eve = |day: Date| day.yesterday().unwrap();
    for (day, state) in [
        (eve(DRAFTED), None),
        (DRAFTED, Some(MinutesState::Draft)),
        (eve(SUBMITTED), Some(MinutesState::Draft)),
        (SUBMITTED, Some(MinutesState::Submitted)),
        (back, Some(MinutesState::Draft)),
        (eve(last), Some(MinutesState::Draft)),
        (last, Some(MinutesState::Submitted)),
        (eve(APPROVED), Some(MinutesState::Submitted)),
        (APPROVED, Some(MinutesState::Approved)),
        (eve(SENT), Some(MinutesState::Approved)),
        (SENT, Some(MinutesState::Dispatched)),
    ] {
        assert_eq!(live.state_on(day), state, "{day}");
    }
    let text = |day| live.text_on(day).map(|content| content.text);
    assert_eq!(
        [eve(DRAFTED), DRAFTED, eve(REVISED), REVISED].map(text),
        [None, Some(id(100)), Some(id(100)), Some(id(101))]
    );
    let version = live.version(1).unwrap();
    assert_eq!(version.steps[1].reason, Some(id(200)));
    assert_eq!(version.began_on(), Some(DRAFTED));
    assert!(live.version(0).is_none() && live.version(2).is_none());
    let open = |day| live.days_without_dispatch(HELD, day);
    assert_eq!(
        [eve(HELD), HELD, eve(SENT), SENT].map(open),
        [None, Some(0), Some(38), None]
    );
}

#[test]
fn mtg_10_partners_read_what_is_approved_and_no_draft() {
    let approved = |events: Vec<MinutesEvent>| {
        let live = minutes(events);
        live.approved_on(TODAY).map(|version| version.number)
    };
    assert_eq!(approved(vec![drafted()]), None);
    assert_eq!(approved(waiting()), None);
    let amending = [approved_ones(), vec![amended()]].concat();
    assert_eq!(approved(amending), Some(1));
}
