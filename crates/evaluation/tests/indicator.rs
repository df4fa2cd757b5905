//! Series of figures: EVA-15, and what is computed from them.

use evaluation::IndicatorSeries;
use evaluation::figure::*;
use evaluation::indicator::*;
use jiff::civil::date;
use kernel::{Date, DomainCommand};
use proptest::prelude::*;

use crate::fixtures::*;

pub(crate) fn year(year: i16) -> FigurePeriod {
    FigurePeriod::year(year).expect("a year")
}

pub(crate) fn dimension(code: &str, marks: &[&str]) -> FigureDimension {
    FigureDimension {
        code: code.parse().expect("a code"),
        marks: marks
            .iter()
            .map(|mark| mark.parse().expect("a mark"))
            .collect(),
    }
}

pub(crate) fn define(code: &str, unit: FigureUnit) -> DefineIndicator {
    DefineIndicator {
        id: Some(id(1)),
        code: code.parse().expect("a code"),
        title: text(100, "Kennzahl"),
        unit,
        decimals: 0,
        rounded_to: None,
        source: Some(text(101, "Fachkonzept, Kapitel 3")),
        dimensions: vec![
            dimension("standort", &["manfort", "rheindorf"]),
            dimension("zugangsweg", &["hebamme", "klinik"]),
        ],
        defined_on: PAPER,
    }
}

fn record(period: FigurePeriod, value: u64, qualifier: FigureQualifier) -> RecordFigure {
    RecordFigure {
        indicator: id(1),
        period,
        cell: vec![],
        value: Some(value),
        qualifier,
        source: None,
        stated_on: PAPER,
    }
}

pub(crate) fn exact(year_of: i16, value: u64) -> RecordFigure {
    record(year(year_of), value, FigureQualifier::Exact)
}

pub(crate) fn cell(dimension: &str, mark: &str) -> FigureCell {
    FigureCell {
        dimension: dimension.parse().expect("a code"),
        mark: mark.parse().expect("a mark"),
    }
}

pub(crate) fn series(code: &str, unit: FigureUnit, figures: Vec<RecordFigure>) -> IndicatorSeries {
    let defined = after(&IndicatorSeries::default(), define(code, unit));
    figures
        .into_iter()
        .fold(defined, |series, figure| after(&series, figure))
}

/// Kapitel 3: 170 visits in 2012, „fast 400“ in 2014.
fn visits() -> IndicatorSeries {
    let almost = record(year(2014), 400, FigureQualifier::Upper);
    series(
        "willkommensbesuche",
        FigureUnit::Visits,
        vec![exact(2012, 170), almost],
    )
}

fn births() -> IndicatorSeries {
    series("geburten", FigureUnit::Births, vec![exact(2012, 1_602)])
}

#[test]
fn eva_15_a_series_is_known_from_the_day_on_which_it_was_defined() {
    let series = births();
    assert_eq!(series.defined_on(), Some(PAPER));
    assert!(series.known_on(PAPER) && !series.known_on(PAPER.yesterday().expect("a day")));
    assert_eq!(IndicatorSeries::default().defined_on(), None);
}

#[test]
fn eva_15_visits_are_shown_with_their_qualifiers_and_their_reach() {
    let (visits, births) = (visits(), births());
    let printed = |period| {
        visits
            .operand(period, PAPER)
            .map(|operand| operand.printed())
    };
    assert_eq!(printed(year(2012)).as_deref(), Some("170"));
    assert_eq!(printed(year(2014)).as_deref(), Some("fast 400"));
    assert_eq!(printed(year(2013)), None);
    let reached = reach(&visits, &births, year(2012), PAPER);
    assert_eq!(reached.value(), Some(1_061));
    let Computed::Available { explanation, .. } = reached else {
        panic!("it is available")
    };
    assert_eq!(
        explanation.sentence(),
        "Anteil in Prozent, kaufmännisch auf Hundertstel gerundet: 170 Besuche (2012) gegenüber 1.602 Geburten (2012) \
         [EVA-15]."
    );
    // Nobody says how many were born in 2014.
    let absent = Computed::NotAvailable(Absence::BaseMissing { period: None });
    assert_eq!(reach(&visits, &births, year(2014), PAPER), absent);
    // And before the paper nobody knew anything.
    assert!(
        visits
            .figures_on(PAPER.yesterday().expect("a day"))
            .is_empty()
    );
    assert_eq!(visits.figures_on(PAPER).len(), 2);
    let about = record(year(2013), 50, FigureQualifier::Approx);
    let families = series("hausbesuche", FigureUnit::Families, vec![about]);
    let operand = families.operand(year(2013), PAPER).expect("a figure");
    assert_eq!(operand.printed(), "ca. 50");
}

