//! Contacts: MEM-14 … MEM-20.

use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, DomainCommand, Frozen, PersonId, Refusal, Sourced, Status, facts};
use membership::contact::*;
use membership::policy::{ConsentRule, MembershipPolicy};
use membership::{ConsentState, Contact, ContactCommand, ContactEvent, ContactRefusal};

use crate::contact_requests::{ask, confirm, end};
use crate::fixtures::*;

pub(crate) type Framework = TestFramework<Contact>;

pub(crate) const DESIGNATED: Date = date(2020, 9, 16);

pub(crate) fn designate() -> DesignateContact {
    DesignateContact {
        id: Some(id(8)),
        partner: id(1),
        person: person(100),
        function: text(101, "Leitung der Beratungsstelle"),
        binding: true,
        designated_on: DESIGNATED,
        consent_given_on: None,
        consent_text_version: None,
        consent_given_by: None,
    }
}

pub(crate) fn consenting() -> DesignateContact {
    DesignateContact {
        consent_given_on: Some(DESIGNATED),
        consent_text_version: Some(1),
        ..designate()
    }
}

pub(crate) fn change() -> ChangeContactDetails {
    ChangeContactDetails {
        contact: id(8),
        person: person(200),
        function: None,
        via: None,
        request: None,
        consent_given_on: None,
        consent_text_version: None,
        consent_given_by: None,
    }
}

pub(crate) fn designated(policy: &MembershipPolicy) -> ContactEvent {
    ContactDesignated {
        partner: id(1),
        person: id(8),
        details: id(100),
        function: id(101),
        binding: true,
        designated_on: DESIGNATED,
        consent_rule: (&policy.contact_consent).into(),
    }
    .into()
}

pub(crate) fn live(policy: &MembershipPolicy, commands: &[ContactCommand]) -> Contact {
    let mut contact = Contact::default();
    for command in commands {
        for event in contact.decide(command, &ctx(policy)).expect("not refused") {
            cqrs_es::Aggregate::apply(&mut contact, event);
        }
    }
    contact
}

pub(crate) fn refusal(
    given: Vec<ContactEvent>,
    command: ContactCommand,
    policy: &MembershipPolicy,
) -> ContactRefusal {
    match Framework::with(ctx(policy))
        .given(given)
        .when(command)
        .inspect_result()
    {
        Err(refusal) => refusal,
        Ok(events) => panic!("expected a refusal, got {events:?}"),
    }
}

#[test]
fn mem_20_stormarn_refuses_contact_details_without_consent() {
    let refused = refusal(vec![], designate().into(), &stormarn());
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("CONSENT_MISSING", Some("consentGivenOn"), Some("MEM-20"))
    );
    let refused = refusal(vec![designated(&stormarn())], change().into(), &stormarn());
    assert_eq!(refused.code(), "CONSENT_MISSING");
}

#[test]
fn mem_20_stormarn_stores_contact_details_with_consent() {
    Framework::with(ctx(&stormarn()))
        .given_no_previous_events()
        .when(consenting().into())
        .then_expect_events(vec![
            designated(&stormarn()),
            StorageConsentGiven {
                given_on: DESIGNATED,
                text_version: Some(1),
                given_by: None,
            }
            .into(),
        ]);
    let contact = live(&stormarn(), &[consenting().into(), change().into()]);
    assert_eq!(contact.details_on(TODAY), Some(id(200)));
    assert_eq!(contact.consent_on(TODAY), ConsentState::Given);
}

#[test]
fn mem_20_where_nobody_asks_details_are_stored_without_consent() {
    let contact = live(&leverkusen(), &[designate().into()]);
    assert_eq!(contact.consent_on(TODAY), ConsentState::NotRequired);
    assert_eq!(contact.details_on(TODAY), Some(id(100)));
    assert_eq!(contact.details_on(date(2020, 9, 15)), None);
}

