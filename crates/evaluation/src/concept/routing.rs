//! Where a command on a concept paper goes and what comes with it.

use kernel::{ConceptId, Date, DocumentRef, DomainCommand, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectConcept {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<ConceptCommand> {
        self.replacement.clone().map(ConceptCommand::from)
    }
}

impl ConceptCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::AdoptConcept(c) => Some(("adoptedOn", c.adopted_on)),
            Self::ReviseConcept(c) => Some(("adoptedOn", c.adopted_on)),
            Self::SetConceptInterval(c) => Some(("adoptedOn", c.adopted_on)),
            Self::RetireConcept(c) => Some(("retiredOn", c.retired_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectConcept(_) => None,
        }
    }
}

impl DomainCommand for ConceptCommand {
    const STREAM: &'static str = "concept";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::AdoptConcept(c) => c.id,
            Self::ReviseConcept(c) => Some(c.concept),
            Self::SetConceptInterval(c) => Some(c.concept),
            Self::RetireConcept(c) => Some(c.concept),
            Self::CorrectConcept(c) => Some(c.concept),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::AdoptConcept(c) = self {
            c.id = Some(ConceptId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::AdoptConcept(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let mut found = Vec::new();
        match self {
            Self::AdoptConcept(c) => {
                found.extend(c.decision.map(|id| StreamId::new("decision", id.0)));
            }
            Self::ReviseConcept(c) => {
                found.extend(c.decision.map(|id| StreamId::new("decision", id.0)));
            }
            Self::CorrectConcept(c) => {
                found.extend(c.instead().iter().flat_map(Self::reads));
            }
            Self::SetConceptInterval(_) | Self::RetireConcept(_) => {}
        }
        found
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let mut found = Vec::new();
        match self {
            Self::AdoptConcept(c) => {
                found.push((&c.title).into());
            }
            Self::ReviseConcept(c) => {
                found.extend(c.summary.iter().map(VaultEntry::from));
            }
            Self::RetireConcept(c) => {
                found.push((&c.reason).into());
            }
            Self::CorrectConcept(c) => {
                found.extend(c.instead().iter().flat_map(Self::entries));
                found.push((&c.reason).into());
            }
            Self::SetConceptInterval(_) => {}
        }
        found
    }

    fn documents(&self) -> Vec<DocumentRef> {
        let mut found = Vec::new();
        match self {
            Self::AdoptConcept(c) => {
                found.extend(c.document);
            }
            Self::ReviseConcept(c) => {
                found.extend(c.document);
            }
            Self::CorrectConcept(c) => {
                found.extend(c.instead().iter().flat_map(Self::documents));
            }
            Self::SetConceptInterval(_) | Self::RetireConcept(_) => {}
        }
        found
    }
}
