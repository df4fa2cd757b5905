//! What an offer refuses at the edges of its time and of its name (MEM-21, MEM-22).

use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, Facts, Refusal, facts};
use membership::offer::*;

use crate::fixtures::*;
use crate::offer::{confirm, correct, details, end, live, pause, register, resume};

const FIRST: Date = date(2018, 5, 16);

fn revise(details: NewOfferDetails) -> OfferCommand {
    ReviseOffer {
        offer: id(8),
        details,
        revised_on: date(2019, 1, 1),
    }
    .into()
}

fn decide(offer: &Offer, command: &OfferCommand) -> Result<Vec<OfferEvent>, OfferRefusal> {
    offer.decide(command, &ctx(&leverkusen()))
}

#[test]
fn mem_21_an_offer_is_registered_once_and_before_anything_else_of_it() {
    for command in [
        revise(details(200)),
        confirm(FIRST),
        pause(FIRST, None),
        resume(FIRST),
        end(FIRST),
        correct(1, None),
    ] {
        let refusal = TestFramework::<Offer>::with(ctx(&leverkusen()))
            .given_no_previous_events()
            .when(command)
            .inspect_result()
            .expect_err("refused");
        assert_eq!(
            (refusal.code(), refusal.facts()),
            ("NOT_FOUND", Facts::new())
        );
    }
    let twice = decide(&live(&[]), &register(1, FIRST).into()).expect_err("refused");
    assert_eq!(
        (twice.code(), twice.facts()),
        ("ALREADY_EXISTS", Facts::new())
    );
}

#[test]
fn mem_21_an_offer_resumes_while_it_is_offered() {
    let last = date(2021, 12, 31);
    let offer = live(&[pause(FIRST, None), end(last)]);
    for day in [FIRST, last] {
        let resumed = OfferResumed { resumed_on: day }.into();
        assert_eq!(decide(&offer, &resume(day)), Ok(vec![resumed]));
    }
    let early = decide(&offer, &resume(date(2018, 5, 15))).expect_err("refused");
    assert_eq!(
        (early.code(), early.field(), early.facts()),
        (
            "DATE_TOO_EARLY",
            Some("resumedOn"),
            facts! { "date" => "2018-05-15", "notBefore" => "2018-05-16" }
        )
    );
    let late = decide(&offer, &resume(date(2022, 1, 1))).expect_err("refused");
    assert_eq!(
        (late.code(), late.facts()),
        ("OFFER_ENDED", facts! { "endedOn" => "2021-12-31" })
    );
}

#[test]
fn mem_21_an_offers_name_has_at_most_200_characters() {
    let named = |length| NewOfferDetails {
        name: text(200, &"ä".repeat(length)),
        ..details(200)
    };
    let registered = |length| {
        let command = RegisterOffer {
            details: named(length),
            ..register(1, FIRST)
        };
        decide(&Offer::default(), &command.into())
    };
    let revised = |length| decide(&live(&[]), &revise(named(length)));
    for longest in [registered(200), revised(200)] {
        assert_eq!(longest.map(|events| events.len()), Ok(1));
    }
    for too_long in [registered(201), revised(201)] {
        let refusal = too_long.expect_err("refused");
        assert_eq!(
            (refusal.code(), refusal.facts()),
            (
                "NAME_TOO_LONG",
                facts! { "length" => 201, "allowed" => 200 }
            )
        );
    }
}

#[test]
fn mem_21_a_corrected_pause_stays_apart_from_a_later_one() {
    let march = date(2020, 3, 16);
    let offer = live(&[
        pause(march, Some(date(2020, 5, 31))),           // 2
        pause(date(2021, 1, 4), Some(date(2021, 2, 1))), // 3
    ]);
    let until = |last| {
        let longer = PauseOffer {
            offer: id(8),
            from: march,
            until: Some(last),
        };
        decide(
            &offer,
            &correct(2, Some(OfferReplacement::PauseOffer(longer))),
        )
    };
    assert_eq!(until(date(2021, 1, 3)).map(|events| events.len()), Ok(1));
    let refusal = until(date(2021, 1, 4)).expect_err("refused");
    assert_eq!(
        (refusal.code(), refusal.facts()),
        ("OFFER_PAUSED", facts! { "from" => "2020-03-16" })
    );
}
