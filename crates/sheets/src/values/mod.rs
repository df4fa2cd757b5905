//! What a cell says.
//!
//! | file | reads |
//! |---|---|
//! | [`mod@date`] | a day, a day as far as it is said |
//! | [`mod@time`] | a time of day, from and to |
//! | [`mod@yes_no`] | yes or no, yes with its day |
//! | [`mod@name`] | a person's name, as far as it was typed apart |
//! | [`mod@mail`] | a mail address |
//! | [`mod@phone`] | a telephone number, with doubts and never changed; telephone, fax and mail in one cell |
//! | [`mod@address`] | street, postal code and town |
//! | [`mod@list`] | several things in one cell |
//!
//! A reader never guesses: what may be read in two ways is refused with what would do. Its sentence repeats the cell
//! and is for the one who uploaded it; put [`Problem`] around it to say where.

pub mod address;
pub mod date;
pub mod list;
pub mod mail;
pub mod name;
pub mod phone;
pub mod time;
pub mod yes_no;

pub use address::{PostalAddress, address, postal_code};
pub use date::{PartialDay, date, partial_day};
pub use list::list;
pub use mail::mail;
pub use name::{PersonName, name};
pub use phone::{PhoneDoubt, Reach, phone_doubts, reach};
pub use time::{TimeSpan, time_span};
pub use yes_no::{Answer, answer, yes_no};

use thiserror::Error;

use crate::columns::Heading;

/// A cell that does not say what its column should. `Display` is a German sentence with the cell in it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("„{}“: {reason}", shortened(found))]
pub struct ValueError {
    /// The cell.
    pub found: String,
    /// What is wrong and what would do, as a sentence.
    pub reason: String,
}

impl ValueError {
    fn new(found: &str, reason: impl Into<String>) -> Self {
        Self {
            found: found.to_owned(),
            reason: reason.into(),
        }
    }
}

/// What is wrong, and where: „Zeile 17, Spalte D („Telefon“): …“.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub struct Problem {
    /// As the user's program counts.
    pub line: u32,
    pub heading: Option<Heading>,
    /// A German sentence.
    pub sentence: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            line,
            heading,
            sentence,
        } = self;
        match heading {
            None => write!(formatter, "Zeile {line}: {sentence}"),
            Some(heading) => write!(formatter, "Zeile {line}, {heading}: {sentence}"),
        }
    }
}

/// A cell as far as a sentence can bear it.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{start} …")
}
