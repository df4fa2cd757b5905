//! Loading quality dialogues: the words of their boards, what they name.

use std::collections::HashMap;

use evaluation::QualityDialogue as View;
use evaluation::quality_dialogue::{AgreedCriterion, QualityBoardArea as Area};
use kernel::{Date, EntryId, MeetingId};
use uuid::Uuid;

use super::{QualityArea, QualityCriterion, QualityDialogue, QualityDialogueHeld};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings as sessions;
use crate::graphql::reader::Reading;
use crate::graphql::{evaluated, sources, words};

/// The views of quality dialogues, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one; none for a role that may not read quality dialogues.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<QualityDialogue>, GraphError> {
    if !reading.reader().may("qualityDialogues") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these quality dialogues; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<QualityDialogue>, GraphError> {
    let boards: Vec<Vec<Area>> = views.iter().map(|(_, view)| view.board_on(day)).collect();
    let areas = || boards.iter().flatten();
    let criteria = || areas().flat_map(|area| &area.criteria);
    let result = |view: &View| {
        let closed = view.closed_on.filter(|on| *on <= day);
        closed.and(view.result)
    };
    let own = views
        .iter()
        .flat_map(|(_, view)| [view.title, result(view)]);
    let told = areas().map(|area| area.assessed.and_then(|(_, text)| text));
    let texts = own.chain(told).flatten();
    let texts = texts.chain(criteria().map(|criterion| criterion.text));
    let texts: Vec<EntryId> = texts.collect();
    let entries = reading.entries(texts).await?;
    let measured: Vec<_> = criteria().filter_map(|known| known.indicator).collect();
    let indicators = evaluated::indicators(reading, measured).await?;
    let held = |view: &View| -> Vec<(Date, Option<MeetingId>)> {
        let mut held: Vec<_> = view
            .held
            .iter()
            .copied()
            .filter(|(on, _)| *on <= day)
            .collect();
        held.sort_by_key(|(on, _)| *on);
        held
    };
    let met = views.iter().flat_map(|(_, view)| held(view));
    let met: Vec<MeetingId> = met.filter_map(|(_, meeting)| meeting).collect();
    let meetings = sessions::references(reading, &met, day).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "quality-dialogue", &ids).await?
    } else {
        HashMap::new()
    };
    let criterion = |known: &AgreedCriterion| {
        Ok(QualityCriterion {
            criterion: known.criterion.clone(),
            text: words::text(&entries, known.text)?,
            indicator: known
                .indicator
                .and_then(|id| indicators.get(&id.0).cloned()),
            agreed_on: known.agreed_on,
        })
    };
    let area = |area: Area| {
        let criteria = area.criteria.iter().map(criterion);
        let text = area.assessed.and_then(|(_, text)| text);
        Ok(QualityArea {
            area: area.area,
            label: area.area.label(),
            standing: area.standing,
            standing_label: area.standing.label(),
            assessed_on: area.assessed.map(|(on, _)| on),
            text: words::optional_text(&entries, text)?,
            criteria: criteria.collect::<Result<_, GraphError>>()?,
        })
    };
    views
        .into_iter()
        .zip(boards)
        .map(|((id, view), board)| {
            let once = |(on, meeting): (Date, Option<MeetingId>)| QualityDialogueHeld {
                on,
                meeting: meeting.and_then(|id| meetings.get(&id.0).cloned()),
            };
            Ok(QualityDialogue {
                id,
                day,
                title: words::optional_text(&entries, view.title)?,
                result: words::optional_text(&entries, result(&view))?,
                held: held(&view).into_iter().map(once).collect(),
                board: board
                    .into_iter()
                    .map(area)
                    .collect::<Result<_, GraphError>>()?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}
