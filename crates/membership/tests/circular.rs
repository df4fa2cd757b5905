//! Circulars: MEM-33.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, DocumentRef, DomainCommand, MediaType, PartnerId, Refusal, Sha256, facts};
use membership::circular::*;

use crate::fixtures::*;

type Framework = TestFramework<Circular>;

const MARCH: Date = date(2019, 3, 1);
const APRIL: Date = date(2019, 4, 1);

fn document(n: u8) -> DocumentRef {
    DocumentRef {
        sha256: Sha256::new([n; 32]),
        media_type: MediaType::Pdf,
    }
}

pub(crate) fn draft(recipients: Vec<PartnerId>) -> DraftCircular {
    DraftCircular {
        id: Some(id(1)),
        subject: text(100, "Neue Öffnungszeiten"),
        body: text(101, "Die Koordinierungsstelle ist montags erreichbar."),
        attachments: vec![document(1)],
        recipients,
        network: Some(id(1)),
        drafted_on: MARCH,
    }
}

pub(crate) fn drafted(recipients: Vec<PartnerId>) -> CircularEvent {
    CircularDrafted {
        subject: id(100),
        body: id(101),
        attachments: vec![document(1)],
        recipients,
        network: Some(id(1)),
        drafted_on: MARCH,
    }
    .into()
}

fn revise() -> ReviseCircular {
    ReviseCircular {
        circular: id(1),
        subject: text(102, "Neue Sprechzeiten"),
        body: text(103, "Die Koordinierungsstelle ist dienstags erreichbar."),
        attachments: vec![],
    }
}

fn revised() -> CircularEvent {
    CircularRevised {
        subject: id(102),
        body: id(103),
        attachments: vec![],
    }
    .into()
}

fn release(released_on: Date) -> ReleaseCircular {
    ReleaseCircular {
        circular: id(1),
        released_on,
    }
}

pub(crate) fn released(released_on: Date) -> CircularEvent {
    CircularReleased { released_on }.into()
}

pub(crate) fn recipients(recipients: Vec<PartnerId>) -> SetCircularRecipients {
    SetCircularRecipients {
        circular: id(1),
        recipients,
        network: None,
    }
}

pub(crate) fn withdraw(withdrawn_on: Date) -> WithdrawCircular {
    WithdrawCircular {
        circular: id(1),
        withdrawn_on,
    }
}

pub(crate) fn withdrawn(withdrawn_on: Date) -> CircularEvent {
    CircularWithdrawn { withdrawn_on }.into()
}

pub(crate) fn circular(events: impl IntoIterator<Item = CircularEvent>) -> Circular {
    let mut circular = Circular::default();
    for event in events {
        circular.apply(event);
    }
    circular
}

fn refused(given: Vec<CircularEvent>, command: impl Into<CircularCommand>) -> CircularRefusal {
    Framework::with(ctx(&leverkusen()))
        .given(given)
        .when(command.into())
        .inspect_result()
        .expect_err("the command is refused")
}

#[test]
fn mem_33_a_circular_is_drafted_with_words_in_the_vault_and_documents_by_hash() {
    Framework::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(draft(vec![id(1)]).into())
        .then_expect_events(vec![drafted(vec![id(1)])]);
    let command = CircularCommand::from(draft(vec![id(1)]));
    assert_eq!(command.entries().len(), 2);
    assert_eq!(command.documents(), [document(1)]);
    assert_eq!(command.reads().len(), 1, "the network, not the recipients");
    let unknown = DraftCircular {
        network: Some(id(9)),
        ..draft(vec![])
    };
    assert_eq!(refused(vec![], unknown).code(), "NETWORK_UNKNOWN");
}

#[test]
fn mem_33_a_draft_gets_another_text_and_other_recipients() {
    Framework::with(ctx(&leverkusen()))
        .given(vec![drafted(vec![])])
        .when(revise().into())
        .then_expect_events(vec![revised()]);
    let set = CircularRecipientsSet {
        recipients: vec![id(2)],
        network: None,
    };
    Framework::with(ctx(&leverkusen()))
        .given(vec![drafted(vec![])])
        .when(recipients(vec![id(2)]).into())
        .then_expect_events(vec![set.clone().into()]);
    Framework::with(ctx(&leverkusen()))
        .given(vec![drafted(vec![]), set.into()])
        .when(recipients(vec![id(2)]).into())
        .then_expect_events(vec![]);
}

