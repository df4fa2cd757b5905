//! Why a project's command is refused.

use kernel::{CorrectionRefusal, Date, Facts, PartnerId, Refusal, facts, german};
use thiserror::Error;

use crate::outcome::WrongOutcome;
use crate::unfit::Unfit;

/// Why a project's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ProjectRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    WrongOutcome(#[from] WrongOutcome),
    /// It is over on that day.
    #[error("project ended on {ended_on}")]
    Ended { ended_on: Date, field: &'static str },
    /// The institution does not run the project.
    #[error("partner {partner} is no operator on {since}")]
    NoOperator { partner: PartnerId, since: Date },
}

impl Refusal for ProjectRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::WrongOutcome(refusal) => refusal.code(),
            Self::Ended { .. } => "PROJECT_ENDED",
            Self::NoOperator { .. } => "NO_PROJECT_OPERATOR",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::WrongOutcome(refusal) => refusal.field(),
            Self::Ended { field, .. } => Some(field),
            Self::NoOperator { .. } => Some("partner"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::WrongOutcome(_) => Some("FUN-07"),
            Self::Unfit(_) | Self::Correction(_) | Self::Ended { .. } | Self::NoOperator { .. } => {
                Some("FUN-02")
            }
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::WrongOutcome(refusal) => refusal.sentence(),
            Self::Ended { ended_on, .. } => {
                format!("Das Stadtteilprojekt endet am {}.", german::day(*ended_on))
            }
            Self::NoOperator { since, .. } => format!(
                "Die Einrichtung ist am {} nicht Träger des Stadtteilprojektes.",
                german::day(*since)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::WrongOutcome(refusal) => refusal.facts(),
            Self::Ended { ended_on, .. } => facts! { "endedOn" => ended_on },
            Self::NoOperator { partner, since } => {
                facts! { "partner" => partner, "since" => since }
            }
        }
    }
}
