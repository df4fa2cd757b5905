//! Which meeting of a body comes next.

use std::collections::HashMap;

use kernel::{BodyId, Date, MeetingId};
use meetings::meeting::MeetingState;
use uuid::Uuid;

use super::load::views;
use super::reference::{MeetingReference, references};
use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;

/// The next meeting of each of these bodies, as it is planned on `day`: not over, and not cancelled.
pub(crate) async fn upcoming(
    reading: &Reading<'_>,
    bodies: &[BodyId],
    day: Date,
) -> Result<HashMap<BodyId, MeetingReference>, GraphError> {
    if bodies.is_empty() {
        return Ok(HashMap::new());
    }
    let views = views(reading, None).await?;
    let mut next: HashMap<BodyId, (Date, Uuid)> = HashMap::new();
    for (id, view) in &views {
        let comes = view.state_on(day).is_some_and(is_to_come);
        let on = view.begins_on().filter(|on| comes && day <= *on);
        if let (Some(on), Some(body)) = (on, view.body)
            && bodies.contains(&body)
        {
            let first = next.entry(body).or_insert((on, *id));
            *first = (*first).min((on, *id));
        }
    }
    let ids: Vec<MeetingId> = next.values().map(|(_, id)| MeetingId(*id)).collect();
    let named = references(reading, &ids, day).await?;
    let next = next.into_iter();
    Ok(next
        .filter_map(|(body, (_, id))| Some((body, named.get(&id)?.clone())))
        .collect())
}

const fn is_to_come(state: MeetingState) -> bool {
    match state {
        MeetingState::Planned | MeetingState::Invited | MeetingState::Open => true,
        MeetingState::Held | MeetingState::Closed | MeetingState::Cancelled => false,
    }
}
