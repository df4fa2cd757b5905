//! The service's commands against a real PostgreSQL, with the real policies.
#![allow(clippy::unwrap_used, reason = "a test panics where it fails")]

mod carry_over;
mod grant_year;
mod house;
mod known;
mod project_funds;
