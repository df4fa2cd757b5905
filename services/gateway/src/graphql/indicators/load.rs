//! Loading series of figures: their words out of the vault, the other series that a ratio may name.

use std::collections::HashMap;
use std::sync::Arc;

use evaluation::IndicatorSeries as View;
use kernel::{Date, EntryId};
use uuid::Uuid;

use super::IndicatorSeries;
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::{sources, words};

/// The views of series, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one series; none for a role that may not read figures.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<IndicatorSeries>, GraphError> {
    if !reading.reader().may("indicators") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these series; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<IndicatorSeries>, GraphError> {
    let told = |view: &View| -> Vec<EntryId> {
        let figures = view.figures_on(day).into_iter();
        figures.filter_map(|figure| figure.source).collect()
    };
    let mut texts: Vec<EntryId> = Vec::new();
    for (_, view) in &views {
        texts.extend([view.title, view.source].into_iter().flatten());
        if look.asks("figures") {
            texts.extend(told(view));
        }
    }
    let entries = reading.entries(texts).await?;
    let others = if look.asks_any(&["ratio", "perCase"]) {
        Arc::new(self::views(reading, None).await?.into_iter().collect())
    } else {
        Arc::new(HashMap::new())
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "indicator", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let mut stands = HashMap::new();
            for entry in told(&view) {
                if let Some(text) = words::text(&entries, entry)? {
                    stands.insert(entry, text);
                }
            }
            Ok(IndicatorSeries {
                id,
                day,
                title: words::optional_text(&entries, view.title)?,
                source: words::optional_text(&entries, view.source)?,
                stands,
                others: Arc::clone(&others),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}
