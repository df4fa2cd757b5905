//! What if [Szenarien]: the same years under different assumptions, side by side (FUN-16). Nothing is stored.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the root field and what it answers |
//! | `input` | what may be supposed, with its bounds |
//! | `load` | the comparison with its words |

mod input;
mod load;

use async_graphql::{Context, Object, Result, SimpleObject};
use funding::CostLineCode;
use funding::policy::CostKind;
use kernel::{Date, Money};

use super::cost_schemes::{CostSchemeReference, CostSite};
use super::explained::{AmountExplanation, CalculationWarning, MissingValue};
use super::limits::ROOT;
use super::partners::PartnerReference;
use super::projects::ProjectReference;
use super::reader::Reader;

pub use input::{TariffRiseInput, WhatIfInput, WhatIfScenarioInput};

/// Scenarios side by side over the years [Szenarienvergleich] (FUN-16).
#[derive(SimpleObject)]
pub struct WhatIf {
    /// The cost scheme by which everything is computed.
    scheme: CostSchemeReference,
    from_year: i16,
    to_year: i16,
    /// In the order in which they were asked for; each has the same years.
    scenarios: Vec<WhatIfScenario>,
}

/// A scenario with its years [Szenario].
#[derive(SimpleObject)]
pub struct WhatIfScenario {
    /// As it was asked for.
    name: Option<String>,
    /// What is supposed, in German.
    supposed: String,
    years: Vec<WhatIfYear>,
}

/// A scenario's year.
#[derive(SimpleObject)]
pub struct WhatIfYear {
    year: i16,
    /// All lines together, in cents; `null` while anything is missing: a total is never invented (FUN-13).
    total: Option<Money>,
    /// The sum of what could be computed, in cents.
    computed: Money,
    /// How many cents more than in the first scenario's same year, below 0 where it is less; `null` while either total
    /// is.
    difference: Option<i64>,
    /// How many sites come in addition.
    new_sites: u16,
    /// The lines of each project, then of one new site, then of the whole network.
    lines: Vec<WhatIfLine>,
    /// What keeps other lines from being computed, each once.
    missing: Vec<MissingValue>,
    /// What the office should know, such as a printed figure that differs (FUN-09); each once.
    warnings: Vec<CalculationWarning>,
}

/// A line of a scenario's year.
#[derive(SimpleObject)]
pub struct WhatIfLine {
    /// `null` for a new site and for the whole network.
    project: Option<ProjectReference>,
    /// True where it is a line of one site that comes.
    new_site: bool,
    /// How often it counts: once, or as many times as sites come.
    times: u16,
    /// The policy's cost line, such as `COORD` [Kostenposition].
    line: CostLineCode,
    kind: CostKind,
    /// Its kind in German.
    label: &'static str,
    /// Who receives it; `null` where it is the project's operators, or nobody is named yet.
    recipient: Option<PartnerReference>,
    /// The number of the policy's pair of recipient and site, from 1 (FUN-08).
    pair: Option<u16>,
    site: Option<CostSite>,
    /// Cents in the year, once.
    amount: Money,
    /// How the amount came about.
    explanation: AmountExplanation,
}

/// The root field for scenarios.
#[derive(Default)]
pub struct WhatIfQuery;

#[Object(guard = "super::guard::Permitted")]
impl WhatIfQuery {
    /// The same years under different assumptions, side by side [Szenarienvergleich] (FUN-16), with the projects and the
    /// cost scheme as they stand on the day (today where none is given). Nothing is stored. `null` where no cost scheme
    /// is in force in the first year, or the one that is named is not there.
    #[graphql(complexity = "ROOT + input.cells() * child_complexity")]
    async fn what_if(
        &self,
        ctx: &Context<'_>,
        input: WhatIfInput,
        as_of: Option<Date>,
    ) -> Result<Option<WhatIf>> {
        let reader = Reader::of(ctx)?;
        let asked = input.checked()?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        Ok(load::compare(&reading, asked, day).await?)
    }
}
