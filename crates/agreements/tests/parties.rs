//! Draft, parties and offer.

use agreements::Agreement;
use agreements::agreement::*;
use agreements::values::{Shape, Side};
use cqrs_es::test::TestFramework;
use kernel::{DomainCommand, Refusal, Sourced, Status, StreamId};

use crate::given::*;

#[test]
fn a_drafted_agreement_knows_its_network_and_kind() {
    let story = Story::under(leverkusen());
    TestFramework::<Agreement>::with(story.context())
        .given_no_previous_events()
        .when(
            DraftAgreement {
                project_name: Some(text(1)),
                ..draft()
            }
            .into(),
        )
        .then_expect_events(vec![
            AgreementDrafted {
                agreement: AGREEMENT,
                network: NETWORK,
                kind: AgreementKind::Cooperation,
                title: None,
                project_name: Some(entry(1)),
                drafted_on: day("2015-12-15"),
                text: None,
            }
            .into(),
        ]);
}

#[test]
fn an_agreement_is_drafted_once() {
    let mut story = Story::under(leverkusen()).does(draft());
    assert_eq!(story.refuses(draft()).code(), "ALREADY_EXISTS");
}

#[test]
fn an_agreement_that_does_not_exist_takes_no_command() {
    assert_eq!(
        Story::under(leverkusen()).refuses(offer()).code(),
        "NOT_FOUND"
    );
}

#[test]
fn an_agreement_of_an_unknown_network_is_refused() {
    let mut ctx = Story::under(leverkusen()).context();
    ctx.facts.network_known = false;
    TestFramework::<Agreement>::with(ctx)
        .given_no_previous_events()
        .when(draft().into())
        .then_expect_error(AgreementRefusal::NetworkUnknown(NETWORK));
}

#[test]
fn a_business_date_in_the_future_is_refused() {
    let refusal = Story::under(leverkusen()).on("2026-01-16").refuses(draft());
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("DATE_IN_FUTURE", Some("occurredOn"))
    );
}

#[test]
fn agr_02_a_bilateral_agreement_may_have_several_traeger() {
    let story = drafted(leverkusen()).does(add_partner(2)).does(offer());
    let added = PartyAdded {
        party: 3,
        side: Side::Partner,
        partner: Some(partner(2)),
        institution: None,
        added_on: day("2015-12-15"),
    };
    assert!(story.events.contains(&added.into()));
    let story = story
        .on("2016-03-01")
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-02"));
    assert_eq!(story.agreement.in_force_on(), None);
    let story = story.does(sign(3, "2016-02-10"));
    assert_eq!(
        story.agreement.in_force_on().map(|(day, _)| day),
        Some(day("2016-02-10"))
    );
}

#[test]
fn agr_02_an_offer_needs_both_sides() {
    let mut story = Story::under(leverkusen()).does(draft()).does(add_public());
    let missing = AgreementRefusal::PartiesMissing {
        missing: vec![Side::Partner],
    };
    assert_eq!(story.refuses(offer()), missing);
}

#[test]
fn agr_02_the_partner_side_names_a_known_partner() {
    let mut story = Story::under(leverkusen()).does(draft());
    assert_eq!(story.refuses(add_partner(77)).code(), "PARTNER_UNKNOWN");
    let nobody = AddParty {
        partner: None,
        ..add_partner(1)
    };
    assert_eq!(story.refuses(nobody).code(), "PARTNER_MISSING");
    let nameless = AddParty {
        institution: None,
        ..add_public()
    };
    assert_eq!(story.refuses(nameless).code(), "INSTITUTION_MISSING");
    let named = AddParty {
        institution: add_public().institution,
        ..add_partner(1)
    };
    assert_eq!(story.refuses(named).code(), "INSTITUTION_NOT_EXPECTED");
}

#[test]
fn agr_02_a_stadt_that_is_itself_traeger_is_a_warning() {
    let on_public_side = AddParty {
        partner: Some(partner(1)),
        ..add_public()
    };
    let story = Story::under(leverkusen())
        .does(draft())
        .does(add_partner(1))
        .does(on_public_side);
    assert_eq!(story.warned(), ["PUBLIC_PARTY_IS_TRAEGER"]);
    assert_eq!(story.agreement.parties.len(), 2);
}

