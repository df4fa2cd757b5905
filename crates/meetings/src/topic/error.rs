//! Why a topic's command is refused.

use kernel::{
    BodyId, CorrectionRefusal, Date, Facts, MeetingId, PartnerId, Refusal, facts, german,
};
use thiserror::Error;

use crate::unfit::Unfit;
use crate::wrong_meeting::WrongMeeting;

/// Why a topic's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TopicRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    WrongMeeting(#[from] WrongMeeting),
    /// Where the members set the topics, others do not (MTG-09).
    #[error("partner {partner} is no member of body {body}")]
    NotAMember {
        field: &'static str,
        partner: PartnerId,
        body: BodyId,
    },
    /// Whoever speaks for a partner proposes in its name, never in the office's.
    #[error("a partner's account names no proposer")]
    ProposerMissing,
    /// Only a case talk goes without a title.
    #[error("topic has no title")]
    TitleMissing,
    /// About a case nothing is written down (MTG-24).
    #[error("{field} given for an anonymous case talk")]
    CaseTalkHasNoText { field: &'static str },
    /// The topic belongs to another body.
    #[error("topic is one of body {body}")]
    OfOtherBody { body: BodyId },
    /// A meeting dealt with it.
    #[error("topic was done on {done_on} in meeting {meeting}")]
    Done { meeting: MeetingId, done_on: Date },
    /// Nobody pursues it.
    #[error("topic was dropped on {dropped_on}")]
    Dropped { dropped_on: Date },
    /// A subgroup has it: it comes back first (MTG-17).
    #[error("topic is with subgroup {subgroup} since {since}")]
    WithSubgroup { subgroup: BodyId, since: Date },
    /// No subgroup has it.
    #[error("topic is with no subgroup")]
    NotWithSubgroup,
    /// The body does not work for the topic's body (MTG-17).
    #[error("body {subgroup} is no subgroup of the topic's body")]
    NotASubgroup { subgroup: BodyId },
    /// The subgroup is only planned, or dissolved.
    #[error("subgroup {subgroup} does not run")]
    SubgroupDoesNotRun { subgroup: BodyId },
    /// The partner does not support it.
    #[error("partner {partner} did not support the topic by {day}")]
    NotSupported { partner: PartnerId, day: Date },
    /// Nothing comes on the agenda after the meeting.
    #[error("scheduled on {scheduled_on} for a meeting on {begins_on}")]
    ScheduledAfterMeeting { scheduled_on: Date, begins_on: Date },
}

