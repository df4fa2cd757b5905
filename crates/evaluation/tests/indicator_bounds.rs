//! Where the rules of a series of figures begin and end: FUN-17, EVA-02, EVA-15.

use evaluation::IndicatorSeries;
use evaluation::figure::value::FIGURE_MAX;
use evaluation::figure::*;
use evaluation::indicator::*;
use jiff::civil::date;
use kernel::{Date, DomainCommand};

use crate::fixtures::*;
use crate::indicator::{cell, define, dimension, exact, series, year};

fn births() -> DefineIndicator {
    define("geburten", FigureUnit::Births)
}

fn grown(of: i16) -> RecordPrintedGrowth {
    RecordPrintedGrowth {
        indicator: id(1),
        period: year(of),
        basis_points: 702,
        source: Some(text(103, "Haushaltsplan")),
        stated_on: PAPER,
    }
}

fn close(closed_on: Date) -> CloseIndicator {
    CloseIndicator {
        indicator: id(1),
        reason: text(104, "Wird anders erhoben"),
        closed_on,
    }
}

fn part(parts: &[(&str, &str)], value: u64) -> RecordFigure {
    RecordFigure {
        cell: parts.iter().map(|(code, mark)| cell(code, mark)).collect(),
        ..exact(2014, value)
    }
}

#[test]
fn eva_15_a_series_is_defined_once_and_its_days_lie_not_ahead() {
    let none = IndicatorSeries::default();
    handled::<IndicatorSeries>(births());
    assert_eq!(refused(&none, exact(2014, 1)).0, "NOT_FOUND");
    let defined = after(&none, births());
    assert_eq!(refused(&defined, births()).0, "ALREADY_EXISTS");
    let ahead = RecordFigure {
        stated_on: TODAY.tomorrow().expect("a day"),
        ..exact(2014, 1)
    };
    let refusal = refused(&defined, ahead);
    assert_eq!((refusal.0, refusal.1), ("DATE_IN_FUTURE", Some("statedOn")));
    let two_lines = DefineIndicator {
        title: text(100, "Geburten\nim Jahr"),
        ..births()
    };
    let refusal = refused(&none, two_lines);
    assert_eq!((refusal.0, refusal.1), ("NOT_A_LINE", Some("title")));
}

#[test]
fn eva_15_a_definition_has_at_most_six_decimals_and_forty_marks_each_once() {
    let none = IndicatorSeries::default();
    let marks: Vec<_> = (1..=41).map(|n| format!("m{n}")).collect();
    let marks: Vec<_> = marks.iter().map(String::as_str).collect();
    let with = |marks: &[&str]| DefineIndicator {
        decimals: 6,
        dimensions: vec![dimension("ort", marks)],
        ..births()
    };
    after(&none, with(&marks[..40]));
    assert_eq!(refused(&none, with(&marks)).0, "DIMENSIONS_UNFIT");
    let apart = with(&["manfort", "rheindorf", "manfort"]);
    assert_eq!(refused(&none, apart).0, "DIMENSIONS_UNFIT");
    let largest = after(&after(&none, births()), exact(2014, FIGURE_MAX));
    let figure = largest.figure_on(year(2014), PAPER);
    assert_eq!(figure.and_then(|figure| figure.value), Some(FIGURE_MAX));
    let larger = exact(2013, FIGURE_MAX + 1);
    assert_eq!(refused(&largest, larger).0, "VALUE_TOO_LARGE");
}

#[test]
fn fun_17_growth_is_printed_of_a_period_that_began_and_of_a_series_that_is_kept() {
    let defined = after(&IndicatorSeries::default(), births());
    assert_eq!(refused(&defined, grown(2016)).0, "DATE_TOO_EARLY");
    let closed = after(&defined, close(date(2013, 12, 31)));
    assert_eq!(refused(&closed, grown(2014)).0, "INDICATOR_CLOSED");
    after(&closed, grown(2013));
}

