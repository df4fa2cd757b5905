//! Whether the facts of a goal fit each other: asked of every event before it is written, and of all after a
//! correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, History};

use super::aggregate::{Goal, GoalKind, GoalStanding};
use super::command::GoalCommand;
use super::error::GoalRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::Unfit;
use kernel::timeline::Leaving;

impl Goal {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &GoalEvent) -> Result<(), GoalRefusal> {
        match event {
            GoalEvent::GoalSet(e) => match (e.kind, e.parent) {
                _ if e.number == Some(0) => Err(GoalRefusal::NumberFromOne),
                (GoalKind::Intermediate, None) => Err(GoalRefusal::ParentMissing),
                (GoalKind::Guiding, Some(_)) => Err(GoalRefusal::GuidingHasNoParent),
                (GoalKind::Guiding, None) | (GoalKind::Intermediate, Some(_)) => Ok(()),
            },
            GoalEvent::GoalReworded(e) => self.check_pursued("rewordedOn", e.reworded_on),
            GoalEvent::GoalIndicatorLinked(e) => self.check_pursued("linkedOn", e.linked_on),
            GoalEvent::GoalIndicatorUnlinked(e) => {
                self.check_pursued("unlinkedOn", e.unlinked_on)?;
                match self.indicators.leaving(&e.indicator, e.unlinked_on) {
                    Leaving::Ends | Leaving::Repeated => Ok(()),
                    Leaving::NeverBelonged => Err(GoalRefusal::NotLinked),
                }
            }
            GoalEvent::GoalAssessed(e) => self.check_pursued("assessedOn", e.assessed_on),
            GoalEvent::GoalRetired(e) => match self.retired_on {
                Some(retired_on) => Err(GoalRefusal::Retired { retired_on }),
                None => Ok(Unfit::check_not_before(
                    "retiredOn",
                    e.retired_on,
                    self.last_day(),
                )?),
            },
            GoalEvent::GoalFactCorrected(_) => Ok(()),
        }
    }

    fn check_pursued(&self, field: &'static str, day: Date) -> Result<(), GoalRefusal> {
        if let Some(retired_on) = self.retired_on.filter(|on| *on <= day) {
            return Err(GoalRefusal::Retired { retired_on });
        }
        Ok(Unfit::check_not_before(field, day, self.set_on)?)
    }

    /// Whether it was told alike before, whatever the words.
    pub(super) fn is_so(&self, event: &GoalEvent) -> bool {
        match event {
            GoalEvent::GoalIndicatorLinked(e) => self.indicators.has(&e.indicator, e.linked_on),
            GoalEvent::GoalIndicatorUnlinked(e) => {
                self.indicators.leaving(&e.indicator, e.unlinked_on) == Leaving::Repeated
            }
            GoalEvent::GoalAssessed(e) => self.assessments.at(e.assessed_on).is_some_and(|known| {
                let GoalStanding {
                    assessment,
                    meeting,
                    ..
                } = &known.value;
                known.since == Some(e.assessed_on.into())
                    && (*assessment, *meeting) == (e.assessment, e.meeting)
            }),
            GoalEvent::GoalRetired(e) => self.retired_on == Some(e.retired_on),
            GoalEvent::GoalSet(_)
            | GoalEvent::GoalReworded(_)
            | GoalEvent::GoalFactCorrected(_) => false,
        }
    }
}

impl Correctable for Goal {
    fn history(&self) -> &History<GoalEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<GoalEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &GoalCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<GoalEvent>, GoalRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), GoalRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
