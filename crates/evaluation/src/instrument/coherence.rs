//! Whether the facts of an instrument of the evaluation fit each other: asked of every event before it is written, and of all after a
//! correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, History};

use super::aggregate::Instrument;
use super::command::InstrumentCommand;
use super::error::InstrumentRefusal;
use super::event::*;
use super::items::{InstrumentItem, check_items};
use crate::facts::EvaluationContext;
use crate::unfit::Unfit;

impl Instrument {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &InstrumentEvent) -> Result<(), InstrumentRefusal> {
        match event {
            InstrumentEvent::InstrumentIntroduced(e) => check_items(e.kind, &e.items, e.grades),
            InstrumentEvent::InstrumentRevised(e) => {
                if let Some(retired_on) = self.retired_on {
                    return Err(InstrumentRefusal::Retired { retired_on });
                }
                let last = self.versions.last().map(|version| version.valid_from);
                let after = last.and_then(|day| day.tomorrow().ok());
                Unfit::check_not_before("validFrom", e.valid_from, after)?;
                self.kind
                    .map_or(Ok(()), |kind| check_items(kind, &e.items, e.grades))
            }
            InstrumentEvent::InstrumentRetired(e) => {
                if let Some(retired_on) = self.retired_on {
                    return Err(InstrumentRefusal::Retired { retired_on });
                }
                let last = self.versions.last().map(|version| version.valid_from);
                Ok(Unfit::check_not_before("retiredOn", e.retired_on, last)?)
            }
            InstrumentEvent::InstrumentFactCorrected(_) => Ok(()),
        }
    }

    /// Whether it was told alike before, whatever the words.
    pub(super) fn is_so(&self, event: &InstrumentEvent) -> bool {
        match event {
            InstrumentEvent::InstrumentRevised(e) => self.versions.iter().any(|known| {
                let codes = |items: &[InstrumentItem]| {
                    items
                        .iter()
                        .map(|item| (item.code.clone(), item.section))
                        .collect::<Vec<_>>()
                };
                known.valid_from == e.valid_from
                    && known.grades == e.grades
                    && codes(&known.items) == codes(&e.items)
            }),
            InstrumentEvent::InstrumentRetired(e) => self.retired_on == Some(e.retired_on),
            InstrumentEvent::InstrumentIntroduced(_)
            | InstrumentEvent::InstrumentFactCorrected(_) => false,
        }
    }
}

impl Correctable for Instrument {
    fn history(&self) -> &History<InstrumentEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<InstrumentEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &InstrumentCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<InstrumentEvent>, InstrumentRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), InstrumentRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