#[test]
fn mem_33_a_released_circular_is_frozen_as_mail_carries_it() {
    let given = vec![drafted(vec![id(1), id(2)]), revised()];
    Framework::with(ctx(&leverkusen()))
        .given(given.clone())
        .when(release(APRIL).into())
        .then_expect_events(vec![released(APRIL)]);
    let out = [given, vec![released(APRIL)]].concat();
    let mail = circular(out.clone());
    let mail = mail.release().expect("it is released");
    assert_eq!((mail.subject, mail.body), (id(102), id(103)));
    assert_eq!(mail.recipients, [id(1), id(2)]);
    assert!(mail.attachments.is_empty());
    Framework::with(ctx(&leverkusen()))
        .given(out.clone())
        .when(release(APRIL).into())
        .then_expect_events(vec![]);
    for command in [
        CircularCommand::from(revise()),
        recipients(vec![id(1)]).into(),
        withdraw(APRIL).into(),
        release(MARCH).into(),
        correct(
            1,
            Some(CircularReplacement::DraftCircular(draft(vec![id(2)]))),
        )
        .into(),
        correct(2, None).into(),
        correct(3, None).into(),
    ] {
        let refusal = refused(out.clone(), command);
        assert_eq!(
            (refusal.code(), refusal.facts(), refusal.rule()),
            (
                "CIRCULAR_RELEASED",
                facts! { "releasedOn" => "2019-04-01" },
                Some("MEM-33")
            )
        );
    }
}

#[test]
fn mem_33_a_circular_to_nobody_is_not_released() {
    let refusal = refused(vec![drafted(vec![])], release(APRIL));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("RECIPIENTS_MISSING", Some("recipients"))
    );
    let early = refused(vec![drafted(vec![id(1)])], release(date(2019, 2, 28)));
    assert_eq!(early.code(), "DATE_TOO_EARLY");
    let ahead = refused(
        vec![drafted(vec![id(1)])],
        release(TODAY.tomorrow().unwrap()),
    );
    assert_eq!(ahead.code(), "DATE_IN_FUTURE");
}

#[test]
fn mem_33_a_draft_is_withdrawn_before_it_is_released() {
    let given = vec![drafted(vec![id(1)])];
    Framework::with(ctx(&leverkusen()))
        .given(given.clone())
        .when(withdraw(APRIL).into())
        .then_expect_events(vec![withdrawn(APRIL)]);
    let gone = [given, vec![withdrawn(APRIL)]].concat();
    Framework::with(ctx(&leverkusen()))
        .given(gone.clone())
        .when(withdraw(APRIL).into())
        .then_expect_events(vec![]);
    for command in [
        CircularCommand::from(release(APRIL)),
        revise().into(),
        withdraw(MARCH).into(),
    ] {
        let refusal = refused(gone.clone(), command);
        assert_eq!(
            (refusal.code(), refusal.facts()),
            (
                "CIRCULAR_WITHDRAWN",
                facts! { "withdrawnOn" => "2019-04-01" }
            )
        );
    }
    let early = refused(vec![drafted(vec![])], withdraw(date(2019, 2, 28)));
    assert_eq!(early.code(), "DATE_TOO_EARLY");
    let circular = circular(gone);
    let on = |day| circular.state_on(day);
    assert_eq!(on(date(2019, 2, 28)), None);
    assert_eq!(on(date(2019, 3, 31)), Some(CircularState::Draft));
    assert_eq!(on(APRIL), Some(CircularState::Withdrawn));
    assert!(circular.release().is_none());
}

