//! The day before, the day and the day after, for each command that names a day; and who signs when.

use agreements::AgreementsPolicy;
use agreements::agreement::*;
use agreements::values::{EntryIntoForce, NoticePeriod, Term};
use kernel::{Refusal, Sourced};
use serde_json::{Value, json};

use crate::given::*;

/// Code, field and facts of a refusal.
fn refused(
    mut story: Story,
    command: impl Into<AgreementCommand>,
) -> (&'static str, Option<&'static str>, Value) {
    let refusal = story.refuses(command);
    (
        refusal.code(),
        refusal.field(),
        Value::Object(refusal.facts()),
    )
}

fn ends_on(policy: AgreementsPolicy, end: &str) -> AgreementsPolicy {
    let term = Term::FixedEnd {
        end: day(end),
        decision: None,
    };
    AgreementsPolicy {
        term: stated(term),
        ..policy
    }
}

/// Leverkusen's policy, as if its document said what makes an agreement enter into force.
fn states_its_entry() -> AgreementsPolicy {
    AgreementsPolicy {
        entry_into_force: stated(EntryIntoForce::LastRequiredSignature),
        ..leverkusen()
    }
}

/// In force since 2016-02-15 until 2020-12-31, with an amendment to sign.
fn amending(policy: AgreementsPolicy) -> Story {
    in_force(policy)
        .on("2021-02-01")
        .does(propose("2016-02-15"))
}

#[test]
fn no_command_records_a_fact_of_tomorrow() {
    let story = || {
        in_force(ends_on(template(), "2030-12-31"))
            .on(TODAY)
            .does(propose("2018-01-02"))
            .does(notice(1, "2017-05-01"))
    };
    let commands = |on: &str| -> Vec<(AgreementCommand, &str)> {
        vec![
            (notice(2, on).into(), "receivedOn"),
            (withdraw(1, on).into(), "withdrawnOn"),
            (propose(on).into(), "proposedOn"),
            (sign_amendment(2, on).into(), "signedOn"),
            (require_review(ReviewTrigger::Need, on).into(), "since"),
            (review(on, ReviewOutcome::Confirmed).into(), "heldOn"),
            (deny(on).into(), "deniedOn"),
        ]
    };
    for (command, field) in commands("2026-01-16") {
        assert_eq!(
            refused(story(), command),
            (
                "DATE_IN_FUTURE",
                Some(field),
                json!({ "date": "2026-01-16", "today": TODAY })
            )
        );
    }
    for (command, _) in commands(TODAY) {
        story().does(command);
    }
}

#[test]
fn agr_07_a_stated_entry_into_force_is_the_first_day_for_what_follows() {
    let commands = |on: &str| -> Vec<(AgreementCommand, &str)> {
        vec![
            (notice(1, on).into(), "receivedOn"),
            (propose(on).into(), "proposedOn"),
            (sign_amendment(1, on).into(), "signedOn"),
            (review(on, ReviewOutcome::Confirmed).into(), "heldOn"),
            (deny(on).into(), "deniedOn"),
        ]
    };
    for (command, field) in commands("2016-02-14") {
        assert_eq!(
            refused(amending(states_its_entry()), command),
            (
                "NOT_IN_FORCE",
                Some(field),
                json!({ "day": "2016-02-14", "inForceOn": "2016-02-15" })
            )
        );
    }
    for on in ["2016-02-15", "2016-02-16"] {
        for (command, _) in commands(on) {
            let story = amending(states_its_entry()).does(command);
            assert!(!story.warned().contains(&"NOT_IN_FORCE"), "{on}");
        }
    }
}

#[test]
fn agr_07_before_the_last_signature_an_extension_is_not_denied() {
    let story = offered(leverkusen())
        .on("2016-03-01")
        .does(sign(1, "2016-02-01"));
    assert_eq!(
        refused(story, deny("2016-02-20")),
        (
            "NOT_IN_FORCE",
            Some("deniedOn"),
            json!({ "day": "2016-02-20", "inForceOn": null })
        )
    );
}

