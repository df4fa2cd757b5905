//! What a finding said on a day it says for ever: FUN-20, REM-23, FUN-15.

use std::collections::BTreeMap;

use cqrs_es::Aggregate as _;
use funding::expense::*;
use funding::grant::*;
use funding::programme::{Programme, ProgrammeRegistered, ProgrammeSource, key_findings};
use jiff::civil::date;
use kernel::{DocumentRef, MediaType, Money, Sha256};

use crate::grant_given::*;
use crate::grant_proof::{decide, prove, with_money};

fn document(n: u8) -> DocumentRef {
    DocumentRef {
        sha256: Sha256::new([n; 32]),
        media_type: MediaType::Pdf,
    }
}

/// 20.000 € of staff of March 2026, reversed in May 2027; a receipt came in April 2026.
fn staff() -> Expense {
    let recorded = ExpenseRecorded {
        amount: eur(20_000),
        paid_on: date(2026, 3, 31),
        kind: PlanCostKind::Personnel,
        line: None,
        partner: None,
        payee: None,
        purpose: id(110),
        document: None,
        project: None,
        site: None,
    };
    let assigned = ExpenseAssigned {
        number: 1,
        payer: Payer::Grant(LineOfGrant {
            grant: id(1),
            line: line("PERS"),
        }),
        amount: eur(20_000),
        share: None,
        assigned_on: date(2026, 3, 31),
    };
    let receipt = ExpenseReceiptAdded {
        document: document(1),
        added_on: date(2026, 4, 20),
    };
    let reversed = ExpenseReversed {
        reason: id(111),
        reversed_on: date(2027, 5, 2),
    };
    state([
        recorded.into(),
        assigned.into(),
        receipt.into(),
        reversed.into(),
    ])
}

#[test]
fn fun_20_a_proof_is_compared_with_the_books_of_the_day() {
    let told = with_money().then(prove());
    let found = |grant: &Grant, day| {
        let known = staff().known_on(day).map(|known| (id(40), known));
        let found = proof_differs_findings(
            (id(1), grant),
            &known.into_iter().collect(),
            &BTreeMap::new(),
            day,
        );
        codes(&found)
    };
    assert_eq!(found(&told.grant, date(2027, 2, 28)), [""; 0]);
    assert_eq!(found(&told.grant, date(2027, 5, 1)), [""; 0]);
    assert_eq!(found(&told.grant, date(2027, 5, 2)), ["PROOF_DIFFERS"]);
    // What was received and reversed later was received until then.
    let reversed = FundsReceiptReversed {
        receipt: id(31),
        reversed_on: date(2027, 4, 1),
        reason: id(112),
    };
    let told = told.event(reversed);
    assert_eq!(found(&told.grant, date(2027, 3, 31)), [""; 0]);
    assert_eq!(found(&told.grant, date(2027, 4, 1)), ["PROOF_DIFFERS"]);
}

#[test]
fn rem_23_a_receipt_that_came_later_was_missing_until_then() {
    let expense = staff();
    let found = |day| codes(&expense_findings(&expense, day));
    assert_eq!(found(date(2026, 4, 19)), ["EXPENSE_WITHOUT_RECEIPT"]);
    assert_eq!(found(date(2026, 4, 20)), [""; 0]);
    assert_eq!(expense.documents_on(date(2026, 4, 19)), []);
    assert_eq!(expense.documents_on(date(2026, 4, 20)), [document(1)]);
    let other = [(id(1), &expense), (id(2), &expense)];
    let shared = |day| receipt_findings(other, day).len();
    assert_eq!(
        (shared(date(2026, 4, 19)), shared(date(2026, 4, 20))),
        (0, 1)
    );
}

#[test]
fn fun_20_a_notice_is_not_final_until_the_day_on_which_it_is() {
    let grant = Told::accepted().grant;
    let found = |day| codes(&open_findings(&grant, day));
    assert_eq!(found(date(2026, 1, 19)), ["GRANT_NOT_ACCEPTED"]);
    assert_eq!(found(date(2026, 1, 20)), [""; 0]);
}

#[test]
fn fun_20_what_is_left_is_undecided_until_the_day_of_the_decision() {
    let told = with_money().then(prove());
    let grant = told.then(decide(Money::ZERO, eur(10_000))).grant;
    let found = |day| codes(&open_findings(&grant, day));
    assert_eq!(found(date(2027, 3, 14)), ["REMAINDER_UNDECIDED"]);
    assert_eq!(found(date(2027, 3, 15)), [""; 0]);
}

#[test]
fn fun_15_the_years_of_the_policy_are_the_federal_funds_alone() {
    let policy = leverkusen().key_adjusted_every_years;
    let of = |source| -> Programme {
        let registered = ProgrammeRegistered {
            source,
            ..registered()
        };
        state([registered.into()])
    };
    let day = date(2020, 12, 1);
    let found = |programme: &Programme| codes(&key_findings(programme, &policy, day));
    let federal = of(ProgrammeSource::FederalFund);
    assert_eq!(found(&federal), ["KEY_ADJUSTMENT_DUE"]);
    assert_eq!(federal.key_adjusted_every(day, Some(3)), Some((3, true)));
    let others = ProgrammeSource::ALL.iter().copied();
    for source in others.filter(|source| *source != ProgrammeSource::FederalFund) {
        assert_eq!(found(&of(source)), [""; 0], "{source:?}");
        let mut own = of(source);
        let mut terms = terms_of_fund();
        terms.key_adjusted_every_years = Some(3);
        let set = funding::programme::ProgrammeTermsSet {
            terms,
            since: date(2018, 1, 1),
        };
        own.apply(set.into());
        assert_eq!(found(&own), ["KEY_ADJUSTMENT_DUE"], "{source:?}");
    }
}
