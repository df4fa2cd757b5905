//! The quality development board [Qualitätsdialog] (EVA-09).
//!
//! Duisburg looks at four areas: the network's infrastructure, criteria for the offers, criteria for their effect, and the
//! quality circle. A dialogue has its areas from the policy, agrees on criteria with a series of figures where one measures
//! them, is held any number of times, and says how far each area is. [`QualityDialogue::board_on`] is the board.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod reading;
mod routing;

pub use aggregate::{AgreedCriterion, AreaAssessed, AreaStanding, QualityDialogue};
pub use command::*;
pub use error::QualityDialogueRefusal;
pub use event::*;
pub use reading::{QualityBoardArea, quality_dialogue_findings};
