//! What may be done with a series of figures.

use kernel::{Date, IndicatorId, NewText};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::checks::FigureDimension;
use crate::codes::IndicatorCode;
use crate::figure::{FigureCell, FigurePeriod, FigureQualifier, FigureUnit};

/// Defines a series of figures [Kennzahl anlegen] (FUN-17, EVA-15): what is counted, in which unit, out of which source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DefineIndicatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DefineIndicator {
    /// The new one's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<IndicatorId>,
    /// Its code; no other series of the municipality has it.
    pub code: IndicatorCode,
    /// One line.
    pub title: NewText,
    pub unit: FigureUnit,
    /// Decimal places of its figures, at most 6: 2 for euros in cents.
    pub decimals: u8,
    /// The step to which the source rounds its figures half up, in the smallest unit (100000 for thousands of euros); absent
    /// where it does not round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<u64>,
    /// Where the figures come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<NewText>,
    /// What its figures may be broken down by, at most 6; empty for none.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub dimensions: Vec<FigureDimension>,
    pub defined_on: Date,
}

/// Records a figure [Wert erfassen] (EVA-15): of the whole, or of a part of it. A count, never a family. Another figure of the
/// same period and part is a correction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordFigureInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordFigure {
    pub indicator: IndicatorId,
    pub period: FigurePeriod,
    /// The part of which it is: one mark of each dimension named; empty for the whole.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub cell: Vec<FigureCell>,
    /// In the smallest unit; absent where nobody has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<u64>,
    pub qualifier: FigureQualifier,
    /// Where it stands: paper, chapter, words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<NewText>,
    /// The day of the paper that states it.
    pub stated_on: Date,
}

/// Records the percentage that a paper prints for the growth since the year before [gedruckte Steigerung] (FUN-17): it is held
/// against the computed one, never in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordPrintedGrowthInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordPrintedGrowth {
    pub indicator: IndicatorId,
    pub period: FigurePeriod,
    /// Hundredths of a per cent: 702 for 7,02 %.
    pub basis_points: i64,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<NewText>,
    /// The day of the paper.
    pub stated_on: Date,
}

/// Closes a series [Kennzahl beenden]: nothing is recorded of later periods.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CloseIndicatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseIndicator {
    pub indicator: IndicatorId,
    pub reason: NewText,
    /// The last day of which it has figures.
    pub closed_on: Date,
}

/// Corrects what was recorded of a series of figures [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectIndicatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectIndicator {
    pub indicator: IndicatorId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<IndicatorReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a series of figures.
    pub enum IndicatorReplacement for IndicatorCommand as "IndicatorReplacementInput" {
        DefineIndicator,
        RecordFigure,
        RecordPrintedGrowth,
        CloseIndicator,
    }
}

kernel::commands! {
    /// What may be done with a series of figures.
    pub enum IndicatorCommand {
        DefineIndicator = "define-indicator",
        RecordFigure = "record-figure",
        RecordPrintedGrowth = "record-printed-growth",
        CloseIndicator = "close-indicator",
        CorrectIndicator = "correct-indicator",
    }
}
