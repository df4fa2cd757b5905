//! What may be done with a budget.

use kernel::{
    BudgetId, BudgetLineId, CostSchemeId, Date, DecisionRef, Money, NewText, PartnerId, ProjectId,
    SiteId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::CostLineCode;

kernel::code! {
    /// What a line of a budget is for [Zweck der Haushaltsposition].
    pub enum BudgetLinePurpose {
        /// it is refunded (FUN-01)
        Refund = "Erstattung",
        /// the network puts it in out of what it has (FUN-19)
        OwnResources = "eigene Ressourcen",
    }
}

/// Drafts the budget of a year [Budget entwerfen]: of a project, or of the whole network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DraftBudgetInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftBudget {
    /// The new budget's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<BudgetId>,
    pub year: i16,
    /// Absent for what the whole network has: counselling centres and rents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    pub drafted_on: Date,
}

/// Adds a line by hand [Haushaltsposition aufnehmen] (FUN-12).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AddBudgetLineInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddBudgetLine {
    pub budget: BudgetId,
    /// The new line's id; that of its words when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<BudgetLineId>,
    pub purpose: BudgetLinePurpose,
    /// The policy's cost line; needed for a refund where there is a positive list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<CostLineCode>,
    /// What it is; one line.
    pub label: NewText,
    /// Absent where the project's operators receive it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Cents in the year.
    pub amount: Money,
    /// The decision under which it is refunded; the policy's where absent (FUN-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    pub added_on: Date,
}

/// Takes a line out [Haushaltsposition streichen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RemoveBudgetLineInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemoveBudgetLine {
    pub budget: BudgetId,
    pub line: BudgetLineId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
    pub removed_on: Date,
}

/// Computes the lines out of a cost scheme [Budget berechnen]; lines that were computed before are replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ComputeBudgetInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ComputeBudget {
    pub budget: BudgetId,
    pub scheme: CostSchemeId,
    /// The project of the budget, where it is one of a project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// The lines to compute; all where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<CostLineCode>>,
    pub computed_on: Date,
}

/// Approves the budget with the council's decision [Budget beschließen] (FUN-01).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ApproveBudgetInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApproveBudget {
    pub budget: BudgetId,
    pub decision: DecisionRef,
    /// Not before the decision.
    pub approved_on: Date,
}

/// Begins a new version of an approved budget [Nachtrag]; the old one stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReviseBudgetInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviseBudget {
    pub budget: BudgetId,
    pub reason: NewText,
    pub revised_on: Date,
}

/// Closes the budget's year [Haushaltsjahr abschließen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CloseBudgetInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseBudget {
    pub budget: BudgetId,
    pub closed_on: Date,
}

/// Corrects what was recorded of a budget [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectBudgetInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectBudget {
    pub budget: BudgetId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<BudgetReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a budget.
    pub enum BudgetReplacement for BudgetCommand as "BudgetReplacementInput" {
        DraftBudget,
        AddBudgetLine,
        RemoveBudgetLine,
        ComputeBudget,
        ApproveBudget,
        ReviseBudget,
        CloseBudget,
    }
}

kernel::commands! {
    /// What may be done with a budget.
    pub enum BudgetCommand {
        DraftBudget = "draft-budget",
        AddBudgetLine = "add-budget-line",
        RemoveBudgetLine = "remove-budget-line",
        ComputeBudget = "compute-budget",
        ApproveBudget = "approve-budget",
        ReviseBudget = "revise-budget",
        CloseBudget = "close-budget",
        CorrectBudget = "correct-budget",
    }
}
