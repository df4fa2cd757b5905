//! Recommendations on their way [Empfehlung, Maßnahme-Empfehlung, Veränderungsvorschlag] (MTG-13, MTG-17, MTG-19 …
//! MTG-22).
//!
//! A body raises what a meeting came to. From there it goes step by step, each from a place that has it to one that
//! does not, so that the steps are a tree (Steuerungsgruppe → Qualitätszirkel → Jugendhilfeausschuss) and an addressee
//! names its step. Who answers, answers for its own step. What comes back, an answer or a subgroup's preparation,
//! waits until a meeting of the body that raised it has seen it.
//!
//! Whether a step may be taken is asked of the body's own targets and of the policy (`targets.rs`); whether a fact
//! fits those before it, of the state alone (`coherence.rs`), by a command as by a correction.
//!
//! Rejected: a sender that is worked out. Once two addressees have it nobody can tell which of them passed it on, and a
//! decision must name the bodies that it reads.

mod addressee;
mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;
mod targets;

pub use addressee::Addressee;
pub use aggregate::*;
pub use command::*;
pub use error::RecommendationRefusal;
pub use event::*;
pub use findings::{UNANSWERED_DAYS, presentation_findings, unanswered_findings};
pub use reading::*;
pub use targets::Allowed;
