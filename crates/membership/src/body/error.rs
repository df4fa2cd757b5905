//! Why a body's command is refused.

use kernel::{BodyId, CorrectionRefusal, Date, Facts, PartnerId, Refusal, SeatId, facts, german};
use thiserror::Error;

use super::command::BodyKind;
use crate::codes::BodyCode;
use crate::unfit::Unfit;

/// Why a body's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BodyRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// The policy has no such rule.
    #[error("the policy has no body rule `{rule}`")]
    RuleUnknown {
        rule: BodyCode,
        allowed: Vec<BodyCode>,
    },
    /// The rule is for bodies of another kind.
    #[error("body rule `{rule}` is for {expected:?}, not {kind:?}")]
    KindDiffers {
        rule: BodyCode,
        expected: BodyKind,
        kind: BodyKind,
    },
    /// A preparation team works for a network.
    #[error("preparation team names no network")]
    NetworkMissing,
    /// A subgroup works for a body.
    #[error("subgroup names no parent")]
    ParentMissing,
    /// The body was founded already.
    #[error("body is not planned any more")]
    AlreadyFounded,
    /// A cadence without any number says nothing.
    #[error("cadence has neither required nor target")]
    CadenceMissing,
    /// Numbers of a cadence lie between 1 and 366, and nobody aims at less than is required.
    #[error("cadence {required:?} with target {target:?} makes no sense")]
    CadenceInvalid {
        required: Option<u16>,
        target: Option<u16>,
    },
    /// The body has the seat already.
    #[error("seat {seat} exists already")]
    SeatExists { seat: SeatId },
    /// The body has no such seat.
    #[error("seat {seat} is unknown")]
    SeatUnknown { seat: SeatId },
    /// Somebody has the seat on that day.
    #[error("seat is filled on {day}")]
    SeatOccupied { day: Date },
    /// Nobody had the seat until that day.
    #[error("seat was never filled until {day}")]
    SeatNotFilled { day: Date },
    /// The seat is there no more.
    #[error("seat was removed on {removed_on}")]
    SeatRemoved { removed_on: Date },
    /// The contact speaks for another partner than the one named.
    #[error("contact speaks for {speaks_for}, not for {partner}")]
    ContactOfOtherPartner {
        speaks_for: PartnerId,
        partner: PartnerId,
    },
    /// The partner never took part until that day.
    #[error("partner never took part until {day}")]
    NotMember { day: Date },
    /// A body does not work for itself.
    #[error("body is its own parent")]
    OwnParent,
    /// The other body works for this one.
    #[error("parent {parent} works for the body")]
    ParentBelow { parent: BodyId },
    /// A body does not pass anything to itself.
    #[error("body forwards to itself")]
    ForwardsToItself,
    /// The body does not exist any more.
    #[error("body was dissolved on {dissolved_on}")]
    Dissolved { dissolved_on: Date },
}

