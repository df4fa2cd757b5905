//! What a municipality and its policy file promise.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it is made of"
)]

mod deployed;
mod events;
mod municipality;
mod policy_file;
