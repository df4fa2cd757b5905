//! Sums that stay within others, for any order of bookings and reversals.

use cqrs_es::Aggregate;
use funding::grant::*;
use jiff::civil::date;
use kernel::{Date, Money, facts};
use proptest::prelude::*;

use crate::grant_given::*;

const DAY: Date = date(2026, 3, 1);

fn reserved(n: u128, amount: Money) -> OnwardAmountReserved {
    OnwardAmountReserved {
        grant: id(1),
        onward_grant: id(n),
        amount,
        reserved_on: DAY,
    }
}

fn released(n: u128, amount: Money) -> OnwardAmountReleased {
    OnwardAmountReleased {
        grant: id(1),
        onward_grant: id(n),
        amount,
        released_on: DAY,
    }
}

#[test]
fn fun_20_no_more_is_passed_on_than_is_granted() {
    use kernel::Refusal;

    let told = Told::accepted().event(reserved(50, eur(60_000)));
    let left = told.grant.can_reserve(eur(3_000), DAY).expect("it is free");
    assert_eq!((left.left, left.consent_unstated), (eur(1_000), false));
    let refusal = told.grant.can_reserve(cents(400_001), DAY).unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.facts()),
        (
            "BEYOND_LIMIT",
            facts! {
                "sum" => "reserved", "amount" => 6_400_001, "limit" => "awarded", "allowed" => 6_400_000
            }
        )
    );
    let told = told.event(released(50, eur(20_000)));
    assert!(told.grant.can_reserve(eur(24_000), DAY).is_ok());
    assert_eq!(told.grant.onward_on(DAY), [(id(50), eur(40_000))]);
    let refusal = told.grant.can_release(id(50), eur(40_001)).unwrap_err();
    assert_eq!(refusal.code(), "RELEASE_BEYOND_RESERVED");
    assert!(told.grant.can_release(id(51), cents(1)).is_err());
}

#[test]
fn fun_20_a_notice_that_forbids_it_lets_nothing_pass() {
    let with = |onward| {
        let terms = GrantTerms { onward, ..terms() };
        let told = Told::nothing().then(apply());
        told.then(RecordGrantNotice { terms, ..notice() })
    };
    assert_eq!(
        with(Some(false)).grant.can_reserve(eur(1), DAY),
        Err(GrantRefusal::OnwardNotAllowed)
    );
    let silent = with(None)
        .grant
        .can_reserve(eur(1), DAY)
        .expect("nobody forbids it");
    assert!(silent.consent_unstated);
    let early = Told::nothing().then(apply());
    assert_eq!(
        early.grant.can_reserve(eur(1), DAY),
        Err(GrantRefusal::NotAwarded)
    );
}

#[test]
fn fun_20_a_reservation_follows_and_is_not_corrected() {
    let told = Told::accepted().event(reserved(50, eur(1)));
    let correction = CorrectGrant {
        grant: id(1),
        fact: 4,
        reason: text(300, "Falsch"),
        replacement: None,
    };
    assert_eq!(told.code(correction), "FACT_FOLLOWS");
}

/// Something that somebody tries.
#[derive(Clone, Debug)]
enum Try {
    Call(i64),
    Receive(i64),
    ReverseReceipt(u128),
    Reserve(u128, i64),
    Release(u128, i64),
    Repay(i64),
    Revoke(i64),
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let amount = 1_i64..4_000_000;
    let one = prop_oneof![
        amount.clone().prop_map(Try::Call),
        amount.clone().prop_map(Try::Receive),
        (0_u128..12).prop_map(Try::ReverseReceipt),
        (50_u128..53, amount.clone()).prop_map(|(n, cents)| Try::Reserve(n, cents)),
        (50_u128..53, amount.clone()).prop_map(|(n, cents)| Try::Release(n, cents)),
        amount.clone().prop_map(Try::Repay),
        amount.prop_map(Try::Revoke),
    ];
    prop::collection::vec(one, 1..24)
}

/// Tries it with what anybody may know; what is refused changes nothing.
fn attempt(grant: &mut Grant, nth: u128, attempt: &Try) {
    let command: GrantCommand = match *attempt {
        Try::Reserve(n, amount) => {
            if grant.can_reserve(cents(amount), DAY).is_ok() {
                grant.apply(reserved(n, cents(amount)).into());
            }
            return;
        }
        Try::Release(n, amount) => {
            if grant.can_release(id(n), cents(amount)).is_ok() {
                grant.apply(released(n, cents(amount)).into());
            }
            return;
        }
        Try::Call(amount) => call(nth, cents(amount), DAY).into(),
        Try::Receive(amount) => receive(nth, cents(amount), DAY).into(),
        Try::ReverseReceipt(n) => ReverseFundsReceived {
            grant: id(1),
            receipt: id(n),
            reason: text(900, "Storno"),
            reversed_on: DAY,
        }
        .into(),
        Try::Repay(amount) => RecordGrantRepayment {
            grant: id(1),
            payment: id(nth),
            demand: None,
            amount: cents(amount),
            interest: Money::ZERO,
            repaid_on: DAY,
        }
        .into(),
        Try::Revoke(amount) => RecordGrantRevocation {
            grant: id(1),
            amount: cents(amount),
            ground: RevocationGround::Request,
            revoked_on: DAY,
            text: None,
        }
        .into(),
    };
    for event in grant.decide(&command, &ctx(known())).unwrap_or_default() {
        grant.apply(event);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Only a revocation, which is the authority's, can leave more called for than is awarded.
    #[test]
    fn fun_20_sums_stay_within_the_award_for_any_order(tries in tries()) {
        let mut grant = Told::accepted().grant;
        let whole = grant.sums().awarded;
        for (nth, one) in (0..).zip(&tries) {
            attempt(&mut grant, nth, one);
            let sums = grant.sums();
            prop_assert!(sums.requested <= whole);
            prop_assert!(sums.received <= whole);
            prop_assert!(sums.reserved <= whole);
            prop_assert!(sums.awarded <= whole);
            prop_assert!(sums.repaid <= sums.received);
            let parts: Money = grant.onward_on(DAY).iter().map(|(_, amount)| *amount).sum();
            prop_assert_eq!(parts, sums.reserved);
        }
    }

    /// What arrived is what lies there, what was spent and what went back.
    #[test]
    fn rem_24_idle_cash_and_what_is_used_are_what_arrived(
        arrived in prop::collection::vec((1_i64..1_000_000, 0_i16..300), 0..6),
        spent in prop::collection::vec((1_i64..1_000_000, 0_i16..300), 0..6),
    ) {
        let day = |after: i16| YEAR.since.checked_add(jiff::Span::new().days(i64::from(after))).unwrap();
        let mut grant = Told::accepted().grant;
        for (n, (amount, after)) in (0..).zip(&arrived) {
            grant.apply(FundsReceived {
                receipt: id(n),
                disbursement: None,
                amount: cents(*amount),
                received_on: day(*after),
            }.into());
        }
        let spent: Vec<_> = spent.iter().map(|(amount, after)| (day(*after), cents(*amount))).collect();
        let used: Money = spent.iter().map(|(_, amount)| *amount).sum();
        let received: Money = arrived.iter().map(|(amount, _)| cents(*amount)).sum();
        let idle: Money = grant.idle_cash(&spent, TODAY).iter().map(|cash| cash.amount).sum();
        prop_assert_eq!(idle, received.less(used));
        let mut other_order = spent.clone();
        other_order.reverse();
        prop_assert_eq!(grant.idle_cash(&other_order, TODAY), grant.idle_cash(&spent, TODAY));
    }
}
