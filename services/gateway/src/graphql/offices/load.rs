//! From rows and views to offices: children set-wise and only what is asked for; the root field.

use std::collections::HashMap;

use async_graphql::{Context, Object, Result};
use kernel::{Date, EntryId, NetworkId};
use membership::office::{Appointment, CoordinatorRole};
use membership::{ConsentState, Office as View};
use uuid::Uuid;
use vault::Entries;

use super::{Coordinator, EmergencyCard, Office, OfficeContact};
use crate::graphql::LIST_MAX;
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::{contacts, networks, policies, sources, words};

/// The views of offices, all or these.
pub(crate) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one office.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Office>, GraphError> {
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these offices; keeps their order.
async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Office>, GraphError> {
    let persons = look.asks_any(&["coordinators", "deputies"]) && {
        // An appointment needs no consent: the office prints who coordinates (MEM-31).
        let policies = policies::load(reading).await?;
        contacts::may_see(reading, &policies, ConsentState::NotRequired, day)
    };
    let ids = views.iter().flat_map(|(_, view)| {
        let mut ids = printed(view, day);
        for appointment in appointments(view, day) {
            ids.push(appointment.function);
            ids.extend(persons.then_some(appointment.details));
        }
        ids
    });
    let entries = reading.entries(ids.collect()).await?;
    let networks = match look.field("network") {
        Some(look) => {
            let ids = views.iter().filter_map(|(_, view)| view.network);
            let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
            networks::by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "office", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let who = |role| {
                let theirs = view.appointed_on(role, day);
                let all = theirs.map(|appointment| coordinator(&entries, appointment, persons));
                all.collect::<Result<Vec<_>, GraphError>>()
            };
            Ok(Office {
                id,
                day,
                network: view.network.and_then(|id| networks.get(&id.0).cloned()),
                contact: contact(&entries, &view, day)?,
                coordinators: who(CoordinatorRole::Coordinator)?,
                deputies: who(CoordinatorRole::Deputy)?,
                emergency_card: emergency_card(&entries, &view, day)?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

fn appointments(view: &View, day: Date) -> impl Iterator<Item = &Appointment> {
    let roles = CoordinatorRole::ALL.iter();
    roles.flat_map(move |role| view.appointed_on(*role, day))
}

/// The entries of what is printed of an office.
fn printed(view: &View, day: Date) -> Vec<EntryId> {
    let mut ids = Vec::new();
    if let Some(contact) = view.contact_on(day) {
        ids.push(contact.institution);
        let lines = [contact.room, contact.hours, contact.email, contact.fax];
        ids.extend(lines.into_iter().flatten());
    }
    if let Some(card) = view.emergency_card_on(day) {
        ids.extend([card.acute, card.outside_hours]);
    }
    ids
}

fn contact(entries: &Entries, view: &View, day: Date) -> Result<Option<OfficeContact>, GraphError> {
    let Some(contact) = view.contact_on(day) else {
        return Ok(None);
    };
    let institution = words::institution(entries, Some(contact.institution))?;
    Ok(Some(OfficeContact {
        name: institution.name,
        address: institution.address,
        phone: institution.phone,
        room: words::optional_text(entries, contact.room)?,
        hours: words::optional_text(entries, contact.hours)?,
        email: words::optional_text(entries, contact.email)?,
        fax: words::optional_text(entries, contact.fax)?,
        since: view
            .contacts
            .at(day)
            .and_then(|fact| fact.since)
            .or(view.since),
    }))
}

fn coordinator(
    entries: &Entries,
    appointment: &Appointment,
    persons: bool,
) -> Result<Coordinator, GraphError> {
    Ok(Coordinator {
        function: words::text(entries, appointment.function)?,
        since: appointment.from,
        until: appointment.to,
        person: match persons {
            true => words::person(entries, appointment.details)?,
            false => None,
        },
    })
}

fn emergency_card(
    entries: &Entries,
    view: &View,
    day: Date,
) -> Result<Option<EmergencyCard>, GraphError> {
    let Some(card) = view.emergency_card_on(day) else {
        return Ok(None);
    };
    Ok(Some(EmergencyCard {
        acute: words::text(entries, card.acute)?,
        outside_hours: words::text(entries, card.outside_hours)?,
        valid_from: view.emergency_cards.at(day).and_then(|fact| fact.since),
    }))
}

/// The root field about offices.
#[derive(Default)]
pub struct OfficeQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl OfficeQuery {
    /// The coordination offices that work on the day (today where none is given), the municipality's own first, then by
    /// name [Koordinierungsstellen]; at most 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn offices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only offices of this network.")] network: Option<NetworkId>,
        as_of: Option<Date>,
    ) -> Result<Vec<Office>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let mut views = views(&reading, None).await?;
        views.retain(|(_, view)| {
            view.runs_on(day) && (network.is_none() || view.network == network)
        });
        let mut offices = load(&reading, views, day, &Look::below(ctx)).await?;
        offices.sort_by_cached_key(|office| {
            let name = office
                .contact
                .as_ref()
                .map(|contact| words::fold(&contact.name));
            (office.view.network.is_some(), name, office.id)
        });
        offices.truncate(LIST_MAX);
        Ok(offices)
    }
}
