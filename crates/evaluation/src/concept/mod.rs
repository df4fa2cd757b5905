//! The concept paper [Fachkonzept] and its versions (EVA-07, REM-21).
//!
//! „Das Fachkonzept … soll alle zwei Jahre fortgeschrieben werden“: each version has the day on which it was adopted, and
//! [`Concept::next_revision`] says when the next is due and since when to remind of it. How often comes from what the
//! municipality adopted, else from its policy; where nobody says, a task asks for it and no number is invented.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;

pub use aggregate::{Concept, ConceptVersion};
pub use command::*;
pub use error::ConceptRefusal;
pub use event::*;
pub use findings::concept_findings;
pub use reading::{ConceptAge, NextRevision};
