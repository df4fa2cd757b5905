//! Corrections of recorded facts, and what follows from them anew.

use agreements::Agreement;
use agreements::agreement::*;
use agreements::values::{EntryIntoForce, NoticeForm, SignatureForm};
use cqrs_es::test::TestFramework;
use kernel::{DomainCommand, Refusal, Status, StreamId};

use crate::given::*;

fn noticed() -> Story {
    in_force(leverkusen())
        .on("2019-12-10")
        .does(notice(1, "2019-12-04"))
}

fn replaced(notice: ReceiveNotice) -> AgreementReplacement {
    AgreementReplacement::ReceiveNotice(notice)
}

#[test]
fn agr_18_a_corrected_signature_moves_entry_into_force_and_says_so_to_others() {
    let story = in_force(leverkusen()).on("2016-04-01");
    let fact = story.fact("AgreementSigned");
    let replacement = AgreementSigned {
        network: NETWORK,
        kind: AgreementKind::Cooperation,
        party: 2,
        side: agreements::values::Side::Public,
        partner: None,
        signed_on: day("2016-02-20"),
        form: SignatureForm::Written,
        place: None,
        signatory_function: None,
        document: None,
    };
    TestFramework::<Agreement>::with(story.context())
        .given(story.events.clone())
        .when(resign(fact, 2, "2016-02-20").into())
        .then_expect_events(vec![
            AgreementFactCorrected {
                fact,
                reason: entry(60),
                replacement: Some(Box::new(replacement.into())),
            }
            .into(),
            SignatureCorrected {
                network: NETWORK,
                kind: AgreementKind::Cooperation,
                party: 2,
                side: agreements::values::Side::Public,
                partner: None,
                previous: Some(day("2016-02-15")),
                signed_on: Some(day("2016-02-20")),
                reason: entry(60),
            }
            .into(),
            AgreementEnteredIntoForce {
                effective_on: day("2016-02-20"),
                status: Status::Inferred,
                rule: EntryIntoForce::LastRequiredSignature,
                parties: vec![1, 2],
            }
            .into(),
        ]);
    let story = story.does(resign(fact, 2, "2016-02-20"));
    assert_eq!(story.warned(), ["ENTRY_INTO_FORCE_INFERRED"]);
    let agreement = story.agreement;
    assert_eq!(
        agreement.in_force_on().map(|(day, _)| day),
        Some(day("2016-02-20"))
    );
    assert_eq!(agreement.cooperating_partners_on(day("2016-02-19")), []);
}

#[test]
fn agr_07_a_struck_signature_takes_entry_into_force_back_and_a_restored_one_gives_it_again() {
    let story = in_force(leverkusen()).on("2016-04-01");
    let fact = story.fact("AgreementSigned");
    let mut story = story;
    let events = story.tries(strike(fact)).expect("nothing rests on it");
    assert_eq!(
        Story::types(&events),
        [
            "AgreementFactCorrected",
            "SignatureCorrected",
            "AgreementEntryIntoForceWithdrawn"
        ]
    );
    assert_eq!(story.agreement.in_force_on(), None);
    assert_eq!(
        story.agreement.state_on(day("2016-04-01")),
        AgreementState::PartlySigned
    );
    assert_eq!(story.agreement.coverage_periods(), []);
    assert_eq!(story.tries(strike(fact)), Ok(vec![]));

    let events = story
        .tries(resign(fact, 2, "2016-02-15"))
        .expect("it is signed after all");
    assert_eq!(
        Story::types(&events),
        [
            "AgreementFactCorrected",
            "SignatureCorrected",
            "AgreementEnteredIntoForce"
        ]
    );
    assert_eq!(
        story.agreement.in_force_on().map(|(day, _)| day),
        Some(day("2016-02-15"))
    );
}

