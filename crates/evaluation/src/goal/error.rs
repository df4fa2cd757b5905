//! Why a command on a goal is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::unfit::Unfit;

/// Why a command on a goal is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum GoalRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// Nobody pursues it.
    #[error("goal was retired on {retired_on}")]
    Retired { retired_on: Date },
    /// An intermediate goal serves a guiding goal.
    #[error("an intermediate goal names no guiding goal")]
    ParentMissing,
    /// What an intermediate goal serves is no guiding goal.
    #[error("the parent is no guiding goal")]
    ParentNotGuiding,
    /// A guiding goal serves no other.
    #[error("a guiding goal names a parent")]
    GuidingHasNoParent,
    /// Goals are counted from 1.
    #[error("a goal has the number 0")]
    NumberFromOne,
    /// The series of figures does not belong to the goal.
    #[error("indicator does not belong to the goal")]
    NotLinked,
}

impl Refusal for GoalRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Retired { .. } => "GOAL_RETIRED",
            Self::ParentMissing => "GUIDING_GOAL_MISSING",
            Self::ParentNotGuiding => "PARENT_NOT_GUIDING",
            Self::GuidingHasNoParent => "GUIDING_GOAL_HAS_NO_PARENT",
            Self::NumberFromOne => "NUMBER_FROM_ONE",
            Self::NotLinked => "INDICATOR_NOT_LINKED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Retired { .. } => Some("goal"),
            Self::ParentMissing | Self::ParentNotGuiding | Self::GuidingHasNoParent => {
                Some("parent")
            }
            Self::NumberFromOne => Some("number"),
            Self::NotLinked => Some("indicator"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("EVA-06")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Retired { retired_on } => format!(
                "Das Ziel wird seit dem {} nicht mehr verfolgt.",
                german::day(*retired_on)
            ),
            Self::ParentMissing => "Ein Mittelziel dient einem Leitziel; nennen Sie es.".to_owned(),
            Self::ParentNotGuiding => {
                "Ein Mittelziel dient einem Leitziel, keinem anderen Mittelziel.".to_owned()
            }
            Self::GuidingHasNoParent => "Ein Leitziel dient keinem anderen Ziel.".to_owned(),
            Self::NumberFromOne => "Ziele werden ab 1 gezählt.".to_owned(),
            Self::NotLinked => "Die Kennzahl gehört an diesem Tag nicht zum Ziel.".to_owned(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Retired { retired_on } => facts! { "retiredOn" => retired_on },
            Self::ParentMissing
            | Self::ParentNotGuiding
            | Self::GuidingHasNoParent
            | Self::NumberFromOne
            | Self::NotLinked => Facts::new(),
        }
    }
}
