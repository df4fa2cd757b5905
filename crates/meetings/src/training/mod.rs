//! Common trainings [gemeinsame Fortbildung] (MTG-27).
//!
//! „Gemeinsame Fortbildungen werden im Bedarfsfall organisiert/besucht“ (S4); needs are determined (S1); once a year
//! there is one about child protection (S2). A training may begin as a need, is planned (anew where its days move), and
//! is held or cancelled. Who took part is counted per institution, never by person; a later count replaces the former.
//! Whether a year still owes one says [`yearly`], and only where a policy says that it recurs.
//!
//! Rejected: taking part as a thing of membership's partners alone. Membership attests what a partner says of its own
//! staff (MEM-46); here an office counts who came to a training that the network held.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod reading;
mod routing;
mod yearly;

pub use aggregate::{Training, TrainingPlan, TrainingState};
pub use command::*;
pub use error::TrainingRefusal;
pub use event::*;
pub use yearly::{YearlyTraining, yearly};
