//! Money that is passed on to institutions: field.md 3.4, FUN-14, FUN-20, REM-23.

use cqrs_es::Aggregate as _;
use funding::grant::*;
use funding::onward_grant::*;
use jiff::civil::date;
use kernel::{Date, DomainCommand, Money, StreamId};
use proptest::prelude::*;

use crate::spend_given::*;

pub(crate) fn awarded() -> Told<OnwardGrant> {
    Told::<OnwardGrant>::nothing().then(award())
}

fn source() -> OnwardSource {
    award().source
}

pub(crate) fn pay(euros: i64, paid_on: Date) -> DisburseOnwardGrant {
    DisburseOnwardGrant {
        onward_grant: id(1),
        amount: eur(euros),
        paid_on,
        document: None,
    }
}

pub(crate) fn repay(euros: i64, repaid_on: Date) -> RecordOnwardRepayment {
    RecordOnwardRepayment {
        onward_grant: id(1),
        amount: eur(euros),
        repaid_on,
    }
}

pub(crate) fn reverse(number: u32, reversed_on: Date) -> ReverseOnwardPayment {
    ReverseOnwardPayment {
        onward_grant: id(1),
        number,
        reason: text(122, "Falsch gebucht"),
        reversed_on,
    }
}

pub(crate) fn amend(euros: i64) -> AmendOnwardGrant {
    AmendOnwardGrant {
        onward_grant: id(1),
        source: source(),
        amount: eur(euros),
        period: award().period,
        proof_due_on: Some(date(2019, 2, 28)),
        notice: None,
        amended_on: MAY,
    }
}

pub(crate) fn proof(euros: i64) -> RecordOnwardProof {
    RecordOnwardProof {
        onward_grant: id(1),
        spent: eur(euros),
        report: Some(text(123, "Das Café war offen.")),
        document: Some(document(5)),
        submitted_on: date(2019, 1, 30),
    }
}

pub(crate) fn examine(euros: i64) -> ExamineOnwardProof {
    ExamineOnwardProof {
        onward_grant: id(1),
        accepted: eur(euros),
        text: None,
        examined_on: date(2019, 2, 14),
    }
}

pub(crate) fn demand(euros: i64) -> DemandOnwardRepayment {
    DemandOnwardRepayment {
        onward_grant: id(1),
        amount: eur(euros),
        due_on: Some(date(2019, 4, 30)),
        demanded_on: date(2019, 3, 1),
    }
}

pub(crate) fn close() -> CloseOnwardGrant {
    CloseOnwardGrant {
        onward_grant: id(1),
        source: source(),
        closed_on: date(2019, 5, 2),
    }
}

pub(crate) fn fulfil() -> FulfilOnwardCondition {
    FulfilOnwardCondition {
        onward_grant: id(1),
        condition: id(1),
        fulfilled_on: MAY,
    }
}

pub(crate) fn revoke(euros: i64) -> RevokeOnwardGrant {
    RevokeOnwardGrant {
        onward_grant: id(1),
        amount: eur(euros),
        ground: RevocationGround::Purpose,
        text: None,
        revoked_on: date(2019, 2, 14),
    }
}

fn reserved(told: &Told<OnwardGrant>) -> Money {
    told.facts.grants[&id(1)].sums().reserved
}

fn codes(told: &Told<OnwardGrant>, own_due: Option<Date>, day: Date) -> Vec<&'static str> {
    let findings = onward_findings(&told.it, own_due, day);
    assert!(findings.iter().all(|f| f.sentence.ends_with('.')));
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn every_event_of_an_onward_grant_has_a_sample() {
    crate::events::check_events::<OnwardGrantEvent>();
}

