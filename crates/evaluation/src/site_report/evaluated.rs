//! What comes out of an instrument: sums per item, never a sheet.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::SiteReportRefusal;
use crate::codes::InstrumentItemCode;

/// How often an item was marked [Nennungen] (EVA-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject, async_graphql::SimpleObject),
    graphql(input_name = "InstrumentCountInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentCount {
    pub item: InstrumentItemCode,
    /// At most once on each sheet.
    pub count: u32,
}

/// How often each grade was given to an item [Bewertungen] (EVA-03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject, async_graphql::SimpleObject),
    graphql(input_name = "InstrumentRatingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentRating {
    pub item: InstrumentItemCode,
    /// One number per grade, the best first; together at most one per sheet.
    pub answers: Vec<u32>,
}

/// Each item stands once, and was marked at most once on each sheet.
pub(super) fn check_marked(
    counts: &[InstrumentCount],
    sheets: u32,
) -> Result<(), SiteReportRefusal> {
    let found = counts
        .iter()
        .map(|count| (&count.item, u64::from(count.count)));
    check(found, sheets)
}

/// Each item stands once, and has at most one answer on each sheet.
pub(super) fn check_graded(
    ratings: &[InstrumentRating],
    sheets: u32,
) -> Result<(), SiteReportRefusal> {
    let sum = |answers: &[u32]| answers.iter().map(|n| u64::from(*n)).sum();
    check(
        ratings
            .iter()
            .map(|rating| (&rating.item, sum(&rating.answers))),
        sheets,
    )
}

fn check<'a>(
    found: impl Iterator<Item = (&'a InstrumentItemCode, u64)>,
    sheets: u32,
) -> Result<(), SiteReportRefusal> {
    let mut seen = Vec::new();
    for (item, found) in found {
        if seen.contains(&item) {
            return Err(SiteReportRefusal::ItemUnknown { item: item.clone() });
        }
        if found > u64::from(sheets) {
            return Err(SiteReportRefusal::MoreThanSheets {
                item: item.clone(),
                found,
                sheets,
            });
        }
        seen.push(item);
    }
    Ok(())
}
