//! What a command on a registered decision makes happen.

use kernel::{DecisionRef, DomainCommand, correct};

use super::aggregate::RegisteredDecision;
use super::command::*;
use super::error::DecisionRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::{Thing, Unfit};

fn check_ref(decision: &DecisionRef) -> Result<(), DecisionRefusal> {
    match decision.fault() {
        Some((part, reason)) => Err(DecisionRefusal::Malformed { part, reason }),
        None => Ok(()),
    }
}

impl RegisteredDecision {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &DecisionCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<DecisionEvent>, DecisionRefusal> {
        Unfit::check_existence(Thing::Decision, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event: DecisionEvent = match command {
            DecisionCommand::RegisterDecision(c) => {
                check_ref(&c.decision)?;
                Unfit::check_line("subject", &c.subject)?;
                DecisionRegistered::from(c).into()
            }
            DecisionCommand::CiteDecision(c) => DecisionCited::from(c).into(),
            DecisionCommand::SettleCitations(c) => CitationsSettled::from(c).into(),
            DecisionCommand::CorrectDecision(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    DecisionFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                });
            }
        };
        if self.is_so(&event) {
            return Ok(Vec::new());
        }
        self.fits(&event)?;
        Ok(vec![event])
    }
}
