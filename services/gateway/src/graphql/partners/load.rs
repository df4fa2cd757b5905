//! From rows and views to partners: children set-wise, in one statement each, and only what is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{Date, EntryId, NetworkId, PartnerId};
use membership::Partner as View;
use uuid::Uuid;

use super::duplicates::{Duplicates, absorb};
use super::reference::{PartnerReference, named, references};
use super::speaking::speakers;
use super::{Partner, admission, contributions, operating};
use crate::graphql::agreements::Agreement;
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::presentations::OnAgendas;
use crate::graphql::reader::{self, Reading};
use crate::graphql::{agreements, networks, offers, places, policies, sources, words};

/// A partner as its row says, before what hangs on it is loaded.
pub(crate) struct PartnerRow {
    pub(crate) id: Uuid,
    pub(crate) view: Arc<View>,
}

/// What needs the policy of the day.
const OF_POLICY: [&str; 9] = [
    "sectors",
    "findings",
    "admission",
    "missingPreconditions",
    "qualityChecklist",
    "qualityFindings",
    "voices",
    "contacts",
    "offers",
];
/// To what a duplicate may have added.
const OF_DUPLICATES: [&str; 9] = [
    "resources",
    "participations",
    "staffTrainings",
    "presentations",
    "parentParticipationAttestedOn",
    "qualityChecklist",
    "qualityFindings",
    "duplicates",
    "mergedInto",
];

/// What presentations answer, which agendas know as well.
const OF_PRESENTATIONS: [&str; 3] = ["presentations", "qualityChecklist", "qualityFindings"];

