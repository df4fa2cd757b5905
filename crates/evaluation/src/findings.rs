//! What an overview shows as task or warning without anybody having sent a command.
//!
//! Pure functions of policy and state on a day, in the room of what they look at; the read side calls them.

use kernel::{Facts, Status};
use serde::Serialize;

pub use kernel::FindingSeverity;

/// Something that is not as it should be [Befund].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Stable, `SCREAMING_SNAKE`.
    pub code: &'static str,
    /// The rule behind it, such as `EVA-07`.
    pub rule: &'static str,
    pub severity: FindingSeverity,
    /// One German sentence for the office.
    pub sentence: String,
    /// The facts of the sentence as data.
    pub facts: Facts,
}

/// What a document states or the municipality adopted is a task, what is inferred a warning.
pub(crate) fn severity(status: Status) -> FindingSeverity {
    match status {
        Status::Stated | Status::Adopted => FindingSeverity::Task,
        Status::Inferred | Status::Unstated => FindingSeverity::Warning,
    }
}
