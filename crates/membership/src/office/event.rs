//! What happens to a coordination office. Names, rooms and notes are entries of the vault.

use kernel::{Date, EntryId, NetworkId, PartialDate, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::task::{CoordinatorRole, OfficeTask, StaffingDating};

/// How the office is reached: entries of the vault.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeContactEntries {
    pub institution: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<EntryId>,
}

/// An office was established.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeEstablished {
    /// Absent for the municipality's own office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
    pub contact: OfficeContactEntries,
    pub since: PartialDate,
}

/// An office is reached otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeContactChanged {
    pub contact: OfficeContactEntries,
    pub changed_on: Date,
}

/// An office has so many positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeStaffingSet {
    /// Hundredths of a full-time position.
    pub fte_hundredths: u16,
    pub from: PartialDate,
    pub dating: StaffingDating,
}

/// Somebody coordinates or stands in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CoordinatorAppointed {
    pub person: PersonId,
    /// The person's details.
    pub details: EntryId,
    pub function: EntryId,
    pub role: CoordinatorRole,
    pub from: PartialDate,
}

/// Somebody coordinates or stands in no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CoordinatorReleased {
    pub person: PersonId,
    pub role: CoordinatorRole,
    /// The last day.
    pub to: Date,
}

/// An office has these tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeTasksSet {
    /// In the order of the documents, each once.
    pub tasks: Vec<OfficeTask>,
    pub since: PartialDate,
}

/// An office did something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeActivityLogged {
    pub task: OfficeTask,
    pub on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<EntryId>,
}

/// An emergency card was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EmergencyCardSet {
    pub acute: EntryId,
    pub outside_hours: EntryId,
    pub valid_from: Date,
}

/// What an office does besides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeServicesSet {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_point_for_families: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates_health_professionals: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates_volunteers: Option<bool>,
    pub since: PartialDate,
}

/// An office was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeClosed {
    /// Its last day.
    pub closed_on: Date,
}

/// A fact of an office was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<OfficeEvent>>,
}

kernel::events! {
    /// What happens to a coordination office.
    pub enum OfficeEvent {
        OfficeEstablished = 1,
        OfficeContactChanged = 1,
        OfficeStaffingSet = 1,
        CoordinatorAppointed = 1,
        CoordinatorReleased = 1,
        OfficeTasksSet = 1,
        OfficeActivityLogged = 1,
        EmergencyCardSet = 1,
        OfficeServicesSet = 1,
        OfficeClosed = 1,
        OfficeFactCorrected = 1,
    }
}

impl OfficeEvent {
    /// The day on which the fact begins to hold, as far as known; none for the founding, the end and corrections.
    pub(super) fn day(&self) -> Option<PartialDate> {
        match self {
            Self::OfficeContactChanged(e) => Some(e.changed_on.into()),
            Self::OfficeStaffingSet(e) => Some(e.from),
            Self::CoordinatorAppointed(e) => Some(e.from),
            Self::CoordinatorReleased(e) => Some(e.to.into()),
            Self::OfficeTasksSet(e) => Some(e.since),
            Self::OfficeActivityLogged(e) => Some(e.on.into()),
            Self::EmergencyCardSet(e) => Some(e.valid_from.into()),
            Self::OfficeServicesSet(e) => Some(e.since),
            Self::OfficeEstablished(_) | Self::OfficeClosed(_) | Self::OfficeFactCorrected(_) => {
                None
            }
        }
    }
}
