//! What an overview shows of grants: REM-23, REM-24, and what is open.

use std::collections::BTreeMap;

use funding::Programme;
use funding::facts::{KnownExpense, KnownOnwardGrant};
use funding::grant::*;
use jiff::civil::date;
use kernel::{Date, Money, facts};

use crate::grant_given::*;
use crate::grant_proof::{examine, prove, with_money};

fn silent() -> Programme {
    state([registered().into()])
}

#[test]
fn rem_23_a_proof_is_due_by_the_rule_of_its_notice() {
    let fixed = ProofDeadline::FixedDay(month_day("03-31"));
    let months = ProofDeadline::MonthsAfterPeriodEnd(6);
    let end = date(2026, 12, 31);
    assert_eq!(fixed.due(end), Some(date(2027, 3, 31)));
    assert_eq!(months.due(end), Some(date(2027, 6, 30)));
    assert_eq!(months.due(date(2026, 8, 31)), Some(date(2027, 2, 28)));
    assert_eq!(months.due(date(2026, 6, 15)), Some(date(2026, 12, 15)));
    // The notice goes before the programme; where it is silent, the programme's rule holds.
    let grant = Told::accepted().grant;
    assert_eq!(
        grant.proof_due_on(end, Some(&months)),
        Some(date(2027, 3, 31))
    );
    assert_eq!(grant.proof_due_on(date(2026, 1, 9), Some(&months)), None);
}

#[test]
fn rem_23_a_proof_is_reminded_of_and_overdue_by_the_week() {
    let grant = Told::accepted().grant;
    let on = |day: Date| {
        let found = proof_findings(&grant, &fund(), day);
        let fact = |key: &str| {
            found
                .first()
                .and_then(|known| known.facts.get(key).cloned())
        };
        (
            codes(&found).first().copied(),
            fact("stage").or(fact("week")),
        )
    };
    assert_eq!(on(date(2026, 12, 30)), (None, None));
    assert_eq!(on(date(2026, 12, 31)), (Some("PROOF_DUE"), Some(90.into())));
    assert_eq!(on(date(2027, 3, 1)), (Some("PROOF_DUE"), Some(30.into())));
    assert_eq!(on(date(2027, 3, 31)), (Some("PROOF_DUE"), Some(7.into())));
    assert_eq!(
        on(date(2027, 4, 1)),
        (Some("PROOF_OVERDUE"), Some(1.into()))
    );
    assert_eq!(on(date(2027, 4, 7)).1, Some(1.into()));
    assert_eq!(on(date(2027, 4, 8)).1, Some(2.into()));
}

#[test]
fn rem_23_a_deadline_that_nobody_stated_is_a_task() {
    let terms = GrantTerms {
        proof_deadline: None,
        ..terms()
    };
    let told = Told::nothing().then(apply());
    let grant = told.then(RecordGrantNotice { terms, ..notice() }).grant;
    let found =
        |programme: &Programme| codes(&proof_findings(&grant, programme, date(2027, 4, 10)));
    assert_eq!(found(&silent()), ["PROOF_DEADLINE_UNSTATED"]);
    // The fund says six months after the end.
    assert_eq!(found(&fund()), ["PROOF_DUE"]);
}

#[test]
fn rem_23_onward_proofs_are_wanted_sixty_days_before_the_own() {
    let reserved = OnwardAmountReserved {
        grant: id(1),
        onward_grant: id(50),
        amount: eur(4_000),
        reserved_on: date(2026, 3, 1),
    };
    let grant = Told::accepted().event(reserved).grant;
    let found = |open: &[kernel::OnwardGrantId], day| {
        codes(&onward_proof_findings(&grant, &fund(), open, day))
    };
    assert_eq!(found(&[id(50)], date(2027, 1, 29)), [""; 0]);
    assert_eq!(
        found(&[id(50), id(51)], date(2027, 1, 30)),
        ["ONWARD_PROOF_WANTED"]
    );
    assert_eq!(found(&[], date(2027, 3, 1)), [""; 0]);
}

#[test]
fn rem_24_money_that_lies_unused_too_long_is_warned_of() {
    let grant = Told::accepted()
        .then(receive(31, eur(10_000), date(2026, 2, 1)))
        .then(receive(32, eur(5_000), date(2026, 6, 1)))
        .grant;
    let spent = [
        (date(2026, 3, 1), eur(4_000)),
        (date(2026, 7, 1), eur(7_000)),
    ];
    let late = |day| {
        let found = cash_findings(&grant, &fund(), &spent, day);
        let amount = found.first().map(|known| known.facts["amount"].clone());
        (codes(&found).first().copied(), amount)
    };
    // Two months after 1 February: 6.000 € of the first 10.000 € are left.
    assert_eq!(late(date(2026, 4, 1)), (None, None));
    assert_eq!(
        late(date(2026, 4, 2)),
        (Some("CASH_UNUSED"), Some(600_000.into()))
    );
    // On 1 July the first is used up, and 4.000 € of the second are left until 1 August.
    assert_eq!(late(date(2026, 8, 1)), (None, None));
    assert_eq!(late(date(2026, 8, 2)).1, Some(400_000.into()));
    let idle = grant.idle_cash(&spent, date(2026, 6, 15));
    assert_eq!(
        idle,
        [
            IdleCash {
                since: date(2026, 2, 1),
                amount: eur(6_000)
            },
            IdleCash {
                since: date(2026, 6, 1),
                amount: eur(5_000)
            }
        ]
    );
    // Nobody says how long it may lie: a task, no guess.
    let found = cash_findings(&grant, &silent(), &spent, date(2026, 4, 2));
    assert_eq!(codes(&found), ["USE_UP_UNSTATED"]);
}

