//! From which day on an expense's facts are told, and of what: FUN-08, FUN-09, FUN-12, FUN-14.

use funding::expense::*;
use funding::grant::{GrantTerms, PlanCostKind};
use funding::{Expense, ExpenseCommand};
use jiff::civil::date;
use kernel::{Date, Money, Share};

use crate::expense::{assign, pers, reverse, undo};
use crate::spend_given::*;

const BEFORE: Date = date(2018, 3, 11);

fn recorded(assignments: Vec<ExpensePart>) -> Told<Expense> {
    Told::<Expense>::nothing().then(record(assignments))
}

fn code(told: &Told<Expense>, command: impl Into<ExpenseCommand>) -> &'static str {
    told.refuses(command).0
}

fn receipt(added_on: Date) -> AddExpenseReceipt {
    AddExpenseReceipt {
        expense: id(1),
        document: document(7),
        added_on,
    }
}

fn on(day: Date, part: ExpensePart) -> AssignExpense {
    AssignExpense {
        assigned_on: Some(day),
        ..assign(part)
    }
}

fn half() -> ExpensePart {
    ExpensePart {
        share: Some(Share::try_from("1/2".to_owned()).expect("a share")),
        ..whole(pers())
    }
}

#[test]
fn fun_14_an_expense_is_recorded_once_and_its_days_lie_not_ahead() {
    assert_eq!(code(&Told::nothing(), assign(whole(pers()))), "NOT_FOUND");
    assert_eq!(code(&recorded(vec![]), record(vec![])), "ALREADY_EXISTS");
    let ahead = receipt(TODAY.tomorrow().expect("a day"));
    let (code, field, _) = recorded(vec![]).refuses(ahead);
    assert_eq!((code, field), ("DATE_IN_FUTURE", Some("addedOn")));
}

#[test]
fn fun_14_what_an_expense_names_is_known_and_its_purpose_is_one_line() {
    let with = |change: &dyn Fn(&mut RecordExpense)| {
        let mut command = record(vec![]);
        change(&mut command);
        code(&Told::nothing(), command)
    };
    assert_eq!(with(&|c| c.project = Some(id(9))), "PROJECT_UNKNOWN");
    assert_eq!(with(&|c| c.site = Some(id(9))), "SITE_UNKNOWN");
    assert_eq!(
        with(&|c| c.purpose = text(110, "Gehalt\nMärz")),
        "NOT_A_LINE"
    );
    assert_eq!(
        with(&|c| c.assignments = vec![part(pers(), Money::ZERO)]),
        "NO_AMOUNT"
    );
}

#[test]
fn fun_14_what_follows_is_not_older_than_the_expense() {
    let told = recorded(vec![part(pers(), eur(1_000))]);
    assert_eq!(
        code(&told, on(BEFORE, part(pers(), eur(1)))),
        "DATE_TOO_EARLY"
    );
    assert_eq!(code(&told, receipt(BEFORE)), "DATE_TOO_EARLY");
    assert_eq!(code(&told, undo(1, BEFORE)), "DATE_TOO_EARLY");
    assert_eq!(code(&told, reverse(BEFORE)), "DATE_TOO_EARLY");
    let told = told.then(receipt(MARCH)).then(reverse(MAY));
    assert_eq!(told.it.documents, [document(7)]);
    let late = AddExpenseReceipt {
        document: document(8),
        ..receipt(TODAY)
    };
    assert_eq!(code(&told, late), "EXPENSE_REVERSED");
    let number = told.events.len();
    assert_eq!(told.then(reverse(MAY)).events.len(), number);
}

