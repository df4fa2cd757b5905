//! Cross tables as an answer shows them: what is suppressed has no number.

use async_graphql::SimpleObject;
use evaluation::IndicatorSeries as View;
use evaluation::codes::FigureMark;
use evaluation::figure::{ShownCell, Suppressed};
use evaluation::indicator::BreakDown;

use super::computed::number;

/// What a suppressed cell shows.
const SUPPRESSED: &str = "•";

/// A series broken down by two dimensions, with sums [Kreuztabelle].
#[derive(Clone, SimpleObject)]
pub struct FigureTable {
    /// The marks of the columns, in the order of their dimension; the sums stand after them.
    columns: Vec<FigureMark>,
    /// A line of each mark, and the line of the sums; empty where there is no table.
    lines: Vec<FigureTableLine>,
    /// Cells of which nobody has a figure: what nobody has is not 0, so that there are no sums and no table.
    missing: Vec<FigureTablePlace>,
    /// Why there is no table, one German sentence; `null` where there is one.
    reason: Option<String>,
    /// Why cells have no number; `null` where all have [Fußnote].
    footnote: Option<&'static str>,
}

/// A line of a cross table.
#[derive(Clone, SimpleObject)]
pub struct FigureTableLine {
    /// `null` for the line of the sums.
    mark: Option<FigureMark>,
    /// One cell of each column, then the line's sum.
    cells: Vec<FigureTableCell>,
}

/// A cell of a cross table.
#[derive(Clone, SimpleObject)]
pub struct FigureTableCell {
    /// In the smallest unit; `null` where it is suppressed.
    value: Option<u64>,
    /// True where it is under 5, or a cell under 5 could be computed from it [unterdrückt].
    suppressed: bool,
    /// As a table prints it.
    text: String,
}

/// A cell by its marks.
#[derive(Clone, SimpleObject)]
pub struct FigureTablePlace {
    row: FigureMark,
    column: FigureMark,
}

impl FigureTableCell {
    fn of(cell: ShownCell, printed: impl Fn(u64) -> String) -> Self {
        match cell {
            ShownCell::Count(value) => Self {
                value: Some(value),
                suppressed: false,
                text: printed(value),
            },
            ShownCell::Suppressed => Self {
                value: None,
                suppressed: true,
                text: SUPPRESSED.to_owned(),
            },
        }
    }

    /// A count of no unit.
    pub(crate) fn plain(cell: ShownCell) -> Self {
        Self::of(cell, |value| value.to_string())
    }
}

/// Why cells have no number; `None` where all have.
pub(crate) fn footnote(cells: &[Vec<ShownCell>]) -> Option<&'static str> {
    let mut cells = cells.iter().flatten();
    cells.any(|cell| *cell == ShownCell::Suppressed).then_some(
        "• Werte unter 5 und solche, aus denen sie sich errechnen ließen, sind nicht ausgewiesen.",
    )
}

impl FigureTable {
    pub(super) fn of(shown: BreakDown, view: &View) -> Self {
        match shown {
            BreakDown::Table {
                rows,
                columns,
                cells,
            } => {
                let marks = rows.into_iter().map(Some).chain([None]);
                let Suppressed(cells) = cells;
                let footnote = footnote(&cells);
                let cell = |cell| FigureTableCell::of(cell, |value| number(value, view));
                let line = |(mark, cells): (Option<FigureMark>, Vec<ShownCell>)| FigureTableLine {
                    mark,
                    cells: cells.into_iter().map(cell).collect(),
                };
                Self {
                    columns,
                    lines: marks.zip(cells).map(line).collect(),
                    missing: Vec::new(),
                    reason: None,
                    footnote,
                }
            }
            BreakDown::NotAvailable { missing } => {
                let place = |(row, column)| FigureTablePlace { row, column };
                Self {
                    missing: missing.into_iter().map(place).collect(),
                    ..Self::none("Nicht zu jeder Zelle liegt ein Wert vor.".to_owned())
                }
            }
            BreakDown::NotBrokenDown => {
                Self::none("Die Kennzahl ist nach diesen Merkmalen nicht aufgeteilt.".to_owned())
            }
            BreakDown::NotATable(_) => {
                Self::none("Aus diesen Werten lässt sich keine Tabelle bilden.".to_owned())
            }
        }
    }

    fn none(reason: String) -> Self {
        Self {
            columns: Vec::new(),
            lines: Vec::new(),
            missing: Vec::new(),
            reason: Some(reason),
            footnote: None,
        }
    }
}
