//! A fixed end and its extension.

use agreements::agreement::*;
use kernel::{DecisionRef, Refusal};

use crate::given::*;

#[test]
fn agr_08_an_agreement_is_extended_before_its_end() {
    let story = in_force(leverkusen()).on("2020-11-01");
    let decision = DecisionRef {
        organ: "rat".to_owned(),
        decided_on: day("2020-10-26"),
        number: "2020/0001".to_owned(),
    };
    let renewed = RenewAgreement {
        decision: Some(decision),
        ..renew("2025-12-31")
    };
    let mut story = story.does(renewed.clone());
    assert_eq!(story.tries(renewed), Ok(vec![]));
    let agreement = story.agreement;
    assert_eq!(agreement.ends_on(), Some(day("2025-12-31")));
    assert_eq!(
        agreement.state_on(day("2021-01-01")),
        AgreementState::InForce
    );
    assert_eq!(
        agreement.state_on(day("2026-01-01")),
        AgreementState::Expired
    );
    assert_eq!(
        agreement.last_notice_day(2021).date,
        Some(day("2021-12-03"))
    );
}

#[test]
fn agr_08_an_ended_agreement_is_followed_by_a_new_one() {
    let refusal = in_force(leverkusen())
        .on("2021-01-01")
        .refuses(renew("2025-12-31"));
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("AGREEMENT_ENDED", Some("AGR-08"))
    );
    assert!(
        refusal.sentence().contains("neue Vereinbarung"),
        "{}",
        refusal.sentence()
    );
}

#[test]
fn agr_08_the_new_end_is_later_than_the_old_one() {
    let mut story = in_force(leverkusen()).on("2020-11-01");
    assert_eq!(story.refuses(renew("2020-12-31")).code(), "END_NOT_LATER");
}

#[test]
fn agr_08_a_decision_without_a_number_is_refused() {
    let decision = DecisionRef {
        organ: "rat".to_owned(),
        decided_on: day("2020-10-26"),
        number: String::new(),
    };
    let renewed = RenewAgreement {
        decision: Some(decision),
        ..renew("2025-12-31")
    };
    let refusal = in_force(leverkusen()).on("2020-11-01").refuses(renewed);
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("DECISION_INVALID", Some("decision"))
    );
}

#[test]
fn agr_08_an_agreement_that_ends_by_notice_is_not_extended() {
    let mut story = in_force(leverkusen())
        .on("2020-06-01")
        .does(notice(1, "2020-05-01"));
    assert_eq!(story.refuses(renew("2025-12-31")).code(), "ENDS_BY_NOTICE");
}

#[test]
fn agr_08_a_denied_extension_is_no_longer_missing() {
    let mut story = in_force(leverkusen())
        .on("2021-03-01")
        .does(deny("2021-02-01"));
    assert_eq!(
        story.agreement.open_points(day("2021-01-31")),
        [OpenPoint::ExtensionNotRecorded]
    );
    assert_eq!(story.agreement.open_points(day("2021-02-01")), []);
    assert_eq!(story.tries(deny("2021-02-01")), Ok(vec![]));
    assert_eq!(
        story.refuses(deny("2021-02-02")).code(),
        "EXTENSION_ALREADY_DENIED"
    );
}

#[test]
fn agr_08_an_extension_after_a_denial_lifts_it() {
    let story = in_force(leverkusen())
        .on("2020-11-01")
        .does(deny("2020-10-01"));
    let story = story.does(renew("2021-06-30"));
    assert_eq!(
        story.agreement.open_points(day("2021-07-01")),
        [OpenPoint::ExtensionNotRecorded]
    );
}

#[test]
fn agr_09_an_agreement_without_an_end_is_neither_extended_nor_denied_an_extension() {
    let mut story = offered(stormarn())
        .on("2021-01-01")
        .does(declare(2, "2020-09-16"));
    assert_eq!(story.refuses(renew("2025-12-31")).code(), "TERM_HAS_NO_END");
    assert_eq!(story.refuses(deny("2020-12-31")).code(), "TERM_HAS_NO_END");
}

#[test]
fn an_agreement_that_is_not_in_force_is_not_extended() {
    let mut story = offered(leverkusen()).on("2020-11-01");
    assert_eq!(story.refuses(renew("2025-12-31")).code(), "NOT_IN_FORCE");
}
