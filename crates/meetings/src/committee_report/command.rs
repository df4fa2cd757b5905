//! What may be done with the reports to a committee.

use kernel::{
    Claim, CommitteeReportId, Date, DocumentRef, DomainCommand, Interval, NewText, StreamId,
    VaultEntry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::codes::{OrganCode, PaperNumber};

/// Begins to report to an organ [Mitteilungen beginnen] (MTG-18). Each organ has its reports once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "BeginCommitteeReportsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BeginCommitteeReports {
    /// The new reports' id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<CommitteeReportId>,
    /// The organ's code, such as `jugendhilfeausschuss`.
    pub organ: OrganCode,
    pub begun_on: Date,
}

/// Records how often the municipality decided to report [Abstand der Mitteilungen] (MTG-18).
///
/// It overrides the policy's from its day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetCommitteeReportIntervalInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetReportInterval {
    pub report: CommitteeReportId,
    pub interval: Interval,
    pub adopted_on: Date,
}

/// Records that a report was made [Mitteilung erfassen] (MTG-18).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordCommitteeReportInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordCommitteeReport {
    pub report: CommitteeReportId,
    pub reported_on: Date,
    /// The number of the paper [Vorlage], such as `2018/0457`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperNumber>,
    /// The report itself, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    /// The first day of which it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers_since: Option<Date>,
    /// The last day of which it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers_until: Option<Date>,
}

/// Ends the reports to an organ [Mitteilungen beenden] (MTG-18): it was dissolved, or is not reported to any more.
///
/// The organ is free again: reports to it may begin anew, as reports of their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EndCommitteeReportsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndCommitteeReports {
    pub report: CommitteeReportId,
    /// Why [Grund].
    pub reason: NewText,
    /// The last day; not before the last report, nor before an interval was adopted.
    pub ended_on: Date,
}

/// Corrects what was recorded of the reports to a committee [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectCommitteeReportInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectCommitteeReport {
    pub report: CommitteeReportId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<CommitteeReportReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of the reports to a committee.
    pub enum CommitteeReportReplacement for CommitteeReportCommand as "CommitteeReportReplacementInput" {
        BeginCommitteeReports,
        SetReportInterval,
        RecordCommitteeReport,
        EndCommitteeReports,
    }
}

kernel::commands! {
    /// What may be done with the reports to a committee.
    pub enum CommitteeReportCommand {
        BeginCommitteeReports = "begin-committee-reports",
        SetReportInterval = "set-report-interval",
        RecordCommitteeReport = "record-committee-report",
        EndCommitteeReports = "end-committee-reports",
        CorrectCommitteeReport = "correct-committee-report",
    }
}

impl CorrectCommitteeReport {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<CommitteeReportCommand> {
        self.replacement.clone().map(CommitteeReportCommand::from)
    }
}

impl CommitteeReportCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::BeginCommitteeReports(c) => Some(("begunOn", c.begun_on)),
            Self::SetReportInterval(c) => Some(("adoptedOn", c.adopted_on)),
            Self::RecordCommitteeReport(c) => Some(("reportedOn", c.reported_on)),
            Self::EndCommitteeReports(c) => Some(("endedOn", c.ended_on)),
            Self::CorrectCommitteeReport(_) => None,
        }
    }
}

impl DomainCommand for CommitteeReportCommand {
    const STREAM: &'static str = "committee-report";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::BeginCommitteeReports(c) => c.id,
            Self::SetReportInterval(c) => Some(c.report),
            Self::RecordCommitteeReport(c) => Some(c.report),
            Self::EndCommitteeReports(c) => Some(c.report),
            Self::CorrectCommitteeReport(c) => Some(c.report),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::BeginCommitteeReports(c) = self {
            c.id = Some(CommitteeReportId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::BeginCommitteeReports(_))
    }

    /// None: everything rests on the organ's own stream and the policy.
    fn reads(&self) -> Vec<StreamId> {
        Vec::new()
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::EndCommitteeReports(c) => vec![(&c.reason).into()],
            Self::CorrectCommitteeReport(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::BeginCommitteeReports(_)
            | Self::SetReportInterval(_)
            | Self::RecordCommitteeReport(_) => Vec::new(),
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        match self {
            Self::RecordCommitteeReport(c) => c.document.into_iter().collect(),
            Self::CorrectCommitteeReport(c) => c.instead().map_or_else(Vec::new, |c| c.documents()),
            Self::BeginCommitteeReports(_)
            | Self::SetReportInterval(_)
            | Self::EndCommitteeReports(_) => Vec::new(),
        }
    }

    /// The organ: a second stream for it would report twice. What ends gives it free, for a stream has one claim of a
    /// kind and takes another in its place.
    ///
    /// An end that is struck does not take the organ back: where reports to it began anew meanwhile, both go on, and one
    /// of them is to be ended.
    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::BeginCommitteeReports(c) => vec![Claim {
                kind: "committee-report-organ",
                key: c.organ.to_string(),
            }],
            Self::EndCommitteeReports(c) => vec![Claim {
                kind: "committee-report-organ",
                key: format!("ended:{}", c.report),
            }],
            Self::CorrectCommitteeReport(c) => c.instead().map_or_else(Vec::new, |c| c.claims()),
            Self::SetReportInterval(_) | Self::RecordCommitteeReport(_) => Vec::new(),
        }
    }
}
