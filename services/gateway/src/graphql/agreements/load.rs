//! From rows and views to agreements: children set-wise, in one statement each, and only what is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use ::agreements::{Agreement as View, agreement};
use kernel::{Date, EntryId, PartnerId};
use uuid::Uuid;

use super::Agreement;
use super::linked::Links;
use super::parts::Amendment;
use super::party::{self, party};
use super::text::Drafted;
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners;
use crate::graphql::reader::{self, Reading};
use crate::graphql::{networks, policies, sources, words};

/// An agreement as its row says, before its words are looked up.
pub(crate) struct AgreementRow {
    pub(crate) id: Uuid,
    pub(crate) view: Arc<View>,
}

/// Agreements by id, as their rows say.
pub(crate) async fn rows(
    reading: &Reading<'_>,
    ids: &[Uuid],
) -> Result<Vec<AgreementRow>, GraphError> {
    let rows = reading
        .rows(
            "load agreements",
            "
            SELECT id, view
            FROM read_4.agreement
            WHERE municipality = $1
                AND id = ANY ($2::uuid[])
            ORDER BY id",
            &[&ids],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(AgreementRow {
                id: row.get("id"),
                view: Arc::new(reader::view(row)?),
            })
        })
        .collect()
}

/// Loads what `look` asks for of these agreements; keeps their order.
pub(crate) async fn load(
    reading: &Reading<'_>,
    rows: Vec<AgreementRow>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Agreement>, GraphError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let partners = if look.asks("parties") {
        partners::references(reading, &partners_of(&rows), day).await?
    } else {
        HashMap::new()
    };
    let entries = reading.entries(words_of(&rows, look)).await?;
    let networks = match look.field("network") {
        Some(look) => {
            let ids: Vec<Uuid> = rows
                .iter()
                .filter_map(|row| row.view.network)
                .map(|id| id.0)
                .collect();
            networks::by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let policies = if look.asks("terms") {
        Some(policies::load(reading).await?)
    } else {
        None
    };
    let drafted = if look.asks_any(&["framework", "variables"]) {
        Drafted::load(reading, &rows).await?
    } else {
        Drafted::default()
    };
    let links = if look.asks_any(&["supersededBy", "supersedes", "leavesUntouched"]) {
        Links::load(reading, &rows, day, look).await?
    } else {
        Links::default()
    };
    let mut sources = if look.asks("sources") {
        sources::load(reading, "agreement", &ids).await?
    } else {
        HashMap::new()
    };
    rows.into_iter()
        .map(|row| {
            let view = &row.view;
            let policy = policies.as_ref().zip(view.terms.as_ref());
            let mut parties = Vec::new();
            if look.asks("parties") {
                for party in present(view) {
                    parties.push(self::party(party, day, &partners, &entries)?);
                }
            }
            let mut amendments = Vec::new();
            if look.asks("amendments") {
                let proposed = view.amendments.iter();
                for amendment in proposed.filter(|amendment| amendment.proposed_on <= day) {
                    amendments.push(Amendment::on(amendment, day, &entries)?);
                }
            }
            Ok(Agreement {
                id: row.id,
                day,
                title: words::optional_text(&entries, view.title)?,
                project_name: words::optional_text(&entries, view.project_name)?,
                network: view.network.and_then(|id| networks.get(&id.0).cloned()),
                parties,
                amendments,
                framework: view.text.as_ref().map(|text| drafted.framework(text)),
                variables: drafted.variables(view, &entries)?,
                superseded_by: links.superseded_by(&row, day),
                supersedes: links.supersedes(&row, day),
                untouched: links.untouched(&row, day),
                policy: policy.and_then(|(all, terms)| all.version(terms.policy_version).cloned()),
                sources: sources.remove(&row.id).unwrap_or_default(),
                view: row.view,
            })
        })
        .collect()
}

/// The entries of titles and of whatever else is asked for.
fn words_of(rows: &[AgreementRow], look: &Look<'_>) -> Vec<EntryId> {
    let (parties, amendments) = (look.asks("parties"), look.asks("amendments"));
    let variables = look.asks("variables");
    let mut words = Vec::new();
    for AgreementRow { id: _, view } in rows {
        words.extend([view.title, view.project_name].into_iter().flatten());
        if parties {
            words.extend(present(view).flat_map(party::entries));
        }
        if amendments {
            words.extend(view.amendments.iter().map(|amendment| amendment.summary));
        }
        if variables {
            words.extend(view.variables.values());
        }
    }
    words
}

fn partners_of(rows: &[AgreementRow]) -> Vec<PartnerId> {
    rows.iter()
        .flat_map(|row| present(&row.view))
        .filter_map(|party| party.partner)
        .collect()
}

/// The parties that were not removed.
pub(super) fn present(view: &View) -> impl Iterator<Item = &agreement::Party> {
    view.parties
        .iter()
        .filter(|party| party.removed_on.is_none())
}

/// Loads one agreement; `None` also for a role that may not read agreements.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Agreement>, GraphError> {
    if !reading.reader().may("agreements") {
        return Ok(None);
    }
    let rows = rows(reading, &[id]).await?;
    Ok(load(reading, rows, day, look).await?.pop())
}

/// The agreements to which these partners are parties, by partner.
pub(crate) async fn of_partners(
    reading: &Reading<'_>,
    partners: &[Uuid],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Vec<Arc<Agreement>>>, GraphError> {
    let links = reading
        .rows(
            "load the agreements of partners",
            "
            SELECT partner, agreement
            FROM read_4.agreement_partner
            WHERE municipality = $1
                AND partner = ANY ($2::uuid[])
            ORDER BY partner, agreement",
            &[&partners],
        )
        .await?;
    let mut ids: Vec<Uuid> = links.iter().map(|row| row.get("agreement")).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut rows = rows(reading, &ids).await?;
    rows.retain(|row| row.view.state_since(day).is_some());
    let agreements = load(reading, rows, day, look).await?;
    let agreements: HashMap<Uuid, Arc<Agreement>> = agreements
        .into_iter()
        .map(|agreement| (agreement.id, Arc::new(agreement)))
        .collect();
    let mut by_partner: HashMap<Uuid, Vec<Arc<Agreement>>> = HashMap::new();
    for link in &links {
        if let Some(agreement) = agreements.get(&link.get::<_, Uuid>("agreement")) {
            by_partner
                .entry(link.get("partner"))
                .or_default()
                .push(Arc::clone(agreement));
        }
    }
    Ok(by_partner)
}
