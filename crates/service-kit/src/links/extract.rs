//! From a request's path to its link.

use axum::extract::{FromRef, FromRequestParts, Path};
use axum::http::request::Parts;
use tracing::Span;

use super::key::CALENDAR;
use super::{LinkKey, LinkRefusal, OpenedLink};
use crate::clock::Clock;
use crate::problem::Problem;

/// Verifies the link in the path, with a calendar's ending or without, and writes the scope (no person, not the link)
/// onto the request's span.
impl<S> FromRequestParts<S> for OpenedLink
where
    S: Send + Sync,
    LinkKey: FromRef<S>,
    Clock: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(text) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_rejection| LinkRefusal::Unknown)?;
        let text = text.strip_suffix(CALENDAR).unwrap_or(&text);
        let today = Clock::from_ref(state).today();
        let opened = LinkKey::from_ref(state).verify(text, today)?;
        let span = Span::current();
        span.record("role", opened.link.scope.code());
        span.record("municipality", opened.link.municipality.as_str());
        Ok(opened)
    }
}
