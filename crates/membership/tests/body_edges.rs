//! A body's last day still counts for what happens in it; what it refers to is known: MEM-37, MEM-38.

use jiff::civil::date;
use kernel::{Date, Refusal, Strength};
use membership::body::*;
use membership::{Body, BodyKind};

use crate::fixtures::*;
use crate::seats;

const LAST: Date = date(2021, 12, 31);
const AFTER: Date = date(2022, 1, 1);

fn established() -> EstablishBody {
    seats::establish(BodyKind::QualityCircle)
}

fn dissolved(planned: bool) -> Body {
    let establish = EstablishBody {
        planned,
        founded_on: None,
        ..established()
    };
    seats::live(
        &leverkusen(),
        &[establish.into(), seats::dissolve(LAST).into()],
    )
}

/// The commands that need the body on `day`.
fn commands(day: Date) -> [BodyCommand; 4] {
    let parent = SetParent {
        body: id(7),
        parent: id(1),
        since: day.into(),
    };
    let advisory = SetAdvisory {
        body: id(7),
        advisory: true,
        adopted_on: day,
    };
    let cadence = SetCadence {
        body: id(7),
        required: Some(4),
        target: None,
        strength: Strength::Must,
        adopted_on: day,
    };
    let targets = SetForwardingTargets {
        body: id(7),
        bodies: vec![id(1)],
        organs: vec![],
    };
    [
        parent.into(),
        advisory.into(),
        cadence.into(),
        targets.into(),
    ]
}

fn founding(day: Date) -> BodyCommand {
    FoundBody {
        body: id(7),
        founded_on: day.into(),
    }
    .into()
}

#[test]
fn mem_37_a_body_is_founded_and_gets_parent_advisory_cadence_and_targets_until_its_last_day() {
    let on = |day| {
        let given = commands(day).map(|command| (dissolved(false), command));
        given.into_iter().chain([(dissolved(true), founding(day))])
    };
    for (body, command) in on(LAST) {
        let events = body.decide(&command, &ctx_on(&leverkusen(), LAST));
        assert_eq!(events.map(|events| events.len()), Ok(1), "{command:?}");
    }
    for (body, command) in on(AFTER) {
        let refused = body
            .decide(&command, &ctx_on(&leverkusen(), AFTER))
            .expect_err("refused");
        assert_eq!(
            (refused.code(), refused.rule(), refused.facts()),
            (
                "BODY_DISSOLVED",
                Some("MEM-37"),
                kernel::facts! { "dissolvedOn" => LAST }
            ),
            "{command:?}"
        );
    }
}

#[test]
fn mem_38_a_seat_is_not_defined_after_it_was_filled_or_removed_by_a_correction() {
    let on = date(2013, 4, 1);
    let define = DefineSeat {
        body: id(7),
        seat: Some(id(30)),
        function: text(330, "Vertretung des Projektträgers"),
        on_behalf_of: None,
    };
    let command = seats::correct(2, Some(BodyReplacement::DefineSeat(define)));
    for later in [seats::fill(30, None, Some(1), on), seats::remove(30, on)] {
        let body = seats::circle(&[seats::seat(30, None), later.clone()]);
        let defined = |day| body.decide(&command, &ctx_on(&leverkusen(), day));
        assert_eq!(defined(on).map(|events| events.len()), Ok(1), "{later:?}");
        let refused = defined(date(2013, 4, 2)).expect_err("refused");
        assert_eq!(
            (refused.code(), refused.field()),
            ("DATE_TOO_EARLY", Some("replacement")),
            "{later:?}"
        );
        assert_eq!(refused.facts()["notBefore"], "2013-04-02");
    }
}

#[test]
fn mem_37_a_body_is_established_for_a_known_region_alone() {
    let of = |region| {
        let establish = EstablishBody {
            region: Some(id(region)),
            ..established()
        };
        Body::default().decide(&establish.into(), &ctx(&leverkusen()))
    };
    assert_eq!(of(1).expect("not refused").len(), 1);
    let refused = of(77).expect_err("refused");
    assert_eq!(
        (refused.code(), refused.field()),
        ("REGION_UNKNOWN", Some("region"))
    );
}

#[test]
fn mem_38_a_seat_is_defined_on_behalf_of_a_known_partner_alone() {
    let body = seats::circle(&[]);
    let of = |partner| body.decide(&seats::seat(30, Some(partner)), &ctx(&leverkusen()));
    assert_eq!(of(1).expect("not refused").len(), 1);
    let refused = of(77).expect_err("refused");
    assert_eq!(
        (refused.code(), refused.field()),
        ("PARTNER_UNKNOWN", Some("onBehalfOf"))
    );
}
