//! Mistakes are human: what was recorded of a contact is corrected, struck and restored.

use cqrs_es::Aggregate;
use jiff::civil::date;
use kernel::{Date, DomainCommand, Refusal};
use membership::contact::*;
use membership::{ConsentState, Contact, ContactCommand, ContactEvent};

use crate::contact::*;
use crate::fixtures::*;

const CONFIRMED: Date = date(2022, 6, 14);

pub(crate) fn correct(fact: u32, replacement: Option<ContactReplacement>) -> ContactCommand {
    CorrectContact {
        contact: id(8),
        fact,
        reason: text(300, "verschrieben"),
        replacement,
    }
    .into()
}

fn confirm_on(confirmed_on: Date, request: Option<u32>) -> ConfirmContactDetails {
    ConfirmContactDetails {
        contact: id(8),
        confirmed_on,
        via: None,
        request,
    }
}

fn designate_on(designated_on: Date) -> ContactReplacement {
    ContactReplacement::DesignateContact(DesignateContact {
        id: None,
        designated_on,
        ..designate()
    })
}

fn confirmed(confirmed_on: Date) -> ContactEvent {
    ContactConfirmed {
        confirmed_on,
        via: None,
        request: None,
    }
    .into()
}

#[test]
fn mem_19_a_wrong_day_is_corrected_and_the_history_keeps_its_place() {
    let day = date(2022, 6, 15);
    let command = correct(
        2,
        Some(ContactReplacement::ConfirmContactDetails(confirm_on(
            day, None,
        ))),
    );
    let corrected = ContactEvent::from(ContactFactCorrected {
        fact: 2,
        reason: id(300),
        replacement: Some(Box::new(confirmed(day))),
    });
    Framework::with(ctx(&leverkusen()))
        .given(vec![designated(&leverkusen()), confirmed(CONFIRMED)])
        .when(command.clone())
        .then_expect_events(vec![corrected.clone()]);
    let mut contact = Contact::default();
    for event in [designated(&leverkusen()), confirmed(CONFIRMED), corrected] {
        contact.apply(event);
    }
    assert_eq!(contact.confirmed_on(TODAY), Some(day));
    assert_eq!(contact.history.len(), 3);
    assert_eq!(contact.decide(&command, &ctx(&leverkusen())), Ok(vec![]));
}

#[test]
fn mem_14_an_end_recorded_by_mistake_is_struck_and_restored() {
    let end = EndContactRole {
        contact: id(8),
        ended_on: date(2021, 1, 1),
        successor: None,
        via: None,
        request: None,
    };
    let mut contact = live(&leverkusen(), &[designate().into(), end.clone().into()]);
    for (replacement, active) in [
        (None, true),
        (Some(ContactReplacement::EndContactRole(end)), false),
    ] {
        let decided = contact.decide(&correct(2, replacement), &ctx(&leverkusen()));
        for event in decided.unwrap() {
            contact.apply(event);
        }
        assert_eq!(contact.is_active_on(TODAY), active);
    }
}

#[test]
fn mem_20_a_consent_that_was_never_given_is_struck_and_the_details_are_hidden() {
    let mut contact = live(&stormarn(), &[consenting().into()]);
    let decided = contact.decide(&correct(2, None), &ctx(&stormarn()));
    for event in decided.unwrap() {
        contact.apply(event);
    }
    assert_eq!(contact.consent_on(TODAY), ConsentState::Missing);
    assert_eq!(contact.details_on(TODAY), None);
    assert_eq!(contact.erasure_due_since(TODAY), Some(DESIGNATED));
}

#[test]
fn mem_20_a_corrected_designation_needs_the_consent_as_the_first_one_did() {
    let contact = live(&stormarn(), &[consenting().into()]);
    let day = date(2020, 9, 17);
    let refused = contact.decide(&correct(1, Some(designate_on(day))), &ctx(&stormarn()));
    assert_eq!(refused.unwrap_err().code(), "CONSENT_MISSING");
    let with_consent = ContactReplacement::DesignateContact(DesignateContact {
        id: None,
        designated_on: day,
        ..consenting()
    });
    let events = contact
        .decide(&correct(1, Some(with_consent)), &ctx(&stormarn()))
        .unwrap();
    assert_eq!(events.len(), 1, "the consent is a fact of its own");
}

#[test]
fn no_correction_leaves_facts_that_contradict_each_other() {
    let ask = RequestConfirmation {
        contact: id(8),
        requested_on: date(2022, 6, 1),
    };
    let commands: [ContactCommand; 3] = [
        designate().into(),
        ask.into(),
        confirm_on(CONFIRMED, Some(2)).into(),
    ];
    let contact = live(&leverkusen(), &commands);
    let mut other_person = designate();
    other_person.person.content.id = Some(id(77));
    let other_contact = DesignateContact {
        id: Some(id(7)),
        ..designate()
    };
    for (fact, replacement, code) in [
        (
            1,
            Some(designate_on(date(2022, 6, 2))),
            "FACT_BEFORE_DESIGNATION",
        ),
        (2, None, "FACT_WITHOUT_GROUND"),
        (1, None, "FIRST_FACT_STAYS"),
        (4, None, "FACT_UNKNOWN"),
        (
            3,
            Some(ContactReplacement::ConfirmContactDetails(confirm_on(
                CONFIRMED,
                Some(9),
            ))),
            "CONFIRMATION_CLOSED",
        ),
        (
            3,
            Some(ContactReplacement::ConfirmContactDetails(confirm_on(
                date(2019, 1, 1),
                Some(2),
            ))),
            "DATE_TOO_EARLY",
        ),
        (
            1,
            Some(ContactReplacement::DesignateContact(other_person)),
            "PERSON_DIFFERS",
        ),
        (
            1,
            Some(ContactReplacement::DesignateContact(other_contact)),
            "OTHER_CONTACT",
        ),
        (
            2,
            Some(ContactReplacement::ConfirmContactDetails(confirm_on(
                CONFIRMED, None,
            ))),
            "FACT_OF_OTHER_KIND",
        ),
    ] {
        let refused = contact.decide(&correct(fact, replacement), &ctx(&leverkusen()));
        assert_eq!(refused.unwrap_err().code(), code, "{fact}");
    }
    let refused = contact
        .decide(
            &correct(1, Some(designate_on(date(2022, 6, 2)))),
            &ctx(&leverkusen()),
        )
        .unwrap_err();
    assert_eq!(refused.facts()["fact"], 2);
    assert_eq!(refused.facts()["on"], "2022-06-01");
    assert_eq!(refused.facts()["designatedOn"], "2022-06-02");
    let struck = contact.decide(&correct(3, None), &ctx(&leverkusen()));
    for event in struck.unwrap() {
        let mut after = contact.clone();
        after.apply(event);
        assert_eq!(
            after.confirmation_request.map(|request| request.number),
            Some(2),
            "the request is open again, under its number"
        );
    }
}

#[test]
fn a_correction_carries_what_its_replacement_carries() {
    let command = correct(1, Some(designate_on(DESIGNATED)));
    let entries = command.entries();
    assert_eq!(entries.len(), 3, "person, function and reason");
    assert_eq!(
        entries[0].subject,
        Some(id(8)),
        "the person keeps the contact's id"
    );
    assert_eq!(command.reads()[0].kind(), "partner");
    assert_eq!(
        command.recorded_on(TODAY),
        Some(("designatedOn", DESIGNATED))
    );
    let struck = correct(2, None);
    assert_eq!((struck.entries().len(), struck.reads()), (1, vec![]));
    assert_eq!(struck.recorded_on(TODAY), None);
}
