//! Whether a training's facts fit each other: asked of every event before it is written, and of all after a correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, History};

use super::aggregate::{Training, TrainingState};
use super::command::TrainingCommand;
use super::error::TrainingRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::Unfit;

impl Training {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &TrainingEvent) -> Result<(), TrainingRefusal> {
        match event {
            TrainingEvent::TrainingNeedRecorded(_) | TrainingEvent::TrainingFactCorrected(_) => {
                Ok(())
            }
            TrainingEvent::TrainingPlanned(e) => {
                self.check_next("plannedOn", e.planned_on)?;
                if e.title.is_none() && self.title.is_none() {
                    return Err(TrainingRefusal::TitleMissing);
                }
                Unfit::check_not_before("beginsOn", e.begins_on, Some(e.planned_on))?;
                let last_day = e.ends_on.unwrap_or(e.begins_on);
                Ok(Unfit::check_not_before(
                    "endsOn",
                    last_day,
                    Some(e.begins_on),
                )?)
            }
            TrainingEvent::TrainingHeld(e) => {
                if let Some((_, TrainingState::Needed)) = self.current() {
                    return Err(TrainingRefusal::NotPlanned);
                }
                self.check_next("heldOn", e.held_on)
            }
            TrainingEvent::TrainingParticipationRecorded(_) => match self.held_on() {
                Some(_) => Ok(()),
                None => Err(TrainingRefusal::NotHeld),
            },
            TrainingEvent::TrainingCancelled(e) => self.check_next("cancelledOn", e.cancelled_on),
        }
    }

    /// It is neither held nor cancelled, and the day is not before what was told last.
    fn check_next(&self, field: &'static str, day: Date) -> Result<(), TrainingRefusal> {
        match self.current() {
            Some((held_on, TrainingState::Held)) => Err(TrainingRefusal::Held { held_on }),
            Some((cancelled_on, TrainingState::Cancelled)) => {
                Err(TrainingRefusal::Cancelled { cancelled_on })
            }
            Some((since, TrainingState::Needed | TrainingState::Planned)) => {
                Ok(Unfit::check_not_before(field, day, Some(since))?)
            }
            None => Ok(()),
        }
    }
}

impl Correctable for Training {
    fn history(&self) -> &History<TrainingEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<TrainingEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &TrainingCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<TrainingEvent>, TrainingRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), TrainingRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
