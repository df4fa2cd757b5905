//! Proof of use, what is left, closing: FUN-20 (field.md 3.4).

use funding::facts::{KnownAssignment, KnownExpense, KnownOnwardGrant};
use funding::grant::*;
use jiff::civil::date;
use kernel::{Date, Money, OnwardGrantId, facts};
use uuid::Uuid;

use crate::grant_given::*;

fn expense(spent_on: Date, parts: &[(u128, &str, Money)]) -> KnownExpense {
    let assignment = |(grant, code, amount): &(u128, &str, Money)| KnownAssignment {
        grant: id(*grant),
        line: line(code),
        amount: *amount,
    };
    KnownExpense {
        spent_on,
        assignments: parts.iter().map(assignment).collect(),
        reversed_on: None,
    }
}

/// 30.000 € arrived; 40 pays 20.000 € of staff, 41 is another grant's, 42 was spent too late, 43 is reversed, 44 is
/// assigned to a line that the plan does not have.
pub(crate) fn with_money() -> Told {
    let mut told = Told::accepted().then(receive(31, eur(30_000), date(2026, 2, 20)));
    let march = date(2026, 3, 31);
    let staff = |on| expense(on, &[(1, "PERS", eur(20_000)), (9, "X", eur(1))]);
    let reversed = KnownExpense {
        reversed_on: Some(date(2026, 4, 1)),
        ..staff(march)
    };
    told.facts.expenses = [
        (id(40), staff(march)),
        (id(41), expense(march, &[(9, "PERS", eur(5))])),
        (id(42), staff(date(2027, 1, 1))),
        (id(43), reversed),
        (id(44), expense(march, &[(1, "REISE", eur(5))])),
    ]
    .into();
    told
}

pub(crate) fn prove() -> SubmitProofOfUse {
    SubmitProofOfUse {
        grant: id(1),
        report: text(107, "Was 2026 geschah."),
        document: None,
        expenses: vec![id(40)],
        onward_grants: Vec::new(),
        received: eur(30_000),
        spent: eur(20_000),
        remaining: eur(10_000),
        submitted_on: date(2027, 3, 1),
    }
}

pub(crate) fn decide(carried_over: Money, repay: Money) -> DecideGrantRemainder {
    DecideGrantRemainder {
        grant: id(1),
        carried_over,
        repay,
        into: None,
        decided_on: date(2027, 3, 15),
        text: None,
    }
}

pub(crate) fn examine(accepted: Money) -> RecordProofExamination {
    RecordProofExamination {
        grant: id(1),
        accepted,
        examined_on: date(2027, 5, 1),
        text: None,
    }
}

pub(crate) fn repay(n: u128, amount: Money, repaid_on: Date) -> RecordGrantRepayment {
    RecordGrantRepayment {
        grant: id(1),
        payment: id(n),
        demand: None,
        amount,
        interest: Money::ZERO,
        repaid_on,
    }
}

pub(crate) fn close(closed_on: Date) -> CloseGrant {
    CloseGrant {
        grant: id(1),
        closed_on,
    }
}

#[test]
fn fun_20_a_proof_has_the_structure_of_the_plan_and_the_list_of_receipts() {
    let told = with_money().then(prove());
    let numbers = &told.grant.proofs[0].numbers;
    let spent: Vec<_> = numbers
        .lines
        .iter()
        .map(|known| (known.line.as_str(), known.planned, known.spent))
        .collect();
    assert_eq!(
        spent,
        [
            ("PERS", eur(60_000), eur(20_000)),
            ("MAT", eur(20_000), Money::ZERO)
        ]
    );
    assert_eq!(numbers.expenses.len(), 1);
    assert_eq!(
        (numbers.remaining, numbers.outstanding),
        (eur(10_000), Money::ZERO)
    );
    assert_eq!(
        told.grant.state_on(date(2027, 3, 1)),
        Some(GrantState::ProofSubmitted)
    );
}

