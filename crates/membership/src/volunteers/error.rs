//! Why a command on volunteers is refused.

use kernel::{CorrectionRefusal, Date, Facts, PartialDate, Refusal, facts, german};
use thiserror::Error;

use super::aggregate::{HOURS_MAX, SESSIONS_MAX};
use crate::unfit::Unfit;

/// Why a command on volunteers is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum VolunteerRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// The group does not work any more.
    #[error("group ended on {ended_on}")]
    Ended { ended_on: Date },
    /// A recorded fact would lie outside the time in which the group works.
    #[error("fact {fact} of {day} lies outside the group's time")]
    FactOutside {
        field: &'static str,
        fact: u32,
        day: PartialDate,
        ended_on: Option<Date>,
    },
    /// No training has so many sessions or hours.
    #[error("{sessions} sessions of {hours_per_session} hours")]
    TrainingImplausible {
        sessions: u16,
        hours_per_session: u16,
    },
}

impl Refusal for VolunteerRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Ended { .. } => "VOLUNTEER_GROUP_ENDED",
            Self::FactOutside { .. } => "VOLUNTEER_FACT_OUTSIDE",
            Self::TrainingImplausible { .. } => "TRAINING_IMPLAUSIBLE",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Ended { .. } => Some("group"),
            Self::FactOutside { field, .. } => Some(field),
            Self::TrainingImplausible { .. } => Some("sessions"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MEM-48")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Ended { ended_on } => {
                format!(
                    "Die Ehrenamtsgruppe besteht nur bis zum {}.",
                    german::day(*ended_on)
                )
            }
            Self::FactOutside { fact, .. } => format!(
                "Die Angabe {fact} läge dann außerhalb der Zeit, in der die Ehrenamtsgruppe besteht; sie ist zuerst zu berichtigen."
            ),
            Self::TrainingImplausible { .. } => format!(
                "Eine Grundschulung hat 1 bis {SESSIONS_MAX} Termine von 1 bis {HOURS_MAX} Stunden."
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Ended { ended_on } => facts! { "endedOn" => ended_on },
            Self::FactOutside {
                fact,
                day,
                ended_on,
                ..
            } => facts! { "fact" => fact, "day" => day, "endedOn" => ended_on },
            Self::TrainingImplausible {
                sessions,
                hours_per_session,
            } => facts! {
                "sessions" => sessions, "hoursPerSession" => hours_per_session,
                "sessionsAllowed" => SESSIONS_MAX, "hoursAllowed" => HOURS_MAX,
            },
        }
    }
}
