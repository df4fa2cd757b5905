//! Why a command on the reports to a committee is refused.

use kernel::{CorrectionRefusal, Facts, Refusal};
use thiserror::Error;

use crate::unfit::Unfit;

/// Why a command on the reports to a committee is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CommitteeReportRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
}

impl Refusal for CommitteeReportRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MTG-18")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
        }
    }
}
