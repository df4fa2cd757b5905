//! Where a programme's command goes and what comes with it.

use kernel::{DomainCommand, ProgrammeId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectProgramme {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<ProgrammeCommand> {
        self.replacement.clone().map(ProgrammeCommand::from)
    }
}

impl DomainCommand for ProgrammeCommand {
    const STREAM: &'static str = "programme";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::RegisterProgramme(c) => c.id,
            Self::SetProgrammeTerms(c) => Some(c.programme),
            Self::ExcludeProgramme(c) => Some(c.programme),
            Self::LiftProgrammeExclusion(c) => Some(c.programme),
            Self::SetBaseRate(c) => Some(c.programme),
            Self::RecordKeyAdjustment(c) => Some(c.programme),
            Self::EndProgramme(c) => Some(c.programme),
            Self::CorrectProgramme(c) => Some(c.programme),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::RegisterProgramme(c) = self {
            c.id = Some(ProgrammeId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RegisterProgramme(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let other = |of: ProgrammeId, id: ProgrammeId| {
            // The programme's own stream is written, not read.
            (id != of).then(|| StreamId::new("programme", id.0))
        };
        match self {
            Self::ExcludeProgramme(c) => other(c.programme, c.other).into_iter().collect(),
            Self::EndProgramme(c) => {
                let successor = c.successor.and_then(|id| other(c.programme, id));
                successor.into_iter().collect()
            }
            Self::CorrectProgramme(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::RegisterProgramme(_)
            | Self::SetProgrammeTerms(_)
            | Self::LiftProgrammeExclusion(_)
            | Self::SetBaseRate(_)
            | Self::RecordKeyAdjustment(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RegisterProgramme(c) => {
                let words = [&c.name].into_iter().chain(&c.legal_bases);
                words.map(VaultEntry::from).collect()
            }
            Self::CorrectProgramme(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::SetProgrammeTerms(_)
            | Self::ExcludeProgramme(_)
            | Self::LiftProgrammeExclusion(_)
            | Self::SetBaseRate(_)
            | Self::RecordKeyAdjustment(_)
            | Self::EndProgramme(_) => Vec::new(),
        }
    }
}
