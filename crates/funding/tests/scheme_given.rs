//! A cost scheme in which everything is said, with invented amounts.

use funding::policy::{Rounding, SurchargeBase};
use funding::scheme::*;
use funding::{CostScheme, CostSchemeEvent};
use jiff::civil::date;

use crate::fixtures::*;

pub(crate) fn defined() -> CostSchemeEvent {
    let policy = leverkusen();
    let lines = (1..).zip(&policy.cost_lines);
    let lines = lines.filter_map(|(number, line)| SchemeLine::of(line, number));
    CostSchemeDefined {
        name: id(101),
        policy_version: 7,
        lines: lines.collect::<Result<_, _>>().expect("every line is kept"),
        indexation: (&policy.indexation).into(),
        defined_on: date(2016, 1, 4),
    }
    .into()
}

pub(crate) fn settled(code: &str) -> CostQuestionSettled {
    CostQuestionSettled {
        line: line(code),
        question: 1,
        answer: id(200),
        share: None,
        base: None,
        base_parameter: None,
        base_line: None,
        note_meaning: None,
        settled_on: date(2016, 1, 5),
    }
}

pub(crate) fn amount_of(code: &str, year: i16, amount: i64) -> CostSchemeEvent {
    CostParameterSet {
        parameter: parameter(code),
        year,
        amount: Some(cents(amount)),
        basis_points: None,
        source: id(201),
    }
    .into()
}

pub(crate) fn cost_of(code: &str, year: i16, amount: i64) -> CostSchemeEvent {
    GradeCostSet {
        grade: grade(code),
        year,
        amount: cents(amount),
        source: id(202),
    }
    .into()
}

pub(crate) fn recipient(code: &str, pair: Option<u16>, n: u128) -> CostRecipientNamed {
    CostRecipientNamed {
        line: line(code),
        pair,
        project: None,
        partner: id(n),
        site: pair.map(|_| id(n)),
        from_year: 2016,
    }
}

/// Everything that Leverkusen's lines ask for, with invented amounts of 2016: S 11b costs 60.000 €, E 12 90.000 €, a
/// workplace 9.700 € of material and 80.000 € in all, surcharge 20 %; rents of 2018 are 12.000 € and 9.600,50 €.
pub(crate) fn complete_events() -> Vec<CostSchemeEvent> {
    let average = |code| CostQuestionSettled {
        base: Some(SurchargeBase::AverageWorkplace),
        base_parameter: Some(parameter("kgst.workplace")),
        ..settled(code)
    };
    let rate = CostParameterSet {
        parameter: parameter("kgst.overhead-office"),
        year: 2016,
        amount: None,
        basis_points: Some(2_000),
        source: id(201),
    };
    let rent = |pair, amount| ActualCostSet {
        line: line("RENT"),
        pair,
        year: 2018,
        amount: cents(amount),
        source: id(203),
    };
    let mapped = PayGradeMapped {
        grade: grade("SuE 11"),
        to: grade("S 11b"),
        from_year: 2016,
    };
    let of_post = LineGradeNamed {
        line: line("PSY"),
        grade: grade("E 12"),
        from_year: 2016,
    };
    let rounding = IndexationDecided {
        basis_points: None,
        base_year: None,
        mode: None,
        rounding: Some(Rounding::HalfUpCentFromBase),
        decided_on: date(2016, 1, 5),
    };
    let active = CostSchemeActivated {
        from_year: 2016,
        decision: Some(council()),
        activated_on: date(2016, 1, 6),
    };
    let midwives = CostRecipientNamed {
        project: Some(id(1)),
        ..recipient("FH", None, 4)
    };
    let third = CostQuestionSettled {
        share: Some("1/3".to_owned().try_into().expect("a share")),
        ..settled("PSY-MAT")
    };
    vec![
        defined(),
        mapped.into(),
        of_post.into(),
        cost_of("S 11b", 2016, 6_000_000),
        cost_of("E 12", 2016, 9_000_000),
        amount_of("kgst.material", 2016, 970_000),
        amount_of("kgst.workplace", 2016, 8_000_000),
        rate.into(),
        settled("COORD").into(),
        average("OVH").into(),
        settled("RENT").into(),
        third.into(),
        average("PSY-OVH").into(),
        settled("FH").into(),
        rounding.into(),
        recipient("RENT", Some(1), 1).into(),
        recipient("RENT", Some(2), 2).into(),
        recipient("PSY", None, 3).into(),
        recipient("PSY-MAT", None, 3).into(),
        recipient("PSY-OVH", None, 3).into(),
        midwives.into(),
        rent(1, 1_200_000).into(),
        rent(2, 960_050).into(),
        active.into(),
    ]
}

pub(crate) fn complete() -> CostScheme {
    state(complete_events())
}