#[test]
fn mem_20_an_inferred_rule_only_warns() {
    let policy = MembershipPolicy {
        contact_consent: Sourced::inferred_from(
            ConsentRule::RequiredToStore,
            "S1",
            "§ 6",
            "…",
            "…",
        ),
        ..MembershipPolicy::default()
    };
    let ctx = ctx(&policy);
    Contact::default()
        .decide(&designate().into(), &ctx)
        .unwrap();
    assert_eq!(warnings(ctx), ["CONSENT_MISSING"]);
    let contact = live(&policy, &[designate().into()]);
    assert_eq!(contact.consent_on(TODAY), ConsentState::Missing);
    assert_eq!(contact.details_on(TODAY), Some(id(100)));
}

#[test]
fn mem_20_details_are_hidden_before_the_consent_and_after_its_withdrawal() {
    let later = DesignateContact {
        consent_given_on: Some(date(2020, 10, 1)),
        ..consenting()
    };
    let withdraw = WithdrawStorageConsent {
        contact: id(8),
        withdrawn_on: date(2021, 10, 1),
    };
    let contact = live(&stormarn(), &[later.into(), withdraw.into()]);
    assert_eq!(contact.consent_on(DESIGNATED), ConsentState::Missing);
    assert_eq!(contact.details_on(DESIGNATED), None);
    assert_eq!(contact.details_on(date(2021, 9, 30)), Some(id(100)));
    assert_eq!(contact.consent_on(TODAY), ConsentState::Withdrawn);
    assert_eq!(contact.details_on(TODAY), None);
}

#[test]
fn mem_20_a_withdrawn_consent_must_be_given_anew_everywhere() {
    let withdraw = WithdrawStorageConsent {
        contact: id(8),
        withdrawn_on: date(2021, 10, 1),
    };
    let contact = live(
        &leverkusen(),
        &[designate().into(), withdraw.clone().into()],
    );
    let refused = contact
        .decide(&change().into(), &ctx(&leverkusen()))
        .unwrap_err();
    assert_eq!(refused, ContactRefusal::ConsentMissing);
    assert_eq!(
        contact
            .decide(&withdraw.into(), &ctx(&leverkusen()))
            .unwrap(),
        []
    );
    let give = GiveStorageConsent {
        contact: id(8),
        given_on: date(2022, 1, 1),
        text_version: 2,
        given_by: None,
    };
    let contact = live(
        &leverkusen(),
        &[
            designate().into(),
            WithdrawStorageConsent {
                contact: id(8),
                withdrawn_on: date(2021, 10, 1),
            }
            .into(),
            give.clone().into(),
            change().into(),
            give.into(),
        ],
    );
    assert_eq!(contact.consents.facts().len(), 2);
    assert_eq!(contact.details_on(TODAY), Some(id(200)));
}

#[test]
fn mem_20_a_consent_without_its_text_version_is_warned_of() {
    let without = DesignateContact {
        consent_text_version: None,
        ..consenting()
    };
    let with_ctx = ctx(&stormarn());
    Contact::default()
        .decide(&without.into(), &with_ctx)
        .unwrap();
    assert_eq!(warnings(with_ctx), ["CONSENT_TEXT_VERSION_MISSING"]);
    let dateless = DesignateContact {
        consent_text_version: Some(1),
        ..designate()
    };
    assert_eq!(
        refusal(vec![], dateless.into(), &leverkusen()).code(),
        "CONSENT_MISSING"
    );
}

#[test]
fn mem_14_a_contact_speaks_for_a_known_partner() {
    let foreign = DesignateContact {
        partner: id(77),
        ..designate()
    };
    let refused = refusal(vec![], foreign.into(), &leverkusen());
    assert_eq!(
        (refused.code(), refused.field()),
        ("PARTNER_UNKNOWN", Some("partner"))
    );
}

