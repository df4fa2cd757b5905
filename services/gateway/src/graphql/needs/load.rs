//! Loading needs: their words out of the vault, the bodies and meetings that they name.

use std::collections::HashMap;

use kernel::{Date, EntryId, MeetingId};
use meetings::Need as View;
use meetings::need::NeedStep as Step;
use membership::SectorCode;
use uuid::Uuid;

use super::{Need, NeedStep, NeedStepKind};
use crate::graphql::bodies::{self, BodyReference};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings::{self as sessions, MeetingReference};
use crate::graphql::partners::Sector;
use crate::graphql::reader::Reading;
use crate::graphql::{policies, sources, words};

/// The views of needs, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one need; none for a role that may not read needs.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Need>, GraphError> {
    if !reading.reader().may("needs") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these needs; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Need>, GraphError> {
    let internal = reading.reader().may("meetings");
    let mut courses: Vec<Vec<(Date, Step)>> = vec![Vec::new(); views.len()];
    if look.asks("course") {
        let until = views.iter().map(|(_, view)| view.course_until(day));
        courses = until.collect();
    }
    let steps = || courses.iter().flatten().map(|(_, step)| step);
    let own = views.iter().flat_map(|(_, view)| [view.title, view.text]);
    let told = steps().map(|step| text_of(step, internal));
    let entries = reading.entries(own.chain(told).flatten().collect()).await?;
    let bodies = if look.asks_any(&["body", "course"]) {
        let named = views.iter().filter_map(|(_, view)| Some(view.body?.0));
        bodies::references(reading, &named.collect::<Vec<_>>(), day).await?
    } else {
        HashMap::new()
    };
    let discussing: Vec<MeetingId> = steps().filter_map(meeting_of).collect();
    let meetings = sessions::references(reading, &discussing, day).await?;
    let policies = if look.asks("sector") {
        Some(policies::load(reading).await?)
    } else {
        None
    };
    let policy = policies
        .as_ref()
        .and_then(|policies| policies.on(day).cloned());
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "need", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .zip(courses)
        .map(|((id, view), course)| {
            let step = |(on, step): (Date, Step)| {
                let text = words::optional_text(&entries, text_of(&step, internal))?;
                Ok(shown(on, &step, text, &bodies, &meetings))
            };
            let sector = view.sector.as_ref();
            let sector = sector.and_then(|code| SectorCode::try_new(code.as_str()).ok());
            Ok(Need {
                id,
                day,
                title: words::optional_text(&entries, view.title)?,
                text: words::optional_text(&entries, view.text)?,
                body: view.body.and_then(|id| bodies.get(&id.0).cloned()),
                sector: sector.map(|code| Sector::of(code, policy.as_ref())),
                course: course
                    .into_iter()
                    .map(step)
                    .collect::<Result<_, GraphError>>()?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The words of a step, as far as the caller may read them.
fn text_of(step: &Step, internal: bool) -> Option<EntryId> {
    match step {
        Step::Suggested { body: _ } => None,
        Step::Realised { offer: _, text } => *text,
        Step::Discussed { meeting: _, text } => text.filter(|_| internal),
        Step::Shelved { reason } => internal.then_some(*reason),
        Step::Reopened { reason } => reason.filter(|_| internal),
    }
}

fn meeting_of(step: &Step) -> Option<MeetingId> {
    match step {
        Step::Discussed { meeting, text: _ } => Some(*meeting),
        Step::Suggested { .. }
        | Step::Realised { .. }
        | Step::Shelved { .. }
        | Step::Reopened { .. } => None,
    }
}

fn shown(
    on: Date,
    step: &Step,
    text: Option<String>,
    bodies: &HashMap<Uuid, BodyReference>,
    meetings: &HashMap<Uuid, MeetingReference>,
) -> NeedStep {
    let mut shown = NeedStep {
        kind: NeedStepKind::Suggested,
        on,
        body: None,
        meeting: None,
        offer: None,
        text,
    };
    match step {
        Step::Suggested { body } => {
            shown.body = body.and_then(|id| bodies.get(&id.0).cloned());
        }
        Step::Discussed { meeting, text: _ } => {
            shown.kind = NeedStepKind::Discussed;
            shown.meeting = meetings.get(&meeting.0).cloned();
        }
        Step::Realised { offer, text: _ } => {
            shown.kind = NeedStepKind::Realised;
            shown.offer = offer.map(|offer| offer.to_string().into());
        }
        Step::Shelved { reason: _ } => shown.kind = NeedStepKind::Shelved,
        Step::Reopened { reason: _ } => shown.kind = NeedStepKind::Reopened,
    }
    shown
}
