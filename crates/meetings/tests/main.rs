//! The rules of meetings as claims, given/when/then, without a database.

mod cadence;
mod events;
mod fixtures;
