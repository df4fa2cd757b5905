//! What is asked for, what is supposed, and what came out.

use kernel::{Money, PartnerId, ProjectId, Share, SiteId, Warning};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::explanation::Explanation;
use super::missing::Missing;
use crate::codes::CostLineCode;
use crate::policy::CostKind;

/// Which lines are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that each project has; of this one.
    Project(ProjectId),
    /// Those of a project that nobody has established yet: who receives a line is not asked.
    SupposedProject,
    /// Those of the whole network: counselling centres and rents.
    Network,
}

/// What a scenario supposes (FUN-16); nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assumptions {
    /// Staff costs more from a year on.
    pub tariff_rise: Option<Rise>,
    /// Parameters and grades are taken as entered for this year, and not indexed.
    pub parameter_year: Option<i16>,
    /// The part of the project funds that is left.
    pub project_funds: Option<Share>,
}

/// A rise from a year on, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rise {
    pub basis_points: u16,
    pub from_year: i16,
}

/// A line with its amount.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ComputedLine {
    pub line: CostLineCode,
    pub kind: CostKind,
    /// Absent where the project's operators receive it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<PartnerId>,
    /// The policy's pair of recipient and site, from 1 (FUN-08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Cents in the year.
    pub amount: Money,
    pub explanation: Explanation,
}

/// What came out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Computation {
    /// In the order of the scheme.
    pub lines: Vec<ComputedLine>,
    /// What keeps other lines from being computed.
    pub missing: Vec<Missing>,
    /// What the office should know.
    pub warnings: Vec<Warning>,
}

impl Computation {
    /// The sum of the lines; `None` while anything is missing: a total is never invented (FUN-13).
    pub fn total(&self) -> Option<Money> {
        self.missing
            .is_empty()
            .then(|| self.lines.iter().map(|line| line.amount).sum())
    }
}
