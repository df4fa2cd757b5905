//! Where a project's command goes and what comes with it.

use kernel::{Claim, DomainCommand, ProjectId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectProject {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<ProjectCommand> {
        self.replacement.clone().map(ProjectCommand::from)
    }
}

impl DomainCommand for ProjectCommand {
    const STREAM: &'static str = "project";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::EstablishProject(c) => c.id,
            Self::RenameProject(c) => Some(c.project),
            Self::SetProjectSteeringGroup(c) => Some(c.project),
            Self::AddProjectOperator(c) => Some(c.project),
            Self::RemoveProjectOperator(c) => Some(c.project),
            Self::RecordStaffUse(c) => Some(c.project),
            Self::EndProject(c) => Some(c.project),
            Self::CorrectProject(c) => Some(c.project),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::EstablishProject(c) = self {
            c.id = Some(ProjectId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::EstablishProject(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::EstablishProject(c) => {
                let region = c.region.map(|id| StreamId::new("region", id.0));
                let body = c.steering_group.map(|id| StreamId::new("body", id.0));
                region.into_iter().chain(body).collect()
            }
            Self::SetProjectSteeringGroup(c) => vec![StreamId::new("body", c.body.0)],
            Self::AddProjectOperator(c) => vec![StreamId::new("partner", c.partner.0)],
            Self::RecordStaffUse(c) => vec![StreamId::new("meeting", c.meeting.0)],
            Self::CorrectProject(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::RenameProject(_) | Self::RemoveProjectOperator(_) | Self::EndProject(_) => {
                Vec::new()
            }
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::EstablishProject(c) => vec![(&c.name).into()],
            Self::RenameProject(c) => vec![(&c.name).into()],
            Self::RecordStaffUse(c) => vec![(&c.text).into()],
            Self::CorrectProject(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::SetProjectSteeringGroup(_)
            | Self::AddProjectOperator(_)
            | Self::RemoveProjectOperator(_)
            | Self::EndProject(_) => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::EstablishProject(c) => vec![Claim::of_name("project-name", &c.name.content.0)],
            Self::RenameProject(c) => vec![Claim::of_name("project-name", &c.name.content.0)],
            Self::CorrectProject(c) => c.instead().map_or_else(Vec::new, |c| c.claims()),
            Self::SetProjectSteeringGroup(_)
            | Self::AddProjectOperator(_)
            | Self::RemoveProjectOperator(_)
            | Self::RecordStaffUse(_)
            | Self::EndProject(_) => Vec::new(),
        }
    }
}
