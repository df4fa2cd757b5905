//! The register of decisions [Beschlussregister] (EVA-13).
//!
//! One stream per decision of a council or a committee: organ, day, number and subject, such as Rat, 14.12.2015, Nr.
//! 2015/0842. Papers cite decisions, and not always alike: the concept paper names the council's decision of 04.10.2010
//! „0264/2010“ in chapter 1 and „0264/2009“ in 4.2. Both citations stay, for ever; which number is right is settled by
//! somebody who looked it up, never by this software (rules.md 1.9 no. 1).

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;

pub use aggregate::{Citation, RegisteredDecision, SettledNumber};
pub use command::*;
pub use error::DecisionRefusal;
pub use event::*;
pub use findings::decision_findings;
