//! The words of a paper that is read as PDF and edited as DOCX: written once, set twice.
//!
//! A recipe becomes a [`Manuscript`]: headings, facts, lists, tables, places to write. `templates/manuscript.typ` sets
//! it as PDF, [`crate::docx`] as DOCX; neither knows what paper it is. Rejected: a template per paper and renderer,
//! which would be two descriptions of one paper that part at the first change.

use serde::Serialize;

use crate::error::{PaperError, PaperKind};
use crate::letterhead::Letterhead;
use crate::{docx, typeset};

/// Stands where nobody recorded anything.
pub(crate) const UNKNOWN: &str = "keine Angabe";

/// A paper in words.
#[derive(Debug, Serialize)]
pub(crate) struct Manuscript<'a> {
    pub(crate) letterhead: &'a Letterhead,
    pub(crate) title: String,
    /// The line below it.
    pub(crate) subtitle: Option<String>,
    pub(crate) parts: Vec<Part>,
}

/// A piece of it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Part {
    Heading {
        /// 1 or 2.
        level: u8,
        text: String,
    },
    Paragraph {
        text: String,
    },
    Fact {
        label: String,
        value: String,
    },
    List {
        items: Vec<String>,
    },
    /// A place where the office writes.
    Gap {
        text: String,
    },
    Table {
        columns: Vec<Column>,
        rows: Vec<Row>,
    },
}

/// A column of a table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Column {
    pub(crate) head: String,
    /// Its share of the width, against the others'.
    pub(crate) width: u32,
    /// Whether its cells are amounts or counts, which stand on the right.
    pub(crate) number: bool,
}

/// A row of a table.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) cells: Vec<String>,
    /// Whether it sums up the others.
    pub(crate) sum: bool,
}

/// A column of words.
pub(crate) fn words(head: &str, width: u32) -> Column {
    Column {
        head: head.to_owned(),
        width,
        number: false,
    }
}

/// A column of amounts or counts.
pub(crate) fn number(head: &str, width: u32) -> Column {
    Column {
        number: true,
        ..words(head, width)
    }
}

/// What is known, or that it is not.
pub(crate) fn or_unknown(text: Option<&str>) -> String {
    let given = text.filter(|text| !text.trim().is_empty());
    given.unwrap_or(UNKNOWN).to_owned()
}

/// „16.05.2018“.
pub(crate) fn day(date: jiff::civil::Date) -> String {
    date.strftime("%d.%m.%Y").to_string()
}

impl Manuscript<'_> {
    pub(crate) fn pdf(&self, paper: PaperKind) -> Result<Vec<u8>, PaperError> {
        typeset::paper(paper, self.letterhead, self)
    }

    pub(crate) fn docx(&self, paper: PaperKind) -> Result<Vec<u8>, PaperError> {
        docx::file(self).map_err(|source| PaperError::Docx { paper, source })
    }
}

/// Parts in the order of the paper.
#[derive(Debug, Default)]
pub(crate) struct Parts(Vec<Part>);

impl Parts {
    pub(crate) fn heading(&mut self, text: &str) {
        let text = text.to_owned();
        self.0.push(Part::Heading { level: 1, text });
    }

    pub(crate) fn subheading(&mut self, text: &str) {
        let text = text.to_owned();
        self.0.push(Part::Heading { level: 2, text });
    }

    pub(crate) fn paragraph(&mut self, text: impl Into<String>) {
        self.0.push(Part::Paragraph { text: text.into() });
    }

    pub(crate) fn fact(&mut self, label: &str, value: impl Into<String>) {
        self.0.push(Part::Fact {
            label: label.to_owned(),
            value: value.into(),
        });
    }

    /// A list, or that there is nothing in it.
    pub(crate) fn list(&mut self, items: Vec<String>) {
        if items.is_empty() {
            return self.paragraph("keine");
        }
        self.0.push(Part::List { items });
    }

    /// „[Hier: …]“.
    pub(crate) fn gap(&mut self, what: &str) {
        let text = format!("[Hier: {what}]");
        self.0.push(Part::Gap { text });
    }

    /// A table with its sum in the last row, or that there is nothing in it.
    pub(crate) fn table(
        &mut self,
        columns: Vec<Column>,
        rows: Vec<Vec<String>>,
        sum: Option<Vec<String>>,
    ) {
        if rows.is_empty() {
            return self.paragraph("keine");
        }
        let rows = rows.into_iter().map(|cells| Row { cells, sum: false });
        let sum = sum.map(|cells| Row { cells, sum: true });
        let mut rows: Vec<Row> = rows.chain(sum).collect();
        for row in &mut rows {
            for (cell, column) in row.cells.iter_mut().zip(&columns) {
                if column.number {
                    // An amount is not torn from its sign.
                    *cell = cell.replace(' ', "\u{a0}");
                }
            }
        }
        self.0.push(Part::Table { columns, rows });
    }

    pub(crate) fn finish(self) -> Vec<Part> {
        self.0
    }
}
