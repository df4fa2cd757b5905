//! Whether a definition and a figure are any.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::IndicatorRefusal;
use super::event::{FigureRecorded, IndicatorDefined};
use crate::codes::{FigureDimensionCode, FigureMark};
use crate::figure::value::{DECIMALS_MAX, FIGURE_MAX};
use crate::figure::{FigureCell, FigureQualifier};

/// Most dimensions of a series, and most marks of one: what an office still reads as a table.
const DIMENSIONS_MAX: usize = 6;
const MARKS_MAX: usize = 40;

/// What figures may be broken down by, with its values [Merkmal mit Ausprägungen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject, async_graphql::SimpleObject),
    graphql(input_name = "FigureDimensionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FigureDimension {
    pub code: FigureDimensionCode,
    /// 1 to 40, each once, in the order in which tables show them.
    pub marks: Vec<FigureMark>,
}

/// The parts of a cell in the order of their dimensions.
pub(super) fn sorted(cell: &[FigureCell]) -> Vec<FigureCell> {
    let mut cell = cell.to_vec();
    cell.sort();
    cell
}

pub(super) fn check_definition(e: &IndicatorDefined) -> Result<(), IndicatorRefusal> {
    if e.decimals > DECIMALS_MAX {
        let decimals = e.decimals;
        return Err(IndicatorRefusal::DecimalsTooMany { decimals });
    }
    if e.rounded_to == Some(0) {
        return Err(IndicatorRefusal::StepZero);
    }
    for (index, dimension) in e.dimensions.iter().enumerate() {
        let mut marks = dimension.marks.clone();
        marks.sort();
        marks.dedup();
        let twice = e.dimensions[..index]
            .iter()
            .any(|other| other.code == dimension.code);
        let many = index >= DIMENSIONS_MAX || marks.len() > MARKS_MAX;
        if twice || many || marks.is_empty() || marks.len() != dimension.marks.len() {
            return Err(IndicatorRefusal::DimensionsUnfit {
                dimension: dimension.code.clone(),
            });
        }
    }
    Ok(())
}

/// What is not available has no value, everything else has one.
pub(super) fn check_value(e: &FigureRecorded) -> Result<(), IndicatorRefusal> {
    match (e.qualifier, e.value) {
        (FigureQualifier::NotAvailable, Some(_)) => Err(IndicatorRefusal::ValueNotAvailable),
        (FigureQualifier::NotAvailable, None) => Ok(()),
        (_, None) => Err(IndicatorRefusal::ValueMissing),
        (_, Some(value)) if value > FIGURE_MAX => Err(IndicatorRefusal::ValueTooLarge { value }),
        (_, Some(_)) => Ok(()),
    }
}
