//! The membership service: the write side of networks, partners, contacts, bodies, regions and sites.
//!
//! It appends to streams of these six kinds and to no others; the database role `lotse_membership` holds it. What may be
//! done is the domain's ([`membership`]); how a command travels is [`commands`]'.
//!
//! | room | what lives there |
//! |---|---|
//! | [`use_cases`] | where the decisions of each aggregate get their facts |
//! | [`reactions`] | what the service does when agreements report something |
//!
//! To add a command: see the domain's recipe. To add a reaction: a file in `reactions/` and a line in
//! [`reactions::all`].

pub mod reactions;
pub mod use_cases;

use axum::Router;
use commands::{CommandApi, Services};
use use_cases::{
    BodyUseCase, ContactUseCase, NetworkUseCase, PartnerUseCase, RegionUseCase, SiteUseCase,
};

/// The commands that the service takes.
pub fn api() -> CommandApi {
    CommandApi::new("membership")
        .aggregate::<BodyUseCase>()
        .aggregate::<ContactUseCase>()
        .aggregate::<NetworkUseCase>()
        .aggregate::<PartnerUseCase>()
        .aggregate::<RegionUseCase>()
        .aggregate::<SiteUseCase>()
}

/// The service's routes, to be wrapped by the HTTP shell.
pub fn router(services: Services) -> Router {
    api().router(services)
}
