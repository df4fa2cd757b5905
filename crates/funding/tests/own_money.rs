//! The municipality's own money in the ledger: what its budgets grant, and who bore an expense on any day (FUN-01,
//! FUN-06, FUN-18, FUN-19).

use cqrs_es::Aggregate as _;
use funding::budget::*;
use funding::expense::*;
use funding::ledger::*;
use funding::{Budget, KnownPayer};
use jiff::civil::date;
use kernel::{Date, DecisionRef, Money};

use crate::spend_given::*;

fn drafted() -> BudgetEvent {
    BudgetDrafted {
        year: 2018,
        project: Some(id(1)),
        policy_version: 7,
        drafted_on: date(2017, 11, 1),
    }
    .into()
}

fn added(n: u128, purpose: BudgetLinePurpose, euros: i64, added_on: Date) -> BudgetEvent {
    BudgetLineAdded {
        line: BudgetLine {
            id: id(n),
            purpose,
            line: None,
            label: Some(id(100)),
            recipient: None,
            pair: None,
            site: (n == 2).then(|| id(3)),
            amount: eur(euros),
            decision: None,
            explanation: None,
        },
        added_on,
    }
    .into()
}

fn approved(total: i64, approved_on: Date) -> BudgetEvent {
    BudgetApproved {
        decision: DecisionRef {
            organ: "rat".to_owned(),
            decided_on: date(2015, 12, 14),
            number: "2015/0842".to_owned(),
        },
        total: eur(total),
        approved_on,
    }
    .into()
}

const BEGUN: Date = date(2017, 11, 2);
const APPROVED: Date = date(2017, 12, 11);

/// Own resources of 50.000 € on line 1, a refund of 2.000 € on line 2.
fn budget() -> Budget {
    state([
        drafted(),
        added(1, BudgetLinePurpose::OwnResources, 50_000, BEGUN),
        added(2, BudgetLinePurpose::Refund, 2_000, BEGUN),
        approved(2_000, APPROVED),
    ])
}

/// The same, and from May on without line 1.
fn without_line() -> Budget {
    let mut budget = budget();
    let revised = BudgetRevised {
        version: 2,
        reason: id(1),
        revised_on: MAY,
    };
    let removed = BudgetLineRemoved {
        line: id(1),
        reason: None,
        removed_on: MAY,
    };
    for event in [revised.into(), removed.into(), approved(2_000, MAY)] {
        budget.apply(event);
    }
    budget
}

fn lines(budget: &Budget) -> std::collections::BTreeMap<LineOfBudget, KnownPayer> {
    let lines = budget.every_payer().into_iter();
    lines
        .map(|(line, payer)| {
            (
                LineOfBudget {
                    budget: id(1),
                    line,
                },
                payer,
            )
        })
        .collect()
}

/// 5.000 € paid in March out of line 1.
fn spent() -> Expense {
    let recorded = ExpenseRecorded {
        amount: eur(5_000),
        paid_on: MARCH,
        kind: funding::grant::PlanCostKind::Personnel,
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
        payer: Payer::BudgetLine(LineOfBudget {
            budget: id(1),
            line: id(1),
        }),
        amount: eur(5_000),
        share: None,
        assigned_on: MARCH,
    };
    state([recorded.into(), assigned.into()])
}

fn bookings(budget: &Budget, day: Date) -> Vec<Booking> {
    let books = Books {
        expenses: [(id(1), spent())].into(),
        budget_lines: lines(budget),
        ..Books::default()
    };
    let mut bookings = books.bookings(day);
    bookings.extend(budget_bookings(id(1), budget));
    bookings
}

#[test]
fn fun_19_what_the_network_puts_in_is_granted_as_what_is_refunded() {
    let bookings = bookings(&budget(), TODAY);
    let reading = read(&bookings, LedgerFilter::default(), TODAY);
    assert_eq!(reading.amount(LedgerKind::Granted), eur(52_000));
    assert_eq!(reading.amount(LedgerKind::Spent), eur(5_000));
    let sites = by(&bookings, LedgerFilter::default(), TODAY, |place| {
        place.site
    });
    assert_eq!(sites[&Some(id(3))].amount(LedgerKind::Granted), eur(2_000));
    assert_eq!(sites[&None].amount(LedgerKind::Granted), eur(50_000));
    // A later version grants what its own lines do.
    let revised = budget_bookings(id(1), &without_line());
    let of = |day| read(&revised, LedgerFilter::default(), day).amount(LedgerKind::Granted);
    assert_eq!(of(MAY), eur(2_000));
    assert_eq!(of(date(2018, 5, 13)), eur(52_000));
    assert_eq!(of(date(2017, 12, 10)), Money::ZERO);
}

#[test]
fn fun_18_a_later_version_does_not_take_an_earlier_expense_its_project() {
    let filter = LedgerFilter {
        project: Some(id(1)),
        ..LedgerFilter::default()
    };
    for (budget, day) in [
        (budget(), TODAY),
        (without_line(), MARCH),
        (without_line(), TODAY),
    ] {
        let reading = read(&bookings(&budget, day), filter, day);
        assert_eq!(reading.amount(LedgerKind::Spent), eur(5_000));
    }
    // A line that is gone pays no more.
    let payers = without_line().payers();
    assert_eq!(payers.len(), 1);
    assert_eq!(lines(&without_line()).len(), 2);
    let draft: Budget = state([
        drafted(),
        added(1, BudgetLinePurpose::OwnResources, 50_000, BEGUN),
    ]);
    assert_eq!(draft.every_payer(), []);
}

#[test]
fn fun_18_an_allocation_that_came_back_is_still_known_to_the_ledger() {
    let facts = known();
    let mut funds = facts.project_funds[&id(1)].clone();
    let all = funds.every_payer();
    assert_eq!(all, funds.payers());
    let allocations: Vec<_> = funds.allocations.iter().map(|known| known.id).collect();
    for allocation in allocations {
        let amount = funds
            .allocations
            .iter()
            .find(|known| known.id == allocation);
        let amount = amount.expect("it is there").amount;
        let back = funding::project_funds::AllocationReversed {
            allocation,
            amount,
            reason: id(120),
            reversed_on: MAY,
        };
        funds.apply(back.into());
    }
    assert_eq!(funds.payers(), []);
    assert_eq!(funds.every_payer(), all);
}
