//! Notice, its effect and its last day.

use agreements::Agreement;
use agreements::agreement::*;
use agreements::values::{NoticeConsideration, NoticeForm, NoticePeriod, Side};
use cqrs_es::test::TestFramework;
use kernel::{Date, Refusal, Sourced, Status};

use crate::given::*;

fn received(received_on: &str, effective_on: Option<Date>, rule: NoticeRule) -> NoticeReceived {
    NoticeReceived {
        network: NETWORK,
        kind: AgreementKind::Cooperation,
        party: 1,
        side: Side::Partner,
        partner: Some(partner(1)),
        received_on: day(received_on),
        form: NoticeForm::Written,
        reason: None,
        effective_on,
        rule,
        status: Status::Stated,
        latest_day: None,
        document: None,
    }
}

fn terminated(effective_on: &str) -> AgreementTerminated {
    AgreementTerminated {
        effective_on: day(effective_on),
        side: Side::Partner,
        status: Status::Stated,
    }
}

#[test]
fn agr_12_notice_received_on_3_december_takes_effect_in_the_same_year() {
    let story = in_force(leverkusen()).on("2019-12-10");
    let latest_day = Some(day("2019-12-03"));
    let effect = received("2019-12-03", Some(day("2019-12-31")), NoticeRule::YearEnd);
    TestFramework::<Agreement>::with(story.context())
        .given(story.events)
        .when(notice(1, "2019-12-03").into())
        .then_expect_events(vec![
            NoticeReceived {
                latest_day,
                ..effect
            }
            .into(),
            terminated("2019-12-31").into(),
        ]);
}

#[test]
fn agr_12_notice_received_on_4_december_takes_effect_a_year_later() {
    let story = in_force(leverkusen()).on("2019-12-10");
    let latest_day = Some(day("2019-12-03"));
    let effect = received(
        "2019-12-04",
        Some(day("2020-12-31")),
        NoticeRule::NextYearEnd,
    );
    TestFramework::<Agreement>::with(story.context())
        .given(story.events)
        .when(notice(1, "2019-12-04").into())
        .then_expect_events(vec![
            NoticeReceived {
                latest_day,
                ..effect
            }
            .into(),
            terminated("2020-12-31").into(),
        ]);
}

#[test]
fn agr_12_the_effect_is_explained() {
    let agreement = in_force(leverkusen()).agreement;
    let explain = |text: &str| {
        agreement
            .notice_effect(day(text))
            .expect("offered")
            .explanation
    };
    assert_eq!(
        explain("2019-12-04"),
        "eingegangen 04.12.2019, nach dem 03.12.2019, daher wirksam zum 31.12.2020"
    );
    assert_eq!(
        explain("2020-12-10"),
        "eingegangen 10.12.2020, nach dem 03.12.2020, daher wirksam zum 31.12.2021; die \
         Vereinbarung endet aber schon am 31.12.2020"
    );
    assert_eq!(
        explain("2021-01-02"),
        "eingegangen 02.01.2021; die Vereinbarung endete schon am 31.12.2020"
    );
}

#[test]
fn agr_12_a_notice_never_takes_effect_after_the_end() {
    let story = in_force(leverkusen())
        .on("2020-12-10")
        .does(notice(1, "2020-12-10"));
    let effect = story.agreement.parties[0].notice.clone().expect("notice");
    assert_eq!(
        (effect.effective_on, effect.rule),
        (Some(day("2020-12-31")), NoticeRule::TermEnd)
    );
    assert_eq!(
        story.agreement.state_on(day("2021-01-01")),
        AgreementState::Terminated
    );
    assert_eq!(story.agreement.open_points(day("2021-01-01")), []);
}

#[test]
fn agr_12_the_third_of_december_stays_the_last_day_on_a_sunday() {
    let agreement = in_force(leverkusen()).agreement;
    assert_eq!(day("2017-12-03").weekday(), jiff::civil::Weekday::Sunday);
    assert_eq!(
        agreement.last_notice_day(2017).date,
        Some(day("2017-12-03"))
    );
    let effect = |text: &str| {
        agreement
            .notice_effect(day(text))
            .and_then(|effect| effect.effective_on)
    };
    assert_eq!(effect("2017-12-04"), Some(day("2018-12-31")));
}

