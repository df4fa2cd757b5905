//! Proposed topics of a body [Themenspeicher] (MTG-09, MTG-16, MTG-17, MTG-24).
//!
//! „Die Themen bestimmen die Netzwerkmitglieder gemeinsam“: who belongs to the body proposes and supports, each
//! partner once; votes are ours, no document counts them, so they order the backlog and decide nothing. A topic waits,
//! may be prepared by a subgroup and come back, stands on an agenda, and is done or dropped; it goes one way at a time,
//! and in the order of its days. A body that is only planned may collect topics: its first meeting needs some.
//!
//! A topic about a case carries no word at all (MTG-24), not even why it was dropped.
//!
//! Rejected: a topic as an item of some meeting's agenda. It outlives meetings that are cancelled, and most topics wait
//! for one that nobody has planned yet.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod reading;
mod routing;

pub use aggregate::{Topic, TopicStage, TopicState};
pub use command::*;
pub use error::TopicRefusal;
pub use event::*;