#[test]
fn agr_08_the_stated_end_is_the_last_day_for_what_needs_the_agreement() {
    let commands = |on: &str| -> Vec<(AgreementCommand, &str)> {
        vec![
            (notice(1, on).into(), "receivedOn"),
            (propose(on).into(), "proposedOn"),
            (sign_amendment(1, on).into(), "signedOn"),
            (require_review(ReviewTrigger::Need, on).into(), "since"),
            (review(on, ReviewOutcome::Confirmed).into(), "heldOn"),
        ]
    };
    for on in ["2020-12-30", "2020-12-31"] {
        for (command, _) in commands(on) {
            let story = amending(leverkusen()).does(command);
            assert!(!story.warned().contains(&"AGREEMENT_ENDED"), "{on}");
        }
    }
    for (command, field) in commands("2021-01-01") {
        assert_eq!(
            refused(amending(leverkusen()), command),
            (
                "AGREEMENT_ENDED",
                Some(field),
                json!({ "endedOn": "2020-12-31" })
            )
        );
    }
}

#[test]
fn agr_08_nobody_accedes_after_the_stated_end() {
    let story = |on: &str| in_force(ends_on(template(), "2020-12-31")).on(on);
    for on in ["2020-12-30", "2020-12-31"] {
        let story = story(on).does(add_partner(2));
        assert_eq!(story.warned(), ["ACCESSION_INFERRED"]);
    }
    assert_eq!(
        refused(story("2021-01-01"), add_partner(2)),
        (
            "AGREEMENT_ENDED",
            Some("occurredOn"),
            json!({ "endedOn": "2020-12-31" })
        )
    );
}

#[test]
fn agr_08_what_was_not_offered_is_neither_extended_nor_denied_an_extension() {
    for command in [
        AgreementCommand::from(renew("2025-12-31")),
        deny("2015-12-15").into(),
    ] {
        let refusal = drafted(leverkusen()).refuses(command);
        assert_eq!(
            (refusal.code(), refusal),
            ("NOT_OFFERED", AgreementRefusal::NotOffered)
        );
    }
}

#[test]
fn agr_08_an_end_is_extended_by_a_day_at_least() {
    let story = || in_force(leverkusen()).on("2020-11-01");
    for end in ["2020-12-30", "2020-12-31"] {
        assert_eq!(
            refused(story(), renew(end)),
            (
                "END_NOT_LATER",
                Some("newEnd"),
                json!({ "oldEnd": "2020-12-31" })
            )
        );
    }
    let story = story().does(renew("2021-01-01"));
    assert_eq!(story.agreement.ends_on(), Some(day("2021-01-01")));
}

#[test]
fn agr_14_an_amendment_in_effect_takes_no_further_signature() {
    let story = in_force(template())
        .on("2019-01-10")
        .does(propose("2018-01-02"))
        .does(sign_amendment(1, "2018-01-05"))
        .does(sign_amendment(2, "2018-01-08"))
        .does(add_partner(2))
        .does(sign(3, "2018-06-01"));
    assert_eq!(
        refused(story, sign_amendment(3, "2018-06-02")),
        (
            "AMENDMENT_CLOSED",
            Some("amendment"),
            json!({ "amendment": 1 })
        )
    );
}

#[test]
fn agr_14_a_party_signs_amendments_up_to_the_last_day_of_its_cooperation() {
    let story = || {
        drafted(leverkusen())
            .does(add_partner(2))
            .does(offer())
            .on("2019-06-01")
            .does(sign(1, "2016-02-01"))
            .does(sign(2, "2016-02-02"))
            .does(sign(3, "2016-02-03"))
            .does(notice(1, "2018-05-01"))
            .does(propose("2018-06-01"))
    };
    for on in ["2018-12-30", "2018-12-31"] {
        story().does(sign_amendment(1, on));
    }
    assert_eq!(
        refused(story(), sign_amendment(1, "2019-01-01")),
        (
            "PARTY_NOT_COOPERATING",
            Some("party"),
            json!({ "party": 1 })
        )
    );
}

