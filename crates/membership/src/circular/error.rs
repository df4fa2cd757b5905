//! Why a circular's command is refused.

use kernel::entry::NAME_MAX;
use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use super::aggregate::ATTACHMENTS_MAX;
use crate::unfit::Unfit;
use kernel::recipients::RecipientsRefusal;

/// Why a circular's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CircularRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    Recipients(#[from] RecipientsRefusal),
    /// Text and recipients are frozen.
    #[error("circular was released on {released_on}")]
    Released { released_on: Date },
    /// The draft was withdrawn.
    #[error("circular was withdrawn on {withdrawn_on}")]
    Withdrawn { withdrawn_on: Date },
    /// More attachments than a mail carries.
    #[error("{count} attachments")]
    AttachmentsTooMany { count: usize },
    /// A document is named twice.
    #[error("an attachment is named twice")]
    AttachmentTwice,
    /// The subject has several lines or is too long.
    #[error("subject of {length} characters is no line of at most {NAME_MAX}")]
    SubjectNotALine { length: usize },
}

impl Refusal for CircularRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Recipients(refusal) => refusal.code(),
            Self::Released { .. } => "CIRCULAR_RELEASED",
            Self::Withdrawn { .. } => "CIRCULAR_WITHDRAWN",
            Self::AttachmentsTooMany { .. } => "ATTACHMENTS_TOO_MANY",
            Self::AttachmentTwice => "ATTACHMENT_TWICE",
            Self::SubjectNotALine { .. } => "SUBJECT_NOT_A_LINE",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Recipients(refusal) => refusal.field(),
            Self::Released { .. } | Self::Withdrawn { .. } => Some("circular"),
            Self::AttachmentsTooMany { .. } | Self::AttachmentTwice => Some("attachments"),
            Self::SubjectNotALine { .. } => Some("subject"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MEM-33")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Recipients(refusal) => refusal.sentence(),
            Self::Released { released_on } => format!(
                "Das Rundschreiben ist seit dem {} freigegeben und ändert sich nicht mehr.",
                german::day(*released_on)
            ),
            Self::Withdrawn { withdrawn_on } => format!(
                "Der Entwurf ist seit dem {} verworfen.",
                german::day(*withdrawn_on)
            ),
            Self::AttachmentsTooMany { count } => {
                format!("Genannt sind {count} Anlagen; möglich sind höchstens {ATTACHMENTS_MAX}.")
            }
            Self::AttachmentTwice => "Eine Anlage ist zweimal genannt.".to_owned(),
            Self::SubjectNotALine { length } => format!(
                "Der Betreff hat {length} Zeichen; er ist eine Zeile mit höchstens {NAME_MAX}."
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Recipients(refusal) => refusal.facts(),
            Self::Released { released_on } => facts! { "releasedOn" => released_on },
            Self::Withdrawn { withdrawn_on } => facts! { "withdrawnOn" => withdrawn_on },
            Self::AttachmentTwice => Facts::new(),
            Self::AttachmentsTooMany { count } => {
                facts! { "count" => count, "allowed" => ATTACHMENTS_MAX }
            }
            Self::SubjectNotALine { length } => {
                facts! { "length" => length, "allowed" => NAME_MAX }
            }
        }
    }
}
