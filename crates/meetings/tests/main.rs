//! The rules of meetings as claims, given/when/then, without a database.

mod events;
mod fixtures;
mod mentions;
mod minutes;
