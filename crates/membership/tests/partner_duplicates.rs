//! One partner, one voice: MEM-08, and what becomes of an institution that was entered twice.

use jiff::civil::date;
use kernel::{Date, DomainCommand, Refusal, Sourced, StreamId};
use membership::facts::KnownPartner;
use membership::partner::*;
use membership::policy::MembershipPolicy;
use membership::{MembershipFacts, PartnerCommand, PartnerEvent, PartnerRefusal};

use crate::fixtures::*;
use crate::partner::*;

const MERGED: Date = date(2024, 2, 1);

fn merge(partner: u128) -> PartnerCommand {
    MergeDuplicate {
        partner: id(partner),
        duplicate: id(9),
        merged_on: MERGED,
    }
    .into()
}

fn merged() -> PartnerEvent {
    MergedInto {
        partner: id(1),
        merged_on: MERGED,
    }
    .into()
}

fn strike(fact: u32) -> PartnerCommand {
    CorrectPartner {
        partner: id(9),
        fact,
        reason: text(300, "doch zwei Einrichtungen"),
        replacement: None,
    }
    .into()
}

fn one_voice() -> MembershipPolicy {
    MembershipPolicy {
        voice_per_partner: Sourced::inferred_from(
            1,
            "S0",
            "§ 5",
            "gleichberechtigte Partner",
            "eine Stimme je Netzwerkpartner",
        ),
        ..MembershipPolicy::default()
    }
}

#[test]
fn mem_08_a_partner_has_one_voice_while_it_is_a_member() {
    let (partner, _) = live(&one_voice(), &[request().into(), admit(SIGNED)]);
    assert_eq!(partner.voices_on(&one_voice(), REQUESTED), Some(0));
    assert_eq!(partner.voices_on(&one_voice(), SIGNED), Some(1));
    let silent = MembershipPolicy::default();
    assert_eq!(partner.voices_on(&silent, SIGNED), None, "nobody says");
}

#[test]
fn mem_08_a_duplicate_has_no_voice_no_membership_and_no_network() {
    Framework::with(ctx(&one_voice()))
        .given(vec![requested(), admitted(SIGNED)])
        .when(merge(1))
        .then_expect_events(vec![merged()]);
    let (partner, _) = live(&one_voice(), &[request().into(), admit(SIGNED), merge(1)]);
    assert_eq!(partner.merged_into(), Some(id(1)));
    for day in [SIGNED, TODAY] {
        assert_eq!(partner.voices_on(&one_voice(), day), Some(0));
        assert_eq!(partner.membership_on(day), None);
        assert_eq!(partner.networks_on(day), []);
    }
    assert_eq!(partner.membership_periods(), []);
    assert!(partner.exists());
    let again = partner.decide(&merge(1), &ctx(&one_voice())).unwrap();
    assert_eq!(again, []);
}

#[test]
fn mem_08_a_duplicate_takes_no_other_command() {
    let given = vec![requested(), merged()];
    for command in [admit(SIGNED), submit(), merge(2), note()] {
        let refused = refusal(given.clone(), command, &one_voice());
        assert_eq!(
            (refused.code(), refused.field(), refused.rule()),
            ("PARTNER_MERGED", Some("partner"), Some("MEM-08"))
        );
        assert_eq!(
            refused.facts()["into"],
            serde_json::json!(id::<kernel::PartnerId>(1))
        );
        assert_eq!(refused.facts()["mergedOn"], "2024-02-01");
    }
    let refused = refusal(given, strike(1), &one_voice());
    assert_eq!(refused.code(), "PARTNER_MERGED");
}

#[test]
fn mem_08_a_merge_that_is_struck_opens_the_duplicate_again() {
    let commands = [
        request().into(),
        admit(SIGNED),
        merge(1),
        strike(3),
        submit(),
    ];
    let (partner, _) = live(&one_voice(), &commands);
    assert_eq!(partner.merged_into(), None);
    assert_eq!(partner.voices_on(&one_voice(), TODAY), Some(1));
    assert_eq!(partner.profiles.len(), 1);
    let restore = CorrectPartner {
        partner: id(9),
        fact: 3,
        reason: text(301, "doch dieselbe"),
        replacement: Some(PartnerReplacement::MergeDuplicate(MergeDuplicate {
            partner: id(1),
            duplicate: id(9),
            merged_on: MERGED,
        })),
    };
    assert_eq!(
        PartnerCommand::from(restore.clone()).reads(),
        [StreamId::new("partner", uuid::Uuid::from_u128(1))]
    );
    let commands: Vec<_> = commands.into_iter().chain([restore.into()]).collect();
    assert_eq!(live(&one_voice(), &commands).0.merged_into(), Some(id(1)));
}

#[test]
fn mem_08_the_partner_that_stays_is_another_a_known_and_no_duplicate() {
    let refused = |command, facts: MembershipFacts| {
        let mut ctx = ctx(&one_voice());
        ctx.facts = facts;
        let (partner, _) = live(&one_voice(), &[request().into()]);
        partner.decide(&command, &ctx).unwrap_err()
    };
    assert_eq!(
        refused(merge(9), facts()),
        PartnerRefusal::DuplicateOfItself
    );
    assert_eq!(merge(9).reads(), []);
    let unknown = refused(merge(77), facts());
    assert_eq!(
        (unknown.code(), unknown.field()),
        ("PARTNER_UNKNOWN", Some("partner"))
    );
    let mut chained = facts();
    let known = KnownPartner {
        merged_into: Some(id(2)),
        ..KnownPartner::default()
    };
    chained.partners.insert(id(1), known);
    let refusal = refused(merge(1), chained);
    assert_eq!(refusal.code(), "PARTNER_MERGED");
    assert_eq!(
        refusal.facts()["into"],
        serde_json::json!(id::<kernel::PartnerId>(2))
    );
}

#[test]
fn mem_08_the_merge_is_a_command_of_the_duplicate() {
    let command = merge(1);
    assert_eq!(command.target(), Some(uuid::Uuid::from_u128(9)));
    assert_eq!(
        command.reads(),
        [StreamId::new("partner", uuid::Uuid::from_u128(1))]
    );
    assert_eq!(
        command.recorded_on(TODAY),
        Some(("mergedOn", MERGED)),
        "such a day cannot lie ahead"
    );
}

#[test]
fn mem_08_others_learn_that_a_partner_is_a_duplicate() {
    let stored = |event: &PartnerEvent| {
        use kernel::StoredEvent as _;
        (
            cqrs_es::DomainEvent::event_type(event),
            event.version(),
            event.payload().unwrap(),
        )
    };
    let stored = [requested(), merged()].map(|event| stored(&event));
    let mut facts = MembershipFacts::default();
    let stream = StreamId::new("partner", uuid::Uuid::from_u128(9));
    let read = stored
        .iter()
        .map(|(kind, version, payload)| (kind.as_str(), *version, payload.as_str()));
    facts.learn(stream, read).unwrap();
    assert_eq!(facts.partners[&id(9)].merged_into, Some(id(1)));
}

#[test]
fn mem_08_a_name_stands_for_one_partner() {
    let twin = RequestMembership {
        id: Some(id(10)),
        institution: institution(500, "beratungsstelle  nord"),
        ..request()
    };
    assert_eq!(
        PartnerCommand::from(twin).claims(),
        PartnerCommand::from(request()).claims(),
        "the store refuses whoever claims it second"
    );
}
