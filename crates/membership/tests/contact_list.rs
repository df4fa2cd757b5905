//! Issues of the contact list: AGR-22, MEM-18.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, DomainCommand, PartnerId, Refusal, Sourced, facts};
use membership::FindingSeverity;
use membership::contact_list::*;
use membership::policy::MembershipPolicy;

use crate::fixtures::*;

type Framework = TestFramework<ContactList>;

use ContactListKind::{Contacts, Specialists};

fn issue(as_of: Date, recipients: Vec<PartnerId>) -> IssueContactList {
    IssueContactList {
        kind: Contacts,
        network: Some(id(1)),
        as_of,
        issued_on: as_of,
        recipients,
    }
}

pub(crate) fn issued(version: u32, as_of: Date) -> ContactListEvent {
    ContactListIssued {
        kind: Contacts,
        network: Some(id(1)),
        version,
        as_of,
        issued_on: as_of,
        recipients: vec![id(1), id(2)],
        template: TEMPLATE,
    }
    .into()
}

fn withdraw(version: u32, withdrawn_on: Date) -> WithdrawContactListIssue {
    WithdrawContactListIssue {
        list: list_id(Contacts, Some(id(1))),
        version,
        reason: text(300, "Eine Telefonnummer war falsch"),
        withdrawn_on,
    }
}

pub(crate) fn withdrawn(version: u32, withdrawn_on: Date) -> ContactListEvent {
    ContactListIssueWithdrawn {
        version,
        reason: id(300),
        withdrawn_on,
    }
    .into()
}

pub(crate) fn list(events: impl IntoIterator<Item = ContactListEvent>) -> ContactList {
    let mut list = ContactList::default();
    for event in events {
        list.apply(event);
    }
    list
}

fn refused(
    given: Vec<ContactListEvent>,
    command: impl Into<ContactListCommand>,
) -> ContactListRefusal {
    Framework::with(ctx(&leverkusen()))
        .given(given)
        .when(command.into())
        .inspect_result()
        .expect_err("the command is refused")
}

const MARCH: Date = date(2019, 3, 1);
const APRIL: Date = date(2019, 4, 1);
const MAY: Date = date(2019, 5, 1);

#[test]
fn agr_22_issues_are_numbered_densely_and_keep_their_recipe() {
    let both = || vec![id(1), id(2)];
    Framework::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(issue(MARCH, both()).into())
        .then_expect_events(vec![issued(1, MARCH)]);
    Framework::with(ctx(&leverkusen()))
        .given(vec![issued(1, MARCH), withdrawn(1, MARCH)])
        .when(issue(APRIL, both()).into())
        .then_expect_events(vec![issued(2, APRIL)]);
    let list = list([issued(1, MARCH), issued(2, APRIL)]);
    let version = |day| list.current_on(day).map(|issue| issue.version);
    assert_eq!(version(date(2019, 2, 28)), None);
    assert_eq!(version(date(2019, 3, 31)), Some(1));
    assert_eq!(version(APRIL), Some(2));
}

#[test]
fn agr_22_one_stream_holds_a_kind_of_a_network() {
    let of = |kind, network| {
        let command = IssueContactList {
            kind,
            network,
            ..issue(MARCH, vec![id(1)])
        };
        let command = ContactListCommand::from(command);
        assert!(
            !command.creates(),
            "the first issue makes it, a later one finds it"
        );
        command.target()
    };
    let streams = [
        of(Contacts, None),
        of(Contacts, Some(id(1))),
        of(Contacts, Some(id(2))),
        of(Specialists, Some(id(1))),
    ];
    assert_eq!(of(Contacts, Some(id(1))), streams[1]);
    let distinct: std::collections::BTreeSet<_> = streams.into_iter().flatten().collect();
    assert_eq!(distinct.len(), 4);
    let reads = ContactListCommand::from(issue(MARCH, vec![id(1)])).reads();
    assert_eq!(reads.len(), 1, "the network, not the recipients");
}

