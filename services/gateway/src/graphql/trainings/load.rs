//! Loading trainings: their words out of the vault, the partners whose people came.

use std::collections::{BTreeMap, HashMap};

use kernel::{Date, EntryId, PartnerId};
use meetings::Training as View;
use uuid::Uuid;

use super::{Training, TrainingParticipation};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::{self, Duplicates};
use crate::graphql::reader::Reading;
use crate::graphql::{sources, words};

/// The views of trainings, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one training; none for a role that may not read trainings.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Training>, GraphError> {
    if !reading.reader().may("trainings") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these trainings; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Training>, GraphError> {
    let internal = reading.reader().may("meetings");
    let said = |view: &View| {
        let place = view.plan_on(day).and_then(|plan| plan.place);
        let reason = view.cancel_reason_on(day).filter(|_| internal);
        [view.title, view.text, place, reason]
    };
    let texts: Vec<EntryId> = views
        .iter()
        .flat_map(|(_, view)| said(view))
        .flatten()
        .collect();
    let entries = reading.entries(texts).await?;
    let duplicates = if look.asks_any(&["institutions", "participation"]) {
        Duplicates::load(reading).await?
    } else {
        Duplicates::default()
    };
    let counts: Vec<BTreeMap<Uuid, u32>> = views
        .iter()
        .map(|(_, view)| counts(view, &duplicates))
        .collect();
    let numbers = look.asks("participation") && reading.reader().may("participation");
    let partners = if numbers {
        let came = counts.iter().flat_map(|counts| counts.keys());
        let came: Vec<PartnerId> = came.copied().map(PartnerId).collect();
        partners::references(reading, &came, day).await?
    } else {
        HashMap::new()
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "training", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .zip(counts)
        .map(|((id, view), counts)| {
            let [title, text, place, reason] = said(&view);
            let institutions = counts.len();
            let came = |(partner, persons)| {
                Some(TrainingParticipation {
                    partner: partners.get(&partner)?.clone(),
                    persons,
                })
            };
            let mut came: Vec<_> = counts.into_iter().filter_map(came).collect();
            came.sort_by_cached_key(|row| words::fold(&row.partner.name));
            let counted = view.participants_by(day).is_some();
            Ok(Training {
                id,
                day,
                title: words::optional_text(&entries, title)?,
                text: words::optional_text(&entries, text)?,
                place: words::optional_text(&entries, place)?,
                participation: (numbers && counted).then_some(came),
                institutions,
                cancel_reason: words::optional_text(&entries, reason)?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// How many of each institution came; an institution that was entered twice is one.
fn counts(view: &View, duplicates: &Duplicates) -> BTreeMap<Uuid, u32> {
    let mut counts = BTreeMap::new();
    for (partner, count) in &view.participation {
        *counts.entry(duplicates.stays(partner.0)).or_insert(0) += u32::from(*count);
    }
    counts
}