#[test]
fn a_signature_as_it_is_recorded_needs_no_correction() {
    let mut story = in_force(leverkusen()).on("2016-04-01");
    let fact = story.fact("AgreementSigned");
    assert_eq!(story.tries(resign(fact, 2, "2016-02-15")), Ok(vec![]));
}

#[test]
fn a_correction_that_a_rule_refuses_is_refused_by_that_rule() {
    let mut story = in_force(leverkusen()).on("2021-04-01");
    let fact = story.fact("AgreementSigned");
    assert_eq!(
        story.refuses(resign(fact, 2, "2021-01-01")).code(),
        "AGREEMENT_ENDED"
    );
    assert_eq!(
        story.refuses(resign(fact, 2, "2026-01-16")).code(),
        "DATE_IN_FUTURE"
    );
    assert_eq!(
        story.refuses(resign(fact, 1, "2016-02-15")).code(),
        "ALREADY_SIGNED"
    );
}

#[test]
fn what_follows_cannot_be_corrected_and_the_draft_cannot_be_struck() {
    let mut story = in_force(leverkusen());
    let fact = story.fact("AgreementEnteredIntoForce");
    let refusal = story.refuses(strike(fact));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("FACT_FOLLOWS", Some("fact"))
    );
    assert_eq!(refusal.facts()["kind"], "AgreementEnteredIntoForce");
    assert_eq!(story.refuses(strike(1)).code(), "FIRST_FACT_STAYS");
    assert_eq!(story.refuses(strike(99)).code(), "FACT_UNKNOWN");
    let other = SignAgreement {
        agreement: OTHER,
        ..sign(2, "2016-02-15")
    };
    let fact = story.fact("AgreementSigned");
    let other = correct(fact, AgreementReplacement::SignAgreement(other));
    assert_eq!(story.refuses(other), AgreementRefusal::OtherAgreement);
}

#[test]
fn agr_12_a_corrected_receipt_moves_the_notices_effect_and_the_end() {
    let mut story = noticed();
    let fact = story.fact("NoticeReceived");
    assert_eq!(story.agreement.ends_on(), Some(day("2020-12-31")));
    let events = story
        .tries(correct(fact, replaced(notice(1, "2019-12-03"))))
        .expect("it arrived a day earlier");
    assert_eq!(
        Story::types(&events),
        ["AgreementFactCorrected", "AgreementTerminated"]
    );
    assert_eq!(story.agreement.ends_on(), Some(day("2019-12-31")));
    let notice = story.agreement.parties[0].notice.clone().expect("a notice");
    assert_eq!(notice.rule, NoticeRule::YearEnd);
}

#[test]
fn agr_12_a_struck_notice_takes_the_end_back() {
    let mut story = noticed();
    let fact = story.fact("NoticeReceived");
    let events = story.tries(strike(fact)).expect("nobody gave notice");
    assert_eq!(
        Story::types(&events),
        ["AgreementFactCorrected", "AgreementTerminationWithdrawn"]
    );
    assert_eq!(story.agreement.terminated, None);
    assert_eq!(
        story.agreement.state_on(day("2019-12-10")),
        AgreementState::InForce
    );
}

#[test]
fn agr_12_a_notice_never_outlasts_the_end_that_a_correction_leaves() {
    let story = drafted(leverkusen())
        .does(add_partner(2))
        .does(offer())
        .on("2020-12-20")
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-02"))
        .does(sign(3, "2016-02-03"));
    let mut story = story
        .does(renew("2025-12-31"))
        .does(notice(1, "2020-12-10"));
    let end = |story: &Story| story.agreement.parties[0].cooperation_end();
    assert_eq!(end(&story), Some(day("2021-12-31")));
    let fact = story.fact("AgreementRenewed");
    let events = story.tries(strike(fact)).expect("it was never extended");
    let changed = NoticeEffectChanged {
        party: 1,
        effective_on: Some(day("2020-12-31")),
        rule: NoticeRule::TermEnd,
        status: Status::Stated,
        latest_day: Some(day("2020-12-03")),
    };
    assert_eq!(events.last(), Some(&changed.into()));
    assert_eq!(end(&story), Some(day("2020-12-31")));
    // And once more the other way round: nothing stale stays behind.
    let restored = correct(
        fact,
        AgreementReplacement::RenewAgreement(renew("2025-12-31")),
    );
    let story = story.does(restored);
    assert_eq!(end(&story), Some(day("2021-12-31")));
}

