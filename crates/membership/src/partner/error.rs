//! Why a partner's command is refused.

use cqrs_es::DomainEvent as _;
use kernel::{CorrectionRefusal, Date, Facts, PartnerId, Refusal, ResourceId, facts, german};
use thiserror::Error;

use super::event::PartnerEvent;
use crate::codes::SectorCode;
use crate::policy::{AdmissionPrecondition, EligibilityCriterion};
use crate::unfit::Unfit;

/// Why a partner's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PartnerRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
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
    /// A request waits for an answer already.
    #[error("request of {requested_on} is open")]
    AlreadyRequested { requested_on: Date },
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
    /// Nobody is known to operate the institution on that day.
    #[error("partner has no operator on {day}")]
    NoOperator { day: Date },
    /// The partner does not work at the site on that day.
    #[error("partner is not at the site on {day}")]
    NotAtSite { day: Date },
    /// The partner does not take part in the network on that day.
    #[error("partner is not in the network on {day}")]
    NotInNetwork { day: Date },
    /// The partner never put this resource in.
    #[error("resource {resource} is unknown")]
    ResourceUnknown { resource: ResourceId },
    /// The resource was withdrawn already.
    #[error("resource is there until {until}")]
    ResourceWithdrawn { until: Date },
    /// A training needs somebody who took part.
    #[error("training has no participants")]
    ParticipantsMissing,
    /// The partner is a duplicate: whatever is to be recorded belongs to the one that stays.
    #[error("partner is a duplicate of {into} since {merged_on}")]
    Merged { into: PartnerId, merged_on: Date },
    /// A partner cannot be its own duplicate.
    #[error("partner is merged into itself")]
    DuplicateOfItself,
    /// The replacement of a fact is about another partner.
    #[error("replacement is about partner {other}")]
    OtherPartner { other: PartnerId },
    /// After the correction, a fact would lie before the one that it follows.
    #[error("fact {fact} on {on} lies before fact {other} on {other_on}")]
    FactsOutOfOrder {
        fact: u32,
        on: Date,
        other: u32,
        other_on: Date,
    },
    /// After the correction, a fact would stand without the one that it needs: an end without its beginning.
    #[error("fact {fact}, a {kind}, has lost its ground")]
    FactWithoutGround { fact: u32, kind: String },
}

impl PartnerRefusal {
    pub(super) fn without_ground(fact: u32, event: &PartnerEvent) -> Self {
        Self::FactWithoutGround {
            fact,
            kind: event.event_type(),
        }
    }
}

