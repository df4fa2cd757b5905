//! What commands of grants and programmes say of themselves, and what is learnt of their streams.

use funding::grant::*;
use funding::{Grant, GrantCommand, Programme, ProgrammeCommand};
use jiff::civil::date;
use kernel::{
    CommandSet, DocumentRef, DomainCommand, MediaType, Money, Sha256, StoredEvent, StreamId,
};
use uuid::Uuid;

use crate::grant_given::*;

fn reads(command: impl Into<GrantCommand>) -> Vec<String> {
    let streams = command.into().reads().into_iter();
    streams
        .map(|stream| format!("{}-{}", stream.kind(), stream.id().as_u128()))
        .collect()
}

#[test]
fn fun_20_commands_name_what_they_read_and_bring_along() {
    assert_eq!(reads(apply()), ["programme-2"]);
    assert_eq!(reads(notice()), ["programme-2"]);
    assert_eq!(reads(accept()), [""; 0]);
    let document = DocumentRef {
        sha256: Sha256::new([7; 32]),
        media_type: MediaType::Pdf,
    };
    let proof = SubmitProofOfUse {
        grant: id(1),
        report: text(107, "Was geschah."),
        document: Some(document),
        expenses: vec![id(40), id(41)],
        onward_grants: vec![ProofOnwardGrant {
            onward_grant: id(50),
            line: line("MAT"),
        }],
        received: Money::ZERO,
        spent: Money::ZERO,
        remaining: Money::ZERO,
        submitted_on: TODAY,
    };
    assert_eq!(
        reads(proof.clone()),
        ["expense-40", "expense-41", "onward-grant-50"]
    );
    let proof = GrantCommand::from(proof);
    assert_eq!(proof.documents(), [document]);
    assert_eq!(proof.entries().len(), 1);
    assert_eq!(proof.target(), Some(Uuid::from_u128(1)));
    let mut new = GrantCommand::from(ApplyForGrant {
        id: None,
        ..apply()
    });
    assert!(new.creates() && new.target().is_none());
    new.assign(Uuid::from_u128(7));
    assert_eq!(new.target(), Some(Uuid::from_u128(7)));
    let decided = DecideGrantRemainder {
        grant: id(1),
        carried_over: eur(1),
        repay: Money::ZERO,
        into: Some(id(9)),
        decided_on: TODAY,
        text: None,
    };
    assert_eq!(reads(decided), ["grant-9"]);
}

#[test]
fn fun_20_a_correction_reads_and_brings_what_its_replacement_does() {
    let replacement = GrantReplacement::ApplyForGrant(ApplyForGrant {
        id: None,
        ..apply()
    });
    let correction = GrantCommand::from(CorrectGrant {
        grant: id(1),
        fact: 1,
        reason: text(300, "Falsches Programm"),
        replacement: Some(replacement),
    });
    assert_eq!(correction.reads().len(), 1);
    assert_eq!(correction.entries().len(), 2);
    assert!(!correction.creates());
}

#[test]
fn fun_20_what_is_stored_is_learnt_as_it_was() {
    let told = Told::accepted()
        .then(call(30, eur(60_000), date(2026, 2, 1)))
        .then(receive(31, eur(500), date(2026, 2, 20)));
    let stored: Vec<_> = told
        .grant
        .history
        .standing()
        .map(|(_, event)| {
            use cqrs_es::DomainEvent as _;
            let payload = event.payload().expect("it is stored");
            (event.event_type(), event.version(), payload)
        })
        .collect();
    let mut facts = known();
    let stream = StreamId::new("grant", Uuid::from_u128(1));
    let rows = stored.iter();
    let rows = rows.map(|(kind, version, payload)| (kind.as_str(), *version, payload.as_str()));
    facts.learn(stream, rows).expect("it is read");
    assert!(facts.grants[&id(1)] == told.grant);
    facts
        .learn(StreamId::new("grant", Uuid::from_u128(2)), [])
        .expect("nothing is read");
    assert_eq!(facts.grants.len(), 1);
}

#[test]
fn commands_are_posted_under_names_of_their_own() {
    let mut names: Vec<_> = [GrantCommand::NAMES, ProgrammeCommand::NAMES].concat();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    let body = serde_json::json!({
        "grant": Uuid::from_u128(1), "disbursement": Uuid::from_u128(2), "amount": -1, "requestedOn": "2026-02-01"
    });
    let refused = GrantCommand::read("request-disbursement", body).unwrap_err();
    assert!(refused.to_string().contains("not below 0"), "{refused}");
    assert!(!Grant::default().exists() && !Programme::default().exists());
}
