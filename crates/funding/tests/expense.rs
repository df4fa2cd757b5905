//! Expenses and what bears them: FUN-08, FUN-09, FUN-12, FUN-14.

use cqrs_es::Aggregate as _;
use funding::FundingFacts;
use funding::expense::*;
use funding::grant::{NumericProof, PlanCostKind, ProofOfUseExamined, ProofOfUseSubmitted};
use jiff::civil::date;
use kernel::{Date, DomainCommand, Money, Share, StreamId, facts};
use proptest::prelude::*;
use uuid::Uuid;

use crate::spend_given::*;

fn recorded(assignments: Vec<ExpensePart>) -> Told<Expense> {
    Told::<Expense>::nothing().then(record(assignments))
}

pub(crate) fn pers() -> Payer {
    Payer::Grant(of_grant(1, "PERS"))
}

pub(crate) fn assign(part: ExpensePart) -> AssignExpense {
    AssignExpense {
        expense: id(1),
        part,
        assigned_on: None,
    }
}

pub(crate) fn undo(number: u32, reversed_on: Date) -> ReverseExpenseAssignment {
    ReverseExpenseAssignment {
        expense: id(1),
        number,
        reason: text(111, "Falsche Zuordnung"),
        reversed_on,
    }
}

pub(crate) fn reverse(reversed_on: Date) -> ReverseExpense {
    ReverseExpense {
        expense: id(1),
        reason: text(112, "Doppelt erfasst"),
        reversed_on,
    }
}

/// The rent of partner `partner` for site `site`.
fn rent(partner: u128, site: u128, scheme: Option<u128>) -> RecordExpense {
    RecordExpense {
        kind: PlanCostKind::Rent,
        line: Some(line("RENT")),
        scheme: scheme.map(id),
        partner: Some(id(partner)),
        site: Some(id(site)),
        ..record(vec![whole(Payer::BudgetLine(budget(1)))])
    }
}

#[test]
fn every_event_of_an_expense_has_a_sample() {
    crate::events::check_events::<ExpenseEvent>();
}

#[test]
fn an_expense_is_recorded_with_what_bears_it() {
    let told = recorded(vec![part(pers(), eur(6_000))]);
    assert_eq!(told.events, ["ExpenseRecorded", "ExpenseAssigned"]);
    assert_eq!(told.it.assigned_on(MARCH), eur(6_000));
    assert_eq!(told.it.unassigned_on(MARCH), eur(3_000));
    assert_eq!(told.it.borne_by(id(1), MAY), eur(6_000));
    assert_eq!(told.it.unassigned_on(date(2018, 3, 11)), Money::ZERO);
    let known = told.it.known().expect("it is recorded");
    assert_eq!(known.assignments.len(), 1);
}

#[test]
fn an_expense_reads_what_bears_it_and_takes_its_words_along() {
    let mut command = ExpenseCommand::from(RecordExpense {
        document: Some(document(1)),
        ..rent(1, 1, Some(1))
    });
    let kinds: Vec<_> = command.reads().iter().map(StreamId::kind).collect();
    assert_eq!(kinds, ["partner", "cost-scheme", "site", "budget"]);
    assert_eq!(command.entries().len(), 1);
    assert_eq!(command.documents(), [document(1)]);
    assert!(command.creates());
    command.assign(Uuid::from_u128(7));
    assert_eq!(command.target(), Some(Uuid::from_u128(7)));
}

#[test]
fn double_funding_is_refused_with_everything_that_is_assigned() {
    let told = recorded(vec![part(pers(), eur(6_000))]);
    let opladen = Payer::Grant(of_grant(2, "PERSONAL"));
    let told = told.then(assign(part(opladen.clone(), eur(2_000))));
    let (code, field, said) = told.refuses(assign(part(pers(), cents(100_001))));
    assert_eq!((code, field), ("EXPENSE_OVER_ASSIGNED", Some("amount")));
    assert_eq!(
        said["assigned"],
        serde_json::json!([
            { "payer": pers(), "amount": 600_000 },
            { "payer": opladen, "amount": 200_000 },
        ])
    );
    let told = told.then(assign(part(pers(), eur(1_000))));
    assert_eq!(told.it.unassigned_on(MAY), Money::ZERO);
}

