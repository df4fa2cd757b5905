//! What an overview shows as task or warning without anybody having sent a command.
//!
//! Pure functions of policy and state on a day, in the room of what they look at; the read side calls them.

use kernel::Facts;
use serde::Serialize;

pub use kernel::FindingSeverity;

/// Something that is not as it should be [Befund].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Stable, `SCREAMING_SNAKE`.
    pub code: &'static str,
    /// The rule behind it, such as `REM-23`.
    pub rule: &'static str,
    pub severity: FindingSeverity,
    /// One German sentence for the office.
    pub sentence: String,
    /// The facts of the sentence as data.
    pub facts: Facts,
}
