//! Why a programme's command is refused.

use kernel::{CorrectionRefusal, Date, Facts, ProgrammeId, Refusal, facts, german};
use thiserror::Error;

use crate::unfit::Unfit;

/// Why a programme's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ProgrammeRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// The municipality's own money needs the decision of its council (FUN-01).
    #[error("a council's programme needs its decision")]
    DecisionMissing,
    /// No decision can be named like this.
    #[error("the decision's {field} {reason}")]
    DecisionInvalid { field: &'static str, reason: String },
    /// Its end lies before its beginning.
    #[error("it would run from {since} to {until}")]
    Backwards {
        field: &'static str,
        since: Date,
        until: Date,
    },
    #[error("a programme cannot name itself")]
    Itself {
        field: &'static str,
        programme: ProgrammeId,
    },
    /// It does not exclude the other on that day.
    #[error("{other} is not excluded on {day}")]
    NotExcluded { other: ProgrammeId, day: Date },
    /// A rate that nobody can mean.
    #[error("{basis_points} is no rate")]
    RateNotMeant { basis_points: i32 },
    /// An interval of no years.
    #[error("terms name no years")]
    YearsMissing,
}

impl Refusal for ProgrammeRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::DecisionMissing => "DECISION_MISSING",
            Self::DecisionInvalid { .. } => "DECISION_INVALID",
            Self::Backwards { .. } => "PROGRAMME_BACKWARDS",
            Self::Itself { .. } => "PROGRAMME_ITSELF",
            Self::NotExcluded { .. } => "PROGRAMME_NOT_EXCLUDED",
            Self::RateNotMeant { .. } => "RATE_NOT_MEANT",
            Self::YearsMissing => "YEARS_MISSING",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::DecisionMissing | Self::DecisionInvalid { .. } => Some("decision"),
            Self::Backwards { field, .. } | Self::Itself { field, .. } => Some(field),
            Self::NotExcluded { .. } => Some("other"),
            Self::RateNotMeant { .. } => Some("basisPoints"),
            Self::YearsMissing => Some("terms"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::DecisionMissing | Self::DecisionInvalid { .. } => "FUN-01",
            Self::Backwards { .. } | Self::YearsMissing => "FUN-15",
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::Itself { .. }
            | Self::NotExcluded { .. }
            | Self::RateNotMeant { .. } => "FUN-20",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::DecisionMissing => {
                "Eigene Mittel der Kommune brauchen den Beschluss, auf dem sie beruhen.".to_owned()
            }
            Self::DecisionInvalid { .. } => "Der Beschluss ist so nicht zu benennen.".to_owned(),
            Self::Backwards { since, until, .. } => format!(
                "Das Förderprogramm endet am {}, bevor es am {} beginnt.",
                german::day(*until),
                german::day(*since)
            ),
            Self::Itself { .. } => "Ein Förderprogramm nennt hier ein anderes.".to_owned(),
            Self::NotExcluded { day, .. } => format!(
                "Am {} ist das andere Förderprogramm nicht ausgeschlossen.",
                german::day(*day)
            ),
            Self::RateNotMeant { .. } => {
                "Ein Basiszinssatz liegt zwischen -100 % und 100 %.".to_owned()
            }
            Self::YearsMissing => {
                "Ein Schlüssel wird alle ein oder mehr Jahre angepasst.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::DecisionInvalid { field, reason } => {
                facts! { "field" => field, "reason" => reason }
            }
            Self::Backwards { since, until, .. } => facts! { "since" => since, "until" => until },
            Self::Itself { programme, .. } => facts! { "programme" => programme },
            Self::NotExcluded { other, day } => facts! { "other" => other, "date" => day },
            Self::RateNotMeant { basis_points } => facts! { "basisPoints" => basis_points },
            Self::DecisionMissing | Self::YearsMissing => Facts::new(),
        }
    }
}
