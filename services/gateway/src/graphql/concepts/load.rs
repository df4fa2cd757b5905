//! Loading concept papers: their words out of the vault, the decisions on which they rest, the policy of the day.

use std::collections::HashMap;

use evaluation::Concept as View;
use evaluation::concept::ConceptVersion as Version;
use kernel::{Date, EntryId};
use uuid::Uuid;

use super::{Concept, ConceptVersion};
use crate::graphql::error::GraphError;
use crate::graphql::evaluated::{self, DecisionReference};
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::{policies, sources, words};

/// The views of concept papers, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one; none for a role that may not read concept papers.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Concept>, GraphError> {
    if !reading.reader().may("concepts") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these concept papers; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Concept>, GraphError> {
    let until = |view: &View| -> Vec<(usize, Version)> {
        let numbered = (1..).zip(view.versions.iter().cloned());
        numbered
            .filter(|(_, version)| version.adopted_on <= day)
            .collect()
    };
    let versions: Vec<Vec<(usize, Version)>> = views.iter().map(|(_, view)| until(view)).collect();
    let shown = || versions.iter().flatten().map(|(_, version)| version);
    let summaries = shown().filter_map(|version| version.summary);
    let titles = views.iter().filter_map(|(_, view)| view.title);
    let texts: Vec<EntryId> = summaries.chain(titles).collect();
    let entries = reading.entries(texts).await?;
    let rests_on = shown().filter_map(|version| version.decision);
    let decisions = evaluated::decisions(reading, rests_on, day).await?;
    let policies = policies::load(reading).await?;
    let policy = policies.on(day);
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "concept", &ids).await?
    } else {
        HashMap::new()
    };
    let decision = |version: &Version| -> Option<DecisionReference> {
        let id = version.decision?;
        decisions.get(&id.0).cloned()
    };
    views
        .into_iter()
        .zip(versions)
        .map(|((id, view), versions)| {
            let version = |(number, version): (usize, Version)| {
                Ok(ConceptVersion {
                    number,
                    adopted_on: version.adopted_on,
                    decision: decision(&version),
                    summary: words::optional_text(&entries, version.summary)?,
                    document: version.document,
                })
            };
            Ok(Concept {
                id,
                day,
                title: words::optional_text(&entries, view.title)?,
                versions: versions
                    .into_iter()
                    .map(version)
                    .collect::<Result<_, GraphError>>()?,
                policy: policy.map(|policy| std::sync::Arc::clone(&policy.evaluation)),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}
