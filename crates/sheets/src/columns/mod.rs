//! Which column means what.
//!
//! | file | what lives there |
//! |---|---|
//! | [`field`] | what a column may mean |
//! | [`kind`] | what is imported: contacts, partners, agreements, bodies, meetings |
//! | [`note`] | what the user should know about his headings |
//! | `spelling` | when two headings are the same |
//! | `dictionary` | how the words are written down and looked up |
//! | `shared`, `contacts`, `partners`, `agreements`, `bodies`, `meetings` | the words |
//!
//! A heading that nobody knows, one that comes twice and one that may mean several things are reported and stop
//! nothing; only a column that the import cannot do without does.

pub mod field;
pub mod kind;
pub mod note;

mod agreements;
mod bodies;
mod contacts;
mod dictionary;
mod meetings;
mod partners;
mod shared;
mod spelling;

use std::collections::BTreeMap;

pub use field::Field;
pub use kind::Kind;
pub use note::{Heading, MissingColumns, Note, WantedColumn};

use crate::entering::{Row, Table};
use crate::values::Problem;
use dictionary::{Candidate, Meaning, look_up};

/// How many spellings a message suggests.
const SUGGESTIONS: usize = 6;

/// Which field stands in which column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    places: BTreeMap<Field, Heading>,
    /// What the user should know, in the order of the columns.
    pub notes: Vec<Note>,
}

impl Columns {
    /// Recognises the headings of the table.
    ///
    /// # Errors
    /// [`MissingColumns`] where the import cannot do without one.
    pub fn recognise(kind: Kind, table: &Table) -> Result<Self, MissingColumns> {
        let mut columns = Self {
            places: BTreeMap::new(),
            notes: Vec::new(),
        };
        let mut unsure = Vec::new();
        for (at, text) in table.headings.iter().enumerate() {
            let heading = Heading {
                column: at,
                text: text.clone(),
            };
            match look_up(kind, text) {
                Some(Meaning::One(field)) => columns.place(field, heading),
                Some(Meaning::Several(candidates)) => unsure.push((heading, candidates)),
                None => {
                    // A column with neither heading nor content is none.
                    if !text.is_empty() || table.rows.iter().any(|row| row.get(at).is_some()) {
                        columns.notes.push(Note::Unknown(heading));
                    }
                }
            }
        }
        for (heading, candidates) in unsure {
            columns.decide(heading, candidates);
        }
        columns.notes.sort_by_key(|note| note.heading().column);
        let missing = columns.missing(kind);
        if missing.is_empty() {
            return Ok(columns);
        }
        let found = table.headings.iter().filter(|text| !text.is_empty());
        Err(MissingColumns {
            line: table.header_line,
            missing,
            found: found.cloned().collect(),
        })
    }

    /// The cell of this field; `None` where it is empty or the table has no such column.
    pub fn get<'r>(&self, row: &'r Row, field: Field) -> Option<&'r str> {
        row.get(self.places.get(&field)?.column)
    }

    /// The column of this field and what its heading says.
    pub fn heading(&self, field: Field) -> Option<&Heading> {
        self.places.get(&field)
    }

    /// Whether the table has this column.
    pub fn has(&self, field: Field) -> bool {
        self.places.contains_key(&field)
    }

    /// The fields that were recognised with their columns.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &Heading)> {
        self.places.iter().map(|(field, heading)| (*field, heading))
    }

    /// Says what is wrong with the row's cell of this field, and where that is.
    pub fn problem(&self, row: &Row, field: Field, sentence: impl Into<String>) -> Problem {
        Problem {
            line: row.line,
            heading: self.heading(field).cloned(),
            sentence: sentence.into(),
        }
    }

    fn place(&mut self, field: Field, heading: Heading) {
        match self.places.get(&field) {
            None => {
                self.places.insert(field, heading);
            }
            Some(first) => self.notes.push(Note::Doubled {
                field,
                first: first.clone(),
                again: heading,
            }),
        }
    }

    /// Takes the first candidate that fits and has no column yet.
    fn decide(&mut self, heading: Heading, candidates: &[Candidate]) {
        let fits = |candidate: &&Candidate| {
            candidate.with.is_none_or(|with| self.has(with)) && !self.has(candidate.field)
        };
        let taken = candidates
            .iter()
            .find(fits)
            .map(|candidate| candidate.field);
        let mut possible: Vec<Field> = candidates.iter().map(|candidate| candidate.field).collect();
        possible.sort_unstable();
        possible.dedup();
        if let Some(field) = taken {
            self.places.insert(field, heading.clone());
        }
        // One possible meaning in this kind of import is no doubt.
        if taken.is_none() || possible.len() > 1 {
            self.notes.push(Note::Ambiguous {
                heading,
                possible,
                taken,
            });
        }
    }

    fn missing(&self, kind: Kind) -> Vec<WantedColumn> {
        let dictionary = kind.dictionary();
        let groups = dictionary.required.iter();
        let lacking = groups.filter(|group| !group.iter().any(|field| self.has(*field)));
        lacking
            .map(|group| WantedColumn {
                any_of: group.to_vec(),
                spellings: {
                    // Some of each, so that every way out is named.
                    let each = SUGGESTIONS.div_ceil(group.len());
                    let words = group
                        .iter()
                        .flat_map(|field| dictionary.spellings(*field).iter().take(each));
                    words.copied().collect()
                },
            })
            .collect()
    }
}

/// Whether some kind of import knows this heading.
pub(crate) fn is_heading(text: &str) -> bool {
    // Longer than any heading: a sentence above the table.
    text.chars().count() <= 80 && Kind::ALL.iter().any(|kind| look_up(*kind, text).is_some())
}
