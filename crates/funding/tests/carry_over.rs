//! What one grant leaves and another takes over: it is gone there and arrived here (FUN-20, REM-24).

use cqrs_es::Aggregate as _;
use funding::FundingFacts;
use funding::grant::*;
use funding::ledger::*;
use jiff::civil::date;
use kernel::{Date, DomainCommand as _, Money, Refusal as _};

use crate::grant_given::*;
use crate::grant_proof::{close, decide, examine, prove, repay, with_money};

const DECIDED: Date = date(2027, 5, 15);

/// 30.000 € arrived and 20.000 € of it were accepted; grant 9 is open and takes what is left.
fn examined() -> Told {
    let mut told = with_money().then(prove()).then(examine(eur(20_000)));
    let taking = Told::accepted().grant;
    told.facts.grants.insert(id(9), taking);
    told
}

fn into_nine(carried_over: Money, repay: Money) -> DecideGrantRemainder {
    DecideGrantRemainder {
        into: Some(id(9)),
        decided_on: DECIDED,
        ..decide(carried_over, repay)
    }
}

/// Both grants after the command.
fn told(mut told: Told, command: impl Into<GrantCommand>) -> Told {
    let command = command.into();
    let events = told.grant.decide(&command, &ctx(told.facts.clone()));
    for event in events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}")) {
        match event.receiving_stream() {
            Some(stream) => {
                assert_eq!(
                    stream.to_string(),
                    format!("grant-{}", id::<kernel::GrantId>(9))
                );
                let taking = told.facts.grants.get_mut(&id(9)).expect("it is there");
                taking.apply(event);
            }
            None => told.grant.apply(event),
        }
    }
    told
}

fn taking(facts: &FundingFacts) -> &Grant {
    &facts.grants[&id(9)]
}

#[test]
fn fun_20_what_is_carried_over_is_gone_here_and_arrived_there() {
    let told = told(examined(), into_nine(eur(10_000), Money::ZERO));
    let grant = &told.grant;
    assert_eq!(grant.undecided(), Money::ZERO);
    assert_eq!(grant.open_matters(), []);
    assert_eq!(grant.sums_on(date(2027, 5, 14)).kept(), eur(30_000));
    assert_eq!(grant.sums_on(DECIDED).kept(), eur(20_000));
    let taking = taking(&told.facts);
    let sums = taking.sums_on(DECIDED);
    assert_eq!((sums.received, sums.carried_in), (Money::ZERO, eur(10_000)));
    assert_eq!(taking.sums_on(date(2027, 5, 14)).kept(), Money::ZERO);
    let draft = taking.proof_draft_on(id(9), [], [], DECIDED);
    assert_eq!(draft.expect("it is awarded").numbers.received, eur(10_000));
    // The same decision told again changes nothing, though the grant that took it takes nothing more.
    let again = into_nine(eur(10_000), Money::ZERO).into();
    let mut facts = told.facts.clone();
    for closed_on in [None, Some(DECIDED)] {
        facts.grants.get_mut(&id(9)).expect("it is there").closed_on = closed_on;
        assert_eq!(grant.decide(&again, &ctx(facts.clone())), Ok(Vec::new()));
    }
}

#[test]
fn rem_24_money_that_went_into_another_grant_lies_idle_there_and_not_here() {
    let spent = [(date(2026, 3, 31), eur(20_000))];
    let told = told(examined(), into_nine(eur(10_000), Money::ZERO));
    assert_eq!(told.grant.idle_cash(&spent, DECIDED), []);
    let idle = taking(&told.facts).idle_cash(&[], DECIDED);
    let [cash] = idle[..] else {
        panic!("one arrival: {idle:?}")
    };
    assert_eq!((cash.since, cash.amount), (DECIDED, eur(10_000)));
    let day = date(2027, 9, 1);
    assert_eq!(cash_findings(&told.grant, &fund(), &spent, day), []);
    let there = cash_findings(taking(&told.facts), &fund(), &[], day);
    assert_eq!(codes(&there), ["CASH_UNUSED"]);
}

#[test]
fn rem_24_a_closed_grant_has_no_cash_to_use_up() {
    let told = examined()
        .then(DecideGrantRemainder {
            decided_on: DECIDED,
            ..decide(eur(4_000), eur(6_000))
        })
        .then(repay(60, eur(6_000), date(2027, 5, 20)))
        .then(close(date(2027, 6, 1)));
    let spent = [(date(2026, 3, 31), eur(20_000))];
    let found = |day| codes(&cash_findings(&told.grant, &fund(), &spent, day));
    assert_eq!(found(date(2027, 5, 31)), ["CASH_UNUSED"]);
    assert_eq!(found(date(2027, 6, 1)), Vec::<&str>::new());
}

#[test]
fn fun_20_only_an_open_award_takes_what_is_carried_over() {
    let mut given = examined();
    let told = |given: &Told| given.refuses(into_nine(eur(10_000), Money::ZERO));
    given
        .facts
        .grants
        .insert(id(9), Told::nothing().then(apply()).grant);
    assert_eq!(
        (told(&given).0, told(&given).1),
        ("GRANT_NOT_AWARDED", Some("into"))
    );
    let rejected = Told::nothing().then(apply()).then(RecordGrantRejection {
        grant: id(1),
        rejected_on: date(2026, 1, 2),
        reason: None,
    });
    given.facts.grants.insert(id(9), rejected.grant);
    assert_eq!(told(&given).0, "GRANT_REJECTED");
    let closed = Told::accepted().event(GrantClosed {
        closed_on: date(2027, 1, 1),
    });
    given.facts.grants.insert(id(9), closed.grant);
    assert_eq!(told(&given).0, "GRANT_CLOSED");
    // What arrives stays within what is awarded.
    let full = Told::accepted().then(receive(31, eur(54_001), date(2026, 2, 20)));
    given.facts.grants.insert(id(9), full.grant);
    assert_eq!(
        (told(&given).0, told(&given).1),
        ("BEYOND_LIMIT", Some("into"))
    );
}

