//! Groups of volunteers [Ehrenamtliche, Willkommenspatinnen] (MEM-48).
//!
//! Counts and dates only: how many, when the basic training was and how long, when they met, when confidentiality was
//! confirmed for all of them. No volunteer is ever a person here, and no command has room for one.
//!
//! Leverkusen's Willkommenspatinnen meet monthly (S2 3.1); [`exchange_findings`] reads what is due off the policy.

mod aggregate;
mod command;
mod due;
mod error;
mod event;

pub use aggregate::{BasicTraining, VolunteerGroup};
pub use command::*;
pub use due::{exchange_due_on, exchange_findings};
pub use error::VolunteerRefusal;
pub use event::*;
