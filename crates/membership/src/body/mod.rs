//! Bodies of the network [Gremium] with cadence, seats and founding date (MEM-37 … MEM-42).
//!
//! What the documents say of a body is a rule of the policy; establishing a body by its rule copies whether it
//! is advisory, its cadence and its targets into the event, each with its status. A cadence that the
//! municipality adopts later overrides the copied one from its day on.

mod aggregate;
mod command;
mod decisions;
mod error;
mod event;

pub use aggregate::*;
pub use command::*;
pub use error::BodyRefusal;
pub use event::*;
