//! The instruments of the evaluation and their versions [Erhebungsinstrumente] (EVA-02, EVA-03, EVA-04, EVA-08).
//!
//! An instrument says what is counted or rated, item by item: access paths, reasons and measures of a first contact (EVA-02),
//! grades of a user's feedback (EVA-03). Of protocols about individuals only the number is known (EVA-04). The anonymous
//! short descriptions on the paper forms have no item, so they cannot enter. The working group revises the instruments;
//! each site report names the version with which it counted.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod items;
mod routing;

pub use aggregate::{Instrument, InstrumentVersion};
pub use command::*;
pub use error::InstrumentRefusal;
pub use event::*;
pub use items::{
    InstrumentAim, InstrumentItem, InstrumentItemInput, InstrumentKind, InstrumentSection,
};
