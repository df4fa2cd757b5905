//! Asking after details, roles, successors and consent: MEM-14, MEM-15, MEM-18 … MEM-20, DPR-07.

use jiff::civil::date;
use kernel::{Date, DomainCommand, Refusal};
use membership::contact::*;
use membership::policy::MembershipPolicy;
use membership::{ConsentState, ContactCommand, ContactRefusal};

use crate::contact::*;
use crate::fixtures::*;

const ASKED: Date = date(2022, 6, 1);
const ANSWERED: Date = date(2022, 6, 14);

pub(crate) fn ask(requested_on: Date) -> ContactCommand {
    RequestConfirmation {
        contact: id(8),
        requested_on,
    }
    .into()
}

pub(crate) fn confirm(confirmed_on: Date, request: Option<u32>) -> ContactCommand {
    ConfirmContactDetails {
        contact: id(8),
        confirmed_on,
        via: Some(ConfirmationVia::Link),
        request,
    }
    .into()
}

pub(crate) fn end(ended_on: Date, successor: Option<u128>, request: Option<u32>) -> ContactCommand {
    EndContactRole {
        contact: id(8),
        ended_on,
        successor: successor.map(id),
        via: None,
        request,
    }
    .into()
}

fn answering(request: u32) -> ContactCommand {
    ChangeContactDetails {
        request: Some(request),
        via: Some(ConfirmationVia::Account),
        ..change()
    }
    .into()
}

#[test]
fn mem_19_a_request_is_numbered_by_its_place_in_the_history() {
    Framework::with(ctx(&leverkusen()))
        .given(vec![designated(&leverkusen())])
        .when(ask(ASKED))
        .then_expect_events(vec![
            ConfirmationRequested {
                number: 2,
                requested_on: ASKED,
            }
            .into(),
        ]);
    let contact = live(&leverkusen(), &[designate().into(), ask(ASKED), ask(ASKED)]);
    assert_eq!(
        contact.confirmation_request,
        Some(ConfirmationRequest {
            number: 2,
            requested_on: ASKED
        })
    );
    let later = live(&leverkusen(), &[designate().into(), ask(ASKED), ask(TODAY)]);
    assert_eq!(later.confirmation_request.unwrap().number, 3);
}

#[test]
fn mem_19_an_answer_closes_the_request_and_a_link_counts_once() {
    for answer in [
        confirm(ANSWERED, Some(2)),
        answering(2),
        end(TODAY, None, Some(2)),
        confirm(ANSWERED, None),
    ] {
        let contact = live(
            &leverkusen(),
            &[designate().into(), ask(ASKED), answer.clone()],
        );
        assert_eq!(contact.confirmation_request, None, "{answer:?}");
        let refused = contact
            .decide(&confirm(ANSWERED, Some(2)), &ctx(&leverkusen()))
            .unwrap_err();
        assert_eq!(
            (refused.code(), refused.field(), refused.rule()),
            ("CONFIRMATION_CLOSED", Some("request"), Some("MEM-19"))
        );
        assert_eq!(refused.facts()["request"], 2);
        assert_eq!(refused.facts()["open"], serde_json::Value::Null);
    }
}

#[test]
fn mem_19_a_later_request_overtakes_an_earlier_one() {
    let contact = live(&leverkusen(), &[designate().into(), ask(ASKED), ask(TODAY)]);
    for answer in [
        confirm(TODAY, Some(2)),
        answering(2),
        end(TODAY, None, Some(2)),
    ] {
        let refused = contact.decide(&answer, &ctx(&leverkusen())).unwrap_err();
        assert_eq!(
            refused,
            ContactRefusal::ConfirmationClosed {
                request: 2,
                open: Some(3)
            }
        );
    }
    assert!(
        contact
            .decide(&confirm(TODAY, Some(3)), &ctx(&leverkusen()))
            .is_ok()
    );
    let refused = refusal(
        vec![designated(&leverkusen())],
        confirm(TODAY, Some(1)),
        &leverkusen(),
    );
    assert_eq!(refused.code(), "CONFIRMATION_CLOSED", "nobody was asked");
}

