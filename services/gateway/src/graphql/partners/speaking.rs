//! Who speaks for partners on a day, and what is found of it (MEM-14 … MEM-16).

use std::collections::HashMap;
use std::sync::Arc;

use kernel::Date;
use membership::Partner as View;
use membership::contact::findings as speaking;
use municipality::Policy;
use uuid::Uuid;

use super::Finding;
use super::load::PartnerRow;
use crate::graphql::contacts::{self, Contact, ContactRow};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;

/// Who speaks for a partner, and what is found of it.
#[derive(Default)]
pub(super) struct Spoken {
    pub(super) contacts: Vec<Contact>,
    pub(super) findings: Vec<Finding>,
    pub(super) vacant_since: Option<Date>,
}

/// Who speaks for each partner on `day`, where that is asked for.
pub(super) async fn speakers(
    reading: &Reading<'_>,
    partners: &[PartnerRow],
    policies: Option<&Policies>,
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Spoken>, GraphError> {
    if !look.asks_any(&["contacts", "findings", "contactVacantSince"]) {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = partners.iter().map(|row| row.id).collect();
    let mut rows = contacts::rows(reading, Some(&ids), None).await?;
    let mut spoken: HashMap<Uuid, Spoken> = HashMap::new();
    let policy = policies.and_then(|policies| policies.on(day));
    let by_partner = by_partner(&rows);
    for PartnerRow { id, view } in partners {
        let own = by_partner.get(id).map_or(&[][..], Vec::as_slice);
        spoken.insert(*id, said(policy, view, own, day));
    }
    rows.retain(|row| row.view.is_active_on(day));
    if let (Some(look), Some(policies)) = (look.field("contacts"), policies) {
        for (id, contacts) in contacts::load(reading, rows, policies, day, &look).await? {
            spoken.entry(id).or_default().contacts = contacts;
        }
    }
    Ok(spoken)
}

fn said(
    policy: Option<&Arc<Policy>>,
    view: &View,
    contacts: &[&membership::Contact],
    day: Date,
) -> Spoken {
    let findings = policy.map_or_else(Vec::new, |policy| {
        speaking::vacancy_findings(&policy.membership, view, contacts, day)
    });
    Spoken {
        contacts: Vec::new(),
        findings: findings.into_iter().map(Finding::from).collect(),
        vacant_since: speaking::vacant_since(contacts.iter().copied(), day),
    }
}

/// The contacts of each partner that stays.
pub(crate) fn by_partner(rows: &[ContactRow]) -> HashMap<Uuid, Vec<&membership::Contact>> {
    let mut contacts: HashMap<Uuid, Vec<&membership::Contact>> = HashMap::new();
    for row in rows {
        contacts.entry(row.partner).or_default().push(&row.view);
    }
    contacts
}
