//! A cell's text as it goes into the table, within its limits.

use super::error::ReadError;
use super::limits;
use super::table::Row;

/// Without blanks around it; a guarded text as it was before ([`crate::formula`]).
pub(super) fn text(raw: &str) -> String {
    trim(crate::formula::reveal(raw.trim_start())).to_owned()
}

fn trim(text: &str) -> &str {
    text.trim_matches(|sign: char| {
        sign.is_whitespace()
            || sign == '\0'
            || ('\u{200b}'..='\u{200f}').contains(&sign)
            || sign == '\u{feff}'
    })
}

/// Puts a text into its column. An empty text leaves the row as it is, so that formatted cells cost nothing.
pub(super) fn put(row: &mut Row, column: usize, raw: &str) -> Result<(), ReadError> {
    let text = text(raw);
    if text.is_empty() {
        return Ok(());
    }
    let line = row.line;
    if column >= limits::COLUMNS {
        return Err(ReadError::TooManyColumns { line });
    }
    if text.chars().count() > limits::CELL {
        return Err(ReadError::CellTooLong { line, column });
    }
    if row.cells.len() <= column {
        row.cells.resize(column + 1, String::new());
    }
    row.cells[column] = text;
    Ok(())
}