#[test]
fn agr_12_only_a_party_that_had_signed_by_then_gives_notice() {
    let acceding = || in_force(template()).on("2019-01-10").does(add_partner(2));
    let unsigned = ("PARTY_NOT_SIGNED", Some("party"), json!({ "party": 3 }));
    assert_eq!(refused(acceding(), notice(3, "2017-06-01")), unsigned);
    let acceded = || acceding().does(sign(3, "2017-06-01"));
    assert_eq!(refused(acceded(), notice(3, "2017-05-31")), unsigned);
    for on in ["2017-06-01", "2017-06-02"] {
        acceded().does(notice(3, on));
    }
}

#[test]
fn agr_12_an_inferred_end_bounds_a_notice_until_it_has_passed() {
    let mut policy = leverkusen();
    let term = Term::FixedEnd {
        end: day("2020-12-31"),
        decision: None,
    };
    policy.term = Sourced::inferred_from(term, "S0", "§ 9", "…", "so gelesen");
    let agreement = in_force(policy).agreement;
    for (on, rule, effective_on) in [
        ("2020-12-30", NoticeRule::TermEnd, "2020-12-31"),
        ("2020-12-31", NoticeRule::TermEnd, "2020-12-31"),
        ("2021-01-01", NoticeRule::YearEnd, "2021-12-31"),
    ] {
        let effect = agreement.notice_effect(day(on)).expect("offered");
        assert_eq!(
            (effect.rule, effect.effective_on),
            (rule, Some(day(effective_on))),
            "{on}"
        );
    }
}

#[test]
fn agr_11_only_a_notice_whose_effect_nobody_states_is_open_and_from_its_receipt_on() {
    let open = |policy: AgreementsPolicy, on: &str| {
        let story = in_force(policy).on("2019-06-01");
        let points = story
            .does(notice(1, "2019-05-01"))
            .agreement
            .open_points(day(on));
        points.contains(&OpenPoint::NoticeEffectUnstated)
    };
    let days = ["2019-04-30", "2019-05-01", "2019-05-02"];
    assert_eq!(days.map(|on| open(duisburg(), on)), [false, true, true]);
    assert_eq!(days.map(|on| open(leverkusen(), on)), [false; 3]);
}

#[test]
fn agr_21_a_draft_whose_paper_has_no_placeholders_misses_none() {
    let points = drafted(leverkusen()).agreement.open_points(day(TODAY));
    assert_eq!(points, []);
}

#[test]
fn agr_27_who_comes_back_on_its_last_day_cooperates_once_on_it_and_partners_come_in_order() {
    let story = Story::under(stormarn())
        .on("2022-01-02")
        .does(draft())
        .does(add_partner(2))
        .does(add_public())
        .does(add_partner(1))
        .does(offer())
        .does(declare(1, "2020-10-01"))
        .does(declare(2, "2020-09-16"))
        .does(declare(3, "2020-10-01"))
        .does(notice(3, "2021-05-05"))
        .does(add_partner(1))
        .does(declare(4, "2021-05-05"));
    for on in ["2021-05-04", "2021-05-05", "2021-05-06"] {
        let cooperating = story.agreement.cooperating_partners_on(day(on));
        assert_eq!(cooperating, [partner(1), partner(2)], "{on}");
    }
}

#[test]
fn agr_09_after_the_year_of_its_end_an_agreement_without_a_period_has_ended() {
    let mut on_receipt = ends_on(leverkusen(), "2020-06-30");
    on_receipt.notice_period = stated(NoticePeriod::OnReceipt);
    let unstated = ends_on(template(), "2020-06-30");
    for (policy, until_then) in [
        (on_receipt, LastNoticeDayStatus::NotApplicable),
        (unstated, LastNoticeDayStatus::Unstated),
    ] {
        let agreement = in_force(policy).agreement;
        let statuses = [2019, 2020, 2021].map(|year| agreement.last_notice_day(year).status);
        let ended = LastNoticeDayStatus::AgreementEnded;
        assert_eq!(statuses, [until_then, until_then, ended]);
    }
}
