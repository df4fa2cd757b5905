//! What a series shows on a day: figures, growth, ratios, tables.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use kernel::Date;
use serde::Serialize;

use super::aggregate::IndicatorSeries;
use super::checks::FigureDimension;
use super::event::IndicatorEvent;
use crate::codes::{FigureDimensionCode, FigureMark};
use crate::figure::{
    Computed, CrossTable, Figure, FigureCell, FigurePeriod, NotATable, Operand, PrintedVerdict,
    Suppressed, growth, judge, ratio,
};

impl IndicatorSeries {
    /// The day on which it was defined.
    pub fn defined_on(&self) -> Option<Date> {
        let mut facts = self.history.standing();
        facts.find_map(|(_, fact)| match fact {
            IndicatorEvent::IndicatorDefined(e) => Some(e.defined_on),
            IndicatorEvent::FigureRecorded(_)
            | IndicatorEvent::PrintedGrowthRecorded(_)
            | IndicatorEvent::IndicatorClosed(_)
            | IndicatorEvent::IndicatorFactCorrected(_) => None,
        })
    }

    /// True from the day on which it was defined.
    pub fn known_on(&self, day: Date) -> bool {
        self.defined_on().is_some_and(|on| on <= day)
    }

    /// The figures of the whole that were stated by `day`, in the order of their periods.
    pub fn figures_on(&self, day: Date) -> Vec<&Figure> {
        let known = self.figures.iter();
        let mut known: Vec<_> = known
            .filter(|figure| figure.cell.is_empty() && figure.stated_on <= day)
            .collect();
        known.sort_by_key(|figure| (figure.period.since, figure.period.kind));
        known
    }

    /// The figure of the whole of a period, as stated by `day`.
    pub fn figure_on(&self, period: FigurePeriod, day: Date) -> Option<&Figure> {
        self.figure_of(period, &[], day)
    }

    /// The figure of a period as a computation takes it; `None` where none was stated by `day`.
    pub fn operand(&self, period: FigurePeriod, day: Date) -> Option<Operand> {
        let figure = self.figure_on(period, day)?;
        Some(Operand {
            indicator: self.code.clone()?,
            period,
            unit: self.unit?,
            decimals: self.decimals,
            value: figure.value,
            qualifier: figure.qualifier,
        })
    }

    /// The growth since the year before, in hundredths of a per cent, as known on `day` (FUN-17).
    pub fn growth_on(&self, period: FigurePeriod, day: Date) -> Computed {
        let base = period.a_year_earlier();
        let base = base.and_then(|base| self.operand(base, day));
        growth("FUN-17", self.operand(period, day).as_ref(), base.as_ref())
    }

    /// What the printed percentage of a period is worth, as known on `day`; `None` where none was printed.
    pub fn printed_on(&self, period: FigurePeriod, day: Date) -> Option<PrintedVerdict> {
        let mut printed = self.printed.iter();
        let printed =
            printed.find(|printed| printed.period == period && printed.stated_on <= day)?;
        let value = |period| self.figure_on(period, day).and_then(|figure| figure.value);
        let (of, base) = (value(period), period.a_year_earlier().and_then(value));
        let computed = self.growth_on(period, day).value();
        let step = self.rounded_to.unwrap_or_default();
        let (of, base) = (of.unwrap_or_default(), base.unwrap_or_default());
        Some(judge(printed.basis_points, computed, of, base, step))
    }

    /// The figures of a period by two dimensions, with sums, as known on `day`. Of people, what is under 5 is suppressed.
    ///
    /// Which sums of a dimension are suppressed does not depend on the other one: two tables laid side by side say no more.
    pub fn table_on(
        &self,
        period: FigurePeriod,
        rows: &FigureDimensionCode,
        columns: &FigureDimensionCode,
        day: Date,
    ) -> BreakDown {
        let dimension = |code: &FigureDimensionCode| {
            let mut dimensions = self.dimensions.iter();
            dimensions.find(|known| known.code == *code)
        };
        let (Some(rows), Some(columns)) = (dimension(rows), dimension(columns)) else {
            return BreakDown::NotBrokenDown;
        };
        if rows == columns {
            return BreakDown::NotBrokenDown;
        }
        let counts = match self.counts_on(period, rows, columns, day) {
            Ok(counts) => counts,
            Err(missing) => return BreakDown::NotAvailable { missing },
        };
        let people = self.unit.is_none_or(|unit| unit.counts_people());
        match CrossTable::try_new(&counts) {
            Ok(table) => BreakDown::Table {
                rows: rows.marks.clone(),
                columns: columns.marks.clone(),
                cells: if people {
                    let small = |of| self.small_sums_on(period, of, day);
                    table.suppressed_with(&small(rows), &small(columns))
                } else {
                    table.open()
                },
            },
            Err(error) => BreakDown::NotATable(error),
        }
    }