#[test]
fn fun_20_a_proof_says_what_the_books_say() {
    let told = with_money();
    let with = |change: &dyn Fn(&mut SubmitProofOfUse)| {
        let mut command = prove();
        change(&mut command);
        told.refuses(command)
    };
    assert_eq!(
        with(&|c| c.spent = eur(20_001)),
        (
            "PROOF_DOES_NOT_RECONCILE",
            Some("spent"),
            facts! { "stated" => 2_000_100, "read" => 2_000_000 }
        )
    );
    assert_eq!(with(&|c| c.received = eur(1)).1, Some("received"));
    assert_eq!(with(&|c| c.remaining = Money::ZERO).1, Some("remaining"));
    for (expense, code) in [
        (41, "NOT_OF_GRANT"),
        (42, "OUTSIDE_GRANT_PERIOD"),
        (43, "EXPENSE_REVERSED"),
        (44, "PLAN_LINE_UNKNOWN"),
        (45, "EXPENSE_UNKNOWN"),
        (40, "NAMED_TWICE"),
    ] {
        assert_eq!(with(&|c| c.expenses.push(id(expense))).0, code);
    }
    // What is left out of the list is left over, and to be paid back.
    let mut without = prove();
    without.expenses.clear();
    (without.spent, without.remaining) = (Money::ZERO, eur(30_000));
    let told = with_money().then(without);
    assert_eq!(told.grant.undecided(), eur(30_000));
}

#[test]
fn fun_14_what_was_spent_outside_the_period_is_no_expense_of_the_grant() {
    let mut late = prove();
    late.expenses = vec![id(42)];
    assert_eq!(
        with_money().refuses(late),
        (
            "OUTSIDE_GRANT_PERIOD",
            Some("expenses"),
            facts! {
                "date" => "2027-01-01", "since" => "2026-01-01", "until" => "2026-12-31",
                "expense" => Uuid::from_u128(42)
            }
        )
    );
}

#[test]
fn fun_20_the_own_proof_waits_for_the_onward_proofs_and_says_which() {
    let reserved = |n, amount| OnwardAmountReserved {
        grant: id(1),
        onward_grant: id(n),
        amount,
        reserved_on: date(2026, 3, 1),
    };
    let mut told = with_money()
        .event(reserved(50, eur(4_000)))
        .event(reserved(51, eur(1_000)));
    assert_eq!(
        told.refuses(prove()),
        (
            "ONWARD_NOT_NAMED",
            Some("onwardGrants"),
            facts! { "onwardGrants" => [Uuid::from_u128(50), Uuid::from_u128(51)] }
        )
    );
    let onward = |examined| KnownOnwardGrant {
        grant: Some(id(1)),
        line: Some(line("MAT")),
        examined,
    };
    let examined = Some((eur(3_500), date(2027, 2, 1)));
    told.facts.onward_grants = [(id(50), onward(examined)), (id(51), onward(None))].into();
    let named = |n: u128| ProofOnwardGrant {
        onward_grant: id::<OnwardGrantId>(n),
        line: line("MAT"),
    };
    let with_both = SubmitProofOfUse {
        onward_grants: vec![named(50), named(51)],
        spent: eur(24_400),
        remaining: eur(5_600),
        ..prove()
    };
    assert_eq!(
        told.refuses(with_both.clone()),
        (
            "ONWARD_NOT_EXAMINED",
            Some("onwardGrants"),
            facts! { "onwardGrants" => [Uuid::from_u128(51)] }
        )
    );
    let later = Some((eur(900), date(2027, 2, 20)));
    told.facts.onward_grants.insert(id(51), onward(later));
    let mut of_staff = with_both.clone();
    of_staff.onward_grants[1].line = line("PERS");
    assert_eq!(
        told.refuses(of_staff),
        (
            "ONWARD_OF_OTHER_LINE",
            Some("onwardGrants"),
            facts! { "onwardGrant" => Uuid::from_u128(51), "line" => "PERS" }
        )
    );
    let told = told.then(with_both);
    let numbers = &told.grant.proofs[0].numbers;
    assert_eq!(numbers.lines[1].spent, eur(4_400));
    assert_eq!(numbers.onward.len(), 2);
}