#[test]
fn fun_20_a_newer_proof_finds_gone_what_went_into_another_grant() {
    let mut given = with_money().then(prove());
    given.facts.grants.insert(id(9), Told::accepted().grant);
    let decided_on = date(2027, 3, 15);
    let command = DecideGrantRemainder {
        decided_on,
        ..into_nine(eur(4_000), eur(6_000))
    };
    let given = told(given, command);
    let anew = |submitted_on, received, remaining| SubmitProofOfUse {
        report: text(120, "Mit Nachtrag."),
        submitted_on,
        received: eur(received),
        remaining: eur(remaining),
        ..prove()
    };
    let after = told(given, anew(date(2027, 3, 20), 26_000, 6_000));
    assert_eq!(after.grant.undecided(), eur(6_000));
    // On the very day of the decision it is one on what the proof leaves.
    let mut given = with_money().then(prove());
    given.facts.grants.insert(id(9), Told::accepted().grant);
    let command = DecideGrantRemainder {
        decided_on,
        ..into_nine(eur(4_000), eur(6_000))
    };
    let same = told(told(given, command), anew(decided_on, 30_000, 10_000));
    assert_eq!(same.grant.undecided(), Money::ZERO);
}

#[test]
fn fun_20_a_corrected_decision_corrects_what_arrived() {
    let given = told(examined(), into_nine(eur(10_000), Money::ZERO));
    let fact = u32::try_from(given.grant.history.len()).expect("few");
    let correct = |replacement: Option<DecideGrantRemainder>| CorrectGrant {
        grant: id(1),
        fact,
        reason: text(130, "Anders entschieden."),
        replacement: replacement.map(GrantReplacement::DecideGrantRemainder),
    };
    let less = told(given, correct(Some(into_nine(eur(7_000), eur(3_000)))));
    assert_eq!(taking(&less.facts).sums().carried_in, eur(7_000));
    assert_eq!(less.grant.sums().carried_away, eur(7_000));
    let none = told(less, correct(None));
    assert_eq!(taking(&none.facts).sums().carried_in, Money::ZERO);
    assert_eq!(none.grant.undecided(), eur(10_000));
    // What arrived there is no fact of that grant to be corrected.
    let given = told(examined(), into_nine(eur(10_000), Money::ZERO));
    let taking = taking(&given.facts);
    let fact = u32::try_from(taking.history.len()).expect("few");
    let strike = CorrectGrant {
        fact,
        ..correct(None)
    };
    let refusal = taking.decide(&strike.into(), &ctx(given.facts.clone()));
    assert_eq!(refusal.expect_err("it follows").code(), "FACT_FOLLOWS");
    // Once it went back there, the decision here stands.
    let mut given = given;
    let back = RepaymentMade {
        payment: id(77),
        demand: None,
        amount: eur(1),
        interest: Money::ZERO,
        repaid_on: date(2027, 6, 1),
    };
    let taking = given.facts.grants.get_mut(&id(9)).expect("it is there");
    taking.apply(back.into());
    let refused = given.refuses(correct(None));
    assert_eq!((refused.0, refused.1), ("BEYOND_LIMIT", Some("into")));
}

#[test]
fn fun_18_the_ledger_moves_what_is_carried_over() {
    let given = told(examined(), into_nine(eur(10_000), Money::ZERO));
    let books = Books {
        grants: [(id(1), given.grant), (id(9), taking(&given.facts).clone())].into(),
        ..Books::default()
    };
    let of = |grant, day| {
        let grant = Some(id(grant));
        let filter = LedgerFilter {
            grant,
            ..LedgerFilter::default()
        };
        read(&books.bookings(day), filter, day)
    };
    let before = date(2027, 5, 14);
    assert_eq!(of(1, before).cash(), Some(eur(30_000)));
    assert_eq!(of(9, before).cash(), Some(Money::ZERO));
    assert_eq!(of(1, DECIDED).cash(), Some(eur(20_000)));
    assert_eq!(of(9, DECIDED).cash(), Some(eur(10_000)));
    assert_eq!(of(9, DECIDED).amount(LedgerKind::CarriedIn), eur(10_000));
    let whole = read(&books.bookings(DECIDED), LedgerFilter::default(), DECIDED);
    assert_eq!(whole.cash(), Some(eur(30_000)));
    assert_eq!(whole.amount(LedgerKind::Drawn), eur(30_000));
    // The decision is of the year after the award's: neither year has an award of its own to be set against it.
    let bookings = books.bookings(DECIDED);
    let years = by(&bookings, LedgerFilter::default(), DECIDED, |place| {
        place.year
    });
    assert!(
        years
            .values()
            .all(|part| (part.free(), part.over()) == (None, None))
    );
}

#[test]
fn fun_20_every_command_reads_the_grants_that_took_something() {
    let given = told(examined(), into_nine(eur(10_000), Money::ZERO));
    let streams = given.grant.receiving_streams();
    assert_eq!(streams.len(), 1);
    let command = GrantCommand::from(into_nine(eur(10_000), Money::ZERO));
    assert_eq!(streams, command.reads());
}
