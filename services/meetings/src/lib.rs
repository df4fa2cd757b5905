//! The meetings service: the write side of meetings, minutes, recommendations and what a body keeps besides.
//!
//! It appends to streams of its kinds and to no others; the database role `lotse_meetings` holds it. What may be done
//! is the domain's ([`meetings`]); how a command travels is [`commands`]'.
//!
//! | room | what lives there |
//! |---|---|
//! | [`use_cases`] | where the decisions of each aggregate get their facts |
//! | `known` | what membership's streams tell this domain |
//! | `links` | what invited contacts and partners answer without an account |
//! | `feed` | a body's meetings as a calendar to subscribe to |
//! | `shown` | meetings as both of them show them |
//!
//! To add a command: see the domain's recipe.

mod feed;
mod known;
mod links;
mod shown;
pub mod use_cases;

use axum::Router;
use commands::{CommandApi, Services};
use service_kit::links::LinkKey;
use use_cases::{
    CalendarFeedUseCase, CommitteeReportUseCase, MeetingUseCase, MinutesUseCase, NeedUseCase,
    RecommendationUseCase, StandardUseCase, TopicUseCase, TrainingUseCase,
};

/// The commands that the service takes.
pub fn api() -> CommandApi {
    CommandApi::new("meetings")
        .aggregate::<CalendarFeedUseCase>()
        .aggregate::<CommitteeReportUseCase>()
        .aggregate::<MeetingUseCase>()
        .aggregate::<MinutesUseCase>()
        .aggregate::<NeedUseCase>()
        .aggregate::<RecommendationUseCase>()
        .aggregate::<StandardUseCase>()
        .aggregate::<TopicUseCase>()
        .aggregate::<TrainingUseCase>()
}

/// The service's routes, to be wrapped by the HTTP shell. `key` verifies reply links and calendar feeds.
pub fn router(services: Services, key: LinkKey) -> Router {
    let links = links::router(services.commands.clone(), key.clone());
    let feeds = feed::router(services.commands.clone(), key);
    api().router(services).merge(links).merge(feeds)
}
