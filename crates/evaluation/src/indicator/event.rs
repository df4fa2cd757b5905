//! What happens to a series of figures. Its words are entries of the vault.

use kernel::{Date, EntryId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::checks::{FigureDimension, sorted};
use super::command::*;
use crate::codes::IndicatorCode;
use crate::figure::{FigureCell, FigurePeriod, FigureQualifier, FigureUnit};

/// A series of figures was defined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IndicatorDefined {
    pub code: IndicatorCode,
    pub title: EntryId,
    pub unit: FigureUnit,
    /// Decimal places of its figures.
    pub decimals: u8,
    /// The step to which the source rounds, in the smallest unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<EntryId>,
    pub dimensions: Vec<FigureDimension>,
    pub defined_on: Date,
}

/// A figure was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FigureRecorded {
    pub period: FigurePeriod,
    /// Sorted by dimension; empty for the whole.
    pub cell: Vec<FigureCell>,
    /// In the smallest unit; absent where nobody has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<u64>,
    pub qualifier: FigureQualifier,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<EntryId>,
    pub stated_on: Date,
}

/// A paper prints a percentage for the growth since the year before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrintedGrowthRecorded {
    pub period: FigurePeriod,
    /// Hundredths of a per cent.
    pub basis_points: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<EntryId>,
    pub stated_on: Date,
}

/// A series was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IndicatorClosed {
    pub reason: EntryId,
    /// The last day of which it has figures.
    pub closed_on: Date,
}

/// A fact of a series of figures was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IndicatorFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<IndicatorEvent>>,
}

impl From<&DefineIndicator> for IndicatorDefined {
    fn from(c: &DefineIndicator) -> Self {
        Self {
            code: c.code.clone(),
            title: c.title.id,
            unit: c.unit,
            decimals: c.decimals,
            rounded_to: c.rounded_to,
            source: c.source.as_ref().map(|text| text.id),
            dimensions: c.dimensions.clone(),
            defined_on: c.defined_on,
        }
    }
}

impl From<&RecordFigure> for FigureRecorded {
    fn from(c: &RecordFigure) -> Self {
        Self {
            period: c.period,
            cell: sorted(&c.cell),
            value: c.value,
            qualifier: c.qualifier,
            source: c.source.as_ref().map(|text| text.id),
            stated_on: c.stated_on,
        }
    }
}

impl From<&RecordPrintedGrowth> for PrintedGrowthRecorded {
    fn from(c: &RecordPrintedGrowth) -> Self {
        Self {
            period: c.period,
            basis_points: c.basis_points,
            source: c.source.as_ref().map(|text| text.id),
            stated_on: c.stated_on,
        }
    }
}

impl From<&CloseIndicator> for IndicatorClosed {
    fn from(c: &CloseIndicator) -> Self {
        Self {
            reason: c.reason.id,
            closed_on: c.closed_on,
        }
    }
}

kernel::events! {
    /// What happens to a series of figures.
    pub enum IndicatorEvent {
        IndicatorDefined = 1,
        FigureRecorded = 1,
        PrintedGrowthRecorded = 1,
        IndicatorClosed = 1,
        IndicatorFactCorrected = 1,
    }
}
