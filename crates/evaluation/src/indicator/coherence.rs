//! Whether the facts of a series of figures fit each other: asked of every event before it is written, and of all after a
//! correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, History};

use super::aggregate::IndicatorSeries;
use super::checks::{check_definition, check_value};
use super::command::IndicatorCommand;
use super::error::IndicatorRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::figure::{FigureCell, FigurePeriod};
use crate::unfit::Unfit;

impl IndicatorSeries {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &IndicatorEvent) -> Result<(), IndicatorRefusal> {
        match event {
            IndicatorEvent::IndicatorDefined(e) => check_definition(e),
            IndicatorEvent::FigureRecorded(e) => {
                self.check_period(e.period, e.stated_on)?;
                check_value(e)?;
                self.check_cell(&e.cell)?;
                let mut figures = self.figures.iter();
                match figures.any(|known| known.period == e.period && known.cell == e.cell) {
                    true => Err(IndicatorRefusal::Recorded),
                    false => Ok(()),
                }
            }
            IndicatorEvent::PrintedGrowthRecorded(e) => {
                self.check_period(e.period, e.stated_on)?;
                if e.period.a_year_earlier().is_none() {
                    return Err(IndicatorRefusal::NoYearBefore);
                }
                match self.printed.iter().any(|known| known.period == e.period) {
                    true => Err(IndicatorRefusal::Recorded),
                    false => Ok(()),
                }
            }
            IndicatorEvent::IndicatorClosed(e) => {
                if let Some(closed_on) = self.closed_on {
                    return Err(IndicatorRefusal::Closed { closed_on });
                }
                let figures = self
                    .figures
                    .iter()
                    .filter_map(|known| known.period.last_day());
                Ok(Unfit::check_not_before(
                    "closedOn",
                    e.closed_on,
                    figures.max(),
                )?)
            }
            IndicatorEvent::IndicatorFactCorrected(_) => Ok(()),
        }
    }

    /// The period fits its kind, has begun on the paper's day, and the series is kept so long.
    fn check_period(&self, period: FigurePeriod, stated_on: Date) -> Result<(), IndicatorRefusal> {
        let last = period.last_day().ok_or(IndicatorRefusal::PeriodUnfit)?;
        if let Some(closed_on) = self.closed_on.filter(|closed_on| *closed_on < last) {
            return Err(IndicatorRefusal::Closed { closed_on });
        }
        Ok(Unfit::check_not_before(
            "statedOn",
            stated_on,
            Some(period.since),
        )?)
    }

    /// Each dimension at most once, with a mark that the series has.
    fn check_cell(&self, cell: &[FigureCell]) -> Result<(), IndicatorRefusal> {
        for (index, part) in cell.iter().enumerate() {
            let mut dimensions = self.dimensions.iter();
            let known = dimensions
                .any(|known| known.code == part.dimension && known.marks.contains(&part.mark));
            let twice = cell[..index]
                .iter()
                .any(|other| other.dimension == part.dimension);
            if !known || twice {
                return Err(IndicatorRefusal::CellUnknown {
                    dimension: part.dimension.clone(),
                    mark: part.mark.clone(),
                });
            }
        }
        Ok(())
    }

    /// Whether it was told alike before, whatever the words.
    pub(super) fn is_so(&self, event: &IndicatorEvent) -> bool {
        match event {
            IndicatorEvent::FigureRecorded(e) => self.figures.iter().any(|known| {
                (known.period, known.value, known.qualifier, known.stated_on)
                    == (e.period, e.value, e.qualifier, e.stated_on)
                    && known.cell == e.cell
            }),
            IndicatorEvent::PrintedGrowthRecorded(e) => self.printed.iter().any(|known| {
                (known.period, known.basis_points, known.stated_on)
                    == (e.period, e.basis_points, e.stated_on)
            }),
            IndicatorEvent::IndicatorClosed(e) => self.closed_on == Some(e.closed_on),
            IndicatorEvent::IndicatorDefined(_) | IndicatorEvent::IndicatorFactCorrected(_) => {
                false
            }
        }
    }
}

impl Correctable for IndicatorSeries {
    fn history(&self) -> &History<IndicatorEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<IndicatorEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &IndicatorCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<IndicatorEvent>, IndicatorRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), IndicatorRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
