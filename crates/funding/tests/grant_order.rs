//! In which order a grant's facts are told, from which day, and what is told of it no more: FUN-20.

use funding::GrantCommand;
use funding::grant::*;
use funding::repayment::RepaymentGround;
use jiff::civil::date;
use kernel::{Date, Money};

use crate::grant_given::*;
use crate::grant_proof::{close, decide, examine, prove, repay, with_money};

const AWARDED: Date = date(2026, 1, 10);

fn reject(rejected_on: Date) -> RecordGrantRejection {
    RecordGrantRejection {
        grant: id(1),
        rejected_on,
        reason: None,
    }
}

fn amend(amended_on: Date) -> AmendGrantNotice {
    AmendGrantNotice {
        grant: id(1),
        programme: id(2),
        terms: terms(),
        conditions: Vec::new(),
        notice: None,
        amended_on,
    }
}

fn fulfil(condition: u128, fulfilled_on: Date) -> FulfilGrantCondition {
    FulfilGrantCondition {
        grant: id(1),
        condition: id(condition),
        fulfilled_on,
        text: None,
    }
}

fn cancel(n: u128, cancelled_on: Date) -> CancelDisbursement {
    CancelDisbursement {
        grant: id(1),
        disbursement: id(n),
        reason: text(104, "Vertippt"),
        cancelled_on,
    }
}

fn answer(call: u128, n: u128, amount: Money, received_on: Date) -> RecordFundsReceived {
    RecordFundsReceived {
        disbursement: Some(id(call)),
        ..receive(n, amount, received_on)
    }
}

fn reverse_receipt(n: u128, reversed_on: Date) -> ReverseFundsReceived {
    ReverseFundsReceived {
        grant: id(1),
        receipt: id(n),
        reason: text(105, "Falscher Betrag"),
        reversed_on,
    }
}

fn report(submitted_on: Date) -> SubmitInterimReport {
    SubmitInterimReport {
        grant: id(1),
        report: text(106, "Was bisher geschah."),
        document: None,
        submitted_on,
    }
}

fn revoke(amount: Money, revoked_on: Date) -> RecordGrantRevocation {
    RecordGrantRevocation {
        grant: id(1),
        amount,
        ground: RevocationGround::Condition,
        revoked_on,
        text: None,
    }
}

fn demand(n: u128, amount: Money, demanded_on: Date) -> RecordRepaymentDemand {
    RecordRepaymentDemand {
        grant: id(1),
        repayment: id(n),
        programme: id(2),
        amount,
        ground: RepaymentGround::Unused,
        interest: None,
        demanded_on,
        due_on: None,
        text: None,
    }
}

fn pay_back(n: u128, reversed_on: Date) -> ReverseGrantRepayment {
    ReverseGrantRepayment {
        grant: id(1),
        payment: id(n),
        reason: text(112, "Rückläufer"),
        reversed_on,
    }
}

fn condition(n: u128) -> NewGrantCondition {
    NewGrantCondition {
        id: id(n),
        text: text(101, "Daten zur Begleitforschung"),
        due_on: None,
    }
}

/// Everything that may be told of a grant that is there.
fn everything(day: Date) -> Vec<GrantCommand> {
    vec![
        reject(day).into(),
        RecordGrantNotice {
            awarded_on: day,
            ..notice()
        }
        .into(),
        amend(day).into(),
        AcceptGrant {
            accepted_on: day,
            ..accept()
        }
        .into(),
        fulfil(20, day).into(),
        call(39, eur(1), day).into(),
        cancel(30, day).into(),
        receive(49, eur(1), day).into(),
        reverse_receipt(31, day).into(),
        report(day).into(),
        examine(eur(1)).into(),
        revoke(eur(1), day).into(),
        decide(eur(1), eur(1)).into(),
        demand(79, eur(1), day).into(),
        repay(89, eur(1), day).into(),
        pay_back(71, day).into(),
        prove().into(),
    ]
}

#[test]
fn fun_20_a_grant_is_applied_for_once() {
    assert_eq!(Told::accepted().code(apply()), "ALREADY_EXISTS");
    assert_eq!(Told::nothing().code(notice()), "NOT_FOUND");
}

