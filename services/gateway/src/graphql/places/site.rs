//! Sites [Standort, Dependance] with operator, status and folder over time (MEM-07, MEM-43, MEM-50).

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use kernel::{Date, DocumentRef, PartialDate, PartnerId, RegionId, SiteId};
use membership::SiteStatus;
use membership::site::{SiteDocumentKind, site_findings};
use uuid::Uuid;
use vault::Entries;

use super::region::{Region, regions_by_id};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::{self, Finding, OperatorPeriod, PartnerReference};
use crate::graphql::reader::Reading;
use crate::graphql::sources::{self, Source};
use crate::graphql::words;

/// A site of the work [Standort, Dependance] (MEM-07, MEM-43).
pub struct Site {
    pub(super) id: Uuid,
    pub(super) name: String,
    day: Date,
    pub(super) view: membership::Site,
    region: Option<Arc<Region>>,
    operator: Option<PartnerReference>,
    operators: Vec<OperatorPeriod>,
    documents: Vec<SiteDocument>,
    sources: Vec<Source>,
}

/// A document in a site's folder [Unterlage der Mappe zum Kinderschutz] (MEM-50).
#[derive(Clone, SimpleObject)]
pub struct SiteDocument {
    /// Its id in the folder.
    id: ID,
    kind: SiteDocumentKind,
    /// The German term of its kind.
    label: &'static str,
    /// `null` where it was erased.
    title: Option<String>,
    document: DocumentRef,
    /// The first day on which it belongs to the folder.
    valid_from: Date,
    /// The first day without it, where that is known.
    removed_on: Option<Date>,
}

/// How far a site was from a day on [Stand] (MEM-43).
#[derive(Clone, SimpleObject)]
pub struct SiteStatusPeriod {
    status: SiteStatus,
    /// The first day, as far as known.
    since: Option<PartialDate>,
}

/// A site of the work [Standort, Dependance] (MEM-07, MEM-43).
#[Object]
impl Site {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn name(&self) -> &str {
        &self.name
    }

    /// How far it is: considered, planned, open or closed [angedacht, geplant, geöffnet, geschlossen].
    async fn status(&self) -> Option<SiteStatus> {
        self.view.status_on(self.day)
    }

    /// Since when it has this status, as far as known.
    async fn status_since(&self) -> Option<PartialDate> {
        self.view.statuses.at(self.day).and_then(|fact| fact.since)
    }

    /// Every status that it had, in order.
    async fn statuses(&self) -> Vec<SiteStatusPeriod> {
        let mut facts: Vec<_> = self.view.statuses.facts().iter().collect();
        facts.sort_by_key(|fact| fact.since);
        let period = |fact: &kernel::timeline::Since<SiteStatus>| SiteStatusPeriod {
            status: fact.value,
            since: fact.since,
        };
        facts.into_iter().map(period).collect()
    }

    /// When a site that is not open on the day is to open, where somebody said it.
    async fn opens_on(&self) -> Option<PartialDate> {
        self.view.opens_on(self.day)
    }

    async fn region(&self) -> Option<&Region> {
        self.region.as_deref()
    }

    /// Who runs it on the day that is asked for [Träger].
    async fn operator(&self) -> Option<&PartnerReference> {
        self.operator.as_ref()
    }

    /// Who ran it, in order [Trägerwechsel].
    async fn operators(&self) -> &[OperatorPeriod] {
        &self.operators
    }

    /// What lies in its folder on the day [Mappe zum Kinderschutz] (MEM-50).
    async fn documents(&self) -> &[SiteDocument] {
        &self.documents
    }

