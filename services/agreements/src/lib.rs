//! The agreements service: the write side of cooperation agreements [Kooperationsvereinbarungen] and of the texts on
//! which they are made [Vereinbarungstexte].
//!
//! It appends to streams of the kinds `agreement` and `framework` and to no others; the database role
//! `lotse_agreements` holds it. What may be done is the domain's ([`agreements`]); how a command travels is
//! [`commands`]'.
//!
//! To add a command: see the domain's recipe. It is posted as soon as it stands in the domain's `commands!` and in the
//! table of permissions.

mod framework;
mod use_case;

use axum::Router;
use commands::{CommandApi, Services};

pub use framework::FrameworkUseCase;
pub use use_case::AgreementUseCase;

/// The commands that the service takes.
pub fn api() -> CommandApi {
    CommandApi::new("agreements")
        .aggregate::<AgreementUseCase>()
        .aggregate::<FrameworkUseCase>()
}

/// The service's routes, to be wrapped by the HTTP shell.
pub fn router(services: Services) -> Router {
    api().router(services)
}
