//! Where a command on a series of figures goes and what comes with it.

use kernel::{Claim, Date, DomainCommand, IndicatorId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectIndicator {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<IndicatorCommand> {
        self.replacement.clone().map(IndicatorCommand::from)
    }
}

impl IndicatorCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::DefineIndicator(c) => Some(("definedOn", c.defined_on)),
            Self::RecordFigure(c) => Some(("statedOn", c.stated_on)),
            Self::RecordPrintedGrowth(c) => Some(("statedOn", c.stated_on)),
            Self::CloseIndicator(c) => Some(("closedOn", c.closed_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectIndicator(_) => None,
        }
    }
}

impl DomainCommand for IndicatorCommand {
    const STREAM: &'static str = "indicator";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::DefineIndicator(c) => c.id,
            Self::RecordFigure(c) => Some(c.indicator),
            Self::RecordPrintedGrowth(c) => Some(c.indicator),
            Self::CloseIndicator(c) => Some(c.indicator),
            Self::CorrectIndicator(c) => Some(c.indicator),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::DefineIndicator(c) = self {
            c.id = Some(IndicatorId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::DefineIndicator(_))
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let mut found = Vec::new();
        match self {
            Self::DefineIndicator(c) => {
                found.push((&c.title).into());
                found.extend(c.source.iter().map(VaultEntry::from));
            }
            Self::RecordFigure(c) => {
                found.extend(c.source.iter().map(VaultEntry::from));
            }
            Self::RecordPrintedGrowth(c) => {
                found.extend(c.source.iter().map(VaultEntry::from));
            }
            Self::CloseIndicator(c) => {
                found.push((&c.reason).into());
            }
            Self::CorrectIndicator(c) => {
                found.extend(c.instead().iter().flat_map(Self::entries));
                found.push((&c.reason).into());
            }
        }
        found
    }

    fn claims(&self) -> Vec<Claim> {
        let mut found = Vec::new();
        match self {
            Self::DefineIndicator(c) => {
                found.push(Claim {
                    kind: "indicator-code",
                    key: c.code.to_string(),
                });
            }
            Self::CorrectIndicator(c) => {
                found.extend(c.instead().iter().flat_map(Self::claims));
            }
            Self::RecordFigure(_) | Self::RecordPrintedGrowth(_) | Self::CloseIndicator(_) => {}
        }
        found
    }
}
