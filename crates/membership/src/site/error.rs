//! Why a site's command is refused.

use kernel::entry::NAME_MAX;
use kernel::{CorrectionRefusal, Date, Facts, Refusal, SiteDocumentId, facts, german};
use thiserror::Error;

use super::command::SiteStatus;
use crate::unfit::Unfit;

/// Why a site's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SiteRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// Only a site that is considered or planned is to open.
    #[error("a site that is {status:?} is not to open")]
    NotPlanned { status: SiteStatus },
    /// A title has more than [`NAME_MAX`] characters.
    #[error("title has {length} characters, more than {NAME_MAX}")]
    TitleTooLong { length: usize },
    /// The folder has the document already.
    #[error("document {document} is in the folder already")]
    DocumentExists { document: SiteDocumentId },
    /// The folder never had the document.
    #[error("document {document} is not in the folder")]
    DocumentUnknown { document: SiteDocumentId },
    /// The document left the folder on another day.
    #[error("document left the folder on {removed_on}")]
    DocumentRemoved { removed_on: Date },
}

impl Refusal for SiteRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::NotPlanned { .. } => "SITE_NOT_PLANNED",
            Self::TitleTooLong { .. } => "TITLE_TOO_LONG",
            Self::DocumentExists { .. } => "SITE_DOCUMENT_EXISTS",
            Self::DocumentUnknown { .. } => "SITE_DOCUMENT_UNKNOWN",
            Self::DocumentRemoved { .. } => "SITE_DOCUMENT_REMOVED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::NotPlanned { .. } => Some("opensOn"),
            Self::TitleTooLong { .. } => Some("title"),
            Self::DocumentExists { .. } => Some("id"),
            Self::DocumentUnknown { .. } | Self::DocumentRemoved { .. } => Some("document"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(_) | Self::Correction(_) | Self::NotPlanned { .. } => Some("MEM-43"),
            Self::TitleTooLong { .. }
            | Self::DocumentExists { .. }
            | Self::DocumentUnknown { .. }
            | Self::DocumentRemoved { .. } => Some("MEM-50"),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::NotPlanned { status } => format!(
                "Eine künftige Öffnung hat nur ein Standort, der angedacht oder geplant ist, nicht einer, der {} ist.",
                status.label()
            ),
            Self::TitleTooLong { length } => {
                format!("Der Titel hat {length} Zeichen; möglich sind höchstens {NAME_MAX}.")
            }
            Self::DocumentExists { .. } => {
                "Die Unterlage liegt schon in der Mappe des Standortes.".to_owned()
            }
            Self::DocumentUnknown { .. } => {
                "Die Unterlage gibt es in der Mappe des Standortes nicht.".to_owned()
            }
            Self::DocumentRemoved { removed_on } => format!(
                "Die Unterlage liegt seit dem {} nicht mehr in der Mappe des Standortes.",
                german::day(*removed_on)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::NotPlanned { status } => facts! { "status" => status },
            Self::TitleTooLong { length } => {
                facts! { "length" => length, "allowed" => NAME_MAX }
            }
            Self::DocumentExists { document } | Self::DocumentUnknown { document } => {
                facts! { "document" => document }
            }
            Self::DocumentRemoved { removed_on } => facts! { "removedOn" => removed_on },
        }
    }
}
