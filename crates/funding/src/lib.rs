//! Money of a network [Finanzierung]: what a municipality refunds to whom, and under which decision.
//!
//! | room | what lives there |
//! |---|---|
//! | [`codes`] | texts that a pattern holds, so that they may stand in an event |
//! | [`facts`] | what a decision must know of other streams, and how the service learns it |
//! | [`findings`] | what an overview shows without anybody having sent a command |
//! | [`grant`] | grants that the municipality receives, from application to closing (FUN-14, FUN-20) |
//! | [`policy`] | what differs between municipalities, every value with its source |
//! | [`programme`] | funding programmes with their real days (FUN-15, FUN-18, FUN-20) |
//! | [`repayment`] | interest on money that goes back, by the law of the state |
//! | [`unfit`] | the refusals that all aggregates share |
//!
//! Agreements never hold amounts: the money follows the council's decision, not the self-commitment of an
//! agreement (rules.md 1.9, trap 9).
//!
//! To add a policy value: a field of [`policy::FundingPolicy`] with `#[serde(default = "Sourced::unstated")]`
//! (policies that were adopted before must stay readable), and its words in every file of
//! `deploy/municipalities/`.

pub mod codes;
pub mod facts;
pub mod findings;
pub mod grant;
mod inputs;
pub mod policy;
pub mod programme;
pub mod repayment;
pub mod unfit;

pub use codes::{CostLineCode, MonthDay, StateKey};
pub use facts::{FundingContext, FundingFacts};
pub use findings::{Finding, FindingSeverity};
pub use grant::{Grant, GrantCommand, GrantEvent, GrantRefusal};
pub use policy::FundingPolicy;
pub use programme::{Programme, ProgrammeCommand, ProgrammeEvent, ProgrammeRefusal};
