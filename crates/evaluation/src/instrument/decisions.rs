//! What a command on an instrument of the evaluation makes happen.

use kernel::{DomainCommand, correct};

use super::aggregate::Instrument;
use super::command::*;
use super::error::InstrumentRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::{Thing, Unfit};

impl Instrument {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &InstrumentCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<InstrumentEvent>, InstrumentRefusal> {
        Unfit::check_existence(Thing::Instrument, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event: InstrumentEvent = match command {
            InstrumentCommand::IntroduceInstrument(c) => {
                Unfit::check_line("title", &c.title)?;
                InstrumentIntroduced::from(c).into()
            }
            InstrumentCommand::ReviseInstrument(c) => {
                if let Some(body) = c.body {
                    ctx.facts.body(body, "body")?;
                }
                InstrumentRevised::from(c).into()
            }
            InstrumentCommand::RetireInstrument(c) => InstrumentRetired::from(c).into(),
            InstrumentCommand::CorrectInstrument(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    InstrumentFactCorrected {
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