#[test]
fn agr_02_a_stadt_on_both_sides_signs_both_lines() {
    let on_public_side = AddParty {
        partner: Some(partner(1)),
        ..add_public()
    };
    let story = Story::under(leverkusen())
        .does(draft())
        .does(add_partner(1))
        .does(on_public_side)
        .does(offer());
    assert_eq!(story.agreement.on_both_sides(), [partner(1)]);
    let story = story.on("2016-03-01").does(sign(1, "2016-02-01"));
    assert_eq!(story.agreement.in_force_on(), None);
    let story = story.does(sign(2, "2016-02-03"));
    assert_eq!(
        story.agreement.in_force_on().map(|(day, _)| day),
        Some(day("2016-02-03"))
    );
    // Its notice as Träger ends its cooperation; its line on the public side has no right of notice.
    let mut story = story.on("2017-06-01").does(notice(1, "2017-05-01"));
    assert_eq!(
        story.refuses(notice(2, "2017-05-01")).code(),
        "NOTICE_NOT_ALLOWED"
    );
    assert!(!story.agreement.covers(partner(1), day("2018-01-01")));
    assert_eq!(drafted(leverkusen()).agreement.on_both_sides(), []);
}

#[test]
fn agr_02_a_bilateral_agreement_has_one_public_party() {
    let mut story = drafted(leverkusen());
    let refusal = story.refuses(add_public());
    assert_eq!(
        (refusal.code(), refusal.rule(), refusal.field()),
        ("ONE_PUBLIC_PARTY", Some("AGR-02"), Some("side"))
    );
    assert_eq!(refusal.facts()["shape"], "bilateral");
}

#[test]
fn agr_03_agr_04_collective_texts_and_copies_have_one_public_party() {
    let mut story = Story::under(stormarn())
        .on("2020-09-16")
        .does(draft())
        .does(add_public());
    assert_eq!(story.refuses(add_public()).rule(), Some("AGR-03"));
    let mut story = story.does(offer()).does(declare(1, "2020-09-16"));
    assert_eq!(story.refuses(add_public()).rule(), Some("AGR-03"));
    assert_eq!(
        drafted(duisburg()).refuses(add_public()).rule(),
        Some("AGR-04")
    );
}

#[test]
fn agr_05_a_jugendamt_line_stands_beside_the_public_agencys() {
    let story = drafted(template())
        .does(add_public())
        .does(offer())
        .on("2016-05-01")
        .does(sign(1, "2016-04-01"))
        .does(sign(2, "2016-04-02"));
    assert_eq!(story.agreement.in_force_on(), None);
    let mut story = story.does(sign(3, "2016-04-05"));
    assert_eq!(
        story.agreement.in_force_on().map(|(day, _)| day),
        Some(day("2016-04-05"))
    );
    let refusal = story.refuses(sign(4, "2016-04-05"));
    assert_eq!(refusal, AgreementRefusal::PartyUnknown(4));
    assert_eq!(refusal.facts()["party"], 4);
}

#[test]
fn agr_05_a_multi_party_paper_needs_both_sides() {
    let mut story = Story::under(template())
        .does(draft())
        .does(add_public())
        .does(add_public());
    let refusal = story.refuses(offer());
    assert_eq!(
        (refusal.code(), refusal.facts()["missing"].clone()),
        ("PARTIES_MISSING", serde_json::json!(["partner"]))
    );
}

#[test]
fn agr_04_a_shape_that_changed_since_is_held_at_the_offer() {
    let mut policy = duisburg();
    policy.shape = Sourced::unstated();
    let mut story = drafted(policy).does(add_partner(2)).does(add_public());
    story.policy = duisburg();
    assert_eq!(
        story.refuses(offer()),
        AgreementRefusal::CopyIsForOnePartner
    );
    let mut story = story.does(remove(3));
    assert_eq!(story.refuses(offer()).code(), "ONE_PUBLIC_PARTY");
    assert!(
        story
            .does(remove(4))
            .does(offer())
            .agreement
            .terms
            .is_some()
    );
}

#[test]
fn agr_03_a_collective_agreement_is_offered_without_partners() {
    let story = Story::under(stormarn())
        .on("2020-09-16")
        .does(draft())
        .does(add_public());
    assert!(story.does(offer()).agreement.terms.is_some());
}

#[test]
fn agr_04_a_copy_is_for_one_partner() {
    let mut story = drafted(duisburg());
    let refusal = story.refuses(add_partner(2));
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("COPY_IS_FOR_ONE_PARTNER", Some("AGR-04"))
    );
}

#[test]
fn agr_04_an_inferred_shape_only_warns() {
    let mut policy = duisburg();
    policy.shape = Sourced::inferred_from(
        Shape::GeneralTextCopyPerPartner,
        "S4",
        "Ende",
        "…",
        "ein Exemplar",
    );
    let story = drafted(policy).does(add_partner(2));
    assert_eq!(story.warned(), ["COPY_IS_FOR_ONE_PARTNER"]);
    assert_eq!(story.warnings[0].facts["status"], "inferred");
}

