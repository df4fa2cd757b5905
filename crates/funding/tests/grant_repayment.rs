//! Revocation and repayment with interest: FUN-20 (field.md 3.4).

use funding::grant::*;
use funding::ledger::{Books, LedgerFilter, LedgerKind, read};
use funding::repayment::RepaymentGround;
use jiff::civil::date;
use kernel::{Money, facts};

use crate::grant_given::*;
use crate::grant_proof::{close, decide, examine, prove, repay, with_money};

fn demand(amount: Money, interest: Option<RepaymentInterest>) -> RecordRepaymentDemand {
    RecordRepaymentDemand {
        grant: id(1),
        repayment: id(70),
        programme: id(2),
        amount,
        ground: RepaymentGround::Unused,
        interest,
        demanded_on: date(2027, 6, 10),
        due_on: Some(date(2027, 7, 10)),
        text: None,
    }
}

#[test]
fn fun_20_money_is_demanded_back_with_interest_and_paid_once() {
    let told = with_money();
    let year = RepaymentInterest {
        principal: None,
        since: date(2026, 1, 1),
        until: date(2026, 12, 31),
    };
    assert_eq!(
        told.code(demand(eur(30_001), Some(year.clone()))),
        "BEYOND_LIMIT"
    );
    let told = told.then(demand(eur(10_000), Some(year)));
    let asked = told.grant.demands[0]
        .interest
        .as_ref()
        .expect("with interest");
    // 10.000 € for a year at 1,27 % and five points.
    assert_eq!(asked.amount, eur(627));
    assert_eq!(told.grant.owed(id(70)), eur(10_627));
    let pay = |n, amount, interest| RecordGrantRepayment {
        demand: Some(id(70)),
        interest,
        ..repay(n, amount, date(2027, 7, 1))
    };
    assert_eq!(
        told.refuses(pay(71, eur(10_000), cents(62_701))).1,
        Some("interest")
    );
    assert_eq!(told.code(pay(71, eur(10_001), eur(0))), "BEYOND_LIMIT");
    let told = told.then(pay(71, eur(10_000), eur(627)));
    assert_eq!(told.grant.owed(id(70)), Money::ZERO);
    assert_eq!(told.code(pay(72, eur(1), eur(0))), "BEYOND_LIMIT");
    let reverse = ReverseGrantRepayment {
        grant: id(1),
        payment: id(71),
        reason: text(112, "Rückläufer"),
        reversed_on: date(2027, 7, 2),
    };
    let told = told.then(reverse);
    assert_eq!(told.grant.owed(id(70)), eur(10_627));
}

#[test]
fn fun_20_money_that_was_used_late_bears_interest_alone() {
    let interest = |principal| RepaymentInterest {
        principal,
        since: date(2026, 4, 21),
        until: date(2026, 6, 30),
    };
    let late = |principal| RecordRepaymentDemand {
        ground: RepaymentGround::UsedLate,
        ..demand(Money::ZERO, Some(interest(principal)))
    };
    let told = with_money();
    // Nothing bears nothing: the amount that lay unused has to be named.
    assert_eq!(told.code(late(None)), "AMOUNT_MISSING");
    let told = told.then(late(Some(eur(10_000))));
    // 71 days at 6,27 % are 121,964… €.
    assert_eq!(told.grant.owed(id(70)), cents(12_196));
}

#[test]
fn fun_20_interest_is_never_guessed() {
    let mut told = with_money();
    let asked = |since| {
        let interest = RepaymentInterest {
            principal: None,
            since,
            until: date(2026, 12, 31),
        };
        demand(eur(1_000), Some(interest))
    };
    assert_eq!(
        told.refuses(asked(date(2025, 6, 30))),
        (
            "BASE_RATE_MISSING",
            Some("interest"),
            facts! { "date" => "2025-06-30" }
        )
    );
    assert_eq!(told.code(asked(date(2027, 1, 1))), "INTEREST_BACKWARDS");
    told.facts.state = None;
    assert_eq!(told.code(asked(date(2026, 1, 1))), "STATE_UNKNOWN");
}

#[test]
fn fun_20_a_revocation_sinks_the_award() {
    let revoke = |amount| RecordGrantRevocation {
        grant: id(1),
        amount,
        ground: RevocationGround::Condition,
        revoked_on: date(2026, 8, 1),
        text: None,
    };
    let told = with_money();
    assert_eq!(told.code(revoke(eur(64_001))), "BEYOND_LIMIT");
    let told = told.then(revoke(eur(60_000)));
    assert_eq!(told.grant.sums().awarded, eur(4_000));
    assert_eq!(
        told.code(call(30, eur(4_001), date(2026, 8, 2))),
        "BEYOND_LIMIT"
    );
    let whole = told.then(revoke(eur(4_000)));
    assert_eq!(
        whole.grant.state_on(date(2026, 8, 1)),
        Some(GrantState::Revoked)
    );
    assert!(!whole.grant.open_matters().contains(&OpenGrantMatter::Proof));
}