#[test]
fn an_onward_grant_lives_from_award_to_closing() {
    let told = awarded()
        .then(fulfil())
        .then(pay(12_000, MARCH))
        .then(pay(8_000, MAY));
    assert_eq!(told.it.state_on(MAY), Some(OnwardState::Disbursed));
    let told = told.then(proof(19_000)).then(examine(18_500));
    assert_eq!(told.it.sums().due_back(), eur(1_500));
    assert_eq!(codes(&told, None, TODAY), ["ONWARD_REPAYMENT_OPEN"]);
    let told = told
        .then(demand(1_000))
        .then(repay(1_500, date(2019, 4, 2)));
    assert_eq!(reserved(&told), eur(20_000));
    let told = told.then(close());
    assert_eq!(reserved(&told), eur(18_500));
    assert_eq!(told.it.state_on(TODAY), Some(OnwardState::Closed));
    assert_eq!(
        told.refuses(pay(1, date(2019, 5, 3))).0,
        "ONWARD_GRANT_CLOSED"
    );
    assert!(codes(&told, None, TODAY).is_empty());
    assert_eq!(
        told.events,
        [
            "OnwardGrantAwarded",
            "OnwardAmountReserved",
            "OnwardConditionFulfilled",
            "OnwardDisbursed",
            "OnwardDisbursed",
            "OnwardProofRecorded",
            "OnwardProofExamined",
            "OnwardRepaymentDemanded",
            "OnwardRepaid",
            "OnwardGrantClosed",
            "OnwardAmountReleased",
        ]
    );
    // What stands in the grant's stream has no number here.
    assert_eq!(told.it.history.len(), 9);
}

#[test]
fn told_again_nothing_happens() {
    let told = awarded()
        .then(pay(20_000, MARCH))
        .then(amend(20_000))
        .then(fulfil());
    let told = told
        .then(proof(20_000))
        .then(examine(19_000))
        .then(revoke(500))
        .then(demand(1_000));
    let told = told.then(reverse(1, TODAY)).then(pay(18_500, TODAY));
    let before = told.events.len();
    let told = told
        .then(amend(20_000))
        .then(fulfil())
        .then(examine(19_000))
        .then(revoke(500));
    let told = told.then(demand(1_000)).then(reverse(1, TODAY));
    assert_eq!(told.events.len(), before);
}

#[test]
fn the_reserved_amount_stands_in_the_grants_stream() {
    let command = OnwardGrantCommand::from(award());
    let kinds: Vec<_> = command.reads().iter().map(StreamId::kind).collect();
    assert_eq!(kinds, ["grant", "partner", "project", "site"]);
    assert_eq!((command.entries().len(), command.documents().len()), (2, 1));
    let events = OnwardGrant::default()
        .decide(&command, &ctx())
        .expect("it passes");
    let streams: Vec<_> = events.iter().map(OnwardGrantEvent::grant_stream).collect();
    let of_grant = Some(StreamId::new("grant", uuid::Uuid::from_u128(1)));
    assert_eq!(streams, [None, of_grant]);
}

#[test]
fn no_more_is_passed_on_than_the_grant_has() {
    let told = awarded();
    assert_eq!(reserved(&told), eur(20_000));
    let mut second = Told::<OnwardGrant>::nothing();
    second.facts = told.facts.clone();
    let of = |euros| AwardOnwardGrant {
        id: Some(id(2)),
        amount: eur(euros),
        ..award()
    };
    assert_eq!(second.refuses(of(44_001)).0, "BEYOND_LIMIT");
    assert_eq!(reserved(&second.then(of(44_000))), eur(64_000));
    assert_eq!(told.refuses(amend(64_001)).0, "BEYOND_LIMIT");
    let told = told.then(amend(64_000)).then(amend(15_000));
    assert_eq!(reserved(&told), eur(15_000));
}

#[test]
fn fun_20_a_notice_that_says_nothing_of_passing_on_warns_and_one_that_forbids_refuses() {
    let of = |onward| {
        let mut facts = known();
        let terms = GrantTerms {
            onward,
            ..fund_terms()
        };
        facts.grants.insert(id(1), state(granted(1, terms)));
        facts
    };
    let ctx = ctx_of(policy("leverkusen"), of(None));
    assert!(OnwardGrant::default().decide(&award().into(), &ctx).is_ok());
    assert_eq!(ctx.into_warnings()[0].code, "ONWARD_CONSENT_UNSTATED");
    let mut told = Told::<OnwardGrant>::nothing();
    told.facts = of(Some(false));
    assert_eq!(told.refuses(award()).0, "ONWARD_NOT_ALLOWED");
}

#[test]
fn fun_14_an_onward_grant_stays_in_period_and_plan_of_its_grant() {
    let nothing = Told::<OnwardGrant>::nothing();
    let of = |since, until| AwardOnwardGrant {
        period: GrantPeriod { since, until },
        ..award()
    };
    let late = nothing.refuses(of(date(2018, 6, 1), date(2019, 1, 31)));
    assert_eq!((late.0, late.1), ("OUTSIDE_GRANT_PERIOD", Some("period")));
    assert_eq!(nothing.refuses(of(MAY, MARCH)).0, "PERIOD_BACKWARDS");
    let other = AwardOnwardGrant {
        source: OnwardSource::Grant(of_grant(1, "MIETE")),
        ..award()
    };
    assert_eq!(nothing.refuses(other).0, "NOT_IN_FINANCING_PLAN");
    let mut twice = award();
    twice.conditions.push(twice.conditions[0].clone());
    assert_eq!(nothing.refuses(twice).0, "CONDITION_TWICE");
}

