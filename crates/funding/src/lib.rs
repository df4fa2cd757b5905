//! Money of a network [Finanzierung]: what a municipality refunds to whom, and under which decision.
//!
//! | room | what lives there |
//! |---|---|
//! | [`policy`] | what differs between municipalities, every value with its source |
//!
//! Agreements never hold amounts: the money follows the council's decision, not the self-commitment of an
//! agreement (rules.md 1.9, trap 9).
//!
//! To add a policy value: a field of [`policy::FundingPolicy`] with `#[serde(default = "Sourced::unstated")]`
//! (policies that were adopted before must stay readable), and its words in every file of
//! `deploy/municipalities/`.

pub mod policy;

pub use policy::FundingPolicy;
