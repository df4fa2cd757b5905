//! Tokens against real issuers on loopback.

mod binding;
mod issuer;
mod local;
mod rotation;
mod verification;