#[test]
fn mem_19_a_confirmation_keeps_its_way_and_a_day_confirmed_before_still_answers() {
    let commands = [
        designate().into(),
        confirm(ANSWERED, None),
        ask(ASKED),
        confirm(ANSWERED, Some(3)),
    ];
    let contact = live(&leverkusen(), &commands);
    assert_eq!(contact.confirmations.len(), 2);
    assert_eq!(contact.confirmations[1].via, Some(ConfirmationVia::Link));
    assert_eq!(contact.confirmation_request, None);
    let again = contact.decide(&confirm(ANSWERED, None), &ctx(&leverkusen()));
    assert_eq!(again, Ok(vec![]));
}

#[test]
fn mem_19_nobody_is_asked_whose_details_are_hidden_or_whose_role_is_over() {
    let withdraw = WithdrawStorageConsent {
        contact: id(8),
        withdrawn_on: date(2021, 1, 1),
    };
    let contact = live(&stormarn(), &[consenting().into(), withdraw.into()]);
    let refused = contact.decide(&ask(ASKED), &ctx(&stormarn())).unwrap_err();
    assert_eq!(
        (refused.code(), refused.rule()),
        ("DETAILS_HIDDEN", Some("MEM-20"))
    );
    assert_eq!(refused.facts()["day"], "2022-06-01");
    let contact = live(
        &leverkusen(),
        &[designate().into(), end(date(2021, 1, 1), None, None)],
    );
    let refused = contact.decide(&ask(ASKED), &ctx(&leverkusen()));
    assert_eq!(refused.unwrap_err().code(), "CONTACT_ROLE_ENDED");
    let early = refusal(
        vec![designated(&leverkusen())],
        ask(date(2020, 1, 1)),
        &leverkusen(),
    );
    assert_eq!(early.code(), "DATE_TOO_EARLY");
}

#[test]
fn mem_18_a_change_says_that_the_details_are_right_since() {
    let function = ChangeContactDetails {
        function: Some(text(201, "Bereichsleitung")),
        ..change()
    };
    let contact = live(
        &leverkusen(),
        &[
            designate().into(),
            confirm(ANSWERED, None),
            function.clone().into(),
        ],
    );
    assert_eq!(contact.unconfirmed_since(date(2020, 9, 15)), None);
    assert_eq!(
        contact.unconfirmed_since(date(2021, 1, 1)),
        Some(DESIGNATED)
    );
    assert_eq!(contact.unconfirmed_since(ANSWERED), Some(ANSWERED));
    assert_eq!(contact.unconfirmed_since(TODAY), Some(TODAY));
    assert_eq!(contact.function_on(ANSWERED), Some(id(101)));
    assert_eq!(contact.function_on(TODAY), Some(id(201)));
    assert_eq!(contact.function, Some(id(201)));
    assert_eq!(ContactCommand::from(function).entries().len(), 2);
}

#[test]
fn mem_14_a_role_changes_between_binding_and_deputy() {
    let change = |role, since| {
        ContactCommand::from(ChangeContactRole {
            contact: id(8),
            role,
            since,
        })
    };
    let day = date(2022, 1, 1);
    let contact = live(
        &leverkusen(),
        &[designate().into(), change(ContactRole::Deputy, day)],
    );
    assert_eq!(contact.role_on(date(2020, 1, 1)), None);
    assert_eq!(contact.role_on(DESIGNATED), Some(ContactRole::Binding));
    assert_eq!(contact.role_on(day), Some(ContactRole::Deputy));
    assert!(!contact.binding);
    let again = contact.decide(&change(ContactRole::Deputy, TODAY), &ctx(&leverkusen()));
    assert_eq!(again, Ok(vec![]));
    let early = contact.decide(
        &change(ContactRole::Deputy, date(2020, 1, 1)),
        &ctx(&leverkusen()),
    );
    assert_eq!(early.unwrap_err().code(), "DATE_TOO_EARLY");
    let deputy = DesignateContact {
        binding: false,
        ..designate()
    };
    let contact = live(&leverkusen(), &[deputy.into()]);
    assert_eq!(contact.role_on(TODAY), Some(ContactRole::Deputy));
}

