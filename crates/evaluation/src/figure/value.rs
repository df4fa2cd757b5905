//! A figure with its qualifier.

use kernel::{Date, EntryId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::period::FigurePeriod;
use crate::codes::{FigureDimensionCode, FigureMark};

/// The largest figure, in its smallest unit: what is computed from two of them fits into 128 bits.
pub const FIGURE_MAX: u64 = 1_000_000_000_000_000;

/// Most decimal places of a figure.
pub const DECIMALS_MAX: u8 = 6;

kernel::code! {
    /// How exact a figure is [Genauigkeit].
    pub enum FigureQualifier {
        /// counted
        Exact = "genau",
        /// about: „ca. 50“
        Approx = "ungefähr",
        /// at least: „über 50“
        Lower = "mindestens",
        /// less than: „fast 400“
        Upper = "höchstens",
        /// nobody has it
        NotAvailable = "nicht verfügbar",
    }
}

impl FigureQualifier {
    /// How exact `of / by` is.
    pub(crate) fn over(self, by: Self) -> Self {
        match (self, by) {
            (Self::NotAvailable, _) | (_, Self::NotAvailable) => Self::NotAvailable,
            (Self::Exact, Self::Exact) => Self::Exact,
            (Self::Lower, Self::Exact | Self::Upper) | (Self::Exact, Self::Upper) => Self::Lower,
            (Self::Upper, Self::Exact | Self::Lower) | (Self::Exact, Self::Lower) => Self::Upper,
            (Self::Approx, _)
            | (_, Self::Approx)
            | (Self::Lower, Self::Lower)
            | (Self::Upper, Self::Upper) => Self::Approx,
        }
    }

    /// How a paper writes it before the figure: `ca. `, `über `, `fast `, nothing.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Exact | Self::NotAvailable => "",
            Self::Approx => "ca. ",
            Self::Lower => "über ",
            Self::Upper => "fast ",
        }
    }
}

kernel::code! {
    /// What is counted or measured [Einheit].
    pub enum FigureUnit {
        /// amounts of money; with two decimal places in cents
        Euro = "Euro",
        /// helps, proceedings
        Cases = "Fälle",
        /// families
        Families = "Familien",
        /// persons
        Persons = "Personen",
        /// births
        Births = "Geburten",
        /// visits
        Visits = "Besuche",
        /// offers
        Offers = "Angebote",
        /// days
        Days = "Tage",
        /// hours
        Hours = "Stunden",
        /// shares of full-time posts
        Posts = "Stellen",
        /// per cent
        Percent = "Prozent",
    }
}

impl FigureUnit {
    /// True where a small number may tell who it is: such cells are suppressed in cross tables.
    pub fn counts_people(self) -> bool {
        match self {
            Self::Cases | Self::Families | Self::Persons | Self::Births | Self::Visits => true,
            Self::Euro | Self::Offers | Self::Days | Self::Hours | Self::Posts | Self::Percent => {
                false
            }
        }
    }
}

/// A dimension with one of its values: the part of the whole of which a figure is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject, async_graphql::SimpleObject),
    graphql(input_name = "FigureCellInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FigureCell {
    pub dimension: FigureDimensionCode,
    pub mark: FigureMark,
}

/// A figure as it was stated [Wert].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Figure {
    pub period: FigurePeriod,
    /// Empty for the whole; sorted by dimension.
    pub cell: Vec<FigureCell>,
    /// In the series' smallest unit (10 to the power of minus its decimal places); absent where nobody has it.
    pub value: Option<u64>,
    pub qualifier: FigureQualifier,
    /// Where it stands: an entry of the vault.
    pub source: Option<EntryId>,
    /// The day of the paper that states it.
    pub stated_on: Date,
}

#[cfg(test)]
mod tests {
    use super::FigureQualifier::*;

    #[test]
    fn eva_15_a_quotient_is_as_exact_as_its_parts() {
        for (of, by, expected) in [
            (Exact, Exact, Exact),
            (Upper, Exact, Upper),
            (Exact, Upper, Lower),
            (Lower, Upper, Lower),
            (Lower, Lower, Approx),
            (Approx, Exact, Approx),
            (NotAvailable, Exact, NotAvailable),
        ] {
            assert_eq!(of.over(by), expected, "{of:?} / {by:?}");
        }
    }
}
