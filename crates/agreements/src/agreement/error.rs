//! How an agreement says no.
//!
//! The sentences state what holds, so that the same sentence warns where the term behind it was only inferred.

use kernel::{Date, Facts, NetworkId, PartnerId, Refusal, facts, german};
use thiserror::Error;

use crate::values::Side;

/// Why a command on an agreement is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum AgreementRefusal {
    #[error("the agreement does not exist")]
    NotFound,
    #[error("the agreement exists already")]
    AlreadyExists,
    #[error("the new agreement has no id")]
    IdMissing,
    #[error("network {0} does not exist")]
    NetworkUnknown(NetworkId),
    #[error("partner {0} does not exist")]
    PartnerUnknown(PartnerId),
    #[error("a party on the partner side names no partner")]
    PartnerMissing,
    #[error("a public party names neither an institution nor a partner")]
    InstitutionMissing,
    #[error("a party on the partner side names an institution")]
    InstitutionNotExpected,
    #[error("{field} is in the future")]
    DateInFuture {
        field: &'static str,
        date: Date,
        today: Date,
    },
    #[error("the agreement has no party {0}")]
    PartyUnknown(u16),
    #[error("party {0} has signed")]
    PartyHasSigned(u16),
    #[error("the parties are fixed by the first signature")]
    PartiesFixed,
    #[error("the copy has its partner already")]
    CopyIsForOnePartner,
    #[error("the agreement lacks parties")]
    PartiesMissing { missing: Vec<Side> },
    #[error("the terms are frozen by the first signature")]
    TermsFrozen,
    #[error("the agreement was not offered")]
    NotOffered,
    #[error("party {party} signed on another day or in another form")]
    AlreadySigned { party: u16, signed_on: Date },
    #[error("the signature is not in writing")]
    SignatureFormNotAllowed,
    #[error("party {0} has not signed")]
    PartyNotSigned(u16),
    #[error("the agreement is not in force on {day}")]
    NotInForce {
        field: &'static str,
        day: Date,
        in_force_on: Option<Date>,
    },
    #[error("the agreement ended on {ended_on}")]
    AgreementEnded { field: &'static str, ended_on: Date },
    #[error("the side may not give notice")]
    NoticeNotAllowed { side: Side, allowed: Vec<Side> },
    #[error("the notice is not in writing")]
    NoticeFormNotAllowed,
    #[error("the notice gives no reason")]
    NoticeReasonMissing,
    #[error("party {party} gave notice already")]
    NoticeAlreadyGiven { party: u16, received_on: Date },
    #[error("the corrected date lies after a notice")]
    CorrectionContradictsNotice { received_on: Date },
    #[error("the agreement has no amendment {0}")]
    AmendmentUnknown(u16),
    #[error("amendment {0} has all its signatures")]
    AmendmentClosed(u16),
    #[error("party {party} signed the amendment on another day or in another form")]
    AmendmentAlreadySigned { party: u16, signed_on: Date },
    #[error("the amendment's signature is not in writing")]
    AmendmentFormNotAllowed,
    #[error("party {0} does not cooperate on that day")]
    PartyNotCooperating(u16),
    #[error("the review was recorded with another outcome")]
    ReviewAlreadyRecorded { held_on: Date },
    #[error("the agreement has no fixed end")]
    TermHasNoEnd,
    #[error("the new end is not later than the old one")]
    EndNotLater { old_end: Date },
    #[error("the agreement ends by notice")]
    EndsByNotice { effective_on: Date },
    #[error("the decision's {field} {reason}")]
    DecisionInvalid { field: &'static str, reason: String },
    #[error("the extension was denied already")]
    ExtensionAlreadyDenied { denied_on: Date },
}

impl Refusal for AgreementRefusal {
    fn code(&self) -> &'static str {
        self.parts().0
    }

    fn field(&self) -> Option<&'static str> {
        self.parts().1
    }

    fn rule(&self) -> Option<&'static str> {
        self.parts().2
    }

    fn sentence(&self) -> String {
        match self {
            Self::NotFound => "Diese Vereinbarung gibt es nicht.".to_owned(),
            Self::AlreadyExists => "Diese Vereinbarung gibt es schon.".to_owned(),
            Self::IdMissing => "Der neuen Vereinbarung fehlt ihre Kennung.".to_owned(),
            Self::NetworkUnknown(_) => "Dieses Netzwerk gibt es nicht.".to_owned(),
            Self::PartnerUnknown(_) => "Diesen Netzwerkpartner gibt es nicht.".to_owned(),
            Self::PartnerMissing => "Auf der Seite der Netzwerkpartner fehlt der Netzwerkpartner.".to_owned(),
            Self::InstitutionMissing => "Der öffentliche Träger braucht einen Namen.".to_owned(),
            Self::InstitutionNotExpected => {
                "Name und Anschrift eines Netzwerkpartners stehen bei ihm selbst, nicht in der Vereinbarung.".to_owned()
            }
            Self::DateInFuture { date, today, .. } => {
                format!("Der {} liegt nach dem heutigen Tag ({}).", german::day(*date), german::day(*today))
            }
            Self::PartyUnknown(party) => format!("Eine Partei Nr. {party} hat die Vereinbarung nicht."),
            Self::PartyHasSigned(party) => format!("Die Partei Nr. {party} hat schon unterzeichnet."),
            Self::PartiesFixed => "Mit der ersten Unterschrift stehen die Parteien fest.".to_owned(),
            Self::CopyIsForOnePartner => {
                "Jeder Netzwerkpartner unterzeichnet ein eigenes Exemplar; dieses hat schon einen.".to_owned()
            }
            Self::PartiesMissing { missing } => {
                format!("Es fehlt eine Partei auf der Seite: {}.", labels(missing))
            }
            Self::TermsFrozen => "Mit der ersten Unterschrift stehen die Bedingungen fest.".to_owned(),
            Self::NotOffered => "Die Vereinbarung wurde noch nicht zur Unterschrift vorgelegt.".to_owned(),
            Self::AlreadySigned { party, signed_on } => format!(
                "Die Unterschrift der Partei Nr. {party} ist schon mit dem {} erfasst; ein falsches Datum wird berichtigt.",
                german::day(*signed_on)
            ),
            Self::SignatureFormNotAllowed => "Die Vereinbarung sieht eine Unterschrift vor.".to_owned(),
            Self::PartyNotSigned(party) => {
                format!("Die Partei Nr. {party} hat bis dahin nicht unterzeichnet.")
            }
            Self::NotInForce { in_force_on: Some(since), day, .. } => {
                format!("Am {} war die Vereinbarung noch nicht in Kraft (erst seit dem {}).", german::day(*day), german::day(*since))
            }
            Self::NotInForce { in_force_on: None, .. } => "Die Vereinbarung ist nicht in Kraft.".to_owned(),
            Self::AgreementEnded { ended_on, .. } => format!(
                "Die Vereinbarung endete am {}; an ihre Stelle tritt eine neue Vereinbarung.",
                german::day(*ended_on)
            ),
            Self::NoticeNotAllowed { allowed, .. } => {
                format!("Als kündigungsberechtigt nennt die Vereinbarung nur: {}.", labels(allowed))
            }
            Self::NoticeFormNotAllowed => "Die Vereinbarung kann nur schriftlich gekündigt werden.".to_owned(),
            Self::NoticeReasonMissing => {
                "Zur Kündigung gehört, wie § 3 KKG berücksichtigt wurde (Begründung).".to_owned()
            }
            Self::NoticeAlreadyGiven { party, received_on } => {
                format!("Die Kündigung der Partei Nr. {party} ist schon mit dem {} erfasst.", german::day(*received_on))
            }
            Self::CorrectionContradictsNotice { received_on } => format!(
                "Am {} ging eine Kündigung ein; die Vereinbarung muss da schon unterzeichnet und in Kraft gewesen sein.",
                german::day(*received_on)
            ),
            Self::AmendmentUnknown(number) => format!("Eine Änderung Nr. {number} hat die Vereinbarung nicht."),
            Self::AmendmentClosed(number) => format!("Die Änderung Nr. {number} ist schon vereinbart."),
            Self::AmendmentAlreadySigned { party, signed_on } => format!(
                "Die Unterschrift der Partei Nr. {party} unter der Änderung ist schon mit dem {} erfasst.",
                german::day(*signed_on)
            ),
            Self::AmendmentFormNotAllowed => "Änderungen und Ergänzungen bedürfen der Schriftform.".to_owned(),
            Self::PartyNotCooperating(party) => {
                format!("Die Partei Nr. {party} gehört an diesem Tag nicht zur Vereinbarung.")
            }
            Self::ReviewAlreadyRecorded { held_on } => {
                format!("Die Überprüfung vom {} ist schon mit einem anderen Ergebnis erfasst.", german::day(*held_on))
            }
            Self::TermHasNoEnd => "Die Vereinbarung hat kein festes Ende, das verlängert werden könnte.".to_owned(),
            Self::EndNotLater { old_end } => {
                format!("Das neue Ende muss nach dem bisherigen liegen ({}).", german::day(*old_end))
            }
            Self::EndsByNotice { effective_on } => {
                format!("Nach den Kündigungen endet die Vereinbarung am {}.", german::day(*effective_on))
            }
            Self::DecisionInvalid { field, .. } => {
                format!("Der Beschluss ist unvollständig oder falsch geschrieben ({field}).")
            }
            Self::ExtensionAlreadyDenied { denied_on } => {
                format!("Die Verlängerung wurde schon am {} abgelehnt.", german::day(*denied_on))
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::NotFound
            | Self::AlreadyExists
            | Self::IdMissing
            | Self::PartnerMissing
            | Self::InstitutionMissing
            | Self::InstitutionNotExpected
            | Self::PartiesFixed
            | Self::CopyIsForOnePartner
            | Self::TermsFrozen
            | Self::NotOffered
            | Self::TermHasNoEnd => Facts::new(),
            Self::NetworkUnknown(network) => facts! { "network" => network },
            Self::PartnerUnknown(partner) => facts! { "partner" => partner },
            Self::DateInFuture { date, today, .. } => facts! { "date" => date, "today" => today },
            Self::PartyUnknown(party)
            | Self::PartyHasSigned(party)
            | Self::PartyNotSigned(party)
            | Self::PartyNotCooperating(party) => facts! { "party" => party },
            Self::PartiesMissing { missing } => facts! { "missing" => missing },
            Self::AlreadySigned { party, signed_on }
            | Self::AmendmentAlreadySigned { party, signed_on } => {
                facts! { "party" => party, "signedOn" => signed_on }
            }
            Self::SignatureFormNotAllowed
            | Self::NoticeFormNotAllowed
            | Self::AmendmentFormNotAllowed => {
                facts! { "required" => "written" }
            }
            Self::NotInForce {
                day, in_force_on, ..
            } => facts! { "day" => day, "inForceOn" => in_force_on },
            Self::AgreementEnded { ended_on, .. } => facts! { "endedOn" => ended_on },
            Self::NoticeNotAllowed { side, allowed } => {
                facts! { "side" => side, "allowed" => allowed }
            }
            Self::NoticeReasonMissing => {
                facts! { "consideration" => "consideration-of-section3-kkg" }
            }
            Self::NoticeAlreadyGiven { party, received_on } => {
                facts! { "party" => party, "receivedOn" => received_on }
            }
            Self::CorrectionContradictsNotice { received_on } => {
                facts! { "receivedOn" => received_on }
            }
            Self::AmendmentUnknown(amendment) | Self::AmendmentClosed(amendment) => {
                facts! { "amendment" => amendment }
            }
            Self::ReviewAlreadyRecorded { held_on } => facts! { "heldOn" => held_on },
            Self::EndNotLater { old_end } => facts! { "oldEnd" => old_end },
            Self::EndsByNotice { effective_on } => facts! { "effectiveOn" => effective_on },
            Self::DecisionInvalid { field, .. } => facts! { "field" => field },
            Self::ExtensionAlreadyDenied { denied_on } => facts! { "deniedOn" => denied_on },
        }
    }
}