#[test]
fn fun_20_a_revoked_grant_is_closed_when_what_came_went_back() {
    let revoke = RecordGrantRevocation {
        grant: id(1),
        amount: eur(64_000),
        ground: RevocationGround::Purpose,
        revoked_on: date(2026, 8, 1),
        text: None,
    };
    let told = with_money().then(revoke);
    let (code, _, said) = told.refuses(close(date(2026, 9, 1)));
    assert_eq!(
        (code, said),
        ("GRANT_NOT_CLOSABLE", facts! { "open" => ["repayment"] })
    );
    let told = told.then(repay(60, eur(30_000), date(2026, 8, 20)));
    told.then(close(date(2026, 9, 1)));
}

#[test]
fn fun_20_a_grant_is_closed_when_what_was_not_accepted_went_back() {
    let told = with_money()
        .then(prove())
        .then(decide(eur(4_000), eur(6_000)))
        .then(repay(60, eur(6_000), date(2027, 4, 1)))
        .then(examine(eur(18_000)));
    assert_eq!(told.grant.kept_beyond(), eur(2_000));
    assert_eq!(
        told.refuses(close(date(2027, 6, 1))).2,
        facts! { "open" => ["repayment"] }
    );
    let told = told.then(repay(61, eur(2_000), date(2027, 5, 20)));
    told.then(close(date(2027, 6, 1)));
}

#[test]
fn fun_20_what_a_newer_proof_leaves_is_decided_anew_and_owed_once() {
    let anew = SubmitProofOfUse {
        report: text(120, "Mit Nachtrag."),
        submitted_on: date(2027, 4, 10),
        ..prove()
    };
    let again = DecideGrantRemainder {
        decided_on: date(2027, 4, 20),
        ..decide(eur(4_000), eur(6_000))
    };
    let told = with_money()
        .then(prove())
        .then(decide(eur(4_000), eur(6_000)))
        .then(anew);
    assert_eq!(told.grant.owed_by_decision(), Money::ZERO);
    assert_eq!(told.grant.undecided(), eur(10_000));
    let told = told.then(again);
    assert_eq!(told.grant.owed_by_decision(), eur(6_000));
    let books = Books {
        grants: [(id(1), told.grant.clone())].into(),
        ..Books::default()
    };
    let reading = read(&books.bookings(TODAY), LedgerFilter::default(), TODAY);
    assert_eq!(reading.amount(LedgerKind::ToRepay), eur(6_000));
    assert_eq!(reading.amount(LedgerKind::KeptOver), eur(4_000));
    let told = told.then(repay(60, eur(6_000), date(2027, 5, 1)));
    assert_eq!(told.grant.owed_by_decision(), Money::ZERO);
}

#[test]
fn fun_20_what_went_back_before_a_newer_proof_stays_decided() {
    let told = with_money()
        .then(prove())
        .then(decide(Money::ZERO, eur(10_000)))
        .then(repay(60, eur(7_000), date(2027, 4, 1)));
    let anew = SubmitProofOfUse {
        report: text(120, "Mit Nachtrag."),
        received: eur(23_000),
        remaining: eur(3_000),
        submitted_on: date(2027, 4, 10),
        ..prove()
    };
    let again = DecideGrantRemainder {
        decided_on: date(2027, 4, 20),
        ..decide(Money::ZERO, eur(3_000))
    };
    let told = told.then(anew).then(again);
    assert_eq!(told.grant.owed_by_decision(), eur(3_000));
    let books = Books {
        grants: [(id(1), told.grant)].into(),
        ..Books::default()
    };
    let reading = read(&books.bookings(TODAY), LedgerFilter::default(), TODAY);
    assert_eq!(reading.amount(LedgerKind::ToRepay), eur(10_000));
}

#[test]
fn fun_20_one_payment_settles_the_decision_and_the_demand_for_the_same_money() {
    let asked = RecordRepaymentDemand {
        demanded_on: date(2027, 4, 1),
        due_on: None,
        ..demand(eur(6_000), None)
    };
    let told = with_money()
        .then(prove())
        .then(decide(eur(4_000), eur(6_000)))
        .then(examine(eur(20_000)))
        .then(asked);
    let paid = RecordGrantRepayment {
        demand: Some(id(70)),
        ..repay(71, eur(6_000), date(2027, 5, 20))
    };
    let told = told.then(paid);
    assert_eq!(told.grant.owed(id(70)), Money::ZERO);
    assert_eq!(told.grant.owed_by_decision(), Money::ZERO);
    told.then(close(date(2027, 6, 1)));
}
