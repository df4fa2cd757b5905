//! Application, notice, acceptance, calls and receipts: FUN-15, FUN-20.

use funding::grant::*;
use jiff::civil::date;
use kernel::{Date, Money, State, facts};

use crate::grant_given::*;

#[test]
fn every_event_of_a_grant_has_a_sample() {
    crate::events::check_events::<GrantEvent>();
}

#[test]
fn fun_20_a_grant_goes_from_application_to_its_money() {
    let told = Told::accepted()
        .then(call(30, eur(30_000), date(2026, 2, 1)))
        .then(RecordFundsReceived {
            disbursement: Some(id(30)),
            ..receive(31, eur(30_000), date(2026, 2, 20))
        });
    let grant = &told.grant;
    for (day, state) in [
        (date(2025, 11, 19), None),
        (date(2025, 11, 20), Some(GrantState::Applied)),
        (date(2026, 1, 10), Some(GrantState::Awarded)),
        (date(2026, 1, 20), Some(GrantState::Accepted)),
    ] {
        assert_eq!(grant.state_on(day), state, "{day}");
    }
    let sums = grant.sums_on(date(2026, 2, 19));
    assert_eq!(
        (sums.awarded, sums.requested, sums.received),
        (eur(64_000), eur(30_000), Money::ZERO)
    );
    assert_eq!(grant.sums_on(date(2026, 2, 20)).received, eur(30_000));
    let stored = serde_json::to_string(grant).expect("it is stored");
    assert!(serde_json::from_str::<Grant>(&stored).expect("it is read") == *grant);
}

#[test]
fn fun_15_no_grant_of_a_programme_that_does_not_run() {
    let early = ApplyForGrant {
        period: GrantPeriod {
            since: date(2017, 7, 1),
            until: date(2018, 6, 30),
        },
        ..apply()
    };
    let told = Told::nothing();
    assert_eq!(
        told.refuses(early),
        (
            "PROGRAMME_NOT_VALID",
            Some("programme"),
            facts! { "since" => "2018-01-01", "until" => Option::<Date>::None, "date" => "2017-07-01" }
        )
    );
    told.then(apply());
}

#[test]
fn fun_20_a_programme_is_of_the_own_state_and_pays_for_the_area() {
    let mut told = Told::nothing();
    let unknown = ApplyForGrant {
        programme: id(9),
        ..apply()
    };
    assert_eq!(told.code(unknown), "PROGRAMME_UNKNOWN");
    told.facts.state = Some(State::SchleswigHolstein);
    assert_eq!(told.code(apply()), "PROGRAMME_OF_OTHER_STATE");
    // Nobody told the state: nothing is known against it.
    told.facts.state = None;
    let mut told = told.then(apply());
    let fund = told.facts.programmes.get_mut(&id(2)).expect("the fund");
    fund.areas = vec![FundingArea::Two];
    assert_eq!(told.code(notice()), "AREA_NOT_OF_PROGRAMME");
}

#[test]
fn fun_20_a_programme_pays_no_more_than_its_rate() {
    // Four fifths of 80.000 € are 64.000 €.
    Told::nothing().then(apply()).then(notice());
    let mut more = terms();
    more.amount = eur(64_000).plus(cents(1));
    more.plan.own_funds = cents(1_599_999);
    let told = Told::nothing().then(apply());
    assert_eq!(
        told.refuses(RecordGrantNotice {
            terms: more,
            ..notice()
        }),
        (
            "RATE_CAP_EXCEEDED",
            Some("amount"),
            facts! { "amount" => 6_400_001, "allowed" => 6_400_000, "costs" => 8_000_000 }
        )
    );
}

#[test]
fn fun_20_a_financing_plan_is_a_plan() {
    let told = Told::nothing();
    let with = |change: &dyn Fn(&mut ApplyForGrant)| {
        let mut command = apply();
        change(&mut command);
        told.code(command)
    };
    assert_eq!(
        with(&|c| c.plan.own_funds = eur(15_000)),
        "PLAN_DOES_NOT_BALANCE"
    );
    assert_eq!(
        with(&|c| c.plan.lines[1].code = line("PERS")),
        "PLAN_LINE_TWICE"
    );
    assert_eq!(
        with(&|c| c.period.until = date(2025, 12, 31)),
        "PERIOD_BACKWARDS"
    );
    assert_eq!(with(&|c| c.requested = Money::ZERO), "AMOUNT_MISSING");
    assert_eq!(with(&|c| c.applied_on = date(2028, 2, 1)), "DATE_IN_FUTURE");
}

