//! Where a command on a goal goes and what comes with it.

use kernel::{Date, DomainCommand, GoalId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectGoal {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<GoalCommand> {
        self.replacement.clone().map(GoalCommand::from)
    }
}

impl GoalCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::SetGoal(c) => Some(("setOn", c.set_on)),
            Self::RewordGoal(c) => Some(("rewordedOn", c.reworded_on)),
            Self::LinkGoalIndicator(c) => Some(("linkedOn", c.linked_on)),
            Self::UnlinkGoalIndicator(c) => Some(("unlinkedOn", c.unlinked_on)),
            Self::AssessGoal(c) => Some(("assessedOn", c.assessed_on)),
            Self::RetireGoal(c) => Some(("retiredOn", c.retired_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectGoal(_) => None,
        }
    }
}

impl DomainCommand for GoalCommand {
    const STREAM: &'static str = "goal";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::SetGoal(c) => c.id,
            Self::RewordGoal(c) => Some(c.goal),
            Self::LinkGoalIndicator(c) => Some(c.goal),
            Self::UnlinkGoalIndicator(c) => Some(c.goal),
            Self::AssessGoal(c) => Some(c.goal),
            Self::RetireGoal(c) => Some(c.goal),
            Self::CorrectGoal(c) => Some(c.goal),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::SetGoal(c) = self {
            c.id = Some(GoalId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::SetGoal(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let mut found = Vec::new();
        match self {
            Self::SetGoal(c) => {
                found.extend(c.parent.map(|id| StreamId::new("goal", id.0)));
                found.extend(c.body.map(|id| StreamId::new("body", id.0)));
                found.extend(c.meeting.map(|id| StreamId::new("meeting", id.0)));
            }
            Self::LinkGoalIndicator(c) => {
                found.push(StreamId::new("indicator", c.indicator.0));
            }
            Self::UnlinkGoalIndicator(c) => {
                found.push(StreamId::new("indicator", c.indicator.0));
            }
            Self::AssessGoal(c) => {
                found.extend(c.meeting.map(|id| StreamId::new("meeting", id.0)));
            }
            Self::CorrectGoal(c) => {
                found.extend(c.instead().iter().flat_map(Self::reads));
            }
            Self::RewordGoal(_) | Self::RetireGoal(_) => {}
        }
        found
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let mut found = Vec::new();
        match self {
            Self::SetGoal(c) => {
                found.push((&c.text).into());
            }
            Self::RewordGoal(c) => {
                found.push((&c.text).into());
            }
            Self::AssessGoal(c) => {
                found.extend(c.text.iter().map(VaultEntry::from));
            }
            Self::RetireGoal(c) => {
                found.push((&c.reason).into());
            }
            Self::CorrectGoal(c) => {
                found.extend(c.instead().iter().flat_map(Self::entries));
                found.push((&c.reason).into());
            }
            Self::LinkGoalIndicator(_) | Self::UnlinkGoalIndicator(_) => {}
        }
        found
    }
}
