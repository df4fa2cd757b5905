//! Why a need's command is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::unfit::Unfit;
use crate::wrong_meeting::WrongMeeting;

/// Why a need's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NeedRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    WrongMeeting(#[from] WrongMeeting),
    /// It is met.
    #[error("need was realised on {realised_on}")]
    Realised { realised_on: Date },
    /// It was put aside.
    #[error("need was shelved on {shelved_on}")]
    Shelved { shelved_on: Date },
    /// It goes on: there is nothing to reopen.
    #[error("need is open")]
    Open,
}

impl Refusal for NeedRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::WrongMeeting(refusal) => refusal.code(),
            Self::Realised { .. } => "NEED_REALISED",
            Self::Shelved { .. } => "NEED_SHELVED",
            Self::Open => "NEED_OPEN",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::WrongMeeting(refusal) => refusal.field(),
            Self::Realised { .. } | Self::Shelved { .. } | Self::Open => Some("need"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MTG-16")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::WrongMeeting(refusal) => refusal.sentence(),
            Self::Realised { realised_on } => format!(
                "Der Bedarf ist seit dem {} verwirklicht; zuerst ist er wieder aufzunehmen.",
                german::day(*realised_on)
            ),
            Self::Shelved { shelved_on } => format!(
                "Der Bedarf ist seit dem {} zurückgestellt; zuerst ist er wieder aufzunehmen.",
                german::day(*shelved_on)
            ),
            Self::Open => "Der Bedarf ist weder verwirklicht noch zurückgestellt.".to_owned(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::WrongMeeting(refusal) => refusal.facts(),
            Self::Realised { realised_on } => facts! { "realisedOn" => realised_on },
            Self::Shelved { shelved_on } => facts! { "shelvedOn" => shelved_on },
            Self::Open => Facts::new(),
        }
    }
}