#[test]
fn mem_33_subject_recipients_and_attachments_have_their_bounds() {
    let subject = |subject: &str| DraftCircular {
        subject: text(100, subject),
        ..draft(vec![])
    };
    let attached = |count: u8| DraftCircular {
        attachments: (0..count).map(document).collect(),
        ..draft(vec![])
    };
    for fits in [subject(&"x".repeat(200)), attached(20)] {
        let events = Circular::default().decide(&fits.into(), &ctx(&leverkusen()));
        assert_eq!(events.unwrap().len(), 1);
    }
    let twice = DraftCircular {
        attachments: vec![document(1), document(1)],
        ..draft(vec![])
    };
    for (command, code, expected) in [
        (
            subject(&"x".repeat(201)),
            "SUBJECT_NOT_A_LINE",
            facts! { "length" => 201, "allowed" => 200 },
        ),
        (
            subject("zwei\nZeilen"),
            "SUBJECT_NOT_A_LINE",
            facts! { "length" => 11, "allowed" => 200 },
        ),
        (
            attached(21),
            "ATTACHMENTS_TOO_MANY",
            facts! { "count" => 21, "allowed" => 20 },
        ),
        (twice, "ATTACHMENT_TWICE", facts! {}),
        (
            draft(vec![id(1), id(1)]),
            "RECIPIENT_TWICE",
            facts! { "partner" => id::<PartnerId>(1) },
        ),
        (
            draft((1..=5_001).map(id).collect()),
            "RECIPIENTS_TOO_MANY",
            facts! { "count" => 5_001, "allowed" => 5_000 },
        ),
    ] {
        let refusal = refused(vec![], command);
        assert_eq!((refusal.code(), refusal.facts()), (code, expected));
    }
}

pub(crate) fn correct(fact: u32, replacement: Option<CircularReplacement>) -> CorrectCircular {
    CorrectCircular {
        circular: id(1),
        fact,
        reason: text(300, "Das Datum war falsch"),
        replacement,
    }
}

#[test]
fn mem_33_a_fact_of_a_draft_is_corrected_struck_and_restored() {
    let mut live = circular([drafted(vec![id(1)]), revised()]);
    let again = || CircularReplacement::ReviseCircular(revise());
    for (replacement, subject) in [(None, id(100)), (Some(again()), id(102))] {
        let command = correct(2, replacement).into();
        for event in live.decide(&command, &ctx(&leverkusen())).unwrap() {
            live.apply(event);
        }
        assert_eq!(live.subject, Some(subject));
        assert!(
            live.decide(&command, &ctx(&leverkusen()))
                .unwrap()
                .is_empty()
        );
    }
    let first = correct(
        1,
        Some(CircularReplacement::DraftCircular(draft(vec![id(2)]))),
    );
    for event in live
        .decide(&first.clone().into(), &ctx(&leverkusen()))
        .unwrap()
    {
        live.apply(event);
    }
    assert_eq!(live.recipients, [id(2)]);
    let command = CircularCommand::from(first);
    assert_eq!(command.documents(), [document(1)]);
    assert_eq!(command.entries().len(), 3);
}

#[test]
fn mem_33_after_the_release_its_day_alone_can_be_corrected() {
    let given = vec![drafted(vec![id(1)]), released(APRIL)];
    let day = |on| Some(CircularReplacement::ReleaseCircular(release(on)));
    let mut live = circular(given.clone());
    let command = correct(2, day(date(2019, 4, 2))).into();
    for event in live.decide(&command, &ctx(&leverkusen())).unwrap() {
        live.apply(event);
    }
    assert_eq!(live.released_on, Some(date(2019, 4, 2)));
    for (fact, with, code) in [
        (2, day(date(2019, 2, 28)), "DATE_TOO_EARLY"),
        (1, day(APRIL), "NOT_FOUND"),
        (9, day(APRIL), "FACT_UNKNOWN"),
    ] {
        assert_eq!(refused(given.clone(), correct(fact, with)).code(), code);
    }
    let late = DraftCircular {
        drafted_on: date(2019, 5, 1),
        ..draft(vec![])
    };
    let replacement = Some(CircularReplacement::DraftCircular(late));
    let gone = vec![drafted(vec![id(1)]), withdrawn(APRIL)];
    assert_eq!(
        refused(gone.clone(), correct(1, replacement)).code(),
        "DATE_TOO_EARLY"
    );
    let reopened = circular(gone)
        .decide(&correct(2, None).into(), &ctx(&leverkusen()))
        .unwrap();
    assert_eq!(reopened.len(), 1, "a withdrawal by mistake is struck");
}