/// Stable code, field and rule.
type Parts = (&'static str, Option<&'static str>, Option<&'static str>);

impl AgreementRefusal {
    fn parts(&self) -> Parts {
        match self {
            Self::NotFound => ("NOT_FOUND", Some("agreement"), None),
            Self::AlreadyExists => ("ALREADY_EXISTS", Some("id"), None),
            Self::IdMissing => ("ID_MISSING", Some("id"), None),
            Self::NetworkUnknown(_) => ("NETWORK_UNKNOWN", Some("network"), None),
            Self::PartnerUnknown(_) => ("PARTNER_UNKNOWN", Some("partner"), Some("AGR-02")),
            Self::PartnerMissing => ("PARTNER_MISSING", Some("partner"), Some("AGR-02")),
            Self::InstitutionMissing => {
                ("INSTITUTION_MISSING", Some("institution"), Some("AGR-02"))
            }
            Self::InstitutionNotExpected => ("INSTITUTION_NOT_EXPECTED", Some("institution"), None),
            Self::DateInFuture { field, .. } => ("DATE_IN_FUTURE", Some(field), None),
            Self::PartyUnknown(_) => ("PARTY_UNKNOWN", Some("party"), None),
            Self::PartyHasSigned(_) => ("PARTY_HAS_SIGNED", Some("party"), None),
            Self::PartiesFixed => ("PARTIES_FIXED", Some("party"), Some("AGR-02")),
            Self::CopyIsForOnePartner => {
                ("COPY_IS_FOR_ONE_PARTNER", Some("partner"), Some("AGR-04"))
            }
            Self::PartiesMissing { .. } => ("PARTIES_MISSING", None, Some("AGR-02")),
            Self::TermsFrozen => ("TERMS_FROZEN", None, None),
            Self::NotOffered => ("NOT_OFFERED", None, None),
            Self::AlreadySigned { .. } => ("ALREADY_SIGNED", Some("party"), Some("AGR-18")),
            Self::SignatureFormNotAllowed => {
                ("SIGNATURE_FORM_NOT_ALLOWED", Some("form"), Some("AGR-18"))
            }
            Self::PartyNotSigned(_) => ("PARTY_NOT_SIGNED", Some("party"), None),
            Self::NotInForce { field, .. } => ("NOT_IN_FORCE", Some(field), Some("AGR-07")),
            Self::AgreementEnded { field, .. } => ("AGREEMENT_ENDED", Some(field), Some("AGR-08")),
            Self::NoticeNotAllowed { .. } => ("NOTICE_NOT_ALLOWED", Some("party"), Some("AGR-13")),
            Self::NoticeFormNotAllowed => ("NOTICE_FORM_NOT_ALLOWED", Some("form"), Some("AGR-12")),
            Self::NoticeReasonMissing => ("NOTICE_REASON_MISSING", Some("reason"), Some("AGR-10")),
            Self::NoticeAlreadyGiven { .. } => ("NOTICE_ALREADY_GIVEN", Some("party"), None),
            Self::CorrectionContradictsNotice { .. } => {
                ("CORRECTION_CONTRADICTS_NOTICE", Some("signedOn"), None)
            }
            Self::AmendmentUnknown(_) => ("AMENDMENT_UNKNOWN", Some("amendment"), None),
            Self::AmendmentClosed(_) => ("AMENDMENT_CLOSED", Some("amendment"), None),
            Self::AmendmentAlreadySigned { .. } => {
                ("AMENDMENT_ALREADY_SIGNED", Some("party"), Some("AGR-14"))
            }
            Self::AmendmentFormNotAllowed => {
                ("AMENDMENT_FORM_NOT_ALLOWED", Some("form"), Some("AGR-14"))
            }
            Self::PartyNotCooperating(_) => {
                ("PARTY_NOT_COOPERATING", Some("party"), Some("AGR-14"))
            }
            Self::ReviewAlreadyRecorded { .. } => {
                ("REVIEW_ALREADY_RECORDED", Some("heldOn"), Some("AGR-11"))
            }
            Self::TermHasNoEnd => ("TERM_HAS_NO_END", None, Some("AGR-08")),
            Self::EndNotLater { .. } => ("END_NOT_LATER", Some("newEnd"), Some("AGR-08")),
            Self::EndsByNotice { .. } => ("ENDS_BY_NOTICE", None, Some("AGR-12")),
            Self::DecisionInvalid { .. } => ("DECISION_INVALID", Some("decision"), Some("AGR-08")),
            Self::ExtensionAlreadyDenied { .. } => {
                ("EXTENSION_ALREADY_DENIED", Some("deniedOn"), Some("AGR-08"))
            }
        }
    }
}

fn labels(sides: &[Side]) -> String {
    sides
        .iter()
        .map(|side| side.label())
        .collect::<Vec<_>>()
        .join(", ")
}