#[test]
fn fun_20_nothing_is_told_of_a_grant_that_is_closed_or_rejected() {
    let day = date(2027, 6, 1);
    let closed_on = GrantClosed { closed_on: day };
    let closed = with_money().event(closed_on);
    let rejected = Told::nothing().then(apply()).then(reject(AWARDED));
    for command in everything(day.tomorrow().expect("a day")) {
        assert_eq!(closed.code(command.clone()), "GRANT_CLOSED", "{command:?}");
        assert_eq!(
            rejected.code(command.clone()),
            "GRANT_REJECTED",
            "{command:?}"
        );
    }
}

#[test]
fn fun_20_before_the_notice_nothing_is_told_of_what_follows_from_it() {
    let applied = Told::nothing().then(apply());
    let day = date(2026, 6, 1);
    for command in [
        GrantCommand::from(amend(day)),
        accept().into(),
        call(30, eur(1), day).into(),
        receive(31, eur(1), day).into(),
        report(day).into(),
        revoke(eur(1), day).into(),
        demand(70, eur(1), day).into(),
        repay(71, eur(1), day).into(),
        prove().into(),
        close(day).into(),
    ] {
        assert_eq!(
            applied.code(command.clone()),
            "GRANT_NOT_AWARDED",
            "{command:?}"
        );
    }
    let awarded = applied.then(notice());
    assert_eq!(awarded.code(receive(31, eur(1), day)), "GRANT_NOT_ACCEPTED");
    assert_eq!(awarded.code(prove()), "GRANT_NOT_ACCEPTED");
}

#[test]
fn fun_20_what_follows_from_a_paper_is_not_older_than_it() {
    let before = AWARDED.yesterday().expect("a day");
    let applied = Told::nothing().then(apply());
    let early = date(2025, 11, 19);
    let too_early = |told: &Told, command: GrantCommand| {
        assert_eq!(told.code(command.clone()), "DATE_TOO_EARLY", "{command:?}");
    };
    too_early(&applied, reject(early).into());
    let noticed = RecordGrantNotice {
        awarded_on: early,
        ..notice()
    };
    too_early(&applied, noticed.into());
    let awarded = Told::nothing().then(apply()).then(notice());
    let accepted = AcceptGrant {
        accepted_on: before,
        ..accept()
    };
    too_early(&awarded, accepted.into());
    let told = with_money();
    for command in [
        GrantCommand::from(amend(before)),
        report(before).into(),
        revoke(eur(1), before).into(),
        demand(70, eur(1), before).into(),
        repay(71, eur(1), before).into(),
        receive(32, eur(1), date(2026, 1, 19)).into(),
        reverse_receipt(31, date(2026, 2, 19)).into(),
    ] {
        too_early(&told, command);
    }
    let amended = told.event(GrantNoticeAmended {
        terms: terms(),
        conditions: Vec::new(),
        notice: None,
        amended_on: date(2026, 5, 1),
    });
    too_early(&amended, amend(date(2026, 4, 30)).into());
}

#[test]
fn fun_20_calls_and_receipts_follow_each_other() {
    let day = date(2026, 2, 1);
    let told = Told::accepted()
        .then(call(30, eur(100), day))
        .then(call(33, eur(50), day));
    let early = day.yesterday().expect("a day");
    assert_eq!(told.code(cancel(33, early)), "DATE_TOO_EARLY");
    assert_eq!(told.code(cancel(34, day)), "DISBURSEMENT_UNKNOWN");
    assert_eq!(told.code(answer(30, 31, eur(1), early)), "DATE_TOO_EARLY");
    assert_eq!(
        told.code(answer(34, 31, eur(1), day)),
        "DISBURSEMENT_UNKNOWN"
    );
    let told = told.then(cancel(33, day));
    assert_eq!(told.grant.sums().requested, eur(100));
    let later = day.tomorrow().expect("a day");
    assert_eq!(told.code(cancel(33, later)), "UNDONE");
    assert_eq!(told.code(answer(33, 31, eur(1), later)), "UNDONE");
    // A receipt that is reversed no longer answers the call.
    let told = told.then(answer(30, 31, eur(100), day));
    let told = told.then(reverse_receipt(31, later));
    let told = told.then(answer(30, 32, eur(60), later));
    assert_eq!(told.code(receive(32, eur(1), later)), "ID_TAKEN");
    assert_eq!(told.code(receive(35, Money::ZERO, later)), "AMOUNT_MISSING");
    assert_eq!(told.code(call(36, Money::ZERO, later)), "AMOUNT_MISSING");
    // Of two receipts the named one is reversed.
    let told = told
        .then(receive(37, eur(7), later))
        .then(reverse_receipt(37, later));
    assert_eq!(told.grant.sums().received, eur(60));
}