#[test]
fn eva_15_a_figure_is_known_once_and_another_one_is_a_correction() {
    let series = visits();
    repeated(&series, exact(2012, 170));
    let refusal = refused(&series, exact(2012, 171));
    assert_eq!(refusal, ("FIGURE_RECORDED", Some("period"), Some("EVA-15")));
    let correct = CorrectIndicator {
        indicator: id(1),
        fact: 2,
        reason: text(300, "Zahlendreher"),
        replacement: Some(IndicatorReplacement::RecordFigure(exact(2012, 171))),
    };
    let command = IndicatorCommand::from(correct.clone());
    assert_eq!(entries(&command), [300]);
    let corrected = after(&series, correct);
    let figure = corrected
        .figure_on(year(2012), PAPER)
        .and_then(|figure| figure.value);
    assert_eq!(figure, Some(171));
}

#[test]
fn eva_15_a_series_is_defined_with_a_code_of_its_own() {
    let command = IndicatorCommand::from(define("geburten", FigureUnit::Births));
    assert_eq!(
        (reads(&command), entries(&command)),
        (vec![], vec![100, 101])
    );
    assert_eq!(command.claims()[0].key, "geburten");
    makes(command);
    let none = IndicatorSeries::default();
    let geburten = || define("geburten", FigureUnit::Births);
    let many = DefineIndicator {
        decimals: 7,
        ..geburten()
    };
    let no_step = DefineIndicator {
        rounded_to: Some(0),
        ..geburten()
    };
    let with = |dimensions| DefineIndicator {
        dimensions,
        ..geburten()
    };
    let seven = ["aa", "bb", "cc", "dd", "ee", "ff", "gg"];
    let seven = seven.map(|code| dimension(code, &["x"])).to_vec();
    for (command, code) in [
        (many, "DECIMALS_TOO_MANY"),
        (no_step, "ROUNDING_STEP_ZERO"),
        (with(vec![dimension("ort", &[])]), "DIMENSIONS_UNFIT"),
        (
            with(vec![dimension("ort", &["a", "a"])]),
            "DIMENSIONS_UNFIT",
        ),
        (with(vec![dimension("ort", &["a"]); 2]), "DIMENSIONS_UNFIT"),
        (with(seven), "DIMENSIONS_UNFIT"),
    ] {
        assert_eq!(refused(&none, command).0, code);
    }
}

#[test]
fn eva_15_what_is_not_available_has_no_value_and_everything_else_has() {
    let series = births();
    let figure = |value, qualifier| RecordFigure {
        value,
        ..record(year(2014), 0, qualifier)
    };
    let absent = figure(None, FigureQualifier::NotAvailable);
    let known = after(&series, absent);
    assert_eq!(
        known
            .operand(year(2014), PAPER)
            .expect("it is told")
            .printed(),
        "nicht verfügbar"
    );
    for (value, qualifier, code) in [
        (
            Some(1),
            FigureQualifier::NotAvailable,
            "VALUE_NOT_AVAILABLE",
        ),
        (None, FigureQualifier::Approx, "VALUE_MISSING"),
        (Some(u64::MAX), FigureQualifier::Exact, "VALUE_TOO_LARGE"),
    ] {
        let refusal = refused(&series, figure(value, qualifier));
        assert_eq!(refusal, (code, Some("value"), Some("EVA-15")));
    }
    let strange = FigurePeriod {
        since: date(2014, 3, 1),
        ..year(2014)
    };
    let strange = record(strange, 1, FigureQualifier::Exact);
    assert_eq!(refused(&series, strange).0, "PERIOD_UNFIT");
    // A paper states no year that has not begun.
    assert_eq!(refused(&series, exact(2016, 1)).0, "DATE_TOO_EARLY");
}

