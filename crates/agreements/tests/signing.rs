//! Signatures, their correction, entry into force.

use agreements::Agreement;
use agreements::agreement::*;
use agreements::values::{EntryIntoForce, Side, SignatureForm};
use cqrs_es::test::TestFramework;
use kernel::{Refusal, Status};

use crate::given::*;

#[test]
fn agr_07_stated_entry_into_force_is_the_last_required_signature() {
    let mut policy = leverkusen();
    policy.entry_into_force = stated(EntryIntoForce::LastRequiredSignature);
    let story = offered(policy).on("2016-03-01").does(sign(2, "2016-02-15"));
    TestFramework::<Agreement>::with(story.context())
        .given(story.events)
        .when(sign(1, "2016-02-01").into())
        .then_expect_events(vec![
            AgreementSigned {
                network: NETWORK,
                kind: AgreementKind::Cooperation,
                party: 1,
                side: Side::Partner,
                partner: Some(partner(1)),
                signed_on: day("2016-02-01"),
                form: SignatureForm::Written,
                place: None,
                signatory_function: None,
                document: None,
            }
            .into(),
            AgreementEnteredIntoForce {
                effective_on: day("2016-02-15"),
                status: Status::Stated,
                rule: EntryIntoForce::LastRequiredSignature,
                parties: vec![1, 2],
            }
            .into(),
        ]);
}

#[test]
fn agr_07_one_signature_is_not_enough() {
    let story = offered(leverkusen())
        .on("2016-03-01")
        .does(sign(1, "2016-02-01"));
    assert_eq!(story.agreement.in_force_on(), None);
    assert_eq!(
        story.agreement.state_on(day("2016-03-01")),
        AgreementState::PartlySigned
    );
    assert_eq!(
        story.agreement.open_points(day("2016-03-01")),
        [OpenPoint::SignatureMissing]
    );
}

#[test]
fn agr_07_the_last_required_signature_needs_both_sides_where_a_partner_may_accede_later() {
    let mut policy = stormarn();
    policy.entry_into_force = stated(EntryIntoForce::LastRequiredSignature);
    let story = Story::under(policy)
        .on("2021-03-01")
        .does(draft())
        .does(add_public())
        .does(offer())
        .does(declare(1, "2020-09-16"));
    assert_eq!(story.agreement.in_force_on(), None);
    let story = story.does(add_partner(1)).does(declare(2, "2021-02-01"));
    assert_eq!(
        story.agreement.in_force_on(),
        Some((day("2021-02-01"), Status::Stated))
    );
}

#[test]
fn an_agreement_that_was_not_offered_cannot_be_signed() {
    let mut story = drafted(leverkusen());
    assert_eq!(
        story.refuses(sign(1, "2015-12-15")),
        AgreementRefusal::NotOffered
    );
}

#[test]
fn a_signature_in_the_future_is_refused() {
    let refusal = offered(leverkusen()).refuses(sign(1, "2026-01-16"));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("DATE_IN_FUTURE", Some("signedOn"))
    );
}

#[test]
fn a_signature_before_the_offer_is_a_warning() {
    let story = offered(leverkusen())
        .on("2016-03-01")
        .does(sign(1, "2015-12-01"));
    assert_eq!(story.warned(), ["SIGNED_BEFORE_OFFER"]);
}

#[test]
fn agr_08_an_agreement_cannot_be_signed_after_its_end() {
    let mut story = offered(leverkusen()).on("2021-02-01");
    let refusal = story.refuses(sign(1, "2021-01-01"));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("AGREEMENT_ENDED", Some("signedOn"))
    );
    assert!(
        refusal.sentence().contains("31.12.2020"),
        "{}",
        refusal.sentence()
    );
}

#[test]
fn agr_18_a_signature_records_place_function_and_scan() {
    let signed = SignAgreement {
        place: Some(text(1)),
        signatory_function: Some(text(2)),
        document: Some(scan()),
        ..sign(1, "2016-02-01")
    };
    let story = offered(leverkusen()).on("2016-03-01").does(signed);
    let signature = story.agreement.parties[0]
        .signature
        .clone()
        .expect("signed");
    assert_eq!(
        (
            signature.place,
            signature.signatory_function,
            signature.document
        ),
        (Some(entry(1)), Some(entry(2)), Some(scan()))
    );
}

#[test]
fn agr_18_a_declaration_is_not_a_signature() {
    let refusal = offered(leverkusen())
        .on("2016-03-01")
        .refuses(declare(1, "2016-02-01"));
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("SIGNATURE_FORM_NOT_ALLOWED", Some("AGR-18"))
    );
}

#[test]
fn agr_20_a_signature_is_more_than_the_declaration_that_suffices() {
    let story = Story::under(stormarn())
        .on("2020-09-16")
        .does(draft())
        .does(add_public());
    let story = story.does(offer()).does(sign(1, "2020-09-16"));
    assert_eq!(story.warned(), ["ENTRY_INTO_FORCE_INFERRED"]);
}

#[test]
fn signing_twice_alike_changes_nothing_and_otherwise_is_refused() {
    let mut story = offered(leverkusen())
        .on("2016-03-01")
        .does(sign(1, "2016-02-01"));
    assert_eq!(story.tries(sign(1, "2016-02-01")), Ok(vec![]));
    assert_eq!(
        story.refuses(sign(1, "2016-02-02")).code(),
        "ALREADY_SIGNED"
    );
}

#[test]
fn a_removed_party_cannot_sign() {
    let mut story = drafted(leverkusen())
        .does(add_partner(2))
        .does(remove(1))
        .does(offer());
    assert_eq!(
        story.refuses(sign(1, "2015-12-15")),
        AgreementRefusal::PartyUnknown(1)
    );
}

#[test]
fn agr_21_a_signature_before_the_texts_approval_is_a_warning() {
    let mut story = Story::under(leverkusen());
    story.framework = Some(approved_text());
    let story = story
        .does(draft_from_text())
        .does(add_partner(1))
        .does(add_public())
        .does(fill("stadtteilprojekt", 80))
        .does(offer());
    let story = story.on("2016-03-01").does(sign(1, "2016-01-19"));
    assert_eq!(story.warned(), ["SIGNED_BEFORE_APPROVAL"]);
    assert_eq!(story.warnings[0].facts["approvedOn"], "2016-01-20");
    let story = story.does(sign(2, "2016-01-20"));
    assert!(!story.warned().contains(&"SIGNED_BEFORE_APPROVAL"));
}
