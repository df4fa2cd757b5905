//! Why a partner's command is refused.

use kernel::{Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::codes::SectorCode;
use crate::policy::{AdmissionPrecondition, EligibilityCriterion};
use crate::unfit::Unfit;

/// Why a partner's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PartnerRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The network takes no new partners.
    #[error("network is not open")]
    NetworkClosed,
    /// A request must name a network.
    #[error("request names no network")]
    NetworkMissing,
    /// Something that the admission needs is not recorded; `first` gives the code, `eligibility_rule` its rule
    /// where that is the attestation.
    #[error("admission lacks {missing:?}")]
    PreconditionMissing {
        first: AdmissionPrecondition,
        missing: Vec<AdmissionPrecondition>,
        eligibility_rule: &'static str,
    },
    /// The policy does not know the criterion.
    #[error("criterion {criterion:?} is none of the policy's")]
    CriterionUnknown {
        criterion: EligibilityCriterion,
        allowed: Vec<EligibilityCriterion>,
        eligibility_rule: &'static str,
    },
    /// The partner is a member already.
    #[error("partner is a member since {since}")]
    AlreadyAdmitted { since: Date },
    /// The request was declined already.
    #[error("request was declined on {declined_on}")]
    AlreadyDeclined { declined_on: Date },
    /// The membership has ended; a new one needs a readmission.
    #[error("membership ended on {ended_on}")]
    MembershipEnded { ended_on: Date },
    /// The partner was never admitted.
    #[error("partner was never admitted")]
    NeverAdmitted,
    /// Neither the law nor the policy knows the sector.
    #[error("sector {sector} is unknown")]
    SectorUnknown {
        sector: SectorCode,
        allowed: Vec<String>,
    },
    /// The partner does not work in the sector.
    #[error("sector {sector} is not assigned")]
    SectorNotAssigned { sector: SectorCode },
    /// An institution cannot operate itself.
    #[error("operator is the partner itself")]
    OperatorIsSelf,
    /// The partner does not work at the site on that day.
    #[error("partner is not at the site on {day}")]
    NotAtSite { day: Date },
    /// The partner does not take part in the network on that day.
    #[error("partner is not in the network on {day}")]
    NotInNetwork { day: Date },
}

