//! The coordination office and its emergency card, as they are printed (MEM-30, MEM-31).

use kernel::{Date, EntryId, NetworkId};
use membership::Office;
use membership::office::{Appointment, CoordinatorRole};
use papers::{CoordinationOffice, EmergencyCard, EmergencyStep, Reach};
use uuid::Uuid;

use super::super::known::Known;
use super::Who;
use crate::graphql::contacts::may_see;
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// The office that coordinates the network on `day`: its own, else the municipality's, else the only one that there is.
pub(in super::super) fn the_office(
    known: &Known,
    network: Option<NetworkId>,
    day: Date,
) -> Option<(Uuid, &Office)> {
    let running = || {
        known
            .offices
            .iter()
            .filter(|(_, office)| office.runs_on(day))
    };
    let of = |network: Option<NetworkId>| running().find(|(_, office)| office.network == network);
    let own = network.and_then(|network| of(Some(network)));
    let only = || {
        let mut all = running();
        all.next()
            .filter(|_| network.is_none() && all.next().is_none())
    };
    let found = own.or_else(|| of(None)).or_else(only);
    found.map(|(id, office)| (*id, office))
}

/// The office with its people. Their functions are everybody's; their names are seen by whoever may see contacts.
pub(in super::super) async fn office(
    reading: &Reading<'_>,
    policies: &Policies,
    office: &Office,
    day: Date,
) -> Result<Option<CoordinationOffice>, GraphError> {
    let Some(contact) = office.contact_on(day) else {
        return Ok(None);
    };
    let appointed: Vec<&Appointment> = [CoordinatorRole::Coordinator, CoordinatorRole::Deputy]
        .into_iter()
        .flat_map(|role| office.appointed_on(role, day))
        .collect();
    // Nobody asks the office's own people for a consent; the rule of who sees contact data holds for them as well.
    let seen = may_see(
        reading,
        policies,
        membership::ConsentState::NotRequired,
        day,
    );
    let printed = [
        Some(contact.institution),
        contact.room,
        contact.hours,
        contact.email,
        contact.fax,
    ];
    let people = appointed
        .iter()
        .flat_map(|somebody| [Some(somebody.function), seen.then_some(somebody.details)]);
    let ids: Vec<EntryId> = printed.into_iter().chain(people).flatten().collect();
    let entries = reading.entries(ids).await?;
    let institution = words::institution(&entries, Some(contact.institution))?;
    let persons = appointed
        .iter()
        .map(|somebody| {
            let function = words::text(&entries, somebody.function)?;
            let role = somebody.role.label();
            let function = function.unwrap_or_else(|| role.to_owned());
            let who = Who::of(&entries, seen.then_some(somebody.details))?;
            Ok(match who {
                Who::Person(person) => format!("{role}: {}, {function}", person.name),
                Who::Nobody | Who::Hidden => format!("{role}: {function}"),
            })
        })
        .collect::<Result<_, GraphError>>()?;
    Ok(Some(CoordinationOffice {
        name: institution.name,
        persons,
        address: institution.address,
        room: words::optional_text(&entries, contact.room)?,
        hours: words::optional_text(&entries, contact.hours)?,
        reach: Reach {
            phone: institution.phone,
            fax: words::optional_text(&entries, contact.fax)?,
            email: words::optional_text(&entries, contact.email)?,
        },
    }))
}

/// The card of an office on `day`; `None` where it has none.
pub(in super::super) async fn card(
    reading: &Reading<'_>,
    office: &Office,
    day: Date,
) -> Result<Option<EmergencyCard>, GraphError> {
    let Some(card) = office.emergency_card_on(day) else {
        return Ok(None);
    };
    let entries = reading
        .entries(vec![card.acute, card.outside_hours])
        .await?;
    let step = |situation: &str, entry| -> Result<Option<EmergencyStep>, GraphError> {
        let call = words::text(&entries, entry)?;
        Ok(call.map(|call| EmergencyStep {
            situation: situation.to_owned(),
            call,
            phones: Vec::new(),
            note: None,
        }))
    };
    let steps = [
        step("Bei akuter Gefährdung", card.acute)?,
        step("Außerhalb der Dienstzeiten bei Gefahr", card.outside_hours)?,
    ];
    Ok(Some(EmergencyCard {
        steps: steps.into_iter().flatten().collect(),
    }))
}
