//! Where a command on a registered decision goes and what comes with it.

use kernel::{Claim, Date, DecisionId, DocumentRef, DomainCommand, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectDecision {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<DecisionCommand> {
        self.replacement.clone().map(DecisionCommand::from)
    }
}

impl DecisionCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::RegisterDecision(c) => Some(("decision.decidedOn", c.decision.decided_on)),
            Self::CiteDecision(c) => Some(("citedOn", c.cited_on)),
            Self::SettleCitations(c) => Some(("settledOn", c.settled_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectDecision(_) => None,
        }
    }
}

impl DomainCommand for DecisionCommand {
    const STREAM: &'static str = "decision";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::RegisterDecision(c) => c.id,
            Self::CiteDecision(c) => Some(c.decision),
            Self::SettleCitations(c) => Some(c.decision),
            Self::CorrectDecision(c) => Some(c.decision),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::RegisterDecision(c) = self {
            c.id = Some(DecisionId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RegisterDecision(_))
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let mut found = Vec::new();
        match self {
            Self::RegisterDecision(c) => {
                found.push((&c.subject).into());
            }
            Self::CiteDecision(c) => {
                found.push((&c.paper).into());
            }
            Self::SettleCitations(c) => {
                found.push((&c.reason).into());
            }
            Self::CorrectDecision(c) => {
                found.extend(c.instead().iter().flat_map(Self::entries));
                found.push((&c.reason).into());
            }
        }
        found
    }

    fn documents(&self) -> Vec<DocumentRef> {
        let mut found = Vec::new();
        match self {
            Self::RegisterDecision(c) => {
                found.extend(c.document);
            }
            Self::CorrectDecision(c) => {
                found.extend(c.instead().iter().flat_map(Self::documents));
            }
            Self::CiteDecision(_) | Self::SettleCitations(_) => {}
        }
        found
    }

    fn claims(&self) -> Vec<Claim> {
        let mut found = Vec::new();
        match self {
            Self::RegisterDecision(c) => {
                found.push(Claim {
                    kind: "decision",
                    key: format!(
                        "{}/{}/{}",
                        c.decision.organ, c.decision.decided_on, c.decision.number
                    ),
                });
            }
            Self::CorrectDecision(c) => {
                found.extend(c.instead().iter().flat_map(Self::claims));
            }
            Self::CiteDecision(_) | Self::SettleCitations(_) => {}
        }
        found
    }
}