impl Refusal for PartnerRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::NetworkClosed => "NETWORK_CLOSED",
            Self::NetworkMissing => "NETWORK_MISSING",
            Self::PreconditionMissing { first, .. } => match first {
                AdmissionPrecondition::EligibilityAttested => "ELIGIBILITY_MISSING",
                AdmissionPrecondition::Clarified => "CLARIFICATION_MISSING",
                AdmissionPrecondition::ProfileSubmitted => "PROFILE_MISSING",
                AdmissionPrecondition::AgreementSigned => "SIGNATURE_MISSING",
            },
            Self::CriterionUnknown { .. } => "ELIGIBILITY_CRITERION_UNKNOWN",
            Self::AlreadyAdmitted { .. } => "ALREADY_ADMITTED",
            Self::AlreadyDeclined { .. } => "ALREADY_DECLINED",
            Self::MembershipEnded { .. } => "MEMBERSHIP_ENDED",
            Self::NeverAdmitted => "NEVER_ADMITTED",
            Self::SectorUnknown { .. } => "SECTOR_UNKNOWN",
            Self::SectorNotAssigned { .. } => "SECTOR_NOT_ASSIGNED",
            Self::OperatorIsSelf => "OPERATOR_IS_SELF",
            Self::NotAtSite { .. } => "NOT_AT_SITE",
            Self::NotInNetwork { .. } => "NOT_IN_NETWORK",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::NetworkClosed | Self::NetworkMissing => Some("networks"),
            Self::CriterionUnknown { .. } => Some("criterion"),
            Self::SectorUnknown { .. } | Self::SectorNotAssigned { .. } => Some("sector"),
            Self::OperatorIsSelf => Some("operator"),
            Self::NotAtSite { .. } => Some("site"),
            Self::NotInNetwork { .. } => Some("network"),
            Self::PreconditionMissing { .. }
            | Self::AlreadyAdmitted { .. }
            | Self::AlreadyDeclined { .. }
            | Self::MembershipEnded { .. }
            | Self::NeverAdmitted => Some("partner"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NetworkClosed => Some("MEM-01"),
            Self::NetworkMissing | Self::NotInNetwork { .. } => Some("MEM-36"),
            Self::PreconditionMissing {
                first,
                eligibility_rule,
                ..
            } => Some(match first {
                AdmissionPrecondition::EligibilityAttested => eligibility_rule,
                AdmissionPrecondition::Clarified
                | AdmissionPrecondition::ProfileSubmitted
                | AdmissionPrecondition::AgreementSigned => "MEM-04",
            }),
            Self::CriterionUnknown {
                eligibility_rule, ..
            } => Some(eligibility_rule),
            Self::SectorUnknown { .. } | Self::SectorNotAssigned { .. } => Some("MEM-09"),
            Self::OperatorIsSelf | Self::NotAtSite { .. } => Some("MEM-07"),
            Self::Unfit(_)
            | Self::AlreadyAdmitted { .. }
            | Self::AlreadyDeclined { .. }
            | Self::MembershipEnded { .. }
            | Self::NeverAdmitted => None,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::NetworkClosed => {
                "Das Netzwerk ist für neue Netzwerkpartner nicht offen.".to_owned()
            }
            Self::NetworkMissing => {
                "Die Anfrage nennt kein Netzwerk; mindestens eines ist nötig.".to_owned()
            }
            Self::PreconditionMissing { missing, .. } => {
                let labels: Vec<_> = missing.iter().map(|missing| missing.label()).collect();
                format!("Für die Aufnahme fehlt noch: {}.", labels.join("; "))
            }
            Self::CriterionUnknown {
                criterion, allowed, ..
            } => {
                let allowed: Vec<_> = allowed.iter().map(|allowed| allowed.label()).collect();
                format!(
                    "„{}“ ist hier keine Teilnahmevoraussetzung; es gilt: {}.",
                    criterion.label(),
                    allowed.join("; ")
                )
            }
            Self::AlreadyAdmitted { since } => {
                format!(
                    "Der Netzwerkpartner ist seit dem {} aufgenommen.",
                    german::day(*since)
                )
            }
            Self::AlreadyDeclined { declined_on } => {
                format!(
                    "Die Anfrage ist am {} abgelehnt worden.",
                    german::day(*declined_on)
                )
            }
            Self::MembershipEnded { ended_on } => format!(
                "Die Mitgliedschaft endet am {}; eine neue braucht eine Wiederaufnahme.",
                german::day(*ended_on)
            ),
            Self::NeverAdmitted => {
                "Der Netzwerkpartner ist noch nie aufgenommen worden.".to_owned()
            }
            Self::SectorUnknown { sector, .. } => {
                format!("Den Arbeitsbereich „{sector}“ kennen weder § 3 KKG noch die Kommune.")
            }
            Self::SectorNotAssigned { sector } => {
                format!("Der Netzwerkpartner gehört nicht zum Arbeitsbereich „{sector}“.")
            }
            Self::OperatorIsSelf => "Ein Netzwerkpartner ist nicht sein eigener Träger.".to_owned(),
            Self::NotAtSite { day } => {
                format!(
                    "Am {} arbeitet der Netzwerkpartner nicht an diesem Standort.",
                    german::day(*day)
                )
            }
            Self::NotInNetwork { day } => {
                format!(
                    "Am {} gehört der Netzwerkpartner nicht zu diesem Netzwerk.",
                    german::day(*day)
                )
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::NetworkClosed
            | Self::NetworkMissing
            | Self::NeverAdmitted
            | Self::OperatorIsSelf => Facts::new(),
            Self::PreconditionMissing { missing, .. } => facts! { "missing" => missing },
            Self::CriterionUnknown {
                criterion, allowed, ..
            } => {
                facts! { "criterion" => criterion, "allowed" => allowed }
            }
            Self::AlreadyAdmitted { since } => facts! { "since" => since },
            Self::AlreadyDeclined { declined_on } => facts! { "declinedOn" => declined_on },
            Self::MembershipEnded { ended_on } => facts! { "endedOn" => ended_on },
            Self::SectorUnknown { sector, allowed } => {
                facts! { "sector" => sector, "allowed" => allowed }
            }
            Self::SectorNotAssigned { sector } => facts! { "sector" => sector },
            Self::NotAtSite { day } | Self::NotInNetwork { day } => facts! { "day" => day },
        }
    }
}