#[test]
fn fun_20_an_examined_grant_pays_for_nothing_more() {
    let mut told = recorded(Vec::new());
    let report = ProofOfUseSubmitted {
        report: id(113),
        document: None,
        numbers: NumericProof {
            received: Money::ZERO,
            spent: Money::ZERO,
            remaining: Money::ZERO,
            outstanding: Money::ZERO,
            lines: Vec::new(),
            expenses: Vec::new(),
            onward: Vec::new(),
        },
        submitted_on: MAY,
    };
    let examined = ProofOfUseExamined {
        accepted: Money::ZERO,
        examined_on: date(2019, 5, 2),
        text: None,
    };
    let grant = told.facts.grants.get_mut(&id(1)).expect("it is known");
    grant.apply(report.into());
    let mut examined_grant = grant.clone();
    examined_grant.apply(examined.into());
    let pays = told.it.decide(&assign(whole(pers())).into(), &ctx());
    assert!(pays.is_ok());
    told.facts.grants.insert(id(1), examined_grant);
    let (code, field, said) = told.refuses(assign(whole(pers())));
    assert_eq!((code, field), ("GRANT_EXAMINED", Some("payer")));
    assert_eq!(said["examinedOn"], "2019-05-02");
}

#[test]
fn a_part_that_was_taken_back_is_free_from_that_day_on() {
    let told = recorded(vec![whole(pers())]).then(undo(1, MAY));
    let opladen = Payer::Grant(of_grant(2, "PERSONAL"));
    let at = |day| AssignExpense {
        assigned_on: Some(day),
        ..assign(whole(opladen.clone()))
    };
    // Before that day it is still borne by the other.
    assert_eq!(
        told.refuses(at(date(2018, 5, 13))).0,
        "EXPENSE_OVER_ASSIGNED"
    );
    let told = told.then(at(MAY));
    assert_eq!(told.it.borne_by(id(1), date(2018, 5, 13)), eur(9_000));
    assert_eq!(told.it.borne_by(id(2), MAY), eur(9_000));
    assert_eq!(
        told.refuses(undo(1, TODAY)).0,
        "EXPENSE_ASSIGNMENT_REVERSED"
    );
    assert_eq!(told.refuses(undo(3, TODAY)).0, "EXPENSE_ASSIGNMENT_UNKNOWN");
    let again = told.it.decide(&undo(1, MAY).into(), &ctx());
    assert_eq!(again, Ok(Vec::new()));
}

#[test]
fn a_booking_is_reversed_and_never_edited() {
    let told = recorded(vec![whole(pers())]).then(reverse(MAY));
    assert_eq!(told.it.assigned_on(date(2018, 5, 13)), eur(9_000));
    assert_eq!(told.it.assigned_on(MAY), Money::ZERO);
    assert!(!told.it.counts_on(MAY));
    assert_eq!(told.refuses(assign(whole(pers()))).0, "EXPENSE_REVERSED");
    assert_eq!(told.refuses(reverse(TODAY)).0, "EXPENSE_REVERSED");
    let early = recorded(vec![]).refuses(reverse(date(2018, 3, 11)));
    assert_eq!((early.0, early.1), ("DATE_TOO_EARLY", Some("reversedOn")));
}

