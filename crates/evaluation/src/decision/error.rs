//! Why a command on a registered decision is refused.

use kernel::{CorrectionRefusal, Facts, Refusal, facts};
use thiserror::Error;

use crate::codes::CitedNumber;
use crate::unfit::Unfit;

/// Why a command on a registered decision is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DecisionRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// Organ or number do not keep to their pattern.
    #[error("decision.{part} {reason}")]
    Malformed { part: &'static str, reason: String },
    /// Nobody cites the decision under this number.
    #[error("number {number} is neither registered nor cited")]
    NotCited { number: CitedNumber },
    /// All papers name the same number.
    #[error("all citations agree")]
    NothingToSettle,
}

impl Refusal for DecisionRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Malformed { .. } => "DECISION_MALFORMED",
            Self::NotCited { .. } => "NUMBER_NOT_CITED",
            Self::NothingToSettle => "CITATIONS_AGREE",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Malformed { .. } | Self::NothingToSettle => Some("decision"),
            Self::NotCited { .. } => Some("number"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("EVA-13")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Malformed { .. } => {
                "Organ oder Nummer des Beschlusses sind so nicht möglich: das Organ ist \
                ein Kürzel wie „rat“, die Nummer eine wie 2015/0842."
                    .to_owned()
            }
            Self::NotCited { number } => format!(
                "Unter der Nummer {number} ist der Beschluss weder eingetragen noch \
                zitiert."
            ),
            Self::NothingToSettle => {
                "Alle Papiere nennen dieselbe Nummer; es ist nichts zu klären.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Malformed { part, reason } => facts! { "part" => part, "reason" => reason },
            Self::NotCited { number } => facts! { "number" => number },
            Self::NothingToSettle => Facts::new(),
        }
    }
}
