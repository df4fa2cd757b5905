//! OParl 1.1: a municipality's bodies and meetings as council information systems publish them
//! (<https://schema.oparl.org/1.1/>; read in the specification's repository `OParl/spec`, tag `v1.1.1`).
//!
//! | room | what lives there |
//! |---|---|
//! | [`objects`] | the standard's objects as far as a network has them, and what is left out of them |
//! | [`entity`] | what all objects share: id, type, created, modified, soft deletion, and being embedded |
//! | [`address`] | ids and lists as addresses, each of its kind |
//! | [`moment`] | a second in Europe/Berlin |
//! | [`query`] | what a client may ask of a list |
//! | [`list`] | a page of a list |
//! | `validation` | the standard's descriptions and whether a value keeps them (feature `validation`, for tests) |
//!
//! Plain values in, JSON out: no I/O, no clock. What is public, and how a meeting of ours becomes one of theirs, is
//! decided by whoever publishes.
//!
//! What it guarantees:
//! - *What is deleted says nothing.* A deleted object is its id, its type and two moments; it is never embedded.
//! - *An item that is not public has no words.* [`objects::Shown`] has no place for them.
//! - *Nobody can be reached.* A person has a name and nothing more; there is no property for an address, a telephone
//!   or who took part in a meeting. Who publishes a name needs the person's consent (chapter 1.6 of the standard).
//! - *A list is visited once.* Its order is that of the ids, which never change, and a page begins behind an id; what is
//!   new or changed meanwhile moves nothing else.
//! - *Nothing is missed.* Moments are shown and compared in whole seconds, both ends included, so that a client who
//!   asks for what was modified since the last moment that he saw gets at least what he missed.
//!
//! To add a property: a field of its struct in [`objects`], and in `tests/sample.rs` a value; `validation` knows all of
//! them already.
//!
//! Rejected: a crate. There is none on crates.io that writes OParl; the standard's own tools (`OParl/liboparl`,
//! `OParl/validator`) are clients. Rejected as well: JSON Schema for the validation. The standard's files look like it
//! but are not: `references`, `cardinality` and `externalList` are its own words, and what is mandatory stands partly in
//! prose.

pub mod address;
pub mod entity;
pub mod list;
pub mod moment;
pub mod objects;
pub mod query;
#[cfg(feature = "validation")]
pub mod validation;

pub use address::{Address, Id, ListAddress, NotAnAddress};
pub use entity::{Embedded, Entity, Kind};
pub use list::{Page, page};
pub use moment::Moment;
pub use objects::*;
pub use query::{ListQuery, UnreadableQuery};
