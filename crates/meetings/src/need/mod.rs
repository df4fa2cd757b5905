//! The register of needs [Bedarf] (MTG-16).
//!
//! „(Förder)-bedarfe und zu entwickelnde Angebote werden im Lenkungskreis angeregt und beraten und
//! Realisierungsmöglichkeiten gemeinsam überlegt“: a need is suggested, discussed in meetings (of whichever body, as
//! often as it takes), and realised, by an offer say, or shelved; what was shelved or is needed again is reopened. A
//! discussion that is told late finds its place; how a need ended is told in the order of the days.
//!
//! Rejected: a need as a kind of topic. A topic is done with its meeting, a need with an offer, years later.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod reading;
mod routing;
mod sector;

pub use aggregate::{Discussion, Need, NeedEnd, NeedState};
pub use command::*;
pub use error::NeedRefusal;
pub use event::*;
pub use reading::NeedStep;
pub use sector::NeedSector;
