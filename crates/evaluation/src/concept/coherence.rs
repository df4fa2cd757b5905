//! Whether the facts of a concept paper fit each other: asked of every event before it is written, and of all after a
//! correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, History};

use super::aggregate::Concept;
use super::command::ConceptCommand;
use super::error::ConceptRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::Unfit;

impl Concept {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &ConceptEvent) -> Result<(), ConceptRefusal> {
        match event {
            ConceptEvent::ConceptAdopted(_) => Ok(()),
            ConceptEvent::ConceptRevised(e) => {
                self.check_holds(e.adopted_on)?;
                // Each version has its day: after the first, and none of another.
                let first = self.versions.first().map(|version| version.adopted_on);
                let after = first.and_then(|day| day.tomorrow().ok());
                Ok(Unfit::check_not_before("adoptedOn", e.adopted_on, after)?)
            }
            ConceptEvent::ConceptIntervalSet(e) => self.check_holds(e.adopted_on),
            ConceptEvent::ConceptRetired(e) => {
                if let Some(retired_on) = self.retired_on {
                    return Err(ConceptRefusal::Retired { retired_on });
                }
                let last = self.versions.last().map(|version| version.adopted_on);
                Ok(Unfit::check_not_before("retiredOn", e.retired_on, last)?)
            }
            ConceptEvent::ConceptFactCorrected(_) => Ok(()),
        }
    }

    fn check_holds(&self, day: kernel::Date) -> Result<(), ConceptRefusal> {
        match self.retired_on {
            Some(retired_on) if retired_on <= day => Err(ConceptRefusal::Retired { retired_on }),
            Some(_) | None => Ok(()),
        }
    }

    /// Whether it was told alike before, whatever the words.
    pub(super) fn is_so(&self, event: &ConceptEvent) -> bool {
        match event {
            ConceptEvent::ConceptRevised(e) => {
                let mut versions = self.versions.iter();
                versions.any(|known| known.adopted_on == e.adopted_on)
            }
            ConceptEvent::ConceptIntervalSet(e) => {
                self.intervals.on(e.adopted_on) == Some(&e.interval)
            }
            ConceptEvent::ConceptRetired(e) => self.retired_on == Some(e.retired_on),
            ConceptEvent::ConceptAdopted(_) | ConceptEvent::ConceptFactCorrected(_) => false,
        }
    }
}

impl Correctable for Concept {
    fn history(&self) -> &History<ConceptEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<ConceptEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &ConceptCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<ConceptEvent>, ConceptRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), ConceptRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
