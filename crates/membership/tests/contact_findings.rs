//! What an office should do about contacts: MEM-14 … MEM-20, DPR-07.

use jiff::civil::date;
use kernel::{Date, Sourced};
use membership::contact::findings::*;
use membership::contact::*;
use membership::policy::MembershipPolicy;
use membership::{Contact, FindingSeverity, Partner};

use crate::contact::{consenting, designate, live};
use crate::fixtures::*;
use crate::partner::{SIGNED, admit, request};

fn member() -> Partner {
    let silent = MembershipPolicy::default();
    crate::partner::live(&silent, &[request().into(), admit(SIGNED)]).0
}

fn until(ended_on: Option<Date>) -> Contact {
    let end = ended_on.map(|ended_on| {
        EndContactRole {
            contact: id(8),
            ended_on,
            successor: None,
            via: None,
            request: None,
        }
        .into()
    });
    let commands: Vec<_> = [designate().into()].into_iter().chain(end).collect();
    live(&leverkusen(), &commands)
}

#[test]
fn mem_14_a_partner_whose_last_contact_went_is_vacant_since_the_day_after() {
    let [early, late, stays] = [
        until(Some(date(2022, 3, 31))),
        until(Some(date(2023, 6, 30))),
        until(None),
    ];
    assert_eq!(vacant_since([&late, &early], TODAY), Some(date(2023, 7, 1)));
    assert_eq!(vacant_since([&early, &stays], TODAY), None);
    assert_eq!(vacant_since([&late, &early], date(2023, 6, 30)), None);
    assert_eq!(vacant_since([], TODAY), None, "nobody ever spoke for it");
    let found = vacancy_findings(&leverkusen(), &member(), &[&early, &late], TODAY);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].code, found[0].rule, found[0].severity),
        ("CONTACT_VACANT", "MEM-14", FindingSeverity::Task)
    );
    assert!(found[0].sentence.contains("01.07.2023"), "{found:?}");
    let found = vacancy_findings(&leverkusen(), &member(), &[], TODAY);
    assert_eq!(found[0].code, "CONTACT_MISSING");
    assert_eq!(
        vacancy_findings(&leverkusen(), &member(), &[&early, &stays], TODAY),
        []
    );
}

#[test]
fn mem_16_in_stormarn_a_vacancy_is_a_warning_and_in_duisburg_nothing() {
    let gone = until(Some(date(2023, 6, 30)));
    let found = vacancy_findings(&stormarn(), &member(), &[&gone], TODAY);
    assert_eq!(
        (found[0].code, found[0].rule, found[0].severity),
        ("CONTACT_VACANT", "MEM-16", FindingSeverity::Warning)
    );
    assert_eq!(
        vacancy_findings(&duisburg(), &member(), &[&gone], TODAY),
        []
    );
}

#[test]
fn mem_14_an_announced_end_of_the_last_contact_is_told_beforehand() {
    let [leaves, earlier, stays] = [
        until(Some(date(2024, 12, 31))),
        until(Some(date(2024, 6, 30))),
        until(None),
    ];
    let found = vacancy_findings(&leverkusen(), &member(), &[&earlier, &leaves], TODAY);
    assert_eq!(
        (found[0].code, found[0].severity),
        ("CONTACT_LEAVING", FindingSeverity::Warning)
    );
    assert!(found[0].sentence.contains("31.12.2024"), "{found:?}");
    let codes = |policy: &MembershipPolicy, contacts: &[&Contact], day| {
        vacancy_findings(policy, &member(), contacts, day).len()
    };
    assert_eq!(codes(&leverkusen(), &[&leaves, &stays], TODAY), 0);
    assert_eq!(codes(&duisburg(), &[&leaves], TODAY), 0);
    let before = SIGNED.yesterday().unwrap();
    assert_eq!(codes(&leverkusen(), &[&leaves], before), 0);
}

#[test]
fn mem_15_the_binding_contacts_represent_the_partner_else_its_deputies() {
    let binding = until(None);
    let gone = until(Some(date(2022, 3, 31)));
    let deputy = DesignateContact {
        binding: false,
        ..designate()
    };
    let deputy = live(&leverkusen(), &[deputy.into()]);
    assert_eq!(
        representatives([(id(1), &deputy), (id(2), &binding)], TODAY),
        [id(2)]
    );
    assert_eq!(
        representatives([(id(1), &deputy), (id(3), &gone)], TODAY),
        [id(1)]
    );
    assert_eq!(representatives([(id(3), &gone)], TODAY), []);
    assert_eq!(
        representatives([(id(3), &gone)], date(2022, 3, 31)),
        [id(3)]
    );
}

#[test]
fn mem_19_details_are_overdue_after_the_municipalitys_interval() {
    let yearly = |status: fn(u16) -> Sourced<u16>| MembershipPolicy {
        contact_confirmation_months: status(12),
        ..leverkusen()
    };
    let adopted = yearly(|months| Sourced::stated(months, "S1", "4", "jährlich"));
    let confirm = ConfirmContactDetails {
        contact: id(8),
        confirmed_on: date(2022, 6, 14),
        via: None,
        request: None,
    };
    let contact = live(&adopted, &[designate().into(), confirm.into()]);
    let found = |policy: &MembershipPolicy, day| confirmation_findings(policy, &contact, day);
    assert_eq!(found(&adopted, date(2023, 6, 13)), []);
    let overdue = &found(&adopted, date(2023, 6, 14))[0];
    assert_eq!(
        (overdue.code, overdue.rule, overdue.severity),
        ("CONTACT_UNCONFIRMED", "MEM-19", FindingSeverity::Task)
    );
    assert!(overdue.sentence.contains("14.06.2022"), "{overdue:?}");
    let inferred = yearly(|months| Sourced::inferred_from(months, "S1", "4", "regelmäßig", "…"));
    assert_eq!(
        found(&inferred, TODAY)[0].severity,
        FindingSeverity::Warning
    );
    assert_eq!(found(&leverkusen(), TODAY), [], "nobody says how often");
}

#[test]
fn mem_20_dpr_07_what_may_not_be_stored_is_a_task() {
    let withdraw = WithdrawStorageConsent {
        contact: id(8),
        withdrawn_on: date(2023, 10, 1),
    };
    let contact = live(&stormarn(), &[consenting().into(), withdraw.into()]);
    let found = consent_findings(&contact, TODAY);
    assert_eq!(
        (found[0].code, found[0].rule, found[0].severity),
        ("CONTACT_ERASURE_DUE", "DPR-07", FindingSeverity::Task)
    );
    assert!(found[0].sentence.contains("01.10.2023"), "{found:?}");
    assert_eq!(consent_findings(&contact, date(2023, 9, 30)), []);
    let inferred = MembershipPolicy {
        contact_consent: Sourced::inferred_from(
            membership::policy::ConsentRule::RequiredToStore,
            "S1",
            "§ 6",
            "…",
            "…",
        ),
        ..MembershipPolicy::default()
    };
    let contact = live(&inferred, &[designate().into()]);
    let found = consent_findings(&contact, TODAY);
    assert_eq!(
        (found[0].code, found[0].severity),
        ("CONSENT_MISSING", FindingSeverity::Warning)
    );
    assert_eq!(consent_findings(&until(None), TODAY), []);
}
