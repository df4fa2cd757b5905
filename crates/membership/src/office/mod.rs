//! Coordination offices [Koordinierungsstelle]: contact, staffing, people, tasks, hours (MEM-30 … MEM-35).
//!
//! Coordinating is a role per network, not per municipality (rules.md 1.9, no. 19): a municipality has an office of
//! its own, its networks may have theirs, and an office without a network is the municipality's. That one is the
//! interface to the state's coordination (MEM-35).
//!
//! Guarantees: no fact lies outside the time in which the office works; nobody is released who was not appointed; the
//! emergency card is two texts for print and has no room for a case (MEM-30). A vacancy is not recorded: it follows
//! from appointments on any day ([`Office::is_vacant_on`]).

mod aggregate;
mod command;
mod coordination;
mod decisions;
mod error;
mod event;
mod routing;
mod task;

pub use aggregate::{EmergencyCard, Office, OfficeServices, Staffing};
pub use command::*;
pub use coordination::{Activity, Appointment, TaskTotal};
pub use error::OfficeRefusal;
pub use event::*;
pub use task::{CoordinatorRole, OfficeTask, StaffingDating, TaskSet};
