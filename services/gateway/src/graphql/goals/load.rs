//! Loading goals: their words out of the vault, what they name and what names them.

use std::collections::HashMap;

use evaluation::Goal as View;
use evaluation::goal::{GoalStanding, goal_register};
use kernel::timeline::Since;
use kernel::{Date, EntryId, GoalId, PartialDate};
use uuid::Uuid;
use vault::Entries;

use super::{Goal, GoalReference, GoalReview};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings::{self as sessions, MeetingReference};
use crate::graphql::reader::Reading;
use crate::graphql::{bodies, evaluated, sources, words};

/// The views of goals, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one; none for a role that may not read goals.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Goal>, GraphError> {
    if !reading.reader().may("goals") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these goals; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Goal>, GraphError> {
    let family = if look.asks_any(&["parent", "serving"]) {
        self::views(reading, None).await?
    } else {
        Vec::new()
    };
    let shown = || views.iter().map(|(_, view)| view);
    let assessed = || shown().flat_map(|view| assessments(view, day));
    let words_of = |view: &View| view.texts.on(day).copied();
    let own = shown().chain(family.iter().map(|(_, view)| view));
    let texts = own.filter_map(words_of);
    let texts = texts.chain(assessed().filter_map(|fact| fact.value.text));
    let texts: Vec<EntryId> = texts.collect();
    let entries = reading.entries(texts).await?;
    let named: Vec<Uuid> = shown().filter_map(|view| Some(view.body?.0)).collect();
    let bodies = bodies::references(reading, &named, day).await?;
    let met: Vec<_> = shown()
        .filter_map(|view| view.meeting)
        .chain(assessed().filter_map(|fact| fact.value.meeting))
        .collect();
    let meetings = sessions::references(reading, &met, day).await?;
    let linked = shown().flat_map(|view| view.indicators.on(day));
    let indicators = evaluated::indicators(reading, linked.collect::<Vec<_>>()).await?;
    let goals = family.iter().map(|(id, view)| (GoalId(*id), view));
    let register = goal_register(goals, day);
    let mut references = HashMap::new();
    for (id, view) in &family {
        let reference = GoalReference {
            id: id.to_string().into(),
            kind: view.kind,
            number: view.number,
            text: words::optional_text(&entries, words_of(view))?,
        };
        references.insert(*id, reference);
    }
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "goal", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let serving = register.iter();
            let serving = serving.filter(|line| line.parent == Some(GoalId(id)));
            let serving = serving.filter_map(|line| references.get(&line.goal.0).cloned());
            let linked = view.indicators.on(day).into_iter();
            Ok(Goal {
                id,
                day,
                text: words::optional_text(&entries, words_of(&view))?,
                parent: view.parent.and_then(|id| references.get(&id.0).cloned()),
                serving: serving.collect(),
                body: view.body.and_then(|id| bodies.get(&id.0).cloned()),
                meeting: view.meeting.and_then(|id| meetings.get(&id.0).cloned()),
                indicators: linked
                    .filter_map(|id| indicators.get(&id.0).cloned())
                    .collect(),
                reviews: reviews(&view, day, &entries, &meetings)?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// How far it was found to be reached until `day`, in the order of the days.
fn assessments(view: &View, day: Date) -> Vec<&Since<GoalStanding>> {
    let on = |fact: &Since<GoalStanding>| fact.since.map(PartialDate::first_day);
    let facts = view.assessments.facts().iter();
    let mut facts: Vec<_> = facts
        .filter(|fact| on(fact).is_some_and(|on| on <= day))
        .collect();
    facts.sort_by_key(|fact| on(fact));
    facts
}

fn reviews(
    view: &View,
    day: Date,
    entries: &Entries,
    meetings: &HashMap<Uuid, MeetingReference>,
) -> Result<Vec<GoalReview>, GraphError> {
    let shown = |fact: &Since<GoalStanding>| {
        let standing = &fact.value;
        Ok(GoalReview {
            assessment: standing.assessment,
            label: standing.assessment.label(),
            text: words::optional_text(entries, standing.text)?,
            meeting: standing.meeting.and_then(|id| meetings.get(&id.0).cloned()),
            on: fact.since.map(PartialDate::first_day),
        })
    };
    assessments(view, day).into_iter().map(shown).collect()
}
