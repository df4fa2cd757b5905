//! The mutations of the meetings service that are about reports to committees.

use ::meetings::committee_report::{
    BeginCommitteeReports, CorrectCommitteeReport, EndCommitteeReports, RecordCommitteeReport,
    SetReportInterval,
};

use super::mutations;
use super::payload::CommitteeReportPayload;

mutations! {
    /// What may be done with reports to committees.
    CommitteeReportMutation posts to Meetings {
        /// Begins to report to an organ [Mitteilungen beginnen].
        begin_committee_reports(BeginCommitteeReports) -> CommitteeReportPayload;
        /// Records how often the municipality decided to report [Abstand der Mitteilungen].
        set_report_interval(SetReportInterval) -> CommitteeReportPayload;
        /// Records that a report was made [Mitteilung erfassen].
        record_committee_report(RecordCommitteeReport) -> CommitteeReportPayload;
        /// Ends the reports to an organ: it was dissolved, or is not reported to any more [Mitteilungen beenden].
        end_committee_reports(EndCommitteeReports) -> CommitteeReportPayload;
        /// Corrects what was recorded of the reports to a committee [Angabe berichtigen].
        correct_committee_report(CorrectCommitteeReport) -> CommitteeReportPayload;
    }
}
