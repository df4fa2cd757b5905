//! Why a command on an instrument of the evaluation is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::codes::InstrumentItemCode;
use crate::unfit::Unfit;

/// Why a command on an instrument of the evaluation is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum InstrumentRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// It is used no more.
    #[error("instrument was retired on {retired_on}")]
    Retired { retired_on: Date },
    /// An instrument that counts or rates says what.
    #[error("an instrument that counts or rates has no items")]
    ItemsMissing,
    /// Of protocols only the number is known here.
    #[error("protocols have no items")]
    NoItems,
    /// An item stands once.
    #[error("item {item} stands twice")]
    ItemTwice { item: InstrumentItemCode },
    /// The section belongs to another kind of instrument.
    #[error("item {item} stands in a section of another kind of instrument")]
    SectionMisplaced { item: InstrumentItemCode },
    /// Ratings have 2 to 10 grades, counts none.
    #[error("ratings have 2 to 10 grades, counts none")]
    GradesUnfit,
}

impl Refusal for InstrumentRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Retired { .. } => "INSTRUMENT_RETIRED",
            Self::ItemsMissing => "INSTRUMENT_ITEMS_MISSING",
            Self::NoItems => "PROTOCOLS_HAVE_NO_ITEMS",
            Self::ItemTwice { .. } => "INSTRUMENT_ITEM_TWICE",
            Self::SectionMisplaced { .. } => "SECTION_MISPLACED",
            Self::GradesUnfit => "GRADES_UNFIT",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Retired { .. } => Some("instrument"),
            Self::ItemsMissing
            | Self::NoItems
            | Self::ItemTwice { .. }
            | Self::SectionMisplaced { .. } => Some("items"),
            Self::GradesUnfit => Some("grades"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoItems => "EVA-04",
            Self::GradesUnfit => "EVA-03",
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::Retired { .. }
            | Self::ItemsMissing
            | Self::ItemTwice { .. }
            | Self::SectionMisplaced { .. } => "EVA-08",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Retired { retired_on } => format!(
                "Das Erhebungsinstrument wird seit dem {} nicht mehr verwendet.",
                german::day(*retired_on)
            ),
            Self::ItemsMissing => "Was gezählt oder bewertet wird, fehlt.".to_owned(),
            Self::NoItems => {
                "Von Einzelfallprotokollen kommt nur die Anzahl auf die Plattform; sie \
                haben keine Merkmale."
                    .to_owned()
            }
            Self::ItemTwice { item } => format!("Das Merkmal {item} steht zweimal da."),
            Self::SectionMisplaced { item } => {
                format!("Das Merkmal {item} gehört nicht in ein Instrument dieser Art.")
            }
            Self::GradesUnfit => {
                "Eine Bewertung hat 2 bis 10 Stufen; wo gezählt wird, gibt es keine.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Retired { retired_on } => facts! { "retiredOn" => retired_on },
            Self::ItemTwice { item } => facts! { "item" => item },
            Self::SectionMisplaced { item } => facts! { "item" => item },
            Self::ItemsMissing | Self::NoItems | Self::GradesUnfit => Facts::new(),
        }
    }
}
