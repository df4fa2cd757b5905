//! For which situations there are offers in which region [Abdeckungsmatrix] (MEM-24 … MEM-26).
//!
//! What counts is what families may use on the day: available offers of members. An offer counts in every region that
//! it names and in the regions of its sites; one that names none counts in the sum and in no region.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use kernel::{Date, RegionId};
use membership::offer::TargetSituation;
use membership::{Offer as View, Site};
use uuid::Uuid;

use super::load::usable;
use crate::graphql::error::GraphError;
use crate::graphql::places::{self, Region};
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::words;

/// How many offers there are for each situation, by region [Abdeckungsmatrix] (MEM-24 … MEM-26).
#[derive(SimpleObject)]
pub struct OfferMatrix {
    as_of: Date,
    /// The regions, by name, as the cells of each row name them.
    regions: Vec<Region>,
    /// Every situation once, in the order of the documents.
    rows: Vec<OfferMatrixRow>,
    /// Offers that name no situation: they are for every family.
    for_every_family: usize,
    /// All offers that count.
    total: usize,
    /// The situations of S2 4.1 for which there is no offer (MEM-26).
    under_reached_gaps: Vec<TargetSituation>,
}

/// A situation with its offers [Zielgruppe] (MEM-24 … MEM-26).
#[derive(SimpleObject)]
pub struct OfferMatrixRow {
    situation: TargetSituation,
    /// The German term.
    label: &'static str,
    /// The rule that names it first; `null` for what no list names.
    rule: Option<&'static str>,
    /// True for the groups that S2 4.1 calls under-reached (MEM-26).
    under_reached: bool,
    /// How many offers there are in the whole municipality.
    total: usize,
    /// How many of them name no region.
    without_region: usize,
    /// True where there is none at all.
    gap: bool,
    /// By region, every region once.
    cells: Vec<OfferMatrixCell>,
}

/// How many offers there are for a situation in a region.
#[derive(SimpleObject)]
pub struct OfferMatrixCell {
    /// The region's id.
    region: ID,
    count: usize,
    /// True where there is none.
    gap: bool,
}

/// An offer that counts, with the regions in which it does.
struct Counted {
    situations: Vec<TargetSituation>,
    regions: BTreeSet<RegionId>,
}

/// The offers that count on `day`.
async fn counted(reading: &Reading<'_>, day: Date) -> Result<Vec<Counted>, GraphError> {
    let regions = regions_of_sites(reading).await?;
    let count = |view: &View| {
        let details = view.details_on(day)?;
        let at_sites = details.sites.iter().filter_map(|site| regions.get(&site.0));
        Some(Counted {
            situations: details.situations.clone(),
            regions: details.districts.iter().chain(at_sites).copied().collect(),
        })
    };
    Ok(usable(reading, day)
        .await?
        .iter()
        .filter_map(count)
        .collect())
}

/// In which region each site lies.
async fn regions_of_sites(reading: &Reading<'_>) -> Result<HashMap<Uuid, RegionId>, GraphError> {
    let rows = reading
        .rows(
            "load the regions of sites",
            "
            SELECT id, view
            FROM read_4.site
            WHERE municipality = $1
                AND region IS NOT NULL",
            &[],
        )
        .await?;
    let mut regions = HashMap::new();
    for row in &rows {
        let view: Site = reader::view(row)?;
        if let Some(region) = view.region {
            regions.insert(row.get("id"), region);
        }
    }
    Ok(regions)
}

fn row(situation: TargetSituation, offers: &[Counted], regions: &[RegionId]) -> OfferMatrixRow {
    let mut by_region: BTreeMap<RegionId, usize> = BTreeMap::new();
    let (mut total, mut without_region) = (0, 0);
    for offer in offers {
        if !offer.situations.contains(&situation) {
            continue;
        }
        total += 1;
        without_region += usize::from(offer.regions.is_empty());
        for region in &offer.regions {
            *by_region.entry(*region).or_default() += 1;
        }
    }
    let cell = |region: &RegionId| {
        let count = by_region.get(region).copied().unwrap_or(0);
        OfferMatrixCell {
            region: region.to_string().into(),
            count,
            gap: count == 0,
        }
    };
    OfferMatrixRow {
        situation,
        label: situation.label(),
        rule: situation.rule(),
        under_reached: situation.is_under_reached(),
        total,
        without_region,
        gap: total == 0,
        cells: regions.iter().map(cell).collect(),
    }
}

/// The root field about the coverage by offers.
#[derive(Default)]
pub struct OfferMatrixQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl OfferMatrixQuery {
    /// How many offers there are on the day (today where none is given) for each situation, by region, with the groups
    /// that S2 4.1 calls under-reached [Abdeckungsmatrix] (MEM-24 … MEM-26).
    #[graphql(complexity = "crate::graphql::limits::ROOT + 20 * child_complexity")]
    async fn offer_matrix(&self, ctx: &Context<'_>, as_of: Option<Date>) -> Result<OfferMatrix> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let mut regions = places::regions(&reading, None, day).await?;
        regions.sort_by_cached_key(|region| (words::fold(region.title()), region.region_id()));
        let ids: Vec<RegionId> = regions.iter().map(Region::region_id).collect();
        let offers = counted(&reading, day).await?;
        let situations = TargetSituation::ALL.iter();
        let rows: Vec<OfferMatrixRow> = situations
            .map(|situation| row(*situation, &offers, &ids))
            .collect();
        let open = rows.iter().filter(|row| row.under_reached && row.gap);
        Ok(OfferMatrix {
            as_of: day,
            under_reached_gaps: open.map(|row| row.situation).collect(),
            for_every_family: offers
                .iter()
                .filter(|offer| offer.situations.is_empty())
                .count(),
            total: offers.len(),
            regions,
            rows,
        })
    }
}
