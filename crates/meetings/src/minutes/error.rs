//! Why a command of minutes is refused.

use kernel::{
    BodyId, ContactId, CorrectionRefusal, Date, Facts, MeetingId, PartnerId, Refusal, facts, german,
};
use thiserror::Error;

use super::aggregate::MinutesState;
use super::command::AuthorKind;
use super::writing::{ATTACHMENTS_MAX, MENTIONS_MAX};
use crate::duty::NotYourDuty;
use crate::policy::MeetingDuty;
use crate::unfit::Unfit;
use kernel::recipients::RecipientsRefusal;

/// Why a command of minutes is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MinutesRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    Recipients(#[from] RecipientsRefusal),
    /// Somebody else writes or sends here.
    #[error("duty of {:?}", .refused.duties)]
    NotYourDuty {
        refused: NotYourDuty,
        rule: &'static str,
    },
    /// The meeting was called off.
    #[error("the meeting was cancelled")]
    MeetingCancelled,
    /// The meeting has not taken place.
    #[error("the meeting was not held")]
    MeetingNotHeld,
    /// The command names another body than the one that met.
    #[error("body {body} did not meet")]
    BodyNotOfMeeting { body: BodyId },
    /// The minutes are those of another meeting.
    #[error("the minutes are not of meeting {meeting}")]
    MeetingNotOfMinutes { meeting: MeetingId },
    /// Nobody was elected to write.
    #[error("no taker was elected")]
    TakerNotElected,
    /// Somebody else was elected to write.
    #[error("elected was partner {elected}")]
    AuthorNotElected { elected: PartnerId },
    /// The office writes, not a taker.
    #[error("written by {duty:?}")]
    AuthorNotOffice { duty: MeetingDuty },
    /// A taker without institution, or an office with one.
    #[error("author {by:?} has too little or too much")]
    AuthorIncomplete { by: AuthorKind },
    /// The author's contact speaks for another institution.
    #[error("the author does not speak for partner {partner}")]
    AuthorOfOtherPartner { partner: PartnerId },
    /// The taker has an account, and this is another one.
    #[error("another account was elected")]
    NotTheTaker,
    /// More attachments than a mail carries.
    #[error("{count} attachments")]
    AttachmentsTooMany { count: usize },
    /// A document is named twice.
    #[error("an attachment is named twice")]
    AttachmentTwice,
    /// More contacts than a text speaks of.
    #[error("{count} mentions")]
    MentionsTooMany { count: usize },
    /// A contact is named twice.
    #[error("contact {contact} is mentioned twice")]
    MentionedTwice { contact: ContactId },
    /// The latest version is not where the command needs it.
    #[error("the minutes are {state:?}, not {needed:?}")]
    OtherState {
        state: MinutesState,
        needed: MinutesState,
    },
    /// The approving meeting is another body's.
    #[error("approved by a meeting of body {body}")]
    ApprovedElsewhere { body: BodyId },
    /// There is no such version.
    #[error("no version {number} of {versions}")]
    VersionUnknown { number: u32, versions: usize },
    /// A draft never goes out.
    #[error("version {number} is not approved")]
    VersionNotApproved { number: u32 },
    /// An approved text changes by an amendment alone.
    #[error("version {number} was approved on {approved_on}")]
    TextApproved { number: u32, approved_on: Date },
    /// The minutes did not go to the partner.
    #[error("the minutes did not go to partner {partner}")]
    NotDispatchedTo { partner: PartnerId },
}

