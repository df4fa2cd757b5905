//! Funding programmes [Förderprogramm]: who pays, since when, up to which part, and until when something is due
//! (FUN-15, FUN-18, FUN-20).
//!
//! A programme carries its real days: the concept paper says „längerfristige Fondsförderung“ from 2016 „ohne
//! Laufzeitende“, in fact the Bundesinitiative was prolonged until 31.12.2017 and the Bundesstiftung works since
//! 1.1.2018 (rules.md 1.9, trap 11). So the first is ended, names its successor, and takes no application for later
//! days. What a programme says is data with its day; what it does not say is absent and becomes a task.
//!
//! The base rates with which interest on repaid money is computed are entered here, with the day since when each
//! holds; none is shipped.

mod aggregate;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod routing;
mod terms;

pub use aggregate::Programme;
pub use command::*;
pub use error::ProgrammeRefusal;
pub use event::*;
pub use findings::*;
pub use terms::{ProgrammeSource, ProgrammeTerms};
