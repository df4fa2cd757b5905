//! CSV, as programs and people write it.
//!
//! The delimiter is the one of `;`, TAB and `,` with which most headings are recognised, then the one with which
//! most lines have the same number of cells; `;` wins a tie, since that is what a German Excel writes. A first line
//! `sep=;` decides. Lines are counted as a spreadsheet counts them: a quoted line break starts no new line, an empty
//! line counts.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord, Terminator};

use super::error::ReadError;
use super::table::{Origin, Row};
use super::{Grid, cell, encoding, header, limits};

const DELIMITERS: [u8; 3] = [b';', b'\t', b','];
/// How many lines the delimiter is chosen by.
const SAMPLE: usize = 60;

pub(super) fn read(bytes: &[u8], file_name: &str) -> Result<Grid, ReadError> {
    let (encoding, text) = encoding::decode(bytes)?;
    if text.contains('\0') {
        return Err(ReadError::NoTable {
            file_name: file_name.to_owned(),
            what: "keine Tabelle",
        });
    }
    let (declared, skipped) = declared_delimiter(&text);
    let delimiter = declared.unwrap_or_else(|| choose(&text));
    let (body, first_line) = match skipped {
        0 => (text.as_str(), 1),
        length => (&text[length..], 2),
    };
    let mut rows = Vec::new();
    for row in Rows::new(body, delimiter, first_line) {
        let row = row?;
        if row.is_blank() {
            continue;
        }
        if rows.len() == limits::ROWS {
            return Err(ReadError::TooManyRows);
        }
        rows.push(row);
    }
    let delimiter = char::from(delimiter);
    Ok(Grid {
        origin: Origin::Delimited {
            encoding,
            delimiter,
        },
        rows,
    })
}

/// Excel's own first line, such as `sep=;`, and how many bytes it takes.
fn declared_delimiter(text: &str) -> (Option<u8>, usize) {
    let Some((first, _)) = text.split_once('\n') else {
        return (None, 0);
    };
    let bare = first.trim_matches('"').to_ascii_lowercase();
    match bare.strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) if DELIMITERS.contains(delimiter) => (Some(*delimiter), first.len() + 1),
        _ => (None, 0),
    }
}

fn choose(text: &str) -> u8 {
    let mut best = (DELIMITERS[0], (0, 0));
    for delimiter in DELIMITERS {
        let rows: Vec<Row> = Rows::new(text, delimiter, 1)
            .map_while(Result::ok)
            .take(SAMPLE)
            .collect();
        let recognised = rows.iter().map(header::recognised).max().unwrap_or(0);
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.cells.len() > 1) {
            *widths.entry(row.cells.len()).or_default() += 1;
        }
        let alike = widths.values().copied().max().unwrap_or(0);
        if (recognised, alike) > best.1 {
            best = (delimiter, (recognised, alike));
        }
    }
    best.0
}

/// The lines of a text whose line breaks are `\n`.
struct Rows<'a> {
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
    record: StringRecord,
    /// Line breaks within cells so far, which the spreadsheet does not count.
    within: u64,
    first_line: u64,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, delimiter: u8, first_line: u64) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .terminator(Terminator::Any(b'\n'))
            .from_reader(text.as_bytes());
        Self {
            text,
            reader,
            record: StringRecord::new(),
            within: 0,
            first_line,
        }
    }

    fn row(&mut self) -> Result<Row, ReadError> {
        let breaks = self
            .record
            .iter()
            .map(|cell| cell.matches('\n').count() as u64)
            .sum::<u64>();
        self.within += breaks;
        // The reader is behind the line's own break.
        let behind = self.reader.position().line();
        let line = u32::try_from(behind + self.first_line - 2 - self.within).unwrap_or(u32::MAX);
        let at_end = self.reader.position().byte() == self.text.len() as u64;
        let open = self
            .record
            .iter()
            .next_back()
            .is_some_and(|cell| cell.contains('\n'))
            && !self.text.trim_end().ends_with('"');
        if at_end && open {
            return Err(ReadError::UnclosedQuote { line: line + 1 });
        }
        let mut row = Row {
            line,
            cells: Vec::new(),
        };
        for (column, raw) in self.record.iter().enumerate() {
            cell::put(&mut row, column, raw)?;
        }
        // Empty cells at the end count: a line with fewer cells than headings has lost a separator.
        row.cells
            .resize(self.record.len().min(limits::COLUMNS), String::new());
        Ok(row)
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.reader.read_record(&mut self.record) {
            Ok(true) => Some(self.row()),
            Ok(false) => None,
            Err(_) => Some(Err(ReadError::Undecodable)),
        }
    }
}
