//! What a proof of use would say before anybody submits it: FUN-20, REM-24.

use funding::expense::*;
use funding::grant::*;
use funding::onward_grant::*;
use funding::programme::*;
use funding::{Expense, Grant, OnwardGrant, Programme};
use jiff::civil::date;
use kernel::{Date, GrantId};

use crate::spend_given::*;

const MARCH_1: Date = date(2018, 3, 1);
const END: Date = date(2018, 12, 31);

/// 30.000 € arrived on 1 March.
fn grant() -> Grant {
    let mut events = granted(1, fund_terms());
    events.push(
        FundsReceived {
            receipt: id(1),
            disbursement: None,
            amount: eur(30_000),
            received_on: MARCH_1,
        }
        .into(),
    );
    state(events)
}

/// `euros` of staff that the grant's line bears.
fn expense(euros: i64, paid_on: Date) -> Expense {
    state([
        ExpenseRecorded {
            amount: eur(euros),
            paid_on,
            kind: PlanCostKind::Personnel,
            line: None,
            partner: None,
            payee: None,
            purpose: id(110),
            document: None,
            project: None,
            site: None,
        }
        .into(),
        ExpenseAssigned {
            number: 1,
            payer: Payer::Grant(of_grant(1, "PERS")),
            amount: eur(euros),
            share: None,
            assigned_on: paid_on,
        }
        .into(),
    ])
}

/// 12.000 € with an institution since 5 March; 11.000 € are accepted on 1 December where it is examined.
fn onward(examined: bool) -> OnwardGrant {
    let mut events: Vec<OnwardGrantEvent> = vec![
        OnwardGrantAwarded {
            source: OnwardSource::Grant(of_grant(1, "MAT")),
            partner: id(2),
            amount: eur(12_000),
            period: fund_terms().period,
            purpose: id(120),
            project: None,
            site: None,
            conditions: Vec::new(),
            proof_due_on: None,
            notice: None,
            awarded_on: MARCH_1,
        }
        .into(),
        OnwardDisbursed {
            number: 1,
            amount: eur(12_000),
            paid_on: date(2018, 3, 5),
            document: None,
        }
        .into(),
    ];
    if examined {
        events.push(
            OnwardProofRecorded {
                spent: eur(11_000),
                report: None,
                document: None,
                submitted_on: date(2018, 11, 1),
            }
            .into(),
        );
        events.push(
            OnwardProofExamined {
                accepted: eur(11_000),
                text: None,
                examined_on: date(2018, 12, 1),
            }
            .into(),
        );
    }
    state(events)
}

#[test]
fn fun_20_the_draft_reconciles_in_the_structure_of_the_plan() {
    let grant = grant();
    let expenses = [
        (id(1), expense(9_000, MARCH)),
        // Outside the period: no proof takes it.
        (id(2), expense(500, date(2019, 1, 2))),
    ];
    let onward = [(id(1), onward(true)), (id(2), onward(false))];
    let draft = |day| {
        let expenses = expenses.iter().map(|(id, view)| (*id, view));
        let onward = onward.iter().map(|(id, view)| (*id, view));
        grant.proof_draft_on(id::<GrantId>(1), expenses, onward, day)
    };
    let draft_then = draft(date(2019, 2, 1)).expect("it is awarded");
    assert_eq!(draft_then.not_examined, [id(2)]);
    let numbers = &draft_then.numbers;
    assert_eq!(numbers.received, eur(30_000));
    assert_eq!(numbers.spent, eur(20_000));
    assert_eq!(numbers.remaining, eur(10_000));
    assert_eq!(numbers.outstanding, eur(0));
    let lines: Vec<_> = numbers
        .lines
        .iter()
        .map(|line| (line.line.as_str(), line.planned, line.spent))
        .collect();
    let planned = |code, planned, spent| (code, eur(planned), eur(spent));
    assert_eq!(
        lines,
        [
            planned("PERS", 60_000, 9_000),
            planned("MAT", 20_000, 11_000)
        ]
    );
    // Before the examination both wait, and nothing of them counts.
    let before = draft(date(2018, 11, 30)).expect("it is awarded");
    assert_eq!(before.not_examined, [id(1), id(2)]);
    assert_eq!(before.numbers.spent, eur(9_000));
    assert_eq!(draft(date(2017, 12, 31)), None);
}

#[test]
fn rem_24_what_is_with_institutions_does_not_lie_idle() {
    let (expense, onward) = (expense(9_000, MARCH), onward(false));
    let spent = |day| spent_on(id(1), [&expense], [&onward], day);
    assert_eq!(spent(MARCH_1), []);
    assert_eq!(
        spent(END),
        [(MARCH, eur(9_000)), (date(2018, 3, 5), eur(12_000))]
    );
    let idle = grant().idle_cash(&spent(END), END);
    assert_eq!(idle.len(), 1);
    assert_eq!((idle[0].since, idle[0].amount), (MARCH_1, eur(9_000)));
    // Another grant's money is not this one's.
    assert_eq!(spent_on(id(2), [&expense], [&onward], END), []);
}

#[test]
fn fun_15_a_programme_is_known_from_its_record_or_its_first_day() {
    let registered = |registered_on, valid_since| -> Programme {
        state([ProgrammeRegistered {
            name: id(100),
            source: ProgrammeSource::FederalFund,
            state: None,
            legal_bases: Vec::new(),
            areas: Vec::new(),
            decision: None,
            valid_since,
            valid_until: None,
            registered_on,
        }
        .into()])
    };
    let (first, second) = (date(2017, 11, 1), date(2018, 1, 1));
    for programme in [registered(first, second), registered(second, first)] {
        assert!(!programme.is_known_on(date(2017, 10, 31)));
        assert!(programme.is_known_on(first));
    }
    assert!(!Programme::default().is_known_on(second));
}
