//! Agreements of a network [Vereinbarungen]: who agreed on what, since when, until when, and how it ends.
//!
//! | room | what lives there |
//! |---|---|
//! | [`policy`] | what differs between municipalities, and the terms that an offer freezes out of it |
//! | [`values`] | the codes and values of which a policy is made |
//! | [`facts`] | what a decision reads from other streams |
//! | [`agreement`] | the cooperation agreement [Kooperationsvereinbarung] |
//! | [`framework`] | the text on which agreements are made [Vereinbarungstext], through its versions |
//! | [`lint`] | what the words of a text get wrong: outdated law, wrong quotations, two readings |
//!
//! Pure: no I/O, no clock, no random ids. Amounts never live here: the money follows a council's decision, not
//! the agreement (rules.md 1.9, trap 9). Nothing about families ever does (DPR-01).
//!
//! **To add a command**: a struct and a line in `agreement/command.rs` (and, where it records a fact, in its
//! replacements), its ways in `agreement/routing.rs`, a decision in the room that it belongs to (`drafting`,
//! `signing`, `notice`, `amending`, `term`), an arm in `decide`. **To add an event**: a struct and a line in `agreement/event.rs`, an arm in `apply`, a sample
//! `tests/events/<Event>.v1.json`. **To add a policy value**: a line in `policy.rs`; every policy file must then
//! say it, if only as `unstated`.

pub mod agreement;
pub mod facts;
pub mod framework;
pub mod lint;
pub mod policy;
pub mod values;

pub use agreement::Agreement;
pub use facts::{AgreementContext, AgreementFacts};
pub use framework::{Framework, TextContext, TextFacts};
pub use policy::{AgreementTerms, AgreementsPolicy, TermRow};
