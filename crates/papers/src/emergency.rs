//! The emergency card [Notfallkarte] (MEM-30): whom to call, at which hour.
//!
//! It has no line to write on: who is in danger stands on no paper of Lotse.

use serde::{Deserialize, Serialize};

use crate::error::{PaperError, PaperKind};
use crate::letterhead::Letterhead;
use crate::typeset;

/// The municipality's way in an emergency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmergencyCard {
    /// In the order in which somebody reads them; the municipality's words.
    pub steps: Vec<EmergencyStep>,
}

/// Whom to call when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmergencyStep {
    /// „Bei akuter Gefährdung“, „Außerhalb der Dienstzeiten bei Gefahr“.
    pub situation: String,
    /// „Allgemeiner Sozialer Dienst (ASD)“.
    pub call: String,
    /// The numbers, each with what it is for where there are several („Polizei 110“).
    #[serde(default)]
    pub phones: Vec<String>,
    /// Hours, or by whose number somebody else is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Serialize)]
struct CardPaper<'a> {
    letterhead: &'a Letterhead,
    card: &'a EmergencyCard,
}

/// Sets the card large, for a wall. In async code call it in `spawn_blocking`.
///
/// One page as long as the steps fit on one.
pub fn emergency_card(
    letterhead: &Letterhead,
    card: &EmergencyCard,
) -> Result<Vec<u8>, PaperError> {
    typeset::paper(
        PaperKind::EmergencyCard,
        letterhead,
        &CardPaper { letterhead, card },
    )
}