#[test]
fn fun_20_a_rejected_application_is_awarded_no_more() {
    let rejection = RecordGrantRejection {
        grant: id(1),
        rejected_on: date(2026, 1, 5),
        reason: Some(text(102, "Mittel erschöpft")),
    };
    let told = Told::nothing().then(apply()).then(rejection.clone());
    assert_eq!(
        told.grant.state_on(date(2026, 1, 5)),
        Some(GrantState::Rejected)
    );
    assert_eq!(told.code(notice()), "GRANT_REJECTED");
    let awarded = Told::nothing().then(apply()).then(notice());
    let again = RecordGrantRejection {
        rejected_on: date(2026, 1, 11),
        ..rejection
    };
    assert_eq!(awarded.code(again), "GRANT_ALREADY_AWARDED");
}

#[test]
fn fun_20_money_is_called_for_once_the_notice_is_final() {
    let told = Told::nothing().then(apply());
    let first = || call(30, eur(1), date(2026, 2, 1));
    assert_eq!(told.code(first()), "GRANT_NOT_AWARDED");
    let told = told.then(notice());
    assert_eq!(told.code(first()), "GRANT_NOT_ACCEPTED");
    let told = told.then(accept());
    assert_eq!(
        told.code(call(30, eur(1), date(2026, 1, 19))),
        "DATE_TOO_EARLY"
    );
    let told = told.then(first());
    assert_eq!(told.code(call(30, eur(2), date(2026, 2, 1))), "ID_TAKEN");
}

#[test]
fn fun_20_calls_and_receipts_stay_within_the_award() {
    let told = Told::accepted().then(call(30, eur(60_000), date(2026, 2, 1)));
    assert_eq!(
        told.refuses(call(31, cents(400_001), date(2026, 3, 1))),
        (
            "BEYOND_LIMIT",
            Some("amount"),
            facts! {
                "sum" => "requested", "amount" => 6_400_001, "limit" => "awarded", "allowed" => 6_400_000
            }
        )
    );
    let told = told.then(call(31, eur(4_000), date(2026, 3, 1)));
    // One that is taken back frees its part.
    let told = told.then(CancelDisbursement {
        grant: id(1),
        disbursement: id(31),
        reason: text(104, "Vertippt"),
        cancelled_on: date(2026, 3, 2),
    });
    assert_eq!(told.grant.sums().requested, eur(60_000));
    let told = told.then(call(32, eur(4_000), date(2026, 3, 3)));
    let answered = |amount| RecordFundsReceived {
        disbursement: Some(id(32)),
        ..receive(40, amount, date(2026, 3, 10))
    };
    assert_eq!(told.code(answered(eur(4_001))), "RECEIPT_BEYOND_CALL");
    let told = told.then(answered(eur(4_000)));
    assert_eq!(
        told.code(receive(41, cents(6_000_001), date(2026, 3, 11))),
        "BEYOND_LIMIT"
    );
    let told = told.then(receive(41, eur(60_000), date(2026, 3, 11)));
    let cancelled = CancelDisbursement {
        grant: id(1),
        disbursement: id(32),
        reason: text(105, "Doch nicht"),
        cancelled_on: date(2026, 3, 12),
    };
    assert_eq!(told.code(cancelled), "DISBURSEMENT_ANSWERED");
}

#[test]
fn fun_20_a_booking_is_reversed_and_never_corrected() {
    let told = Told::accepted().then(receive(40, eur(500), date(2026, 3, 1)));
    let correction = CorrectGrant {
        grant: id(1),
        fact: 4,
        reason: text(300, "Falscher Betrag"),
        replacement: None,
    };
    assert_eq!(
        told.refuses(correction),
        (
            "BOOKING_IS_REVERSED",
            Some("fact"),
            facts! { "fact" => 4, "kind" => "FundsReceived" }
        )
    );
    let reverse = ReverseFundsReceived {
        grant: id(1),
        receipt: id(40),
        reason: text(105, "Falscher Betrag"),
        reversed_on: date(2026, 3, 5),
    };
    let told = told.then(reverse.clone());
    // What the books showed then stays what they showed.
    assert_eq!(told.grant.sums_on(date(2026, 3, 4)).received, eur(500));
    assert_eq!(told.grant.sums_on(date(2026, 3, 5)).received, eur(0));
    let once_more = ReverseFundsReceived {
        reversed_on: date(2026, 3, 6),
        ..reverse
    };
    assert_eq!(told.code(once_more), "UNDONE");
}