impl Refusal for MinutesRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Recipients(refusal) => refusal.code(),
            Self::NotYourDuty { .. } => "NOT_YOUR_DUTY",
            Self::MeetingCancelled => "MEETING_CANCELLED",
            Self::MeetingNotHeld => "MEETING_NOT_HELD",
            Self::BodyNotOfMeeting { .. } => "BODY_NOT_OF_MEETING",
            Self::MeetingNotOfMinutes { .. } => "MEETING_NOT_OF_MINUTES",
            Self::TakerNotElected => "TAKER_NOT_ELECTED",
            Self::AuthorNotElected { .. } => "AUTHOR_NOT_ELECTED",
            Self::AuthorNotOffice { .. } => "AUTHOR_NOT_OFFICE",
            Self::AuthorIncomplete { .. } => "AUTHOR_INCOMPLETE",
            Self::AuthorOfOtherPartner { .. } => "AUTHOR_OF_OTHER_PARTNER",
            Self::NotTheTaker => "NOT_THE_TAKER",
            Self::AttachmentsTooMany { .. } => "ATTACHMENTS_TOO_MANY",
            Self::AttachmentTwice => "ATTACHMENT_TWICE",
            Self::MentionsTooMany { .. } => "MENTIONS_TOO_MANY",
            Self::MentionedTwice { .. } => "MENTIONED_TWICE",
            Self::OtherState { needed, .. } => match needed {
                MinutesState::Draft => "MINUTES_NOT_DRAFT",
                MinutesState::Submitted => "MINUTES_NOT_SUBMITTED",
                MinutesState::Approved | MinutesState::Dispatched => "MINUTES_NOT_APPROVED",
            },
            Self::ApprovedElsewhere { .. } => "APPROVED_ELSEWHERE",
            Self::VersionUnknown { .. } => "VERSION_UNKNOWN",
            Self::VersionNotApproved { .. } => "VERSION_NOT_APPROVED",
            Self::TextApproved { .. } => "TEXT_APPROVED",
            Self::NotDispatchedTo { .. } => "NOT_DISPATCHED_TO",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Recipients(_) => Some("partners"),
            Self::NotYourDuty { .. } | Self::NotTheTaker => None,
            Self::MeetingCancelled
            | Self::MeetingNotHeld
            | Self::MeetingNotOfMinutes { .. }
            | Self::TakerNotElected => Some("meeting"),
            Self::BodyNotOfMeeting { .. } => Some("body"),
            Self::AuthorNotElected { .. }
            | Self::AuthorNotOffice { .. }
            | Self::AuthorIncomplete { .. }
            | Self::AuthorOfOtherPartner { .. } => Some("author"),
            Self::AttachmentsTooMany { .. } | Self::AttachmentTwice => Some("attachments"),
            Self::MentionsTooMany { .. } | Self::MentionedTwice { .. } => Some("mentions"),
            Self::OtherState { .. } => Some("minutes"),
            Self::ApprovedElsewhere { .. } => Some("inMeeting"),
            Self::VersionUnknown { .. } | Self::VersionNotApproved { .. } => Some("version"),
            Self::TextApproved { .. } => Some("fact"),
            Self::NotDispatchedTo { .. } => Some("partner"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NotYourDuty { rule, .. } => Some(rule),
            Self::TakerNotElected | Self::AuthorNotElected { .. } | Self::NotTheTaker => {
                Some("MTG-10")
            }
            Self::AuthorNotOffice { .. } => Some("MTG-11"),
            Self::NotDispatchedTo { .. } => Some("MTG-23"),
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::Recipients(_)
            | Self::MeetingCancelled
            | Self::MeetingNotHeld
            | Self::BodyNotOfMeeting { .. }
            | Self::MeetingNotOfMinutes { .. }
            | Self::AuthorIncomplete { .. }
            | Self::AuthorOfOtherPartner { .. }
            | Self::AttachmentsTooMany { .. }
            | Self::AttachmentTwice
            | Self::MentionsTooMany { .. }
            | Self::MentionedTwice { .. }
            | Self::OtherState { .. }
            | Self::ApprovedElsewhere { .. }
            | Self::VersionUnknown { .. }
            | Self::VersionNotApproved { .. }
            | Self::TextApproved { .. } => None,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Recipients(refusal) => refusal.sentence(),
            Self::NotYourDuty { refused, .. } => refused.sentence(),
            Self::MeetingCancelled => "Die Sitzung wurde abgesagt.".to_owned(),
            Self::MeetingNotHeld => "Die Sitzung hat noch nicht stattgefunden.".to_owned(),
            Self::BodyNotOfMeeting { .. } => {
                "Es ist die Sitzung eines anderen Gremiums.".to_owned()
            }
            Self::MeetingNotOfMinutes { .. } => {
                "Das Protokoll gehört zu einer anderen Sitzung.".to_owned()
            }
            Self::TakerNotElected => {
                "In der Sitzung wurde noch niemand für das Protokoll gewählt.".to_owned()
            }
            Self::AuthorNotElected { .. } => {
                "Für das Protokoll wurde in der Sitzung jemand anderes gewählt.".to_owned()
            }
            Self::AuthorNotOffice { duty } => {
                format!("Das Protokoll fertigt hier: {}.", duty.label())
            }
            Self::AuthorIncomplete { by } => match by {
                AuthorKind::Office => {
                    "Schreibt die Geschäftsstelle, so ist keine Einrichtung zu nennen.".to_owned()
                }
                AuthorKind::Taker => {
                    "Es fehlt, für welche Einrichtung die Protokollführung da war.".to_owned()
                }
            },
            Self::AuthorOfOtherPartner { .. } => {
                "Die genannte Ansprechperson gehört zu einer anderen Einrichtung.".to_owned()
            }
            Self::NotTheTaker => {
                "Für das Protokoll dieser Sitzung wurde ein anderes Konto gewählt.".to_owned()
            }
            Self::AttachmentsTooMany { count } => {
                format!("Genannt sind {count} Anlagen; möglich sind höchstens {ATTACHMENTS_MAX}.")
            }
            Self::AttachmentTwice => "Eine Anlage ist zweimal genannt.".to_owned(),
            Self::MentionsTooMany { count } => format!(
                "Genannt sind {count} Ansprechpersonen; möglich sind höchstens {MENTIONS_MAX}."
            ),
            Self::MentionedTwice { .. } => "Eine Ansprechperson ist zweimal genannt.".to_owned(),
            Self::OtherState { state, needed } => format!(
                "Das Protokoll hat den Stand „{}“; nötig ist der Stand „{}“.",
                state.label(),
                needed.label()
            ),
            Self::ApprovedElsewhere { .. } => {
                "Genehmigen kann nur eine Sitzung desselben Gremiums.".to_owned()
            }
            Self::VersionUnknown { number, versions } => {
                format!("Eine Fassung {number} gibt es nicht; es sind {versions}.")
            }
            Self::VersionNotApproved { number } => {
                format!("Die Fassung {number} ist nicht genehmigt und wird nicht versandt.")
            }
            Self::TextApproved {
                number,
                approved_on,
            } => format!(
                "Die Fassung {number} ist seit dem {} genehmigt; zu ändern ist sie durch eine neue Fassung.",
                german::day(*approved_on)
            ),
            Self::NotDispatchedTo { .. } => {
                "Das Protokoll ist nicht an diesen Netzwerkpartner gegangen.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Recipients(refusal) => refusal.facts(),
            Self::NotYourDuty { refused, .. } => refused.facts(),
            Self::MeetingCancelled
            | Self::MeetingNotHeld
            | Self::TakerNotElected
            | Self::NotTheTaker
            | Self::AttachmentTwice => Facts::new(),
            Self::BodyNotOfMeeting { body } | Self::ApprovedElsewhere { body } => {
                facts! { "body" => body }
            }
            Self::MeetingNotOfMinutes { meeting } => facts! { "meeting" => meeting },
            Self::AuthorNotElected { elected } => facts! { "elected" => elected },
            Self::AuthorNotOffice { duty } => facts! { "duty" => duty },
            Self::AuthorIncomplete { by } => facts! { "by" => by },
            Self::AuthorOfOtherPartner { partner } | Self::NotDispatchedTo { partner } => {
                facts! { "partner" => partner }
            }
            Self::AttachmentsTooMany { count } => {
                facts! { "count" => count, "allowed" => ATTACHMENTS_MAX }
            }
            Self::MentionsTooMany { count } => {
                facts! { "count" => count, "allowed" => MENTIONS_MAX }
            }
            Self::MentionedTwice { contact } => facts! { "contact" => contact },
            Self::OtherState { state, needed } => facts! { "state" => state, "needed" => needed },
            Self::VersionUnknown { number, versions } => {
                facts! { "version" => number, "versions" => versions }
            }
            Self::VersionNotApproved { number } => facts! { "version" => number },
            Self::TextApproved {
                number,
                approved_on,
            } => facts! { "version" => number, "approvedOn" => approved_on },
        }
    }
}
