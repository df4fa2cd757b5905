//! Why a specialist's command is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use super::command::QualificationKind;
use crate::unfit::Unfit;

/// Why a specialist's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SpecialistRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// Without a legal basis nobody has a claim to the person's advice (MEM-27).
    #[error("specialist has no legal basis")]
    LegalBasisMissing,
    /// Anlage 2 prints an address (AGR-24).
    #[error("specialist has neither partner nor institution")]
    InstitutionMissing,
    /// The municipality asks for evidence of one of these kinds.
    #[error("specialist has none of the qualifications {wanted:?}")]
    QualificationMissing { wanted: Vec<QualificationKind> },
    /// The municipality stores details with consent only, or the person withdrew it.
    #[error("consent to store is missing")]
    ConsentMissing,
    /// The details belong to another person.
    #[error("details belong to another person")]
    PersonDiffers,
    /// The person is in the register no more.
    #[error("registration ended on {ended_on}")]
    RegistrationEnded { ended_on: Date },
}

impl Refusal for SpecialistRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::LegalBasisMissing => "LEGAL_BASIS_MISSING",
            Self::InstitutionMissing => "INSTITUTION_MISSING",
            Self::QualificationMissing { .. } => "QUALIFICATION_MISSING",
            Self::ConsentMissing => "CONSENT_MISSING",
            Self::PersonDiffers => "PERSON_DIFFERS",
            Self::RegistrationEnded { .. } => "REGISTRATION_ENDED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::LegalBasisMissing => Some("bases"),
            Self::InstitutionMissing => Some("institution"),
            Self::QualificationMissing { .. } => Some("qualification"),
            Self::ConsentMissing => Some("consentGivenOn"),
            Self::PersonDiffers => Some("person.id"),
            Self::RegistrationEnded { .. } => Some("specialist"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::LegalBasisMissing | Self::QualificationMissing { .. } => Some("MEM-27"),
            Self::InstitutionMissing => Some("AGR-24"),
            Self::ConsentMissing => Some("MEM-20"),
            Self::RegistrationEnded { .. } => Some("MEM-27"),
            Self::Unfit(_) | Self::Correction(_) | Self::PersonDiffers => None,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::LegalBasisMissing => {
                "Eine insoweit erfahrene Fachkraft braucht wenigstens eine Rechtsgrundlage, nach der sie berät."
                    .to_owned()
            }
            Self::InstitutionMissing => {
                "Anlage 2 nennt eine Anschrift: die eines Netzwerkpartners oder einer Einrichtung.".to_owned()
            }
            Self::QualificationMissing { wanted } => {
                let wanted: Vec<_> = wanted.iter().map(|kind| kind.label()).collect();
                format!("Es fehlt ein Nachweis; verlangt ist: {}.", wanted.join(" oder "))
            }
            Self::ConsentMissing => {
                "Kontaktdaten werden nur mit Einwilligung in die Speicherung aufgenommen.".to_owned()
            }
            Self::PersonDiffers => {
                "Die Angaben gehören zu einer anderen Person; diese ist neu in das Verzeichnis aufzunehmen."
                    .to_owned()
            }
            Self::RegistrationEnded { ended_on } => format!(
                "Die insoweit erfahrene Fachkraft steht nur bis zum {} im Verzeichnis.",
                german::day(*ended_on)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::QualificationMissing { wanted } => facts! { "wanted" => wanted },
            Self::RegistrationEnded { ended_on } => facts! { "endedOn" => ended_on },
            Self::LegalBasisMissing
            | Self::InstitutionMissing
            | Self::ConsentMissing
            | Self::PersonDiffers => Facts::new(),
        }
    }
}
