//! Why a contact's command is refused.

use kernel::{ContactId, CorrectionRefusal, Date, Facts, PartnerId, Refusal, facts, german};
use thiserror::Error;

use crate::partner::MembershipState;

use crate::unfit::Unfit;

/// Why a contact's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ContactRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// Only who is a partner, or wants to be one, names a contact.
    #[error("partner is {state:?}")]
    PartnerNotActive { state: MembershipState },
    /// The municipality stores no contact data without consent, or the person withdrew it.
    #[error("consent to store is missing")]
    ConsentMissing,
    /// The details belong to another person.
    #[error("details belong to another person")]
    PersonDiffers,
    /// The role ended before the day of the command.
    #[error("contact's role ended on {ended_on}")]
    RoleEnded { ended_on: Date },
    /// A contact does not succeed itself.
    #[error("successor is the contact itself")]
    SuccessorIsSelf,
    /// The successor speaks for another partner.
    #[error("successor {successor} speaks for partner {partner}")]
    SuccessorOfOtherPartner {
        successor: ContactId,
        partner: PartnerId,
    },
    /// Nobody is asked to confirm details that may not be shown.
    #[error("details are hidden on {day}")]
    DetailsHidden { day: Date },
    /// The answer names a request that was answered already, or never made.
    #[error("request {request} is not open")]
    ConfirmationClosed { request: u32, open: Option<u32> },
    /// The replacement of a fact is about another contact.
    #[error("replacement is about contact {other}")]
    OtherContact { other: ContactId },
    /// After the correction, a fact would lie before the designation.
    #[error("fact {fact} on {on} lies before the designation on {designated_on}")]
    FactBeforeDesignation {
        fact: u32,
        on: Date,
        designated_on: Date,
    },
    /// After the correction, a fact would answer a request that is not there.
    #[error("fact {fact}, a {kind}, has lost its ground")]
    FactWithoutGround { fact: u32, kind: String },
}

impl Refusal for ContactRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::PartnerNotActive { .. } => "PARTNER_NOT_ACTIVE",
            Self::ConsentMissing => "CONSENT_MISSING",
            Self::PersonDiffers => "PERSON_DIFFERS",
            Self::RoleEnded { .. } => "CONTACT_ROLE_ENDED",
            Self::SuccessorIsSelf => "SUCCESSOR_IS_SELF",
            Self::SuccessorOfOtherPartner { .. } => "SUCCESSOR_OF_OTHER_PARTNER",
            Self::DetailsHidden { .. } => "DETAILS_HIDDEN",
            Self::ConfirmationClosed { .. } => "CONFIRMATION_CLOSED",
            Self::OtherContact { .. } => "OTHER_CONTACT",
            Self::FactBeforeDesignation { .. } => "FACT_BEFORE_DESIGNATION",
            Self::FactWithoutGround { .. } => "FACT_WITHOUT_GROUND",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::PartnerNotActive { .. } => Some("partner"),
            Self::ConsentMissing => Some("consentGivenOn"),
            Self::PersonDiffers => Some("person.id"),
            Self::RoleEnded { .. } | Self::DetailsHidden { .. } => Some("contact"),
            Self::SuccessorIsSelf | Self::SuccessorOfOtherPartner { .. } => Some("successor"),
            Self::ConfirmationClosed { .. } => Some("request"),
            Self::OtherContact { .. } => Some("replacement"),
            Self::FactBeforeDesignation { .. } | Self::FactWithoutGround { .. } => Some("fact"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::ConsentMissing | Self::DetailsHidden { .. } => Some("MEM-20"),
            Self::PartnerNotActive { .. } => Some("MEM-15"),
            Self::RoleEnded { .. }
            | Self::SuccessorIsSelf
            | Self::SuccessorOfOtherPartner { .. } => Some("MEM-14"),
            Self::ConfirmationClosed { .. } => Some("MEM-19"),
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::PersonDiffers
            | Self::OtherContact { .. }
            | Self::FactBeforeDesignation { .. }
            | Self::FactWithoutGround { .. } => None,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::PartnerNotActive { state } => format!(
                "Eine Ansprechperson benennt nur, wer Netzwerkpartner ist oder werden will; der Stand ist „{}“.",
                state.label()
            ),
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
            Self::SuccessorIsSelf => {
                "Eine Ansprechperson tritt nicht ihre eigene Nachfolge an.".to_owned()
            }
            Self::SuccessorOfOtherPartner { .. } => {
                "Die Nachfolge spricht für einen anderen Netzwerkpartner.".to_owned()
            }
            Self::DetailsHidden { .. } => {
                "Um Bestätigung wird nicht gebeten: Die Einwilligung in die Speicherung liegt nicht vor."
                    .to_owned()
            }
            Self::ConfirmationClosed { .. } => {
                "Diese Anfrage ist schon beantwortet oder überholt.".to_owned()
            }
            Self::OtherContact { .. } => {
                "Was an die Stelle der Angabe treten soll, betrifft eine andere Ansprechperson."
                    .to_owned()
            }
            Self::FactBeforeDesignation {
                fact,
                on,
                designated_on,
            } => format!(
                "Das passt nicht zusammen: Angabe {fact} vom {} läge vor der Benennung am {}.",
                german::day(*on),
                german::day(*designated_on)
            ),
            Self::FactWithoutGround { fact, .. } => format!(
                "Das passt nicht zusammen: Angabe {fact} verlöre die Anfrage, die sie beantwortet; bitte zuerst Angabe {fact} berichtigen."
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::PartnerNotActive { state } => facts! { "state" => state },
            Self::ConsentMissing | Self::PersonDiffers | Self::SuccessorIsSelf => Facts::new(),
            Self::RoleEnded { ended_on } => facts! { "endedOn" => ended_on },
            Self::SuccessorOfOtherPartner { successor, partner } => {
                facts! { "successor" => successor, "partner" => partner }
            }
            Self::DetailsHidden { day } => facts! { "day" => day },
            Self::ConfirmationClosed { request, open } => {
                facts! { "request" => request, "open" => open }
            }
            Self::OtherContact { other } => facts! { "contact" => other },
            Self::FactBeforeDesignation {
                fact,
                on,
                designated_on,
            } => facts! { "fact" => fact, "on" => on, "designatedOn" => designated_on },
            Self::FactWithoutGround { fact, kind } => facts! { "fact" => fact, "kind" => kind },
        }
    }
}
