//! Funding programmes: FUN-01, FUN-15, FUN-18, FUN-20, REM-22, REM-26.

use cqrs_es::Aggregate;
use funding::FundingFacts;
use funding::grant::*;
use funding::programme::*;
use jiff::civil::date;
use kernel::{Date, DecisionRef, DomainCommand, Facts, ProgrammeId, Refusal, Sourced, facts};

use crate::grant_given::*;

fn register() -> RegisterProgramme {
    RegisterProgramme {
        id: Some(id(2)),
        name: text(100, "Fonds Frühe Hilfen"),
        source: ProgrammeSource::FederalFund,
        state: registered().state,
        legal_bases: vec![text(101, "Fördergrundsätze NRW, Art. 2 Abs. 3")],
        areas: registered().areas,
        decision: None,
        valid_since: date(2018, 1, 1),
        valid_until: None,
        registered_on: date(2025, 1, 2),
    }
}

fn council(number: &str) -> RegisterProgramme {
    RegisterProgramme {
        source: ProgrammeSource::Council,
        decision: Some(DecisionRef {
            organ: "rat".to_owned(),
            decided_on: date(2015, 12, 14),
            number: number.to_owned(),
        }),
        ..register()
    }
}

/// Programme 3 is known to all of them.
fn others() -> FundingFacts {
    FundingFacts {
        programmes: [(id::<ProgrammeId>(3), state([registered().into()]))].into(),
        ..FundingFacts::default()
    }
}

/// Passes, and told again changes nothing.
fn after(mut programme: Programme, command: impl Into<ProgrammeCommand>) -> Programme {
    let command = command.into();
    let events = programme
        .decide(&command, &ctx(others()))
        .expect("it passes");
    assert_eq!(events.len(), 1, "{command:?}");
    for event in events {
        programme.apply(event);
    }
    if !command.creates() {
        let again = programme.decide(&command, &ctx(others()));
        assert_eq!(again, Ok(Vec::new()), "{command:?}");
    }
    programme
}

fn refused(
    programme: &Programme,
    command: impl Into<ProgrammeCommand>,
) -> (&'static str, Option<&'static str>, Facts) {
    let refusal = programme
        .decide(&command.into(), &ctx(others()))
        .expect_err("the command is refused");
    assert!(refusal.sentence().ends_with('.'), "{refusal:?}");
    assert!(refusal.rule().is_some(), "{refusal:?}");
    (refusal.code(), refusal.field(), refusal.facts())
}

#[test]
fn every_event_of_a_programme_has_a_sample() {
    crate::events::check_events::<ProgrammeEvent>();
}

#[test]
fn fun_20_a_programme_names_its_provisions_and_its_state() {
    let programme = after(Programme::default(), register());
    assert_eq!(programme.legal_bases, [id(101)]);
    assert_eq!(
        programme.of_state(),
        Some(kernel::State::NordrheinWestfalen)
    );
    let entries = ProgrammeCommand::from(register()).entries();
    assert_eq!(entries.len(), 2);
    let two_lines = RegisterProgramme {
        legal_bases: vec![text(101, "zwei\nZeilen")],
        ..register()
    };
    assert_eq!(refused(&Programme::default(), two_lines).0, "NOT_A_LINE");
    assert_eq!(refused(&programme, register()).0, "ALREADY_EXISTS");
}

#[test]
fn fun_01_the_municipalitys_own_money_names_its_decision() {
    let without = RegisterProgramme {
        decision: None,
        ..council("2015/0842")
    };
    let nothing = Programme::default();
    assert_eq!(
        refused(&nothing, without),
        ("DECISION_MISSING", Some("decision"), facts! {})
    );
    let programme = after(Programme::default(), council("2015/0842"));
    assert!(programme.decision.is_some());
    assert_eq!(refused(&nothing, council("Nr. 1")).0, "DECISION_INVALID");
    // Another decision than the policy's is asked about, not refused.
    for (number, asked) in [("2015/0842", 0), ("2010/0264", 1)] {
        let ctx = ctx(others());
        let events = nothing.decide(&council(number).into(), &ctx);
        assert_eq!(events.map(|events| events.len()), Ok(1));
        assert_eq!(ctx.into_warnings().len(), asked);
    }
}

