//! Why a command on a concept paper is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::unfit::Unfit;

/// Why a command on a concept paper is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ConceptRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// It holds no more.
    #[error("concept was retired on {retired_on}")]
    Retired { retired_on: Date },
}

impl Refusal for ConceptRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Retired { .. } => "CONCEPT_RETIRED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Retired { .. } => Some("concept"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("EVA-07")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Retired { retired_on } => format!(
                "Das Fachkonzept gilt seit dem {} nicht mehr.",
                german::day(*retired_on)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Retired { retired_on } => facts! { "retiredOn" => retired_on },
        }
    }
}
