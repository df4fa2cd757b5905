//! The kit from outside: real sockets on loopback, real tokens, real HTTP.

#![expect(clippy::unwrap_used, reason = "a test's helper fails as its test does")]

mod clock;
mod config;
mod http;
mod identity;
mod permission;
mod problem;
mod scratch;
mod telemetry;
