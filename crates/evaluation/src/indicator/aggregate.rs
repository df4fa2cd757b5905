//! The state of a series of figures, and what holds of it on a day.

use crate::codes::IndicatorCode;
use crate::figure::{Figure, FigurePeriod, FigureUnit};
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Date, EntryId, History};
use serde::{Deserialize, Serialize};

use super::checks::FigureDimension;
use super::command::*;
use super::error::IndicatorRefusal;
use super::event::*;
use crate::facts::EvaluationContext;

/// A percentage that a paper prints for the growth since the year before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrintedGrowth {
    pub period: FigurePeriod,
    /// Hundredths of a per cent.
    pub basis_points: i64,
    /// An entry of the vault.
    pub source: Option<EntryId>,
    pub stated_on: Date,
}

/// A series of figures and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IndicatorSeries {
    pub code: Option<IndicatorCode>,
    /// Entries of the vault.
    pub title: Option<EntryId>,
    pub source: Option<EntryId>,
    pub unit: Option<FigureUnit>,
    pub decimals: u8,
    /// The step to which the source rounds, in the smallest unit.
    pub rounded_to: Option<u64>,
    pub dimensions: Vec<FigureDimension>,
    /// In the order in which they were told.
    pub figures: Vec<Figure>,
    pub printed: Vec<PrintedGrowth>,
    /// The last day of which it has figures.
    pub closed_on: Option<Date>,
    pub history: History<IndicatorEvent>,
}

impl IndicatorSeries {
    pub fn exists(&self) -> bool {
        self.code.is_some()
    }
}

impl Aggregate for IndicatorSeries {
    const TYPE: &'static str = "indicator";
    type Command = IndicatorCommand;
    type Event = IndicatorEvent;
    type Error = IndicatorRefusal;
    type Services = EvaluationContext;

    async fn handle(
        &mut self,
        command: IndicatorCommand,
        ctx: &EvaluationContext,
        sink: &EventSink<Self>,
    ) -> Result<(), IndicatorRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: IndicatorEvent) {
        self.history.record(&event);
        match event {
            IndicatorEvent::IndicatorDefined(e) => {
                self.code = Some(e.code);
                self.title = Some(e.title);
                self.source = e.source;
                self.unit = Some(e.unit);
                self.decimals = e.decimals;
                self.rounded_to = e.rounded_to;
                self.dimensions = e.dimensions;
            }
            IndicatorEvent::FigureRecorded(e) => self.figures.push(Figure {
                period: e.period,
                cell: e.cell,
                value: e.value,
                qualifier: e.qualifier,
                source: e.source,
                stated_on: e.stated_on,
            }),
            IndicatorEvent::PrintedGrowthRecorded(e) => self.printed.push(PrintedGrowth {
                period: e.period,
                basis_points: e.basis_points,
                source: e.source,
                stated_on: e.stated_on,
            }),
            IndicatorEvent::IndicatorClosed(e) => self.closed_on = Some(e.closed_on),
            IndicatorEvent::IndicatorFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
