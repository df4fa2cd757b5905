//! What happens to a budget. Its words are entries of the vault.

use kernel::{
    BudgetLineId, CostSchemeId, Date, DecisionRef, EntryId, Money, PartnerId, ProjectId, SiteId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::BudgetLinePurpose;
use crate::calculation::Explanation;
use crate::codes::CostLineCode;

/// A budget was drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetDrafted {
    pub year: i16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    pub policy_version: u32,
    pub drafted_on: Date,
}

/// A line of a budget, as it was frozen [Haushaltsposition].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetLine {
    pub id: BudgetLineId,
    pub purpose: BudgetLinePurpose,
    /// The policy's cost line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<CostLineCode>,
    /// What it is, an entry of the vault; absent for a computed line, whose code says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<EntryId>,
    /// Absent where the project's operators receive it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<PartnerId>,
    /// The policy's pair of recipient and site, from 1 (FUN-08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    pub amount: Money,
    /// The decision under which it is refunded (FUN-01); absent where nobody says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    /// How the amount came about; absent where it was entered by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// A line was added by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetLineAdded {
    pub line: BudgetLine,
    pub added_on: Date,
}

/// A line was taken out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetLineRemoved {
    pub line: BudgetLineId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    pub removed_on: Date,
}

/// Lines were computed out of a cost scheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetComputed {
    /// The budget's year, and its project, for which the lines are.
    pub year: i16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    pub scheme: CostSchemeId,
    /// How many facts and corrections the scheme had.
    pub scheme_version: u32,
    /// The cost lines that were computed: lines of theirs that were computed before are replaced.
    pub codes: Vec<CostLineCode>,
    pub lines: Vec<BudgetLine>,
    pub computed_on: Date,
}

/// The budget was approved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetApproved {
    pub decision: DecisionRef,
    /// The sum of what is refunded.
    pub total: Money,
    pub approved_on: Date,
}

/// A new version was begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetRevised {
    /// From 2.
    pub version: u16,
    pub reason: EntryId,
    pub revised_on: Date,
}

/// The budget's year was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetClosed {
    pub closed_on: Date,
}

/// A fact of a budget was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<BudgetEvent>>,
}

kernel::events! {
    /// What happens to a budget.
    pub enum BudgetEvent {
        BudgetDrafted = 1,
        BudgetLineAdded = 1,
        BudgetLineRemoved = 1,
        BudgetComputed = 1,
        BudgetApproved = 1,
        BudgetRevised = 1,
        BudgetClosed = 1,
        BudgetFactCorrected = 1,
    }
}

impl BudgetEvent {
    /// The day of the fact; a correction has none of its own.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::BudgetDrafted(e) => Some(e.drafted_on),
            Self::BudgetLineAdded(e) => Some(e.added_on),
            Self::BudgetLineRemoved(e) => Some(e.removed_on),
            Self::BudgetComputed(e) => Some(e.computed_on),
            Self::BudgetApproved(e) => Some(e.approved_on),
            Self::BudgetRevised(e) => Some(e.revised_on),
            Self::BudgetClosed(e) => Some(e.closed_on),
            Self::BudgetFactCorrected(_) => None,
        }
    }
}