#[test]
fn mem_14_a_role_ends_with_its_last_day() {
    let end = EndContactRole {
        contact: id(8),
        ended_on: date(2024, 12, 31),
        successor: None,
        via: None,
        request: None,
    };
    let contact = live(
        &leverkusen(),
        &[designate().into(), end.clone().into(), end.into()],
    );
    assert!(contact.is_active_on(date(2024, 12, 31)) && !contact.is_active_on(date(2025, 1, 1)));
    assert_eq!(contact.details_on(date(2025, 1, 1)), None);
    let other = EndContactRole {
        contact: id(8),
        ended_on: date(2024, 6, 30),
        successor: None,
        via: None,
        request: None,
    };
    let refused = contact
        .decide(&other.into(), &ctx(&leverkusen()))
        .unwrap_err();
    assert_eq!(refused.code(), "CONTACT_ROLE_ENDED");
}

#[test]
fn mem_19_a_confirmation_is_read_for_a_day() {
    let confirm = |year| {
        ContactCommand::from(ConfirmContactDetails {
            contact: id(8),
            confirmed_on: date(year, 9, 1),
            via: None,
            request: None,
        })
    };
    let contact = live(
        &leverkusen(),
        &[designate().into(), confirm(2022), confirm(2021)],
    );
    assert_eq!(contact.confirmed_on(date(2020, 12, 31)), None);
    assert_eq!(
        contact.confirmed_on(date(2021, 12, 31)),
        Some(date(2021, 9, 1))
    );
    assert_eq!(contact.confirmed_on(TODAY), Some(date(2022, 9, 1)));
    let early = refusal(
        vec![designated(&leverkusen())],
        confirm(2019),
        &leverkusen(),
    );
    assert_eq!(early.code(), "DATE_TOO_EARLY");
    assert_eq!(
        refusal(vec![], confirm(2021), &leverkusen()).code(),
        "NOT_FOUND"
    );
}

#[test]
fn every_detail_belongs_to_the_person_whose_erasure_takes_it_along() {
    let [first, second] = [ContactCommand::from(designate()), change().into()];
    for command in [&first, &second] {
        let entries = command.entries();
        assert_eq!(entries[0].kind, "person");
        assert_eq!(entries[0].subject, Some(id(8)));
        assert_eq!(
            entries[0].content["id"],
            serde_json::json!(id::<PersonId>(8))
        );
    }
    let mut named = change();
    named.person.content.id = Some(id(77));
    let refused = refusal(vec![designated(&leverkusen())], named.into(), &leverkusen());
    assert_eq!(
        (refused.code(), refused.field()),
        ("PERSON_DIFFERS", Some("person.id"))
    );
}

#[test]
fn a_known_person_keeps_its_id() {
    let mut command = designate();
    command.person.content.id = Some(id(50));
    assert_eq!(
        ContactCommand::from(command.clone()).entries()[0].subject,
        Some(id(50))
    );
    let contact = live(&leverkusen(), &[command.into()]);
    assert_eq!(contact.person, Some(id(50)));
    let rule = contact.consent_rules.on(TODAY);
    assert_eq!(
        rule,
        Some(&Frozen {
            value: None,
            status: Status::Unstated
        })
    );
}

const TOMORROW: Date = date(2024, 6, 4);