#[test]
fn eva_15_a_part_has_a_mark_of_its_own_dimension_and_is_not_the_whole() {
    let figures = vec![part(&[("standort", "manfort")], 5), exact(2014, 9)];
    let series = series("geburten", FigureUnit::Births, figures);
    let shown: Vec<_> = series.figures_on(PAPER).iter().map(|f| f.value).collect();
    assert_eq!(shown, [Some(9)]);
    let elsewhere = part(&[("standort", "hebamme")], 1);
    assert_eq!(refused(&series, elsewhere).0, "CELL_UNKNOWN");
}

#[test]
fn eva_15_a_correction_holds_the_figures_to_it() {
    let figures = vec![part(&[("standort", "manfort")], 5)];
    let series = series("geburten", FigureUnit::Births, figures);
    let plain = DefineIndicator {
        dimensions: vec![],
        ..births()
    };
    let correct = |instead| CorrectIndicator {
        indicator: id(1),
        fact: 1,
        reason: text(300, "Andere Merkmale"),
        replacement: Some(IndicatorReplacement::DefineIndicator(instead)),
    };
    assert_eq!(refused(&series, correct(plain)).0, "CELL_UNKNOWN");
    let command = IndicatorCommand::from(correct(births()));
    assert_eq!(entries(&command), [100, 101, 300]);
    assert_eq!(command.claims(), IndicatorCommand::from(births()).claims());
}

#[test]
fn eva_15_commands_on_series_bring_their_words() {
    let brings = |command: IndicatorCommand| entries(&command);
    let sourced = RecordFigure {
        source: Some(text(102, "Kapitel 3")),
        ..exact(2014, 1)
    };
    assert_eq!(brings(sourced.into()), [102]);
    assert_eq!(brings(grown(2014).into()), [103]);
    assert_eq!(brings(close(TODAY).into()), [104]);
}

#[test]
fn eva_02_what_counts_no_people_is_shown_however_small() {
    let places = [
        ("manfort", "hebamme"),
        ("manfort", "klinik"),
        ("rheindorf", "hebamme"),
        ("rheindorf", "klinik"),
    ];
    let figures = places.map(|(site, way)| part(&[("standort", site), ("zugangsweg", way)], 1));
    let series = series("angebote", FigureUnit::Offers, figures.to_vec());
    let (rows, columns) = ("standort".parse().unwrap(), "zugangsweg".parse().unwrap());
    let BreakDown::Table { cells, .. } = series.table_on(year(2014), &rows, &columns, PAPER) else {
        panic!("it is a table")
    };
    assert_eq!(cells.0[0], [1, 1, 2].map(ShownCell::Count));
}

/// From 100 to 104 in steps of 2 the amounts lie from 99 to 101 and from 103 to 105: it grew by 1,98 % to 6,06 %.
#[test]
fn fun_17_rounding_explains_what_lies_strictly_between_the_corners() {
    let explained = |printed: i64, of, base, step| {
        // A hundredth off, so that it is a question of rounding.
        match judge(printed, Some(printed + 1), of, base, step) {
            PrintedVerdict::WithinTolerance {
                explained_by_rounding,
                ..
            } => explained_by_rounding,
            other => panic!("{other:?} is no question of rounding"),
        }
    };
    assert!(explained(198, 104, 100, 2) && !explained(197, 104, 100, 2));
    assert!(explained(606, 104, 100, 2) && !explained(607, 104, 100, 2));
    // An amount of half a step more is rounded up: it is none of these.
    assert!(explained(1, 20_002, 20_001, 2) && !explained(2, 20_002, 20_001, 2));
    assert!(explained(1, 20_002, 19_999, 2) && !explained(0, 20_002, 19_999, 2));
    // A base that may have been nothing explains nothing.
    assert!(!explained(0, 1, 1, 2) && !explained(0, 1, 1, 3));
}
