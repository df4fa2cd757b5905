//! Standards that partners agreed on for their cooperation [gemeinsamer Standard] (MTG-28).
//!
//! A standard is adopted in a meeting that was held, reviewed from time to time (confirmed, revised or retired) and
//! retired in the end. Its wording is an entry of the vault, a document, or both; a revision replaces both. When it is
//! reviewed next is said each time anew: no document names an interval, so none is made up. A body that only recommends
//! may adopt one as well: partners agree on their own work, nobody else is bound (MTG-15).
//!
//! Rejected: a version per revision as a stream of its own. Minutes and partners speak of the standard, not of a version.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;

pub use aggregate::{QualityStandard, StandardReview, StandardState, Wording};
pub use command::*;
pub use error::StandardRefusal;
pub use event::*;
pub use findings::standard_findings;