#[test]
fn an_onward_grant_out_of_the_own_budget_reserves_nothing() {
    let own = OnwardSource::BudgetLine(budget(3));
    let told = Told::<OnwardGrant>::nothing().then(AwardOnwardGrant {
        source: own,
        ..award()
    });
    assert_eq!(told.events, ["OnwardGrantAwarded"]);
    assert_eq!(told.it.known().grant, None);
    let next_year = AwardOnwardGrant {
        source: OnwardSource::BudgetLine(budget(3)),
        period: GrantPeriod {
            since: MAY,
            until: TODAY,
        },
        ..award()
    };
    let refused = Told::<OnwardGrant>::nothing().refuses(next_year);
    assert_eq!(refused.0, "OUTSIDE_BUDGET_YEAR");
}

#[test]
fn no_more_is_paid_than_awarded_and_no_more_comes_back_than_was_paid() {
    let told = awarded().then(pay(20_000, MARCH));
    let (code, field, said) = told.refuses(pay(1, MAY));
    assert_eq!((code, field), ("BEYOND_LIMIT", Some("amount")));
    assert_eq!(said["allowed"], 2_000_000);
    assert_eq!(told.refuses(amend(19_999)).0, "BEYOND_LIMIT");
    assert_eq!(told.refuses(repay(20_001, MAY)).0, "BEYOND_LIMIT");
    // Nothing came back before it was paid.
    assert_eq!(told.refuses(repay(1, date(2018, 3, 11))).0, "BEYOND_LIMIT");
    let told = told.then(repay(5_000, MAY));
    assert_eq!(told.refuses(reverse(1, TODAY)).0, "BEYOND_LIMIT");
    assert_eq!(told.refuses(reverse(9, TODAY)).0, "ONWARD_PAYMENT_UNKNOWN");
    let told = told.then(reverse(2, TODAY)).then(reverse(1, TODAY));
    assert_eq!(told.it.sums().held(), Money::ZERO);
    assert_eq!(told.it.sums_on(MAY).held(), eur(15_000));
    assert_eq!(told.refuses(reverse(1, MAY)).0, "ONWARD_PAYMENT_REVERSED");
}

#[test]
fn an_examination_accepts_at_most_what_was_spent() {
    let told = awarded().then(pay(20_000, MARCH));
    assert_eq!(told.refuses(examine(1)).0, "ONWARD_PROOF_MISSING");
    let told = told.then(proof(19_000));
    assert_eq!(told.refuses(examine(19_001)).0, "BEYOND_LIMIT");
    assert_eq!(told.it.known().examined, None);
    let told = told.then(examine(19_000));
    assert_eq!(
        told.it.known().examined,
        Some((eur(19_000), date(2019, 2, 14)))
    );
    assert_eq!(told.refuses(proof(18_000)).0, "ONWARD_PROOF_EXAMINED");
    assert_eq!(told.refuses(demand(1_001)).0, "BEYOND_LIMIT");
}

#[test]
fn nothing_is_closed_that_is_not_settled() {
    let told = awarded().then(pay(20_000, MARCH));
    let (code, _, said) = told.refuses(close());
    assert_eq!(code, "ONWARD_GRANT_NOT_SETTLED");
    assert_eq!(said["open"], serde_json::json!(["proof"]));
    let told = told.then(proof(19_000)).then(examine(19_000));
    assert_eq!(told.refuses(close()).2["dueBack"], 100_000);
    // What was never paid needs no proof.
    let told = awarded().then(close());
    assert_eq!(reserved(&told), Money::ZERO);
}

#[test]
fn a_revoked_award_is_due_back() {
    let told = awarded().then(pay(20_000, MARCH)).then(revoke(20_000));
    assert_eq!(told.it.state_on(TODAY), Some(OnwardState::Revoked));
    assert_eq!(told.it.sums().due_back(), eur(20_000));
    assert_eq!(told.refuses(pay(1, TODAY)).0, "BEYOND_LIMIT");
    assert_eq!(told.refuses(revoke(1)).0, "BEYOND_LIMIT");
}

