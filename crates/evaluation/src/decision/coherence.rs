//! Whether the facts of a registered decision fit each other: asked of every event before it is written, and of all after a
//! correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, History};

use super::aggregate::RegisteredDecision;
use super::command::DecisionCommand;
use super::error::DecisionRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::Unfit;

impl RegisteredDecision {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &DecisionEvent) -> Result<(), DecisionRefusal> {
        match event {
            DecisionEvent::DecisionRegistered(_) => Ok(()),
            DecisionEvent::DecisionCited(e) => {
                let decided_on = self.decision.as_ref().map(|decision| decision.decided_on);
                Ok(Unfit::check_not_before("citedOn", e.cited_on, decided_on)?)
            }
            DecisionEvent::CitationsSettled(e) => {
                let numbers = self.numbers_on(e.settled_on);
                if numbers.len() < 2 {
                    return Err(DecisionRefusal::NothingToSettle);
                }
                match numbers.contains(&e.number.as_str()) {
                    true => Ok(()),
                    false => Err(DecisionRefusal::NotCited {
                        number: e.number.clone(),
                    }),
                }
            }
            DecisionEvent::DecisionFactCorrected(_) => Ok(()),
        }
    }

    /// Whether it was told alike before, whatever the words.
    pub(super) fn is_so(&self, event: &DecisionEvent) -> bool {
        match event {
            DecisionEvent::DecisionCited(e) => self
                .citations
                .iter()
                .any(|known| (known.cited_on, &known.number) == (e.cited_on, &e.number)),
            DecisionEvent::CitationsSettled(e) => self.settled.as_ref().is_some_and(|known| {
                (known.settled_on, &known.number) == (e.settled_on, &e.number)
            }),
            DecisionEvent::DecisionRegistered(_) | DecisionEvent::DecisionFactCorrected(_) => false,
        }
    }
}

impl Correctable for RegisteredDecision {
    fn history(&self) -> &History<DecisionEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<DecisionEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &DecisionCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<DecisionEvent>, DecisionRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), DecisionRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