#[test]
fn agr_12_a_notice_ends_the_cooperation_of_the_partner_who_gives_it() {
    let story = drafted(leverkusen())
        .does(add_partner(2))
        .does(offer())
        .on("2020-01-02");
    let story = story
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-02"))
        .does(sign(3, "2016-02-03"));
    let story = story.does(notice(1, "2018-05-01"));
    let agreement = &story.agreement;
    assert_eq!(agreement.terminated, None);
    assert_eq!(
        agreement.cooperating_partners_on(day("2018-12-31")),
        [partner(1), partner(2)]
    );
    assert_eq!(
        agreement.cooperating_partners_on(day("2019-01-01")),
        [partner(2)]
    );
    assert_eq!(
        agreement.state_on(day("2018-05-01")),
        AgreementState::NoticeGiven
    );
    assert_eq!(
        agreement.state_on(day("2019-01-01")),
        AgreementState::InForce
    );
    let story = story.does(notice(3, "2019-06-01"));
    assert_eq!(story.events.last(), Some(&terminated("2019-12-31").into()));
    assert_eq!(
        story.agreement.state_on(day("2020-01-01")),
        AgreementState::Terminated
    );
    assert_eq!(story.agreement.ends_on(), Some(day("2019-12-31")));
}

#[test]
fn agr_12_a_notice_is_in_writing() {
    let oral = ReceiveNotice {
        form: NoticeForm::Any,
        ..notice(1, "2017-05-01")
    };
    let refusal = in_force(leverkusen()).on("2017-06-01").refuses(oral);
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("NOTICE_FORM_NOT_ALLOWED", Some("AGR-12"))
    );
}

#[test]
fn agr_12_last_notice_day_of_2019_is_3_december() {
    let agreement = in_force(leverkusen()).agreement;
    let answer = agreement.last_notice_day(2019);
    assert_eq!(
        (answer.date, answer.status),
        (Some(day("2019-12-03")), LastNoticeDayStatus::Stated)
    );
    assert!(
        answer.explanation.contains("28 volle Tage"),
        "{}",
        answer.explanation
    );
    assert_eq!(
        agreement.last_notice_day(2021).status,
        LastNoticeDayStatus::AgreementEnded
    );
    let before = agreement.last_notice_day(2015);
    assert_eq!(before.status, LastNoticeDayStatus::NotInForce);
    assert!(
        before.explanation.contains("erst seit dem "),
        "{}",
        before.explanation
    );
}

#[test]
fn agr_09_stormarn_has_no_last_notice_day() {
    let answer = offered(stormarn()).agreement.last_notice_day(2019);
    assert_eq!(
        (answer.date, answer.status),
        (None, LastNoticeDayStatus::NotApplicable)
    );
    assert!(
        answer.explanation.contains("keine Kündigungsfrist"),
        "{}",
        answer.explanation
    );
}

#[test]
fn agr_11_duisburg_states_no_last_notice_day() {
    let answer = offered(duisburg()).agreement.last_notice_day(2019);
    assert_eq!(
        (answer.date, answer.status),
        (None, LastNoticeDayStatus::Unstated)
    );
}

#[test]
fn a_draft_has_no_last_notice_day() {
    let answer = drafted(leverkusen()).agreement.last_notice_day(2019);
    assert_eq!(
        (answer.date, answer.status),
        (None, LastNoticeDayStatus::NotInForce)
    );
}

#[test]
fn agr_09_notice_in_stormarn_takes_effect_on_receipt_and_says_that_this_is_inferred() {
    let story = offered(stormarn()).on("2022-01-02");
    let story = story
        .does(declare(1, "2020-10-01"))
        .does(declare(2, "2020-09-16"));
    let oral = ReceiveNotice {
        form: NoticeForm::Any,
        ..notice(1, "2021-05-05")
    };
    let story = story.does(oral);
    assert_eq!(story.warned(), ["NOTICE_EFFECT_INFERRED"]);
    let effect = story.agreement.parties[0].notice.clone().expect("notice");
    assert_eq!(
        (effect.effective_on, effect.status),
        (Some(day("2021-05-05")), Status::Inferred)
    );
    assert_eq!(
        story.agreement.cooperating_partners_on(day("2021-05-05")),
        [partner(1)]
    );
    assert_eq!(
        story.agreement.cooperating_partners_on(day("2021-05-06")),
        []
    );
}

#[test]
fn agr_09_a_partner_may_accede_after_an_inferred_end_and_come_back() {
    let story = offered(stormarn()).on("2022-01-02");
    let story = story
        .does(declare(1, "2020-10-01"))
        .does(declare(2, "2020-09-16"));
    let story = story.does(notice(1, "2021-05-05"));
    assert_eq!(story.agreement.ends_on(), Some(day("2021-05-05")));
    let story = story.does(add_partner(1)).does(declare(3, "2021-12-01"));
    assert_eq!(story.warned(), ["AGREEMENT_ENDED", "DECLARATION_INFERRED"]);
    assert_eq!(story.agreement.ends_on(), None);
    assert_eq!(
        story.agreement.cooperating_partners_on(day("2021-11-30")),
        []
    );
    assert_eq!(
        story.agreement.cooperating_partners_on(day("2021-12-01")),
        [partner(1)]
    );
}

