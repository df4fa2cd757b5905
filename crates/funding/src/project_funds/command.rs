//! What may be done with a project's funds of a year.

use kernel::{
    AllocationId, Date, DecisionRef, MeetingId, Money, NewText, OutcomeId, PartnerId, ProjectId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opens a project's funds of a year [Projektmittel bereitstellen] (FUN-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "OpenProjectFundsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenProjectFunds {
    pub project: ProjectId,
    pub year: i16,
    /// The highest sum of allocations, in cents; the policy's where absent, and never above what it states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Money>,
    /// The decision under which the money is there; the policy's where absent (FUN-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    pub opened_on: Date,
}

/// Allocates money of a project's funds [Projektmittel vergeben] (FUN-06, FUN-07).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AllocateProjectFundsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllocateProjectFunds {
    pub project: ProjectId,
    pub year: i16,
    /// The new allocation's id; that of the purpose's words when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocation: Option<AllocationId>,
    /// In cents, more than nothing.
    pub amount: Money,
    /// What for.
    pub purpose: NewText,
    /// The meeting of the project's own steering group; may be absent where no document asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    /// What it decided or recommended there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeId>,
    /// Who receives the money; absent where it is the project's operators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<PartnerId>,
    /// The day of the allocation; not before the meeting.
    pub allocated_on: Date,
}

/// Gives back what of an allocation is not needed [Projektmittel freigeben].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReleaseProjectFundsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseProjectFunds {
    pub project: ProjectId,
    pub year: i16,
    pub allocation: AllocationId,
    /// In cents; all that is left of the allocation where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    pub reason: NewText,
    pub released_on: Date,
}

/// Reverses an allocation that was booked by mistake [Vergabe stornieren].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReverseAllocationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReverseAllocation {
    pub project: ProjectId,
    pub year: i16,
    pub allocation: AllocationId,
    pub reason: NewText,
    pub reversed_on: Date,
}

/// Corrects how a project's funds were opened [Angabe berichtigen]; bookings are reversed instead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectProjectFundsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectProjectFunds {
    pub project: ProjectId,
    pub year: i16,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded, for this project and year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<ProjectFundsReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a project's funds.
    pub enum ProjectFundsReplacement for ProjectFundsCommand as "ProjectFundsReplacementInput" {
        OpenProjectFunds,
    }
}

kernel::commands! {
    /// What may be done with a project's funds of a year.
    pub enum ProjectFundsCommand {
        OpenProjectFunds = "open-project-funds",
        AllocateProjectFunds = "allocate-project-funds",
        ReleaseProjectFunds = "release-project-funds",
        ReverseAllocation = "reverse-project-funds-allocation",
        CorrectProjectFunds = "correct-project-funds",
    }
}
