//! From rows and views to texts: the words of all of them in one look-up, and only what is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use ::agreements::Framework as View;
use ::agreements::framework::TextVersion;
use kernel::{Date, EntryId, PartnerId};
use uuid::Uuid;

use super::Framework;
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::{self, PartnerReference};
use crate::graphql::reader::Reading;
use crate::graphql::{sources, words};

/// A text as its row says, before its words are looked up.
#[derive(Clone)]
pub(crate) struct FrameworkRow {
    pub(crate) id: Uuid,
    pub(crate) view: Arc<View>,
}

/// Words and partners' names of some texts.
#[derive(Default)]
pub(crate) struct Texts {
    words: HashMap<EntryId, String>,
    partners: HashMap<Uuid, PartnerReference>,
}

impl Texts {
    /// The words of these entries; what was erased is not there.
    pub(crate) async fn read(reading: &Reading<'_>, ids: Vec<EntryId>) -> Result<Self, GraphError> {
        let entries = reading.entries(ids.clone()).await?;
        let mut words = HashMap::with_capacity(ids.len());
        for id in ids {
            if let Some(text) = words::text(&entries, id)? {
                words.insert(id, text);
            }
        }
        Ok(Self {
            words,
            partners: HashMap::new(),
        })
    }

    pub(crate) fn get(&self, id: EntryId) -> Option<&str> {
        self.words.get(&id).map(String::as_str)
    }

    pub(crate) fn owned(&self, id: EntryId) -> Option<String> {
        self.words.get(&id).cloned()
    }

    pub(super) fn partner(&self, id: PartnerId) -> Option<PartnerReference> {
        self.partners.get(&id.0).cloned()
    }
}

/// The latest version that was begun by `day`.
pub(super) fn latest(view: &View, day: Date) -> Option<&TextVersion> {
    let mut versions = view.versions.iter();
    versions.rfind(|version| view.state_on(version.number, day).is_some())
}

/// Texts as their rows say, all or these, by id.
pub(crate) async fn rows(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<FrameworkRow>, GraphError> {
    let views = reading.views(ids).await?.into_iter();
    let row = |(id, view)| FrameworkRow {
        id,
        view: Arc::new(view),
    };
    Ok(views.map(row).collect())
}

/// The views of these texts, or of all.
pub(crate) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<HashMap<Uuid, Arc<View>>, GraphError> {
    let rows = rows(reading, ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.view)).collect())
}

/// The entries of a version's title and of its placeholders' labels.
pub(crate) fn labels(version: &TextVersion) -> impl Iterator<Item = EntryId> {
    let labels = version.placeholders.iter();
    [version.title.entry]
        .into_iter()
        .chain(labels.map(|placeholder| placeholder.label))
}

/// Loads what `look` asks for of these texts; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    rows: Vec<FrameworkRow>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Framework>, GraphError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let below: Vec<Look<'_>> = ["versions", "current"]
        .into_iter()
        .filter_map(|field| look.field(field))
        .collect();
    let asks = |fields: &[&str]| below.iter().any(|look| look.asks_any(fields));
    let mut wanted = Vec::new();
    let mut named = Vec::new();
    for version in rows.iter().flat_map(|row| &row.view.versions) {
        wanted.extend([version.title.entry, version.responsible_office]);
        if asks(&["clauses", "placeholders", "lint"]) {
            wanted.extend(version.entries());
        }
        if asks(&["comments"]) {
            for comment in &version.comments {
                wanted.push(comment.text);
                wanted.extend(comment.function);
                wanted.extend(comment.answer.as_ref().map(|answer| answer.text));
                named.extend(comment.partner);
            }
        }
        if asks(&["consultations"]) {
            named.extend(version.consultations.iter().flat_map(|c| &c.invited));
        }
    }
    let retired = rows.iter().filter_map(|row| row.view.retired.as_ref());
    wanted.extend(retired.map(|end| end.reason));
    named.sort_unstable();
    named.dedup();
    let mut texts = Texts::read(reading, wanted).await?;
    texts.partners = partners::references(reading, &named, day).await?;
    let texts = Arc::new(texts);
    let mut sources = if look.asks("sources") {
        sources::load(reading, "framework", &ids).await?
    } else {
        HashMap::new()
    };
    Ok(rows
        .into_iter()
        .map(|FrameworkRow { id, view }| Framework {
            id,
            day,
            view,
            texts: Arc::clone(&texts),
            sources: sources.remove(&id).unwrap_or_default(),
        })
        .collect())
}

/// Loads one text; `None` also for a role that may not read them.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Framework>, GraphError> {
    if !reading.reader().may("frameworks") {
        return Ok(None);
    }
    let rows = rows(reading, Some(&[id])).await?;
    Ok(load(reading, rows, day, look).await?.pop())
}