#[test]
fn fun_20_a_condition_is_imposed_once_and_fulfilled_from_then_on() {
    let with = |conditions| RecordGrantNotice {
        conditions,
        ..notice()
    };
    let applied = Told::nothing().then(apply());
    assert_eq!(
        applied.code(with(vec![condition(20), condition(20)])),
        "ID_TAKEN"
    );
    let told = applied.then(with(vec![condition(20), condition(21)]));
    let again = AmendGrantNotice {
        conditions: vec![condition(21)],
        ..amend(date(2026, 5, 1))
    };
    assert_eq!(told.code(again), "ID_TAKEN");
    let before = AWARDED.yesterday().expect("a day");
    assert_eq!(told.code(fulfil(21, before)), "DATE_TOO_EARLY");
    let told = told.then(fulfil(21, date(2026, 2, 1)));
    let open: Vec<_> = told.grant.open_conditions(TODAY).map(|c| c.id).collect();
    assert_eq!(open, [id(20)]);
    assert_eq!(told.grant.open_conditions(AWARDED).count(), 2);
}

#[test]
fn fun_20_a_proof_is_examined_once_and_what_is_left_decided_after_it() {
    let told = with_money().then(prove());
    let (submitted_on, earlier) = (date(2027, 3, 1), date(2027, 2, 28));
    let proven_earlier = SubmitProofOfUse {
        submitted_on: earlier,
        ..prove()
    };
    let examined_earlier = RecordProofExamination {
        examined_on: earlier,
        ..examine(eur(20_000))
    };
    let decided_earlier = DecideGrantRemainder {
        decided_on: earlier,
        ..decide(eur(0), eur(10_000))
    };
    assert_eq!(told.code(proven_earlier), "DATE_TOO_EARLY");
    assert_eq!(told.code(examined_earlier), "DATE_TOO_EARLY");
    assert_eq!(told.code(decided_earlier), "DATE_TOO_EARLY");
    // Nothing is no decision, neither while something is left nor when nothing is.
    assert_eq!(told.code(decide(eur(0), eur(0))), "REMAINDER_NOT_COVERED");
    let on_the_day = RecordProofExamination {
        examined_on: submitted_on,
        ..examine(eur(20_000))
    };
    let told = told.then(on_the_day);
    assert_eq!(told.code(examine(eur(20_000))), "PROOF_ALREADY_EXAMINED");
    let told = told.then(decide(eur(0), eur(10_000)));
    let nothing = DecideGrantRemainder {
        decided_on: date(2027, 3, 16),
        ..decide(eur(0), eur(0))
    };
    assert_eq!(told.code(nothing), "REMAINDER_NOT_COVERED");
}

#[test]
fn fun_20_a_correction_holds_the_proof_and_the_money_to_it() {
    let nothing = SubmitProofOfUse {
        expenses: Vec::new(),
        received: Money::ZERO,
        spent: Money::ZERO,
        remaining: Money::ZERO,
        ..prove()
    };
    let told = Told::accepted().then(nothing);
    let accepted = |accepted_on| CorrectGrant {
        grant: id(1),
        fact: 3,
        reason: text(300, "Falscher Tag"),
        replacement: Some(GrantReplacement::AcceptGrant(AcceptGrant {
            accepted_on,
            ..accept()
        })),
    };
    assert_eq!(told.code(accepted(date(2027, 3, 2))), "DATE_TOO_EARLY");
    told.then(accepted(date(2027, 3, 1)));
    // The application may be corrected in its own programme while a notice is there.
    let applied = CorrectGrant {
        fact: 1,
        replacement: Some(GrantReplacement::ApplyForGrant(ApplyForGrant {
            applied_on: date(2025, 11, 21),
            ..apply()
        })),
        ..accepted(AWARDED)
    };
    Told::accepted().then(applied);
}

