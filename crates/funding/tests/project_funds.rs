//! A project's funds of a year: FUN-06, FUN-07, FUN-19.

use funding::project_funds::*;
use funding::{FundingPolicy, ProjectFunds};
use jiff::civil::date;
use kernel::{CommandSet, Date, DomainCommand, Frozen, Money, Refusal, Status};

use crate::fixtures::*;

fn open() -> OpenProjectFunds {
    OpenProjectFunds {
        project: id(1),
        year: 2018,
        cap: None,
        decision: None,
        opened_on: date(2018, 1, 2),
    }
}

pub(crate) fn opened(cap: i64) -> ProjectFundsEvent {
    ProjectFundsOpened {
        project: id(1),
        year: 2018,
        cap: cents(cap),
        cap_status: Status::Stated,
        outcome_needed: Frozen {
            value: Some(true),
            status: Status::Stated,
        },
        decision: Some(council()),
        policy_version: 7,
        opened_on: date(2018, 1, 2),
    }
    .into()
}

pub(crate) fn allocate(n: u128, amount: i64) -> AllocateProjectFunds {
    AllocateProjectFunds {
        project: id(1),
        year: 2018,
        allocation: None,
        amount: cents(amount),
        purpose: text(n, "Elterncafé"),
        meeting: Some(id(1)),
        outcome: Some(id(1)),
        recipient: None,
        allocated_on: MARCH,
    }
}

fn allocated(n: u128, amount: i64, allocated_on: Date) -> ProjectFundsEvent {
    ProjectFundsAllocated {
        allocation: id(n),
        amount: cents(amount),
        purpose: id(n),
        meeting: Some(id(1)),
        outcome: Some(id(1)),
        recipient: None,
        allocated_on,
    }
    .into()
}

pub(crate) fn release(n: u128, amount: Option<i64>, released_on: Date) -> ReleaseProjectFunds {
    ReleaseProjectFunds {
        project: id(1),
        year: 2018,
        allocation: id(n),
        amount: amount.map(cents),
        reason: text(900, "Weniger gebraucht"),
        released_on,
    }
}

pub(crate) fn reverse(n: u128) -> ReverseAllocation {
    ReverseAllocation {
        project: id(1),
        year: 2018,
        allocation: id(n),
        reason: text(901, "Falsches Projekt"),
        reversed_on: APRIL,
    }
}

#[test]
fn every_event_of_project_funds_has_a_sample() {
    crate::events::check_events::<ProjectFundsEvent>();
}

#[test]
fn fun_06_a_year_is_opened_with_the_cap_of_the_policy_and_once() {
    assert_eq!(decided::<ProjectFunds>(&[], open()), [opened(2_500_000)]);
    assert_eq!(
        refused::<ProjectFunds>(&[opened(2_500_000)], open()).0,
        "ALREADY_EXISTS"
    );
    let command = ProjectFundsCommand::from(open());
    assert_eq!(command.target(), Some(project_funds_id(id(1), 2018).0));
    assert_ne!(project_funds_id(id(1), 2018), project_funds_id(id(1), 2019));
    assert_ne!(project_funds_id(id(1), 2018), project_funds_id(id(2), 2018));
    assert_eq!(kinds(&command), ["project"]);
    let less = OpenProjectFunds {
        cap: Some(cents(1_250_000)),
        ..open()
    };
    let ProjectFundsEvent::ProjectFundsOpened(e) = &decided::<ProjectFunds>(&[], less)[0] else {
        panic!("it is opened")
    };
    assert_eq!((e.cap.cents(), e.cap_status), (1_250_000, Status::Adopted));
    let more = OpenProjectFunds {
        cap: Some(cents(2_500_001)),
        ..open()
    };
    assert_eq!(
        refused::<ProjectFunds>(&[], more),
        ("CAP_TOO_HIGH", Some("cap"), "FUN-06")
    );
    let before = OpenProjectFunds {
        year: 2015,
        ..open()
    };
    assert_eq!(
        refused::<ProjectFunds>(&[], before).0,
        "PROJECT_DOES_NOT_RUN"
    );
    let never = OpenProjectFunds { year: 18, ..open() };
    assert_eq!(refused::<ProjectFunds>(&[], never).0, "NOT_A_YEAR");
}

#[test]
fn fun_06_a_cap_that_nobody_says_is_asked_for() {
    let silent = FundingPolicy {
        cost_lines: Vec::new(),
        ..duisburg()
    };
    let ctx = ctx_of(&silent, known());
    let refusal = refusal::<ProjectFunds>(&ctx, &[], open());
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("CAP_UNSTATED", Some("cap"))
    );
    let named = OpenProjectFunds {
        cap: Some(cents(800_000)),
        ..open()
    };
    let events = ProjectFunds::default().decide(&named.into(), &ctx).unwrap();
    let funds: ProjectFunds = state(events);
    // Without a document that asks for an outcome, nobody asks for one.
    let free = AllocateProjectFunds {
        meeting: None,
        outcome: None,
        ..allocate(10, 800_000)
    };
    assert_eq!(funds.decide(&free.into(), &ctx).unwrap().len(), 1);
}

