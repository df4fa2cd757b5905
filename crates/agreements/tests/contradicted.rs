//! A correction against the facts that were recorded since: each holds up to its last day, and not a day longer.

use agreements::agreement::*;
use agreements::values::{EntryIntoForce, Term};
use kernel::{Refusal, Sourced};
use serde_json::json;

use crate::given::*;

fn assert_contradicts(refusal: &AgreementRefusal, contradicted: &str, on: &str) {
    assert_eq!(
        (refusal.facts()["contradicts"].clone(), refusal.code()),
        (
            json!(contradicted),
            format!("CORRECTION_CONTRADICTS_{}", contradicted.to_uppercase()).as_str()
        )
    );
    assert_eq!(refusal.facts()["on"], on);
}

fn reviewed(story: Story, held_on: &str) -> Story {
    story
        .on("2022-06-01")
        .does(review(held_on, ReviewOutcome::Confirmed))
}

/// Signed by two partners (parties 1 and 3) and the public party, extended before its end.
fn extended_with_two_partners() -> Story {
    drafted(leverkusen())
        .does(add_partner(2))
        .does(offer())
        .on("2020-12-20")
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-02"))
        .does(sign(3, "2016-02-03"))
        .does(renew("2025-12-31"))
}

#[test]
fn a_party_that_was_removed_was_added_before() {
    let story = drafted(leverkusen()).does(add_partner(2));
    let fact = story.fact("PartyAdded");
    let mut story = story.on("2016-01-10").does(remove(3));
    assert_contradicts(&story.refuses(strike(fact)), "party", "2016-01-10");
}

#[test]
fn agr_20_a_party_that_was_removed_gets_no_signature_back() {
    let story = drafted(stormarn())
        .does(offer())
        .on("2021-06-01")
        .does(declare(2, "2020-09-16"))
        .does(declare(1, "2020-10-01"));
    let fact = story.fact("AgreementSigned");
    let mut story = story.does(strike(fact)).does(remove(1));
    let restored = AgreementReplacement::SignAgreement(declare(1, "2020-10-01"));
    assert_contradicts(
        &story.refuses(correct(fact, restored)),
        "party",
        "2021-06-01",
    );
}

#[test]
fn agr_12_a_party_gave_notice_once_after_a_restoration() {
    let story = in_force(leverkusen())
        .on("2019-12-10")
        .does(notice(1, "2019-12-04"));
    let fact = story.fact("NoticeReceived");
    let mut story = story.does(strike(fact)).does(notice(1, "2019-12-05"));
    let restored = AgreementReplacement::ReceiveNotice(notice(1, "2019-12-04"));
    assert_contradicts(
        &story.refuses(correct(fact, restored)),
        "notice",
        "2019-12-05",
    );
}

#[test]
fn agr_08_a_struck_extension_leaves_no_review_after_the_stated_end() {
    let extended = || {
        in_force(leverkusen())
            .on("2020-11-01")
            .does(renew("2025-12-31"))
    };
    let fact = extended().fact("AgreementRenewed");
    for held_on in ["2020-12-30", "2020-12-31"] {
        let story = reviewed(extended(), held_on).does(strike(fact));
        assert_eq!(story.agreement.ends_on(), Some(day("2020-12-31")));
    }
    let refusal = reviewed(extended(), "2021-01-01").refuses(strike(fact));
    assert_contradicts(&refusal, "review", "2021-01-01");
}

#[test]
fn agr_08_a_struck_extension_leaves_no_signature_and_no_amendment_after_the_stated_end() {
    let mut policy = template();
    policy.term = stated(Term::FixedEnd {
        end: day("2020-12-31"),
        decision: None,
    });
    let extended = || {
        in_force(policy.clone())
            .on("2020-11-01")
            .does(renew("2025-12-31"))
            .does(add_partner(2))
            .on("2022-06-01")
    };
    let fact = extended().fact("AgreementRenewed");
    let signed = |on: &str| extended().does(sign(3, on));
    let proposed = |on: &str| extended().does(propose(on));
    let amended = |on: &str| proposed("2020-12-31").does(sign_amendment(1, on));
    for on in ["2020-12-30", "2020-12-31"] {
        for story in [signed(on), proposed(on), amended(on)] {
            story.does(strike(fact));
        }
    }
    for (mut story, contradicted) in [
        (signed("2021-01-01"), "signature"),
        (proposed("2021-01-01"), "amendment"),
        (amended("2021-01-01"), "amendment"),
    ] {
        assert_contradicts(&story.refuses(strike(fact)), contradicted, "2021-01-01");
    }
}

