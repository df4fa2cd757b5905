//! Recurring reports to committees [Mitteilung an Ausschüsse] (MTG-18).
//!
//! One stream per organ: since when and until when it is reported to, how often, and what was reported. A report is no path for
//! recommendations (rules.md 1.10); those go their own way in [`crate::recommendation`].
//!
//! They end where the organ is dissolved or not reported to any more; from then on nothing is due. An organ that is
//! set up anew gets reports of its own.
//!
//! „Regelmäßig“ names no interval. Until the municipality adopts one, or its policy says one, the next report is
//! [`NextReport::Unstated`] and a task asks for it; no number is invented.

mod aggregate;
mod command;
mod error;
mod event;
mod findings;
mod reading;

pub use aggregate::{CommitteeReport, ReportMade};
pub use command::*;
pub use error::CommitteeReportRefusal;
pub use event::*;
pub use findings::committee_report_findings;
pub use reading::NextReport;