#[test]
fn agr_11_notice_in_duisburg_is_recorded_without_an_effect() {
    let story = offered(duisburg()).on("2019-06-01");
    let story = story
        .does(sign(1, "2018-10-15"))
        .does(sign(2, "2018-11-12"));
    let story = story.does(notice(1, "2019-05-01"));
    assert_eq!(story.warned(), ["NOTICE_EFFECT_UNSTATED"]);
    let effect = NoticeReceived {
        status: Status::Unstated,
        ..received("2019-05-01", None, NoticeRule::Unstated)
    };
    assert_eq!(story.events.last(), Some(&effect.into()));
    let agreement = story.agreement;
    assert_eq!(
        agreement.state_on(day("2030-01-01")),
        AgreementState::NoticeGiven
    );
    assert_eq!(
        agreement.cooperating_partners_on(day("2030-01-01")),
        [partner(1)]
    );
    assert!(
        agreement
            .open_points(day("2019-06-01"))
            .contains(&OpenPoint::NoticeEffectUnstated)
    );
}

#[test]
fn agr_10_an_inferred_reason_is_asked_for_and_a_stated_one_is_needed() {
    let story = in_force(template())
        .on("2017-06-01")
        .does(notice(1, "2017-05-01"));
    assert_eq!(
        story.warned(),
        ["NOTICE_REASON_MISSING", "NOTICE_EFFECT_UNSTATED"]
    );

    let mut policy = template();
    policy.notice_consideration = stated(NoticeConsideration::ConsiderationOfSection3Kkg);
    let mut story = in_force(policy).on("2017-06-01");
    assert_eq!(
        story.refuses(notice(1, "2017-05-01")),
        AgreementRefusal::NoticeReasonMissing
    );
    let considered = ReceiveNotice {
        reason: Some(text(3)),
        ..notice(1, "2017-05-01")
    };
    assert!(story.tries(considered).is_ok());
}

#[test]
fn agr_13_the_city_has_no_right_of_notice_in_leverkusen() {
    let refusal = in_force(leverkusen())
        .on("2017-06-01")
        .refuses(notice(2, "2017-05-01"));
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("NOTICE_NOT_ALLOWED", Some("AGR-13"))
    );
    assert!(
        refusal.sentence().contains("Netzwerkpartner"),
        "{}",
        refusal.sentence()
    );
}

#[test]
fn agr_13_an_inferred_right_of_notice_only_warns() {
    let mut policy = leverkusen();
    policy.notice_by = Sourced::inferred_from(vec![Side::Partner], "S0", "§ 9", "…", "so gelesen");
    let story = in_force(policy)
        .on("2017-06-01")
        .does(notice(2, "2017-05-01"));
    assert_eq!(
        story.warned(),
        ["NOTICE_NOT_ALLOWED", "END_BY_PUBLIC_SIDE_INFERRED"]
    );
    let end = story.agreement.terminated.expect("ended");
    assert_eq!((end.side, end.status), (Side::Public, Status::Inferred));
}

#[test]
fn a_notice_before_entry_into_force_is_refused_where_that_day_is_stated() {
    let mut policy = leverkusen();
    policy.entry_into_force = stated(agreements::values::EntryIntoForce::LastRequiredSignature);
    let mut story = in_force(policy).on("2016-03-01");
    assert_eq!(
        story.refuses(notice(1, "2016-02-10")).code(),
        "NOT_IN_FORCE"
    );
    let mut story = in_force(leverkusen()).on("2016-03-01");
    assert!(story.tries(notice(1, "2016-02-10")).is_ok());
    assert_eq!(story.warned(), ["NOT_IN_FORCE"]);
    let mut story = offered(leverkusen()).on("2016-03-01");
    assert_eq!(
        story.refuses(notice(1, "2016-02-10")).code(),
        "NOT_IN_FORCE"
    );
}

#[test]
fn a_notice_after_the_end_is_refused() {
    let refusal = in_force(leverkusen())
        .on("2021-06-01")
        .refuses(notice(1, "2021-01-01"));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("AGREEMENT_ENDED", Some("receivedOn"))
    );
}

#[test]
fn a_second_notice_is_refused_and_the_same_one_changes_nothing() {
    let mut story = in_force(leverkusen())
        .on("2017-06-01")
        .does(notice(1, "2017-05-01"));
    assert_eq!(story.tries(notice(1, "2017-05-01")), Ok(vec![]));
    assert_eq!(
        story.refuses(notice(1, "2017-05-02")).code(),
        "NOTICE_ALREADY_GIVEN"
    );
}