#[test]
fn fun_20_what_a_paper_says_is_corrected() {
    let told = Told::accepted().then(call(30, eur(60_000), date(2026, 2, 1)));
    let correction = |replacement| CorrectGrant {
        grant: id(1),
        fact: 3,
        reason: text(300, "Falscher Tag"),
        replacement: Some(replacement),
    };
    let later = GrantReplacement::AcceptGrant(AcceptGrant {
        accepted_on: date(2026, 2, 2),
        ..accept()
    });
    assert_eq!(told.code(correction(later)), "DATE_TOO_EARLY");
    let earlier = GrantReplacement::AcceptGrant(AcceptGrant {
        accepted_on: date(2026, 1, 15),
        ..accept()
    });
    let told = told.then(correction(earlier));
    assert_eq!(
        told.grant.accepted,
        Some((AcceptanceBasis::Waived, date(2026, 1, 15)))
    );
}

#[test]
fn fun_20_an_amendment_holds_from_its_day_and_not_below_what_is_promised() {
    let told = Told::accepted().then(call(30, eur(30_000), date(2026, 2, 1)));
    let amended = |amount: Money| {
        let mut changed = terms();
        changed.plan.own_funds = eur(80_000).less(amount);
        changed.amount = amount;
        AmendGrantNotice {
            grant: id(1),
            programme: id(2),
            terms: changed,
            conditions: Vec::new(),
            notice: None,
            amended_on: date(2026, 5, 1),
        }
    };
    assert_eq!(told.code(amended(eur(29_999))), "BEYOND_LIMIT");
    let told = told.then(amended(eur(30_000)));
    assert_eq!(told.grant.sums_on(date(2026, 4, 30)).awarded, eur(64_000));
    assert_eq!(told.grant.sums_on(date(2026, 5, 1)).awarded, eur(30_000));
    let other = RecordGrantNotice {
        programme: id(3),
        ..notice()
    };
    assert_eq!(told.code(other), "OTHER_PROGRAMME");
}

#[test]
fn fun_20_conditions_are_fulfilled_once() {
    let conditions = vec![NewGrantCondition {
        id: id(20),
        text: text(101, "Daten zur Begleitforschung"),
        due_on: Some(date(2026, 6, 30)),
    }];
    let told = Told::nothing().then(apply()).then(RecordGrantNotice {
        conditions,
        ..notice()
    });
    let fulfil = FulfilGrantCondition {
        grant: id(1),
        condition: id(20),
        fulfilled_on: date(2026, 6, 1),
        text: None,
    };
    assert_eq!(told.grant.open_conditions(date(2026, 5, 1)).count(), 1);
    let told = told.then(fulfil.clone());
    assert_eq!(told.grant.open_conditions(date(2026, 6, 1)).count(), 0);
    let later = FulfilGrantCondition {
        fulfilled_on: date(2026, 6, 2),
        ..fulfil.clone()
    };
    assert_eq!(told.code(later), "GRANT_CONDITION_FULFILLED");
    let unknown = FulfilGrantCondition {
        condition: id(21),
        ..fulfil
    };
    assert_eq!(told.code(unknown), "GRANT_CONDITION_UNKNOWN");
}

#[test]
fn fun_20_what_is_told_again_in_other_words_changes_nothing() {
    let rejection = |n| RecordGrantRejection {
        grant: id(1),
        rejected_on: date(2026, 1, 5),
        reason: Some(text(n, "Mittel erschöpft")),
    };
    let told = Told::nothing().then(apply()).then(rejection(102));
    let again = told.grant.decide(&rejection(103).into(), &ctx(told.facts));
    assert_eq!(again, Ok(Vec::new()));
}

#[test]
fn fun_20_a_corrected_application_stays_in_the_programme_of_its_notice() {
    let corrected = |programme: u128| CorrectGrant {
        grant: id(1),
        fact: 1,
        reason: text(300, "Falsches Programm"),
        replacement: Some(GrantReplacement::ApplyForGrant(ApplyForGrant {
            programme: id(programme),
            applied_on: date(2025, 11, 21),
            ..apply()
        })),
    };
    let mut told = Told::nothing();
    told.facts.programmes.insert(id(3), fund());
    let applied = told.then(apply());
    let told = applied.then(corrected(3)).then(corrected(2)).then(notice());
    assert_eq!(told.code(corrected(3)), "OTHER_PROGRAMME");
}
