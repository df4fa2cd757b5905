//! Years that an office can mean.

use kernel::{Facts, Refusal, facts};
use thiserror::Error;

/// A year outside 1900 to 2200 is a slip of the pen.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("{field} {year} is not a year from 1900 to 2200")]
pub struct NotAYear {
    pub field: &'static str,
    pub year: i16,
}

/// The year is one from 1900 to 2200.
pub(crate) fn check_year(field: &'static str, year: i16) -> Result<(), NotAYear> {
    if (1900..=2200).contains(&year) {
        Ok(())
    } else {
        Err(NotAYear { field, year })
    }
}

impl Refusal for NotAYear {
    fn code(&self) -> &'static str {
        "NOT_A_YEAR"
    }

    fn field(&self) -> Option<&'static str> {
        Some(self.field)
    }

    fn sentence(&self) -> String {
        format!("{} ist kein Jahr von 1900 bis 2200.", self.year)
    }

    fn facts(&self) -> Facts {
        facts! { "year" => self.year }
    }
}
