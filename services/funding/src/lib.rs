//! The funding service: the write side of money and figures.
//!
//! It appends to streams of its kinds and to no others; the database role `lotse_funding` holds it. What may be done
//! is the domains'; how a command travels is [`commands`]'.
//!
//! | room | what lives there |
//! |---|---|
//! | [`use_cases`] | where the decisions of each aggregate get their facts |
//! | `known` | what streams of other services tell these domains |
//!
//! To add a command: see the domain's recipe.

mod known;
pub mod use_cases;

use axum::Router;
use commands::{CommandApi, Services};

/// The commands that the service takes.
pub fn api() -> CommandApi {
    CommandApi::new("funding")
}

/// The service's routes, to be wrapped by the HTTP shell.
pub fn router(services: Services) -> Router {
    api().router(services)
}
