//! How an agreement says no.
//!
//! What an office reads of it stands in `sentence`.

use std::collections::BTreeSet;

use kernel::{
    AgreementId, CorrectionRefusal, Date, Facts, FrameworkId, NetworkId, PartnerId, Refusal, facts,
};
use thiserror::Error;

use super::codes::AgreementKind;
use super::correcting::LaterFact;
use crate::framework::PlaceholderCode;
use crate::values::{Shape, Side};

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
    #[error("the {shape:?} agreement has its public party already")]
    OnePublicParty { shape: Shape },
    #[error("a text's version is named without the text")]
    FrameworkMissing,
    #[error("text {0} is named without a version")]
    FrameworkVersionMissing(FrameworkId),
    #[error("text {0} does not exist")]
    FrameworkUnknown(FrameworkId),
    #[error("text {framework} is one for {kind:?}")]
    FrameworkOfOtherKind {
        framework: FrameworkId,
        kind: AgreementKind,
    },
    #[error("version {version} of text {framework} is not approved")]
    FrameworkNotApproved {
        framework: FrameworkId,
        version: u32,
    },
    #[error("the agreement was drafted without a text")]
    TextMissing,
    #[error("the text has no placeholder `{0}`")]
    PlaceholderUnknown(PlaceholderCode),
    #[error("placeholder `{0}` has two values")]
    PlaceholderTwice(PlaceholderCode),
    #[error("placeholders have no value: {missing:?}")]
    VariableMissing { missing: BTreeSet<PlaceholderCode> },
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
    #[error("party {0} gave no notice that could be taken back")]
    NoticeMissing(u16),
    #[error("the notice was taken back before it arrived")]
    WithdrawnBeforeNotice { received_on: Date },
    #[error("the notice of party {party} took effect on {effective_on}")]
    NoticeEffective { party: u16, effective_on: Date },
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error("the replacement is about another agreement")]
    OtherAgreement,
    #[error("the correction contradicts {later:?}")]
    CorrectionContradicts { later: LaterFact, on: Option<Date> },
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
    #[error("agreement {0} does not exist")]
    AgreementUnknown(AgreementId),
    #[error("the agreement is named beside itself")]
    AgreementIsItself,
    #[error("agreement {by} took its place already")]
    AlreadySuperseded { by: AgreementId },
    #[error("the successor is of another network or kind")]
    SuccessorDiffers {
        network: NetworkId,
        kind: AgreementKind,
    },
    #[error("the successor is not in force")]
    SuccessorNotInForce,
    #[error("the agreement has not ended")]
    AgreementNotEnded { ends_on: Option<Date> },
    #[error("an agreement of the kind {kind:?} is not left untouched")]
    NotLeftUntouched { kind: AgreementKind },
    #[error("the agreement is a {kind:?}, no protection mandate")]
    NotAProtectionMandate { kind: AgreementKind },
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
        self.in_german()
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
            | Self::FrameworkMissing
            | Self::TextMissing
            | Self::OtherAgreement
            | Self::AgreementIsItself
            | Self::SuccessorNotInForce
            | Self::TermHasNoEnd => Facts::new(),
            Self::OnePublicParty { shape } => facts! { "shape" => shape },
            Self::FrameworkVersionMissing(framework) | Self::FrameworkUnknown(framework) => {
                facts! { "framework" => framework }
            }
            Self::FrameworkOfOtherKind { framework, kind } => {
                facts! { "framework" => framework, "kind" => kind }
            }
            Self::FrameworkNotApproved { framework, version } => {
                facts! { "framework" => framework, "version" => version }
            }
            Self::PlaceholderUnknown(placeholder) | Self::PlaceholderTwice(placeholder) => {
                facts! { "placeholder" => placeholder }
            }
            Self::VariableMissing { missing } => facts! { "missing" => missing },
            Self::WithdrawnBeforeNotice { received_on } => facts! { "receivedOn" => received_on },
            Self::NoticeEffective {
                party,
                effective_on,
            } => facts! { "party" => party, "effectiveOn" => effective_on },
            Self::Correction(refusal) => refusal.facts(),
            Self::CorrectionContradicts { later, on } => {
                facts! { "contradicts" => later, "on" => on }
            }
            Self::AgreementUnknown(agreement) | Self::AlreadySuperseded { by: agreement } => {
                facts! { "agreement" => agreement }
            }
            Self::SuccessorDiffers { network, kind } => {
                facts! { "network" => network, "kind" => kind }
            }
            Self::AgreementNotEnded { ends_on } => facts! { "endsOn" => ends_on },
            Self::NotLeftUntouched { kind } | Self::NotAProtectionMandate { kind } => {
                facts! { "kind" => kind }
            }
            Self::NetworkUnknown(network) => facts! { "network" => network },
            Self::PartnerUnknown(partner) => facts! { "partner" => partner },
            Self::DateInFuture { date, today, .. } => facts! { "date" => date, "today" => today },
            Self::PartyUnknown(party)
            | Self::PartyHasSigned(party)
            | Self::PartyNotSigned(party)
            | Self::NoticeMissing(party)
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
            Self::OnePublicParty { shape } => {
                ("ONE_PUBLIC_PARTY", Some("side"), Some(rule_of(*shape)))
            }
            Self::FrameworkMissing => ("FRAMEWORK_MISSING", Some("framework"), Some("AGR-21")),
            Self::FrameworkVersionMissing(_) => (
                "FRAMEWORK_VERSION_MISSING",
                Some("frameworkVersion"),
                Some("AGR-21"),
            ),
            Self::FrameworkUnknown(_) => ("FRAMEWORK_UNKNOWN", Some("framework"), Some("AGR-21")),
            Self::FrameworkOfOtherKind { .. } => {
                ("FRAMEWORK_OF_OTHER_KIND", Some("framework"), Some("AGR-29"))
            }
            Self::FrameworkNotApproved { .. } => (
                "FRAMEWORK_NOT_APPROVED",
                Some("frameworkVersion"),
                Some("AGR-31"),
            ),
            Self::TextMissing => ("TEXT_MISSING", Some("agreement"), Some("AGR-21")),
            Self::PlaceholderUnknown(_) => ("PLACEHOLDER_UNKNOWN", Some("values"), Some("AGR-21")),
            Self::PlaceholderTwice(_) => ("PLACEHOLDER_TWICE", Some("values"), Some("AGR-21")),
            Self::VariableMissing { .. } => ("VARIABLE_MISSING", None, Some("AGR-21")),
            Self::PartyNotSigned(_) => ("PARTY_NOT_SIGNED", Some("party"), None),
            Self::NotInForce { field, .. } => ("NOT_IN_FORCE", Some(field), Some("AGR-07")),
            Self::AgreementEnded { field, .. } => ("AGREEMENT_ENDED", Some(field), Some("AGR-08")),
            Self::NoticeNotAllowed { .. } => ("NOTICE_NOT_ALLOWED", Some("party"), Some("AGR-13")),
            Self::NoticeFormNotAllowed => ("NOTICE_FORM_NOT_ALLOWED", Some("form"), Some("AGR-12")),
            Self::NoticeReasonMissing => ("NOTICE_REASON_MISSING", Some("reason"), Some("AGR-10")),
            Self::NoticeAlreadyGiven { .. } => ("NOTICE_ALREADY_GIVEN", Some("party"), None),
            Self::NoticeMissing(_) => ("NOTICE_MISSING", Some("party"), Some("AGR-12")),
            Self::WithdrawnBeforeNotice { .. } => (
                "WITHDRAWN_BEFORE_NOTICE",
                Some("withdrawnOn"),
                Some("AGR-12"),
            ),
            Self::NoticeEffective { .. } => {
                ("NOTICE_EFFECTIVE", Some("withdrawnOn"), Some("AGR-12"))
            }
            Self::Correction(refusal) => (refusal.code(), refusal.field(), None),
            Self::OtherAgreement => ("OTHER_AGREEMENT", Some("replacement"), None),
            Self::CorrectionContradicts { later, .. } => {
                (later.contradicted(), Some("replacement"), None)
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
            Self::AgreementUnknown(_) => ("AGREEMENT_UNKNOWN", None, None),
            Self::AgreementIsItself => ("AGREEMENT_IS_ITSELF", None, None),
            Self::AlreadySuperseded { .. } => ("ALREADY_SUPERSEDED", Some("by"), Some("AGR-08")),
            Self::SuccessorDiffers { .. } => ("SUCCESSOR_DIFFERS", Some("by"), Some("AGR-08")),
            Self::SuccessorNotInForce => ("SUCCESSOR_NOT_IN_FORCE", Some("by"), Some("AGR-08")),
            Self::AgreementNotEnded { .. } => {
                ("AGREEMENT_NOT_ENDED", Some("agreement"), Some("AGR-08"))
            }
            Self::NotLeftUntouched { .. } => ("NOT_LEFT_UNTOUCHED", Some("other"), Some("AGR-25")),
            Self::NotAProtectionMandate { .. } => (
                "NOT_A_PROTECTION_MANDATE",
                Some("agreement"),
                Some("AGR-25"),
            ),
        }
    }
}

fn rule_of(shape: Shape) -> &'static str {
    match shape {
        Shape::Bilateral => "AGR-02",
        Shape::Collective => "AGR-03",
        Shape::GeneralTextCopyPerPartner => "AGR-04",
        Shape::MultiParty => "AGR-05",
    }
}