impl Refusal for BodyRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::SeatRemoved { .. } => "SEAT_REMOVED",
            Self::ContactOfOtherPartner { .. } => "CONTACT_OF_OTHER_PARTNER",
            Self::NotMember { .. } => "NOT_IN_BODY",
            Self::OwnParent => "BODY_OWN_PARENT",
            Self::ParentBelow { .. } => "BODY_PARENT_BELOW",
            Self::RuleUnknown { .. } => "BODY_RULE_UNKNOWN",
            Self::KindDiffers { .. } => "BODY_KIND_DIFFERS",
            Self::NetworkMissing => "NETWORK_MISSING",
            Self::ParentMissing => "PARENT_MISSING",
            Self::AlreadyFounded => "BODY_ALREADY_FOUNDED",
            Self::CadenceMissing => "CADENCE_MISSING",
            Self::CadenceInvalid { .. } => "CADENCE_INVALID",
            Self::SeatExists { .. } => "SEAT_EXISTS",
            Self::SeatUnknown { .. } => "SEAT_UNKNOWN",
            Self::SeatOccupied { .. } => "SEAT_OCCUPIED",
            Self::SeatNotFilled { .. } => "SEAT_NOT_FILLED",
            Self::ForwardsToItself => "BODY_FORWARDS_TO_ITSELF",
            Self::Dissolved { .. } => "BODY_DISSOLVED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::ContactOfOtherPartner { .. } | Self::NotMember { .. } => Some("partner"),
            Self::OwnParent | Self::ParentBelow { .. } => Some("parent"),
            Self::RuleUnknown { .. } => Some("rule"),
            Self::KindDiffers { .. } => Some("kind"),
            Self::NetworkMissing => Some("network"),
            Self::ParentMissing => Some("parent"),
            Self::CadenceMissing => Some("required"),
            Self::CadenceInvalid { .. } => Some("target"),
            Self::SeatExists { .. }
            | Self::SeatUnknown { .. }
            | Self::SeatOccupied { .. }
            | Self::SeatRemoved { .. }
            | Self::SeatNotFilled { .. } => Some("seat"),
            Self::ForwardsToItself => Some("bodies"),
            Self::AlreadyFounded | Self::Dissolved { .. } => Some("body"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::CadenceMissing
            | Self::CadenceInvalid { .. } => None,
            Self::NetworkMissing => Some("MEM-41"),
            Self::ParentMissing | Self::NotMember { .. } => Some("MEM-40"),
            Self::SeatExists { .. }
            | Self::SeatUnknown { .. }
            | Self::SeatOccupied { .. }
            | Self::SeatRemoved { .. }
            | Self::ContactOfOtherPartner { .. }
            | Self::SeatNotFilled { .. } => Some("MEM-38"),
            Self::RuleUnknown { .. }
            | Self::KindDiffers { .. }
            | Self::AlreadyFounded
            | Self::OwnParent
            | Self::ParentBelow { .. }
            | Self::ForwardsToItself
            | Self::Dissolved { .. } => Some("MEM-37"),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::SeatRemoved { removed_on } => {
                format!("Den Sitz gibt es seit dem {} nicht mehr.", german::day(*removed_on))
            }
            Self::ContactOfOtherPartner { .. } => {
                "Die Ansprechperson spricht für einen anderen Netzwerkpartner als den genannten.".to_owned()
            }
            Self::NotMember { day } => format!(
                "Der Netzwerkpartner nimmt bis zum {} nie am Gremium teil.",
                german::day(*day)
            ),
            Self::OwnParent => "Ein Gremium ist sich nicht selbst übergeordnet.".to_owned(),
            Self::ParentBelow { .. } => {
                "Das andere Gremium ist diesem untergeordnet und kann ihm nicht übergeordnet sein.".to_owned()
            }
            Self::RuleUnknown { rule, allowed } => {
                let allowed: Vec<_> = allowed.iter().map(BodyCode::as_str).collect();
                format!("Die Regel „{rule}“ gibt es nicht; möglich sind: {}.", allowed.join(", "))
            }
            Self::KindDiffers { rule, expected, kind } => format!(
                "Die Regel „{rule}“ gilt für „{}“, nicht für „{}“.",
                expected.label(),
                kind.label()
            ),
            Self::NetworkMissing => "Ein Vorbereitungsteam gehört zu einem Netzwerk.".to_owned(),
            Self::ParentMissing => "Eine Untergruppe gehört zu einem Gremium.".to_owned(),
            Self::AlreadyFounded => "Das Gremium ist schon gegründet.".to_owned(),
            Self::CadenceMissing => {
                "Ein Sitzungsturnus braucht eine Mindestzahl oder eine angestrebte Zahl.".to_owned()
            }
            Self::CadenceInvalid { .. } => {
                "Die Zahlen eines Sitzungsturnus liegen zwischen 1 und 366, die angestrebte nicht unter der Mindestzahl."
                    .to_owned()
            }
            Self::SeatExists { .. } => "Den Sitz gibt es schon.".to_owned(),
            Self::SeatUnknown { .. } => "Den Sitz gibt es in diesem Gremium nicht.".to_owned(),
            Self::SeatOccupied { day } => format!("Der Sitz ist am {} schon besetzt.", german::day(*day)),
            Self::SeatNotFilled { day } => format!("Der Sitz ist bis zum {} nie besetzt.", german::day(*day)),
            Self::ForwardsToItself => "Ein Gremium leitet nichts an sich selbst weiter.".to_owned(),
            Self::Dissolved { dissolved_on } => {
                format!("Das Gremium besteht nur bis zum {}.", german::day(*dissolved_on))
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::SeatRemoved { removed_on } => facts! { "removedOn" => removed_on },
            Self::ContactOfOtherPartner {
                speaks_for,
                partner,
            } => facts! { "speaksFor" => speaks_for, "partner" => partner },
            Self::NotMember { day } => facts! { "day" => day },
            Self::ParentBelow { parent } => facts! { "parent" => parent },
            Self::RuleUnknown { rule, allowed } => facts! { "rule" => rule, "allowed" => allowed },
            Self::KindDiffers {
                rule,
                expected,
                kind,
            } => {
                facts! { "rule" => rule, "expected" => expected, "kind" => kind }
            }
            Self::CadenceInvalid { required, target } => {
                facts! { "required" => required, "target" => target }
            }
            Self::SeatExists { seat } | Self::SeatUnknown { seat } => facts! { "seat" => seat },
            Self::SeatOccupied { day } | Self::SeatNotFilled { day } => facts! { "day" => day },
            Self::Dissolved { dissolved_on } => facts! { "dissolvedOn" => dissolved_on },
            Self::NetworkMissing
            | Self::ParentMissing
            | Self::OwnParent
            | Self::AlreadyFounded
            | Self::CadenceMissing
            | Self::ForwardsToItself => Facts::new(),
        }
    }
}
