//! Loading topics: their words out of the vault, the bodies, meetings and partners that they name.

use std::collections::HashMap;

use async_graphql::ID;
use kernel::{Date, EntryId, MeetingId, PartnerId};
use meetings::Topic as View;
use meetings::topic::TopicStage;
use uuid::Uuid;

use super::{Topic, TopicStep};
use crate::graphql::bodies::{self, BodyReference};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings::{self as sessions, MeetingReference};
use crate::graphql::partners::{self, Duplicates};
use crate::graphql::reader::Reading;
use crate::graphql::{sources, words};

/// The views of topics, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one topic; none for a role that may not read topics.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Topic>, GraphError> {
    if !reading.reader().may("topics") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Who supports the topic on `day`, in the order of their first support; an institution that was entered twice counts
/// once.
pub(super) fn supporters(view: &View, day: Date, duplicates: &Duplicates) -> Vec<PartnerId> {
    let mut stay = Vec::new();
    for supporter in view.supporters_on(day) {
        let supporter = PartnerId(duplicates.stays(supporter.0));
        if !stay.contains(&supporter) {
            stay.push(supporter);
        }
    }
    stay
}

/// Loads what `look` asks for of these topics; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Topic>, GraphError> {
    let internal = reading.reader().may("meetings");
    let entries = reading.entries(texts(&views, day, internal)).await?;
    let places = Places::load(reading, &views, day, look).await?;
    let duplicates = if look.asks_any(&["supporters", "supportCount"]) {
        Duplicates::load(reading).await?
    } else {
        Duplicates::default()
    };
    let supporters: Vec<Vec<PartnerId>> = views
        .iter()
        .map(|(_, view)| supporters(view, day, &duplicates))
        .collect();
    let mut named: Vec<PartnerId> = Vec::new();
    if look.asks("proposedBy") {
        named.extend(views.iter().filter_map(|(_, view)| view.proposed_by));
    }
    if look.asks("supporters") {
        named.extend(supporters.iter().flatten());
    }
    let partners = partners::references(reading, &named, day).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "topic", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .zip(supporters)
        .map(|((id, view), supporters)| {
            let partner = |id: &PartnerId| partners.get(&id.0).cloned();
            let reason = view.drop_reason_on(day).filter(|_| internal);
            let prepared = view.prepared_on(day).filter(|_| internal);
            Ok(Topic {
                id,
                title: words::optional_text(&entries, view.title)?,
                text: words::optional_text(&entries, view.text)?,
                body: view.body.and_then(|id| places.bodies.get(&id.0).cloned()),
                proposed_by: view.proposed_by.as_ref().and_then(partner),
                supporters: supporters.iter().filter_map(partner).collect(),
                support_count: supporters.len(),
                steps: places.steps(&view, day),
                prepared: words::optional_text(&entries, prepared)?,
                drop_reason: words::optional_text(&entries, reason)?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The words that are shown.
fn texts(views: &[(Uuid, View)], day: Date, internal: bool) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = Vec::new();
    for (_, view) in views {
        ids.extend([view.title, view.text].into_iter().flatten());
        if internal {
            let words = [view.prepared_on(day), view.drop_reason_on(day)];
            ids.extend(words.into_iter().flatten());
        }
    }
    ids
}

/// Bodies and meetings that topics name.
#[derive(Default)]
struct Places {
    bodies: HashMap<Uuid, BodyReference>,
    meetings: HashMap<Uuid, MeetingReference>,
}

impl Places {
    async fn load(
        reading: &Reading<'_>,
        views: &[(Uuid, View)],
        day: Date,
        look: &Look<'_>,
    ) -> Result<Self, GraphError> {
        let mut bodies: Vec<Uuid> = Vec::new();
        let mut meetings: Vec<MeetingId> = Vec::new();
        if look.asks("body") {
            bodies.extend(views.iter().filter_map(|(_, view)| Some(view.body?.0)));
        }
        if look.asks_any(&["step", "steps"]) {
            let stages = views.iter().flat_map(|(_, view)| view.stages_until(day));
            for (_, stage) in stages {
                match stage {
                    TopicStage::WithSubgroup { subgroup } => bodies.push(subgroup.0),
                    TopicStage::Scheduled { meeting, item: _ } | TopicStage::Done { meeting } => {
                        meetings.push(meeting);
                    }
                    TopicStage::Open | TopicStage::Dropped => {}
                }
            }
        }
        Ok(Self {
            bodies: bodies::references(reading, &bodies, day).await?,
            meetings: sessions::references(reading, &meetings, day).await?,
        })
    }

    fn steps(&self, view: &View, day: Date) -> Vec<TopicStep> {
        let stages = view.stages_until(day).into_iter();
        stages
            .map(|(since, stage)| {
                let (subgroup, meeting, item) = match stage {
                    TopicStage::WithSubgroup { subgroup } => (Some(subgroup), None, None),
                    TopicStage::Scheduled { meeting, item } => (None, Some(meeting), item),
                    TopicStage::Done { meeting } => (None, Some(meeting), None),
                    TopicStage::Open | TopicStage::Dropped => (None, None, None),
                };
                TopicStep {
                    state: stage.state(),
                    since,
                    subgroup: subgroup.and_then(|id| self.bodies.get(&id.0).cloned()),
                    meeting: meeting.and_then(|id| self.meetings.get(&id.0).cloned()),
                    agenda_item: item.map(|item| ID::from(item.to_string())),
                }
            })
            .collect()
    }
}
