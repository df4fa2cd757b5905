//! A meeting by its day, where something else speaks of it.
//!
//! Body, number and day are no secret in the network: who reads a topic or a standard reads them, also where he does not
//! read the meeting.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use kernel::Date;
use uuid::Uuid;

use super::load::views;
use crate::graphql::bodies::{self, BodyReference};
use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;

/// A meeting by its day, where something else speaks of it; `node` has the rest, for who reads meetings.
#[derive(Clone, SimpleObject)]
pub struct MeetingReference {
    id: ID,
    /// The body that meets [Gremium].
    body: Option<BodyReference>,
    /// Its number among the body's meetings (MTG-30).
    number: Option<u32>,
    /// The day of its beginning, as it is planned now.
    on: Option<Date>,
}

/// Meetings by their days, for whatever speaks of them.
pub(crate) async fn references(
    reading: &Reading<'_>,
    ids: &[Uuid],
    day: Date,
) -> Result<HashMap<Uuid, MeetingReference>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let views = views(reading, Some(ids)).await?;
    let met = views.iter().filter_map(|(_, view)| Some(view.body?.0));
    let bodies = bodies::references(reading, &met.collect::<Vec<_>>(), day).await?;
    let named = views.iter().map(|(id, view)| {
        let reference = MeetingReference {
            id: id.to_string().into(),
            body: view.body.and_then(|body| bodies.get(&body.0).cloned()),
            number: view.number,
            on: view.begins_on(),
        };
        (*id, reference)
    });
    Ok(named.collect())
}