/// Loads what `look` asks for of these partners, each kind of child in one statement; keeps their order.
pub(crate) async fn load(
    reading: &Reading<'_>,
    mut rows: Vec<PartnerRow>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Partner>, GraphError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let known = if look.asks_any(&OF_DUPLICATES) || look.asks_any(&["agreements", "offers"]) {
        Duplicates::load(reading).await?
    } else {
        Duplicates::default()
    };
    let mut merged = if look.asks_any(&OF_DUPLICATES) {
        with_duplicates(reading, &mut rows, &known, day).await?
    } else {
        Merged::default()
    };
    if look.asks_any(&OF_PRESENTATIONS) {
        let on_agendas = OnAgendas::load(reading, &known).await?;
        for row in &mut rows {
            on_agendas.tell(row.id, Arc::make_mut(&mut row.view));
        }
    }
    let entries = reading
        .entries(entries_of(reading, &rows, day, look))
        .await?;
    let policies = if look.asks_any(&OF_POLICY) {
        Some(policies::load(reading).await?)
    } else {
        None
    };
    let policy = policies
        .as_ref()
        .and_then(|policies| policies.on(day).cloned());
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
    let mut speakers = speakers(reading, &rows, policies.as_ref(), day, look).await?;
    let agreements = match look.field("agreements") {
        Some(look) if reading.reader().may("agreements") => {
            agreements_of(reading, &ids, &known, day, &look).await?
        }
        Some(_) | None => HashMap::new(),
    };
    let mut offers = match look.field("offers") {
        Some(look) => offers::of_partners(reading, &known.with(&ids), &known, day, &look).await?,
        None => HashMap::new(),
    };
    let operators = operating::operators(reading, &rows, day, look).await?;
    let mut sources = if look.asks("sources") {
        sources::load(reading, "partner", &ids).await?
    } else {
        HashMap::new()
    };
    rows.into_iter()
        .map(|PartnerRow { id, view }| {
            let network = |id: &NetworkId| networks.get(&id.0).cloned();
            let spoken = speakers.remove(&id).unwrap_or_default();
            Ok(Partner {
                id,
                institution: words::institution(&entries, name_on(&view, day))?,
                day,
                policy: policy.clone(),
                networks: view.networks_on(day).iter().filter_map(network).collect(),
                sites: view
                    .sites_on(day)
                    .iter()
                    .filter_map(|id| sites.get(&id.0).cloned())
                    .collect(),
                findings: spoken.findings,
                vacant_since: spoken.vacant_since,
                contacts: spoken.contacts,
                agreements: agreements.get(&id).cloned().unwrap_or_default(),
                offers: offers.remove(&id).unwrap_or_default(),
                operator: view
                    .operator_on(day)
                    .and_then(|id| operators.get(&id.0).cloned()),
                operators: operating::periods(&view, &operators, &entries)?,
                merged_into: merged.into.remove(&id),
                duplicates: merged.of.remove(&id).unwrap_or_default(),
                requests: admission::requests(reading, &view, day, &entries)?,
                memberships: admission::memberships(reading, &view, day, &entries)?,
                resources: contributions::resources(&view, day, &entries)?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The name on `day`; a duplicate and a partner of a later day have their first one.
fn name_on(view: &View, day: Date) -> Option<EntryId> {
    let first = || view.institutions.facts().first().map(|fact| fact.value);
    view.institution_on(day).or_else(first)
}

/// The words that are asked for.
fn entries_of(
    reading: &Reading<'_>,
    rows: &[PartnerRow],
    day: Date,
    look: &Look<'_>,
) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = Vec::new();
    for PartnerRow { id: _, view } in rows {
        ids.extend(name_on(view, day));
        if look.asks("resources") {
            ids.extend(contributions::notes(view, day));
        }
        if look.asks_any(&["requests", "memberships"]) {
            ids.extend(admission::words(reading, view));
        }
        if look.asks("operators") {
            ids.extend(view.operators.facts().iter().filter_map(operating::named));
        }
    }
    ids
}

/// Duplicates by their names: whose this is, and its own.
#[derive(Default)]
struct Merged {
    into: HashMap<Uuid, PartnerReference>,
    of: HashMap<Uuid, Vec<PartnerReference>>,
}

/// Adds to each partner what its duplicates put in.
async fn with_duplicates(
    reading: &Reading<'_>,
    rows: &mut [PartnerRow],
    known: &Duplicates,
    day: Date,
) -> Result<Merged, GraphError> {
    let mut merged = Merged::default();
    let gone: Vec<PartnerId> = rows
        .iter()
        .filter_map(|row| row.view.merged_into())
        .collect();
    let stay = references(reading, &gone, day).await?;
    let of: Vec<Uuid> = rows.iter().flat_map(|row| known.of(row.id)).collect();
    let duplicates = match of.is_empty() {
        true => Vec::new(),
        false => self::rows(reading, &of).await?,
    };
    let names = named(reading, &duplicates, day).await?;
    for row in rows {
        if let Some(into) = row.view.merged_into().and_then(|into| stay.get(&into.0)) {
            merged.into.insert(row.id, into.clone());
        }
        let own = known.of(row.id);
        for duplicate in duplicates.iter().filter(|other| own.contains(&other.id)) {
            absorb(Arc::make_mut(&mut row.view), &duplicate.view);
        }
        let names = own.iter().filter_map(|id| names.get(id).cloned());
        merged.of.insert(row.id, names.collect());
    }
    Ok(merged)
}

fn all<T>(rows: &[PartnerRow], of: impl Fn(&View) -> Vec<T>, id: impl Fn(T) -> Uuid) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = rows.iter().flat_map(|row| of(&row.view)).map(id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The agreements of each partner, those of its duplicates among them, each once.
async fn agreements_of(
    reading: &Reading<'_>,
    partners: &[Uuid],
    known: &Duplicates,
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Vec<Arc<Agreement>>>, GraphError> {
    let all = known.with(partners);
    let found = agreements::of_partners(reading, &all, day, look).await?;
    let mut by_partner: HashMap<Uuid, Vec<Arc<Agreement>>> = HashMap::new();
    for id in all {
        let Some(agreements) = found.get(&id) else {
            continue;
        };
        let own = by_partner.entry(known.stays(id)).or_default();
        for agreement in agreements {
            // What is loaded once is shared.
            if !own.iter().any(|other| Arc::ptr_eq(other, agreement)) {
                own.push(Arc::clone(agreement));
            }
        }
    }
    Ok(by_partner)
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
            FROM read_4.partner
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

/// Partners by id, as their views say.
pub(crate) async fn views(
    reading: &Reading<'_>,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Arc<View>>, GraphError> {
    let rows = rows(reading, ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.view)).collect())
}

/// Every partner, duplicates among them; for what is counted over all of them.
pub(crate) async fn all_views(reading: &Reading<'_>) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(None).await
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
