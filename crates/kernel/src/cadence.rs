//! How often a body meets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

crate::code! {
    /// How strongly a document says it [Verbindlichkeit].
    pub enum Strength {
        /// a duty
        Must = "muss",
        /// wished, not demanded ("möglichst", "sollte")
        Should = "soll",
        /// a figure that the document itself calls approximate ("ca.", "mehrmals")
        Approx = "ungefähr",
        /// a suggestion ("könnten")
        May = "kann",
    }
}

/// Meetings per calendar year [Sitzungsturnus].
///
/// `required` is the least number, `target` the number aimed at; where a document prints a word instead of a
/// number, the number is missing and the words stand in the policy (rules.md 1.10, MTG-04 … MTG-07).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Cadence {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 366))]
    pub required: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 366))]
    pub target: Option<u16>,
    pub strength: Strength,
}
