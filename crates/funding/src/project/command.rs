//! What may be done with a project of a district.

use kernel::{BodyId, Date, MeetingId, NewText, OutcomeId, PartnerId, ProjectId, RegionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Establishes a project of a district [Stadtteilprojekt einrichten] (FUN-02).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EstablishProjectInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EstablishProject {
    /// The new project's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ProjectId>,
    /// One line; no other project of the municipality has it.
    pub name: NewText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    /// Its own steering group; absent where it has none yet (FUN-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steering_group: Option<BodyId>,
    /// Its first day.
    pub established_on: Date,
}

/// Gives a project another name [Stadtteilprojekt umbenennen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RenameProjectInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenameProject {
    pub project: ProjectId,
    pub name: NewText,
    pub since: Date,
}

/// Says which body steers a project from a day on [Steuerungsgruppe bestimmen] (FUN-07).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetProjectSteeringGroupInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetProjectSteeringGroup {
    pub project: ProjectId,
    pub body: BodyId,
    pub since: Date,
}

/// Records that an institution runs a project from a day on [Träger aufnehmen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AddProjectOperatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddProjectOperator {
    pub project: ProjectId,
    pub partner: PartnerId,
    pub since: Date,
}

/// Records that an institution runs a project no more [Träger scheidet aus].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RemoveProjectOperatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemoveProjectOperator {
    pub project: ProjectId,
    pub partner: PartnerId,
    /// The first day without it.
    pub since: Date,
}

/// Records how the steering group decided that the skilled workers are used [Einsatz der Fachkräfte] (FUN-07).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordStaffUseInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordStaffUse {
    pub project: ProjectId,
    /// The meeting of the project's own steering group.
    pub meeting: MeetingId,
    /// What it decided or recommended there.
    pub outcome: OutcomeId,
    /// Who is used where, as functions.
    pub text: NewText,
    /// The first day of this use; not before the meeting.
    pub since: Date,
}

/// Ends a project [Stadtteilprojekt beenden].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EndProjectInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndProject {
    pub project: ProjectId,
    /// Its last day.
    pub ended_on: Date,
}

/// Corrects what was recorded of a project [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectProjectInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectProject {
    pub project: ProjectId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<ProjectReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a project.
    pub enum ProjectReplacement for ProjectCommand as "ProjectReplacementInput" {
        EstablishProject,
        RenameProject,
        SetProjectSteeringGroup,
        AddProjectOperator,
        RemoveProjectOperator,
        RecordStaffUse,
        EndProject,
    }
}

kernel::commands! {
    /// What may be done with a project.
    pub enum ProjectCommand {
        EstablishProject = "establish-project",
        RenameProject = "rename-project",
        SetProjectSteeringGroup = "set-project-steering-group",
        AddProjectOperator = "add-project-operator",
        RemoveProjectOperator = "remove-project-operator",
        RecordStaffUse = "record-staff-use",
        EndProject = "end-project",
        CorrectProject = "correct-project",
    }
}