#[test]
fn fun_20_what_is_open_of_a_grant_is_shown() {
    let conditions = vec![NewGrantCondition {
        id: id(20),
        text: text(101, "Daten zur Begleitforschung"),
        due_on: Some(date(2026, 6, 30)),
    }];
    let terms = GrantTerms {
        onward: None,
        ..terms()
    };
    let told = Told::nothing().then(apply()).then(RecordGrantNotice {
        conditions,
        terms,
        ..notice()
    });
    let found = |told: &Told, day| codes(&open_findings(&told.grant, day));
    assert_eq!(found(&told, date(2026, 1, 9)), [""; 0]);
    assert_eq!(
        found(&told, date(2026, 1, 10)),
        ["GRANT_NOT_ACCEPTED", "GRANT_CONDITION_OPEN"]
    );
    let told = told
        .then(accept())
        .then(FulfilGrantCondition {
            grant: id(1),
            condition: id(20),
            fulfilled_on: date(2026, 2, 1),
            text: None,
        })
        .then(receive(31, eur(100), date(2026, 2, 20)))
        .event(OnwardAmountReserved {
            grant: id(1),
            onward_grant: id(50),
            amount: eur(1),
            reserved_on: date(2026, 3, 1),
        });
    assert_eq!(found(&told, date(2026, 3, 1)), ["ONWARD_CONSENT_UNSTATED"]);
    let told = told
        .event(OnwardAmountReleased {
            grant: id(1),
            onward_grant: id(50),
            amount: eur(1),
            released_on: date(2026, 3, 2),
        })
        .then(SubmitProofOfUse {
            grant: id(1),
            report: text(107, "Nichts geschah."),
            document: None,
            expenses: Vec::new(),
            onward_grants: Vec::new(),
            received: eur(100),
            spent: Money::ZERO,
            remaining: eur(100),
            submitted_on: date(2027, 3, 1),
        });
    assert_eq!(found(&told, date(2027, 3, 1)), ["REMAINDER_UNDECIDED"]);
}

#[test]
fn fun_20_a_proof_that_the_books_left_is_shown() {
    let told = with_money();
    let staff = told.facts.expenses[&id(40)].clone();
    let told = told.then(prove()).then(examine(eur(20_000)));
    let found = |expenses: &[(u128, &KnownExpense)]| {
        let known = expenses.iter().map(|(n, known)| (id(*n), (*known).clone()));
        proof_differs_findings(
            (id(1), &told.grant),
            &known.collect(),
            &BTreeMap::new(),
            TODAY,
        )
    };
    assert!(found(&[(40, &staff)]).is_empty());
    let reversed = KnownExpense {
        reversed_on: Some(date(2027, 5, 2)),
        ..staff.clone()
    };
    let gone = found(&[(40, &reversed)]);
    assert_eq!(codes(&gone), ["PROOF_DIFFERS"]);
    assert_eq!(
        gone[0].facts,
        facts! {
            "provenReceived" => 3_000_000, "provenSpent" => 2_000_000,
            "bookedReceived" => 3_000_000, "bookedSpent" => 0
        }
    );
    // Assigned and left out of the list, or moved to another line.
    assert_eq!(
        codes(&found(&[(40, &staff), (47, &staff)])),
        ["PROOF_DIFFERS"]
    );
    let mut moved = staff.clone();
    moved.assignments[0].line = line("MAT");
    assert_eq!(codes(&found(&[(40, &moved)])), ["PROOF_DIFFERS"]);
}

#[test]
fn fun_20_a_proof_that_forgets_an_onward_grant_is_shown() {
    let told = with_money();
    let books = told.facts.expenses.clone();
    let told = told.then(prove()).then(examine(eur(20_000)));
    let staff = books.into_iter().filter(|(known, _)| *known == id(40));
    let onward = KnownOnwardGrant {
        grant: Some(id(1)),
        line: Some(line("MAT")),
        examined: Some((eur(500), date(2027, 2, 1))),
    };
    let found = proof_differs_findings(
        (id(1), &told.grant),
        &staff.collect(),
        &[(id(50), onward)].into(),
        TODAY,
    );
    assert_eq!(codes(&found), ["PROOF_DIFFERS"]);
}
