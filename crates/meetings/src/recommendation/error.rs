//! Why a recommendation's command is refused.

use kernel::{BodyId, CorrectionRefusal, Date, Facts, Refusal, Role, facts, german};
use thiserror::Error;

use super::addressee::Addressee;
use super::targets::Allowed;
use crate::duty::NotYourDuty;
use crate::facts::OutcomeKind;
use crate::policy::MeetingDuty;
use crate::unfit::Unfit;

/// Why a recommendation's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RecommendationRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// The meeting was another body's.
    #[error("the meeting was one of {body}")]
    BodyNotOfMeeting { body: BodyId },
    /// The meeting came to something else.
    #[error("the outcome is a {kind:?}")]
    OutcomeNotARecommendation { kind: OutcomeKind },
    /// It does not go there from here.
    #[error("{to:?} is not among {allowed:?}")]
    TargetNotAllowed { to: Addressee, allowed: Allowed },
    /// The coordination carries it, nobody else.
    #[error("a {role:?} cannot forward for the coordination")]
    ForwarderMustBeCoordination {
        role: Role,
        via: Option<MeetingDuty>,
    },
    /// Somebody else carries it.
    #[error("not the duty of a {}", .0.role.label())]
    NotYourDuty(NotYourDuty),
    /// Who does not have it cannot pass it on.
    #[error("{from:?} does not have it")]
    SenderDoesNotHaveIt { from: Addressee },
    /// The addressee got it before.
    #[error("{to:?} has it since {since}")]
    AddresseeHasIt { to: Addressee, since: Date },
    /// Nobody forwarded it there.
    #[error("it was not forwarded to {addressee:?}")]
    NotForwardedTo {
        field: &'static str,
        addressee: Addressee,
    },
    /// Its receipt is recorded.
    #[error("it was received on {received_on}")]
    AlreadyReceived { received_on: Date },
    /// The addressee did something with it before it had it.
    #[error("received on {received_on}, but answered or passed on on {acted_on}")]
    ReceiptTooLate { received_on: Date, acted_on: Date },
    /// No decision can be named like this.
    #[error("the decision's {field} {reason}")]
    DecisionInvalid { field: &'static str, reason: String },
    /// The body does not work for the one that raised it.
    #[error("{subgroup} is no subgroup of the body")]
    NotASubgroup { subgroup: BodyId },
    /// A subgroup has it already.
    #[error("{subgroup} prepares it since {assigned_on}")]
    AlreadyInSubgroup { subgroup: BodyId, assigned_on: Date },
    /// No subgroup has it.
    #[error("no subgroup prepares it")]
    NotInSubgroup,
    /// The meeting was another body's.
    #[error("the meeting was one of {body}")]
    MeetingOfOtherBody { body: BodyId },
    /// The meeting did not take place.
    #[error("the meeting of {begins_on} was not held")]
    MeetingNotHeld { begins_on: Date },
    /// Until that day nothing had come back.
    #[error("nothing had come from {from:?} by {day}")]
    NothingToPresent { from: Addressee, day: Date },
    #[error("recommendation was withdrawn on {withdrawn_on}")]
    Withdrawn { withdrawn_on: Date },
    #[error("recommendation was closed on {closed_on}")]
    Closed { closed_on: Date },
}