#[test]
fn mem_33_a_revised_text_has_the_bounds_of_a_drafted_one() {
    let revise = |subject: &str, attachments: Vec<DocumentRef>| ReviseCircular {
        subject: text(102, subject),
        attachments,
        ..revise()
    };
    let live = circular([drafted(vec![])]);
    let longest = revise(&"x".repeat(200), (0..20).map(document).collect());
    let events = live.decide(&longest.into(), &ctx(&leverkusen()));
    assert_eq!(events.unwrap().len(), 1);
    for (command, code, expected) in [
        (
            revise(&"x".repeat(201), vec![]),
            "SUBJECT_NOT_A_LINE",
            facts! { "length" => 201, "allowed" => 200 },
        ),
        (
            revise("Zeiten", (0..21).map(document).collect()),
            "ATTACHMENTS_TOO_MANY",
            facts! { "count" => 21, "allowed" => 20 },
        ),
        (
            revise("Zeiten", vec![document(1), document(1)]),
            "ATTACHMENT_TWICE",
            facts! {},
        ),
    ] {
        let refusal = refused(vec![drafted(vec![])], command);
        assert_eq!((refusal.code(), refusal.facts()), (code, expected));
    }
}

#[test]
fn mem_33_recipients_set_later_have_the_bounds_of_the_first() {
    for (to, code, expected) in [
        (
            vec![id(2), id(2)],
            "RECIPIENT_TWICE",
            facts! { "partner" => id::<PartnerId>(2) },
        ),
        (
            (1..=5_001).map(id).collect(),
            "RECIPIENTS_TOO_MANY",
            facts! { "count" => 5_001, "allowed" => 5_000 },
        ),
    ] {
        let refusal = refused(vec![drafted(vec![])], recipients(to));
        assert_eq!((refusal.code(), refusal.facts()), (code, expected));
    }
}

#[test]
fn mem_33_recipients_are_chosen_out_of_a_known_network_until_its_last_day() {
    let of = |network| SetCircularRecipients {
        network: Some(id(network)),
        ..recipients(vec![id(2)])
    };
    let refusal = refused(vec![drafted(vec![])], of(9));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("NETWORK_UNKNOWN", Some("network"))
    );
    let live = circular([drafted(vec![])]);
    let on = |day| {
        let mut ctx = ctx_on(&leverkusen(), day);
        let network = ctx.facts.networks.get_mut(&id(2)).expect("it is known");
        network.dissolved_on = Some(APRIL);
        live.decide(&of(2).into(), &ctx)
    };
    assert_eq!(on(APRIL).expect("its last day").len(), 1);
    let refusal = on(date(2019, 4, 2)).expect_err("the day after");
    assert_eq!(
        (refusal.code(), refusal.facts()),
        (
            "NETWORK_DISSOLVED",
            facts! { "network" => id::<kernel::NetworkId>(2), "dissolvedOn" => "2019-04-01" }
        )
    );
}

#[test]
fn mem_33_a_withdrawal_is_not_restored_under_what_was_recorded_since() {
    let struck = CircularFactCorrected {
        fact: 2,
        reason: id(300),
        replacement: None,
    };
    let reopened = vec![drafted(vec![id(1)]), withdrawn(APRIL), struck.into()];
    let restore = || {
        correct(
            2,
            Some(CircularReplacement::WithdrawCircular(withdraw(APRIL))),
        )
    };
    let restored = circular(reopened.clone()).decide(&restore().into(), &ctx(&leverkusen()));
    assert_eq!(restored.expect("nothing was recorded since").len(), 1);
    for (since, withdrawn_on) in [(revised(), APRIL), (withdrawn(TODAY), TODAY)] {
        let refusal = refused([reopened.clone(), vec![since]].concat(), restore());
        assert_eq!(
            (refusal.code(), refusal.facts()),
            (
                "CIRCULAR_WITHDRAWN",
                facts! { "withdrawnOn" => withdrawn_on }
            )
        );
    }
}
