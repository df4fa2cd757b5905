//! Loading standards: their words out of the vault, the bodies and meetings that they name.

use std::collections::HashMap;

use kernel::{Date, EntryId, MeetingId};
use meetings::QualityStandard as View;
use uuid::Uuid;
use vault::Entries;

use super::{Standard, StandardReview, StandardVersion};
use crate::graphql::bodies;
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings::{self as sessions, MeetingReference};
use crate::graphql::reader::Reading;
use crate::graphql::{sources, words};

/// The views of standards, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one standard; none for a role that may not read standards.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Standard>, GraphError> {
    if !reading.reader().may("standards") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these standards; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Standard>, GraphError> {
    let internal = reading.reader().may("meetings");
    let reason = |view: &View| view.retire_reason_by(day).filter(|_| internal);
    let mut texts: Vec<EntryId> = Vec::new();
    for (_, view) in &views {
        texts.extend([view.title, reason(view)].into_iter().flatten());
        if look.asks_any(&["version", "versions"]) {
            let said = view.wordings_until(day).into_iter();
            texts.extend(said.filter_map(|(_, wording)| wording.text));
        }
    }
    let entries = reading.entries(texts).await?;
    let bodies = if look.asks("body") {
        let named = views.iter().filter_map(|(_, view)| Some(view.body?.0));
        bodies::references(reading, &named.collect::<Vec<_>>(), day).await?
    } else {
        HashMap::new()
    };
    let mut met: Vec<MeetingId> = Vec::new();
    if look.asks("meeting") {
        met.extend(views.iter().filter_map(|(_, view)| view.meeting));
    }
    if look.asks("reviews") {
        let reviews = views.iter().flat_map(|(_, view)| view.reviews_until(day));
        met.extend(reviews.filter_map(|review| review.meeting));
    }
    let meetings = sessions::references(reading, &met, day).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "standard", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let meeting = view.meeting;
            Ok(Standard {
                id,
                day,
                title: words::optional_text(&entries, view.title)?,
                body: view.body.and_then(|id| bodies.get(&id.0).cloned()),
                meeting: meeting.and_then(|id| meetings.get(&id.0).cloned()),
                versions: versions(&view, day, &entries)?,
                reviews: reviews(&view, day, &meetings),
                retire_reason: words::optional_text(&entries, reason(&view))?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

fn versions(view: &View, day: Date, entries: &Entries) -> Result<Vec<StandardVersion>, GraphError> {
    let said = view.wordings_until(day).into_iter();
    said.map(|(since, wording)| {
        Ok(StandardVersion {
            since,
            text: words::optional_text(entries, wording.text)?,
            document: wording.document,
        })
    })
    .collect()
}

fn reviews(
    view: &View,
    day: Date,
    meetings: &HashMap<Uuid, MeetingReference>,
) -> Vec<StandardReview> {
    let held = view.reviews_until(day).into_iter();
    held.map(|review| StandardReview {
        reviewed_on: review.reviewed_on,
        result: review.result,
        label: review.result.label(),
        meeting: review.meeting.and_then(|id| meetings.get(&id.0).cloned()),
        next_review_on: review.next_review_on,
    })
    .collect()
}