#[test]
fn agr_05_a_multi_party_agreement_has_a_signature_line_per_party() {
    let story = drafted(template())
        .does(add_partner(2))
        .does(add_partner(3))
        .does(offer());
    let story = story
        .on("2016-05-01")
        .does(sign(1, "2016-04-01"))
        .does(sign(2, "2016-04-02"));
    let story = story.does(sign(3, "2016-04-03"));
    assert_eq!(
        story.agreement.state_on(day("2016-05-01")),
        AgreementState::PartlySigned
    );
    let story = story.does(sign(4, "2016-04-04"));
    assert_eq!(
        story.agreement.in_force_on(),
        Some((day("2016-04-04"), Status::Inferred))
    );
}

#[test]
fn a_party_twice_is_one_party() {
    let mut story = drafted(leverkusen());
    assert_eq!(story.tries(add_partner(1)), Ok(vec![]));
}

#[test]
fn a_bilateral_agreement_takes_no_party_after_the_first_signature() {
    let mut story = offered(leverkusen())
        .on("2016-03-01")
        .does(sign(1, "2016-02-01"));
    assert_eq!(
        story.refuses(add_partner(2)),
        AgreementRefusal::PartiesFixed
    );
    assert_eq!(story.refuses(remove(2)), AgreementRefusal::PartiesFixed);
    assert_eq!(
        story.refuses(remove(1)),
        AgreementRefusal::PartyHasSigned(1)
    );
}

#[test]
fn a_party_is_removed_once_and_its_number_is_not_used_again() {
    let mut story = drafted(leverkusen()).does(remove(1));
    assert_eq!(story.tries(remove(1)), Ok(vec![]));
    assert_eq!(story.refuses(remove(7)), AgreementRefusal::PartyUnknown(7));
    let story = story.does(add_partner(1));
    assert_eq!(
        story.agreement.parties.last().map(|party| party.number),
        Some(3)
    );
}

#[test]
fn an_offered_agreement_keeps_both_sides() {
    let mut story = offered(leverkusen());
    assert_eq!(story.refuses(remove(1)).code(), "PARTIES_MISSING");
}

#[test]
fn offering_the_same_terms_again_changes_nothing() {
    assert_eq!(offered(leverkusen()).tries(offer()), Ok(vec![]));
}

#[test]
fn the_terms_are_copied_anew_until_the_first_signature_and_frozen_then() {
    let mut story = offered(leverkusen()).on("2016-03-01");
    story.policy = stormarn();
    story.policy_version = 2;
    let mut story = story.does(offer());
    assert_eq!(
        story
            .agreement
            .terms
            .as_ref()
            .map(|terms| terms.policy_version),
        Some(2)
    );
    assert_eq!(
        story.agreement.state_since(day("2016-03-01")),
        Some(day("2015-12-15"))
    );
    story.policy = leverkusen();
    let mut story = story.does(offer()).does(sign(1, "2016-02-01"));
    story.policy = stormarn();
    let before = story.agreement.terms.clone();
    assert_eq!(story.refuses(offer()), AgreementRefusal::TermsFrozen);
    let story = story.does(sign(2, "2016-02-02"));
    assert_eq!(story.agreement.terms, before);
    assert_eq!(story.agreement.ends_on(), Some(day("2020-12-31")));
}

#[test]
fn agr_25_a_protection_mandate_has_none_of_the_cooperation_agreements_terms() {
    let mandate = DraftAgreement {
        kind: AgreementKind::ProtectionMandate8a,
        ..draft()
    };
    let story = Story::under(leverkusen())
        .does(mandate)
        .does(add_partner(1))
        .does(add_public());
    let story = story
        .does(offer())
        .on("2016-03-01")
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-02"));
    let agreement = story.agreement;
    assert_eq!(agreement.ends_on(), None);
    assert_eq!(
        agreement.in_force_on(),
        Some((day("2016-02-02"), Status::Inferred))
    );
    let terms = agreement.terms.expect("offered");
    assert_eq!(
        (terms.term.status, terms.public_party.status),
        (Status::Unstated, Status::Stated)
    );
}

#[test]
fn a_command_names_its_stream_its_reads_and_its_entries() {
    let mut command = AgreementCommand::from(DraftAgreement {
        id: None,
        title: Some(text(1)),
        ..draft()
    });
    assert!(command.creates() && command.target().is_none());
    command.assign(AGREEMENT.0);
    assert_eq!(command.target(), Some(AGREEMENT.0));
    assert_eq!(command.reads(), [StreamId::new("network", NETWORK.0)]);
    assert_eq!(command.entries().len(), 1);
    let add = AgreementCommand::from(add_partner(1));
    assert_eq!(add.reads(), [StreamId::new("partner", partner(1).0)]);
    let add = AgreementCommand::from(add_public());
    assert_eq!(
        (add.reads().len(), add.entries()[0].kind),
        (0, "institution")
    );
}
