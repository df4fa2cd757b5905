//! Loading instruments: the words of their versions, the bodies that revised them.

use std::collections::HashMap;
use std::sync::Arc;

use evaluation::Instrument as View;
use evaluation::instrument::{InstrumentItem as Item, InstrumentVersion as Version};
use kernel::{Date, EntryId};
use uuid::Uuid;

use super::marked::Marked;
use super::{Instrument, InstrumentItem, InstrumentVersion};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::{bodies, sources, words};

/// The views of instruments, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one; none for a role that may not read instruments.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Instrument>, GraphError> {
    if !reading.reader().may("instruments") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these instruments; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Instrument>, GraphError> {
    let until = |view: &View| -> Vec<Version> {
        let versions = view.versions.iter().cloned();
        versions
            .filter(|version| version.valid_from <= day)
            .collect()
    };
    let versions: Vec<Vec<Version>> = views.iter().map(|(_, view)| until(view)).collect();
    let shown = || versions.iter().flatten();
    let labels = shown().flat_map(|version| version.items.iter().map(|item| item.label));
    let titles = views.iter().filter_map(|(_, view)| view.title);
    let texts: Vec<EntryId> = labels.chain(titles).collect();
    let entries = reading.entries(texts).await?;
    let named: Vec<Uuid> = shown()
        .filter_map(|version| Some(version.body?.0))
        .collect();
    let bodies = bodies::references(reading, &named, day).await?;
    let marked = if look.asks("markedBySite") && reading.reader().may("siteReports") {
        Some(Arc::new(Marked::load(reading, day).await?))
    } else {
        None
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "instrument", &ids).await?
    } else {
        HashMap::new()
    };
    let item = |item: &Item| {
        Ok(InstrumentItem {
            code: item.code.clone(),
            section: item.section,
            section_label: item.section.label(),
            label: words::text(&entries, item.label)?,
        })
    };
    let version = |version: Version| {
        let items = version.items.iter().map(item);
        Ok(InstrumentVersion {
            number: version.number,
            items: items.collect::<Result<_, GraphError>>()?,
            grades: version.grades,
            aims: version.aims,
            body: version.body.and_then(|id| bodies.get(&id.0).cloned()),
            document: version.document,
            valid_from: version.valid_from,
        })
    };
    views
        .into_iter()
        .zip(versions)
        .map(|((id, view), versions)| {
            Ok(Instrument {
                id,
                day,
                title: words::optional_text(&entries, view.title)?,
                versions: versions
                    .into_iter()
                    .map(version)
                    .collect::<Result<_, GraphError>>()?,
                marked: marked.clone(),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}
