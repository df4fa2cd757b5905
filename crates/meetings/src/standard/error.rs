//! Why a standard's command is refused.

use kernel::{BodyId, CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use super::command::StandardReviewResult;
use crate::unfit::Unfit;
use crate::wrong_meeting::WrongMeeting;

/// Why a standard's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum StandardRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    WrongMeeting(#[from] WrongMeeting),
    /// It belongs to another body.
    #[error("standard is one of body {body}")]
    OfOtherBody { body: BodyId },
    /// It holds no more.
    #[error("standard was retired on {retired_on}")]
    Retired { retired_on: Date },
    /// A revision has neither text nor document.
    #[error("revision without a wording")]
    RevisionMissing,
    /// Only a revision has another wording.
    #[error("{result:?} with another wording")]
    WordingStays { result: StandardReviewResult },
    /// What holds no more is not reviewed.
    #[error("next review of a retired standard")]
    RetiredNeedsNoReview,
}

impl Refusal for StandardRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::WrongMeeting(refusal) => refusal.code(),
            Self::OfOtherBody { .. } => "STANDARD_OF_OTHER_BODY",
            Self::Retired { .. } => "STANDARD_RETIRED",
            Self::RevisionMissing => "REVISION_MISSING",
            Self::WordingStays { .. } => "WORDING_STAYS",
            Self::RetiredNeedsNoReview => "RETIRED_NEEDS_NO_REVIEW",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::WrongMeeting(refusal) => refusal.field(),
            Self::OfOtherBody { .. } => Some("body"),
            Self::Retired { .. } => Some("standard"),
            Self::RevisionMissing => Some("text"),
            Self::WordingStays { .. } => Some("result"),
            Self::RetiredNeedsNoReview => Some("nextReviewOn"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MTG-28")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::WrongMeeting(refusal) => refusal.sentence(),
            Self::OfOtherBody { .. } => {
                "Der gemeinsame Standard gehört zu einem anderen Gremium und bleibt dort."
                    .to_owned()
            }
            Self::Retired { retired_on } => format!(
                "Der gemeinsame Standard ist seit dem {} aufgehoben.",
                german::day(*retired_on)
            ),
            Self::RevisionMissing => {
                "Zu einer Überarbeitung gehört der neue Wortlaut, als Text oder als Dokument."
                    .to_owned()
            }
            Self::WordingStays { result } => {
                format!("Bei „{}“ gibt es keinen neuen Wortlaut.", result.label())
            }
            Self::RetiredNeedsNoReview => {
                "Ein aufgehobener Standard wird nicht mehr überprüft.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::WrongMeeting(refusal) => refusal.facts(),
            Self::OfOtherBody { body } => facts! { "body" => body },
            Self::Retired { retired_on } => facts! { "retiredOn" => retired_on },
            Self::WordingStays { result } => facts! { "result" => result },
            Self::RevisionMissing | Self::RetiredNeedsNoReview => Facts::new(),
        }
    }
}