impl Refusal for TopicRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::WrongMeeting(refusal) => refusal.code(),
            Self::NotAMember { .. } => "NOT_A_MEMBER",
            Self::ProposerMissing => "PROPOSER_MISSING",
            Self::TitleMissing => "TITLE_MISSING",
            Self::CaseTalkHasNoText { .. } => "CASE_TALK_HAS_NO_TEXT",
            Self::OfOtherBody { .. } => "TOPIC_OF_OTHER_BODY",
            Self::Done { .. } => "TOPIC_DONE",
            Self::Dropped { .. } => "TOPIC_DROPPED",
            Self::WithSubgroup { .. } => "TOPIC_WITH_SUBGROUP",
            Self::NotWithSubgroup => "TOPIC_NOT_WITH_SUBGROUP",
            Self::NotASubgroup { .. } => "NOT_A_SUBGROUP",
            Self::SubgroupDoesNotRun { .. } => "SUBGROUP_DOES_NOT_RUN",
            Self::NotSupported { .. } => "TOPIC_NOT_SUPPORTED",
            Self::ScheduledAfterMeeting { .. } => "SCHEDULED_AFTER_MEETING",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::WrongMeeting(refusal) => refusal.field(),
            Self::NotAMember { field, .. } | Self::CaseTalkHasNoText { field } => Some(field),
            Self::ProposerMissing => Some("proposedBy"),
            Self::TitleMissing => Some("title"),
            Self::OfOtherBody { .. } => Some("body"),
            Self::Done { .. }
            | Self::Dropped { .. }
            | Self::WithSubgroup { .. }
            | Self::NotWithSubgroup => Some("topic"),
            Self::NotASubgroup { .. } | Self::SubgroupDoesNotRun { .. } => Some("subgroup"),
            Self::NotSupported { .. } => Some("partner"),
            Self::ScheduledAfterMeeting { .. } => Some("scheduledOn"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::CaseTalkHasNoText { .. } => "MTG-24",
            Self::WithSubgroup { .. }
            | Self::NotWithSubgroup
            | Self::NotASubgroup { .. }
            | Self::SubgroupDoesNotRun { .. } => "MTG-17",
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::WrongMeeting(_)
            | Self::NotAMember { .. }
            | Self::ProposerMissing
            | Self::TitleMissing
            | Self::OfOtherBody { .. }
            | Self::Done { .. }
            | Self::Dropped { .. }
            | Self::NotSupported { .. }
            | Self::ScheduledAfterMeeting { .. } => "MTG-09",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::WrongMeeting(refusal) => refusal.sentence(),
            Self::NotAMember { .. } => {
                "Die Themen bestimmen die Mitglieder des Gremiums; der Netzwerkpartner gehört nicht dazu."
                    .to_owned()
            }
            Self::ProposerMissing => {
                "Anzugeben ist, welcher Netzwerkpartner das Thema vorschlägt.".to_owned()
            }
            Self::TitleMissing => "Der Themenvorschlag braucht eine Überschrift.".to_owned(),
            Self::CaseTalkHasNoText { .. } => {
                "Zu einer anonymen Fallbesprechung wird kein Text gespeichert.".to_owned()
            }
            Self::OfOtherBody { .. } => {
                "Der Themenvorschlag gehört zu einem anderen Gremium und bleibt dort.".to_owned()
            }
            Self::Done { done_on, .. } => format!(
                "Das Thema ist in der Sitzung am {} behandelt.",
                german::day(*done_on)
            ),
            Self::Dropped { dropped_on } => format!(
                "Das Thema wird seit dem {} nicht weiterverfolgt.",
                german::day(*dropped_on)
            ),
            Self::WithSubgroup { since, .. } => format!(
                "Das Thema liegt seit dem {} bei einer Untergruppe; zuerst kommt es von dort zurück.",
                german::day(*since)
            ),
            Self::NotWithSubgroup => "Das Thema liegt bei keiner Untergruppe.".to_owned(),
            Self::NotASubgroup { .. } => {
                "Das genannte Gremium ist keine Untergruppe des Gremiums, dem das Thema gilt."
                    .to_owned()
            }
            Self::SubgroupDoesNotRun { .. } => "Die Untergruppe besteht nicht.".to_owned(),
            Self::NotSupported { day, .. } => format!(
                "Der Netzwerkpartner hat das Thema bis zum {} nicht unterstützt.",
                german::day(*day)
            ),
            Self::ScheduledAfterMeeting {
                scheduled_on,
                begins_on,
            } => format!(
                "Die Sitzung ist am {}; am {} kommt nichts mehr auf ihre Tagesordnung.",
                german::day(*begins_on),
                german::day(*scheduled_on)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::WrongMeeting(refusal) => refusal.facts(),
            Self::NotAMember { partner, body, .. } => {
                facts! { "partner" => partner, "body" => body }
            }
            Self::ProposerMissing
            | Self::TitleMissing
            | Self::CaseTalkHasNoText { .. }
            | Self::NotWithSubgroup => Facts::new(),
            Self::OfOtherBody { body } => facts! { "body" => body },
            Self::Done { meeting, done_on } => {
                facts! { "meeting" => meeting, "doneOn" => done_on }
            }
            Self::Dropped { dropped_on } => facts! { "droppedOn" => dropped_on },
            Self::WithSubgroup { subgroup, since } => {
                facts! { "subgroup" => subgroup, "since" => since }
            }
            Self::NotASubgroup { subgroup } | Self::SubgroupDoesNotRun { subgroup } => {
                facts! { "subgroup" => subgroup }
            }
            Self::NotSupported { partner, day } => facts! { "partner" => partner, "day" => day },
            Self::ScheduledAfterMeeting {
                scheduled_on,
                begins_on,
            } => facts! { "scheduledOn" => scheduled_on, "beginsOn" => begins_on },
        }
    }
}
