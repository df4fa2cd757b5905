//! Budgets: FUN-01, FUN-12, FUN-13, FUN-19.

use funding::budget::*;
use funding::{Budget, CostLineCode, FundingPolicy};
use jiff::civil::date;
use kernel::{Date, DecisionRef, DomainCommand, Refusal, Sourced};

use crate::fixtures::*;

pub(crate) fn draft() -> DraftBudget {
    DraftBudget {
        id: Some(id(1)),
        year: 2018,
        project: Some(id(1)),
        drafted_on: MARCH,
    }
}

pub(crate) fn drafted() -> Vec<BudgetEvent> {
    decided::<Budget>(&[], draft())
}

pub(crate) fn add(n: u128, code: Option<&str>, amount: i64) -> AddBudgetLine {
    AddBudgetLine {
        budget: id(1),
        id: None,
        purpose: BudgetLinePurpose::Refund,
        line: code.map(line),
        label: text(n, "Projektmittel"),
        recipient: None,
        site: None,
        amount: cents(amount),
        decision: None,
        added_on: MARCH,
    }
}

pub(crate) fn compute() -> ComputeBudget {
    ComputeBudget {
        budget: id(1),
        scheme: id(1),
        project: Some(id(1)),
        lines: None,
        computed_on: MARCH,
    }
}

pub(crate) fn approve(approved_on: Date) -> ApproveBudget {
    ApproveBudget {
        budget: id(1),
        decision: council(),
        approved_on,
    }
}

pub(crate) fn revise() -> ReviseBudget {
    ReviseBudget {
        budget: id(1),
        reason: text(110, "Mietvertrag gekündigt"),
        revised_on: APRIL,
    }
}

/// Drafted and computed in March.
pub(crate) fn computed() -> Vec<BudgetEvent> {
    after::<Budget>(&drafted(), compute())
}

#[test]
fn every_event_of_a_budget_has_a_sample() {
    crate::events::check_events::<BudgetEvent>();
}

#[test]
fn fun_01_a_budget_is_drafted_once_for_a_project_and_year() {
    let command = BudgetCommand::from(draft());
    assert_eq!(command.claims()[0].kind, "budget-of-year");
    assert!(command.claims()[0].key.ends_with("/2018"));
    let network = BudgetCommand::from(DraftBudget {
        project: None,
        ..draft()
    });
    assert_eq!(network.claims()[0].key, "network/2018");
    assert_eq!(kinds(&command), ["project"]);
    let early = DraftBudget {
        year: 2015,
        ..draft()
    };
    assert_eq!(refused::<Budget>(&[], early).0, "PROJECT_DOES_NOT_RUN");
    assert_eq!(refused::<Budget>(&drafted(), draft()).0, "ALREADY_EXISTS");
}

#[test]
fn fun_01_computed_lines_freeze_amount_explanation_and_decision() {
    let budget: Budget = state(computed());
    let current = budget.current().unwrap();
    assert_eq!(current.computed_from, Some((id(1), 24)));
    assert_eq!(current.total(BudgetLinePurpose::Refund), cents(12_641_913));
    for line in &current.lines {
        let explanation = line.explanation.as_ref().expect("it was computed");
        assert_eq!(
            (explanation.amount(), explanation.policy_version),
            (line.amount, 7)
        );
        assert_eq!(line.decision, Some(council()));
    }
    assert_eq!(
        kinds(&BudgetCommand::from(compute())),
        ["cost-scheme", "project"]
    );
    let other = ComputeBudget {
        project: Some(id(2)),
        ..compute()
    };
    assert_eq!(
        refused::<Budget>(&drafted(), other).0,
        "BUDGET_OF_OTHER_PROJECT"
    );
}

#[test]
fn fun_13_what_is_missing_is_named_and_no_total_is_invented() {
    let of_two = [
        decided::<Budget>(
            &[],
            DraftBudget {
                project: Some(id(2)),
                ..draft()
            },
        ),
        vec![],
    ]
    .concat();
    let compute_two = ComputeBudget {
        project: Some(id(2)),
        ..compute()
    };
    let refusal = refusal::<Budget>(&ctx(), &of_two, compute_two.clone());
    assert_eq!(refusal.code(), "NOT_COMPUTABLE");
    assert_eq!(
        refusal.sentence(),
        "Nicht berechenbar, es fehlt: FH: Empfänger."
    );
    assert_eq!(refusal.facts()["missing"][0]["missing"], "recipient");
    // What can be computed is, where that alone is asked for.
    let some = ComputeBudget {
        lines: Some(vec![line("COORD"), line("MAT")]),
        ..compute_two
    };
    let budget: Budget = state(after::<Budget>(&of_two, some));
    assert_eq!(budget.current().unwrap().lines.len(), 2);
}

