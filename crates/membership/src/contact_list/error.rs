//! Why a command on contact lists is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::unfit::Unfit;
use kernel::recipients::RecipientsRefusal;

/// Why a command on contact lists is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ContactListRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    Recipients(#[from] RecipientsRefusal),
    /// No issue has the version.
    #[error("version {version} was never issued, the latest is {latest}")]
    VersionUnknown { version: u32, latest: u32 },
    /// The issue is withdrawn already.
    #[error("version {version} was withdrawn on {withdrawn_on}")]
    Withdrawn { version: u32, withdrawn_on: Date },
    /// A later issue keeps its number, so an earlier one cannot vanish.
    #[error("version {version} would be missing before {latest}")]
    VersionMissing { version: u32, latest: u32 },
    /// The replacement belongs to another list.
    #[error("replacement is of another kind or network")]
    OtherList,
}

impl Refusal for ContactListRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Recipients(refusal) => refusal.code(),
            Self::VersionUnknown { .. } => "CONTACT_LIST_VERSION_UNKNOWN",
            Self::Withdrawn { .. } => "CONTACT_LIST_WITHDRAWN",
            Self::VersionMissing { .. } => "CONTACT_LIST_VERSION_MISSING",
            Self::OtherList => "OTHER_CONTACT_LIST",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Recipients(refusal) => refusal.field(),
            Self::VersionUnknown { .. } | Self::Withdrawn { .. } => Some("version"),
            Self::VersionMissing { .. } | Self::OtherList => Some("replacement"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(_) | Self::Correction(_) => None,
            Self::Recipients(_) => Some("MEM-18"),
            Self::VersionUnknown { .. }
            | Self::Withdrawn { .. }
            | Self::VersionMissing { .. }
            | Self::OtherList => Some("AGR-22"),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Recipients(refusal) => refusal.sentence(),
            Self::VersionUnknown { version, latest } => {
                format!("Eine Ausgabe {version} gibt es nicht; die letzte hat die Nummer {latest}.")
            }
            Self::Withdrawn {
                version,
                withdrawn_on,
            } => format!(
                "Die Ausgabe {version} ist seit dem {} zurückgezogen.",
                german::day(*withdrawn_on)
            ),
            Self::VersionMissing { version, .. } => format!(
                "Auf die Ausgabe {version} folgen weitere, die ihre Nummer behalten; sie lässt sich nur zurückziehen."
            ),
            Self::OtherList => "Die Berichtigung gehört zu einer anderen Kontaktliste.".to_owned(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Recipients(refusal) => refusal.facts(),
            Self::OtherList => Facts::new(),
            Self::VersionUnknown { version, latest } | Self::VersionMissing { version, latest } => {
                facts! { "version" => version, "latest" => latest }
            }
            Self::Withdrawn {
                version,
                withdrawn_on,
            } => facts! { "version" => version, "withdrawnOn" => withdrawn_on },
        }
    }
}
