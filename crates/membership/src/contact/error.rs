//! Why a contact's command is refused.

use kernel::{Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::unfit::Unfit;

/// Why a contact's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ContactRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The municipality stores no contact data without consent, or the person withdrew it.
    #[error("consent to store is missing")]
    ConsentMissing,
    /// The details belong to another person.
    #[error("details belong to another person")]
    PersonDiffers,
    /// The role ended before the day of the command.
    #[error("contact's role ended on {ended_on}")]
    RoleEnded { ended_on: Date },
}

impl Refusal for ContactRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::ConsentMissing => "CONSENT_MISSING",
            Self::PersonDiffers => "PERSON_DIFFERS",
            Self::RoleEnded { .. } => "CONTACT_ROLE_ENDED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::ConsentMissing => Some("consentGivenOn"),
            Self::PersonDiffers => Some("person.id"),
            Self::RoleEnded { .. } => Some("contact"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::ConsentMissing => Some("MEM-20"),
            Self::RoleEnded { .. } => Some("MEM-14"),
            Self::Unfit(_) | Self::PersonDiffers => None,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::ConsentMissing => {
                "Kontaktdaten werden nur mit Einwilligung in die Speicherung aufgenommen.".to_owned()
            }
            Self::PersonDiffers => {
                "Die Angaben gehören zu einer anderen Person; diese ist als neue Ansprechperson zu benennen."
                    .to_owned()
            }
            Self::RoleEnded { ended_on } => {
                format!("Die Aufgabe der Ansprechperson endet am {}.", german::day(*ended_on))
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::ConsentMissing | Self::PersonDiffers => Facts::new(),
            Self::RoleEnded { ended_on } => facts! { "endedOn" => ended_on },
        }
    }
}