impl Refusal for RecommendationRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::BodyNotOfMeeting { .. } => "BODY_NOT_OF_MEETING",
            Self::OutcomeNotARecommendation { .. } => "OUTCOME_NOT_A_RECOMMENDATION",
            Self::TargetNotAllowed { .. } => "TARGET_NOT_ALLOWED",
            Self::ForwarderMustBeCoordination { .. } => "FORWARDER_MUST_BE_COORDINATION",
            Self::NotYourDuty(_) => "NOT_YOUR_DUTY",
            Self::SenderDoesNotHaveIt { .. } => "SENDER_DOES_NOT_HAVE_IT",
            Self::AddresseeHasIt { .. } => "ADDRESSEE_HAS_IT",
            Self::NotForwardedTo { .. } => "NOT_FORWARDED_TO",
            Self::AlreadyReceived { .. } => "ALREADY_RECEIVED",
            Self::ReceiptTooLate { .. } => "RECEIPT_TOO_LATE",
            Self::DecisionInvalid { .. } => "DECISION_INVALID",
            Self::NotASubgroup { .. } => "NOT_A_SUBGROUP",
            Self::AlreadyInSubgroup { .. } => "ALREADY_IN_SUBGROUP",
            Self::NotInSubgroup => "NOT_IN_SUBGROUP",
            Self::MeetingOfOtherBody { .. } => "MEETING_OF_OTHER_BODY",
            Self::MeetingNotHeld { .. } => "MEETING_NOT_HELD",
            Self::NothingToPresent { .. } => "NOTHING_TO_PRESENT",
            Self::Withdrawn { .. } => "RECOMMENDATION_WITHDRAWN",
            Self::Closed { .. } => "RECOMMENDATION_CLOSED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::BodyNotOfMeeting { .. } => Some("body"),
            Self::OutcomeNotARecommendation { .. } => Some("outcome"),
            Self::TargetNotAllowed { .. } | Self::AddresseeHasIt { .. } => Some("to"),
            Self::ForwarderMustBeCoordination { .. } | Self::NotYourDuty(_) => Some("via"),
            Self::SenderDoesNotHaveIt { .. } | Self::NothingToPresent { .. } => Some("from"),
            Self::NotForwardedTo { field, .. } => Some(field),
            Self::AlreadyReceived { .. } | Self::ReceiptTooLate { .. } => Some("receivedOn"),
            Self::DecisionInvalid { .. } => Some("decision"),
            Self::NotASubgroup { .. } | Self::AlreadyInSubgroup { .. } => Some("subgroup"),
            Self::MeetingOfOtherBody { .. } | Self::MeetingNotHeld { .. } => Some("meeting"),
            Self::NotInSubgroup | Self::Withdrawn { .. } | Self::Closed { .. } => {
                Some("recommendation")
            }
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::TargetNotAllowed { .. } => "MTG-21",
            Self::ForwarderMustBeCoordination { .. } | Self::NotYourDuty(_) => "MTG-20",
            Self::NotASubgroup { .. }
            | Self::AlreadyInSubgroup { .. }
            | Self::NotInSubgroup
            | Self::MeetingOfOtherBody { .. }
            | Self::MeetingNotHeld { .. }
            | Self::NothingToPresent { .. } => "MTG-17",
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::BodyNotOfMeeting { .. }
            | Self::OutcomeNotARecommendation { .. }
            | Self::SenderDoesNotHaveIt { .. }
            | Self::AddresseeHasIt { .. }
            | Self::NotForwardedTo { .. }
            | Self::AlreadyReceived { .. }
            | Self::ReceiptTooLate { .. }
            | Self::DecisionInvalid { .. }
            | Self::Withdrawn { .. }
            | Self::Closed { .. } => "MTG-19",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::BodyNotOfMeeting { .. } => {
                "Eine Empfehlung spricht das Gremium aus, dessen Sitzung es war.".to_owned()
            }
            Self::OutcomeNotARecommendation { kind } => format!(
                "Das Ergebnis der Sitzung ist keine Empfehlung, sondern: {}.",
                kind.label()
            ),
            Self::TargetNotAllowed { allowed, .. } => sentence_of(allowed),
            Self::ForwarderMustBeCoordination { .. } => {
                "Weitergeleitet wird hier über die Netzwerkkoordination.".to_owned()
            }
            Self::NotYourDuty(refused) => refused.sentence(),
            Self::SenderDoesNotHaveIt { .. } => {
                "Weiterleiten kann die Empfehlung, wer sie ausgesprochen oder bekommen hat."
                    .to_owned()
            }
            Self::AddresseeHasIt { since, .. } => format!(
                "Der Adressat hat die Empfehlung schon seit dem {}.",
                german::day(*since)
            ),
            Self::NotForwardedTo { .. } => {
                "An diesen Adressaten ist die Empfehlung nicht weitergeleitet.".to_owned()
            }
            Self::AlreadyReceived { received_on } => format!(
                "Der Eingang ist schon für den {} erfasst.",
                german::day(*received_on)
            ),
            Self::ReceiptTooLate {
                received_on,
                acted_on,
            } => format!(
                "Der Eingang am {} liegt zu spät: beantwortet oder weitergeleitet ist am {}.",
                german::day(*received_on),
                german::day(*acted_on)
            ),
            Self::DecisionInvalid { field, .. } => match *field {
                "organ" => "Das Organ des Beschlusses ist kein Kürzel wie „rat“.".to_owned(),
                _ => "Die Nummer des Beschlusses ist keine wie „2015/0842“.".to_owned(),
            },
            Self::NotASubgroup { .. } => {
                "Vorbereiten kann eine Untergruppe des Gremiums, das die Empfehlung ausspricht."
                    .to_owned()
            }
            Self::AlreadyInSubgroup { assigned_on, .. } => format!(
                "Die Empfehlung ist seit dem {} in einer Untergruppe.",
                german::day(*assigned_on)
            ),
            Self::NotInSubgroup => "Die Empfehlung ist in keiner Untergruppe.".to_owned(),
            Self::MeetingOfOtherBody { .. } => {
                "Vorgestellt wird in einer Sitzung des Gremiums, das die Empfehlung ausspricht."
                    .to_owned()
            }
            Self::MeetingNotHeld { begins_on } => format!(
                "Die Sitzung vom {} hat nicht stattgefunden.",
                german::day(*begins_on)
            ),
            Self::NothingToPresent { day, .. } => format!(
                "Von dort ist bis zum {} nichts zurückgekommen.",
                german::day(*day)
            ),
            Self::Withdrawn { withdrawn_on } => format!(
                "Die Empfehlung ist seit dem {} zurückgezogen.",
                german::day(*withdrawn_on)
            ),
            Self::Closed { closed_on } => format!(
                "Die Empfehlung ist seit dem {} abgeschlossen.",
                german::day(*closed_on)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::BodyNotOfMeeting { body } | Self::MeetingOfOtherBody { body } => {
                facts! { "bodyOfMeeting" => body }
            }
            Self::OutcomeNotARecommendation { kind } => facts! { "kind" => kind },
            Self::TargetNotAllowed { to, allowed } => allowed.facts(to),
            Self::ForwarderMustBeCoordination { role, via } => {
                facts! { "role" => role, "via" => via }
            }
            Self::NotYourDuty(refused) => refused.facts(),
            Self::SenderDoesNotHaveIt { from } => facts! { "from" => from },
            Self::AddresseeHasIt { to, since } => facts! { "to" => to, "since" => since },
            Self::NotForwardedTo { addressee, .. } => facts! { "addressee" => addressee },
            Self::AlreadyReceived { received_on } => facts! { "receivedOn" => received_on },
            Self::ReceiptTooLate {
                received_on,
                acted_on,
            } => facts! { "receivedOn" => received_on, "actedOn" => acted_on },
            Self::DecisionInvalid { field, .. } => facts! { "field" => field },
            Self::NotASubgroup { subgroup } => facts! { "subgroup" => subgroup },
            Self::AlreadyInSubgroup {
                subgroup,
                assigned_on,
            } => facts! { "subgroup" => subgroup, "assignedOn" => assigned_on },
            Self::NotInSubgroup => Facts::new(),
            Self::MeetingNotHeld { begins_on } => facts! { "beginsOn" => begins_on },
            Self::NothingToPresent { from, day } => facts! { "from" => from, "day" => day },
            Self::Withdrawn { withdrawn_on } => facts! { "withdrawnOn" => withdrawn_on },
            Self::Closed { closed_on } => facts! { "closedOn" => closed_on },
        }
    }
}

fn sentence_of(allowed: &Allowed) -> String {
    if allowed.names.is_empty() {
        "Empfehlungen gehen von hier nur an die beim Gremium erfassten Adressaten.".to_owned()
    } else {
        format!(
            "Empfehlungen gehen von hier an: {}.",
            allowed.names.join(", ")
        )
    }
}
