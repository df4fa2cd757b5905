//! Where a command on an instrument of the evaluation goes and what comes with it.

use kernel::{Date, DocumentRef, DomainCommand, InstrumentId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectInstrument {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<InstrumentCommand> {
        self.replacement.clone().map(InstrumentCommand::from)
    }
}

impl InstrumentCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::IntroduceInstrument(c) => Some(("validFrom", c.valid_from)),
            Self::ReviseInstrument(c) => Some(("validFrom", c.valid_from)),
            Self::RetireInstrument(c) => Some(("retiredOn", c.retired_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectInstrument(_) => None,
        }
    }
}

impl DomainCommand for InstrumentCommand {
    const STREAM: &'static str = "instrument";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::IntroduceInstrument(c) => c.id,
            Self::ReviseInstrument(c) => Some(c.instrument),
            Self::RetireInstrument(c) => Some(c.instrument),
            Self::CorrectInstrument(c) => Some(c.instrument),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::IntroduceInstrument(c) = self {
            c.id = Some(InstrumentId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::IntroduceInstrument(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let mut found = Vec::new();
        match self {
            Self::ReviseInstrument(c) => {
                found.extend(c.body.map(|id| StreamId::new("body", id.0)));
            }
            Self::CorrectInstrument(c) => {
                found.extend(c.instead().iter().flat_map(Self::reads));
            }
            Self::IntroduceInstrument(_) | Self::RetireInstrument(_) => {}
        }
        found
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let mut found = Vec::new();
        match self {
            Self::IntroduceInstrument(c) => {
                found.push((&c.title).into());
                found.extend(c.items.iter().map(|item| VaultEntry::from(&item.label)));
            }
            Self::ReviseInstrument(c) => {
                found.extend(c.items.iter().map(|item| VaultEntry::from(&item.label)));
            }
            Self::RetireInstrument(c) => {
                found.push((&c.reason).into());
            }
            Self::CorrectInstrument(c) => {
                found.extend(c.instead().iter().flat_map(Self::entries));
                found.push((&c.reason).into());
            }
        }
        found
    }

    fn documents(&self) -> Vec<DocumentRef> {
        let mut found = Vec::new();
        match self {
            Self::IntroduceInstrument(c) => {
                found.extend(c.document);
            }
            Self::ReviseInstrument(c) => {
                found.extend(c.document);
            }
            Self::CorrectInstrument(c) => {
                found.extend(c.instead().iter().flat_map(Self::documents));
            }
            Self::RetireInstrument(_) => {}
        }
        found
    }
}
