//! Series of figures [Kennzahlen]: definition, values by period, and what is computed from them (FUN-17, EVA-15).
//!
//! Counts alone, never a family. A value that nobody has is „nicht verfügbar“, and so is what would be computed from it;
//! nothing is 0 because it is missing. What is computed says how.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `computed` | growth, ratio and per case with their explanations |
//! | `table` | cross tables with suppressed cells |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod computed;
mod list;
mod load;
mod table;

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{ID, Object, Result, SimpleObject};
use evaluation::IndicatorSeries as View;
use evaluation::codes::{FigureDimensionCode, IndicatorCode};
use evaluation::figure::{Figure, FigurePeriod, FigureQualifier, FigureUnit, per_case};
use evaluation::indicator::{FigureDimension, reach};
use kernel::{Date, EntryId, IndicatorId};
use uuid::Uuid;

use super::error::GraphError;
use super::sources::Source;

pub use computed::{ComputedFigure, FigureExplanation, FigureOperand};
pub use list::{
    IndicatorFilter, IndicatorOrder, IndicatorQuery, IndicatorSeriesConnection, IndicatorSeriesEdge,
};
pub(crate) use load::one;
pub(crate) use table::footnote;
pub use table::{FigureTable, FigureTableCell, FigureTableLine, FigureTablePlace};

/// A series of figures [Kennzahl].
pub struct IndicatorSeries {
    id: Uuid,
    day: Date,
    view: View,
    title: Option<String>,
    source: Option<String>,
    /// Where the figures stand, as far as it was kept.
    stands: HashMap<EntryId, String>,
    /// Every series of the municipality, where a ratio is asked for.
    others: Arc<HashMap<Uuid, View>>,
    sources: Vec<Source>,
}

/// A figure of the whole as it was stated [Wert].
#[derive(Clone, SimpleObject)]
pub struct IndicatorFigure {
    /// Of when it is [Zeitraum].
    period: FigurePeriod,
    /// The period as an office writes it: „2014“, „2014/15“, „30.06.2014“.
    label: String,
    /// In the smallest unit of the series (10 to the power of minus `decimals`); `null` where nobody has it.
    value: Option<u64>,
    /// As a paper prints it: „fast 400“, „ca. 50“, „12.190.000,00 €“, „nicht verfügbar“.
    text: String,
    qualifier: FigureQualifier,
    /// The day of the paper that states it.
    stated_on: Date,
    /// Where it stands: paper, chapter, words; `null` where nobody said or it was erased [Fundstelle].
    source: Option<String>,
    /// The growth since the year before [Steigerung] (FUN-17), with the percentage that a paper prints for it.
    growth: ComputedFigure,
}

/// A figure in German, with its unit where that is a sign.
pub(crate) fn text_of(figure: &Figure, view: &View) -> String {
    let printed = figure.value.map(|value| computed::number(value, view));
    match printed {
        Some(number) => format!("{}{number}", figure.qualifier.prefix()),
        None => FigureQualifier::NotAvailable.label().to_owned(),
    }
}

/// A period that is one.
fn checked(period: FigurePeriod) -> Result<FigurePeriod, GraphError> {
    match period.last_day() {
        Some(_) => Ok(period),
        None => Err(GraphError::InvalidArgument {
            argument: "period",
            reason: "ein Tag, ein Jahr (ab 1. Januar), ein Schuljahr (ab 1. August) oder ein Zeitraum mit Ende".into(),
        }),
    }
}

impl IndicatorSeries {
    fn figure_of(&self, figure: &Figure) -> IndicatorFigure {
        let period = figure.period;
        let growth = self.view.growth_on(period, self.day);
        let printed = self.view.printed_on(period, self.day);
        IndicatorFigure {
            period,
            label: period.label(),
            value: figure.value,
            text: text_of(figure, &self.view),
            qualifier: figure.qualifier,
            stated_on: figure.stated_on,
            source: figure.source.and_then(|id| self.stands.get(&id).cloned()),
            growth: ComputedFigure::of(growth, &self.view).with_printed(printed),
        }
    }

    /// Another series as known on the day.
    fn other(&self, id: IndicatorId) -> Option<&View> {
        let known = self.others.get(&id.0);
        known.filter(|view| view.known_on(self.day))
    }
}

/// A series of figures [Kennzahl].
#[Object]
impl IndicatorSeries {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Its code, such as `hze-ausgaben`; no other series of the municipality has it.
    async fn code(&self) -> Option<&IndicatorCode> {
        self.view.code.as_ref()
    }