#[test]
fn a_correction_beyond_a_notice_is_refused() {
    let mut story = noticed();
    let first = story.fact("AgreementSigned") - 1;
    let refusal = story.refuses(resign(first, 1, "2019-12-05"));
    assert_eq!(refusal.code(), "CORRECTION_CONTRADICTS_NOTICE");
    assert_eq!(refusal.facts()["contradicts"], "notice");
    assert_eq!(refusal.facts()["on"], "2019-12-04");
    assert_eq!(
        refusal.sentence(),
        "Der Berichtigung widerspricht eine Kündigung vom 04.12.2019; diese Angabe ist zuerst zu berichtigen."
    );
    let public = story.fact("AgreementSigned");
    for fact in [first, public] {
        assert_eq!(
            story.refuses(strike(fact)).code(),
            "CORRECTION_CONTRADICTS_NOTICE"
        );
    }
    let fact = story.fact("NoticeReceived");
    let story = story.does(strike(fact)).does(strike(public));
    assert_eq!(story.agreement.in_force, None);
}

#[test]
fn a_correction_that_leaves_a_fact_without_its_ground_is_refused() {
    let code = |story: &mut Story, kind: &str| {
        let fact = story.fact(kind);
        story.refuses(strike(fact)).code()
    };
    let mut story = in_force(leverkusen());
    assert_eq!(
        code(&mut story, "AgreementOffered"),
        "CORRECTION_CONTRADICTS_SIGNATURE"
    );
    assert_eq!(
        code(&mut story, "PartyAdded"),
        "CORRECTION_CONTRADICTS_SIGNATURE"
    );
    let mut story = in_force(leverkusen())
        .on("2018-01-10")
        .does(propose("2018-01-02"))
        .does(sign_amendment(1, "2018-01-05"));
    assert_eq!(
        code(&mut story, "AmendmentProposed"),
        "CORRECTION_CONTRADICTS_AMENDMENT"
    );
    assert_eq!(
        code(&mut story, "AgreementSigned"),
        "CORRECTION_CONTRADICTS_AMENDMENT"
    );
    let mut story = in_force(leverkusen())
        .on("2018-06-01")
        .does(review("2018-03-01", ReviewOutcome::Confirmed));
    assert_eq!(
        code(&mut story, "AgreementSigned"),
        "CORRECTION_CONTRADICTS_REVIEW"
    );
    let mut story = in_force(leverkusen())
        .on("2020-11-01")
        .does(renew("2022-12-31"))
        .on("2022-11-01")
        .does(renew("2025-12-31"));
    let first = story.fact("AgreementRenewed") - 1;
    assert_eq!(
        story.refuses(strike(first)).code(),
        "CORRECTION_CONTRADICTS_EXTENSION"
    );
    assert_eq!(
        code(&mut story, "AgreementSigned"),
        "CORRECTION_CONTRADICTS_EXTENSION"
    );
    let mut story = noticed().does(withdraw(1, "2019-12-10"));
    assert_eq!(
        code(&mut story, "NoticeReceived"),
        "CORRECTION_CONTRADICTS_NOTICE"
    );
}

#[test]
fn a_denied_extension_keeps_the_agreement_in_force() {
    let mut story = in_force(leverkusen())
        .on("2020-11-01")
        .does(deny("2020-10-01"));
    let fact = story.fact("AgreementSigned");
    assert_eq!(
        story.refuses(strike(fact)).code(),
        "CORRECTION_CONTRADICTS_EXTENSION"
    );
}

