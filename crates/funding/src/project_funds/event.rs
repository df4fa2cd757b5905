//! What happens to a project's funds of a year. Its words are entries of the vault.

use kernel::{
    AllocationId, Date, DecisionRef, EntryId, ExpenseId, Frozen, MeetingId, Money, OutcomeId,
    PartnerId, ProjectFundsId, ProjectId, Status, StreamId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A project's funds of a year were opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectFundsOpened {
    pub project: ProjectId,
    pub year: i16,
    pub cap: Money,
    /// Of the policy's cap, or adopted where somebody named another.
    pub cap_status: Status,
    /// Whether an allocation needs an outcome of the steering group (FUN-07).
    pub outcome_needed: Frozen<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    pub policy_version: u32,
    pub opened_on: Date,
}

/// Money of a project's funds was allocated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectFundsAllocated {
    pub allocation: AllocationId,
    pub amount: Money,
    pub purpose: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<PartnerId>,
    pub allocated_on: Date,
}

/// What of an allocation was not needed came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectFundsReleased {
    pub allocation: AllocationId,
    pub amount: Money,
    pub reason: EntryId,
    pub released_on: Date,
}

/// An allocation was reversed: all that was left of it came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllocationReversed {
    pub allocation: AllocationId,
    pub amount: Money,
    pub reason: EntryId,
    pub reversed_on: Date,
}

/// So much of an allocation pays an expense, or a part of it. It follows from the expense's facts, and stands in the funds'
/// stream, so that two that race for the same money conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllocationUsed {
    pub project_funds: ProjectFundsId,
    pub allocation: AllocationId,
    pub expense: ExpenseId,
    /// Of the expense's assignment.
    pub number: u32,
    pub amount: Money,
    pub used_on: Date,
}

/// What an assignment of an expense used of an allocation is unused again. It stands in the funds' stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllocationFreed {
    pub project_funds: ProjectFundsId,
    pub allocation: AllocationId,
    pub expense: ExpenseId,
    /// Of the expense's assignment.
    pub number: u32,
    pub freed_on: Date,
}

impl AllocationUsed {
    /// The stream in which it stands.
    pub fn stream(&self) -> StreamId {
        StreamId::new("project-funds", self.project_funds.0)
    }
}

impl AllocationFreed {
    /// The stream in which it stands.
    pub fn stream(&self) -> StreamId {
        StreamId::new("project-funds", self.project_funds.0)
    }
}

/// How a project's funds were opened was corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectFundsFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<ProjectFundsEvent>>,
}

kernel::events! {
    /// What happens to a project's funds of a year.
    pub enum ProjectFundsEvent {
        ProjectFundsOpened = 1,
        ProjectFundsAllocated = 1,
        ProjectFundsReleased = 1,
        AllocationReversed = 1,
        AllocationUsed = 1,
        AllocationFreed = 1,
        ProjectFundsFactCorrected = 1,
    }
}