#[test]
fn fun_12_with_a_positive_list_only_its_lines_are_refunded() {
    after::<Budget>(&drafted(), add(10, Some("PROJ"), 2_000_000));
    for bad in [add(10, None, 5_000), add(10, Some("FAHRT"), 5_000)] {
        assert_eq!(
            refused::<Budget>(&drafted(), bad),
            ("NOT_ON_POSITIVE_LIST", Some("line"), "FUN-12")
        );
    }
    // What the network puts in itself is on no list.
    let own = AddBudgetLine {
        purpose: BudgetLinePurpose::OwnResources,
        ..add(10, None, 5_000)
    };
    let own: Budget = state(after::<Budget>(&drafted(), own));
    assert_eq!(
        own.current().unwrap().total(BudgetLinePurpose::Refund),
        cents(0)
    );
    // Elsewhere it is free.
    let free = ctx_of(&duisburg(), known());
    let budget: Budget = state(drafted());
    assert_eq!(
        budget
            .decide(&add(10, None, 5_000).into(), &free)
            .unwrap()
            .len(),
        1
    );
    assert!(warned(free).is_empty());
    // An inferred list only warns.
    let inferred = FundingPolicy {
        positive_list: Sourced::inferred_from(true, "S0", "§ 8.2", "selbst", "abschließend"),
        ..leverkusen()
    };
    let inferred = ctx_of(&inferred, known());
    budget
        .decide(&add(10, None, 5_000).into(), &inferred)
        .unwrap();
    assert_eq!(warned(inferred), ["NOT_ON_POSITIVE_LIST"]);
}

#[test]
fn fun_06_and_11_a_line_by_hand_keeps_to_the_stated_amount() {
    let fixed = after::<Budget>(&drafted(), add(10, Some("FH"), 1_050_000));
    assert_eq!(
        refused::<Budget>(&fixed, add(11, Some("FH"), 1)).0,
        "COST_LINE_TWICE"
    );
    for bad in [
        add(10, Some("PROJ"), 2_500_001),
        add(10, Some("FH"), 1_050_001),
    ] {
        assert_eq!(refused::<Budget>(&drafted(), bad).0, "ABOVE_STATED_AMOUNT");
    }
    assert_eq!(
        refused::<Budget>(&drafted(), add(10, Some("RENT"), 1)),
        ("COST_LINE_COMPUTED_ONLY", Some("line"), "FUN-08")
    );
}

#[test]
fn fun_19_own_resources_are_reserved_and_nothing_is_refunded() {
    let ctx = || ctx_of(&stormarn(), known());
    let refund = refusal::<Budget>(&ctx(), &drafted(), add(10, None, 5_000));
    assert_eq!(
        (refund.code(), refund.rule()),
        ("NOTHING_REFUNDED", Some("FUN-19"))
    );
    let computed = refusal::<Budget>(&ctx(), &drafted(), compute());
    assert_eq!(computed.code(), "NOTHING_REFUNDED");
    let own = AddBudgetLine {
        purpose: BudgetLinePurpose::OwnResources,
        ..add(10, None, 5_000)
    };
    let budget: Budget = state(drafted());
    assert_eq!(budget.decide(&own.into(), &ctx()).unwrap().len(), 1);
}

#[test]
fn fun_01_a_budget_is_approved_with_the_councils_decision() {
    let approved = after::<Budget>(&computed(), approve(APRIL));
    let budget: Budget = state(approved.clone());
    let holding = budget.holding_on(APRIL).unwrap();
    assert_eq!(holding.approved.as_ref().unwrap().total, cents(12_641_913));
    assert_eq!(budget.state_on(MARCH), Some(BudgetState::Draft));
    assert_eq!(budget.state_on(APRIL), Some(BudgetState::Approved));
    assert_eq!(budget.state_on(date(2018, 3, 1)), None);
    assert_eq!(
        refused::<Budget>(&drafted(), approve(APRIL)).0,
        "BUDGET_EMPTY"
    );
    assert_eq!(
        refused::<Budget>(&approved, add(10, None, 1)).0,
        "NOT_ON_POSITIVE_LIST"
    );
    assert_eq!(
        refused::<Budget>(&approved, add(10, Some("PSY"), 1)).0,
        "BUDGET_APPROVED"
    );
    let bad = ApproveBudget {
        decision: DecisionRef {
            organ: "Rat".to_owned(),
            ..council()
        },
        ..approve(APRIL)
    };
    assert_eq!(refused::<Budget>(&computed(), bad).0, "BAD_DECISION");
    let before = approve(date(2015, 12, 13));
    assert_eq!(refused::<Budget>(&computed(), before).0, "DATE_TOO_EARLY");
}

#[test]
fn fun_13_a_yearly_total_that_somebody_states_is_not_exceeded() {
    let total = |total| FundingPolicy {
        yearly_total: Sourced::stated(cents(total), "Anlage", "2", "pro Jahr"),
        ..leverkusen()
    };
    let approve_with = |most| {
        let budget: Budget = state(computed());
        budget.decide(&approve(APRIL).into(), &ctx_of(&total(most), known()))
    };
    assert_eq!(approve_with(12_641_913).unwrap().len(), 1);
    let refusal = approve_with(12_641_912).unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("ABOVE_YEARLY_TOTAL", Some("FUN-13"))
    );
}

