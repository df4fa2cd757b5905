//! A meeting by body, number and day, where something else speaks of it.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{ID, SimpleObject};
use kernel::{Date, MeetingId};
use uuid::Uuid;

use super::load::views;
use crate::graphql::bodies::{self, BodyReference};
use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;

/// A meeting by body, number and day, where something else speaks of it; `node` has the rest for who reads meetings.
#[derive(Clone, SimpleObject)]
pub struct MeetingReference {
    id: ID,
    /// The body that meets [Gremium].
    body: Option<BodyReference>,
    /// Its number among the body's meetings [Nummer der Sitzung] (MTG-30).
    number: Option<u32>,
    /// The day of its beginning, as it is planned now [Tag].
    on: Option<Date>,
}

/// Meetings by body, number and day, for whatever speaks of them.
pub(crate) async fn references(
    reading: &Reading<'_>,
    ids: &[MeetingId],
    day: Date,
) -> Result<HashMap<Uuid, MeetingReference>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let views = views(reading, Some(&ids)).await?;
    let named: Vec<Uuid> = views
        .iter()
        .filter_map(|(_, view)| view.body)
        .map(|id| id.0)
        .collect();
    let bodies = bodies::references(reading, &named, day).await?;
    let reference = |(id, view): (Uuid, Arc<meetings::Meeting>)| {
        let body = view.body.and_then(|body| bodies.get(&body.0).cloned());
        let reference = MeetingReference {
            id: id.to_string().into(),
            body,
            number: view.number,
            on: view.begins_on(),
        };
        (id, reference)
    };
    Ok(views.into_iter().map(reference).collect())
}
