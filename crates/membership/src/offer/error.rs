//! Why an offer's command is refused.

use kernel::{CorrectionRefusal, Date, Facts, PartnerId, Refusal, facts, german};
use thiserror::Error;

use super::details::{AGE_MAX, AGE_MIN};
use crate::codes::SectorCode;
use crate::partner::MembershipState;
use crate::unfit::Unfit;

/// Why an offer's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum OfferRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// Only a member has offers in the network.
    #[error("partner is {state:?} on {on}, not active")]
    PartnerNotActive {
        partner: PartnerId,
        state: MembershipState,
        on: Date,
    },
    /// An offer that nobody finds is none.
    #[error("offer names no access path")]
    AccessPathMissing,
    /// Ages lie between [`AGE_MIN`] and [`AGE_MAX`] months, the lower not above the upper.
    #[error("age span {from:?} to {to:?} months makes no sense")]
    AgeSpanInvalid { from: Option<i16>, to: Option<i16> },
    /// Neither the law nor the policy knows the sector.
    #[error("sector {sector} is unknown")]
    SectorUnknown {
        sector: SectorCode,
        allowed: Vec<String>,
    },
    /// The offer pauses already on some of the days.
    #[error("offer pauses already from {from} on")]
    Paused { from: Date },
    /// The offer does not pause on that day.
    #[error("offer does not pause on {day}")]
    NotPaused { day: Date },
    /// The offer is there no more.
    #[error("offer ended on {ended_on}")]
    Ended { ended_on: Date },
}

impl Refusal for OfferRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::PartnerNotActive { .. } => "PARTNER_NOT_ACTIVE",
            Self::AccessPathMissing => "ACCESS_PATH_MISSING",
            Self::AgeSpanInvalid { .. } => "AGE_SPAN_INVALID",
            Self::SectorUnknown { .. } => "SECTOR_UNKNOWN",
            Self::Paused { .. } => "OFFER_PAUSED",
            Self::NotPaused { .. } => "OFFER_NOT_PAUSED",
            Self::Ended { .. } => "OFFER_ENDED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Unfit(Unfit::NameTooLong { .. }) => "details.name",
            Self::Unfit(unfit) => return unfit.field(),
            Self::Correction(refusal) => return refusal.field(),
            Self::PartnerNotActive { .. } => "partner",
            Self::AccessPathMissing => "details.accessPaths",
            Self::AgeSpanInvalid { .. } => "details.ageFromMonths",
            Self::SectorUnknown { .. } => "details.sectors",
            Self::Paused { .. } => "from",
            Self::NotPaused { .. } => "resumedOn",
            Self::Ended { .. } => "offer",
        })
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::Unfit(_) | Self::Correction(_) => return None,
            Self::PartnerNotActive { .. }
            | Self::Paused { .. }
            | Self::NotPaused { .. }
            | Self::Ended { .. } => "MEM-21",
            Self::AccessPathMissing => "MEM-22",
            Self::AgeSpanInvalid { .. } => "MEM-02",
            Self::SectorUnknown { .. } => "MEM-09",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::PartnerNotActive { state, on, .. } => format!(
                "Angebote hat, wer am {} aufgenommen ist; der Stand des Netzwerkpartners ist dann „{}“.",
                german::day(*on),
                state.label()
            ),
            Self::AccessPathMissing => {
                "Ein Angebot braucht wenigstens einen Zugangsweg, damit Familien es finden."
                    .to_owned()
            }
            Self::AgeSpanInvalid { .. } => format!(
                "Das Alter liegt zwischen {AGE_MIN} und {AGE_MAX} Monaten (negativ: vor der Geburt), das untere nicht über dem oberen."
            ),
            Self::SectorUnknown { sector, allowed } => format!(
                "Den Arbeitsbereich „{sector}“ gibt es nicht; möglich sind: {}.",
                allowed.join(", ")
            ),
            Self::Paused { from } => {
                format!("Das Angebot ruht schon ab dem {}.", german::day(*from))
            }
            Self::NotPaused { day } => format!("Das Angebot ruht am {} nicht.", german::day(*day)),
            Self::Ended { ended_on } => {
                format!("Das Angebot endet mit dem {}.", german::day(*ended_on))
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::PartnerNotActive { partner, state, on } => {
                facts! { "partner" => partner, "state" => state, "on" => on }
            }
            Self::AccessPathMissing => Facts::new(),
            Self::AgeSpanInvalid { from, to } => {
                facts! { "from" => from, "to" => to, "min" => AGE_MIN, "max" => AGE_MAX }
            }
            Self::SectorUnknown { sector, allowed } => {
                facts! { "sector" => sector, "allowed" => allowed }
            }
            Self::Paused { from } => facts! { "from" => from },
            Self::NotPaused { day } => facts! { "day" => day },
            Self::Ended { ended_on } => facts! { "endedOn" => ended_on },
        }
    }
}