    /// The marks of the dimension, by their places, whose sums no table shows.
    ///
    /// By whichever other dimension they are broken down, the sums are the same; where somebody told others, what is small
    /// in one table is suppressed in all.
    fn small_sums_on(
        &self,
        period: FigurePeriod,
        of: &FigureDimension,
        day: Date,
    ) -> BTreeSet<usize> {
        let others = self.dimensions.iter().filter(|other| *other != of);
        let tables = others.filter_map(|other| {
            let counts = self.counts_on(period, of, other, day).ok()?;
            CrossTable::try_new(&counts).ok()
        });
        tables.flat_map(|table| table.small_sums()).collect()
    }

    /// The counts by rows and columns, or the cells without a figure.
    fn counts_on(
        &self,
        period: FigurePeriod,
        rows: &FigureDimension,
        columns: &FigureDimension,
        day: Date,
    ) -> Result<Vec<Vec<u64>>, Vec<(FigureMark, FigureMark)>> {
        let part = |dimension: &FigureDimension, mark: &FigureMark| FigureCell {
            dimension: dimension.code.clone(),
            mark: mark.clone(),
        };
        let mut missing = Vec::new();
        let mut counts = Vec::new();
        for row in &rows.marks {
            let mut line = Vec::new();
            for column in &columns.marks {
                let mut cell = vec![part(rows, row), part(columns, column)];
                cell.sort();
                let figure = self.figure_of(period, &cell, day);
                match figure.and_then(|figure| figure.value) {
                    Some(value) => line.push(value),
                    None => missing.push((row.clone(), column.clone())),
                }
            }
            counts.push(line);
        }
        if missing.is_empty() {
            Ok(counts)
        } else {
            Err(missing)
        }
    }

    fn figure_of(&self, period: FigurePeriod, cell: &[FigureCell], day: Date) -> Option<&Figure> {
        self.figures.iter().find(|figure| {
            figure.period == period && figure.cell == cell && figure.stated_on <= day
        })
    }
}

/// A series broken down by two dimensions [Kreuztabelle].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BreakDown {
    /// With a last column and a last row of sums.
    Table {
        rows: Vec<FigureMark>,
        columns: Vec<FigureMark>,
        cells: Suppressed,
    },
    /// Cells without a figure: what nobody has is not 0, so there are no sums.
    NotAvailable {
        missing: Vec<(FigureMark, FigureMark)>,
    },
    /// The series has no such dimensions.
    NotBrokenDown,
    NotATable(NotATable),
}

/// A year of the table of costs and cases [Aufwendungen und Fallzahlen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct YearLine {
    pub year: i16,
    pub figure: Option<Operand>,
    /// Since the year before, in hundredths of a per cent.
    pub growth: Computed,
    /// What a paper printed for it, and what that is worth.
    pub printed: Option<PrintedVerdict>,
}

impl YearLine {
    /// The percentage that the table shows: the printed one where the printed amounts give it but for the tolerance, else
    /// the computed one.
    pub fn shown(&self) -> Option<i64> {
        match self.printed {
            Some(PrintedVerdict::WithinTolerance { printed, .. }) => Some(printed),
            Some(
                PrintedVerdict::AsComputed
                | PrintedVerdict::Contradicts { .. }
                | PrintedVerdict::NotComputable { .. },
            )
            | None => self.growth.value(),
        }
    }
}

/// Costs, cases and costs per case of some years (FUN-17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CostsAndCases {
    pub costs: Vec<YearLine>,
    pub cases: Vec<YearLine>,
    /// In the costs' smallest unit, by year.
    pub per_case: BTreeMap<i16, Computed>,
}

impl CostsAndCases {
    /// The footnotes below the table, with the years that they are about.
    pub fn footnotes(&self) -> Vec<(i16, String)> {
        let lines = self.costs.iter().chain(&self.cases);
        lines
            .filter_map(|line| Some((line.year, line.printed?.footnote()?)))
            .collect()
    }
}

/// How costs and cases grew from year to year, and the costs per case, as known on `day` (FUN-17).
pub fn costs_and_cases(
    costs: &IndicatorSeries,
    cases: &IndicatorSeries,
    years: RangeInclusive<i16>,
    day: Date,
) -> CostsAndCases {
    let lines = |series: &IndicatorSeries| {
        let periods = years
            .clone()
            .filter_map(|year| Some((year, FigurePeriod::year(year)?)));
        let line = |(year, period)| YearLine {
            year,
            figure: series.operand(period, day),
            growth: series.growth_on(period, day),
            printed: series.printed_on(period, day),
        };
        periods.map(line).collect::<Vec<_>>()
    };
    let (costs, cases) = (lines(costs), lines(cases));
    let per_case = costs.iter().zip(&cases).map(|(cost, number)| {
        let (of, by) = (cost.figure.as_ref(), number.figure.as_ref());
        (cost.year, crate::figure::per_case("FUN-17", of, by))
    });
    CostsAndCases {
        per_case: per_case.collect(),
        costs,
        cases,
    }
}

/// How many of those whom `all` counts were reached, in hundredths of a per cent (EVA-15): visits of births, say.
pub fn reach(
    reached: &IndicatorSeries,
    all: &IndicatorSeries,
    period: FigurePeriod,
    day: Date,
) -> Computed {
    let (of, by) = (reached.operand(period, day), all.operand(period, day));
    ratio("EVA-15", of.as_ref(), by.as_ref())
}
