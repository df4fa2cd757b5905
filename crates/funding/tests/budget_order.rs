//! From which day on a budget's facts are told, and of what: FUN-01, FUN-12, FUN-13.

use funding::Budget;
use funding::budget::*;
use jiff::civil::date;
use kernel::{Date, DecisionRef};

use crate::budget::{add, approve, compute, computed, draft, drafted, revise};
use crate::fixtures::*;

const BEFORE: Date = date(2018, 3, 11);

fn code(given: &[BudgetEvent], when: impl Into<BudgetCommand>) -> &'static str {
    refused::<Budget>(given, when).0
}

#[test]
fn fun_01_a_budgets_days_lie_not_ahead_and_not_before_it() {
    let ahead = AddBudgetLine {
        added_on: TODAY.tomorrow().expect("a day"),
        ..add(10, Some("PSY"), 1)
    };
    let (refusal, field, _) = refused::<Budget>(&drafted(), ahead);
    assert_eq!((refusal, field), ("DATE_IN_FUTURE", Some("addedOn")));
    let early = AddBudgetLine {
        added_on: BEFORE,
        ..add(10, Some("PSY"), 1)
    };
    assert_eq!(code(&drafted(), early), "DATE_TOO_EARLY");
    let early = ComputeBudget {
        computed_on: BEFORE,
        ..compute()
    };
    assert_eq!(code(&drafted(), early), "DATE_TOO_EARLY");
    // What was worked on until April was not approved in March, whenever it was begun.
    let until_april = ComputeBudget {
        computed_on: APRIL,
        ..compute()
    };
    let worked_on = after::<Budget>(&drafted(), until_april);
    assert_eq!(code(&worked_on, approve(MARCH)), "DATE_TOO_EARLY");
    after::<Budget>(&worked_on, approve(APRIL));
    // What happened between may be told late.
    let added = AddBudgetLine {
        added_on: APRIL,
        ..add(10, Some("PSY"), 1)
    };
    let told_late = ComputeBudget {
        lines: Some(vec![line("PROJ")]),
        ..compute()
    };
    after::<Budget>(&after::<Budget>(&drafted(), added), told_late);
}

#[test]
fn fun_01_what_a_line_names_is_known_and_its_words_are_one_line() {
    let with = |change: &dyn Fn(&mut AddBudgetLine)| {
        let mut command = add(10, Some("PSY"), 1);
        change(&mut command);
        refused::<Budget>(&drafted(), command)
    };
    let unknown = with(&|c| c.recipient = Some(id(9)));
    assert_eq!(
        (unknown.0, unknown.1),
        ("PARTNER_UNKNOWN", Some("recipient"))
    );
    assert_eq!(with(&|c| c.site = Some(id(9))).0, "SITE_UNKNOWN");
    let two_lines = with(&|c| c.label = text(10, "Projekt-\nmittel"));
    assert_eq!((two_lines.0, two_lines.1), ("NOT_A_LINE", Some("label")));
    let nobody = with(&|c| {
        c.decision = Some(DecisionRef {
            organ: "Der Rat".to_owned(),
            ..council()
        });
    });
    assert_eq!(nobody.0, "BAD_DECISION");
}

#[test]
fn fun_01_a_line_is_told_again_where_it_is_the_same() {
    let known = after::<Budget>(&drafted(), add(10, Some("PSY"), 1));
    assert_eq!(code(&known, add(10, Some("PSY"), 2)), "ALREADY_EXISTS");
    assert_eq!(code(&known, add(11, Some("PSY"), 1)), "COST_LINE_TWICE");
    let year = DraftBudget {
        year: 1_899,
        project: None,
        ..draft()
    };
    let (refusal, field, _) = refused::<Budget>(&[], year);
    assert_eq!((refusal, field), ("NOT_A_YEAR", Some("year")));
}

#[test]
fn fun_01_a_budget_is_computed_by_a_scheme_that_was_in_force() {
    let policy = leverkusen();
    let refused_in = |change: &dyn Fn(&mut funding::FundingFacts)| {
        let mut facts = known();
        change(&mut facts);
        let refusal = refusal::<Budget>(&ctx_of(&policy, facts), &drafted(), compute());
        kernel::Refusal::code(&refusal)
    };
    let inactive = |facts: &mut funding::FundingFacts| {
        facts.schemes.insert(id(1), funding::CostScheme::default());
    };
    assert_eq!(refused_in(&inactive), "COST_SCHEME_NOT_ACTIVE");
    let later = |facts: &mut funding::FundingFacts| {
        let begun = funding::project::ProjectEstablished {
            name: id(100),
            region: Some(id(1)),
            steering_group: Some(id(1)),
            established_on: date(2019, 1, 1),
        };
        facts.projects.insert(id(1), state([begun.into()]));
    };
    assert_eq!(refused_in(&later), "PROJECT_DOES_NOT_RUN");
    let elsewhere = ComputeBudget {
        lines: Some(vec![line("NIE")]),
        ..compute()
    };
    assert_eq!(code(&drafted(), elsewhere), "NOT_ON_POSITIVE_LIST");
}

#[test]
fn fun_01_told_again_a_budget_is_computed_and_approved_once() {
    let budget: Budget = state(computed());
    assert_eq!(budget.decide(&compute().into(), &ctx()), Ok(Vec::new()));
    let approved = after::<Budget>(&computed(), approve(APRIL));
    assert_eq!(code(&approved, approve(TODAY)), "BUDGET_APPROVED");
    let early = ReviseBudget {
        revised_on: MARCH,
        ..revise()
    };
    assert_eq!(code(&approved, early), "DATE_TOO_EARLY");
}
