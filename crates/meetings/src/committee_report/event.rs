//! What happens to the reports to a committee.

use kernel::{Date, DocumentRef, EntryId, Interval};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::{OrganCode, PaperNumber};

/// From a day on an organ is reported to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommitteeReportsBegun {
    pub organ: OrganCode,
    pub begun_on: Date,
}

/// The municipality adopted how often it reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReportIntervalSet {
    pub interval: Interval,
    pub adopted_on: Date,
}

/// A report was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommitteeReportRecorded {
    pub reported_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers_since: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers_until: Option<Date>,
}

/// After a day the organ is reported to no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommitteeReportsEnded {
    pub reason: EntryId,
    /// The last day.
    pub ended_on: Date,
}

/// A fact of the reports was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommitteeReportFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<CommitteeReportEvent>>,
}

kernel::events! {
    /// What happens to the reports to a committee.
    pub enum CommitteeReportEvent {
        CommitteeReportsBegun = 1,
        ReportIntervalSet = 1,
        CommitteeReportRecorded = 1,
        CommitteeReportsEnded = 1,
        CommitteeReportFactCorrected = 1,
    }
}