#[test]
fn fun_20_demands_and_repayments_are_each_their_own() {
    let (day, later) = (date(2027, 6, 10), date(2027, 7, 1));
    let told = with_money().then(demand(70, eur(100), day));
    assert_eq!(told.code(demand(70, eur(5), day)), "ID_TAKEN");
    assert_eq!(told.code(demand(72, Money::ZERO, day)), "AMOUNT_MISSING");
    let due_before = RecordRepaymentDemand {
        due_on: Some(day.yesterday().expect("a day")),
        ..demand(72, eur(5), day)
    };
    let refusal = told.refuses(due_before);
    assert_eq!((refusal.0, refusal.1), ("DATE_TOO_EARLY", Some("dueOn")));
    let told = told.then(demand(72, eur(5), day));
    let on = |demand, n, amount, repaid_on| RecordGrantRepayment {
        demand: Some(id(demand)),
        ..repay(n, amount, repaid_on)
    };
    let early = day.yesterday().expect("a day");
    assert_eq!(told.code(on(70, 71, eur(1), early)), "DATE_TOO_EARLY");
    assert_eq!(told.code(on(79, 71, eur(1), later)), "REPAYMENT_UNKNOWN");
    assert_eq!(told.code(on(72, 71, eur(6), later)), "BEYOND_LIMIT");
    assert_eq!(told.code(repay(71, Money::ZERO, later)), "AMOUNT_MISSING");
    let told = told
        .then(on(70, 71, eur(100), later))
        .then(on(72, 73, eur(5), later));
    assert_eq!(
        (told.grant.owed(id(70)), told.grant.owed(id(72))),
        (eur(0), eur(0))
    );
    assert_eq!(told.code(repay(73, eur(1), later)), "ID_TAKEN");
    assert_eq!(told.code(pay_back(73, day)), "DATE_TOO_EARLY");
    assert_eq!(told.code(pay_back(79, later)), "REPAYMENT_UNKNOWN");
    let told = told.then(pay_back(73, later));
    assert_eq!(
        (told.grant.owed(id(70)), told.grant.owed(id(72))),
        (eur(0), eur(5))
    );
    let once_more = pay_back(73, later.tomorrow().expect("a day"));
    assert_eq!(told.code(once_more), "UNDONE");
    assert_eq!(told.code(revoke(Money::ZERO, later)), "AMOUNT_MISSING");
}

#[test]
fn fun_20_an_amendment_has_terms_as_a_notice_has() {
    let told = Told::accepted();
    let with = |change: &dyn Fn(&mut GrantTerms)| {
        let mut command = amend(date(2026, 5, 1));
        change(&mut command.terms);
        told.code(command)
    };
    let backwards = |terms: &mut GrantTerms| terms.period.until = date(2025, 12, 31);
    assert_eq!(with(&backwards), "PERIOD_BACKWARDS");
    let nothing = |terms: &mut GrantTerms| {
        terms.amount = Money::ZERO;
        terms.plan.lines.clear();
    };
    assert_eq!(with(&nothing), "AMOUNT_MISSING");
    // Where the notice has no plan, there is nothing to balance and no costs to cap; a period may be a day.
    let mut command = notice();
    command.terms.plan.lines.clear();
    command.terms.period.until = command.terms.period.since;
    Told::nothing().then(apply()).then(command);
}

#[test]
fn fun_20_nothing_is_neither_promised_nor_released() {
    let grant = Told::accepted().grant;
    let missing = Err(GrantRefusal::AmountMissing { field: "amount" });
    assert_eq!(grant.can_reserve(Money::ZERO, TODAY).map(|_| ()), missing);
    assert_eq!(grant.can_release(id(50), Money::ZERO), missing);
}