#[test]
fn fun_14_an_assignment_is_told_again_where_payer_part_and_day_are_the_same() {
    let told = recorded(vec![part(pers(), eur(1_000))]);
    let again = told.then(assign(part(pers(), eur(1_000))));
    assert_eq!(again.it.assignments.len(), 1);
    let opladen = Payer::Grant(of_grant(2, "PERSONAL"));
    let later = again.then(on(MAY, part(pers(), eur(1_000))));
    let other = later.then(assign(part(opladen, eur(1_000))));
    assert_eq!(other.it.assignments.len(), 3);
    // What was taken back may be assigned anew.
    let anew = recorded(vec![part(pers(), eur(1_000))]).then(undo(1, MARCH));
    let anew = anew.then(assign(part(pers(), eur(1_000))));
    assert_eq!(anew.it.assigned_on(MARCH), eur(1_000));
}

#[test]
fn fun_09_a_share_follows_those_that_are_open_on_its_day() {
    let odd = || RecordExpense {
        amount: cents(101),
        ..record(vec![half()])
    };
    let opladen = ExpensePart {
        payer: Payer::Grant(of_grant(2, "PERSONAL")),
        ..half()
    };
    let amounts = |told: Told<Expense>| -> Vec<Money> {
        told.it.assignments.iter().map(|a| a.amount).collect()
    };
    let told = || Told::<Expense>::nothing().then(odd());
    let both = told().then(on(MAY, opladen.clone()));
    assert_eq!(amounts(both), [51, 50].map(cents));
    let alone = told().then(undo(1, MAY)).then(on(MAY, opladen));
    assert_eq!(amounts(alone), [51, 51].map(cents));
}

#[test]
fn fun_14_a_refusal_names_what_is_open_on_the_day() {
    let told = recorded(vec![part(pers(), eur(6_000)), part(pers(), eur(2_000))]);
    let told = told.then(undo(1, MAY));
    let too_much = part(pers(), eur(8_000));
    let amounts = |day| {
        let (code, _, said) = told.refuses(on(day, too_much.clone()));
        assert_eq!(code, "EXPENSE_OVER_ASSIGNED");
        said["assigned"].as_array().expect("a list").len()
    };
    assert_eq!((amounts(MAY), amounts(date(2018, 5, 13))), (1, 2));
}

#[test]
fn fun_14_a_grants_line_pays_in_its_year_and_for_its_project() {
    let mut terms: GrantTerms = fund_terms();
    terms.period.until = date(2019, 12, 31);
    terms.plan.lines[0].year = Some(2019);
    let mut told = Told::<Expense>::nothing();
    told.facts.grants.insert(id(5), state(granted(1, terms)));
    let of_2018 = record(vec![whole(Payer::Grant(of_grant(5, "PERS")))]);
    assert_eq!(code(&told, of_2018.clone()), "OTHER_YEAR");
    let of_2019 = RecordExpense {
        paid_on: date(2019, 3, 12),
        ..of_2018
    };
    told.then(of_2019);

    let mut told = Told::<Expense>::nothing();
    let project = told.facts.projects[&id(1)].clone();
    told.facts.projects.insert(id(2), project);
    let opladen = |project: u128| RecordExpense {
        project: Some(id(project)),
        ..record(vec![whole(Payer::Grant(of_grant(2, "PERSONAL")))])
    };
    assert_eq!(code(&told, opladen(2)), "OTHER_PROJECT");
    told.then(opladen(1));
}

#[test]
fn fun_12_a_projects_funds_pay_nothing_but_the_cost_lines() {
    let funds = || whole(Payer::ProjectFunds(funds(1)));
    assert_eq!(
        code(&Told::nothing(), record(vec![funds()])),
        "NOT_ON_POSITIVE_LIST"
    );
    let project = RecordExpense {
        kind: PlanCostKind::Material,
        line: Some(line("PROJ")),
        project: Some(id(1)),
        ..record(vec![funds()])
    };
    // Taken back, it is not freed once more when the expense is reversed.
    let told = Told::<Expense>::nothing().then(project);
    let told = told.then(undo(1, MAY)).then(reverse(MAY));
    let freed = told.events.iter().filter(|kind| *kind == "AllocationFreed");
    assert_eq!(freed.count(), 1);
}
