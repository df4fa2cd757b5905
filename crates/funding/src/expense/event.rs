//! What happens to an expense. Its words are entries of the vault; nothing of it is ever edited.

use kernel::{Date, DocumentRef, EntryId, Money, PartnerId, ProjectId, Share, SiteId, StreamId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::payer::Payer;
use crate::codes::CostLineCode;
use crate::grant::PlanCostKind;
use crate::project_funds::{AllocationFreed, AllocationUsed};

/// An expense was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExpenseRecorded {
    /// Cents.
    pub amount: Money,
    pub paid_on: Date,
    pub kind: PlanCostKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<CostLineCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// Who was paid, where it is no partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payee: Option<EntryId>,
    pub purpose: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
}

/// A part of the expense was assigned to what pays for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExpenseAssigned {
    /// From 1, in the order of the assignments.
    pub number: u32,
    pub payer: Payer,
    /// Cents; shares end half a cent up, so that those that make up the whole come to the expense's amount.
    pub amount: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// From when on it counts there.
    pub assigned_on: Date,
}

/// An assignment was taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExpenseAssignmentReversed {
    pub number: u32,
    pub reason: EntryId,
    pub reversed_on: Date,
}

/// A receipt came later.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExpenseReceiptAdded {
    pub document: DocumentRef,
    pub added_on: Date,
}

/// The expense was reversed with everything that was assigned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExpenseReversed {
    pub reason: EntryId,
    pub reversed_on: Date,
}

kernel::events! {
    /// What happens to an expense; what a project's funds pay of it stands in their stream.
    pub enum ExpenseEvent {
        ExpenseRecorded = 1,
        ExpenseAssigned = 1,
        ExpenseAssignmentReversed = 1,
        ExpenseReceiptAdded = 1,
        ExpenseReversed = 1,
        AllocationUsed = 1,
        AllocationFreed = 1,
    }
}

impl ExpenseEvent {
    /// The stream in which it belongs, where that is the payer's and not the expense's own.
    pub fn payer_stream(&self) -> Option<StreamId> {
        match self {
            Self::AllocationUsed(e) => Some(e.stream()),
            Self::AllocationFreed(e) => Some(e.stream()),
            Self::ExpenseRecorded(_)
            | Self::ExpenseAssigned(_)
            | Self::ExpenseAssignmentReversed(_)
            | Self::ExpenseReceiptAdded(_)
            | Self::ExpenseReversed(_) => None,
        }
    }
}
