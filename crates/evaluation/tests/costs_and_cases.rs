//! The concept paper's table „Aufwendungen Erzieherische Hilfen“ comes out as printed (FUN-17, rules.md 1.9 no. 5).

use evaluation::IndicatorSeries;
use evaluation::figure::*;
use evaluation::indicator::*;

use crate::fixtures::*;
use crate::indicator::year;

/// As printed in 4.2.
const COSTS: [(i16, u64); 4] = [
    (2011, 12_190_000),
    (2012, 13_045_000),
    (2013, 13_120_000),
    (2014, 13_612_000),
];
const COSTS_PRINTED: [(i16, i64); 3] = [(2012, 702), (2013, 58), (2014, 375)];
const CASES: [(i16, u64); 4] = [(2011, 606), (2012, 689), (2013, 737), (2014, 805)];
const CASES_PRINTED: [(i16, i64); 3] = [(2012, 1_370), (2013, 697), (2014, 923)];

fn series(
    define: DefineIndicator,
    figures: [(i16, u64); 4],
    printed: [(i16, i64); 3],
) -> IndicatorSeries {
    let mut series = after(&IndicatorSeries::default(), define);
    for (of, value) in figures {
        let figure = RecordFigure {
            indicator: id(1),
            period: year(of),
            cell: vec![],
            value: Some(value),
            qualifier: FigureQualifier::Exact,
            source: Some(text(101, "Fachkonzept, Abschnitt 4.2")),
            stated_on: PAPER,
        };
        series = after(&series, figure);
    }
    for (of, basis_points) in printed {
        let growth = RecordPrintedGrowth {
            indicator: id(1),
            period: year(of),
            basis_points,
            source: Some(text(102, "Fachkonzept, Abschnitt 4.2")),
            stated_on: PAPER,
        };
        series = after(&series, growth.clone());
        repeated(&series, growth);
    }
    series
}

fn define(code: &str, unit: FigureUnit, decimals: u8, rounded_to: Option<u64>) -> DefineIndicator {
    DefineIndicator {
        id: Some(id(1)),
        code: code.parse().expect("a code"),
        title: text(100, "Erzieherische Hilfen"),
        unit,
        decimals,
        rounded_to,
        source: None,
        dimensions: vec![],
        defined_on: PAPER,
    }
}

/// Amounts in cents, rounded by the paper to thousands of euros.
fn costs() -> IndicatorSeries {
    let define = define("hze-ausgaben", FigureUnit::Euro, 2, Some(100_000));
    series(
        define,
        COSTS.map(|(year, euros)| (year, euros * 100)),
        COSTS_PRINTED,
    )
}

fn cases() -> IndicatorSeries {
    let define = define("hze-fallzahlen", FigureUnit::Cases, 0, None);
    series(define, CASES, CASES_PRINTED)
}

#[test]
fn fun_17_the_table_of_costs_and_cases_comes_out_as_printed() {
    let table = costs_and_cases(&costs(), &cases(), 2011..=2014, PAPER);
    let amounts = table
        .costs
        .iter()
        .map(|line| line.figure.as_ref().expect("a figure").printed());
    assert_eq!(
        amounts.collect::<Vec<_>>(),
        [
            "12.190.000,00",
            "13.045.000,00",
            "13.120.000,00",
            "13.612.000,00"
        ]
    );
    let percent = |line: &YearLine| line.growth.value().map(german::percent);
    let computed: Vec<_> = table.costs.iter().map(percent).collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        computed,
        [None, text("7,01 %"), text("0,57 %"), text("3,75 %")]
    );
    // The table shows what the paper prints; footnotes say where that is not the same.
    let shown = |lines: &[YearLine]| lines.iter().filter_map(YearLine::shown).collect::<Vec<_>>();
    assert_eq!(shown(&table.costs), [702, 58, 375]);
    assert_eq!(shown(&table.cases), [1_370, 697, 923]);
    let computed: Vec<_> = table.cases.iter().map(percent).collect();
    assert_eq!(
        computed,
        [None, text("13,70 %"), text("6,97 %"), text("9,23 %")]
    );
    // 2011 has no year before: not available, never 0.
    let base_missing = Absence::BaseMissing { period: None };
    assert_eq!(table.costs[0].growth, Computed::NotAvailable(base_missing));
}

#[test]
fn fun_17_two_printed_percentages_cannot_be_had_from_the_printed_amounts_and_get_a_footnote() {
    let table = costs_and_cases(&costs(), &cases(), 2011..=2014, PAPER);
    assert_eq!(
        table.footnotes(),
        [
            (
                2012,
                "Gedruckt sind 7,02 %; aus den gedruckten Beträgen ergeben sich 7,01 % (die gedruckten Beträge sind \
                 gerundet)."
                    .to_owned()
            ),
            (
                2013,
                "Gedruckt sind 0,58 %; aus den gedruckten Beträgen ergeben sich 0,57 % (die gedruckten Beträge sind \
                 gerundet)."
                    .to_owned()
            ),
        ]
    );
    // A hundredth is tolerated, more is a contradiction that nobody smooths over.
    let judged = judge(704, Some(701), 1_304_500_000, 1_219_000_000, 100_000);
    let contradiction = PrintedVerdict::Contradicts {
        printed: 704,
        computed: 701,
    };
    assert_eq!(judged, contradiction);
    assert!(
        judged
            .footnote()
            .is_some_and(|note| note.ends_with("das ist zu klären."))
    );
    // Without rounding in the source, nothing explains it.
    let judged = judge(702, Some(701), 1_304_500_000, 1_219_000_000, 0);
    assert!(matches!(
        judged,
        PrintedVerdict::WithinTolerance {
            explained_by_rounding: false,
            ..
        }
    ));
    assert_eq!(judge(375, Some(375), 2, 1, 0).footnote(), None);
    assert!(judge(5, None, 0, 0, 0).footnote().is_some());
}

#[test]
fn fun_17_costs_per_case_fell_while_costs_rose() {
    let table = costs_and_cases(&costs(), &cases(), 2011..=2014, PAPER);
    let per_case: Vec<_> = table
        .per_case
        .values()
        .filter_map(Computed::value)
        .collect();
    assert_eq!(per_case, [2_011_551, 1_893_324, 1_780_190, 1_690_932]);
    let Some(Computed::Available { explanation, .. }) = table.per_case.get(&2011) else {
        panic!("it is available")
    };
    assert_eq!(
        explanation.sentence(),
        "Betrag je Fall, kaufmännisch auf die kleinste Einheit gerundet: 12.190.000,00 Euro (2011) gegenüber 606 \
         Fälle (2011) [FUN-17]."
    );
}

#[test]
fn fun_17_a_printed_growth_is_known_once_and_needs_a_year_before() {
    let growth = |period, basis_points| RecordPrintedGrowth {
        indicator: id(1),
        period,
        basis_points,
        source: None,
        stated_on: PAPER,
    };
    let costs = costs();
    let refusal = refused(&costs, growth(year(2012), 703));
    assert_eq!(refusal.0, "FIGURE_RECORDED");
    let leap = FigurePeriod {
        kind: FigurePeriodKind::Day,
        since: "2012-02-29".parse().expect("a day"),
        until: None,
    };
    assert_eq!(
        refused(&costs, growth(leap, 1)),
        ("NO_YEAR_BEFORE", Some("period"), Some("FUN-17"))
    );
    // As of a day before the paper there is nothing to show.
    let before = PAPER.yesterday().expect("a day");
    assert_eq!(costs.printed_on(year(2012), before), None);
    assert_eq!(costs.growth_on(year(2012), before).value(), None);
}
