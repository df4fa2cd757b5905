//! Where a command on a quality dialogue goes and what comes with it.

use kernel::{Date, DomainCommand, QualityDialogueId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectQualityDialogue {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<QualityDialogueCommand> {
        self.replacement.clone().map(QualityDialogueCommand::from)
    }
}

impl QualityDialogueCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::OpenQualityDialogue(c) => Some(("openedOn", c.opened_on)),
            Self::HoldQualityDialogue(c) => Some(("heldOn", c.held_on)),
            Self::AgreeCriterion(c) => Some(("agreedOn", c.agreed_on)),
            Self::DropCriterion(c) => Some(("droppedOn", c.dropped_on)),
            Self::AssessQualityArea(c) => Some(("assessedOn", c.assessed_on)),
            Self::CloseQualityDialogue(c) => Some(("closedOn", c.closed_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectQualityDialogue(_) => None,
        }
    }
}

impl DomainCommand for QualityDialogueCommand {
    const STREAM: &'static str = "quality-dialogue";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::OpenQualityDialogue(c) => c.id,
            Self::HoldQualityDialogue(c) => Some(c.dialogue),
            Self::AgreeCriterion(c) => Some(c.dialogue),
            Self::DropCriterion(c) => Some(c.dialogue),
            Self::AssessQualityArea(c) => Some(c.dialogue),
            Self::CloseQualityDialogue(c) => Some(c.dialogue),
            Self::CorrectQualityDialogue(c) => Some(c.dialogue),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::OpenQualityDialogue(c) = self {
            c.id = Some(QualityDialogueId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::OpenQualityDialogue(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let mut found = Vec::new();
        match self {
            Self::HoldQualityDialogue(c) => {
                found.extend(c.meeting.map(|id| StreamId::new("meeting", id.0)));
            }
            Self::AgreeCriterion(c) => {
                found.extend(c.indicator.map(|id| StreamId::new("indicator", id.0)));
            }
            Self::CorrectQualityDialogue(c) => {
                found.extend(c.instead().iter().flat_map(Self::reads));
            }
            Self::OpenQualityDialogue(_)
            | Self::DropCriterion(_)
            | Self::AssessQualityArea(_)
            | Self::CloseQualityDialogue(_) => {}
        }
        found
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let mut found = Vec::new();
        match self {
            Self::OpenQualityDialogue(c) => {
                found.push((&c.title).into());
            }
            Self::AgreeCriterion(c) => {
                found.push((&c.text).into());
            }
            Self::DropCriterion(c) => {
                found.push((&c.reason).into());
            }
            Self::AssessQualityArea(c) => {
                found.extend(c.text.iter().map(VaultEntry::from));
            }
            Self::CloseQualityDialogue(c) => {
                found.extend(c.result.iter().map(VaultEntry::from));
            }
            Self::CorrectQualityDialogue(c) => {
                found.extend(c.instead().iter().flat_map(Self::entries));
                found.push((&c.reason).into());
            }
            Self::HoldQualityDialogue(_) => {}
        }
        found
    }
}
