//! Of the rules that refuse, the cases that the other files do not name: each passes once and refuses once.

use agreements::agreement::*;
use agreements::values::{NoticeConsideration, NoticeForm, Side, SignatureForm};
use agreements::{Agreement, AgreementsPolicy};
use cqrs_es::test::TestFramework;
use kernel::{Refusal, Status};
use serde_json::{Value, json};

use crate::given::*;

/// The refusal of a command that follows a history, as code, field, rule and facts.
fn refused(story: &Story, command: impl Into<AgreementCommand>) -> (String, String, String, Value) {
    let refusal = TestFramework::<Agreement>::with(story.context())
        .given(story.events.clone())
        .when(command.into())
        .inspect_result()
        .expect_err("a refusal");
    assert!(refusal.sentence().ends_with('.'), "{}", refusal.sentence());
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    (
        refusal.code().to_owned(),
        text(refusal.field()),
        text(refusal.rule()),
        Value::Object(refusal.facts()),
    )
}

fn expected(code: &str, field: &str, rule: &str, facts: Value) -> (String, String, String, Value) {
    (code.to_owned(), field.to_owned(), rule.to_owned(), facts)
}

/// The one event that a command writes after a history.
fn received(story: &Story, command: ReceiveNotice) -> NoticeReceived {
    let events = TestFramework::<Agreement>::with(story.context())
        .given(story.events.clone())
        .when(command.into())
        .inspect_result()
        .expect("not refused");
    let notice = events.into_iter().find_map(|event| match event {
        AgreementEvent::NoticeReceived(notice) => Some(notice),
        _ => None,
    });
    notice.expect("a notice")
}

/// The template, whose consideration of § 3 KKG is inferred, as if the document asked for the reason itself.
fn considerate() -> AgreementsPolicy {
    AgreementsPolicy {
        notice_consideration: stated(NoticeConsideration::ConsiderationOfSection3Kkg),
        ..template()
    }
}

#[test]
fn agr_07_nothing_that_needs_an_agreement_in_force_happens_before_the_last_signature() {
    let story = offered(leverkusen())
        .on("2016-03-01")
        .does(sign(1, "2016-02-01"));
    let on = |day: &str| json!({ "day": day, "inForceOn": null });
    assert_eq!(
        refused(&story, notice(1, "2016-02-10")),
        expected("NOT_IN_FORCE", "receivedOn", "AGR-07", on("2016-02-10"))
    );
    assert_eq!(
        refused(&story, propose("2016-02-10")),
        expected("NOT_IN_FORCE", "proposedOn", "AGR-07", on("2016-02-10"))
    );
    assert_eq!(
        refused(&story, review("2016-02-10", ReviewOutcome::Confirmed)),
        expected("NOT_IN_FORCE", "heldOn", "AGR-07", on("2016-02-10"))
    );
}

#[test]
fn agr_08_after_the_end_nobody_signs_gives_notice_or_amends() {
    let facts = || json!({ "endedOn": "2020-12-31" });
    let unsigned = offered(leverkusen()).on("2021-02-01");
    assert_eq!(
        refused(&unsigned, sign(1, "2021-01-01")),
        expected("AGREEMENT_ENDED", "signedOn", "AGR-08", facts())
    );
    let ended = in_force(leverkusen()).on("2021-02-01");
    for (command, field) in [
        (
            AgreementCommand::from(notice(1, "2021-01-01")),
            "receivedOn",
        ),
        (propose("2021-01-01").into(), "proposedOn"),
        (
            review("2021-01-01", ReviewOutcome::Confirmed).into(),
            "heldOn",
        ),
    ] {
        assert_eq!(
            refused(&ended, command),
            expected("AGREEMENT_ENDED", field, "AGR-08", facts())
        );
    }
}

#[test]
fn agr_08_on_its_last_day_an_agreement_still_runs() {
    let last = in_force(leverkusen()).on("2021-02-01");
    let notice = received(&last, notice(1, "2020-12-31"));
    assert_eq!(
        (notice.effective_on, notice.rule),
        (Some(day("2020-12-31")), NoticeRule::TermEnd)
    );
    let mut last = last;
    assert!(last.tries(propose("2020-12-31")).is_ok());
    assert_eq!(
        last.agreement.state_on(day("2020-12-31")),
        AgreementState::InForce
    );
    assert_eq!(
        refused(&last, supersede()).0,
        "AGREEMENT_UNKNOWN",
        "there is no successor yet"
    );
}

