//! Why a command on the reports to a committee is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::unfit::Unfit;

/// Why a command on the reports to a committee is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CommitteeReportRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// The organ was reported to until that day.
    #[error("the reports ended on {ended_on}")]
    ReportsEnded { ended_on: Date },
}

impl Refusal for CommitteeReportRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::ReportsEnded { .. } => "REPORTS_ENDED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::ReportsEnded { .. } => Some("report"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MTG-18")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::ReportsEnded { ended_on } => format!(
                "An dieses Gremium wurde nur bis zum {} berichtet.",
                german::day(*ended_on)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::ReportsEnded { ended_on } => facts! { "endedOn" => ended_on },
        }
    }
}
