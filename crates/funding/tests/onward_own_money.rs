//! Money of the municipality's own budget that is passed on: its line and its end hold (FUN-20).

use cqrs_es::Aggregate as _;
use funding::budget::*;
use funding::expense::LineOfBudget;
use funding::onward_grant::*;
use funding::{Budget, FundingFacts};
use jiff::civil::date;
use kernel::{Date, DecisionRef, Refusal as _};

use crate::spend_given::*;

const LINE: u128 = 1;

fn of_line() -> LineOfBudget {
    LineOfBudget {
        budget: id(1),
        line: id(LINE),
    }
}

/// The network's budget of 2018 with one line of 5.000 €, approved.
fn budget() -> Budget {
    let drafted = BudgetDrafted {
        year: 2018,
        project: None,
        policy_version: 7,
        drafted_on: date(2017, 11, 1),
    };
    let added = BudgetLineAdded {
        line: BudgetLine {
            id: id(LINE),
            purpose: BudgetLinePurpose::OwnResources,
            line: None,
            label: Some(id(100)),
            recipient: None,
            pair: None,
            site: None,
            amount: eur(5_000),
            decision: None,
            explanation: None,
        },
        added_on: date(2017, 11, 2),
    };
    let approved = BudgetApproved {
        decision: DecisionRef {
            organ: "rat".to_owned(),
            decided_on: date(2017, 12, 11),
            number: "2017/0001".to_owned(),
        },
        total: eur(0),
        approved_on: date(2017, 12, 11),
    };
    state([drafted.into(), added.into(), approved.into()])
}

fn facts(budget: &Budget) -> FundingFacts {
    let lines = budget.payers().into_iter();
    let amounts = budget.approved_lines().iter();
    let of = |line| LineOfBudget {
        budget: id(1),
        line,
    };
    FundingFacts {
        budget_lines: lines.map(|(line, payer)| (of(line), payer)).collect(),
        approved_lines: amounts.map(|line| (of(line.id), line.amount)).collect(),
        closed_budgets: budget.closed_on.map(|on| (id(1), on)).into_iter().collect(),
        ..known()
    }
}

fn awarded(euros: i64) -> AwardOnwardGrant {
    AwardOnwardGrant {
        source: OnwardSource::BudgetLine(of_line()),
        amount: eur(euros),
        ..award()
    }
}

fn amended(euros: i64) -> AmendOnwardGrant {
    AmendOnwardGrant {
        onward_grant: id(1),
        source: OnwardSource::BudgetLine(of_line()),
        amount: eur(euros),
        period: award().period,
        proof_due_on: None,
        notice: None,
        amended_on: MAY,
    }
}

fn decided(
    onward: &OnwardGrant,
    command: impl Into<OnwardGrantCommand>,
    facts: FundingFacts,
) -> Result<OnwardGrant, &'static str> {
    let ctx = ctx_of(policy("leverkusen"), facts);
    let events = onward.decide(&command.into(), &ctx);
    let events = events.map_err(|refusal| refusal.code())?;
    let mut onward = onward.clone();
    for event in events {
        onward.apply(event);
    }
    Ok(onward)
}

fn closed() -> Budget {
    let mut budget = budget();
    let closed_on = date(2018, 12, 31);
    budget.apply(BudgetClosed { closed_on }.into());
    budget
}

#[test]
fn fun_20_no_award_is_greater_than_its_line_of_the_budget() {
    let open = facts(&budget());
    let nothing = OnwardGrant::default();
    assert!(decided(&nothing, awarded(5_001), open.clone()).is_err());
    let onward = decided(&nothing, awarded(5_000), open.clone()).expect("it is the line");
    assert!(decided(&onward, amended(5_001), open.clone()).is_err());
    assert!(decided(&onward, amended(4_000), open).is_ok());
}

#[test]
fn fun_20_a_closed_budget_promises_nothing_more() {
    let nothing = OnwardGrant::default();
    let over = facts(&closed());
    assert_eq!(
        decided(&nothing, awarded(1_000), over.clone()),
        Err("BUDGET_CLOSED")
    );
    let onward = decided(&nothing, awarded(1_000), facts(&budget())).expect("it is open");
    assert_eq!(
        decided(&onward, amended(1_001), over.clone()),
        Err("BUDGET_CLOSED")
    );
    // What is promised may still sink.
    assert!(decided(&onward, amended(900), over).is_ok());
}

#[test]
fn fun_20_promises_that_are_together_beyond_a_line_are_shown() {
    let nothing = OnwardGrant::default();
    let open = facts(&budget());
    let one = decided(&nothing, awarded(3_000), open.clone()).expect("within the line");
    let other = decided(&nothing, awarded(2_001), open).expect("within the line");
    let found = |onward: &[&OnwardGrant], day: Date| {
        line_findings((id(1), &budget()), onward.iter().copied(), day)
    };
    assert!(found(&[&one], TODAY).is_empty());
    let both = found(&[&one, &other], TODAY);
    assert_eq!(both.len(), 1);
    assert_eq!(both[0].code, "ONWARD_BEYOND_BUDGET_LINE");
    assert!(found(&[&one, &other], date(2017, 12, 12)).is_empty());
}