#[test]
fn agr_09_an_agreement_without_an_end_takes_notice_on_any_day() {
    let story = offered(stormarn())
        .on("2022-01-02")
        .does(declare(1, "2020-10-01"))
        .does(declare(2, "2020-09-16"));
    for on in ["2020-10-01", "2021-05-05", "2021-12-31"] {
        let received = received(&story, notice(1, on));
        assert_eq!(
            (received.effective_on, received.rule, received.status),
            (Some(day(on)), NoticeRule::OnReceipt, Status::Inferred)
        );
    }
}

#[test]
fn agr_10_a_notice_with_its_consideration_of_section_3_kkg_is_received() {
    let story = in_force(considerate()).on("2017-06-01");
    let considered = ReceiveNotice {
        reason: Some(text(3)),
        ..notice(1, "2017-05-01")
    };
    assert_eq!(received(&story, considered).reason, Some(entry(3)));
}

#[test]
fn agr_10_a_notice_without_a_stated_consideration_is_refused() {
    let story = in_force(considerate()).on("2017-06-01");
    assert_eq!(
        refused(&story, notice(1, "2017-05-01")),
        expected(
            "NOTICE_REASON_MISSING",
            "reason",
            "AGR-10",
            json!({ "consideration": "consideration-of-section3-kkg" })
        )
    );
}

#[test]
fn agr_12_a_notice_by_word_of_mouth_is_refused() {
    let story = in_force(leverkusen()).on("2017-06-01");
    let oral = ReceiveNotice {
        form: NoticeForm::Any,
        ..notice(1, "2017-05-01")
    };
    assert_eq!(
        refused(&story, oral),
        expected(
            "NOTICE_FORM_NOT_ALLOWED",
            "form",
            "AGR-12",
            json!({ "required": "written" })
        )
    );
}

#[test]
fn agr_13_a_partner_has_the_right_of_notice_in_leverkusen() {
    let story = in_force(leverkusen()).on("2017-06-01");
    let notice = received(&story, notice(1, "2017-05-01"));
    assert_eq!(
        (notice.side, notice.partner, notice.effective_on),
        (Side::Partner, Some(partner(1)), Some(day("2017-12-31")))
    );
}

#[test]
fn agr_13_a_notice_of_the_city_is_refused_with_who_may() {
    let story = in_force(leverkusen()).on("2017-06-01");
    assert_eq!(
        refused(&story, notice(2, "2017-05-01")),
        expected(
            "NOTICE_NOT_ALLOWED",
            "party",
            "AGR-13",
            json!({ "side": "public", "allowed": ["partner"] })
        )
    );
}

#[test]
fn agr_14_an_amendment_that_is_only_declared_is_refused() {
    let story = in_force(leverkusen())
        .on("2018-01-10")
        .does(propose("2018-01-02"));
    let declared = SignAmendment {
        form: SignatureForm::Declared,
        ..sign_amendment(1, "2018-01-05")
    };
    assert_eq!(
        refused(&story, declared),
        expected(
            "AMENDMENT_FORM_NOT_ALLOWED",
            "form",
            "AGR-14",
            json!({ "required": "written" })
        )
    );
}

#[test]
fn agr_33_the_responsible_unit_is_a_term_that_is_frozen_with_the_others() {
    for (policy, unit) in [
        (leverkusen(), "Fachbereich Kinder und Jugend"),
        (stormarn(), "Fachbereich 2"),
        (duisburg(), "Jugendamt"),
    ] {
        let named = policy.public_party.value().expect("a unit");
        assert!(named.as_str().contains(unit), "{}", named.as_str());
        let mut story = offered(policy.clone()).on("2016-03-01");
        let terms = |story: &Story| story.agreement.terms.clone().expect("offered");
        assert_eq!(terms(&story).public_party.value.as_ref(), Some(named));
        let row = terms(&story).rows().into_iter();
        let row = row.into_iter().find(|row| row.name == "public-party");
        assert!(row.is_some_and(|row| row.value.contains(unit)));
        // A reorganisation changes the policy, and no agreement that was signed before.
        story = story.does(sign(1, "2016-02-01"));
        story.policy.public_party =
            stated("Amt für Familie".to_owned().try_into().expect("a phrase"));
        assert!(story.tries(offer()).is_err());
        assert_eq!(terms(&story).public_party.value.as_ref(), Some(named));
    }
}
