//! Where a command on a project's funds goes and what comes with it.

use kernel::{Date, DomainCommand, ProjectFundsId, ProjectId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

/// The funds of a project in a year: always the same id, so that nobody opens a year twice.
pub fn project_funds_id(project: ProjectId, year: i16) -> ProjectFundsId {
    let name = format!("project-funds/{year}");
    ProjectFundsId(Uuid::new_v5(&project.0, name.as_bytes()))
}

impl CorrectProjectFunds {
    /// The command that should have been given, for this project and year.
    pub(super) fn instead(&self) -> Option<ProjectFundsCommand> {
        let ProjectFundsReplacement::OpenProjectFunds(mut open) = self.replacement.clone()?;
        open.project = self.project;
        open.year = self.year;
        Some(open.into())
    }
}

impl ProjectFundsCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::OpenProjectFunds(c) => Some(("openedOn", c.opened_on)),
            Self::AllocateProjectFunds(c) => Some(("allocatedOn", c.allocated_on)),
            Self::ReleaseProjectFunds(c) => Some(("releasedOn", c.released_on)),
            Self::ReverseAllocation(c) => Some(("reversedOn", c.reversed_on)),
            Self::CorrectProjectFunds(_) => None,
        }
    }
}

impl DomainCommand for ProjectFundsCommand {
    const STREAM: &'static str = "project-funds";

    fn target(&self) -> Option<Uuid> {
        let (project, year) = match self {
            Self::OpenProjectFunds(c) => (c.project, c.year),
            Self::AllocateProjectFunds(c) => (c.project, c.year),
            Self::ReleaseProjectFunds(c) => (c.project, c.year),
            Self::ReverseAllocation(c) => (c.project, c.year),
            Self::CorrectProjectFunds(c) => (c.project, c.year),
        };
        Some(project_funds_id(project, year).0)
    }

    /// Project and year say the id.
    fn assign(&mut self, _: Uuid) {}

    fn creates(&self) -> bool {
        matches!(self, Self::OpenProjectFunds(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::OpenProjectFunds(c) => vec![StreamId::new("project", c.project.0)],
            Self::AllocateProjectFunds(c) => {
                let mut reads = vec![StreamId::new("project", c.project.0)];
                reads.extend(c.meeting.map(|id| StreamId::new("meeting", id.0)));
                reads.extend(c.recipient.map(|id| StreamId::new("partner", id.0)));
                reads
            }
            Self::CorrectProjectFunds(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::ReleaseProjectFunds(_) | Self::ReverseAllocation(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::OpenProjectFunds(_) => Vec::new(),
            Self::AllocateProjectFunds(c) => vec![(&c.purpose).into()],
            Self::ReleaseProjectFunds(c) => vec![(&c.reason).into()],
            Self::ReverseAllocation(c) => vec![(&c.reason).into()],
            Self::CorrectProjectFunds(c) => vec![(&c.reason).into()],
        }
    }
}
