//! What a municipality publishes, asked by nobody in particular: the real router, real events, no token.
#![expect(clippy::unwrap_used, reason = "a test's helper fails as its test does")]

pub(crate) mod fixture;
mod following;

mod answers;
mod lists;
mod publication;
