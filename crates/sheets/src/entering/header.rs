//! Where the headings are.
//!
//! Above them a list has its title, its date, an address, an empty line. The headings are the first line in which at
//! least two fields of any kind are recognised and these are a third of the line; else the line with most recognised
//! fields; else the first line with two cells. Whether the headings are enough for an import says
//! [`crate::columns`], which knows the kind.

use crate::columns;

use super::error::ReadError;
use super::table::{Row, Table};
use super::{Grid, limits};

pub(super) fn table(grid: Grid) -> Result<Table, ReadError> {
    let Grid { origin, mut rows } = grid;
    if rows.is_empty() {
        return Err(ReadError::Empty);
    }
    let at = header_row(&rows);
    let header = rows.remove(at);
    rows.drain(..at);
    let width = rows
        .iter()
        .map(|row| row.cells.len())
        .fold(header.cells.len(), usize::max);
    let mut headings = header.cells;
    headings.resize(width, String::new());
    Ok(Table {
        origin,
        header_line: header.line,
        headings,
        rows,
    })
}

/// How many cells of the row are headings of some kind of import.
pub(super) fn recognised(row: &Row) -> usize {
    row.cells
        .iter()
        .filter(|cell| columns::is_heading(cell))
        .count()
}

fn header_row(rows: &[Row]) -> usize {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let top = &rows[..rows.len().min(limits::HEADER_WITHIN)];
    let counts: Vec<usize> = top.iter().map(recognised).collect();
    let sure = |(row, count): (&Row, &usize)| *count >= 2 && count * 3 >= filled(row);
    if let Some(at) = top.iter().zip(&counts).position(sure) {
        return at;
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    if most > 0 {
        return counts.iter().position(|count| *count == most).unwrap_or(0);
    }
    top.iter().position(|row| filled(row) >= 2).unwrap_or(0)
}
