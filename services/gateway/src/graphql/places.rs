//! Regions [Region] and sites [Standort] (MEM-07, MEM-43).

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use kernel::{Date, PartialDate, PartnerId, RegionId};
use membership::SiteStatus;
use uuid::Uuid;

use super::LIST_MAX;
use super::error::GraphError;
use super::look::Look;
use super::partners::{self, PartnerReference};
use super::reader::{self, Reader, Reading};
use super::sources::{self, Source};
use super::words;

/// A region of the municipality [Region] (MEM-43).
pub struct Region {
    id: Uuid,
    name: String,
    view: membership::Region,
}

/// A region of the municipality [Region] (MEM-43).
#[Object]
impl Region {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn name(&self) -> &str {
        &self.name
    }

    /// Its roman number, such as `III`.
    async fn number(&self) -> Option<&str> {
        self.view
            .number
            .as_ref()
            .map(membership::RegionNumber::as_str)
    }
}

/// Loads regions, all or these; in no order.
pub(crate) async fn regions(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<Region>, GraphError> {
    let rows = reading
        .rows(
            "load regions",
            "
            SELECT id, view
            FROM read_1.region
            WHERE municipality = $1
                AND ($2::uuid[] IS NULL OR id = ANY ($2))
            ORDER BY id",
            &[&ids],
        )
        .await?;
    let views = rows
        .iter()
        .map(|row| Ok((row.get("id"), reader::view(row)?)))
        .collect::<Result<Vec<(Uuid, membership::Region)>, GraphError>>()?;
    let names = views.iter().filter_map(|(_, view)| view.name).collect();
    let entries = reading.entries(names).await?;
    views
        .into_iter()
        .map(|(id, view)| {
            Ok(Region {
                id,
                name: words::name(&entries, view.name)?,
                view,
            })
        })
        .collect()
}

/// Loads one region.
pub(crate) async fn region(
    reading: &Reading<'_>,
    id: Uuid,
    _: Date,
    _: &Look<'_>,
) -> Result<Option<Region>, GraphError> {
    Ok(regions(reading, Some(&[id])).await?.pop())
}

/// Regions by id, to be shared.
pub(crate) async fn regions_by_id(
    reading: &Reading<'_>,
    ids: Vec<RegionId>,
) -> Result<HashMap<Uuid, Arc<Region>>, GraphError> {
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let regions = regions(reading, Some(&ids)).await?;
    Ok(regions
        .into_iter()
        .map(|region| (region.id, Arc::new(region)))
        .collect())
}

/// A site of the work [Standort, Dependance] (MEM-07, MEM-43).
pub struct Site {
    id: Uuid,
    name: String,
    day: Date,
    view: membership::Site,
    region: Option<Arc<Region>>,
    operator: Option<PartnerReference>,
    sources: Vec<Source>,
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

    async fn region(&self) -> Option<&Region> {
        self.region.as_deref()
    }

    /// Who runs it on the day that is asked for [Träger].
    async fn operator(&self) -> Option<&PartnerReference> {
        self.operator.as_ref()
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
    let rows = reading
        .rows(
            "load sites",
            "
            SELECT id, view
            FROM read_1.site
            WHERE municipality = $1
                AND ($2::uuid[] IS NULL OR id = ANY ($2))
            ORDER BY id",
            &[&ids],
        )
        .await?;
    let views = rows
        .iter()
        .map(|row| Ok((row.get("id"), reader::view(row)?)))
        .collect::<Result<Vec<(Uuid, membership::Site)>, GraphError>>()?;
    let names = views.iter().filter_map(|(_, view)| view.name).collect();
    let entries = reading.entries(names).await?;
    let regions = if look.asks("region") {
        let ids = views.iter().filter_map(|(_, view)| view.region).collect();
        regions_by_id(reading, ids).await?
    } else {
        HashMap::new()
    };
    let operators = if look.asks("operator") {
        let operators: Vec<PartnerId> = views
            .iter()
            .filter_map(|(_, view)| view.operator_on(day))
            .collect();
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
                name: words::name(&entries, view.name)?,
                day,
                region: view.region.and_then(|id| regions.get(&id.0).cloned()),
                operator: view
                    .operator_on(day)
                    .and_then(|id| operators.get(&id.0).cloned()),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
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

/// The value of a roman number: a digit before a greater one counts against it.
fn roman(number: &str) -> u32 {
    let (value, _) = number.chars().rev().fold((0, 0), |(sum, last), digit| {
        let digit = match digit {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => 0,
        };
        if digit < last {
            (sum - digit, last)
        } else {
            (sum + digit, digit)
        }
    });
    value
}

/// The root fields about regions and sites.
#[derive(Default)]
pub struct PlaceQuery;

#[Object(guard = "super::guard::Permitted")]
impl PlaceQuery {
    /// The municipality's regions by number, those without one last, then by name [Regionen]; at most 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn regions(&self, ctx: &Context<'_>) -> Result<Vec<Region>> {
        let mut connection = Reader::of(ctx)?.connect().await?;
        let mut regions = regions(&connection.begin().await?, None).await?;
        regions.sort_by_cached_key(|region| {
            let number = region
                .view
                .number
                .as_ref()
                .map(|number| roman(number.as_str()));
            (
                number.unwrap_or(u32::MAX),
                words::fold(&region.name),
                region.id,
            )
        });
        regions.truncate(LIST_MAX);
        Ok(regions)
    }

    /// The sites with what holds of them on the day (today where none is given), by name [Standorte]; at most 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn sites(
        &self,
        ctx: &Context<'_>,
        as_of: Option<Date>,
        #[graphql(desc = "Only sites of this region.")] region: Option<RegionId>,
    ) -> Result<Vec<Site>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let mut sites = sites(&connection.begin().await?, None, day, &Look::below(ctx)).await?;
        sites.retain(|site| region.is_none() || site.view.region == region);
        sites.retain(|site| site.view.status_on(day).is_some());
        sites.sort_by_cached_key(|site| (words::fold(&site.name), site.id));
        sites.truncate(LIST_MAX);
        Ok(sites)
    }
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_numbers_have_their_value() {
        let numbers = [
            "I", "II", "III", "IV", "V", "VIII", "IX", "X", "XIV", "XXXIX",
        ];
        assert_eq!(numbers.map(roman), [1, 2, 3, 4, 5, 8, 9, 10, 14, 39]);
    }
}
