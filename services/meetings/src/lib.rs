//! The meetings service: the write side of meetings, minutes, recommendations and what a body keeps besides.
//!
//! It appends to streams of its kinds and to no others; the database role `lotse_meetings` holds it. What may be done
//! is the domain's ([`meetings`]); how a command travels is [`commands`]'.
//!
//! | room | what lives there |
//! |---|---|
//! | [`use_cases`] | where the decisions of each aggregate get their facts |
//! | `known` | what membership's streams tell this domain |
//!
//! To add a command: see the domain's recipe.

mod known;
pub mod use_cases;

use axum::Router;
use commands::{CommandApi, Services};
use use_cases::{
    CommitteeReportUseCase, MeetingUseCase, MinutesUseCase, NeedUseCase, RecommendationUseCase,
    StandardUseCase, TopicUseCase, TrainingUseCase,
};

/// The commands that the service takes.
pub fn api() -> CommandApi {
    CommandApi::new("meetings")
        .aggregate::<CommitteeReportUseCase>()
        .aggregate::<MeetingUseCase>()
        .aggregate::<MinutesUseCase>()
        .aggregate::<NeedUseCase>()
        .aggregate::<RecommendationUseCase>()
        .aggregate::<StandardUseCase>()
        .aggregate::<TopicUseCase>()
        .aggregate::<TrainingUseCase>()
}

/// The service's routes, to be wrapped by the HTTP shell.
pub fn router(services: Services) -> Router {
    api().router(services)
}