#[test]
fn mem_18_a_list_goes_to_somebody_and_to_each_once() {
    let many: Vec<PartnerId> = (1..=5_001).map(id).collect();
    let most = issue(MARCH, many[..5_000].to_vec()).into();
    assert_eq!(
        ContactList::default()
            .decide(&most, &ctx(&leverkusen()))
            .unwrap()
            .len(),
        1
    );
    for (recipients, code, expected) in [
        (vec![], "RECIPIENTS_MISSING", facts! {}),
        (
            vec![id(1), id(2), id(1)],
            "RECIPIENT_TWICE",
            facts! { "partner" => id::<PartnerId>(1) },
        ),
        (
            many,
            "RECIPIENTS_TOO_MANY",
            facts! { "count" => 5_001, "allowed" => 5_000 },
        ),
    ] {
        let refusal = refused(vec![], issue(MARCH, recipients));
        assert_eq!(
            (refusal.code(), refusal.facts(), refusal.rule()),
            (code, expected, Some("MEM-18"))
        );
    }
}

#[test]
fn agr_22_an_issue_follows_the_last_one_and_what_it_shows() {
    let ahead = issue(TODAY.tomorrow().unwrap(), vec![id(1)]);
    assert_eq!(refused(vec![], ahead).code(), "DATE_IN_FUTURE");
    let before_it_shows = IssueContactList {
        issued_on: MARCH,
        ..issue(APRIL, vec![id(1)])
    };
    let refusal = refused(vec![], before_it_shows);
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("DATE_TOO_EARLY", Some("issuedOn"))
    );
    let refusal = refused(vec![issued(1, APRIL)], issue(MARCH, vec![id(1)]));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("DATE_TOO_EARLY", Some("asOf"))
    );
    let unknown = IssueContactList {
        network: Some(id(9)),
        ..issue(MARCH, vec![id(1)])
    };
    assert_eq!(refused(vec![], unknown).code(), "NETWORK_UNKNOWN");
}

#[test]
fn agr_22_a_wrong_issue_is_withdrawn_and_its_number_stays_taken() {
    let given = vec![issued(1, MARCH), issued(2, APRIL)];
    Framework::with(ctx(&leverkusen()))
        .given(given.clone())
        .when(withdraw(2, MAY).into())
        .then_expect_events(vec![withdrawn(2, MAY)]);
    let gone = [given.clone(), vec![withdrawn(2, MAY)]].concat();
    Framework::with(ctx(&leverkusen()))
        .given(gone.clone())
        .when(withdraw(2, MAY).into())
        .then_expect_events(vec![]);
    let after = list(gone.clone());
    assert_eq!(after.current_on(date(2019, 4, 30)).unwrap().version, 2);
    assert_eq!(after.current_on(MAY).unwrap().version, 1);
    assert_eq!(after.latest_version(), 2);
    let refusal = refused(gone, withdraw(2, APRIL));
    assert_eq!(
        (refusal.code(), refusal.facts()),
        (
            "CONTACT_LIST_WITHDRAWN",
            facts! { "version" => 2, "withdrawnOn" => "2019-05-01" }
        )
    );
    let refusal = refused(given.clone(), withdraw(3, MAY));
    assert_eq!(
        (refusal.code(), refusal.facts()),
        (
            "CONTACT_LIST_VERSION_UNKNOWN",
            facts! { "version" => 3, "latest" => 2 }
        )
    );
    assert_eq!(refused(given, withdraw(2, MARCH)).code(), "DATE_TOO_EARLY");
    assert_eq!(refused(vec![], withdraw(1, MAY)).code(), "NOT_FOUND");
}

pub(crate) fn correct(
    fact: u32,
    replacement: Option<ContactListReplacement>,
) -> CorrectContactList {
    CorrectContactList {
        list: list_id(Contacts, Some(id(1))),
        fact,
        reason: text(301, "Ein Empfänger fehlte"),
        replacement,
    }
}

