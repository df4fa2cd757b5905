//! What an expense is paid from.

use kernel::{AllocationId, BudgetId, BudgetLineId, GrantId, ProjectFundsId, StreamId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::CostLineCode;

/// A grant, a project's funds or a line of a budget [Finanzierungsquelle]: what bears an expense or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::OneofObject))]
#[cfg_attr(feature = "graphql", graphql(name = "ExpensePayerInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Payer {
    /// A line of the financing plan of a grant that the municipality receives.
    Grant(LineOfGrant),
    /// Funds of a project that its steering group allocated (FUN-07).
    ProjectFunds(AllocatedFunds),
    /// A line of the municipality's own budget.
    BudgetLine(LineOfBudget),
}

/// A line of a grant's financing plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "LineOfGrantInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LineOfGrant {
    pub grant: GrantId,
    pub line: CostLineCode,
}

/// An allocation of a project's funds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "AllocatedFundsInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllocatedFunds {
    pub project_funds: ProjectFundsId,
    pub allocation: AllocationId,
}

/// A line of a budget.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "LineOfBudgetInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LineOfBudget {
    pub budget: BudgetId,
    pub line: BudgetLineId,
}

impl Payer {
    /// The stream in which it stands.
    pub fn stream(&self) -> StreamId {
        match self {
            Self::Grant(line) => StreamId::new("grant", line.grant.0),
            Self::ProjectFunds(funds) => StreamId::new("project-funds", funds.project_funds.0),
            Self::BudgetLine(line) => StreamId::new("budget", line.budget.0),
        }
    }

    /// The grant, where it is one.
    pub fn grant(&self) -> Option<GrantId> {
        match self {
            Self::Grant(line) => Some(line.grant),
            Self::ProjectFunds(_) | Self::BudgetLine(_) => None,
        }
    }

    /// True for the municipality's own money, to which its positive list belongs (FUN-12).
    pub fn is_own(&self) -> bool {
        match self {
            Self::Grant(_) => false,
            Self::ProjectFunds(_) | Self::BudgetLine(_) => true,
        }
    }

    /// What it is, in a German sentence, with the line or the end of its id: names are the reader's to add.
    pub(super) fn german(&self) -> String {
        let end = |id: String| id.get(28..).unwrap_or_default().to_owned();
        match self {
            Self::Grant(line) => format!(
                "Zuwendung {} (Position {})",
                end(line.grant.to_string()),
                line.line
            ),
            Self::ProjectFunds(funds) => format!(
                "Projektmittel {} (Vergabe {})",
                end(funds.project_funds.to_string()),
                end(funds.allocation.to_string())
            ),
            Self::BudgetLine(line) => format!(
                "Budget {} (Position {})",
                end(line.budget.to_string()),
                end(line.line.to_string())
            ),
        }
    }
}
