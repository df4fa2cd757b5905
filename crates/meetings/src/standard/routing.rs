//! Where a standard's command goes and what comes with it.

use kernel::{Date, DocumentRef, DomainCommand, StandardId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectStandard {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<StandardCommand> {
        self.replacement.clone().map(StandardCommand::from)
    }
}

impl StandardCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::AdoptStandard(c) => Some(("adoptedOn", c.adopted_on)),
            Self::ReviewStandard(c) => Some(("reviewedOn", c.reviewed_on)),
            Self::RetireStandard(c) => Some(("retiredOn", c.retired_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectStandard(_) => None,
        }
    }
}

impl DomainCommand for StandardCommand {
    const STREAM: &'static str = "standard";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::AdoptStandard(c) => c.id,
            Self::ReviewStandard(c) => Some(c.standard),
            Self::RetireStandard(c) => Some(c.standard),
            Self::CorrectStandard(c) => Some(c.standard),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::AdoptStandard(c) = self {
            c.id = Some(StandardId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::AdoptStandard(_))
    }

    /// Not the body: its meeting knows whose it is.
    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::AdoptStandard(c) => vec![StreamId::new("meeting", c.meeting.0)],
            Self::ReviewStandard(c) => {
                let meeting = c.meeting.map(|id| StreamId::new("meeting", id.0));
                meeting.into_iter().collect()
            }
            Self::RetireStandard(_) => Vec::new(),
            Self::CorrectStandard(c) => {
                c.instead().map_or_else(Vec::new, |command| command.reads())
            }
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::AdoptStandard(c) => {
                let words = [Some(&c.title), c.text.as_ref()];
                words.into_iter().flatten().map(VaultEntry::from).collect()
            }
            Self::ReviewStandard(c) => c.text.iter().map(VaultEntry::from).collect(),
            Self::RetireStandard(c) => c.reason.iter().map(VaultEntry::from).collect(),
            Self::CorrectStandard(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        match self {
            Self::AdoptStandard(c) => c.document.into_iter().collect(),
            Self::ReviewStandard(c) => c.document.into_iter().collect(),
            Self::RetireStandard(_) => Vec::new(),
            Self::CorrectStandard(c) => c
                .instead()
                .map_or_else(Vec::new, |command| command.documents()),
        }
    }
}
