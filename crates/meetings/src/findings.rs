//! What an overview shows as task or warning without anybody having sent a command.
//!
//! Pure functions of policy and state on a day make them, each beside the aggregate it looks at; the read side calls
//! them. Nothing here refuses anything.

use kernel::Facts;
use serde::Serialize;

kernel::code! {
    /// What a finding asks for.
    pub enum FindingSeverity {
        /// somebody has to do something
        Task = "Aufgabe",
        /// somebody should know
        Warning = "Hinweis",
    }
}

/// Something that is not as a document wants it [Befund].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Stable, `SCREAMING_SNAKE`.
    pub code: &'static str,
    /// The rule behind it, such as `MTG-27`.
    pub rule: &'static str,
    pub severity: FindingSeverity,
    /// One German sentence for the office.
    pub sentence: String,
    /// The facts of the sentence as data.
    pub facts: Facts,
}
