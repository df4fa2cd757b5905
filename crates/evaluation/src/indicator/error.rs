//! Why a command on a series of figures is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::codes::{FigureDimensionCode, FigureMark};
use crate::unfit::Unfit;

/// Why a command on a series of figures is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum IndicatorRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// Of later periods nothing is recorded.
    #[error("the series was closed on {closed_on}")]
    Closed { closed_on: Date },
    /// A figure has at most 6 decimal places.
    #[error("{decimals} decimal places are more than 6")]
    DecimalsTooMany { decimals: u8 },
    /// A source rounds to more than nothing.
    #[error("a rounding step of 0")]
    StepZero,
    /// A series has at most 6 dimensions, each once; a dimension has 1 to 40 marks, each once.
    #[error(
        "dimension {dimension} stands twice, is the seventh, or has not 1 to 40 marks, each once"
    )]
    DimensionsUnfit { dimension: FigureDimensionCode },
    /// First and last day do not fit the kind of period.
    #[error("the period does not fit its kind")]
    PeriodUnfit,
    /// The series has no such part.
    #[error("the series has no part {dimension} {mark}")]
    CellUnknown {
        dimension: FigureDimensionCode,
        mark: FigureMark,
    },
    /// What nobody has is „not available“.
    #[error("a figure has no value")]
    ValueMissing,
    /// What is not available has no value.
    #[error("what is not available has a value")]
    ValueNotAvailable,
    /// No office counts so much.
    #[error("{value} is more than anything that an office counts")]
    ValueTooLarge { value: u64 },
    /// Another figure of this period and part stands; it can be corrected.
    #[error("another figure of this period and part is recorded")]
    Recorded,
    /// The period has no year before.
    #[error("growth since the year before needs a period with one")]
    NoYearBefore,
}

impl Refusal for IndicatorRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Closed { .. } => "INDICATOR_CLOSED",
            Self::DecimalsTooMany { .. } => "DECIMALS_TOO_MANY",
            Self::StepZero => "ROUNDING_STEP_ZERO",
            Self::DimensionsUnfit { .. } => "DIMENSIONS_UNFIT",
            Self::PeriodUnfit => "PERIOD_UNFIT",
            Self::CellUnknown { .. } => "CELL_UNKNOWN",
            Self::ValueMissing => "VALUE_MISSING",
            Self::ValueNotAvailable => "VALUE_NOT_AVAILABLE",
            Self::ValueTooLarge { .. } => "VALUE_TOO_LARGE",
            Self::Recorded => "FIGURE_RECORDED",
            Self::NoYearBefore => "NO_YEAR_BEFORE",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Closed { .. } | Self::PeriodUnfit | Self::Recorded | Self::NoYearBefore => {
                Some("period")
            }
            Self::DecimalsTooMany { .. } => Some("decimals"),
            Self::StepZero => Some("roundedTo"),
            Self::DimensionsUnfit { .. } => Some("dimensions"),
            Self::CellUnknown { .. } => Some("cell"),
            Self::ValueMissing | Self::ValueNotAvailable | Self::ValueTooLarge { .. } => {
                Some("value")
            }
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoYearBefore => "FUN-17",
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::Closed { .. }
            | Self::DecimalsTooMany { .. }
            | Self::StepZero
            | Self::DimensionsUnfit { .. }
            | Self::PeriodUnfit
            | Self::CellUnknown { .. }
            | Self::ValueMissing
            | Self::ValueNotAvailable
            | Self::ValueTooLarge { .. }
            | Self::Recorded => "EVA-15",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Closed { closed_on } => format!(
                "Die Kennzahl wird nur bis zum {} geführt.",
                german::day(*closed_on)
            ),
            Self::DecimalsTooMany { decimals } => {
                format!("{decimals} Nachkommastellen sind zu viele; möglich sind höchstens 6.")
            }
            Self::StepZero => {
                "Gerundet wird auf mindestens eine Einheit; wird nicht gerundet, bleibt \
                das Feld leer."
                    .to_owned()
            }
            Self::DimensionsUnfit { dimension } => format!(
                "Das Merkmal {dimension} geht so nicht: möglich sind 6 Merkmale, jedes \
                einmal, mit 1 bis 40 Ausprägungen, jede einmal."
            ),
            Self::PeriodUnfit => {
                "Der Zeitraum passt nicht zu seiner Art: ein Jahr beginnt am 1. Januar, \
                ein Schuljahr am 1. August, nur ein Zeitraum nennt sein Ende."
                    .to_owned()
            }
            Self::CellUnknown { dimension, mark } => format!(
                "Die Kennzahl kennt {dimension} {mark} nicht, oder das Merkmal steht \
                zweimal da."
            ),
            Self::ValueMissing => {
                "Der Wert fehlt; was niemand hat, ist „nicht verfügbar“.".to_owned()
            }
            Self::ValueNotAvailable => "Was nicht verfügbar ist, hat keinen Wert.".to_owned(),
            Self::ValueTooLarge { value } => {
                format!("Der Wert {value} ist größer als alles, was hier gezählt wird.")
            }
            Self::Recorded => "Zu diesem Zeitraum steht schon ein anderer Wert; er lässt sich \
                berichtigen."
                .to_owned(),
            Self::NoYearBefore => {
                "Eine Steigerung zum Vorjahr braucht einen Zeitraum, der ein Vorjahr hat."
                    .to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Closed { closed_on } => facts! { "closedOn" => closed_on },
            Self::DecimalsTooMany { decimals } => facts! { "decimals" => decimals },
            Self::DimensionsUnfit { dimension } => facts! { "dimension" => dimension },
            Self::CellUnknown { dimension, mark } => {
                facts! { "dimension" => dimension, "mark" => mark }
            }
            Self::ValueTooLarge { value } => facts! { "value" => value },
            Self::StepZero
            | Self::PeriodUnfit
            | Self::ValueMissing
            | Self::ValueNotAvailable
            | Self::Recorded
            | Self::NoYearBefore => Facts::new(),
        }
    }
}
