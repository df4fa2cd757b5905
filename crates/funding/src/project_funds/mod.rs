//! Project funds [Projektmittel]: up to an amount for each project and year (FUN-06), allocated through the project's own
//! steering group (FUN-07).
//!
//! One stream holds a project's year: the cap, every allocation, every release. Two allocations that race meet in it, so
//! the sum never exceeds the cap. [`project_funds_id`] makes the stream's id out of project and year, so that nobody
//! opens the same year twice. The cap is not indexed (rules.md 1.9, trap 6).
//!
//! An expense that an allocation pays uses it, by writing [`AllocationUsed`] into this stream, and frees it when it is
//! reversed. So no more is spent than is allocated, and what is spent never comes back to be allocated anew.
//!
//! A booking is never edited: what is not needed is released, what was booked by mistake is reversed, each with its day
//! and its reason. Only how the year was opened can be corrected.

mod aggregate;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;

pub use aggregate::{Allocation, AllocationUse, Opened, ProjectFunds, Returned};
pub use command::*;
pub use error::ProjectFundsRefusal;
pub use event::*;
pub use findings::project_funds_findings;
pub use reading::{Booking, FundsBookingKind};
pub use routing::project_funds_id;
