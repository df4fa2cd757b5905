//! Where a training's command goes and what comes with it.

use kernel::{Date, DomainCommand, StreamId, TrainingId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectTraining {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<TrainingCommand> {
        self.replacement.clone().map(TrainingCommand::from)
    }
}

impl TrainingCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::RecordTrainingNeed(c) => Some(("notedOn", c.noted_on)),
            Self::PlanTraining(c) => Some(("plannedOn", c.planned_on)),
            Self::HoldTraining(c) => Some(("heldOn", c.held_on)),
            Self::RecordTrainingParticipation(_) => None,
            Self::CancelTraining(c) => Some(("cancelledOn", c.cancelled_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectTraining(_) => None,
        }
    }
}

impl DomainCommand for TrainingCommand {
    const STREAM: &'static str = "training";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::RecordTrainingNeed(c) => c.id,
            Self::PlanTraining(c) => c.training.or(c.id),
            Self::HoldTraining(c) => Some(c.training),
            Self::RecordTrainingParticipation(c) => Some(c.training),
            Self::CancelTraining(c) => Some(c.training),
            Self::CorrectTraining(c) => Some(c.training),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        match self {
            Self::RecordTrainingNeed(c) => c.id = Some(TrainingId(id)),
            Self::PlanTraining(c) if c.training.is_none() => c.id = Some(TrainingId(id)),
            Self::PlanTraining(_)
            | Self::HoldTraining(_)
            | Self::RecordTrainingParticipation(_)
            | Self::CancelTraining(_)
            | Self::CorrectTraining(_) => {}
        }
    }

    fn creates(&self) -> bool {
        match self {
            Self::RecordTrainingNeed(_) => true,
            Self::PlanTraining(c) => c.training.is_none(),
            Self::HoldTraining(_)
            | Self::RecordTrainingParticipation(_)
            | Self::CancelTraining(_)
            | Self::CorrectTraining(_) => false,
        }
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::RecordTrainingParticipation(c) => vec![StreamId::new("partner", c.partner.0)],
            Self::RecordTrainingNeed(_)
            | Self::PlanTraining(_)
            | Self::HoldTraining(_)
            | Self::CancelTraining(_) => Vec::new(),
            Self::CorrectTraining(c) => {
                c.instead().map_or_else(Vec::new, |command| command.reads())
            }
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RecordTrainingNeed(c) => {
                let words = [Some(&c.title), c.text.as_ref()];
                words.into_iter().flatten().map(VaultEntry::from).collect()
            }
            Self::PlanTraining(c) => {
                let words = [c.title.as_ref(), c.place.as_ref()];
                words.into_iter().flatten().map(VaultEntry::from).collect()
            }
            Self::CancelTraining(c) => c.reason.iter().map(VaultEntry::from).collect(),
            Self::HoldTraining(_) | Self::RecordTrainingParticipation(_) => Vec::new(),
            Self::CorrectTraining(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }
}
