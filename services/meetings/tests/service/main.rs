//! Links and feeds of the service over HTTP, against a real PostgreSQL, with the real policies.
#![allow(clippy::unwrap_used, reason = "a test panics where it fails")]

mod feed;
mod house;
mod passing_on;
mod reply;