#[test]
fn fun_20_what_was_spent_and_did_not_arrive_is_outstanding() {
    let mut told = with_money();
    let more = expense(date(2026, 6, 1), &[(1, "PERS", eur(15_000))]);
    told.facts.expenses.insert(id(46), more);
    let command = SubmitProofOfUse {
        expenses: vec![id(40), id(46)],
        spent: eur(35_000),
        remaining: Money::ZERO,
        ..prove()
    };
    let told = told.then(command);
    let numbers = &told.grant.proofs[0].numbers;
    assert_eq!(
        (numbers.outstanding, numbers.remaining),
        (eur(5_000), Money::ZERO)
    );
    assert_eq!(
        told.code(decide(Money::ZERO, eur(1))),
        "REMAINDER_NOT_COVERED"
    );
}

#[test]
fn fun_20_what_is_left_is_carried_over_or_paid_back_by_decision() {
    let told = with_money();
    assert_eq!(told.code(decide(eur(1), Money::ZERO)), "NO_PROOF_OF_USE");
    let told = told.then(prove());
    assert_eq!(told.grant.undecided(), eur(10_000));
    assert_eq!(
        told.refuses(decide(eur(4_000), eur(5_999))),
        (
            "REMAINDER_NOT_COVERED",
            Some("carriedOver"),
            facts! { "remaining" => 1_000_000, "decided" => 999_900 }
        )
    );
    let into = |n| DecideGrantRemainder {
        into: Some(id(n)),
        ..decide(eur(4_000), eur(6_000))
    };
    assert_eq!(told.code(into(1)), "INTO_ITSELF");
    assert_eq!(told.code(into(9)), "GRANT_UNKNOWN");
    let told = told.then(decide(eur(4_000), eur(6_000)));
    assert_eq!(told.grant.undecided(), Money::ZERO);
    assert_eq!(told.grant.owed_by_decision(), eur(6_000));
    let told = told.then(repay(60, eur(6_000), date(2027, 4, 1)));
    assert_eq!(told.grant.owed_by_decision(), Money::ZERO);
}

#[test]
fn fun_20_a_grant_is_closed_when_nothing_is_left_to_be_done() {
    let told = with_money();
    let open = |told: &Told| told.refuses(close(date(2027, 6, 1))).2;
    assert_eq!(open(&told), facts! { "open" => ["proof"] });
    let told = told.then(prove());
    assert_eq!(open(&told), facts! { "open" => ["proof", "remainder"] });
    let told = told
        .then(examine(eur(20_000)))
        .then(decide(eur(4_000), eur(6_000)));
    assert_eq!(open(&told), facts! { "open" => ["repayment"] });
    let told = told.then(repay(60, eur(6_000), date(2027, 5, 20)));
    assert_eq!(told.code(close(date(2027, 5, 19))), "DATE_TOO_EARLY");
    let told = told.then(close(date(2027, 6, 1)));
    assert_eq!(
        told.grant.state_on(date(2027, 6, 1)),
        Some(GrantState::Closed)
    );
    assert_eq!(
        told.code(receive(32, eur(1), date(2027, 6, 2))),
        "GRANT_CLOSED"
    );
}

#[test]
fn fun_20_a_proof_is_examined_once_and_anew_until_then() {
    let told = with_money();
    assert_eq!(told.code(examine(eur(1))), "NO_PROOF_OF_USE");
    let told = told.then(prove());
    assert_eq!(told.code(examine(eur(20_001))), "BEYOND_LIMIT");
    let anew = SubmitProofOfUse {
        report: text(120, "Mit Nachtrag."),
        submitted_on: date(2027, 3, 10),
        ..prove()
    };
    let told = told.then(anew).then(examine(eur(19_000)));
    assert_eq!(told.grant.proofs.len(), 2);
    let late = SubmitProofOfUse {
        report: text(121, "Noch einmal."),
        submitted_on: date(2027, 5, 2),
        ..prove()
    };
    assert_eq!(told.code(late), "PROOF_ALREADY_EXAMINED");
}
