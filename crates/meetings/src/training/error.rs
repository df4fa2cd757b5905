//! Why a training's command is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::unfit::Unfit;

/// Why a training's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TrainingRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// A plan names both an existing training and an id for a new one.
    #[error("plan names an existing training and a new id")]
    NamedTwice,
    /// A training that nobody recorded as a need has no title yet.
    #[error("training has no title")]
    TitleMissing,
    /// Its days were never set.
    #[error("training is not planned")]
    NotPlanned,
    /// It took place.
    #[error("training was held on {held_on}")]
    Held { held_on: Date },
    /// It does not take place.
    #[error("training was cancelled on {cancelled_on}")]
    Cancelled { cancelled_on: Date },
    /// Nobody can have taken part.
    #[error("training was not held")]
    NotHeld,
    /// An institution of which nobody came is not counted.
    #[error("participation of nobody")]
    NobodyCounted,
}

impl Refusal for TrainingRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::NamedTwice => "TRAINING_NAMED_TWICE",
            Self::TitleMissing => "TITLE_MISSING",
            Self::NotPlanned => "TRAINING_NOT_PLANNED",
            Self::Held { .. } => "TRAINING_HELD",
            Self::Cancelled { .. } => "TRAINING_CANCELLED",
            Self::NotHeld => "TRAINING_NOT_HELD",
            Self::NobodyCounted => "NOBODY_COUNTED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::NamedTwice => Some("id"),
            Self::TitleMissing => Some("title"),
            Self::NobodyCounted => Some("count"),
            Self::NotPlanned | Self::Held { .. } | Self::Cancelled { .. } | Self::NotHeld => {
                Some("training")
            }
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MTG-27")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::NamedTwice => {
                "Eine Fortbildung, die es schon gibt, bekommt keine neue Kennung.".to_owned()
            }
            Self::TitleMissing => "Die Fortbildung braucht einen Titel.".to_owned(),
            Self::NotPlanned => "Die Fortbildung ist noch nicht geplant.".to_owned(),
            Self::Held { held_on } => format!(
                "Die Fortbildung hat am {} stattgefunden.",
                german::day(*held_on)
            ),
            Self::Cancelled { cancelled_on } => format!(
                "Die Fortbildung ist seit dem {} abgesagt.",
                german::day(*cancelled_on)
            ),
            Self::NotHeld => {
                "Die Fortbildung hat noch nicht stattgefunden; Teilnehmende werden danach gezählt."
                    .to_owned()
            }
            Self::NobodyCounted => {
                "Anzugeben ist mindestens eine teilnehmende Person je Einrichtung.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Held { held_on } => facts! { "heldOn" => held_on },
            Self::Cancelled { cancelled_on } => facts! { "cancelledOn" => cancelled_on },
            Self::NobodyCounted => facts! { "count" => 0, "min" => 1 },
            Self::NamedTwice | Self::TitleMissing | Self::NotPlanned | Self::NotHeld => {
                Facts::new()
            }
        }
    }
}
