//! Series of people broken down by two dimensions: EVA-02.

use evaluation::IndicatorSeries;
use evaluation::figure::*;
use evaluation::indicator::*;

use crate::fixtures::*;
use crate::indicator::{cell, define, dimension, exact, series, year};

#[test]
fn eva_02_a_cross_table_of_people_hides_small_cells_and_no_cell_is_taken_for_none() {
    let part = |standort: &str, weg: &str, value| RecordFigure {
        // In any order: it is sorted by dimension.
        cell: vec![cell("zugangsweg", weg), cell("standort", standort)],
        ..exact(2014, value)
    };
    let counts = [
        ("manfort", "hebamme", 3),
        ("manfort", "klinik", 20),
        ("rheindorf", "hebamme", 11),
    ];
    let figures = counts
        .map(|(standort, weg, value)| part(standort, weg, value))
        .to_vec();
    let incomplete = series("erstkontakte", FigureUnit::Families, figures);
    let (rows, columns) = ("standort".parse().unwrap(), "zugangsweg".parse().unwrap());
    let table = |series: &IndicatorSeries| series.table_on(year(2014), &rows, &columns, PAPER);
    let missing = vec![("rheindorf".parse().unwrap(), "klinik".parse().unwrap())];
    assert_eq!(table(&incomplete), BreakDown::NotAvailable { missing });
    let complete = after(&incomplete, part("rheindorf", "klinik", 12));
    let BreakDown::Table { cells, .. } = table(&complete) else {
        panic!("it is a table")
    };
    assert_eq!(cells.0[0][0], ShownCell::Suppressed);
    assert_eq!(cells.0[2][2], ShownCell::Count(46));
    assert_eq!(
        complete.table_on(year(2014), &rows, &rows, PAPER),
        BreakDown::NotBrokenDown
    );
    let strange = RecordFigure {
        cell: vec![cell("standort", "opladen")],
        ..exact(2014, 1)
    };
    assert_eq!(refused(&complete, strange).0, "CELL_UNKNOWN");
    let twice = RecordFigure {
        cell: vec![cell("standort", "manfort"), cell("standort", "rheindorf")],
        ..exact(2014, 1)
    };
    assert_eq!(refused(&complete, twice).0, "CELL_UNKNOWN");
}

#[test]
fn eva_02_two_tables_side_by_side_give_no_suppressed_sum_away() {
    let marks = ["eins", "zwei", "drei"];
    let dimensions = [("ort", 3), ("weg", 2), ("grund", 2)];
    let defined = DefineIndicator {
        dimensions: dimensions
            .map(|(code, n)| dimension(code, &marks[..n]))
            .into(),
        ..define("erstkontakte", FigureUnit::Families)
    };
    let mut series = after(&IndicatorSeries::default(), defined);
    let told = [
        ("weg", [[0, 3], [10, 6], [0, 15]]),
        ("grund", [[0, 3], [0, 16], [0, 15]]),
    ];
    for (columns, counts) in told {
        for (row, counts) in marks.iter().zip(counts) {
            for (column, value) in marks.iter().zip(counts) {
                let figure = RecordFigure {
                    cell: vec![cell("ort", row), cell(columns, column)],
                    ..exact(2014, value)
                };
                series = after(&series, figure);
            }
        }
    }
    let table = |rows: &str, columns: &str| {
        let (rows, columns) = (rows.parse().unwrap(), columns.parse().unwrap());
        match series.table_on(year(2014), &rows, &columns, PAPER) {
            BreakDown::Table { cells, .. } => cells.0,
            other => panic!("{other:?} is no table"),
        }
    };
    let sums = |cells: &[Vec<ShownCell>]| [0, 1, 2].map(|row| cells[row][2]);
    let expected = [
        ShownCell::Suppressed,
        ShownCell::Count(16),
        ShownCell::Suppressed,
    ];
    let (by_way, by_reason) = (table("ort", "weg"), table("ort", "grund"));
    assert_eq!((sums(&by_way), sums(&by_reason)), (expected, expected));
    assert_eq!(by_way[3], [10, 24, 34].map(ShownCell::Count));
    // As columns they are the same sums.
    assert_eq!(table("weg", "ort")[2][..3], expected);
}
