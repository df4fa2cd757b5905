//! The rules of agreements as claims, without a database: given events, when a command, then events or a refusal.
//!
//! The policies are the real files of `deploy/`, so that what the documents say is tested as it is deployed.

mod amending;
mod cases;
mod contradicted;
mod correcting;
mod days;
mod edges;
mod enforced;
mod events;
mod fill;
mod framework;
mod given;
mod lint;
mod notice;
mod parties;
mod policy;
mod properties;
mod signing;
mod succession;
mod term;
mod text;