#[test]
fn agr_08_a_struck_extension_asks_no_review_about_an_end_that_is_only_inferred() {
    let mut policy = leverkusen();
    let term = Term::FixedEnd {
        end: day("2020-12-31"),
        decision: None,
    };
    policy.term = Sourced::inferred_from(term, "S0", "§ 9", "…", "so gelesen");
    let story = in_force(policy).on("2020-11-01").does(renew("2025-12-31"));
    let fact = story.fact("AgreementRenewed");
    let story = reviewed(story, "2021-01-01").does(strike(fact));
    assert_eq!(story.agreement.ends_on(), Some(day("2020-12-31")));
}

#[test]
fn agr_07_a_later_signature_leaves_no_review_before_the_stated_entry_into_force() {
    let entered = |policy| reviewed(in_force(policy), "2016-03-10");
    let mut states = leverkusen();
    states.entry_into_force = stated(EntryIntoForce::LastRequiredSignature);
    let fact = entered(states.clone()).fact("AgreementSigned");
    for signed_on in ["2016-03-09", "2016-03-10"] {
        let story = entered(states.clone()).does(resign(fact, 2, signed_on));
        let since = story.agreement.in_force_on().map(|(since, _)| since);
        assert_eq!(since, Some(day(signed_on)));
    }
    let refusal = entered(states).refuses(resign(fact, 2, "2016-03-11"));
    assert_contradicts(&refusal, "review", "2016-03-10");
    // Leverkusen's document states no such day, and what is inferred forbids nothing.
    entered(leverkusen()).does(resign(fact, 2, "2016-03-11"));
}

#[test]
fn agr_12_a_struck_extension_leaves_no_withdrawal_after_the_notices_effect() {
    let withdrawn = |on: &str| {
        extended_with_two_partners()
            .does(notice(1, "2020-12-10"))
            .on("2021-06-01")
            .does(withdraw(1, on))
    };
    let fact = extended_with_two_partners().fact("AgreementRenewed");
    for on in ["2020-12-30", "2020-12-31"] {
        withdrawn(on).does(strike(fact));
    }
    let refusal = withdrawn("2021-01-01").refuses(strike(fact));
    assert_contradicts(&refusal, "notice", "2021-01-01");
}

#[test]
fn agr_09_a_withdrawal_after_an_effect_that_is_only_inferred_forbids_no_correction() {
    let story = offered(stormarn())
        .on("2022-01-02")
        .does(declare(1, "2020-10-01"))
        .does(declare(2, "2020-09-16"))
        .does(notice(1, "2021-05-05"))
        .does(withdraw(1, "2021-05-10"));
    let fact = story.fact("AgreementSigned");
    let placed = SignAgreement {
        place: Some(text(61)),
        ..declare(2, "2020-09-16")
    };
    let story = story.does(correct(fact, AgreementReplacement::SignAgreement(placed)));
    let place = story.agreement.parties[1].signature.clone();
    assert_eq!(place.and_then(|signature| signature.place), Some(entry(61)));
}

#[test]
fn agr_08_an_extension_follows_no_earlier_one_that_had_ended_by_then() {
    let twice = || {
        in_force(leverkusen())
            .on("2020-11-01")
            .does(renew("2022-12-31"))
            .on("2022-12-30")
            .does(renew("2025-12-31"))
            .on("2020-11-01")
    };
    let first = twice().fact("AgreementRenewed") - 1;
    let until = |end: &str| correct(first, AgreementReplacement::RenewAgreement(renew(end)));
    for end in ["2022-12-30", "2022-12-31"] {
        let story = twice().does(until(end));
        assert_eq!(story.agreement.ends_on(), Some(day("2025-12-31")));
    }
    let refusal = twice().refuses(until("2022-12-29"));
    assert_contradicts(&refusal, "extension", "2022-12-30");
    // And its end lies after the earlier one's.
    twice().does(until("2025-12-30"));
    for end in ["2025-12-31", "2026-01-01"] {
        let refusal = twice().refuses(until(end));
        assert_contradicts(&refusal, "extension", "2022-12-30");
    }
}