    /// What is open with it: an opening that is not recorded, an unknown operator, an empty folder.
    async fn findings(&self) -> Vec<Finding> {
        let findings = site_findings(&self.view, self.day).into_iter();
        findings.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// Loads sites, all or these; in no order.
pub(crate) async fn sites(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Site>, GraphError> {
    let views: Vec<(Uuid, membership::Site)> = reading.views(ids).await?;
    let names = views.iter().filter_map(|(_, view)| view.name_on(day));
    let entries = if look.asks("documents") {
        let documents = views.iter().flat_map(|(_, view)| view.documents_on(day));
        let titles = documents.map(|document| document.title);
        reading.entries(names.chain(titles).collect()).await?
    } else {
        reading.entries(names.collect()).await?
    };
    let regions = if look.asks("region") {
        let ids = views.iter().filter_map(|(_, view)| view.region).collect();
        regions_by_id(reading, ids, day).await?
    } else {
        HashMap::new()
    };
    let operators = if look.asks_any(&["operator", "operators"]) {
        let ever = views.iter().flat_map(|(_, view)| view.operators.facts());
        let operators: Vec<PartnerId> = ever.map(|fact| fact.value).collect();
        partners::references(reading, &operators, day).await?
    } else {
        HashMap::new()
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "site", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            Ok(Site {
                id,
                name: words::name(&entries, view.name_on(day))?,
                day,
                region: view.region.and_then(|id| regions.get(&id.0).cloned()),
                operator: view
                    .operator_on(day)
                    .and_then(|id| operators.get(&id.0).cloned()),
                operators: periods(&view, &operators),
                documents: documents(&view, day, &entries)?,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// Who ran the site, in order of the days.
fn periods(
    view: &membership::Site,
    operators: &HashMap<Uuid, PartnerReference>,
) -> Vec<OperatorPeriod> {
    let mut facts: Vec<_> = view.operators.facts().iter().collect();
    facts.sort_by_key(|fact| fact.since);
    let period = |fact: &kernel::timeline::Since<PartnerId>| {
        let partner = operators.get(&fact.value.0).cloned();
        OperatorPeriod {
            since: fact.since,
            name: partner.as_ref().map(|partner| partner.name.clone()),
            partner,
        }
    };
    facts.into_iter().map(period).collect()
}

/// What lies in the folder on `day`.
fn documents(
    view: &membership::Site,
    day: Date,
    entries: &Entries,
) -> Result<Vec<SiteDocument>, GraphError> {
    let there = view.documents_on(day).into_iter();
    there
        .map(|document| {
            Ok(SiteDocument {
                id: document.id.to_string().into(),
                kind: document.kind,
                label: document.kind.label(),
                title: words::text(entries, document.title)?,
                document: document.document,
                valid_from: document.valid_from,
                removed_on: document.removed_on,
            })
        })
        .collect()
}

/// Loads one site.
pub(crate) async fn site(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Site>, GraphError> {
    Ok(sites(reading, Some(&[id]), day, look).await?.pop())
}

/// Sites by id, to be shared.
pub(crate) async fn sites_by_id(
    reading: &Reading<'_>,
    ids: &[Uuid],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Arc<Site>>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sites = sites(reading, Some(ids), day, look).await?;
    Ok(sites
        .into_iter()
        .map(|site| (site.id, Arc::new(site)))
        .collect())
}

/// What these sites are called on the day; `None` where the name was erased.
pub(crate) async fn site_names(
    reading: &Reading<'_>,
    ids: &[Uuid],
    day: Date,
) -> Result<HashMap<Uuid, Option<String>>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let views: Vec<(Uuid, membership::Site)> = reading.views(Some(ids)).await?;
    let names = views.iter().filter_map(|(_, view)| view.name_on(day));
    let entries = reading.entries(names.collect()).await?;
    let name = |(id, view): &(Uuid, membership::Site)| {
        Ok((*id, words::optional_text(&entries, view.name_on(day))?))
    };
    views.iter().map(name).collect()
}

/// The sites that lie in a region.
pub(crate) async fn sites_of_region(
    reading: &Reading<'_>,
    region: RegionId,
) -> Result<BTreeSet<SiteId>, GraphError> {
    let rows = reading
        .rows(
            "list the sites of a region",
            "
            SELECT id
            FROM read_4.site
            WHERE municipality = $1
                AND region = $2",
            &[&region.0],
        )
        .await?;
    Ok(rows.iter().map(|row| SiteId(row.get("id"))).collect())
}
