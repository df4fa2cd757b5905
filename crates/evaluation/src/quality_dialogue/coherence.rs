//! Whether the facts of a quality dialogue fit each other: asked of every event before it is written, and of all after a
//! correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, History};

use super::aggregate::{AgreedCriterion, QualityDialogue};
use super::command::QualityDialogueCommand;
use super::error::QualityDialogueRefusal;
use super::event::*;
use crate::codes::CriterionCode;
use crate::facts::EvaluationContext;
use crate::policy::QualityAspect;
use crate::unfit::Unfit;

impl QualityDialogue {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &QualityDialogueEvent) -> Result<(), QualityDialogueRefusal> {
        match event {
            QualityDialogueEvent::QualityDialogueOpened(_) => Ok(()),
            QualityDialogueEvent::QualityDialogueHeld(e) => self.check_open("heldOn", e.held_on),
            QualityDialogueEvent::CriterionAgreed(e) => {
                self.check_open("agreedOn", e.agreed_on)?;
                self.check_area(e.area)?;
                let mut criteria = self.criteria.iter();
                match criteria.any(|known| {
                    known.criterion == e.criterion
                        && known.dropped.is_none_or(|(on, _)| e.agreed_on < on)
                }) {
                    true => Err(QualityDialogueRefusal::CriterionTaken {
                        criterion: e.criterion.clone(),
                    }),
                    false => Ok(()),
                }
            }
            QualityDialogueEvent::CriterionDropped(e) => {
                self.check_open("droppedOn", e.dropped_on)?;
                match self.standing_criterion(&e.criterion, e.dropped_on) {
                    Some(_) => Ok(()),
                    None => Err(QualityDialogueRefusal::CriterionUnknown {
                        criterion: e.criterion.clone(),
                    }),
                }
            }
            QualityDialogueEvent::QualityAreaAssessed(e) => {
                self.check_open("assessedOn", e.assessed_on)?;
                self.check_area(e.area)
            }
            QualityDialogueEvent::QualityDialogueClosed(e) => match self.closed_on {
                Some(closed_on) => Err(QualityDialogueRefusal::Closed { closed_on }),
                None => Ok(Unfit::check_not_before(
                    "closedOn",
                    e.closed_on,
                    self.last_day(),
                )?),
            },
            QualityDialogueEvent::QualityDialogueFactCorrected(_) => Ok(()),
        }
    }

    /// What happened until the end may be told later.
    fn check_open(&self, field: &'static str, day: Date) -> Result<(), QualityDialogueRefusal> {
        match self.closed_on {
            Some(closed_on) if closed_on < day => Err(QualityDialogueRefusal::Closed { closed_on }),
            Some(_) | None => Ok(Unfit::check_not_before(field, day, self.opened_on)?),
        }
    }

    fn check_area(&self, area: QualityAspect) -> Result<(), QualityDialogueRefusal> {
        match self.areas.contains(&area) {
            true => Ok(()),
            false => Err(QualityDialogueRefusal::AreaElsewhere { area }),
        }
    }

    fn standing_criterion(&self, code: &CriterionCode, day: Date) -> Option<&AgreedCriterion> {
        let mut criteria = self.criteria.iter();
        criteria.find(|known| known.criterion == *code && known.stands_on(day))
    }

    /// Whether it was told alike before, whatever the words.
    pub(super) fn is_so(&self, event: &QualityDialogueEvent) -> bool {
        match event {
            QualityDialogueEvent::QualityDialogueHeld(e) => {
                self.held.contains(&(e.held_on, e.meeting))
            }
            QualityDialogueEvent::CriterionAgreed(e) => {
                let known = self.standing_criterion(&e.criterion, e.agreed_on);
                known.is_some_and(|known| {
                    (known.area, known.indicator, known.agreed_on)
                        == (e.area, e.indicator, e.agreed_on)
                })
            }
            QualityDialogueEvent::CriterionDropped(e) => self.criteria.iter().any(|known| {
                known.criterion == e.criterion
                    && known.dropped.is_some_and(|(on, _)| on == e.dropped_on)
            }),
            QualityDialogueEvent::QualityAreaAssessed(e) => self
                .assessed
                .iter()
                .rev()
                .find(|known| known.area == e.area)
                .is_some_and(|known| {
                    (known.standing, known.assessed_on) == (e.standing, e.assessed_on)
                }),
            QualityDialogueEvent::QualityDialogueClosed(e) => self.closed_on == Some(e.closed_on),
            QualityDialogueEvent::QualityDialogueOpened(_)
            | QualityDialogueEvent::QualityDialogueFactCorrected(_) => false,
        }
    }
}

impl Correctable for QualityDialogue {
    fn history(&self) -> &History<QualityDialogueEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<QualityDialogueEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &QualityDialogueCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<QualityDialogueEvent>, QualityDialogueRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), QualityDialogueRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