#[test]
fn fun_15_a_programme_has_its_real_days_and_a_successor() {
    // „ohne Laufzeitende“ from 2016; in fact it ran until the end of 2017.
    let initiative = after(
        Programme::default(),
        RegisterProgramme {
            valid_since: date(2016, 1, 1),
            ..register()
        },
    );
    assert!(initiative.is_valid_on(date(2020, 1, 1)));
    let end = EndProgramme {
        programme: id(2),
        last_day: date(2017, 12, 31),
        successor: Some(id(3)),
    };
    let itself = EndProgramme {
        successor: Some(id(2)),
        ..end.clone()
    };
    assert_eq!(refused(&initiative, itself).0, "PROGRAMME_ITSELF");
    let backwards = EndProgramme {
        last_day: date(2015, 12, 31),
        ..end.clone()
    };
    assert_eq!(refused(&initiative, backwards).0, "PROGRAMME_BACKWARDS");
    let unknown = EndProgramme {
        successor: Some(id(9)),
        ..end.clone()
    };
    assert_eq!(refused(&initiative, unknown).0, "PROGRAMME_UNKNOWN");
    let initiative = after(initiative, end);
    assert!(!initiative.is_valid_on(date(2018, 1, 1)));
    let found = superseded_findings(&initiative, date(2018, 1, 1));
    assert_eq!(codes(&found), ["PROGRAMME_ENDED"]);
    assert_eq!(superseded_findings(&initiative, date(2017, 12, 31)), []);
}

#[test]
fn fun_15_the_key_is_adjusted_every_three_years() {
    let policy = leverkusen().key_adjusted_every_years;
    let programme = after(Programme::default(), register());
    let due = |programme: &Programme, years: &Sourced<u8>, day| {
        let found = key_findings(programme, years, day);
        found.first().map(|finding| finding.facts["dueOn"].clone())
    };
    assert_eq!(due(&programme, &policy, date(2020, 10, 1)), None);
    assert_eq!(
        due(&programme, &policy, date(2020, 10, 3)),
        Some("2021-01-01".into())
    );
    // Nobody says: nothing is invented.
    assert_eq!(
        due(&programme, &Sourced::unstated(), date(2030, 1, 1)),
        None
    );
    let adjusted = RecordKeyAdjustment {
        programme: id(2),
        adjusted_on: date(2021, 2, 1),
    };
    let programme = after(programme, adjusted);
    assert_eq!(due(&programme, &policy, date(2021, 3, 1)), None);
    assert_eq!(
        due(&programme, &policy, date(2024, 1, 1)),
        Some("2024-02-01".into())
    );
    let before = RecordKeyAdjustment {
        programme: id(2),
        adjusted_on: date(2017, 12, 31),
    };
    assert_eq!(refused(&programme, before).0, "DATE_TOO_EARLY");
}

#[test]
fn fun_20_terms_hold_from_their_day() {
    let set = |terms, since| SetProgrammeTerms {
        programme: id(2),
        terms,
        since,
    };
    let programme = after(Programme::default(), register());
    let programme = after(programme, set(terms_of_fund(), date(2018, 1, 1)));
    let whole = ProgrammeTerms {
        rate_cap: Some(share("1/1")),
        ..terms_of_fund()
    };
    let programme = after(programme, set(whole, date(2023, 1, 30)));
    let cap = |day| programme.terms_on(day).rate_cap;
    assert_eq!(cap(date(2017, 12, 31)), None);
    assert_eq!(cap(date(2023, 1, 29)), Some(share("4/5")));
    assert_eq!(cap(date(2023, 1, 30)), Some(share("1/1")));
    let never = ProgrammeTerms {
        key_adjusted_every_years: Some(0),
        ..terms_of_fund()
    };
    assert_eq!(
        refused(&programme, set(never, date(2024, 1, 1))).0,
        "YEARS_MISSING"
    );
}

