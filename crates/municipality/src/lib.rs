//! The tenant: a municipality, its dated keys, and its policy, composed of the domains' policies.
//!
//! | room | what lives there |
//! |---|---|
//! | [`policy`] | the whole policy of a municipality |
//! | [`overview`], [`publication`] | the parts of it that no domain crate has |
//! | [`policy_file`] | the file `deploy/municipalities/<id>.toml`, and what is wrong with one |
//! | [`document`] | a policy file's text as an entry of the vault, and its digest |
//! | [`municipality`] | the aggregate: onboarded once, keys and policies dated |
//!
//! To onboard a municipality: a file, no code. To add a policy value: a field in the domain's policy with
//! `#[serde(default = "Sourced::unstated")]`, because a policy that was adopted before is read again from its
//! stored document, and its words in every file of `deploy/municipalities/`.
//!
//! A policy is adopted by an event in the municipality's own store. The event holds version, day and digest;
//! the document itself is in the vault, so that the words of a policy stay readable beside every decision that
//! rested on it. (Rejected: reading the file at start-up; a decision of last year would change with the file.)

pub mod document;
pub mod municipality;
pub mod overview;
pub mod policy;
pub mod policy_file;
pub mod publication;

pub use document::{Digest, PolicyText};
pub use municipality::{
    Municipality, MunicipalityCommand, MunicipalityEvent, MunicipalityRefusal, stream,
};
pub use policy::Policy;
pub use policy_file::{PolicyFile, PolicyFileError};