#[test]
fn fun_19_who_works_with_own_resources_has_no_project_funds() {
    let ctx = ctx_of(&stormarn(), known());
    let refusal = refusal::<ProjectFunds>(&ctx, &[], open());
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("NOTHING_REFUNDED", Some("FUN-19"))
    );
}

#[test]
fn fun_06_an_allocation_takes_what_is_there_and_not_a_cent_more() {
    let given = after::<ProjectFunds>(&[opened(2_500_000)], allocate(10, 2_500_000));
    let funds: ProjectFunds = state(given.clone());
    assert_eq!(funds.free_on(MARCH), Some(Money::ZERO));
    assert_eq!(funds.free_on(date(2018, 3, 11)), Some(cents(2_500_000)));
    assert_eq!(
        refused::<ProjectFunds>(&[opened(2_500_000)], allocate(10, 2_500_001)),
        ("PROJECT_FUNDS_EXHAUSTED", Some("amount"), "FUN-06")
    );
    assert_eq!(
        refused::<ProjectFunds>(&given, allocate(11, 1)).0,
        "PROJECT_FUNDS_EXHAUSTED"
    );
    assert_eq!(
        refused::<ProjectFunds>(&given, allocate(12, 0)).0,
        "AMOUNT_IS_NOTHING"
    );
    assert_eq!(
        refused::<ProjectFunds>(&given, allocate(10, 5)).0,
        "ALREADY_EXISTS"
    );
    assert_eq!(refused::<ProjectFunds>(&[], allocate(10, 5)).0, "NOT_FOUND");
    let command = ProjectFundsCommand::from(allocate(10, 1));
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["project", "meeting"], vec![10])
    );
}

#[test]
fn fun_07_an_allocation_rests_on_an_outcome_of_the_projects_own_steering_group() {
    let given = [opened(2_500_000)];
    let by = |meeting: u128, outcome: u128| AllocateProjectFunds {
        meeting: Some(id(meeting)),
        outcome: Some(id(outcome)),
        ..allocate(10, 100)
    };
    after::<ProjectFunds>(&given, by(1, 1));
    after::<ProjectFunds>(&given, by(1, 2));
    for (command, code, field) in [
        (by(2, 4), "OUTCOME_OF_OTHER_BODY", "meeting"),
        (by(1, 3), "OUTCOME_DECIDES_NOTHING", "outcome"),
        (by(1, 9), "OUTCOME_UNKNOWN", "outcome"),
        (by(9, 1), "MEETING_UNKNOWN", "meeting"),
        (by(3, 1), "MEETING_NOT_HELD", "meeting"),
        (by(4, 1), "MEETING_NOT_HELD", "meeting"),
        (
            AllocateProjectFunds {
                project: id(3),
                ..by(1, 1)
            },
            "STEERING_GROUP_UNSTATED",
            "project",
        ),
        (
            AllocateProjectFunds {
                meeting: None,
                outcome: None,
                ..by(1, 1)
            },
            "OUTCOME_MISSING",
            "outcome",
        ),
        (
            AllocateProjectFunds {
                outcome: None,
                ..by(1, 1)
            },
            "OUTCOME_INCOMPLETE",
            "outcome",
        ),
    ] {
        assert_eq!(
            refused::<ProjectFunds>(&given, command),
            (code, Some(field), "FUN-07")
        );
    }
    let early = AllocateProjectFunds {
        allocated_on: date(2018, 3, 11),
        ..by(1, 1)
    };
    assert_eq!(refused::<ProjectFunds>(&given, early).0, "DATE_TOO_EARLY");
    let ahead = AllocateProjectFunds {
        allocated_on: TODAY.tomorrow().unwrap(),
        ..by(1, 1)
    };
    assert_eq!(refused::<ProjectFunds>(&given, ahead).0, "DATE_IN_FUTURE");
}