#[test]
fn eva_15_a_closed_series_takes_no_later_period() {
    let close = |closed_on: Date| CloseIndicator {
        indicator: id(1),
        reason: text(104, "Wird anders erhoben"),
        closed_on,
    };
    let series = births();
    assert_eq!(
        refused(&series, close(date(2012, 6, 30))).0,
        "DATE_TOO_EARLY"
    );
    let closed = after(&series, close(date(2013, 12, 31)));
    repeated(&closed, close(date(2013, 12, 31)));
    after(&closed, exact(2013, 1_650));
    assert_eq!(refused(&closed, exact(2014, 1)).0, "INDICATOR_CLOSED");
    assert_eq!(refused(&closed, close(TODAY)).0, "INDICATOR_CLOSED");
}

fn operand(value: Option<u64>, decimals: u8) -> Operand {
    Operand {
        indicator: "probe".parse().expect("a code"),
        period: year(2014),
        unit: FigureUnit::Euro,
        decimals,
        value,
        qualifier: FigureQualifier::Exact,
    }
}

#[test]
fn fun_17_growth_needs_a_base_that_is_more_than_nothing() {
    let value = |of, base| growth("FUN-17", Some(&operand(of, 0)), Some(&operand(base, 0)));
    assert_eq!(value(Some(50), Some(100)).value(), Some(-5_000));
    // Half a hundredth goes away from nothing, up as down.
    assert_eq!(value(Some(20_001), Some(20_000)).value(), Some(1));
    assert_eq!(value(Some(19_999), Some(20_000)).value(), Some(-1));
    let period = year(2014);
    let absent = |absence| Computed::NotAvailable(absence);
    assert_eq!(
        value(Some(1), Some(0)),
        absent(Absence::BaseZero { period })
    );
    let base_missing = Absence::BaseMissing {
        period: Some(period),
    };
    assert_eq!(value(Some(1), None), absent(base_missing));
    let value_missing = Absence::ValueMissing {
        period: Some(period),
    };
    assert_eq!(value(None, Some(1)), absent(value_missing));
    let none = growth("FUN-17", None, None);
    assert_eq!(none, absent(Absence::ValueMissing { period: None }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Rounding is of the whole quotient, whatever the decimal places in which the figures stand.
    #[test]
    fn fun_17_rounding_does_not_depend_on_the_unit(of in 0_u64..1_000_000, base in 1_u64..1_000_000) {
        let plain = growth("FUN-17", Some(&operand(Some(of), 0)), Some(&operand(Some(base), 0)));
        let cents = growth("FUN-17", Some(&operand(Some(of * 100), 2)), Some(&operand(Some(base * 100), 2)));
        let mixed = growth("FUN-17", Some(&operand(Some(of * 100), 2)), Some(&operand(Some(base), 0)));
        prop_assert_eq!(plain.value(), cents.value());
        prop_assert_eq!(plain.value(), mixed.value());
        // The result is the nearest one: half a hundredth off at most.
        let value = i128::from(plain.value().expect("it is available"));
        let (of, base) = (i128::from(of), i128::from(base));
        prop_assert!(2 * (value * base - (of - base) * 10_000).abs() <= base);
    }

    /// What is paid per case, times the cases, is the amount but for half a cent per case.
    #[test]
    fn fun_17_an_amount_per_case_is_the_nearest_cent(of in 0_u64..1_000_000_000, cases in 1_u64..10_000) {
        let computed = per_case("FUN-17", Some(&operand(Some(of), 2)), Some(&operand(Some(cases), 0)));
        let value = i128::from(computed.value().expect("it is available"));
        prop_assert!(2 * (value * i128::from(cases) - i128::from(of)).abs() <= i128::from(cases));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// In whichever order figures are told, a series shows the same.
    #[test]
    fn eva_15_what_a_series_shows_does_not_depend_on_the_order_of_telling(
        order in Just(vec![(2011, 606), (2012, 689), (2013, 737), (2014, 805)]).prop_shuffle()
    ) {
        let told = order.iter().map(|(of, value)| exact(*of, *value)).collect();
        let series = series("faelle", FigureUnit::Cases, told);
        let shown: Vec<_> = series.figures_on(PAPER).iter().filter_map(|figure| figure.value).collect();
        prop_assert_eq!(shown, vec![606, 689, 737, 805]);
        let growths: Vec<_> =
            (2011..=2014).map(|of| series.growth_on(year(of), PAPER).value()).collect();
        prop_assert_eq!(growths, vec![None, Some(1_370), Some(697), Some(923)]);
    }
}
