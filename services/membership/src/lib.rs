//! The membership service: the write side of networks, partners, contacts, bodies, regions and sites.
//!
//! It appends to streams of its kinds and to no others; the database role `lotse_membership` holds it. What may be
//! done is the domain's ([`membership`]); how a command travels is [`commands`]'.
//!
//! | room | what lives there |
//! |---|---|
//! | [`use_cases`] | where the decisions of each aggregate get their facts |
//! | `links` | reply links: what a partner answers without an account |
//! | [`reactions`] | what the service does when agreements report something |
//!
//! To add a command: see the domain's recipe. To add a reaction: a file in `reactions/` and a line in
//! [`reactions::all`].

mod links;
pub mod reactions;
pub mod use_cases;

use axum::Router;
use commands::{CommandApi, Services};
use service_kit::links::LinkKey;
use use_cases::{
    BodyUseCase, CircularUseCase, ContactListUseCase, ContactUseCase, NetworkUseCase, OfferUseCase,
    OfficeUseCase, PartnerUseCase, RegionUseCase, SiteUseCase, SpecialistUseCase,
    VolunteersUseCase,
};

/// The commands that the service takes.
pub fn api() -> CommandApi {
    CommandApi::new("membership")
        .aggregate::<BodyUseCase>()
        .aggregate::<CircularUseCase>()
        .aggregate::<ContactListUseCase>()
        .aggregate::<ContactUseCase>()
        .aggregate::<NetworkUseCase>()
        .aggregate::<OfferUseCase>()
        .aggregate::<OfficeUseCase>()
        .aggregate::<PartnerUseCase>()
        .aggregate::<RegionUseCase>()
        .aggregate::<SiteUseCase>()
        .aggregate::<SpecialistUseCase>()
        .aggregate::<VolunteersUseCase>()
}

/// The service's routes, to be wrapped by the HTTP shell. `key` verifies reply links.
pub fn router(services: Services, key: LinkKey) -> Router {
    let links = links::router(services.commands.clone(), key);
    api().router(services).merge(links)
}
