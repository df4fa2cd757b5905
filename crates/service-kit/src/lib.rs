//! What every process of Lotse needs once, so that a service is its use cases and nothing else.
//!
//! | room | what lives there |
//! |---|---|
//! | [`clock`] | now and today; the only reader of the wall clock |
//! | [`config`] | what an operator sets; the only reader of environment variables |
//! | [`identity`] | who calls: verified tokens become a [`Caller`](identity::Caller) |
//! | [`links`] | what somebody without an account may do once, through a signed link |
//! | [`permission`] | which role may do what: one table |
//! | [`problem`] | how a service says no over HTTP: problem+json, and JSON bodies read with it |
//! | [`http`] | the shell around a router, the server and the client |
//! | [`telemetry`] | logs, spans over OTLP, trace context in and out |
//! | [`task`] | background work that keeps its trace |
//!
//! A service's `main` in order: [`ServiceConfig::from_env`](config::ServiceConfig::from_env),
//! [`Telemetry::init`](telemetry::Telemetry::init), [`Issuers`](identity::Issuers), its own router wrapped by a
//! [`Shell`](http::Shell), [`http::serve`], and at the end [`Telemetry::shutdown`](telemetry::Telemetry::shutdown).
//!
//! To add an operation: a line in `permission/table.toml`. To add a setting: a field, a line in `config::read` and
//! its row in the table there.

pub mod clock;
pub mod config;
pub mod http;
pub mod identity;
pub mod links;
pub mod permission;
pub mod problem;
pub mod task;
pub mod telemetry;