#[test]
fn fun_20_base_rates_are_entered_and_may_be_below_zero() {
    let rate = |basis_points, since| SetBaseRate {
        programme: id(2),
        basis_points,
        since,
    };
    let programme = after(Programme::default(), register());
    assert_eq!(programme.base_rate_on(date(2020, 1, 1)), None);
    let programme = after(programme, rate(-88, date(2016, 7, 1)));
    let programme = after(programme, rate(162, date(2023, 1, 1)));
    assert_eq!(programme.base_rate_on(date(2022, 12, 31)), Some(-88));
    assert_eq!(programme.base_rate_on(date(2023, 1, 1)), Some(162));
    assert_eq!(
        refused(&programme, rate(10_001, date(2024, 1, 1))).0,
        "RATE_NOT_MEANT"
    );
    // A typing error is corrected.
    let correction = CorrectProgramme {
        programme: id(2),
        fact: 3,
        reason: text(300, "Zahlendreher"),
        replacement: Some(ProgrammeReplacement::SetBaseRate(rate(
            126,
            date(2023, 1, 1),
        ))),
    };
    let programme = after(programme, correction);
    assert_eq!(programme.base_rate_on(date(2023, 1, 1)), Some(126));
}

#[test]
fn fun_20_programmes_that_exclude_each_other_warn_of_double_funding() {
    let exclude = |other| ExcludeProgramme {
        programme: id(2),
        other: id(other),
        since: date(2020, 1, 1),
    };
    let programme = after(Programme::default(), register());
    assert_eq!(refused(&programme, exclude(2)).0, "PROGRAMME_ITSELF");
    assert_eq!(refused(&programme, exclude(9)).0, "PROGRAMME_UNKNOWN");
    let programme = after(programme, exclude(3));
    let own = Told::accepted().grant;
    let mut other = own.clone();
    if let Some(application) = &mut other.application {
        application.programme = id(3);
    }
    let kinderstark: Programme = state([registered().into()]);
    let found = |programme: &Programme, other: &Grant| {
        let others = [(id(9), other, &kinderstark)];
        codes(&double_funding_findings(
            (id(2), &own, programme),
            &others,
            date(2026, 3, 1),
        ))
    };
    assert_eq!(found(&programme, &other), ["DOUBLE_FUNDING"]);
    // Another area, another year, or no exclusion any more: nothing to say.
    let mut elsewhere = other.clone();
    elsewhere.notices[0].terms.areas = vec![FundingArea::Three];
    assert!(found(&programme, &elsewhere).is_empty());
    let mut next_year = other.clone();
    next_year.notices[0].terms.period = GrantPeriod {
        since: date(2027, 1, 1),
        until: date(2027, 12, 31),
    };
    assert!(found(&programme, &next_year).is_empty());
    let lift = |since| LiftProgrammeExclusion {
        programme: id(2),
        other: id(3),
        since,
    };
    assert_eq!(
        refused(&programme, lift(date(2019, 1, 1))).0,
        "PROGRAMME_NOT_EXCLUDED"
    );
    let lifted = after(programme, lift(date(2026, 1, 1)));
    assert!(found(&lifted, &other).is_empty());
}

#[test]
fn rem_22_an_application_is_due_on_30_november_of_the_year_before() {
    let fund = fund();
    let on = |day: Date| {
        let found = application_findings(&fund, 2027, false, day);
        let stage = found.first().map(|known| known.facts["stage"].clone());
        (codes(&found).first().copied(), stage)
    };
    assert_eq!(on(date(2026, 9, 30)), (None, None));
    assert_eq!(
        on(date(2026, 10, 1)),
        (Some("APPLICATION_DUE"), Some(60.into()))
    );
    assert_eq!(on(date(2026, 10, 31)).1, Some(30.into()));
    assert_eq!(on(date(2026, 11, 30)).1, Some(7.into()));
    assert_eq!(on(date(2026, 12, 1)).0, Some("APPLICATION_OVERDUE"));
    assert_eq!(
        application_findings(&fund, 2027, true, date(2026, 12, 1)),
        []
    );
    assert_eq!(
        application_findings(&fund, 2017, false, date(2016, 11, 30)),
        []
    );
    // The key of NRW's deadlines is not known: that is the task.
    let silent: Programme = state([registered().into()]);
    let found = application_findings(&silent, 2027, false, date(2026, 1, 1));
    assert_eq!(codes(&found), ["APPLICATION_DEADLINE_UNSTATED"]);
}