#[test]
fn a_signature_that_arrives_late_lifts_an_end_by_notice() {
    let mut policy = template();
    policy.notice_period = stated(NoticePeriod::WeeksToYearEnd { weeks: 4 });
    let story = in_force(policy)
        .on("2018-02-01")
        .does(notice(1, "2017-05-01"));
    assert_eq!(story.agreement.ends_on(), Some(day("2017-12-31")));
    let story = story
        .on("2017-11-01")
        .does(add_partner(2))
        .does(sign(3, "2017-10-01"));
    assert_eq!(story.agreement.ends_on(), None);
    assert_eq!(
        story.agreement.cooperating_partners_on(day("2018-01-01")),
        [partner(2)]
    );
}

fn end_at(effective_on: &str) -> Story {
    let story = in_force(leverkusen())
        .on("2020-06-01")
        .does(notice(1, "2018-05-01"));
    assert_eq!(story.agreement.ends_on(), Some(day(effective_on)));
    story
}

#[test]
fn agr_12_a_notice_is_taken_back_before_it_takes_effect() {
    let mut story = end_at("2018-12-31");
    let events = story
        .tries(WithdrawNotice {
            reason: Some(text(6)),
            ..withdraw(1, "2018-12-31")
        })
        .expect("it still runs");
    let withdrawn = NoticeWithdrawn {
        network: NETWORK,
        kind: AgreementKind::Cooperation,
        party: 1,
        side: Side::Partner,
        partner: Some(partner(1)),
        received_on: day("2018-05-01"),
        withdrawn_on: day("2018-12-31"),
        reason: Some(entry(6)),
    };
    let lifted = AgreementTerminationWithdrawn {
        previous: day("2018-12-31"),
        side: Side::Partner,
    };
    assert_eq!(events, [withdrawn.into(), lifted.into()]);
    assert_eq!(story.warned(), ["NOTICE_WITHDRAWAL_INFERRED"]);
    let agreement = &story.agreement;
    let state = |on: &str| agreement.state_on(day(on));
    assert_eq!(state("2018-04-30"), AgreementState::InForce);
    assert_eq!(state("2018-12-30"), AgreementState::NoticeGiven);
    assert_eq!(state("2018-12-31"), AgreementState::InForce);
    assert_eq!(
        agreement.state_since(day("2019-06-01")),
        Some(day("2018-12-31"))
    );
    assert!(agreement.covers(partner(1), day("2019-06-01")));
    assert_eq!(story.tries(withdraw(1, "2018-12-31")), Ok(vec![]));
    // It may give notice again.
    let story = story.does(notice(1, "2019-05-01"));
    assert_eq!(story.agreement.ends_on(), Some(day("2019-12-31")));
}

#[test]
fn agr_12_a_notice_that_took_effect_is_not_taken_back() {
    let refusal = end_at("2018-12-31").refuses(withdraw(1, "2019-01-01"));
    assert_eq!(
        (refusal.code(), refusal.field(), refusal.rule()),
        ("NOTICE_EFFECTIVE", Some("withdrawnOn"), Some("AGR-12"))
    );
    assert_eq!(refusal.facts()["effectiveOn"], "2018-12-31");
}

#[test]
fn agr_12_only_a_notice_that_arrived_is_taken_back() {
    let mut story = in_force(leverkusen()).on("2020-06-01");
    assert_eq!(
        story.refuses(withdraw(1, "2018-05-01")),
        AgreementRefusal::NoticeMissing(1)
    );
    let refusal = end_at("2018-12-31").refuses(withdraw(1, "2018-04-30"));
    assert_eq!(
        (refusal.code(), refusal.facts()["receivedOn"].clone()),
        ("WITHDRAWN_BEFORE_NOTICE", "2018-05-01".into())
    );
}

#[test]
fn agr_09_an_effect_that_is_only_inferred_does_not_forbid_the_withdrawal() {
    let story = offered(stormarn())
        .on("2022-01-02")
        .does(declare(1, "2020-10-01"))
        .does(declare(2, "2020-09-16"))
        .does(notice(1, "2021-05-05"))
        .does(withdraw(1, "2021-05-10"));
    assert_eq!(
        story.warned(),
        ["NOTICE_EFFECTIVE", "NOTICE_WITHDRAWAL_INFERRED"]
    );
    assert!(story.agreement.covers(partner(1), day("2021-05-07")));
}

#[test]
fn agr_12_a_recorded_notice_explains_its_day_in_the_words_with_which_it_was_computed() {
    for (policy, received_on) in [
        (leverkusen(), "2019-12-03"),
        (leverkusen(), "2019-12-04"),
        (leverkusen(), "2020-12-04"),
        (stormarn(), "2021-05-05"),
        (duisburg(), "2021-05-05"),
    ] {
        let story = in_force(policy).on("2022-01-02");
        let computed = story.agreement.notice_effect(day(received_on)).unwrap();
        let story = story.does(notice(1, received_on));
        let recorded = story
            .agreement
            .parties
            .iter()
            .find_map(|party| party.notice.as_ref());
        assert_eq!(recorded.unwrap().explanation(), computed.explanation);
    }
}