#[test]
fn rem_23_the_institutions_proof_is_asked_for_before_the_own_one() {
    let told = awarded().then(pay(20_000, MARCH)).then(fulfil());
    assert!(codes(&told, None, MAY).is_empty());
    let own = Some(date(2019, 3, 31));
    assert_eq!(
        codes(&told, own, date(2019, 1, 30)),
        ["ONWARD_PROOF_BEFORE_OWN"]
    );
    assert_eq!(
        codes(&told, own, date(2019, 2, 1)),
        ["ONWARD_PROOF_OVERDUE"]
    );
    let told = told.then(proof(19_000));
    assert_eq!(
        codes(&told, own, date(2019, 2, 1)),
        ["ONWARD_PROOF_NOT_EXAMINED"]
    );
    // A term that nobody set is a task, never a guess.
    let unset = AwardOnwardGrant {
        proof_due_on: None,
        ..award()
    };
    let told = Told::<OnwardGrant>::nothing()
        .then(unset)
        .then(pay(1, MARCH));
    assert_eq!(
        codes(&told, None, date(2018, 7, 1)),
        ["ONWARD_PROOF_DATE_UNSTATED", "ONWARD_CONDITION_OVERDUE"]
    );
}

fn correct(fact: u32, replacement: Option<OnwardGrantReplacement>) -> CorrectOnwardGrant {
    CorrectOnwardGrant {
        onward_grant: id(1),
        fact,
        reason: text(126, "Zahlendreher"),
        replacement,
    }
}

#[test]
fn what_was_recorded_is_corrected_but_payments_are_reversed_and_amounts_amended() {
    let told = awarded()
        .then(pay(20_000, MARCH))
        .then(proof(19_000))
        .then(examine(18_000));
    let examined = OnwardGrantReplacement::ExamineOnwardProof(examine(18_900));
    let told = told.then(correct(4, Some(examined)));
    assert_eq!(told.it.sums().due_back(), eur(1_100));
    let payment = told.refuses(correct(2, None));
    assert_eq!(payment.0, "FACT_FOLLOWS");
    let more = OnwardGrantReplacement::AwardOnwardGrant(AwardOnwardGrant {
        amount: eur(21_000),
        ..award()
    });
    assert_eq!(
        told.refuses(correct(1, Some(more))).0,
        "ONWARD_AMOUNT_IS_AMENDED"
    );
    let other = OnwardGrantReplacement::AwardOnwardGrant(AwardOnwardGrant {
        partner: id(3),
        ..award()
    });
    let told = told.then(correct(1, Some(other)));
    assert_eq!(told.it.partner, Some(id(3)));
    assert_eq!(reserved(&told), eur(20_000));
    // The examination needs its proof.
    assert_eq!(told.refuses(correct(3, None)).0, "ONWARD_PROOF_MISSING");
}

fn days() -> impl Strategy<Value = Date> {
    (0_i64..400).prop_map(|days| date(2018, 2, 1).saturating_add(jiff::Span::new().days(days)))
}

pub(crate) fn commands() -> impl Strategy<Value = OnwardGrantCommand> {
    (0_u8..10, days(), 1_i64..15_000, 1_u32..6).prop_map(
        |(which, day, euros, number)| match which {
            0 => close().into(),
            1 => examine(euros).into(),
            2 => proof(euros).into(),
            3 => amend(euros).into(),
            4 => reverse(number, day).into(),
            5 | 6 => repay(euros, day).into(),
            7 => revoke(euros).into(),
            _ => pay(euros, day).into(),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_told_the_sums_hold_on_every_day(
        commands in proptest::collection::vec(commands(), 0..14),
        asked in days(),
    ) {
        let mut told = awarded();
        for command in commands {
            let ctx = ctx_of(policy("leverkusen"), told.facts.clone());
            if told.it.decide(&command, &ctx).is_ok() {
                told = told.then(command);
            }
        }
        let sums = told.it.sums_on(asked);
        prop_assert!(sums.repaid <= sums.disbursed);
        prop_assert!(sums.keeps <= sums.awarded);
        prop_assert_eq!(sums.held(), sums.keeps.min(sums.held()).plus(sums.due_back()));
        prop_assert!(told.it.sums().held() <= reserved(&told));
        let replayed: OnwardGrant = {
            let mut it = OnwardGrant::default();
            for (_, event) in told.it.history.standing() {
                it.apply(event.clone());
            }
            it
        };
        prop_assert!(replayed == told.it);
    }
}
