//! From rows and views to partners: children set-wise, in one statement each, and only what is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{Date, NetworkId, PartnerId};
use membership::Partner as View;
use uuid::Uuid;

use super::{Partner, PartnerReference};
use crate::graphql::contacts::{self, Contact, ContactRow};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::policies::{self, Policies};
use crate::graphql::reader::{self, Reading};
use crate::graphql::{agreements, networks, places, sources, words};

/// A partner as its row says, before what hangs on it is loaded.
pub(crate) struct PartnerRow {
    pub(crate) id: Uuid,
    pub(crate) view: Arc<View>,
}

/// Loads what `look` asks for of these partners, each kind of child in one statement; keeps their order.
pub(crate) async fn load(
    reading: &Reading<'_>,
    rows: Vec<PartnerRow>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Partner>, GraphError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let institutions = rows
        .iter()
        .filter_map(|row| row.view.institution_on(day))
        .collect();
    let entries = reading.entries(institutions).await?;
    let policies = if look.asks_any(&["sectors", "findings", "missingPreconditions", "contacts"]) {
        Some(policies::load(reading).await?)
    } else {
        None
    };
    let networks = match look.field("networks") {
        Some(look) => {
            let ids = all(&rows, |view| view.networks_on(day), |id| id.0);
            networks::by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let sites = match look.field("sites") {
        Some(look) => {
            let ids = all(&rows, |view| view.sites_on(day), |id| id.0);
            places::sites_by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let (counts, mut contacts) = match &policies {
        Some(policies) if look.asks_any(&["contacts", "findings"]) => {
            contacts_of(reading, &ids, policies, day, look).await?
        }
        Some(_) | None => (HashMap::new(), HashMap::new()),
    };
    let agreements = match look.field("agreements") {
        Some(look) if reading.reader().may("agreements") => {
            agreements::of_partners(reading, &ids, day, &look).await?
        }
        Some(_) | None => HashMap::new(),
    };
    let operators = if look.asks("operator") {
        let operators: Vec<PartnerId> = rows
            .iter()
            .filter_map(|row| row.view.operator_on(day))
            .collect();
        references(reading, &operators, day).await?
    } else {
        HashMap::new()
    };
    let mut sources = if look.asks("sources") {
        sources::load(reading, "partner", &ids).await?
    } else {
        HashMap::new()
    };
    let policy = policies
        .as_ref()
        .and_then(|policies| policies.on(day).cloned());
    rows.into_iter()
        .map(|PartnerRow { id, view }| {
            let network = |id: &NetworkId| networks.get(&id.0).cloned();
            Ok(Partner {
                id,
                institution: words::institution(&entries, view.institution_on(day))?,
                day,
                policy: policy.clone(),
                networks: view.networks_on(day).iter().filter_map(network).collect(),
                sites: view
                    .sites_on(day)
                    .iter()
                    .filter_map(|id| sites.get(&id.0).cloned())
                    .collect(),
                active_contacts: counts.get(&id).copied().unwrap_or(0),
                contacts: contacts.remove(&id).unwrap_or_default(),
                agreements: agreements.get(&id).cloned().unwrap_or_default(),
                operator: view
                    .operator_on(day)
                    .and_then(|id| operators.get(&id.0).cloned()),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

fn all<T>(rows: &[PartnerRow], of: impl Fn(&View) -> Vec<T>, id: impl Fn(T) -> Uuid) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = rows.iter().flat_map(|row| of(&row.view)).map(id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// How many speak for each partner on `day`, and who, where that is asked for.
async fn contacts_of(
    reading: &Reading<'_>,
    partners: &[Uuid],
    policies: &Policies,
    day: Date,
    look: &Look<'_>,
) -> Result<(HashMap<Uuid, usize>, HashMap<Uuid, Vec<Contact>>), GraphError> {
    let rows = active_contacts(reading, partners, day).await?;
    let counts = count_by_partner(&rows);
    let contacts = match look.field("contacts") {
        Some(look) => contacts::load(reading, rows, policies, day, &look).await?,
        None => HashMap::new(),
    };
    Ok((counts, contacts))
}

/// Who speaks for these partners on `day`.
pub(super) async fn active_contacts(
    reading: &Reading<'_>,
    partners: &[Uuid],
    day: Date,
) -> Result<Vec<ContactRow>, GraphError> {
    let mut rows = contacts::rows(reading, Some(partners), None).await?;
    rows.retain(|row| row.view.is_active_on(day));
    Ok(rows)
}

/// How many of these speak for each partner.
pub(crate) fn count_by_partner<'a>(
    rows: impl IntoIterator<Item = &'a ContactRow>,
) -> HashMap<Uuid, usize> {
    let mut counts = HashMap::new();
    for row in rows {
        *counts.entry(row.partner).or_default() += 1;
    }
    counts
}

/// Partners by id, as their rows say.
pub(crate) async fn rows(
    reading: &Reading<'_>,
    ids: &[Uuid],
) -> Result<Vec<PartnerRow>, GraphError> {
    let rows = reading
        .rows(
            "load partners",
            "
            SELECT id, view
            FROM read_1.partner
            WHERE municipality = $1
                AND id = ANY ($2::uuid[])
            ORDER BY id",
            &[&ids],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(PartnerRow {
                id: row.get("id"),
                view: Arc::new(reader::view(row)?),
            })
        })
        .collect()
}

/// Loads one partner.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Partner>, GraphError> {
    let rows = rows(reading, &[id]).await?;
    Ok(load(reading, rows, day, look).await?.pop())
}

/// Partners by their names, for whatever speaks of them.
pub(crate) async fn references(
    reading: &Reading<'_>,
    ids: &[PartnerId],
    day: Date,
) -> Result<HashMap<Uuid, PartnerReference>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = rows(reading, &ids).await?;
    let name = |row: &PartnerRow| {
        let institutions = &row.view.institutions;
        // A party may be named before the day from which its name is known.
        row.view
            .institution_on(day)
            .or_else(|| institutions.facts().first().map(|fact| fact.value))
    };
    let entries = reading
        .entries(rows.iter().filter_map(name).collect())
        .await?;
    rows.iter()
        .map(|row| {
            let reference = PartnerReference {
                id: row.id.to_string().into(),
                name: words::institution(&entries, name(row))?.name,
                kind: row.view.kind,
            };
            Ok((row.id, reference))
        })
        .collect()
}