#[test]
fn mem_14_a_binding_contact_that_goes_without_successor_is_warned_of() {
    for (policy, rule) in [
        (leverkusen(), Some("MEM-14")),
        (stormarn(), Some("MEM-16")),
        (duisburg(), None),
    ] {
        let contact = live(&policy, &[consenting().into()]);
        let ctx = ctx(&policy);
        contact.decide(&end(TODAY, None, None), &ctx).unwrap();
        let told: Vec<_> = ctx
            .into_warnings()
            .into_iter()
            .map(|warning| {
                assert_eq!(warning.facts["endedOn"], "2024-06-03");
                (warning.code, warning.rule)
            })
            .collect();
        let expected = rule.map(|rule| ("CONTACT_WITHOUT_SUCCESSOR".to_owned(), rule.to_owned()));
        assert_eq!(told, expected.into_iter().collect::<Vec<_>>());
    }
    let deputy = DesignateContact {
        binding: false,
        ..designate()
    };
    let contact = live(&leverkusen(), &[deputy.into()]);
    let ctx = ctx(&leverkusen());
    contact.decide(&end(TODAY, None, None), &ctx).unwrap();
    assert!(warnings(ctx).is_empty(), "a deputy is no duty");
}

#[test]
fn mem_14_a_successor_speaks_for_the_same_partner() {
    let contact = live(&leverkusen(), &[designate().into()]);
    let ctx_of_end = ctx(&leverkusen());
    let events = contact
        .decide(&end(TODAY, Some(1), None), &ctx_of_end)
        .unwrap();
    assert_eq!(
        events,
        [ContactRoleEnded {
            ended_on: TODAY,
            successor: Some(id(1)),
            via: None,
            request: None,
        }
        .into()]
    );
    assert!(warnings(ctx_of_end).is_empty());
    assert_eq!(end(TODAY, Some(1), None).reads()[0].kind(), "contact");
    let itself = contact.decide(&end(TODAY, Some(8), None), &ctx(&leverkusen()));
    let itself = itself.unwrap_err();
    assert_eq!(
        (itself.code(), itself.field(), itself.rule()),
        ("SUCCESSOR_IS_SELF", Some("successor"), Some("MEM-14"))
    );
    assert_eq!(end(TODAY, Some(8), None).reads(), []);
    let mut foreign = ctx(&leverkusen());
    foreign.facts.contacts.insert(id(1), id(2));
    let refused = contact
        .decide(&end(TODAY, Some(1), None), &foreign)
        .unwrap_err();
    assert_eq!(refused.code(), "SUCCESSOR_OF_OTHER_PARTNER");
    assert_eq!(
        refused.facts()["partner"],
        serde_json::json!(id::<kernel::PartnerId>(2))
    );
    let unknown = contact.decide(&end(TODAY, Some(77), None), &ctx(&leverkusen()));
    assert_eq!(unknown.unwrap_err().code(), "CONTACT_UNKNOWN");
}

#[test]
fn mem_15_only_a_partner_or_who_wants_to_be_one_names_a_contact() {
    let of = |partner: u128, designated_on| {
        ContactCommand::from(DesignateContact {
            partner: id(partner),
            designated_on,
            ..designate()
        })
    };
    let policy = template();
    for (partner, on) in [(1, DESIGNATED), (4, DESIGNATED), (3, date(2019, 12, 31))] {
        let events = Contact::default()
            .decide(&of(partner, on), &ctx(&policy))
            .unwrap();
        assert_eq!(events.len(), 1);
    }
    let refused = refusal(vec![], of(3, DESIGNATED), &policy);
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("PARTNER_NOT_ACTIVE", Some("partner"), Some("MEM-15"))
    );
    assert_eq!(refused.facts()["state"], "ended");
    let mut ctx = ctx(&policy);
    ctx.facts.partners.get_mut(&id(4)).unwrap().declined_on = Some(date(2020, 1, 1));
    let refused = Contact::default().decide(&of(4, DESIGNATED), &ctx);
    assert_eq!(refused.unwrap_err().facts()["state"], "declined");
    ctx.facts.partners.get_mut(&id(3)).unwrap().asked_again_on = Some(DESIGNATED);
    let asks_again = Contact::default().decide(&of(3, DESIGNATED), &ctx);
    assert_eq!(asks_again.unwrap().len(), 1);
    ctx.facts.partners.get_mut(&id(4)).unwrap().merged_into = Some(id(1));
    let refused = Contact::default().decide(&of(4, DESIGNATED), &ctx);
    assert_eq!(refused.unwrap_err().code(), "PARTNER_MERGED");
}