#[test]
fn agr_22_a_wrong_issue_is_corrected_struck_and_restored() {
    let again = |as_of| ContactListReplacement::IssueContactList(issue(as_of, vec![id(1), id(2)]));
    let mut live = list([issued(1, MARCH), issued(2, MAY)]);
    for (replacement, shown) in [
        (Some(again(APRIL)), Some(APRIL)),
        (None, None),
        (Some(again(MAY)), Some(MAY)),
    ] {
        let command = correct(2, replacement).into();
        for event in live.decide(&command, &ctx(&leverkusen())).unwrap() {
            live.apply(event);
        }
        assert_eq!(live.issue(2).map(|issue| issue.as_of), shown);
        assert!(
            live.decide(&command, &ctx(&leverkusen()))
                .unwrap()
                .is_empty()
        );
    }
    let entries = ContactListCommand::from(correct(2, Some(again(MAY)))).entries();
    assert_eq!(entries.len(), 1);
}

#[test]
fn agr_22_a_correction_keeps_the_numbers_dense_and_the_list_its_own() {
    let given = vec![
        issued(1, MARCH),
        issued(2, APRIL),
        withdrawn(2, MAY),
        issued(3, MAY),
    ];
    let replacement =
        |command: IssueContactList| Some(ContactListReplacement::IssueContactList(command));
    let other = IssueContactList {
        kind: Specialists,
        ..issue(APRIL, vec![id(1)])
    };
    for (fact, with, code) in [
        (1, None, "FIRST_FACT_STAYS"),
        (2, None, "CONTACT_LIST_VERSION_MISSING"),
        (2, replacement(other), "OTHER_CONTACT_LIST"),
        (1, replacement(issue(MAY, vec![id(1)])), "DATE_TOO_EARLY"),
        (2, replacement(issue(MARCH, vec![])), "RECIPIENTS_MISSING"),
        (
            3,
            Some(ContactListReplacement::WithdrawContactListIssue(withdraw(
                3, MAY,
            ))),
            "CONTACT_LIST_VERSION_UNKNOWN",
        ),
        (9, None, "FACT_UNKNOWN"),
    ] {
        let refusal = refused(given.clone(), correct(fact, with));
        assert_eq!(refusal.code(), code, "{fact}");
    }
    let gone = vec![issued(1, MARCH), issued(2, APRIL), withdrawn(2, MAY)];
    let refusal = refused(gone, correct(2, None));
    assert_eq!(refusal.code(), "CONTACT_LIST_VERSION_UNKNOWN");
}

fn every_six_months(stated: bool) -> MembershipPolicy {
    let words = "regelmäßig allen Netzwerkpartnern zur Verfügung stellt";
    MembershipPolicy {
        contact_list_interval_months: if stated {
            Sourced::stated(6, "S1", "4", words)
        } else {
            Sourced::inferred_from(6, "S1", "4", words, "halbjährlich")
        },
        ..template()
    }
}

#[test]
fn mem_18_a_list_is_due_when_its_interval_passed_and_something_changed() {
    let policy = every_six_months(true);
    let list = list([issued(1, MARCH)]);
    let found = |changed_on, day| {
        due_findings(&policy, &list, changed_on, day)
            .into_iter()
            .map(|finding| (finding.code, finding.severity))
            .collect::<Vec<_>>()
    };
    let due = [("CONTACT_LIST_DUE", FindingSeverity::Task)];
    assert_eq!(due_on(&policy, &list, APRIL), Some(date(2019, 9, 1)));
    assert_eq!(found(Some(APRIL), date(2019, 8, 31)), []);
    assert_eq!(found(Some(APRIL), date(2019, 9, 1)), due);
    assert_eq!(
        found(Some(MARCH), date(2019, 9, 1)),
        [],
        "it stood on the list"
    );
    assert_eq!(
        found(Some(date(2019, 9, 2)), date(2019, 9, 1)),
        [],
        "it lies ahead"
    );
    assert_eq!(found(None, date(2019, 9, 1)), []);
    assert_eq!(
        found(Some(date(2019, 2, 1)), date(2019, 2, 28)),
        due,
        "none was issued"
    );
    let inferred = due_findings(
        &every_six_months(false),
        &list,
        Some(APRIL),
        date(2019, 9, 1),
    );
    assert_eq!(inferred[0].severity, FindingSeverity::Warning);
}

