//! What a training's command makes happen.

use kernel::{DomainCommand, correct};

use super::aggregate::{Training, TrainingPlan, TrainingState};
use super::command::*;
use super::error::TrainingRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::{Thing, Unfit};

/// The event, where it is not so already.
type Decided = Result<Option<TrainingEvent>, TrainingRefusal>;

impl Training {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &TrainingCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<TrainingEvent>, TrainingRefusal> {
        Unfit::check_existence(Thing::Training, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event = match command {
            TrainingCommand::RecordTrainingNeed(c) => need(c),
            TrainingCommand::PlanTraining(c) => self.set_plan(c),
            TrainingCommand::HoldTraining(c) => Ok(self.hold(c)),
            TrainingCommand::RecordTrainingParticipation(c) => self.count(c, ctx),
            TrainingCommand::CancelTraining(c) => Ok(self.cancel(c)),
            TrainingCommand::CorrectTraining(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    TrainingFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                });
            }
        }?;
        match event {
            Some(event) => {
                self.fits(&event)?;
                Ok(vec![event])
            }
            None => Ok(Vec::new()),
        }
    }

    fn set_plan(&self, c: &PlanTraining) -> Decided {
        if let (Some(_), Some(_)) = (c.training, c.id) {
            return Err(TrainingRefusal::NamedTwice);
        }
        let plan = TrainingPlan {
            begins_on: c.begins_on,
            ends_on: c.ends_on,
            place: c.place.as_ref().map(|place| place.id),
            kind: c.kind,
            topic: c.topic,
        };
        if c.title.is_none() && self.plan() == Some(plan) && self.is(TrainingState::Planned) {
            return Ok(None);
        }
        for (field, text) in [("title", &c.title), ("place", &c.place)] {
            if let Some(text) = text {
                Unfit::check_line(field, text)?;
            }
        }
        let event = TrainingPlanned {
            title: c.title.as_ref().map(|title| title.id),
            begins_on: plan.begins_on,
            ends_on: plan.ends_on,
            place: plan.place,
            kind: plan.kind,
            topic: plan.topic,
            planned_on: c.planned_on,
        };
        Ok(Some(event.into()))
    }

    fn hold(&self, c: &HoldTraining) -> Option<TrainingEvent> {
        let repeated = self.current() == Some((c.held_on, TrainingState::Held));
        (!repeated).then(|| TrainingHeld { held_on: c.held_on }.into())
    }

    fn count(&self, c: &RecordTrainingParticipation, ctx: &MeetingsContext) -> Decided {
        if self.participation.get(&c.partner) == Some(&c.count) {
            return Ok(None);
        }
        // Whether it is still a member does not matter: it was there.
        ctx.facts.partner(c.partner, "partner")?;
        if c.count == 0 {
            return Err(TrainingRefusal::NobodyCounted);
        }
        let event = TrainingParticipationRecorded {
            partner: c.partner,
            count: c.count,
        };
        Ok(Some(event.into()))
    }

    fn cancel(&self, c: &CancelTraining) -> Option<TrainingEvent> {
        if self.current() == Some((c.cancelled_on, TrainingState::Cancelled)) {
            return None;
        }
        let event = TrainingCancelled {
            reason: c.reason.as_ref().map(|reason| reason.id),
            cancelled_on: c.cancelled_on,
        };
        Some(event.into())
    }

    fn is(&self, state: TrainingState) -> bool {
        self.current().is_some_and(|(_, current)| current == state)
    }
}

fn need(c: &RecordTrainingNeed) -> Decided {
    Unfit::check_line("title", &c.title)?;
    let event = TrainingNeedRecorded {
        title: c.title.id,
        text: c.text.as_ref().map(|text| text.id),
        noted_on: c.noted_on,
    };
    Ok(Some(event.into()))
}
