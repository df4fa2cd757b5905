//! What comes out of a file.

/// A table as it was uploaded. No heading and no cell is changed, but for blanks around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub origin: Origin,
    /// The line of the headings as the user's program counts, from 1.
    pub header_line: u32,
    /// As long as the widest row; a column without a heading has an empty one.
    pub headings: Vec<String>,
    /// The lines below the headings that are not empty, in order.
    pub rows: Vec<Row>,
}

/// From which kind of file, as the dry run shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Delimited {
        encoding: Encoding,
        /// `;`, `,` or TAB.
        delimiter: char,
    },
    Workbook {
        sheet: String,
        /// The other visible worksheets, which were not read.
        others: Vec<String>,
    },
}

/// How the bytes of a CSV file became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    /// With Latin-1, whose printable characters are the same.
    Windows1252,
    /// What Excel for Mac calls „CSV (Macintosh)“.
    MacRoman,
}

/// A line of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As the user's program counts, from 1; a cell with line breaks is one line.
    pub line: u32,
    /// Texts; a day is 31.12.2020, a time 14:30, a number has a comma. May be shorter than the headings.
    pub cells: Vec<String>,
}

impl Row {
    /// The cell in this column, from 0; `None` where it is empty.
    pub fn get(&self, column: usize) -> Option<&str> {
        self.cells
            .get(column)
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// A column's letters as the program shows them: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).expect("a remainder of 26 is below 26");
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn a_column_is_named_as_in_excel() {
        let named: Vec<String> = [0, 25, 26, 51, 199, 701, 702].map(column_letters).into();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "GR", "ZZ", "AAA"]);
    }
}
