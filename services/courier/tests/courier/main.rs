//! The courier against a real PostgreSQL, with the real policies, up to the octets that a mail server would get.
#![allow(clippy::unwrap_used, reason = "a test panics where it fails")]

mod house;
mod invitations;
mod membership;
mod minutes;
mod readers;
mod reminders;
mod replay;
mod sequence;
mod server;
