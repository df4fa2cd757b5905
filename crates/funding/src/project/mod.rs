//! Projects of a district [Stadtteilprojekt]: what budgets and project funds are of (FUN-02, FUN-06, FUN-07).
//!
//! A project has a steering group of its own [Steuerungsgruppe], over time, and operators [Träger], over time: who runs
//! a project has changed before (rules.md 1.9, trap 4). How its skilled workers are used is decided through the steering
//! group, too; such a decision names the meeting's outcome.
//!
//! Rejected: the steering group as a code of the policy. Which body is the one of which project nobody could say then,
//! and the outcome of another project's group would pass.

mod aggregate;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod routing;

pub use aggregate::{Project, StaffUse};
pub use command::*;
pub use error::ProjectRefusal;
pub use event::*;
pub use findings::project_findings;
