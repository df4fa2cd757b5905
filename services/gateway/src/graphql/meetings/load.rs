//! Loading meetings: their words out of the vault, the bodies and partners that they name.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::ID;
use kernel::{Date, EntryId, PartnerId};
use meetings::Meeting as View;
use meetings::meeting::{Attendance, Place};
use uuid::Uuid;
use vault::Entries;

use super::{AgendaItem, Meeting, MeetingOutcome};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::{self, PartnerReference};
use crate::graphql::reader::Reading;
use crate::graphql::{bodies, minutes, policies, sources, words};

/// The views of meetings, all or these.
pub(crate) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, Arc<View>)>, GraphError> {
    Ok(shared(reading.views(ids).await?))
}

/// The views of these bodies' meetings.
pub(super) async fn of_bodies(
    reading: &Reading<'_>,
    bodies: &[Uuid],
) -> Result<Vec<(Uuid, Arc<View>)>, GraphError> {
    let sql = "
        SELECT id, view
        FROM read_4.meeting
        WHERE municipality = $1
            AND body = ANY ($2::uuid[])
        ORDER BY body, begins_on, id";
    let views = reading.views_by("load the meetings of bodies", sql, Some(bodies));
    Ok(shared(views.await?))
}

fn shared(views: Vec<(Uuid, View)>) -> Vec<(Uuid, Arc<View>)> {
    let views = views.into_iter();
    views.map(|(id, view)| (id, Arc::new(view))).collect()
}

/// Loads one meeting; none for a role that may not read meetings.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Meeting>, GraphError> {
    if !reading.reader().may("meetings") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these meetings; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, Arc<View>)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Meeting>, GraphError> {
    let entries = reading.entries(texts(&views, look)).await?;
    let named = views.iter().filter_map(|(_, view)| view.body);
    let named: Vec<Uuid> = named.map(|id| id.0).collect();
    let bodies = if look.asks("body") {
        bodies::references(reading, &named, day).await?
    } else {
        HashMap::new()
    };
    let partners = partners(reading, &views, day, look).await?;
    let usual = if look.asks("place") {
        usual_places(reading, &views, day).await?
    } else {
        HashMap::new()
    };
    let mut minutes = match look.field("minutes") {
        Some(look) => {
            let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
            minutes::of_meetings(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "meeting", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let body = view.body.map(|body| body.0);
            let place = match view.place() {
                Some(Place::Said(entry)) => words::text(&entries, entry)?,
                Some(Place::Usual) => body.and_then(|body| usual.get(&body).cloned()),
                None => None,
            };
            Ok(Meeting {
                id,
                day,
                body: body.and_then(|body| bodies.get(&body).cloned()),
                topic: words::optional_text(&entries, view.topic)?,
                place,
                agenda: agenda(&view, &entries, &partners)?,
                outcomes: outcomes(&view, day, &entries, &partners)?,
                minutes: minutes.remove(&id),
                partners: of(&view, &partners),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The words that are asked for.
fn texts(views: &[(Uuid, Arc<View>)], look: &Look<'_>) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = Vec::new();
    for (_, view) in views {
        ids.extend(view.topic);
        ids.extend(view.place.filter(|_| look.asks("place")));
        if look.asks("agenda") {
            let items = view.agenda.iter();
            ids.extend(
                items
                    .flat_map(|item| [item.title, item.note, item.speaker])
                    .flatten(),
            );
        }
        if look.asks("outcomes") {
            ids.extend(view.outcomes.iter().map(|outcome| outcome.text));
        }
    }
    ids
}

/// Every partner that the meeting names.
fn named(view: &View) -> Vec<PartnerId> {
    let present = view
        .attendance
        .as_ref()
        .map_or(&[][..], |Attendance { partners, .. }| partners);
    let invited = view.invited.partners.keys().copied();
    invited
        .chain(present.iter().map(|presence| presence.partner))
        .chain(view.agenda.iter().filter_map(|item| item.partner))
        .chain(
            view.outcomes
                .iter()
                .filter_map(|outcome| outcome.responsible),
        )
        .chain(view.taker.iter().map(|taker| taker.partner))
        .collect()
}

async fn partners(
    reading: &Reading<'_>,
    views: &[(Uuid, Arc<View>)],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, PartnerReference>, GraphError> {
    let fields = [
        "agenda",
        "outcomes",
        "invited",
        "unanswered",
        "present",
        "minuteTaker",
    ];
    if !fields.iter().any(|field| look.asks(field)) {
        return Ok(HashMap::new());
    }
    let ids: Vec<PartnerId> = views.iter().flat_map(|(_, view)| named(view)).collect();
    partners::references(reading, &ids, day).await
}

/// Those whom this meeting names.
fn of(view: &View, partners: &HashMap<Uuid, PartnerReference>) -> HashMap<Uuid, PartnerReference> {
    let named = named(view).into_iter();
    named
        .filter_map(|id| Some((id.0, partners.get(&id.0)?.clone())))
        .collect()
}

/// Where each of the meetings' bodies usually meets, as the policy says (MTG-03).
async fn usual_places(
    reading: &Reading<'_>,
    views: &[(Uuid, Arc<View>)],
    day: Date,
) -> Result<HashMap<Uuid, String>, GraphError> {
    let asked = views
        .iter()
        .filter(|(_, view)| view.place() == Some(Place::Usual));
    let asked: Vec<Uuid> = asked
        .filter_map(|(_, view)| view.body)
        .map(|id| id.0)
        .collect();
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    let policies = policies::load(reading).await?;
    let Some(policy) = policies.on(day) else {
        return Ok(HashMap::new());
    };
    let rules = bodies::rules(reading, &asked).await?;
    let places = rules.into_iter().filter_map(|(body, rule)| {
        let place = policy.meetings.usual_place(&rule)?;
        Some((body, place.to_owned()))
    });
    Ok(places.collect())
}

fn agenda(
    view: &View,
    entries: &Entries,
    partners: &HashMap<Uuid, PartnerReference>,
) -> Result<Vec<AgendaItem>, GraphError> {
    view.agenda
        .iter()
        .map(|item| {
            Ok(AgendaItem {
                id: item.id.to_string().into(),
                kind: item.kind,
                label: item.kind.label(),
                title: words::optional_text(entries, item.title)?,
                note: words::optional_text(entries, item.note)?,
                speaker: words::optional_text(entries, item.speaker)?,
                partner: item.partner.and_then(|id| partners.get(&id.0).cloned()),
                minutes: item.minutes.map(u16::from),
            })
        })
        .collect()
}

fn outcomes(
    view: &View,
    day: Date,
    entries: &Entries,
    partners: &HashMap<Uuid, PartnerReference>,
) -> Result<Vec<MeetingOutcome>, GraphError> {
    view.outcomes
        .iter()
        .map(|outcome| {
            let responsible = outcome.responsible;
            Ok(MeetingOutcome {
                id: outcome.id.to_string().into(),
                item: outcome.item.map(|item| ID::from(item.to_string())),
                kind: outcome.kind,
                label: outcome.kind.label(),
                text: words::optional_text(entries, Some(outcome.text))?,
                responsible: responsible.and_then(|id| partners.get(&id.0).cloned()),
                due_on: outcome.due_on,
                done_on: outcome.done_on.filter(|on| *on <= day),
            })
        })
        .collect()
}
