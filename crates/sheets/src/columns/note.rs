//! What the user should know about the headings, as German sentences.

use thiserror::Error;

use super::field::Field;
use crate::entering::column_letters;

/// A column and what stands above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 0.
    pub column: usize,
    /// As it is written in the file; empty where nothing is.
    pub text: String,
}

impl std::fmt::Display for Heading {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letters = column_letters(self.column);
        match one_line(&self.text) {
            text if text.is_empty() => write!(formatter, "Spalte {letters}"),
            text => write!(formatter, "Spalte {letters} („{text}“)"),
        }
    }
}

/// Something about the headings that stops nothing. `Display` is a German sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Nobody knows the heading: the column is not imported.
    Unknown(Heading),
    /// The field has a column already: this one is not imported.
    Doubled {
        field: Field,
        first: Heading,
        again: Heading,
    },
    /// The heading may mean several fields.
    Ambiguous {
        heading: Heading,
        possible: Vec<Field>,
        /// As what it is imported; `None` where all its meanings have a column already.
        taken: Option<Field>,
    },
}

impl Note {
    /// The column of which it speaks.
    pub fn heading(&self) -> &Heading {
        match self {
            Self::Unknown(heading)
            | Self::Doubled { again: heading, .. }
            | Self::Ambiguous { heading, .. } => heading,
        }
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(heading) if heading.text.is_empty() => write!(
                formatter,
                "{heading} hat keine Überschrift und wird nicht übernommen."
            ),
            Self::Unknown(heading) => write!(
                formatter,
                "{heading}: Diese Überschrift ist nicht bekannt, die Spalte wird nicht übernommen."
            ),
            Self::Doubled {
                field,
                first,
                again,
            } => write!(
                formatter,
                "{again} bedeutet wie {first} „{field}“; übernommen wird nur {first}."
            ),
            Self::Ambiguous {
                heading,
                possible,
                taken,
            } => {
                let possible: Vec<String> =
                    possible.iter().map(|field| format!("„{field}“")).collect();
                let possible = possible.join(" oder ");
                match taken {
                    Some(field) => write!(
                        formatter,
                        "{heading} kann {possible} bedeuten; verstanden wird „{field}“."
                    ),
                    None => write!(
                        formatter,
                        "{heading} kann {possible} bedeuten; dafür gibt es schon eine Spalte, diese wird nicht \
                         übernommen."
                    ),
                }
            }
        }
    }
}

/// Columns without which nothing can be imported. `Display` says which spellings would do and what was found.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub struct MissingColumns {
    /// The line that was taken for the headings, from 1.
    pub line: u32,
    pub missing: Vec<WantedColumn>,
    /// The headings in that line.
    pub found: Vec<String>,
}

/// A column that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedColumn {
    /// One of these fields is enough.
    pub any_of: Vec<Field>,
    /// Headings that would be recognised.
    pub spellings: Vec<&'static str>,
}

impl std::fmt::Display for MissingColumns {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for wanted in &self.missing {
            let fields: Vec<String> = wanted
                .any_of
                .iter()
                .map(|field| format!("„{field}“"))
                .collect();
            let spellings = quoted(wanted.spellings.iter().copied());
            write!(
                formatter,
                "Es fehlt eine Spalte {}. Möglich ist zum Beispiel {spellings}. ",
                fields.join(" oder ")
            )?;
        }
        let found = quoted(self.found.iter().map(String::as_str));
        write!(formatter, "Gefunden in Zeile {}: {found}.", self.line)
    }
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| format!("„{}“", one_line(word))).collect();
    words.join(", ")
}

/// Without the line breaks of a heading.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
