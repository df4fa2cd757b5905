//! What may be done with a coordination office.

use kernel::{
    Date, NetworkId, NewInstitution, NewPerson, NewText, OfficeId, PartialDate, PersonId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::task::{CoordinatorRole, OfficeTask, StaffingDating};

/// How the office is reached, as printed [Kontaktdaten der Koordinierungsstelle] (MEM-31).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "OfficeContactInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeContact {
    /// Name, address and telephone.
    pub institution: NewInstitution,
    /// Building and room [Raum].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<NewText>,
    /// When somebody is there [Sprechzeiten].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<NewText>,
    /// The office's mailbox, not a person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<NewText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<NewText>,
}

/// Establishes a coordination office [Koordinierungsstelle einrichten] (MEM-31, MEM-35).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EstablishOfficeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EstablishOffice {
    /// The new office's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OfficeId>,
    /// The network that it coordinates; absent for the municipality's own office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
    pub contact: OfficeContact,
    /// Since when it works, as far as known.
    pub since: PartialDate,
}

/// Records that the office is reached otherwise from a day on [Kontaktdaten ändern] (MEM-31). It replaces all of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeOfficeContactInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeOfficeContact {
    pub office: OfficeId,
    pub contact: OfficeContact,
    pub changed_on: Date,
}

/// Records how many positions the office has from a day on [Stellenanteil] (MEM-32); the day may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetOfficeStaffingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetOfficeStaffing {
    pub office: OfficeId,
    /// Hundredths of a full-time position, such as 50 for 0,5; at most 5000.
    pub fte_hundredths: u16,
    pub from: PartialDate,
    /// What that day means.
    pub dating: StaffingDating,
}

/// Appoints a coordinator or a deputy [Netzwerkkoordination besetzen] (MEM-31, MEM-35); the day may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AppointCoordinatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppointCoordinator {
    pub office: OfficeId,
    pub person: NewPerson,
    /// The function, such as „Sozialpädagogische Fachkraft“.
    pub function: NewText,
    pub role: CoordinatorRole,
    pub from: PartialDate,
}

/// Releases a coordinator or a deputy [Netzwerkkoordination scheidet aus]; the day may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReleaseCoordinatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseCoordinator {
    pub office: OfficeId,
    pub person: PersonId,
    pub role: CoordinatorRole,
    /// The last day.
    pub to: Date,
}

/// Records which tasks the office has from a day on [Aufgabenprofil] (MEM-33, MEM-34). It replaces earlier ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetOfficeTasksInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetOfficeTasks {
    pub office: OfficeId,
    pub tasks: Vec<OfficeTask>,
    pub since: PartialDate,
}

/// Logs what the office did [Tätigkeit festhalten], for the year's report (MEM-33, MEM-34).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "LogOfficeActivityInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LogOfficeActivity {
    pub office: OfficeId,
    pub task: OfficeTask,
    pub on: Date,
    /// How long it took, at most a day's 1440 minutes; absent where nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// What it was; never about a family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NewText>,
}

/// Sets the emergency card [Notfallkarte], printed on the contact list (MEM-30); the day may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetEmergencyCardInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetEmergencyCard {
    pub office: OfficeId,
    /// Whom to call when a child is in acute danger [Allgemeiner Sozialer Dienst].
    pub acute: NewText,
    /// Whom to call outside the hours of duty [Notfallbereitschaft].
    pub outside_hours: NewText,
    pub valid_from: Date,
}

/// Records what the office does besides, as the state asks it (field.md 3.6); absent where nobody said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetOfficeServicesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetOfficeServices {
    pub office: OfficeId,
    /// It is a contact and referral point for families [Anlaufstelle für Familien].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_point_for_families: Option<bool>,
    /// It coordinates health professionals [Gesundheitsfachkräfte].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates_health_professionals: Option<bool>,
    /// It coordinates volunteers [Ehrenamtliche].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates_volunteers: Option<bool>,
    pub since: PartialDate,
}

/// Closes an office [Koordinierungsstelle schließen]; the day may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CloseOfficeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseOffice {
    pub office: OfficeId,
    /// Its last day.
    pub closed_on: Date,
}

/// Corrects what was recorded of an office [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectOfficeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectOffice {
    pub office: OfficeId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<OfficeReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of an office.
    pub enum OfficeReplacement for OfficeCommand as "OfficeReplacementInput" {
        EstablishOffice,
        ChangeOfficeContact,
        SetOfficeStaffing,
        AppointCoordinator,
        ReleaseCoordinator,
        SetOfficeTasks,
        LogOfficeActivity,
        SetEmergencyCard,
        SetOfficeServices,
        CloseOffice,
    }
}

kernel::commands! {
    /// What may be done with a coordination office.
    pub enum OfficeCommand {
        EstablishOffice = "establish-office",
        ChangeOfficeContact = "change-office-contact",
        SetOfficeStaffing = "set-office-staffing",
        AppointCoordinator = "appoint-coordinator",
        ReleaseCoordinator = "release-coordinator",
        SetOfficeTasks = "set-office-tasks",
        LogOfficeActivity = "log-office-activity",
        SetEmergencyCard = "set-emergency-card",
        SetOfficeServices = "set-office-services",
        CloseOffice = "close-office",
        CorrectOffice = "correct-office",
    }
}

impl CorrectOffice {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<OfficeCommand> {
        self.replacement.clone().map(OfficeCommand::from)
    }
}
