//! What happens to a project's funds of a year. Its words are entries of the vault.

use kernel::{
    AllocationId, Date, DecisionRef, EntryId, Frozen, MeetingId, Money, OutcomeId, PartnerId,
    ProjectId, Status,
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
        ProjectFundsFactCorrected = 1,
    }
}
