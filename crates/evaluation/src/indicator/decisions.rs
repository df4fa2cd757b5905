//! What a command on a series of figures makes happen.

use kernel::{DomainCommand, correct};

use super::aggregate::IndicatorSeries;
use super::command::*;
use super::error::IndicatorRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::{Thing, Unfit};

impl IndicatorSeries {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &IndicatorCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<IndicatorEvent>, IndicatorRefusal> {
        Unfit::check_existence(Thing::Indicator, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event: IndicatorEvent = match command {
            IndicatorCommand::DefineIndicator(c) => {
                Unfit::check_line("title", &c.title)?;
                IndicatorDefined::from(c).into()
            }
            IndicatorCommand::RecordFigure(c) => FigureRecorded::from(c).into(),
            IndicatorCommand::RecordPrintedGrowth(c) => PrintedGrowthRecorded::from(c).into(),
            IndicatorCommand::CloseIndicator(c) => IndicatorClosed::from(c).into(),
            IndicatorCommand::CorrectIndicator(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    IndicatorFactCorrected {
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