#[test]
fn fun_01_an_expense_has_an_amount_and_one_payee() {
    let nothing = Told::<Expense>::nothing();
    let free = RecordExpense {
        amount: Money::ZERO,
        ..record(vec![])
    };
    assert_eq!(nothing.refuses(free).0, "NO_AMOUNT");
    let both = RecordExpense {
        payee: Some(text(113, "Vermieterin")),
        ..record(vec![])
    };
    assert_eq!(nothing.refuses(both.clone()).0, "ONE_PAYEE");
    let named = RecordExpense {
        partner: None,
        ..both
    };
    assert!(nothing.then(named).it.exists());
    let unknown = RecordExpense {
        partner: Some(id(9)),
        ..record(vec![])
    };
    let refused = Told::<Expense>::nothing().refuses(unknown);
    assert_eq!((refused.0, refused.1), ("PARTNER_UNKNOWN", Some("partner")));
    let said = AssignExpense {
        part: ExpensePart {
            share: Some(Share::try_from("1/3".to_owned()).unwrap()),
            ..part(pers(), eur(1))
        },
        ..assign(whole(pers()))
    };
    assert_eq!(recorded(vec![]).refuses(said).0, "AMOUNT_AND_SHARE");
}

#[test]
fn fun_08_rent_is_refunded_for_the_pairs_of_recipient_and_site() {
    let told = Told::<Expense>::nothing().then(rent(2, 2, Some(1)));
    assert_eq!(told.it.assigned_on(MARCH), eur(9_000));
}

#[test]
fn fun_08_other_pairs_get_no_rent() {
    let nothing = Told::<Expense>::nothing();
    let refused = nothing.refuses(rent(1, 2, Some(1)));
    assert_eq!(
        (refused.0, refused.1),
        ("COST_LINE_PAIR_OTHER", Some("site"))
    );
    assert_eq!(
        nothing.refuses(rent(3, 1, Some(1))).0,
        "COST_LINE_PAIR_OTHER"
    );
    assert_eq!(nothing.refuses(rent(1, 1, None)).0, "COST_SCHEME_MISSING");
    // Nobody entered whom the words mean: nothing is guessed.
    assert_eq!(
        nothing.refuses(rent(1, 1, Some(2))).0,
        "COST_LINE_PAIRS_UNSET"
    );
}

#[test]
fn fun_09_a_third_is_rounded_half_a_cent_up_from_the_whole() {
    let third = ExpensePart {
        share: Some(Share::try_from("1/3".to_owned()).unwrap()),
        ..whole(Payer::BudgetLine(budget(2)))
    };
    let told = Told::<Expense>::nothing().then(RecordExpense {
        amount: cents(1_000_001),
        line: Some(line("PSY")),
        ..record(vec![third])
    });
    assert_eq!(told.it.assigned_on(MARCH), cents(333_334));
    assert_eq!(told.it.unassigned_on(MARCH), cents(666_667));
}

#[test]
fn fun_12_own_money_pays_what_is_on_the_positive_list() {
    let listed = RecordExpense {
        line: Some(line("PROJ")),
        ..record(vec![whole(Payer::ProjectFunds(funds(1)))])
    };
    assert!(Told::<Expense>::nothing().then(listed).it.exists());
}

#[test]
fn fun_12_own_money_pays_nothing_else_in_leverkusen() {
    let own = || whole(Payer::BudgetLine(budget(3)));
    let nothing = Told::<Expense>::nothing();
    let unsaid = nothing.refuses(record(vec![own()]));
    assert_eq!((unsaid.0, unsaid.1), ("NOT_ON_POSITIVE_LIST", Some("line")));
    let travel = RecordExpense {
        line: Some(line("FAHRT")),
        ..record(vec![own()])
    };
    assert_eq!(nothing.refuses(travel.clone()).0, "NOT_ON_POSITIVE_LIST");
    let other = RecordExpense {
        line: Some(line("COORD")),
        ..record(vec![whole(Payer::BudgetLine(budget(2)))])
    };
    assert_eq!(nothing.refuses(other).0, "OTHER_COST_LINE");
    // A municipality without a list books freely.
    let free = ctx_of(policy("stormarn"), known());
    let decided = Expense::default().decide(&travel.into(), &free);
    assert_eq!(decided.map(|events| events.len()), Ok(2));
}

