//! A table in memory, before it is a file.

use jiff::civil::Date;

/// One table: a worksheet [Tabellenblatt] of an XLSX file, or a CSV file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The tab's name, at most 31 characters, none of `[ ] : * ? / \`.
    pub name: String,
    /// Printed above the table, such as „Anlage 1: Kontaktliste“.
    pub title: String,
    /// Printed below the title, such as „Stand: 16.05.2018 · Fassung 3“.
    pub subtitle: Option<String>,
    pub columns: Vec<Column>,
    /// A row may be shorter than the columns, never longer.
    pub rows: Vec<Vec<Cell>>,
}

/// A column: its heading [Überschrift] and how wide it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub heading: String,
    /// In characters of the standard font; longer text wraps.
    pub width: u8,
}

impl Column {
    pub fn new(heading: impl Into<String>, width: u8) -> Self {
        Self {
            heading: heading.into(),
            width,
        }
    }
}

/// What stands in one place of a table.
///
/// A telephone number, a postal code and a regional key are texts: their leading zero is part of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    #[default]
    Empty,
    /// Never a formula, whatever it begins with.
    Text(String),
    Date(Date),
    /// A count.
    Number(i32),
    /// An amount in euro cents, below nothing where it is taken away: a number with which a spreadsheet goes on.
    Cents(i64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Number(number)
    }
}

impl<C: Into<Cell>> From<Option<C>> for Cell {
    fn from(cell: Option<C>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}