#[test]
fn a_fact_of_a_contact_cannot_lie_ahead() {
    let policy = leverkusen();
    let (nobody, known) = (Contact::default(), live(&policy, &[designate().into()]));
    let commands = |day| -> [(&Contact, ContactCommand, &str); 6] {
        let contact = id(8);
        let designation = DesignateContact {
            designated_on: day,
            ..designate()
        };
        let role = ChangeContactRole {
            contact,
            role: ContactRole::Deputy,
            since: day,
        };
        let consent = GiveStorageConsent {
            contact,
            given_on: day,
            text_version: 1,
            given_by: None,
        };
        let withdrawal = WithdrawStorageConsent {
            contact,
            withdrawn_on: day,
        };
        [
            (&nobody, designation.into(), "designatedOn"),
            (&known, role.into(), "since"),
            (&known, ask(day), "requestedOn"),
            (&known, confirm(day, None), "confirmedOn"),
            (&known, consent.into(), "givenOn"),
            (&known, withdrawal.into(), "withdrawnOn"),
        ]
    };
    let ahead = |refused: ContactRefusal, field| {
        assert_eq!(
            (refused.code(), refused.field()),
            ("DATE_IN_FUTURE", Some(field))
        );
        assert_eq!(
            refused.facts(),
            facts! { "date" => TOMORROW, "today" => TODAY }
        );
    };
    for (contact, command, field) in commands(TODAY) {
        let events = contact.decide(&command, &ctx(&policy)).unwrap();
        assert_eq!(events.len(), 1, "{field}");
    }
    for (contact, command, field) in commands(TOMORROW) {
        ahead(contact.decide(&command, &ctx(&policy)).unwrap_err(), field);
    }
    let change = ContactCommand::from(change());
    assert_eq!(known.decide(&change, &ctx(&policy)).unwrap().len(), 1);
    let refused = known.decide(&change, &ctx_on(&policy, TOMORROW));
    ahead(refused.unwrap_err(), "occurredOn");
}

#[test]
fn mem_20_a_consent_that_comes_with_details_cannot_lie_ahead() {
    let known = live(&stormarn(), &[consenting().into()]);
    let decide = |consent_given_on| {
        let designation = DesignateContact {
            consent_given_on,
            ..consenting()
        };
        let change = ChangeContactDetails {
            consent_given_on,
            ..change()
        };
        let ctx = ctx(&stormarn());
        [
            Contact::default().decide(&designation.into(), &ctx),
            known.decide(&change.into(), &ctx),
        ]
    };
    for events in decide(Some(TODAY)) {
        assert_eq!(events.unwrap().len(), 2);
    }
    for refused in decide(Some(TOMORROW)) {
        let refused = refused.unwrap_err();
        assert_eq!(
            (refused.code(), refused.field()),
            ("DATE_IN_FUTURE", Some("consentGivenOn"))
        );
        assert_eq!(
            refused.facts(),
            facts! { "date" => TOMORROW, "today" => TODAY }
        );
    }
}

#[test]
fn mem_14_details_and_role_change_until_the_last_day() {
    let (last, after) = (date(2022, 6, 30), date(2022, 7, 1));
    let policy = leverkusen();
    let contact = live(&policy, &[designate().into(), end(last, None, None)]);
    let decide = |day| {
        let role = ChangeContactRole {
            contact: id(8),
            role: ContactRole::Deputy,
            since: day,
        };
        let ctx = ctx_on(&policy, day);
        [change().into(), role.into()].map(|command| contact.decide(&command, &ctx))
    };
    for events in decide(last) {
        assert_eq!(events.unwrap().len(), 1);
    }
    for refused in decide(after) {
        let refused = refused.unwrap_err();
        assert_eq!(
            (refused.code(), refused.rule()),
            ("CONTACT_ROLE_ENDED", Some("MEM-14"))
        );
        assert_eq!(refused.facts(), facts! { "endedOn" => last });
    }
}

#[test]
fn mem_14_a_role_ends_on_the_day_of_the_designation_at_the_earliest() {
    let policy = leverkusen();
    let contact = live(&policy, &[designate().into(), end(DESIGNATED, None, None)]);
    assert_eq!(contact.ended_on, Some(DESIGNATED));
    let before = date(2020, 9, 15);
    let refused = refusal(vec![designated(&policy)], end(before, None, None), &policy);
    assert_eq!(
        (refused.code(), refused.field()),
        ("DATE_TOO_EARLY", Some("endedOn"))
    );
    assert_eq!(
        refused.facts(),
        facts! { "date" => before, "notBefore" => DESIGNATED }
    );
}
