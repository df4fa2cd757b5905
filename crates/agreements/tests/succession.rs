//! What comes after an agreement, what stays beside it, and what a protection mandate regulates.

use agreements::Agreement;
use agreements::agreement::*;
use agreements::facts::OtherAgreement;
use cqrs_es::test::TestFramework;
use kernel::{NetworkId, Period, Refusal};
use uuid::Uuid;

use crate::given::*;

fn expired(successor: Option<OtherAgreement>) -> Story {
    let mut story = in_force(leverkusen()).on("2021-06-01");
    story.other = successor;
    story
}

#[test]
fn agr_08_a_new_agreement_takes_the_place_of_an_ended_one_and_the_gap_stays_visible() {
    let story = expired(Some(other(AgreementKind::Cooperation, Some("2021-04-01"))));
    let gap = Period {
        since: day("2021-01-01"),
        until: Some(day("2021-03-31")),
    };
    TestFramework::<Agreement>::with(story.context())
        .given(story.events.clone())
        .when(supersede().into())
        .then_expect_events(vec![
            AgreementSuperseded {
                by: OTHER,
                superseded_on: day("2021-04-01"),
                gap: Some(gap),
            }
            .into(),
        ]);
    let mut story = story.does(supersede());
    let state = |on: &str| story.agreement.state_on(day(on));
    assert_eq!(state("2020-12-31"), AgreementState::InForce);
    assert_eq!(state("2021-03-31"), AgreementState::Expired);
    assert_eq!(state("2021-04-01"), AgreementState::Superseded);
    assert_eq!(story.agreement.open_points(day("2021-04-01")), []);
    assert_eq!(story.tries(supersede()), Ok(vec![]));
}

#[test]
fn agr_08_a_successor_that_begins_at_once_leaves_no_gap() {
    for since in ["2020-12-01", "2021-01-01"] {
        let story = expired(Some(other(AgreementKind::Cooperation, Some(since)))).does(supersede());
        let superseded = story.agreement.superseded.expect("superseded");
        assert_eq!(
            (superseded.superseded_on, superseded.gap),
            (day("2021-01-01"), None)
        );
    }
    assert_eq!(
        gap_between(day("2020-12-31"), day("2021-01-02")),
        Some(Period {
            since: day("2021-01-01"),
            until: Some(day("2021-01-01")),
        })
    );
}

#[test]
fn agr_08_a_running_agreement_is_not_superseded() {
    let mut story = in_force(leverkusen()).on("2020-12-31");
    story.other = Some(other(AgreementKind::Cooperation, Some("2020-12-01")));
    let refusal = story.refuses(supersede());
    assert_eq!(
        (refusal.code(), refusal.facts()["endsOn"].clone()),
        ("AGREEMENT_NOT_ENDED", "2020-12-31".into())
    );
    let mut story = in_force(template()).on("2020-12-31");
    story.other = Some(other(AgreementKind::Cooperation, Some("2020-12-01")));
    assert_eq!(
        story.refuses(supersede()),
        AgreementRefusal::AgreementNotEnded { ends_on: None }
    );
}

#[test]
fn agr_08_the_successor_is_another_agreement_of_the_network_in_force() {
    assert_eq!(
        expired(None).refuses(supersede()),
        AgreementRefusal::AgreementUnknown(OTHER)
    );
    let itself = SupersedeAgreement {
        by: AGREEMENT,
        ..supersede()
    };
    let cooperation = other(AgreementKind::Cooperation, Some("2021-04-01"));
    let mut story = expired(Some(cooperation));
    assert_eq!(story.refuses(itself), AgreementRefusal::AgreementIsItself);
    let elsewhere = OtherAgreement {
        network: NetworkId(Uuid::from_u128(77)),
        ..cooperation
    };
    let mandate = other(AgreementKind::ProtectionMandate8a, Some("2021-04-01"));
    for differs in [elsewhere, mandate] {
        assert_eq!(
            expired(Some(differs)).refuses(supersede()).code(),
            "SUCCESSOR_DIFFERS"
        );
    }
    let draft = other(AgreementKind::Cooperation, None);
    assert_eq!(
        expired(Some(draft)).refuses(supersede()),
        AgreementRefusal::SuccessorNotInForce
    );
    let mut story = story.does(supersede());
    let third = SupersedeAgreement {
        by: kernel::AgreementId(Uuid::from_u128(78)),
        ..supersede()
    };
    assert_eq!(
        story.refuses(third),
        AgreementRefusal::AlreadySuperseded { by: OTHER }
    );
}