#[test]
fn mem_20_a_consent_says_who_gave_it_when_and_to_which_text() {
    let by_institution = DesignateContact {
        consent_given_by: Some(ConsentGiver::Institution),
        ..consenting()
    };
    let contact = live(&stormarn(), &[by_institution.into()]);
    let consent = contact.consents.at(TODAY).unwrap();
    assert_eq!(consent.since, Some(DESIGNATED.into()));
    assert_eq!(
        consent.value,
        StorageConsent {
            given: true,
            text_version: Some(1),
            given_by: Some(ConsentGiver::Institution)
        }
    );
    let half_told = DesignateContact {
        consent_given_by: Some(ConsentGiver::Person),
        ..designate()
    };
    let refused = refusal(vec![], half_told.into(), &leverkusen());
    assert_eq!(
        (refused.code(), refused.field()),
        ("CONSENT_MISSING", Some("consentGivenOn"))
    );
    assert!(refused.facts().is_empty());
}

#[test]
fn dpr_07_where_storing_needs_the_consent_its_withdrawal_asks_for_the_erasure() {
    let withdraw = || WithdrawStorageConsent {
        contact: id(8),
        withdrawn_on: date(2023, 10, 1),
    };
    let contact = live(&stormarn(), &[consenting().into(), withdraw().into()]);
    assert_eq!(contact.erasure_due_since(date(2023, 9, 30)), None);
    assert_eq!(contact.erasure_due_since(TODAY), Some(date(2023, 10, 1)));
    assert_eq!(contact.details_on(TODAY), None);
    let refused = contact.decide(&change().into(), &ctx(&stormarn()));
    assert_eq!(
        refused.unwrap_err().code(),
        "CONSENT_MISSING",
        "nothing new is stored"
    );
    let elsewhere = live(&leverkusen(), &[designate().into(), withdraw().into()]);
    assert_eq!(elsewhere.erasure_due_since(TODAY), None);
    assert_eq!(elsewhere.consent_on(TODAY), ConsentState::Withdrawn);
}

#[test]
fn dpr_07_a_change_of_details_is_reported_and_recorded() {
    let contact = live(&stormarn(), &[consenting().into(), answering_nobody()]);
    assert_eq!(contact.details_on(TODAY), Some(id(200)));
    assert_eq!(contact.details_on(DESIGNATED), Some(id(100)));
}

fn answering_nobody() -> ContactCommand {
    ChangeContactDetails {
        via: Some(ConfirmationVia::Office),
        ..change()
    }
    .into()
}

#[test]
fn mem_18_details_that_look_wrong_are_warned_of_field_by_field() {
    let mut command = designate();
    command.person.content.phone = Some("0213 000 000 00".to_owned());
    command.person.content.fax = Some("040".to_owned());
    command.person.content.email = Some("leitung@example.d".to_owned());
    let ctx_of_designation = ctx(&leverkusen());
    Contact::default()
        .decide(&command.clone().into(), &ctx_of_designation)
        .unwrap();
    let told: Vec<_> = ctx_of_designation
        .into_warnings()
        .into_iter()
        .map(|warning| (warning.code, warning.facts["field"].clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("PHONE_IMPLAUSIBLE".to_owned(), "person.phone".into()),
            ("PHONE_IMPLAUSIBLE".to_owned(), "person.fax".into()),
            ("EMAIL_IMPLAUSIBLE".to_owned(), "person.email".into()),
        ]
    );
    let contact = live(&leverkusen(), &[designate().into()]);
    let changed = ChangeContactDetails {
        person: kernel::NewPerson::new(id(200), command.person.content),
        ..change()
    };
    let ctx_of_change = ctx(&leverkusen());
    contact.decide(&changed.into(), &ctx_of_change).unwrap();
    assert_eq!(warnings(ctx_of_change).len(), 3);
    let silent = ctx(&MembershipPolicy::default());
    Contact::default()
        .decide(&designate().into(), &silent)
        .unwrap();
    assert!(warnings(silent).is_empty());
}
