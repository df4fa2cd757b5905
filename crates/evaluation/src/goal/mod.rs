//! The register of goals [Leitziel, Mittelziele] (EVA-06).
//!
//! One stream per goal: a guiding goal, and the intermediate goals that serve it. Series of figures are linked to a goal, so
//! that an evaluation shows what it measures against; a goal without any is a finding. How far a goal is reached is assessed
//! by people, never computed.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;

pub use aggregate::{Goal, GoalAssessment, GoalKind, GoalStanding};
pub use command::*;
pub use error::GoalRefusal;
pub use event::*;
pub use findings::goal_findings;
pub use reading::{GoalLine, goal_register};
