//! What a project's funds pay is used in their stream: FUN-06.

use funding::expense::*;
use funding::project_funds::*;
use funding::{FundingContext, ProjectFunds};
use jiff::civil::date;
use kernel::{Money, Refusal};

use crate::spend_given::*;

fn paid(euros: i64) -> RecordExpense {
    RecordExpense {
        amount: eur(euros),
        line: Some(line("PROJ")),
        ..record(vec![whole(Payer::ProjectFunds(funds(1)))])
    }
}

fn of(euros: i64) -> Told<Expense> {
    let mut told = Told::<Expense>::nothing();
    told.facts.project_funds = [(id(1), allocated(euros))].into();
    told
}

fn release(amount: Option<i64>) -> ProjectFundsCommand {
    let release = ReleaseProjectFunds {
        project: id(1),
        year: 2018,
        allocation: id(1),
        amount: amount.map(eur),
        reason: text(131, "Weniger gebraucht"),
        released_on: MAY,
    };
    release.into()
}

/// The refusal's code, or the amounts that came back.
fn decided(told: &Told<Expense>, command: &ProjectFundsCommand) -> Result<usize, &'static str> {
    let funds: &ProjectFunds = &told.facts.project_funds[&id(1)];
    let ctx: FundingContext = ctx_of(policy("leverkusen"), told.facts.clone());
    let events = funds.decide(command, &ctx);
    events
        .map(|events| events.len())
        .map_err(|refusal| refusal.code())
}

#[test]
fn fun_06_an_allocation_pays_no_more_than_it_is() {
    let (code, field, said) = of(1_000).refuses(paid(24_000));
    assert_eq!((code, field), ("ALLOCATION_USED_UP", Some("amount")));
    assert_eq!(said["unused"], 100_000);
    let told = of(1_000).then(paid(400));
    assert_eq!(
        told.events,
        ["ExpenseRecorded", "ExpenseAssigned", "AllocationUsed"]
    );
    // The next expense finds what the first one left.
    let next = |told: &Told<Expense>, euros| {
        let mut next = of(1_000);
        next.facts = told.facts.clone();
        let command = RecordExpense {
            id: Some(id(2)),
            ..paid(euros)
        };
        let ctx = ctx_of(policy("leverkusen"), next.facts);
        let decided = Expense::default().decide(&command.into(), &ctx);
        decided.map(|_| ()).map_err(|refusal| refusal.code())
    };
    assert_eq!(next(&told, 601), Err("ALLOCATION_USED_UP"));
    assert_eq!(next(&told, 600), Ok(()));
    // So do two parts of one.
    let half = |euros| part(Payer::ProjectFunds(funds(1)), eur(euros));
    let two = |more| RecordExpense {
        assignments: vec![half(500), half(more)],
        ..paid(2_000)
    };
    assert_eq!(of(1_000).refuses(two(501)).0, "ALLOCATION_USED_UP");
    assert!(of(1_000).then(two(500)).it.exists());
}

#[test]
fn fun_06_what_is_spent_does_not_come_back() {
    let told = of(25_000).then(paid(24_000));
    assert_eq!(decided(&told, &release(Some(1_001))), Err("MORE_THAN_LEFT"));
    assert_eq!(decided(&told, &release(Some(1_000))), Ok(1));
    assert_eq!(decided(&told, &release(None)), Ok(1));
    let all = of(25_000).then(paid(25_000));
    assert_eq!(decided(&all, &release(None)), Err("MORE_THAN_LEFT"));
    let reverse = ReverseAllocation {
        project: id(1),
        year: 2018,
        allocation: id(1),
        reason: text(132, "Falsches Projekt"),
        reversed_on: MAY,
    };
    assert_eq!(
        decided(&all, &reverse.clone().into()),
        Err("MORE_THAN_LEFT")
    );
    // Reversed, the expense frees it, from that day on.
    let undone = all.then(ReverseExpense {
        expense: id(1),
        reason: text(133, "Doppelt erfasst"),
        reversed_on: MAY,
    });
    assert_eq!(undone.events[3..], ["ExpenseReversed", "AllocationFreed"]);
    assert!(undone.it.payer_streams().is_empty());
    let funds: &ProjectFunds = &undone.facts.project_funds[&id(1)];
    let allocation = &funds.allocations[0];
    assert_eq!(allocation.used_on(date(2018, 5, 13)), eur(25_000));
    assert_eq!(allocation.used_on(MAY), Money::ZERO);
    assert_eq!(decided(&undone, &release(None)), Ok(1));
    assert_eq!(decided(&undone, &reverse.into()), Ok(1));
}

#[test]
fn fun_06_a_part_that_is_taken_back_is_free_for_another_one() {
    let told = of(1_000).then(paid(1_000));
    assert_eq!(told.it.payer_streams().len(), 1);
    let undone = told.then(ReverseExpenseAssignment {
        expense: id(1),
        number: 1,
        reason: text(134, "Falsche Zuordnung"),
        reversed_on: MAY,
    });
    let again = |assigned_on| AssignExpense {
        expense: id(1),
        part: whole(Payer::ProjectFunds(funds(1))),
        assigned_on: Some(assigned_on),
    };
    let events = undone.then(again(MAY)).events;
    assert_eq!(
        events[3..],
        [
            "ExpenseAssignmentReversed",
            "AllocationFreed",
            "ExpenseAssigned",
            "AllocationUsed",
        ]
    );
}

#[test]
fn fun_06_nothing_is_allocated_before_the_year_was_opened() {
    let told = of(1_000);
    let allocate = |allocated_on| AllocateProjectFunds {
        project: id(1),
        year: 2018,
        allocation: None,
        amount: eur(1),
        purpose: text(135, "Elterncafé"),
        meeting: None,
        outcome: None,
        recipient: None,
        allocated_on,
    };
    let early = allocate(date(2018, 1, 1)).into();
    assert_eq!(decided(&told, &early), Err("DATE_TOO_EARLY"));
    let on_the_day = allocate(date(2018, 1, 2)).into();
    assert_eq!(decided(&told, &on_the_day), Err("OUTCOME_MISSING"));
}

#[test]
fn fun_01_a_closed_budget_pays_nothing_more() {
    let mut told = Told::<Expense>::nothing();
    told.facts.closed_budgets = [(id(1), date(2019, 2, 1))].into();
    let rent = RecordExpense {
        line: Some(line("PSY")),
        ..record(vec![whole(Payer::BudgetLine(budget(2)))])
    };
    assert_eq!(told.refuses(rent).0, "BUDGET_CLOSED");
}