#[test]
fn agr_08_an_agreement_that_was_never_in_force_has_no_successor() {
    let mut story = offered(leverkusen()).on("2021-06-01");
    story.other = Some(other(AgreementKind::Cooperation, Some("2021-04-01")));
    assert_eq!(story.refuses(supersede()).code(), "NOT_IN_FORCE");
}

#[test]
fn agr_08_the_successors_corrected_day_brings_the_gap_up_to_date() {
    let mut story =
        expired(Some(other(AgreementKind::Cooperation, Some("2021-04-01")))).does(supersede());
    story.other = Some(other(AgreementKind::Cooperation, Some("2021-02-01")));
    let story = story.does(supersede());
    let superseded = story.agreement.superseded.expect("superseded");
    assert_eq!(superseded.superseded_on, day("2021-02-01"));
}

#[test]
fn agr_08_a_correction_does_not_revive_what_was_superseded() {
    let mut story = in_force(leverkusen())
        .on("2020-11-01")
        .does(renew("2021-12-31"));
    story.other = Some(other(AgreementKind::Cooperation, Some("2022-04-01")));
    let story = story.on("2022-06-01").does(supersede());
    let fact = story.fact("AgreementRenewed");
    let later = AgreementReplacement::RenewAgreement(renew("2025-12-31"));
    let mut story = story.on("2020-11-01");
    assert_eq!(
        story.refuses(correct(fact, later)).code(),
        "CORRECTION_CONTRADICTS_SUCCESSION"
    );
    let fact = story.fact("AgreementSuperseded");
    let story = story.does(strike(fact));
    assert_eq!(
        story.agreement.state_on(day("2022-06-01")),
        AgreementState::Expired
    );
}

#[test]
fn agr_25_protection_mandates_and_procedures_are_left_untouched() {
    for kind in [AgreementKind::ProtectionMandate8a, AgreementKind::Procedure] {
        let mut story = in_force(leverkusen());
        story.other = Some(other(kind, None));
        let mut story = story.does(link_untouched());
        let linked = AgreementLeftUntouched {
            other: OTHER,
            kind,
            linked_on: day("2016-02-20"),
        };
        assert_eq!(story.agreement.untouched, [linked]);
        assert_eq!(story.tries(link_untouched()), Ok(vec![]));
        let fact = story.fact("AgreementLeftUntouched");
        assert_eq!(story.does(strike(fact)).agreement.untouched, []);
    }
}

#[test]
fn agr_25_a_cooperation_agreement_is_not_left_untouched() {
    let mut story = in_force(leverkusen());
    assert_eq!(
        story.refuses(link_untouched()),
        AgreementRefusal::AgreementUnknown(OTHER)
    );
    story.other = Some(other(AgreementKind::Cooperation, None));
    let refusal = story.refuses(link_untouched());
    assert_eq!(
        (refusal.code(), refusal.facts()["kind"].clone()),
        ("NOT_LEFT_UNTOUCHED", "cooperation".into())
    );
}

#[test]
fn agr_25_what_a_protection_mandate_regulates_is_recorded_and_what_is_missing_named() {
    let mandate = DraftAgreement {
        kind: AgreementKind::ProtectionMandate8a,
        ..draft()
    };
    let story = Story::under(leverkusen())
        .does(mandate)
        .does(add_partner(1))
        .does(add_public())
        .does(offer())
        .on("2016-03-01")
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-02"));
    let missing = |story: &Story| {
        story
            .agreement
            .open_points(day("2016-03-01"))
            .contains(&OpenPoint::ProtectionContentMissing)
    };
    assert!(missing(&story));
    let mut story = story.does(protection(false));
    assert!(missing(&story));
    assert_eq!(
        story.agreement.protection.map(|content| content.missing()),
        Some(vec![ProtectionItem::ChildrenWithDisabilities])
    );
    assert_eq!(story.tries(protection(false)), Ok(vec![]));
    let story = story.does(protection(true));
    assert!(!missing(&story));
    assert_eq!(ProtectionContent::default().missing(), ProtectionItem::ALL);
    assert!(story.agreement.covers(partner(1), day("2016-02-02")));
}

#[test]
fn agr_25_a_cooperation_agreement_regulates_no_protection_mandate() {
    let refusal = in_force(leverkusen()).refuses(protection(true));
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("NOT_A_PROTECTION_MANDATE", Some("AGR-25"))
    );
}