#[test]
fn fun_12_an_inferred_list_warns_and_refuses_nothing() {
    let mut inferred = policy("leverkusen");
    let list = &inferred.positive_list;
    inferred.positive_list = kernel::Sourced::inferred_from(
        list.value().copied().unwrap(),
        "S0",
        "§ 8.2",
        "trägt jeder Netzwerkpartner selbst",
        "Was nicht genannt ist, wird nicht erstattet.",
    );
    let ctx = ctx_of(inferred, known());
    let command = record(vec![whole(Payer::BudgetLine(budget(3)))]).into();
    assert!(Expense::default().decide(&command, &ctx).is_ok());
    let warnings = ctx.into_warnings();
    assert_eq!(warnings[0].code, "NOT_ON_POSITIVE_LIST");
}

#[test]
fn fun_06_project_funds_pay_in_their_year_and_for_their_project() {
    let of = |paid_on| RecordExpense {
        paid_on,
        line: Some(line("PROJ")),
        ..record(vec![whole(Payer::ProjectFunds(funds(1)))])
    };
    let nothing = Told::<Expense>::nothing();
    let refused = nothing.refuses(of(date(2019, 1, 2)));
    assert_eq!((refused.0, refused.1), ("OTHER_YEAR", Some("paidOn")));
    let other = RecordExpense {
        assignments: vec![whole(Payer::ProjectFunds(funds(2)))],
        ..of(MARCH)
    };
    assert_eq!(nothing.refuses(other).0, "ALLOCATION_UNKNOWN");
    assert!(nothing.then(of(MARCH)).it.exists());
}

#[test]
fn fun_06_streams_teach_what_the_own_money_may_pay() {
    let stored = |name: &str| {
        let path = format!("{}/tests/events/{name}.v1.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a sample")
    };
    let learn = |facts: &mut FundingFacts, kind, names: &[&str]| {
        let payloads: Vec<_> = names.iter().map(|name| stored(name)).collect();
        let events = names.iter().zip(&payloads);
        let events = events.map(|(name, payload)| (*name, 1, payload.as_str()));
        let stream = StreamId::new(kind, Uuid::from_u128(1));
        facts.learn(stream, events).expect("it is read");
    };
    let mut facts = FundingFacts::default();
    let opened = ["ProjectFundsOpened", "ProjectFundsAllocated"];
    learn(&mut facts, "project-funds", &opened);
    assert_eq!(facts.allocations.len(), 1);
    learn(&mut facts, "budget", &["BudgetDrafted", "BudgetLineAdded"]);
    assert!(facts.budget_lines.is_empty(), "nothing is approved");
    let approved = ["BudgetDrafted", "BudgetLineAdded", "BudgetApproved"];
    learn(&mut facts, "budget", &approved);
    assert_eq!(
        (facts.budget_lines.len(), facts.closed_budgets.len()),
        (1, 0)
    );
    learn(
        &mut facts,
        "budget",
        &[&approved[..], &["BudgetClosed"]].concat(),
    );
    assert_eq!(
        (facts.budget_lines.len(), facts.closed_budgets.len()),
        (1, 1)
    );
    learn(
        &mut facts,
        "expense",
        &["ExpenseRecorded", "ExpenseAssigned"],
    );
    assert_eq!(facts.expenses.len(), 1);
    learn(&mut facts, "onward-grant", &["OnwardGrantAwarded"]);
    assert_eq!(facts.onward_grants.len(), 1);
}

#[test]
fn fun_14_opladen_pays_rent_staff_and_material_for_five_years() {
    let opladen = |code| whole(Payer::Grant(of_grant(2, code)));
    for (kind, code) in [
        (PlanCostKind::Rent, "MIETE"),
        (PlanCostKind::Personnel, "PERSONAL"),
        (PlanCostKind::Material, "SACH"),
    ] {
        for paid_on in [date(2016, 1, 1), date(2018, 12, 31)] {
            let paid = RecordExpense {
                kind,
                paid_on,
                ..record(vec![opladen(code)])
            };
            assert!(Told::<Expense>::nothing().then(paid).it.exists());
        }
    }
}