#[test]
fn fun_01_a_revision_is_a_new_version_beside_the_old_one() {
    assert_eq!(
        refused::<Budget>(&computed(), revise()).0,
        "BUDGET_NOT_APPROVED"
    );
    let approved = after::<Budget>(&computed(), approve(MARCH));
    let revised = [&approved[..], &decided::<Budget>(&approved, revise())].concat();
    let line = budget_line_id(id(1), &line("COORD"), None, None);
    let removed = RemoveBudgetLine {
        budget: id(1),
        line,
        reason: None,
        removed_on: APRIL,
    };
    let removed = after::<Budget>(&revised, removed);
    let budget: Budget = state(removed.clone());
    assert_eq!(
        (
            budget.versions[0].lines.len(),
            budget.versions[1].lines.len()
        ),
        (5, 4)
    );
    assert_eq!(budget.state_on(APRIL), Some(BudgetState::Revising));
    assert_eq!(budget.holding_on(TODAY).unwrap().number, 1);
    let approved: Budget = state(after::<Budget>(&removed, approve(APRIL)));
    assert_eq!(approved.holding_on(TODAY).unwrap().number, 2);
    assert_eq!(approved.holding_on(MARCH).unwrap().number, 1);
}

#[test]
fn fun_01_a_closed_budget_stays_as_it_is() {
    let close = CloseBudget {
        budget: id(1),
        closed_on: TODAY,
    };
    assert_eq!(
        refused::<Budget>(&computed(), close.clone()).0,
        "BUDGET_NOT_APPROVED"
    );
    let approved = after::<Budget>(&computed(), approve(APRIL));
    let closed = after::<Budget>(&approved, close);
    assert_eq!(
        state::<Budget>(closed.clone()).state_on(TODAY),
        Some(BudgetState::Closed)
    );
    assert_eq!(refused::<Budget>(&closed, revise()).0, "BUDGET_CLOSED");
}

#[test]
fn fun_01_a_correction_never_changes_what_was_approved() {
    let approved = after::<Budget>(&computed(), approve(APRIL));
    let correct = |fact, replacement| CorrectBudget {
        budget: id(1),
        fact,
        reason: text(111, "Falsche Zeilen"),
        replacement,
    };
    let fewer = ComputeBudget {
        lines: Some(vec![CostLineCode::try_new("COORD").unwrap()]),
        ..compute()
    };
    let fewer = correct(2, Some(BudgetReplacement::ComputeBudget(fewer)));
    assert_eq!(
        refused::<Budget>(&approved, fewer.clone()).0,
        "APPROVED_OTHERWISE"
    );
    let other_year = DraftBudget {
        year: 2019,
        ..draft()
    };
    let other_year = correct(1, Some(BudgetReplacement::DraftBudget(other_year)));
    assert_eq!(
        refused::<Budget>(&computed(), other_year.clone()).0,
        "COMPUTED_OTHERWISE"
    );
    let moved: Budget = state(after::<Budget>(&drafted(), other_year));
    assert_eq!(moved.year, Some(2019));
    let unapproved = after::<Budget>(&approved, correct(3, None));
    let budget: Budget = state(after::<Budget>(&unapproved, fewer));
    assert_eq!(budget.current().unwrap().lines.len(), 1);
    let unknown = RemoveBudgetLine {
        budget: id(1),
        line: id(99),
        reason: None,
        removed_on: APRIL,
    };
    assert_eq!(
        refused::<Budget>(&computed(), unknown).0,
        "BUDGET_LINE_UNKNOWN"
    );
}

#[test]
fn fun_01_a_budget_is_as_it_was_on_the_day_that_is_asked_for() {
    let approved = after::<Budget>(&computed(), approve(MARCH));
    let events = [approved.clone(), decided::<Budget>(&approved, revise())].concat();
    let fewer = ComputeBudget {
        lines: Some(vec![CostLineCode::try_new("COORD").unwrap()]),
        ..compute()
    };
    let budget: Budget = state(events);
    assert_eq!(
        budget.as_of(TODAY),
        Budget {
            history: budget.as_of(TODAY).history,
            ..budget.clone()
        }
    );
    let then = budget.as_of(MARCH);
    assert_eq!((then.versions.len(), budget.versions.len()), (1, 2));
    assert!(!budget.as_of(date(2018, 3, 11)).exists());
    let later = ComputeBudget {
        computed_on: APRIL,
        ..fewer
    };
    let budget: Budget = state([drafted(), decided::<Budget>(&drafted(), later)].concat());
    assert!(budget.as_of(MARCH).current().unwrap().lines.is_empty());
    assert_eq!(budget.as_of(APRIL).current().unwrap().lines.len(), 1);
}
