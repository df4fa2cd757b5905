//! Seats in bodies [Sitz] with who has them (MEM-38, MEM-39).
//!
//! A seat is for a function, and for a partner where the document says so; a contact, a partner or the function alone
//! takes it. Who sees the person is decided where contacts are.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use kernel::{Date, PartialDate, PartnerId};
use membership::Body as View;
use uuid::Uuid;
use vault::Entries;

use crate::graphql::contacts::{self, Contact};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::{self, PartnerReference};
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A seat in a body [Sitz] (MEM-38, MEM-39).
#[derive(Clone, SimpleObject)]
pub struct Seat {
    id: ID,
    /// For whom it is, such as „Jugendhilfeplanung" [Funktion].
    function: Option<String>,
    /// The partner for whom it sits there.
    on_behalf_of: Option<PartnerReference>,
    /// True where somebody has it on the day that is asked for.
    filled: bool,
    /// Since when somebody has it.
    filled_since: Option<PartialDate>,
    /// Since when nobody has it [unbesetzt seit]; `null` where somebody has.
    vacant_since: Option<Date>,
    /// The contact who has it; `null` where only the partner or the function is known.
    contact: Option<Contact>,
    /// The partner for whom somebody sits there on the day.
    partner: Option<PartnerReference>,
}

impl Seat {
    pub(super) const fn is_vacant(&self) -> bool {
        self.vacant_since.is_some()
    }
}

/// Who has the seats, by id.
#[derive(Default)]
pub(super) struct Occupants {
    partners: HashMap<Uuid, PartnerReference>,
    contacts: HashMap<Uuid, Contact>,
}

/// Loads who has the seats of these bodies, as far as it is asked for.
pub(super) async fn occupants(
    reading: &Reading<'_>,
    views: &[(Uuid, View)],
    day: Date,
    look: &Look<'_>,
) -> Result<Occupants, GraphError> {
    let mut occupants = Occupants::default();
    let seats = || views.iter().flat_map(|(_, view)| view.seats_on(day));
    let asked = ["seats", "vacantSeats"].into_iter();
    let asked: Vec<Look<'_>> = asked.filter_map(|name| look.field(name)).collect();
    if asked
        .iter()
        .any(|look| look.asks_any(&["onBehalfOf", "partner"]))
    {
        let named = seats().flat_map(|seat| [seat.on_behalf_of, seat.partner_on(day)]);
        let ids: Vec<PartnerId> = named.flatten().collect();
        occupants.partners = partners::references(reading, &ids, day).await?;
    }
    // Nobody sits on a vacant seat.
    if let Some(look) = look.field("seats").and_then(|seats| seats.field("contact")) {
        let ids = seats().filter_map(|seat| seat.contact_on(day));
        let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
        occupants.contacts = contacts::by_id(reading, &ids, day, &look).await?;
    }
    Ok(occupants)
}

/// The seats of a body on `day`.
pub(super) fn of(
    view: &View,
    day: Date,
    occupants: &Occupants,
    entries: &Entries,
) -> Result<Vec<Seat>, GraphError> {
    let partner = |id: Option<PartnerId>| occupants.partners.get(&id?.0).cloned();
    let seats = view.seats_on(day).into_iter();
    seats
        .map(|seat| {
            let filled = seat.is_filled_on(day);
            let since = seat.occupants.at(day).and_then(|fact| fact.since);
            let contact = seat.contact_on(day);
            Ok(Seat {
                id: seat.id.to_string().into(),
                function: words::text(entries, seat.function)?,
                on_behalf_of: partner(seat.on_behalf_of),
                filled,
                filled_since: since.filter(|_| filled),
                vacant_since: seat.vacant_since(day),
                contact: contact.and_then(|id| occupants.contacts.get(&id.0).cloned()),
                partner: partner(seat.partner_on(day)),
            })
        })
        .collect()
}
