//! What a command on a concept paper makes happen.

use kernel::{DomainCommand, correct};

use super::aggregate::Concept;
use super::command::*;
use super::error::ConceptRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::{Thing, Unfit};

impl Concept {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &ConceptCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<ConceptEvent>, ConceptRefusal> {
        Unfit::check_existence(Thing::Concept, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event: ConceptEvent = match command {
            ConceptCommand::AdoptConcept(c) => {
                Unfit::check_line("title", &c.title)?;
                if let Some(decision) = c.decision {
                    ctx.facts.decision(decision, "decision")?;
                }
                ConceptAdopted::from(c).into()
            }
            ConceptCommand::ReviseConcept(c) => {
                if let Some(decision) = c.decision {
                    ctx.facts.decision(decision, "decision")?;
                }
                ConceptRevised::from(c).into()
            }
            ConceptCommand::SetConceptInterval(c) => ConceptIntervalSet::from(c).into(),
            ConceptCommand::RetireConcept(c) => ConceptRetired::from(c).into(),
            ConceptCommand::CorrectConcept(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    ConceptFactCorrected {
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