#[test]
fn a_party_does_not_stand_twice_after_a_restoration() {
    let story = in_force(leverkusen()).on("2016-04-01");
    let fact = story.fact("AgreementSigned");
    let mut story = story.does(strike(fact)).does(sign(2, "2016-02-18"));
    let refusal = story.refuses(resign(fact, 2, "2016-02-15"));
    assert_eq!(refusal.code(), "CORRECTION_CONTRADICTS_SIGNATURE");
}

#[test]
fn a_corrected_project_name_leaves_everything_else() {
    let story = in_force(leverkusen()).on("2015-12-15");
    let named = DraftAgreement {
        id: None,
        project_name: Some(text(7)),
        ..draft()
    };
    let mut corrected = story;
    let events = corrected
        .tries(correct(1, AgreementReplacement::DraftAgreement(named)))
        .expect("a name");
    assert_eq!(Story::types(&events), ["AgreementFactCorrected"]);
    assert_eq!(corrected.agreement.project_name, Some(entry(7)));
    assert_eq!(
        corrected.agreement.in_force_on().map(|(day, _)| day),
        Some(day("2016-02-15"))
    );
}

#[test]
fn agr_25_the_kind_of_an_offered_agreement_is_not_corrected() {
    let mandate = DraftAgreement {
        kind: AgreementKind::ProtectionMandate8a,
        ..draft()
    };
    let mandate = correct(1, AgreementReplacement::DraftAgreement(mandate));
    let mut story = offered(leverkusen());
    let refusal = story.refuses(mandate.clone());
    assert_eq!(
        (refusal.code(), refusal.facts()["on"].clone()),
        ("CORRECTION_CONTRADICTS_OFFER", "2015-12-15".into())
    );
    let story = drafted(leverkusen()).does(mandate);
    assert_eq!(
        story.agreement.kind,
        Some(AgreementKind::ProtectionMandate8a)
    );
}

#[test]
fn a_correction_swaps_no_terms_under_a_signature() {
    let mut story = in_force(leverkusen()).on("2016-03-01");
    let fact = story.fact("AgreementOffered");
    let again = correct(fact, AgreementReplacement::OfferAgreement(offer()));
    story.policy = stormarn();
    assert_eq!(story.refuses(again.clone()), AgreementRefusal::TermsFrozen);
    // The same terms on another day are another day alone.
    story.policy = leverkusen();
    let story = story.on("2015-12-20").does(again);
    assert_eq!(story.agreement.offered_on, Some(day("2015-12-20")));
    assert_eq!(story.agreement.first_offered_on, Some(day("2015-12-20")));
}

#[test]
fn a_correction_rests_on_what_its_replacement_rests_on() {
    let sign = SignAgreement {
        document: Some(scan()),
        place: Some(text(1)),
        ..sign(2, "2016-02-15")
    };
    let command = AgreementCommand::from(correct(7, AgreementReplacement::SignAgreement(sign)));
    assert_eq!(command.target(), Some(AGREEMENT.0));
    assert_eq!(command.documents(), [scan()]);
    assert_eq!(command.entries().len(), 2);
    let drafted = correct(1, AgreementReplacement::DraftAgreement(draft_from_text()));
    assert_eq!(
        AgreementCommand::from(drafted).reads(),
        [
            StreamId::new("network", NETWORK.0),
            StreamId::new("framework", FRAMEWORK.0)
        ]
    );
    let added = correct(2, AgreementReplacement::AddParty(add_partner(1)));
    assert_eq!(
        AgreementCommand::from(added).reads(),
        [StreamId::new("partner", partner(1).0)]
    );
    let oral = ReceiveNotice {
        form: NoticeForm::Any,
        document: Some(scan()),
        ..notice(1, "2017-05-01")
    };
    assert_eq!(AgreementCommand::from(oral).documents(), [scan()]);
    assert_eq!(AgreementCommand::from(strike(3)).entries().len(), 1);
}