#[test]
fn agr_08_a_correction_moves_the_end_up_to_the_day_of_the_successor() {
    let superseded = || {
        let mut story = in_force(leverkusen())
            .on("2020-11-01")
            .does(renew("2021-12-31"));
        story.other = Some(other(AgreementKind::Cooperation, Some("2022-04-01")));
        story.on("2022-06-01").does(supersede()).on("2020-11-01")
    };
    let fact = superseded().fact("AgreementRenewed");
    let until = |end: &str| correct(fact, AgreementReplacement::RenewAgreement(renew(end)));
    let story = superseded().does(until("2022-03-31"));
    assert_eq!(story.agreement.ends_on(), Some(day("2022-03-31")));
    for end in ["2022-04-01", "2022-04-02"] {
        let refusal = superseded().refuses(until(end));
        assert_contradicts(&refusal, "succession", "2022-04-01");
    }
}

#[test]
fn agr_08_a_denied_extension_forbids_no_correction_that_keeps_the_end() {
    let story = in_force(leverkusen())
        .on("2020-11-01")
        .does(deny("2020-10-01"));
    let fact = story.fact("AgreementSigned");
    let story = story.does(resign(fact, 2, "2016-02-20"));
    assert_eq!(story.agreement.extension_denied_on, Some(day("2020-10-01")));
}

#[test]
fn agr_13_an_end_by_notice_that_a_correction_leaves_is_not_told_again() {
    let story = in_force(leverkusen())
        .on("2019-12-10")
        .does(notice(1, "2019-12-04"));
    let fact = story.fact("AgreementSigned");
    let placed = SignAgreement {
        place: Some(text(61)),
        ..sign(2, "2016-02-15")
    };
    let mut story = story;
    let events = story
        .tries(correct(fact, AgreementReplacement::SignAgreement(placed)))
        .expect("another place, the same day");
    assert_eq!(Story::types(&events), ["AgreementFactCorrected"]);
}

#[test]
fn agr_07_a_second_correction_finds_the_entry_into_force_that_the_first_one_left() {
    let mut policy = leverkusen();
    policy.entry_into_force = stated(EntryIntoForce::LastRequiredSignature);
    let story = reviewed(in_force(policy), "2016-03-10");
    let signed = story.fact("AgreementSigned");
    let held = story.fact("AgreementReviewed");
    let mut story = story.does(resign(signed, 2, "2016-03-05"));
    let earlier = review("2016-03-04", ReviewOutcome::Confirmed);
    let refusal = story.refuses(correct(held, AgreementReplacement::RecordReview(earlier)));
    assert_eq!(
        (refusal.code(), refusal.facts()["inForceOn"].clone()),
        ("NOT_IN_FORCE", json!("2016-03-05"))
    );
}

#[test]
fn agr_12_a_second_correction_finds_the_notices_effect_that_the_first_one_left() {
    let story = drafted(leverkusen())
        .does(add_partner(2))
        .does(offer())
        .on("2020-12-20")
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-02"))
        .does(sign(3, "2016-02-03"))
        .does(renew("2021-06-30"))
        .does(notice(1, "2020-12-10"))
        .on("2021-10-01")
        .does(propose("2020-12-10"))
        .does(sign_amendment(1, "2021-02-01"));
    let renewed = story.fact("AgreementRenewed");
    let amended = story.fact("AmendmentSigned");
    let later = AgreementReplacement::RenewAgreement(renew("2025-12-31"));
    let story = story.on("2020-12-20").does(correct(renewed, later));
    let end = story.agreement.parties[0].cooperation_end();
    assert_eq!(end, Some(day("2021-12-31")));
    let again = AgreementReplacement::SignAmendment(sign_amendment(1, "2021-09-01"));
    let story = story.on("2021-10-01").does(correct(amended, again));
    let signature = &story.agreement.amendments[0].signatures[0];
    assert_eq!(signature.signed_on, day("2021-09-01"));
}

#[test]
fn agr_12_a_struck_extension_leaves_no_notice_after_the_end_as_it_was_then() {
    let fact = extended_with_two_partners().fact("AgreementRenewed");
    // One partner gives notice; a second extension of a day before that is recorded afterwards.
    let noticed = |received_on: &str| {
        extended_with_two_partners()
            .on("2021-03-01")
            .does(notice(1, received_on))
            .on("2020-12-20")
            .does(renew("2026-12-31"))
    };
    assert_contradicts(
        &noticed("2021-01-01").refuses(strike(fact)),
        "notice",
        "2021-01-01",
    );
    let story = noticed("2020-12-31").does(strike(fact));
    assert_eq!(story.agreement.ends_on(), Some(day("2026-12-31")));
}