    /// One line; `null` where it was erased.
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    async fn defined_on(&self) -> Option<Date> {
        self.view.defined_on()
    }

    /// What is counted or measured [Einheit].
    async fn unit(&self) -> Option<FigureUnit> {
        self.view.unit
    }

    /// The unit in German, such as „Besuche“.
    async fn unit_label(&self) -> Option<&'static str> {
        self.view.unit.map(FigureUnit::label)
    }

    /// Decimal places of its figures: 2 for euros in cents.
    async fn decimals(&self) -> u8 {
        self.view.decimals
    }

    /// The step to which the source rounds its figures half up, in the smallest unit; `null` where it does not round
    /// [Rundung].
    async fn rounded_to(&self) -> Option<u64> {
        self.view.rounded_to
    }

    /// Where the figures come from; `null` where nobody said or it was erased [Quelle].
    async fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// What its figures may be broken down by [Merkmale].
    async fn dimensions(&self) -> &[FigureDimension] {
        &self.view.dimensions
    }

    /// The last day of which it has figures, where it was closed by the day that is asked for.
    async fn closed_on(&self) -> Option<Date> {
        self.view.closed_on.filter(|on| *on <= self.day)
    }

    /// The figures of the whole that were stated by the day, in the order of their periods [Werte]. Parts stand in
    /// `table` alone, where small ones are suppressed.
    #[graphql(complexity = "5 * child_complexity")]
    async fn figures(
        &self,
        #[graphql(desc = "Only periods that begin on this day or later.")] from: Option<Date>,
        #[graphql(desc = "Only periods that end on this day or earlier.")] until: Option<Date>,
    ) -> Vec<IndicatorFigure> {
        let within = |figure: &&Figure| {
            let period = figure.period;
            from.is_none_or(|from| from <= period.since)
                && until.is_none_or(|until| period.last_day().is_some_and(|last| last <= until))
        };
        let figures = self.view.figures_on(self.day).into_iter();
        let figures = figures.filter(within);
        figures.map(|figure| self.figure_of(figure)).collect()
    }

    /// The growth since the year before, of any period [Steigerung] (FUN-17): „nicht verfügbar“ where the figure or its
    /// base is missing.
    async fn growth(&self, period: FigurePeriod) -> Result<ComputedFigure> {
        let period = checked(period)?;
        let growth = self.view.growth_on(period, self.day);
        let printed = self.view.printed_on(period, self.day);
        Ok(ComputedFigure::of(growth, &self.view).with_printed(printed))
    }

    /// How many of those whom another series counts this one counts, in per cent [Anteil, Reichweite] (EVA-15): visits
    /// of births, say. „Nicht verfügbar“ where the base is missing or nobody knows such a series.
    async fn ratio(
        &self,
        #[graphql(desc = "The series that counts the whole.")] whole: IndicatorId,
        period: FigurePeriod,
    ) -> Result<ComputedFigure> {
        let period = checked(period)?;
        let unknown = View::default();
        let all = self.other(whole).unwrap_or(&unknown);
        let ratio = reach(&self.view, all, period, self.day);
        Ok(ComputedFigure::of(ratio, &self.view))
    }

    /// The amount per case [Aufwand je Fall] (FUN-17): this series over one that counts cases. „Nicht verfügbar“ where
    /// the number is missing or nobody knows such a series.
    async fn per_case(
        &self,
        #[graphql(desc = "The series that counts the cases.")] cases: IndicatorId,
        period: FigurePeriod,
    ) -> Result<ComputedFigure> {
        let period = checked(period)?;
        let of = self.view.operand(period, self.day);
        let by = self.other(cases);
        let by = by.and_then(|cases| cases.operand(period, self.day));
        let amount = per_case("FUN-17", of.as_ref(), by.as_ref());
        Ok(ComputedFigure::of(amount, &self.view))
    }

    /// The figures of a period by two dimensions, with sums [Kreuztabelle]. Of people, what is under 5 is suppressed,
    /// and what would give it away.
    #[graphql(complexity = "10 * child_complexity")]
    async fn table(
        &self,
        period: FigurePeriod,
        #[graphql(desc = "The dimension of the lines.")] rows: FigureDimensionCode,
        #[graphql(desc = "The dimension of the columns.")] columns: FigureDimensionCode,
    ) -> Result<FigureTable> {
        let period = checked(period)?;
        let shown = self.view.table_on(period, &rows, &columns, self.day);
        Ok(FigureTable::of(shown, &self.view))
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
