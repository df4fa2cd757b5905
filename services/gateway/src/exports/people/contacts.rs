//! The rows of Anlage 1: the partners of a network on a day, with those who speak for them (AGR-23, MEM-14).

use std::collections::HashMap;

use kernel::{Date, EntryId, Institution, NetworkId, PartnerId};
use membership::contact::ContactRole;
use membership::{Contact, MembershipState, Partner};
use uuid::Uuid;

use super::super::known::{Known, Views};
use super::Who;
use crate::graphql::contacts::may_see;
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A row: a partner, and somebody who speaks for it.
#[derive(Clone, Debug)]
pub(in super::super) struct Listed {
    pub(in super::super) partner: Uuid,
    /// The contact; `None` where nobody is named.
    pub(in super::super) contact: Option<Uuid>,
    pub(in super::super) institution: Institution,
    pub(in super::super) who: Who,
    /// In which function; `None` where the person is not shown.
    pub(in super::super) function: Option<String>,
    /// Fields of work, in German.
    pub(in super::super) sectors: Vec<String>,
    /// Since when these details hold, as far as known.
    pub(in super::super) since: Option<Date>,
    deputy: bool,
}

/// The partners that are members on `day`, of the network or all, by name; of one partner the binding contact first.
/// A partner for whom nobody speaks has a row without a person.
pub(in super::super) async fn contacts(
    reading: &Reading<'_>,
    known: &Known,
    policies: &Policies,
    network: Option<NetworkId>,
    day: Date,
) -> Result<Vec<Listed>, GraphError> {
    let members: Vec<(Uuid, &Partner)> = known
        .partners
        .iter()
        .filter(|(_, view)| view.membership_on(day) == Some(MembershipState::Active))
        .filter(|(_, view)| network.is_none_or(|network| view.networks_on(day).contains(&network)))
        .map(|(id, view)| (*id, view))
        .collect();
    let mut speakers: HashMap<Uuid, Vec<(Uuid, &Contact)>> = HashMap::new();
    for (id, contact) in &known.contacts {
        let partner = contact
            .partner
            .and_then(|of| staying(&known.partners, of))
            .filter(|_| contact.is_active_on(day));
        if let Some(partner) = partner {
            speakers.entry(partner).or_default().push((*id, contact));
        }
    }
    let details = |id: Uuid, contact: &Contact| {
        let seen = may_see(reading, policies, known.consent(id), day);
        contact.details_on(day).filter(|_| seen)
    };
    let ids = members.iter().flat_map(|(id, view)| {
        let speakers = speakers.get(id).into_iter().flatten();
        let words = speakers.flat_map(|(id, contact)| {
            let details = details(*id, contact);
            [details, details.and(contact.function_on(day))]
        });
        words.chain([view.institution_on(day)]).flatten()
    });
    let ids: Vec<EntryId> = ids.collect();
    let entries = reading.entries(ids).await?;
    let policy = policies.on(day);
    let sectors = |view: &Partner| {
        let term = |code: &membership::SectorCode| {
            let known = policy.and_then(|policy| policy.membership.sectors.term(code));
            known.unwrap_or(code.as_str()).to_owned()
        };
        view.sectors_on(day).iter().map(term).collect()
    };
    let mut rows = Vec::new();
    for (partner, view) in members {
        let nobody = Listed {
            partner,
            contact: None,
            institution: words::institution(&entries, view.institution_on(day))?,
            who: Who::Nobody,
            function: None,
            sectors: sectors(view),
            since: first_day(view.institutions.at(day)),
            deputy: false,
        };
        let Some(speakers) = speakers.get(&partner) else {
            rows.push(nobody);
            continue;
        };
        for (id, contact) in speakers {
            let details = details(*id, contact);
            let function = details.and(contact.function_on(day));
            rows.push(Listed {
                contact: Some(*id),
                who: Who::of(&entries, details)?,
                function: words::optional_text(&entries, function)?,
                since: first_day(contact.details.at(day)),
                deputy: contact.role_on(day) == Some(ContactRole::Deputy),
                ..nobody.clone()
            });
        }
    }
    rows.sort_by_cached_key(|row| {
        (
            words::fold(&row.institution.name),
            row.partner,
            row.deputy,
            words::fold(row.who.name().unwrap_or_default()),
            row.contact,
        )
    });
    Ok(rows)
}

fn first_day<T>(fact: Option<&kernel::timeline::Since<T>>) -> Option<Date> {
    fact?.since.map(|since| since.first_day())
}

/// The partner that stays where this one is its duplicate [Dublette].
fn staying(partners: &Views<Partner>, of: PartnerId) -> Option<Uuid> {
    let mut partner = of.0;
    // A chain that does not end would be a fault of the store; nobody is shown then.
    for _ in 0..=partners.len() {
        match partners.get(&partner)?.merged_into() {
            Some(next) => partner = next.0,
            None => return Some(partner),
        }
    }
    None
}
