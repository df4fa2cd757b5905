//! What happens to a project. Its words are entries of the vault.

use kernel::{BodyId, Date, EntryId, MeetingId, OutcomeId, PartnerId, RegionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A project was established.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectEstablished {
    pub name: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steering_group: Option<BodyId>,
    pub established_on: Date,
}

/// A project got another name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectRenamed {
    pub name: EntryId,
    pub since: Date,
}

/// Another body steers the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectSteeringGroupSet {
    pub body: BodyId,
    pub since: Date,
}

/// An institution runs the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectOperatorAdded {
    pub partner: PartnerId,
    pub since: Date,
}

/// An institution runs the project no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectOperatorRemoved {
    pub partner: PartnerId,
    /// The first day without it.
    pub since: Date,
}

/// The steering group decided how the skilled workers are used (FUN-07).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaffUseRecorded {
    pub meeting: MeetingId,
    pub outcome: OutcomeId,
    pub text: EntryId,
    pub since: Date,
}

/// A project ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectEnded {
    /// Its last day.
    pub ended_on: Date,
}

/// A fact of a project was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<ProjectEvent>>,
}

kernel::events! {
    /// What happens to a project.
    pub enum ProjectEvent {
        ProjectEstablished = 1,
        ProjectRenamed = 1,
        ProjectSteeringGroupSet = 1,
        ProjectOperatorAdded = 1,
        ProjectOperatorRemoved = 1,
        StaffUseRecorded = 1,
        ProjectEnded = 1,
        ProjectFactCorrected = 1,
    }
}
