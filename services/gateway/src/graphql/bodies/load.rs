//! From rows and views to bodies: children set-wise, in one statement each, and only what is asked for.

use std::collections::HashMap;

use kernel::{BodyId, Date, EntryId, PartnerId};
use membership::Body as View;
use uuid::Uuid;

use super::cadence::{self, Documented};
use super::{Body, BodyReference, ParentPeriod, feed, seat};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::{meetings, networks, partners, places, policies, sources, words};

/// The rows of bodies, all or these.
pub(crate) async fn rows(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one body.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Body>, GraphError> {
    let rows = rows(reading, Some(&[id])).await?;
    Ok(load(reading, rows, day, look).await?.pop())
}

/// Loads what `look` asks for of these bodies; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Body>, GraphError> {
    let entries = reading.entries(names(&views, day)).await?;
    let networks = match look.field("network") {
        Some(look) => {
            let ids: Vec<Uuid> = views
                .iter()
                .filter_map(|(_, view)| view.network)
                .map(|id| id.0)
                .collect();
            networks::by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let regions = if look.asks("region") {
        let ids = views.iter().filter_map(|(_, view)| view.region).collect();
        places::regions_by_id(reading, ids, day).await?
    } else {
        HashMap::new()
    };
    let bodies = if look.asks_any(&["parent", "parents", "forwardsTo"]) {
        references(reading, &related(&views, day), day).await?
    } else {
        HashMap::new()
    };
    let occupants = seat::occupants(reading, &views, day, look).await?;
    let members = if look.asks("members") {
        let members = views.iter().flat_map(|(_, view)| view.members_on(day));
        partners::references(reading, &members.collect::<Vec<_>>(), day).await?
    } else {
        HashMap::new()
    };
    let policies = if look.asks_any(&["cadence", "findings"]) {
        Some(policies::load(reading).await?)
    } else {
        None
    };
    let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
    let mut counted = if look.asks("cadence") {
        cadence::meetings(reading, Some(&ids)).await?
    } else {
        HashMap::new()
    };
    let mut pages = meetings::of_bodies(reading, &ids, day, look).await?;
    let mut calendars = if look.asks("calendarAddress") {
        feed::addresses(reading, &ids).await?
    } else {
        HashMap::new()
    };
    let mut sources = if look.asks("sources") {
        sources::load(reading, "body", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let reference = |id: &BodyId| bodies.get(&id.0).cloned();
            let targets = view
                .targets_on(day)
                .map_or(&[][..], |targets| &targets.bodies);
            let member = |id: &PartnerId| members.get(&id.0).cloned();
            Ok(Body {
                id,
                name: words::name(&entries, view.name_on(day))?,
                day,
                network: view.network.and_then(|id| networks.get(&id.0).cloned()),
                region: view.region.and_then(|id| regions.get(&id.0).cloned()),
                parent: view.parent_on(day).as_ref().and_then(reference),
                parents: parents(&view, &bodies),
                policy: policies
                    .as_ref()
                    .and_then(|policies| policies.on(day).cloned()),
                documented: Documented::of(&view, policies.as_ref()),
                counted: counted.remove(&id).unwrap_or_default(),
                meetings: pages
                    .as_mut()
                    .map(|pages| pages.remove(&id).unwrap_or_default()),
                seats: seat::of(&view, day, &occupants, &entries)?,
                members: view.members_on(day).iter().filter_map(member).collect(),
                targets: targets.iter().filter_map(reference).collect(),
                sources: sources.remove(&id).unwrap_or_default(),
                calendar: calendars.remove(&id),
                view,
            })
        })
        .collect()
}

/// The entries of names and of seats' functions.
fn names(views: &[(Uuid, View)], day: Date) -> Vec<EntryId> {
    let functions = views
        .iter()
        .flat_map(|(_, view)| view.seats_on(day))
        .map(|seat| seat.function);
    views
        .iter()
        .filter_map(|(_, view)| view.name_on(day))
        .chain(functions)
        .collect()
}

/// The bodies that these name as parents and targets.
fn related(views: &[(Uuid, View)], day: Date) -> Vec<Uuid> {
    let named = |view: &View| {
        let targets = view
            .targets_on(day)
            .map_or(&[][..], |targets| &targets.bodies);
        targets
            .iter()
            .copied()
            .chain(view.parents.facts().iter().map(|fact| fact.value))
            .map(|id| id.0)
            .collect::<Vec<Uuid>>()
    };
    views.iter().flat_map(|(_, view)| named(view)).collect()
}

/// Bodies by their names, for whatever speaks of them.
pub(crate) async fn references(
    reading: &Reading<'_>,
    ids: &[Uuid],
    day: Date,
) -> Result<HashMap<Uuid, BodyReference>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = rows(reading, Some(ids)).await?;
    let names = rows
        .iter()
        .filter_map(|(_, view)| view.name_on(day))
        .collect();
    let entries = reading.entries(names).await?;
    rows.iter()
        .map(|(id, view)| {
            let name = words::name(&entries, view.name_on(day))?;
            Ok((
                *id,
                BodyReference {
                    id: id.to_string().into(),
                    name,
                    kind: view.kind,
                },
            ))
        })
        .collect()
}

/// The keys of the policy's rules that speak of these bodies.
pub(crate) async fn rules(
    reading: &Reading<'_>,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, String>, GraphError> {
    let rows = rows(reading, Some(ids)).await?.into_iter();
    let rule = |(id, view): (Uuid, View)| Some((id, view.rule?.to_string()));
    Ok(rows.filter_map(rule).collect())
}

/// For which bodies it worked, in order of the days.
fn parents(view: &View, bodies: &HashMap<Uuid, BodyReference>) -> Vec<ParentPeriod> {
    let mut facts: Vec<_> = view.parents.facts().iter().collect();
    facts.sort_by_key(|fact| fact.since);
    let period = |fact: &kernel::timeline::Since<BodyId>| ParentPeriod {
        since: fact.since,
        body: bodies.get(&fact.value.0).cloned(),
    };
    facts.into_iter().map(period).collect()
}