impl Refusal for PartnerRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::NetworkClosed => "NETWORK_CLOSED",
            Self::NetworkMissing => "NETWORK_MISSING",
            Self::PreconditionMissing { first, .. } => match first {
                AdmissionPrecondition::EligibilityAttested => "ELIGIBILITY_MISSING",
                AdmissionPrecondition::Clarified => "CLARIFICATION_MISSING",
                AdmissionPrecondition::ProfileSubmitted => "PROFILE_MISSING",
                AdmissionPrecondition::AgreementSigned => "SIGNATURE_MISSING",
            },
            Self::CriterionUnknown { .. } => "ELIGIBILITY_CRITERION_UNKNOWN",
            Self::AlreadyRequested { .. } => "ALREADY_REQUESTED",
            Self::AlreadyAdmitted { .. } => "ALREADY_ADMITTED",
            Self::AlreadyDeclined { .. } => "ALREADY_DECLINED",
            Self::MembershipEnded { .. } => "MEMBERSHIP_ENDED",
            Self::NeverAdmitted => "NEVER_ADMITTED",
            Self::SectorUnknown { .. } => "SECTOR_UNKNOWN",
            Self::SectorNotAssigned { .. } => "SECTOR_NOT_ASSIGNED",
            Self::OperatorIsSelf => "OPERATOR_IS_SELF",
            Self::NotAtSite { .. } => "NOT_AT_SITE",
            Self::NotInNetwork { .. } => "NOT_IN_NETWORK",
            Self::NoOperator { .. } => "NO_OPERATOR",
            Self::ResourceUnknown { .. } => "RESOURCE_UNKNOWN",
            Self::ResourceWithdrawn { .. } => "RESOURCE_WITHDRAWN",
            Self::ParticipantsMissing => "PARTICIPANTS_MISSING",
            Self::Merged { .. } => "PARTNER_MERGED",
            Self::DuplicateOfItself => "DUPLICATE_OF_ITSELF",
            Self::OtherPartner { .. } => "OTHER_PARTNER",
            Self::FactsOutOfOrder { .. } => "FACTS_OUT_OF_ORDER",
            Self::FactWithoutGround { .. } => "FACT_WITHOUT_GROUND",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::NetworkClosed | Self::NetworkMissing => Some("networks"),
            Self::CriterionUnknown { .. } => Some("criterion"),
            Self::SectorUnknown { .. } | Self::SectorNotAssigned { .. } => Some("sector"),
            Self::OperatorIsSelf => Some("operator"),
            Self::NotAtSite { .. } => Some("site"),
            Self::NotInNetwork { .. } => Some("network"),
            Self::ResourceUnknown { .. } | Self::ResourceWithdrawn { .. } => Some("resource"),
            Self::ParticipantsMissing => Some("participants"),
            Self::DuplicateOfItself => Some("duplicate"),
            Self::OtherPartner { .. } => Some("replacement"),
            Self::FactsOutOfOrder { .. } | Self::FactWithoutGround { .. } => Some("fact"),
            Self::NoOperator { .. } => Some("since"),
            Self::PreconditionMissing { .. }
            | Self::Merged { .. }
            | Self::AlreadyRequested { .. }
            | Self::AlreadyAdmitted { .. }
            | Self::AlreadyDeclined { .. }
            | Self::MembershipEnded { .. }
            | Self::NeverAdmitted => Some("partner"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NetworkClosed | Self::AlreadyRequested { .. } => Some("MEM-01"),
            Self::Merged { .. } | Self::DuplicateOfItself => Some("MEM-08"),
            Self::ResourceUnknown { .. } | Self::ResourceWithdrawn { .. } => Some("MEM-44"),
            Self::ParticipantsMissing => Some("MEM-46"),
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
            Self::OperatorIsSelf | Self::NoOperator { .. } | Self::NotAtSite { .. } => {
                Some("MEM-07")
            }
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::OtherPartner { .. }
            | Self::FactsOutOfOrder { .. }
            | Self::FactWithoutGround { .. }
            | Self::AlreadyAdmitted { .. }
            | Self::AlreadyDeclined { .. }
            | Self::MembershipEnded { .. }
            | Self::NeverAdmitted => None,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
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
            Self::AlreadyRequested { requested_on } => {
                format!(
                    "Die Anfrage vom {} ist noch offen.",
                    german::day(*requested_on)
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
            Self::NoOperator { day } => {
                format!(
                    "Am {} ist kein Träger des Netzwerkpartners bekannt.",
                    german::day(*day)
                )
            }
            Self::ResourceUnknown { .. } => {
                "Eine solche Ressource hat der Netzwerkpartner nicht eingebracht.".to_owned()
            }
            Self::ResourceWithdrawn { until } => {
                format!(
                    "Die Ressource steht schon nur bis zum {} zur Verfügung.",
                    german::day(*until)
                )
            }
            Self::ParticipantsMissing => {
                "Eine Schulung hat mindestens eine Teilnehmerin oder einen Teilnehmer.".to_owned()
            }
            Self::Merged { merged_on, .. } => format!(
                "Der Eintrag ist seit dem {} als Dublette mit einem anderen Netzwerkpartner zusammengeführt; bitte dort eintragen.",
                german::day(*merged_on)
            ),
            Self::DuplicateOfItself => {
                "Ein Netzwerkpartner ist nicht seine eigene Dublette.".to_owned()
            }
            Self::OtherPartner { .. } => {
                "Was an die Stelle der Angabe treten soll, betrifft einen anderen Netzwerkpartner."
                    .to_owned()
            }
            Self::FactsOutOfOrder {
                fact,
                on,
                other,
                other_on,
            } => format!(
                "Das passt nicht zusammen: Angabe {fact} vom {} läge vor Angabe {other} vom {}, auf die sie folgt.",
                german::day(*on),
                german::day(*other_on)
            ),
            Self::FactWithoutGround { fact, .. } => format!(
                "Das passt nicht zusammen: Angabe {fact} verlöre die Angabe, auf der sie beruht; bitte zuerst Angabe {fact} berichtigen."
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::NetworkClosed
            | Self::NetworkMissing
            | Self::NeverAdmitted
            | Self::ParticipantsMissing
            | Self::DuplicateOfItself
            | Self::OperatorIsSelf => Facts::new(),
            Self::AlreadyRequested { requested_on } => facts! { "requestedOn" => requested_on },
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
            Self::NoOperator { day } | Self::NotAtSite { day } | Self::NotInNetwork { day } => {
                facts! { "day" => day }
            }
            Self::ResourceUnknown { resource } => facts! { "resource" => resource },
            Self::ResourceWithdrawn { until } => facts! { "until" => until },
            Self::Merged { into, merged_on } => facts! { "into" => into, "mergedOn" => merged_on },
            Self::OtherPartner { other } => facts! { "partner" => other },
            Self::FactsOutOfOrder {
                fact,
                on,
                other,
                other_on,
            } => facts! { "fact" => fact, "on" => on, "other" => other, "otherOn" => other_on },
            Self::FactWithoutGround { fact, kind } => facts! { "fact" => fact, "kind" => kind },
        }
    }
}
