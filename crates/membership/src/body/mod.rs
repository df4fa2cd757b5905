//! Bodies of the network [Gremium] with cadence, seats and founding date (MEM-37 … MEM-42).
//!
//! What the documents say of a body is a rule of the policy; establishing a body by its rule copies whether it
//! is advisory, its cadence and its targets into the event, each with its status. A cadence that the
//! municipality adopts later overrides the copied one from its day on; so does whether it only recommends.
//!
//! A seat is for a function, and for a partner where the document says so; a contact, a partner or the function alone
//! takes it. In a subgroup a partner takes part of its own accord, without a seat (MEM-40).

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;
mod seating;
mod seats;

pub use aggregate::*;
pub use command::*;
pub use error::BodyRefusal;
pub use event::*;
pub use findings::{advisory_findings, composition_findings, vacancy_findings};
pub use seats::*;
