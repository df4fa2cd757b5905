//! From which day on an onward grant's facts are told, of which amounts, and of which source: field.md 3.4, FUN-20.

use funding::expense::LineOfGrant;
use funding::grant::GrantPeriod;
use funding::onward_grant::*;
use funding::{OnwardGrant, OnwardGrantCommand};
use jiff::civil::date;
use kernel::{Date, Money};

use crate::onward_grant::*;
use crate::spend_given::*;

const EARLY: Date = date(2018, 1, 31);

fn code(told: &Told<OnwardGrant>, command: impl Into<OnwardGrantCommand>) -> &'static str {
    told.refuses(command).0
}

fn award_refused(change: impl FnOnce(&mut AwardOnwardGrant)) -> &'static str {
    let mut command = award();
    change(&mut command);
    code(&Told::nothing(), command)
}

fn elsewhere() -> OnwardSource {
    OnwardSource::Grant(LineOfGrant {
        grant: id(2),
        line: line("PERSONAL"),
    })
}

#[test]
fn fun_20_an_onward_grant_is_awarded_once_and_its_days_lie_not_ahead() {
    assert_eq!(code(&Told::nothing(), pay(1, MAY)), "NOT_FOUND");
    assert_eq!(code(&awarded(), award()), "ALREADY_EXISTS");
    let ahead = pay(1, TODAY.tomorrow().expect("a day"));
    let (code, field, _) = awarded().refuses(ahead);
    assert_eq!((code, field), ("DATE_IN_FUTURE", Some("paidOn")));
}

#[test]
fn fun_20_who_gets_it_and_what_for_is_known() {
    assert_eq!(award_refused(|c| c.partner = id(9)), "PARTNER_UNKNOWN");
    assert_eq!(
        award_refused(|c| c.project = Some(id(9))),
        "PROJECT_UNKNOWN"
    );
    assert_eq!(award_refused(|c| c.site = Some(id(9))), "SITE_UNKNOWN");
}

#[test]
fn fun_20_nothing_is_no_amount() {
    assert_eq!(award_refused(|c| c.amount = Money::ZERO), "NO_AMOUNT");
    let told = awarded().then(pay(1_000, MAY));
    for command in [
        OnwardGrantCommand::from(pay(0, MAY)),
        repay(0, MAY).into(),
        amend(0).into(),
        revoke(0).into(),
        demand(0).into(),
    ] {
        assert_eq!(code(&told, command.clone()), "NO_AMOUNT", "{command:?}");
    }
}

#[test]
fn fun_20_what_follows_is_not_older_than_the_award() {
    let told = awarded().then(pay(1_000, MAY)).then(proof(500));
    let early = |command: OnwardGrantCommand| {
        assert_eq!(
            code(&told, command.clone()),
            "DATE_TOO_EARLY",
            "{command:?}"
        );
    };
    early(pay(1, EARLY).into());
    early(repay(1, EARLY).into());
    early(
        FulfilOnwardCondition {
            fulfilled_on: EARLY,
            ..fulfil()
        }
        .into(),
    );
    early(
        RecordOnwardProof {
            submitted_on: EARLY,
            ..proof(400)
        }
        .into(),
    );
    early(
        RevokeOnwardGrant {
            revoked_on: EARLY,
            ..revoke(1)
        }
        .into(),
    );
    early(
        DemandOnwardRepayment {
            demanded_on: EARLY,
            ..demand(1)
        }
        .into(),
    );
    early(
        AmendOnwardGrant {
            amended_on: EARLY,
            ..amend(21_000)
        }
        .into(),
    );
    early(reverse(1, MAY.yesterday().expect("a day")).into());
    early(
        ExamineOnwardProof {
            examined_on: date(2019, 1, 29),
            ..examine(500)
        }
        .into(),
    );
    // Since the last notice, that is, and a grant is closed after everything that is known of it.
    let amended = told_amended();
    let between = AmendOnwardGrant {
        amended_on: date(2018, 5, 13),
        ..amend(22_000)
    };
    assert_eq!(code(&amended, between), "DATE_TOO_EARLY");
    let settled = awarded()
        .then(pay(500, MAY))
        .then(proof(500))
        .then(examine(500));
    let before = CloseOnwardGrant {
        closed_on: date(2019, 2, 13),
        ..close()
    };
    assert_eq!(code(&settled, before), "DATE_TOO_EARLY");
}

