//! Who got the minutes, and who passed them on.

use jiff::civil::date;
use kernel::{PartnerId, Refusal, Role, facts};
use meetings::minutes::*;
use meetings::policy::MeetingDuty;

use super::*;

#[test]
fn mtg_10_the_administration_sends_and_the_taker_does_not() {
    for role in [Role::Administration, Role::Coordinator] {
        happens(
            sto_as(role, held()),
            approved_ones(),
            dispatch(SENT, &[1, 2]),
            vec![dispatched(SENT, &[1, 2])],
        );
    }
    for role in [Role::MinuteTaker, Role::PreparationTeam] {
        let refusal = refused(
            sto_as(role, held()),
            approved_ones(),
            dispatch(SENT, &[1, 2]),
            "NOT_YOUR_DUTY",
            facts! { "role" => role, "duties" => ["administration"] },
        );
        assert_eq!(refusal.rule(), Some("MTG-10"));
    }
    let mut policy = stormarn();
    policy.rules[0].dispatched_by = inferred(MeetingDuty::Administration);
    let ctx = ctx_as(&policy, Role::MinuteTaker, known(held()));
    let decided = minutes(approved_ones()).decide(&dispatch(SENT, &[1]).into(), &ctx);
    assert!(decided.is_ok());
    assert_eq!(warnings(ctx), ["NOT_YOUR_DUTY"]);
}

#[test]
fn mtg_10_a_draft_never_goes_out() {
    for given in [vec![drafted()], waiting()] {
        let refusal = refused(
            sto(),
            given,
            dispatch(SENT, &[1]),
            "VERSION_NOT_APPROVED",
            facts! { "version" => 1 },
        );
        assert_eq!(refusal.field(), Some("version"));
    }
    for version in [0, 2] {
        refused(
            sto(),
            approved_ones(),
            DispatchMinutes {
                version,
                ..dispatch(SENT, &[1])
            },
            "VERSION_UNKNOWN",
            facts! { "version" => version, "versions" => 1 },
        );
    }
    let second = DispatchMinutes {
        version: 2,
        ..dispatch(AMENDED, &[1])
    };
    let amended_ones = [approved_ones(), vec![amended()]].concat();
    refused(
        sto(),
        amended_ones.clone(),
        second,
        "VERSION_NOT_APPROVED",
        facts! { "version" => 2 },
    );
    let first = dispatch(AMENDED, &[1]);
    happens(sto(), amended_ones, first, vec![dispatched(AMENDED, &[1])]);
    let eve = APPROVED.yesterday().unwrap();
    let facts = early(eve, APPROVED);
    let command = dispatch(eve, &[1]);
    refused(sto(), approved_ones(), command, "DATE_TOO_EARLY", facts);
    happens(
        sto(),
        approved_ones(),
        dispatch(APPROVED, &[1]),
        vec![dispatched(APPROVED, &[1])],
    );
}

#[test]
fn mtg_10_recipients_are_some_and_each_once() {
    let many: Vec<u128> = (1..=5_001).collect();
    for (partners, code, expected) in [
        (&[][..], "RECIPIENTS_MISSING", facts! {}),
        (
            &[1, 1],
            "RECIPIENT_TWICE",
            facts! { "partner" => id::<PartnerId>(1) },
        ),
        (
            &many,
            "RECIPIENTS_TOO_MANY",
            facts! { "count" => 5_001, "allowed" => 5_000 },
        ),
    ] {
        let command = dispatch(SENT, partners);
        let refusal = refused(sto(), approved_ones(), command, code, expected);
        assert_eq!(refusal.field(), Some("partners"));
    }
    let command = dispatch(SENT, &many[..5_000]).into();
    assert!(minutes(approved_ones()).decide(&command, &sto()).is_ok());
}

#[test]
fn mtg_10_the_same_dispatch_again_is_nothing_and_another_is_one_more() {
    happens(sto(), sent(), dispatch(SENT, &[2, 1]), vec![]);
    for other in [
        dispatch(SENT, &[1]),
        dispatch(AMENDED, &[1, 2]),
        DispatchMinutes {
            channel: DispatchChannel::Post,
            ..dispatch(SENT, &[1, 2])
        },
    ] {
        let decided = minutes(sent()).decide(&other.into(), &sto());
        assert_eq!(decided.unwrap().len(), 1);
    }
}

#[test]
fn mtg_23_a_partner_confirms_once_that_it_passed_the_results_on() {
    let may = date(2024, 5, 2);
    happens(
        sto_as(Role::Partner, held()),
        sent(),
        acknowledge(1, may),
        vec![acknowledged(1, may)],
    );
    happens(
        sto(),
        sent(),
        acknowledge(1, SENT),
        vec![acknowledged(1, SENT)],
    );
    let given = [sent(), vec![acknowledged(1, may)]].concat();
    for day in [may, date(2024, 5, 3)] {
        happens(sto(), given.clone(), acknowledge(1, day), vec![]);
    }
    let refusal = refused(
        sto(),
        sent(),
        acknowledge(3, may),
        "NOT_DISPATCHED_TO",
        facts! { "partner" => id::<PartnerId>(3) },
    );
    assert_eq!(
        (refusal.rule(), refusal.field()),
        (Some("MTG-23"), Some("partner"))
    );
    let eve = SENT.yesterday().unwrap();
    let facts = early(eve, SENT);
    refused(sto(), sent(), acknowledge(1, eve), "DATE_TOO_EARLY", facts);
}

#[test]
fn mtg_23_the_share_is_two_counts() {
    let may = date(2024, 5, 2);
    let later = dispatched(date(2024, 4, 22), &[2, 3]);
    let live = minutes([sent(), vec![later, acknowledged(1, may)]].concat());
    let share = |day| live.passing_on(day);
    let counts = |asked, acknowledged| PassingOnShare {
        asked,
        acknowledged,
    };
    assert_eq!(share(SENT.yesterday().unwrap()), counts(0, 0));
    assert_eq!(share(SENT), counts(2, 0));
    assert_eq!(share(date(2024, 4, 22)), counts(3, 0));
    assert_eq!(share(may.yesterday().unwrap()), counts(3, 0));
    assert_eq!(share(may), counts(3, 1));
    assert_eq!(live.first_dispatched_on(id(2)), Some(SENT));
    assert_eq!(live.first_dispatched_on(id(9)), None);
    assert_eq!(live.not_passed_on(may), [(id(2), 20), (id(3), 10)].into());
    assert_eq!(
        live.not_passed_on(may.yesterday().unwrap()),
        [(id(1), 19), (id(2), 19), (id(3), 9)].into()
    );
    assert!(live.not_passed_on(DRAFTED).is_empty());
}

#[test]
fn mtg_10_no_day_of_minutes_lies_ahead() {
    let ahead = TODAY.tomorrow().unwrap();
    for (command, field) in [
        (MinutesCommand::from(revise(ahead)), "revisedOn"),
        (give_back(ahead).into(), "returnedOn"),
        (approve(ahead, None).into(), "approvedOn"),
        (dispatch(ahead, &[1]).into(), "dispatchedOn"),
        (amend(ahead).into(), "amendedOn"),
        (acknowledge(1, ahead).into(), "acknowledgedOn"),
    ] {
        let expected = facts! { "date" => ahead, "today" => TODAY };
        let refusal = refused(sto(), sent(), command, "DATE_IN_FUTURE", expected);
        assert_eq!(refusal.field(), Some(field));
    }
}