#[test]
fn mem_18_where_a_document_says_regularly_and_no_interval_setting_one_is_the_task() {
    let mut policy = template();
    let list = ContactList::default();
    assert_eq!(due_findings(&policy, &list, Some(MARCH), APRIL), []);
    policy.contact_list_interval_months.words = Some("regelmäßig".to_owned());
    let found = due_findings(&policy, &list, Some(MARCH), APRIL);
    assert_eq!(
        (found[0].code, found[0].severity, found[0].rule),
        (
            "CONTACT_LIST_INTERVAL_MISSING",
            FindingSeverity::Task,
            "MEM-18"
        )
    );
    assert_eq!(due_on(&policy, &list, APRIL), None);
}

const AFTER_APRIL: Date = date(2019, 4, 2);

fn shown_and_issued(as_of: Date, issued_on: Date) -> IssueContactList {
    IssueContactList {
        issued_on,
        ..issue(as_of, vec![id(1)])
    }
}

fn issued_later(version: u32, as_of: Date, issued_on: Date) -> ContactListEvent {
    ContactListIssued {
        kind: Contacts,
        network: Some(id(1)),
        version,
        as_of,
        issued_on,
        recipients: vec![id(1)],
        template: TEMPLATE,
    }
    .into()
}

#[test]
fn agr_22_an_issue_goes_out_no_earlier_than_the_last_one() {
    let given = vec![issued_later(1, MARCH, APRIL)];
    let same_day =
        list(given.clone()).decide(&shown_and_issued(MARCH, APRIL).into(), &ctx(&leverkusen()));
    assert_eq!(same_day.expect("the same day is allowed").len(), 1);
    let refusal = refused(given, shown_and_issued(MARCH, date(2019, 3, 31)));
    assert_eq!(
        (refusal.code(), refusal.field(), refusal.facts()),
        (
            "DATE_TOO_EARLY",
            Some("issuedOn"),
            facts! { "date" => "2019-03-31", "notBefore" => "2019-04-01" }
        )
    );
}

#[test]
fn agr_22_a_corrected_issue_stays_in_the_order_of_the_days() {
    let shows_april = vec![issued(1, MARCH), issued_later(2, APRIL, MAY)];
    let goes_out_in_april = vec![issued(1, MARCH), issued_later(2, MARCH, APRIL)];
    let gone_in_april = vec![issued(1, MARCH), withdrawn(1, APRIL)];
    for (given, last, too_late) in [
        (
            shows_april,
            shown_and_issued(APRIL, MAY),
            shown_and_issued(AFTER_APRIL, MAY),
        ),
        (
            goes_out_in_april,
            shown_and_issued(MARCH, APRIL),
            shown_and_issued(MARCH, AFTER_APRIL),
        ),
        (
            gone_in_april,
            shown_and_issued(MARCH, APRIL),
            shown_and_issued(MARCH, AFTER_APRIL),
        ),
    ] {
        let first = |issue| correct(1, Some(ContactListReplacement::IssueContactList(issue)));
        let moved = list(given.clone()).decide(&first(last).into(), &ctx(&leverkusen()));
        assert_eq!(moved.expect("the same day is allowed").len(), 1);
        let refusal = refused(given, first(too_late));
        assert_eq!(
            (refusal.code(), refusal.field(), refusal.facts()),
            (
                "DATE_TOO_EARLY",
                Some("replacement"),
                facts! { "date" => "2019-04-01", "notBefore" => "2019-04-02" }
            )
        );
    }
}

#[test]
fn agr_22_a_withdrawal_is_not_restored_beside_another_of_the_same_issue() {
    let struck = ContactListFactCorrected {
        fact: 2,
        reason: id(301),
        replacement: None,
    };
    let stands_again = vec![issued(1, MARCH), withdrawn(1, APRIL), struck.into()];
    let restore = || {
        let withdrawal = ContactListReplacement::WithdrawContactListIssue(withdraw(1, APRIL));
        correct(2, Some(withdrawal))
    };
    let restored = list(stands_again.clone()).decide(&restore().into(), &ctx(&leverkusen()));
    assert_eq!(restored.expect("there is no other").len(), 1);
    let refusal = refused([stands_again, vec![withdrawn(1, MAY)]].concat(), restore());
    assert_eq!(
        (refusal.code(), refusal.facts()),
        (
            "CONTACT_LIST_WITHDRAWN",
            facts! { "version" => 1, "withdrawnOn" => "2019-05-01" }
        )
    );
}