fn told_amended() -> Told<OnwardGrant> {
    awarded().then(amend(21_000))
}

#[test]
fn fun_20_a_condition_is_fulfilled_once_and_a_proof_examined_once() {
    let second = NewOnwardCondition {
        id: id(2),
        ..award().conditions[0].clone()
    };
    let mut both = award();
    both.conditions.push(second);
    let told = Told::<OnwardGrant>::nothing().then(both).then(fulfil());
    let later = FulfilOnwardCondition {
        fulfilled_on: TODAY,
        ..fulfil()
    };
    assert_eq!(code(&told, later), "CONDITION_FULFILLED");
    let open = |told: &Told<OnwardGrant>, day| -> Vec<_> {
        told.it.open_conditions(day).map(|c| c.id).collect()
    };
    assert_eq!(open(&told, date(2018, 5, 13)), [id(1), id(2)]);
    assert_eq!(open(&told, MAY), [id(2)]);
    // Fulfilled on the same day, another one is another one.
    let other = FulfilOnwardCondition {
        condition: id(2),
        ..fulfil()
    };
    assert_eq!(open(&told.then(other), MAY), []);

    let told = awarded()
        .then(pay(500, MAY))
        .then(proof(500))
        .then(examine(500));
    let again = ExamineOnwardProof {
        examined_on: date(2019, 2, 15),
        ..examine(400)
    };
    assert_eq!(code(&told, again), "ONWARD_PROOF_EXAMINED");
}

#[test]
fn fun_20_a_proof_and_a_closing_are_told_again_and_nothing_happens() {
    let told = awarded()
        .then(pay(500, MAY))
        .then(proof(500))
        .then(proof(500));
    assert_eq!(told.it.proofs.len(), 1);
    let anew = RecordOnwardProof {
        submitted_on: date(2019, 1, 31),
        ..proof(500)
    };
    let on_paper = RecordOnwardProof {
        document: None,
        ..anew.clone()
    };
    let told = told.then(anew).then(on_paper);
    assert_eq!(told.it.proofs.len(), 3);
    let closed = told.then(examine(500)).then(close());
    let number = closed.events.len();
    assert_eq!(closed.then(close()).events.len(), number);
}

#[test]
fn fun_20_an_onward_grant_stays_with_its_source() {
    let told = awarded();
    let amended = AmendOnwardGrant {
        source: elsewhere(),
        ..amend(21_000)
    };
    assert_eq!(code(&told, amended), "ONWARD_OTHER_SOURCE");
    let closed = CloseOnwardGrant {
        source: elsewhere(),
        ..close()
    };
    assert_eq!(code(&told, closed), "ONWARD_OTHER_SOURCE");
    let moved = AwardOnwardGrant {
        source: elsewhere(),
        ..award()
    };
    let correction = CorrectOnwardGrant {
        onward_grant: id(1),
        fact: 1,
        reason: text(300, "Anderer Bescheid"),
        replacement: Some(OnwardGrantReplacement::AwardOnwardGrant(moved)),
    };
    assert_eq!(code(&told, correction), "ONWARD_OTHER_SOURCE");
    let closed = told.then(close());
    assert_eq!(code(&closed, amend(90_000)), "ONWARD_GRANT_CLOSED");
}

#[test]
fn fun_20_a_period_lies_in_the_grants_and_in_a_budgets_year() {
    let period = |since, until| GrantPeriod { since, until };
    let (first, last) = (date(2018, 1, 1), date(2018, 12, 31));
    let (before, beyond) = (date(2017, 12, 31), date(2019, 1, 1));
    for outside in [period(before, last), period(first, beyond)] {
        assert_eq!(
            award_refused(|c| c.period = outside),
            "OUTSIDE_GRANT_PERIOD"
        );
        let amended = AmendOnwardGrant {
            period: outside,
            ..amend(21_000)
        };
        assert_eq!(code(&awarded(), amended), "OUTSIDE_GRANT_PERIOD");
        let of_budget = award_refused(|c| {
            c.source = OnwardSource::BudgetLine(budget(3));
            c.period = outside;
        });
        assert_eq!(of_budget, "OUTSIDE_BUDGET_YEAR");
    }
    assert_eq!(
        award_refused(|c| c.period = period(last, first)),
        "PERIOD_BACKWARDS"
    );
    // A day is a period.
    let day = AwardOnwardGrant {
        period: period(first, first),
        ..award()
    };
    Told::<OnwardGrant>::nothing().then(day);
}
