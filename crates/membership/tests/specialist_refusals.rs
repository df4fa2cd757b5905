//! What a specialist's entry refuses at the edges of the registration and of today (MEM-20, MEM-27, AGR-24).

use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, Facts, Refusal, facts};
use membership::specialist::*;

use crate::fixtures::*;
use crate::specialist::{SINCE, bases, change, correct, end, evidence, live, register, train};

const LAST: Date = date(2021, 12, 31);
const TOMORROW: Date = date(2024, 6, 4);

type Decision = Result<Vec<SpecialistEvent>, SpecialistRefusal>;

fn decide(specialist: &Specialist, command: &SpecialistCommand) -> Decision {
    specialist.decide(command, &ctx(&leverkusen()))
}

fn away(from: Date) -> SpecialistCommand {
    ChangeSpecialistAvailability {
        specialist: id(9),
        availability: SpecialistAvailability::Unavailable,
        from,
        until: None,
    }
    .into()
}

/// Allowed from the first to the last day of the registration, refused on the day before and the day after.
fn lies_in_the_registration(field: &str, on: impl Fn(&Specialist, Date) -> Decision) {
    let specialist = live(&[end(LAST)]);
    for day in [SINCE, LAST] {
        assert_eq!(on(&specialist, day).map(|events| events.len()), Ok(1));
    }
    let early = on(&specialist, date(2015, 12, 31)).expect_err("refused");
    assert_eq!(
        (early.code(), early.field(), early.facts()),
        (
            "DATE_TOO_EARLY",
            Some(field),
            facts! { "date" => "2015-12-31", "notBefore" => "2016-01-01" }
        )
    );
    let late = on(&specialist, date(2022, 1, 1)).expect_err("refused");
    assert_eq!(
        (late.code(), late.facts()),
        ("REGISTRATION_ENDED", facts! { "endedOn" => "2021-12-31" })
    );
}

/// Allowed today, refused as of tomorrow.
fn lies_not_ahead(field: &str, on: impl Fn(Date) -> Decision) {
    assert!(on(TODAY).is_ok());
    let ahead = on(TOMORROW).expect_err("refused");
    assert_eq!(
        (ahead.code(), ahead.field(), ahead.facts()),
        (
            "DATE_IN_FUTURE",
            Some(field),
            facts! { "date" => TOMORROW, "today" => TODAY }
        )
    );
}

#[test]
fn mem_27_a_specialist_is_registered_once_and_before_anything_else_is_recorded() {
    let qualify = RecordSpecialistQualification {
        specialist: id(9),
        qualification: evidence(QualificationKind::Certificate),
    };
    let confirm = ConfirmSpecialist {
        specialist: id(9),
        confirmed_on: SINCE,
    };
    let give = GiveSpecialistConsent {
        specialist: id(9),
        given_on: SINCE,
        text_version: 2,
    };
    let withdraw = WithdrawSpecialistConsent {
        specialist: id(9),
        withdrawn_on: SINCE,
    };
    for command in [
        bases(&[LegalBasis::Kkg4], SINCE),
        change().into(),
        qualify.into(),
        train(SINCE),
        away(SINCE),
        confirm.into(),
        give.into(),
        withdraw.into(),
        end(SINCE),
        correct(1, None),
    ] {
        let refusal = TestFramework::<Specialist>::with(ctx(&leverkusen()))
            .given_no_previous_events()
            .when(command)
            .inspect_result()
            .expect_err("refused");
        assert_eq!(
            (refusal.code(), refusal.facts()),
            ("NOT_FOUND", Facts::new())
        );
    }
    let twice = decide(&live(&[]), &register().into()).expect_err("refused");
    assert_eq!(
        (twice.code(), twice.facts()),
        ("ALREADY_EXISTS", Facts::new())
    );
}

#[test]
fn mem_27_details_change_within_the_registration() {
    lies_in_the_registration("occurredOn", |specialist, day| {
        specialist.decide(&change().into(), &ctx_on(&leverkusen(), day))
    });
}

#[test]
fn mem_27_availability_changes_within_the_registration() {
    lies_in_the_registration("from", |specialist, day| decide(specialist, &away(day)));
}

#[test]
fn agr_24_changed_details_have_an_address_of_a_partner_or_an_institution() {
    let of = |partner| {
        let moved = ChangeSpecialistDetails {
            partner,
            institution: None,
            ..change()
        };
        decide(&live(&[]), &moved.into())
    };
    assert_eq!(of(Some(id(2))).map(|events| events.len()), Ok(1));
    let nowhere = of(None).expect_err("refused");
    assert_eq!(
        (nowhere.code(), nowhere.field(), nowhere.facts()),
        ("INSTITUTION_MISSING", Some("institution"), Facts::new())
    );
    let foreign = of(Some(id(77))).expect_err("refused");
    assert_eq!(
        (foreign.code(), foreign.field()),
        ("PARTNER_UNKNOWN", Some("partner"))
    );
}

#[test]
fn mem_20_consent_that_comes_with_details_was_not_given_ahead_of_today() {
    lies_not_ahead("consentGivenOn", |day| {
        let new = RegisterSpecialist {
            consent_given_on: Some(day),
            consent_text_version: Some(2),
            ..register()
        };
        decide(&Specialist::default(), &new.into())
    });
    lies_not_ahead("consentGivenOn", |day| {
        let changed = ChangeSpecialistDetails {
            consent_given_on: Some(day),
            consent_text_version: Some(2),
            ..change()
        };
        decide(&live(&[]), &changed.into())
    });
}

#[test]
fn mem_27_evidence_that_comes_with_the_registration_is_not_of_a_day_ahead() {
    lies_not_ahead("qualification.heldOn", |day| {
        let new = RegisterSpecialist {
            qualification: Some(NewQualification {
                held_on: day,
                ..evidence(QualificationKind::Certificate)
            }),
            ..register()
        };
        decide(&Specialist::default(), &new.into())
    });
}