#[test]
fn fun_14_opladen_pays_nothing_else_and_at_no_other_time() {
    let nothing = Told::<Expense>::nothing();
    let opladen = |code| record(vec![whole(Payer::Grant(of_grant(2, code)))]);
    let kind = nothing.refuses(opladen("MIETE"));
    assert_eq!((kind.0, kind.1), ("OTHER_COST_KIND", Some("kind")));
    assert_eq!(nothing.refuses(opladen("FEST")).0, "NOT_IN_FINANCING_PLAN");
    let before = RecordExpense {
        paid_on: date(2015, 12, 31),
        ..opladen("PERSONAL")
    };
    let (code, field, said) = nothing.refuses(before);
    assert_eq!((code, field), ("OUTSIDE_GRANT_PERIOD", Some("paidOn")));
    assert_eq!(said["until"], facts! { "d" => date(2020, 12, 31) }["d"]);
}

#[test]
fn a_grant_that_is_closed_or_not_awarded_pays_nothing() {
    let nothing = Told::<Expense>::nothing();
    let of = |n| record(vec![whole(Payer::Grant(of_grant(n, "PERS")))]);
    assert_eq!(nothing.refuses(of(3)).0, "GRANT_CLOSED");
    assert_eq!(nothing.refuses(of(4)).0, "GRANT_NOT_AWARDED");
    assert_eq!(nothing.refuses(of(5)).0, "GRANT_UNKNOWN");
}

#[test]
fn rem_23_a_missing_receipt_and_a_part_that_nobody_bears_are_found() {
    let told = recorded(vec![]);
    let codes = |expense: &Expense| -> Vec<_> {
        let findings = expense_findings(expense, MAY);
        assert!(findings.iter().all(|f| f.sentence.ends_with('.')));
        findings.iter().map(|finding| finding.code).collect()
    };
    assert_eq!(
        codes(&told.it),
        ["EXPENSE_WITHOUT_RECEIPT", "EXPENSE_NOT_ASSIGNED"]
    );
    let receipt = AddExpenseReceipt {
        expense: id(1),
        document: document(1),
        added_on: MAY,
    };
    let told = told.then(receipt.clone()).then(receipt);
    assert_eq!(told.it.documents, [document(1)]);
    let told = told.then(assign(whole(pers())));
    assert!(codes(&told.it).is_empty());
    let twice = [(id(1), &told.it), (id(2), &told.it)];
    assert_eq!(
        receipt_findings(twice, MAY)[0].code,
        "RECEIPT_OF_SEVERAL_EXPENSES"
    );
    assert!(receipt_findings([(id(1), &told.it)], MAY).is_empty());
}

fn days() -> impl Strategy<Value = Date> {
    (0_i64..200).prop_map(|days| MARCH.saturating_add(jiff::Span::new().days(days)))
}

fn commands() -> impl Strategy<Value = ExpenseCommand> {
    (0_u8..8, days(), 1_i64..9_500, 1_u32..6).prop_map(|(which, day, euros, number)| match which {
        0 => reverse(day).into(),
        1 | 2 => undo(number, day).into(),
        _ => {
            let payer = if number % 2 == 0 {
                pers()
            } else {
                Payer::Grant(of_grant(2, "PERSONAL"))
            };
            AssignExpense {
                assigned_on: Some(day),
                ..assign(part(payer, eur(euros)))
            }
            .into()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_told_never_more_than_the_whole_is_assigned(
        commands in proptest::collection::vec(commands(), 0..12),
        asked in days(),
    ) {
        use cqrs_es::Aggregate as _;
        let mut expense = recorded(vec![]).it;
        let ctx = ctx();
        for command in commands {
            for event in expense.decide(&command, &ctx).unwrap_or_default() {
                expense.apply(event);
            }
        }
        let parts: Money = [1, 2].into_iter().map(|n| expense.borne_by(id(n), asked)).sum();
        prop_assert!(parts <= expense.amount());
        prop_assert_eq!(parts, expense.assigned_on(asked));
        if expense.counts_on(asked) {
            prop_assert_eq!(parts.plus(expense.unassigned_on(asked)), expense.amount());
        } else {
            prop_assert_eq!(parts, Money::ZERO);
        }
    }
}
