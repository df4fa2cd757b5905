//! Meetings of a body [Sitzung, Netzwerktreffen] from the plan to the last task (MTG-03, MTG-08 … MTG-30).
//!
//! A meeting is planned, invited to, opened, and closed; or it is cancelled before it was opened. What an office has
//! from before is recorded afterwards, which is held at once. `course.rs` says what is possible when, for commands and
//! for corrections alike.
//!
//! **Numbers** (MTG-30). Meetings are numbered per body, in the order in which they were recorded; a cancelled meeting
//! keeps its number. [`MeetingPlanned`] carries the number, and [`MeetingNumbered`] goes into the body's own series
//! ([`MeetingEvent::series`]), which every plan reads: two plans at once can never take the same number. It is no fact
//! of the meeting, so it is neither in its history nor corrected.
//!
//! **Sequence.** Calendars take an update only with a higher sequence (RFC 5546). Moving, cancelling and correcting
//! what was told raise it, nothing lowers it.
//!
//! **The usual place.** Where the office names no place, the policy's default holds (MTG-03). Events hold no text, so
//! the event says that it holds and the reader asks the policy ([`Place::Usual`]); a usual duration is a number and is
//! copied. (Rejected: an entry of the vault made out of the policy's text. Nobody typed it, and nobody could erase it.)
//!
//! **Bodies.** What a decision must know of the body is in another stream, and a command cannot look into its own
//! stream to find which: such commands name the body, and another one than the meeting's is refused.
//!
//! An anonymous case talk stands on the agenda with its kind and nothing else (MTG-24).

mod aggregate;
mod coherence;
mod command;
mod course;
mod deciding;
mod error;
mod event;
mod findings;
mod folding;
mod reading;
mod slot;

pub use aggregate::*;
pub use command::*;
pub use error::MeetingRefusal;
pub use event::*;
pub(crate) use findings::whose;
pub use findings::{INVITED_DAYS_BEFORE, invitation_findings, outcome_findings};
pub use reading::{MeetingState, Place, Told, caption};
pub use slot::{ClockTime, LocalDateTime, Slot};