#[test]
fn fun_06_what_is_not_needed_is_free_again_from_its_day() {
    let given = [opened(2_500_000), allocated(10, 2_000_000, MARCH)];
    let later: Vec<_> = decided::<ProjectFunds>(&given, release(10, Some(500_000), APRIL));
    let given = [&given[..], &later].concat();
    let funds: ProjectFunds = state(given.clone());
    assert_eq!(funds.free_on(MARCH), Some(cents(500_000)));
    assert_eq!(funds.free_on(APRIL), Some(cents(1_000_000)));
    // A late allocation finds its place: on its day there was less.
    let late = allocate(11, 600_000);
    assert_eq!(
        refused::<ProjectFunds>(&given, late).0,
        "PROJECT_FUNDS_EXHAUSTED"
    );
    let in_april = AllocateProjectFunds {
        allocated_on: APRIL,
        ..allocate(11, 600_000)
    };
    after::<ProjectFunds>(&given, in_april);
    assert_eq!(
        refused::<ProjectFunds>(&given, release(10, Some(1_500_001), APRIL)).0,
        "MORE_THAN_LEFT"
    );
    assert_eq!(
        refused::<ProjectFunds>(&given, release(99, None, APRIL)).0,
        "ALLOCATION_UNKNOWN"
    );
    assert_eq!(
        refused::<ProjectFunds>(&given, release(10, None, date(2018, 3, 1))).0,
        "DATE_TOO_EARLY"
    );
    let rest = after::<ProjectFunds>(&given, release(10, None, APRIL));
    let funds: ProjectFunds = state(rest);
    let bookings = funds.bookings_until(TODAY);
    let amounts: Vec<_> = bookings
        .iter()
        .map(|b| (b.kind, b.amount.cents()))
        .collect();
    assert_eq!(
        amounts,
        [
            (FundsBookingKind::Allocated, 2_000_000),
            (FundsBookingKind::Released, 500_000),
            (FundsBookingKind::Released, 1_500_000)
        ]
    );
    assert_eq!(funds.bookings_until(MARCH).len(), 1);
}

#[test]
fn fun_06_a_booking_is_reversed_and_never_edited() {
    let given = [opened(2_500_000), allocated(10, 2_000_000, MARCH)];
    let strike = CorrectProjectFunds {
        project: id(1),
        year: 2018,
        fact: 2,
        reason: text(902, "Falsch"),
        replacement: None,
    };
    assert_eq!(
        refused::<ProjectFunds>(&given, strike.clone()),
        ("BOOKING_IS_REVERSED", Some("fact"), "FUN-06")
    );
    let reversed = after::<ProjectFunds>(&given, reverse(10));
    let funds: ProjectFunds = state(reversed);
    assert_eq!(funds.free_on(APRIL), Some(cents(2_500_000)));
    assert!(funds.allocations[0].is_reversed());
    assert_eq!(
        funds.bookings_until(APRIL)[1].kind,
        FundsBookingKind::Reversed
    );
    // Another cap holds what was allocated, or is refused.
    let cap = |cap| CorrectProjectFunds {
        fact: 1,
        replacement: Some(ProjectFundsReplacement::OpenProjectFunds(
            OpenProjectFunds {
                cap: Some(cents(cap)),
                project: id(2),
                ..open()
            },
        )),
        ..strike.clone()
    };
    assert_eq!(
        refused::<ProjectFunds>(&given, cap(1_999_999)).0,
        "PROJECT_FUNDS_EXHAUSTED"
    );
    let corrected: ProjectFunds = state(after::<ProjectFunds>(&given, cap(2_000_000)));
    assert_eq!(corrected.cap(), Some(cents(2_000_000)));
    assert_eq!(corrected.opened.unwrap().project, id(1));
}

#[test]
fn rem_25_in_october_more_than_a_quarter_free_is_a_task() {
    let codes = |allocated_cents, day| {
        let given = [opened(2_500_000), allocated(10, allocated_cents, MARCH)];
        let funds: ProjectFunds = state(given);
        let findings = project_funds_findings(&funds, day).into_iter();
        findings.map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(
        codes(1_874_999, date(2018, 10, 1)),
        ["PROJECT_FUNDS_UNUSED"]
    );
    assert!(codes(1_875_000, date(2018, 10, 1)).is_empty());
    assert!(codes(1, date(2018, 9, 30)).is_empty());
    assert!(codes(1, date(2019, 1, 1)).is_empty());
    assert!(project_funds_findings(&ProjectFunds::default(), TODAY).is_empty());
}

#[test]
fn fun_06_an_allocation_is_posted_in_cents_and_never_below_nothing() {
    let posted = |amount: i64| {
        let body = serde_json::json!({
            "project": "00000000-0000-0000-0000-000000000001", "year": 2018, "amount": amount,
            "purpose": "Elterncafé", "allocatedOn": "2018-03-12",
        });
        ProjectFundsCommand::read("allocate-project-funds", body)
    };
    let Ok(ProjectFundsCommand::AllocateProjectFunds(read)) = posted(2_500_000) else {
        panic!("it is read")
    };
    assert_eq!(read.amount, cents(2_500_000));
    assert!(posted(-1).unwrap_err().to_string().starts_with("amount: "));
}
