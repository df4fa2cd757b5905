//! Loading decisions: their words out of the vault, the organs that the policy names.

use std::collections::HashMap;

use evaluation::RegisteredDecision as View;
use evaluation::decision::Citation;
use kernel::{Date, EntryId};
use meetings::OrganCode;
use uuid::Uuid;
use vault::Entries;

use super::{Decision, DecisionCitation, SettledCitation};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::organs::{self, Organ};
use crate::graphql::reader::Reading;
use crate::graphql::{sources, words};

/// The views of decisions, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one; none for a role that may not read decisions.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Decision>, GraphError> {
    if !reading.reader().may("decisions") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these decisions; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Decision>, GraphError> {
    let told = |view: &View| -> Vec<EntryId> {
        let papers = view.citations.iter().map(|citation| citation.paper);
        let reason = view.settled.as_ref().map(|settled| settled.reason);
        papers.chain(reason).chain(view.subject).collect()
    };
    let texts = views.iter().flat_map(|(_, view)| told(view));
    let entries = reading.entries(texts.collect()).await?;
    let policy = if look.asks("organ") {
        organs::naming(reading, day).await?
    } else {
        None
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "decision", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let organ = view.decision.as_ref();
            let organ = organ.and_then(|known| OrganCode::try_new(known.organ.clone()).ok());
            Ok(Decision {
                id,
                day,
                organ: organ.map(|code| Organ::of(&code, policy.as_deref())),
                subject: words::optional_text(&entries, view.subject)?,
                citations: citations(&view, day, &entries)?,
                settled: settled(&view, day, &entries)?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

fn citations(
    view: &View,
    day: Date,
    entries: &Entries,
) -> Result<Vec<DecisionCitation>, GraphError> {
    let until = view.citations.iter().filter(|known| known.cited_on <= day);
    let shown = |citation: &Citation| {
        Ok(DecisionCitation {
            number: citation.number.clone(),
            paper: words::text(entries, citation.paper)?,
            cited_on: citation.cited_on,
        })
    };
    until.map(shown).collect()
}

fn settled(
    view: &View,
    day: Date,
    entries: &Entries,
) -> Result<Option<SettledCitation>, GraphError> {
    let settled = view
        .settled
        .as_ref()
        .filter(|known| known.settled_on <= day);
    let Some(settled) = settled else {
        return Ok(None);
    };
    Ok(Some(SettledCitation {
        number: settled.number.clone(),
        reason: words::text(entries, settled.reason)?,
        settled_on: settled.settled_on,
    }))
}
