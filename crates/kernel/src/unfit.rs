//! The refusals that all aggregates share: a thing that is missing or there already, a day that cannot be, a line
//! that is too long.

use std::fmt::Debug;

use thiserror::Error;
use uuid::Uuid;

use crate::entry::NAME_MAX;
use crate::{Date, Facts, NewText, Refusal, facts, german};

/// What a domain's commands may be about or refer to.
pub trait Thing: Copy + Debug + Eq + Send + Sync + 'static {
    /// With its article: „das Gremium“.
    fn accusative(self) -> &'static str;

    /// The code of its absence: `BODY_UNKNOWN`.
    fn unknown(self) -> &'static str;
}

/// A command that does not fit what is recorded.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unfit<T: Thing> {
    /// The aggregate does not exist.
    #[error("{0:?} does not exist")]
    NotFound(T),
    /// The aggregate exists already.
    #[error("{0:?} exists already")]
    AlreadyExists(T),
    /// Something that the command refers to does not exist in this municipality.
    #[error("{field} names an unknown {thing:?}: {id}")]
    Unknown {
        thing: T,
        field: &'static str,
        id: Uuid,
    },
    /// A fact cannot lie ahead.
    #[error("{field} {date} lies after today {today}")]
    DateInFuture {
        field: &'static str,
        date: Date,
        today: Date,
    },
    /// The day lies before another that must come first.
    #[error("{field} {date} lies before {not_before}")]
    DateTooEarly {
        field: &'static str,
        date: Date,
        not_before: Date,
    },
    /// A name or a title is a line of at most [`NAME_MAX`] characters.
    #[error("{field} of {length} characters is no line of at most {NAME_MAX}")]
    NotALine { field: &'static str, length: usize },
}

impl<T: Thing> Unfit<T> {
    pub fn check_not_in_future(field: &'static str, date: Date, today: Date) -> Result<(), Self> {
        if date > today {
            Err(Self::DateInFuture { field, date, today })
        } else {
            Ok(())
        }
    }

    pub fn check_not_before(
        field: &'static str,
        date: Date,
        not_before: Option<Date>,
    ) -> Result<(), Self> {
        match not_before {
            Some(not_before) if date < not_before => Err(Self::DateTooEarly {
                field,
                date,
                not_before,
            }),
            Some(_) | None => Ok(()),
        }
    }

    /// A name is a text of one line's length; the vault would take far more.
    pub fn check_line(field: &'static str, text: &NewText) -> Result<(), Self> {
        let text = &text.content.0;
        let length = text.chars().count();
        if length > NAME_MAX || text.contains(['\n', '\t']) {
            Err(Self::NotALine { field, length })
        } else {
            Ok(())
        }
    }

    /// A creating command needs that the thing is not there, any other that it is.
    pub fn check_existence(thing: T, exists: bool, creates: bool) -> Result<(), Self> {
        match (exists, creates) {
            (true, true) => Err(Self::AlreadyExists(thing)),
            (false, false) => Err(Self::NotFound(thing)),
            (true, false) | (false, true) => Ok(()),
        }
    }
}

impl<T: Thing> Refusal for Unfit<T> {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "NOT_FOUND",
            Self::AlreadyExists(_) => "ALREADY_EXISTS",
            Self::Unknown { thing, .. } => thing.unknown(),
            Self::DateInFuture { .. } => "DATE_IN_FUTURE",
            Self::DateTooEarly { .. } => "DATE_TOO_EARLY",
            Self::NotALine { .. } => "NOT_A_LINE",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotFound(_) => None,
            Self::AlreadyExists(_) => Some("id"),
            Self::Unknown { field, .. }
            | Self::DateInFuture { field, .. }
            | Self::DateTooEarly { field, .. }
            | Self::NotALine { field, .. } => Some(field),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::NotFound(thing) => format!("Es gibt {} nicht.", thing.accusative()),
            Self::AlreadyExists(thing) => format!("Es gibt {} schon.", thing.accusative()),
            Self::Unknown { thing, .. } => {
                let thing = thing.accusative();
                let article = thing.split(' ').next().unwrap_or_default();
                format!("Es gibt {thing} nicht, auf {article} sich die Eingabe bezieht.")
            }
            Self::DateInFuture { date, today, .. } => format!(
                "Der {} liegt in der Zukunft; heute ist der {}.",
                german::day(*date),
                german::day(*today)
            ),
            Self::DateTooEarly {
                date, not_before, ..
            } => format!(
                "Der {} liegt zu früh: möglich ist es ab dem {}.",
                german::day(*date),
                german::day(*not_before)
            ),
            Self::NotALine { length, .. } => format!(
                "Der Text hat {length} Zeichen; er ist eine Zeile mit höchstens {NAME_MAX}."
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::NotFound(_) | Self::AlreadyExists(_) => Facts::new(),
            Self::Unknown { id, .. } => facts! { "id" => id },
            Self::DateInFuture { date, today, .. } => facts! { "date" => date, "today" => today },
            Self::DateTooEarly {
                date, not_before, ..
            } => facts! { "date" => date, "notBefore" => not_before },
            Self::NotALine { length, .. } => facts! { "length" => length, "allowed" => NAME_MAX },
        }
    }
}
