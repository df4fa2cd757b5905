//! Why interest cannot be computed: nothing is guessed, somebody has to say it.

use kernel::{Date, Facts, Refusal, State, facts, german};
use thiserror::Error;

/// Why interest cannot be computed.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum InterestRefusal {
    /// Nobody told the municipality's state.
    #[error("the municipality's state is unknown")]
    StateUnknown,
    /// We know no provision of this state.
    #[error("no law on interest is known for {state:?} on {day}")]
    LawUnknown { state: State, day: Date },
    /// The provision's points above the base rate are not stated: set them with the programme.
    #[error("the points above the base rate are not set for {state:?}")]
    PointsUnstated { state: State },
    /// No base rate was entered for the day: set it with the programme.
    #[error("no base rate is set for {day}")]
    BaseRateMissing { day: Date },
    #[error("interest from {since} to {until} runs backwards")]
    Backwards { since: Date, until: Date },
}

impl Refusal for InterestRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::StateUnknown => "STATE_UNKNOWN",
            Self::LawUnknown { .. } => "INTEREST_LAW_UNKNOWN",
            Self::PointsUnstated { .. } => "INTEREST_POINTS_UNSTATED",
            Self::BaseRateMissing { .. } => "BASE_RATE_MISSING",
            Self::Backwards { .. } => "INTEREST_BACKWARDS",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("interest")
    }

    fn rule(&self) -> Option<&'static str> {
        Some("FUN-20")
    }

    fn sentence(&self) -> String {
        match self {
            Self::StateUnknown => "Das Land der Kommune ist nicht bekannt.".to_owned(),
            Self::LawUnknown { state, day } => format!(
                "Für {} ist am {} keine Vorschrift über Zinsen hinterlegt.",
                state.name(),
                german::day(*day)
            ),
            Self::PointsUnstated { state } => format!(
                "Wie viele Prozentpunkte über dem Basiszinssatz in {} gelten, ist beim Förderprogramm einzutragen.",
                state.name()
            ),
            Self::BaseRateMissing { day } => format!(
                "Der Basiszinssatz für den {} ist beim Förderprogramm einzutragen.",
                german::day(*day)
            ),
            Self::Backwards { since, until } => format!(
                "Die Zinsen enden am {}, bevor sie am {} beginnen.",
                german::day(*until),
                german::day(*since)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::StateUnknown => Facts::new(),
            Self::LawUnknown { state, day } => facts! { "state" => state.code(), "date" => day },
            Self::PointsUnstated { state } => facts! { "state" => state.code() },
            Self::BaseRateMissing { day } => facts! { "date" => day },
            Self::Backwards { since, until } => facts! { "since" => since, "until" => until },
        }
    }
}
