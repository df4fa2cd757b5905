//! Series of figures [Kennzahlenreihen] (FUN-17, EVA-15).
//!
//! A series is defined once (code, unit, decimal places, to what its source rounds, what it is broken down by) and then holds
//! figures: of a day, a year, a school year or a range, with a qualifier („fast 400“ is an upper bound, „ca. 50“ about) and
//! the paper that states it. Only counts and amounts enter; there is no room for a family. A figure of a period and part
//! stands once, and is corrected with a reason.
//!
//! What is computed (growth, ratio, per case) is computed from the figures as stated, whenever it is asked for, and explains
//! itself; „not available“ where a base is missing. A printed percentage is kept beside it and judged.

mod aggregate;
mod checks;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod reading;
mod routing;

pub use aggregate::{IndicatorSeries, PrintedGrowth};
pub use checks::FigureDimension;
pub use command::*;
pub use error::IndicatorRefusal;
pub use event::*;
pub use reading::{BreakDown, CostsAndCases, YearLine, costs_and_cases, reach};
