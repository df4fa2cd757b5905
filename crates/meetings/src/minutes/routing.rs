//! Where a command goes and what comes with it.

use kernel::{
    Claim, ContactId, Date, DocumentRef, DomainCommand, MinutesId, NewLongText, StreamId,
    VaultEntry,
};
use uuid::Uuid;

use super::command::*;

/// What minutes are to say.
#[derive(Clone, Copy)]
pub(super) struct NewContent<'c> {
    pub(super) text: &'c NewLongText,
    pub(super) author: MinutesAuthor,
    pub(super) attachments: &'c [DocumentRef],
    pub(super) mentions: &'c [ContactId],
}

impl CorrectMinutes {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<MinutesCommand> {
        self.replacement.clone().map(MinutesCommand::from)
    }
}

impl MinutesCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::DraftMinutes(c) => Some(("draftedOn", c.drafted_on)),
            Self::ReviseMinutes(c) => Some(("revisedOn", c.revised_on)),
            Self::SubmitMinutes(c) => Some(("submittedOn", c.submitted_on)),
            Self::ReturnMinutes(c) => Some(("returnedOn", c.returned_on)),
            Self::ApproveMinutes(c) => Some(("approvedOn", c.approved_on)),
            Self::DispatchMinutes(c) => Some(("dispatchedOn", c.dispatched_on)),
            Self::AmendMinutes(c) => Some(("amendedOn", c.amended_on)),
            Self::AcknowledgePassingOn(c) => Some(("acknowledgedOn", c.acknowledged_on)),
            Self::CorrectMinutes(c) => c.instead().and_then(|command| command.recorded_on()),
        }
    }

    /// The content that the command brings; a correction's is its replacement's.
    pub(super) fn content(&self) -> Option<NewContent<'_>> {
        match self {
            Self::DraftMinutes(c) => Some(NewContent {
                text: &c.text,
                author: c.author,
                attachments: &c.attachments,
                mentions: &c.mentions,
            }),
            Self::ReviseMinutes(c) => Some(NewContent {
                text: &c.text,
                author: c.author,
                attachments: &c.attachments,
                mentions: &c.mentions,
            }),
            Self::AmendMinutes(c) => Some(NewContent {
                text: &c.text,
                author: c.author,
                attachments: &c.attachments,
                mentions: &c.mentions,
            }),
            Self::SubmitMinutes(_)
            | Self::ReturnMinutes(_)
            | Self::ApproveMinutes(_)
            | Self::DispatchMinutes(_)
            | Self::AcknowledgePassingOn(_)
            | Self::CorrectMinutes(_) => None,
        }
    }
}

impl NewContent<'_> {
    /// The author's institution and contact, and the contacts whom the text refers to.
    fn reads(&self) -> impl Iterator<Item = StreamId> {
        let partner = self.author.partner.map(|id| StreamId::new("partner", id.0));
        let contacts = self.author.contact.iter().chain(self.mentions);
        partner
            .into_iter()
            .chain(contacts.map(|id| StreamId::new("contact", id.0)))
    }
}

impl DomainCommand for MinutesCommand {
    const STREAM: &'static str = "minutes";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::DraftMinutes(c) => c.id,
            Self::ReviseMinutes(c) => Some(c.minutes),
            Self::SubmitMinutes(c) => Some(c.minutes),
            Self::ReturnMinutes(c) => Some(c.minutes),
            Self::ApproveMinutes(c) => Some(c.minutes),
            Self::DispatchMinutes(c) => Some(c.minutes),
            Self::AmendMinutes(c) => Some(c.minutes),
            Self::AcknowledgePassingOn(c) => Some(c.minutes),
            Self::CorrectMinutes(c) => Some(c.minutes),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::DraftMinutes(c) = self {
            c.id = Some(MinutesId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::DraftMinutes(_))
    }

    /// Not the recipients: whether each still is a partner is asked when something is sent.
    fn reads(&self) -> Vec<StreamId> {
        let met = |meeting: &kernel::MeetingId, body: &kernel::BodyId| {
            vec![
                StreamId::new("meeting", meeting.0),
                StreamId::new("body", body.0),
            ]
        };
        let mut reads = match self {
            Self::DraftMinutes(c) => met(&c.meeting, &c.body),
            Self::ReviseMinutes(c) => met(&c.meeting, &c.body),
            Self::SubmitMinutes(c) => met(&c.meeting, &c.body),
            Self::AmendMinutes(c) => met(&c.meeting, &c.body),
            Self::ApproveMinutes(c) => c
                .in_meeting
                .iter()
                .map(|meeting| StreamId::new("meeting", meeting.0))
                .collect(),
            Self::DispatchMinutes(c) => vec![StreamId::new("body", c.body.0)],
            Self::ReturnMinutes(_) | Self::AcknowledgePassingOn(_) => Vec::new(),
            Self::CorrectMinutes(c) => c.instead().map_or_else(Vec::new, |command| command.reads()),
        };
        reads.extend(self.content().iter().flat_map(NewContent::reads));
        reads
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::DraftMinutes(c) => vec![(&c.text).into()],
            Self::ReviseMinutes(c) => vec![(&c.text).into()],
            Self::ReturnMinutes(c) => vec![(&c.reason).into()],
            Self::AmendMinutes(c) => vec![(&c.reason).into(), (&c.text).into()],
            Self::SubmitMinutes(_)
            | Self::ApproveMinutes(_)
            | Self::DispatchMinutes(_)
            | Self::AcknowledgePassingOn(_) => Vec::new(),
            Self::CorrectMinutes(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        if let Self::CorrectMinutes(c) = self {
            return c
                .instead()
                .map_or_else(Vec::new, |command| command.documents());
        }
        self.content()
            .map_or_else(Vec::new, |content| content.attachments.to_vec())
    }

    /// A meeting has one record. (A correction names the same meeting, so it takes nothing new.)
    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::DraftMinutes(c) => vec![Claim {
                kind: "minutes",
                key: c.meeting.to_string(),
            }],
            Self::ReviseMinutes(_)
            | Self::SubmitMinutes(_)
            | Self::ReturnMinutes(_)
            | Self::ApproveMinutes(_)
            | Self::DispatchMinutes(_)
            | Self::AmendMinutes(_)
            | Self::AcknowledgePassingOn(_)
            | Self::CorrectMinutes(_) => Vec::new(),
        }
    }
}
