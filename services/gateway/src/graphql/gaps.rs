//! Which fields of work nobody represents [Lückenkarte] (MEM-09 … MEM-13).
//!
//! The law's list and the agreement's may differ (rules.md 1.9, no. 17): an answer has both. What counts is the
//! domain's ([`membership::gaps`]); here its rows are loaded and shown.

use async_graphql::{Context, Object, Result, SimpleObject};
use kernel::{Date, NetworkId};
use membership::gaps::{self, Representation};
use membership::national::{self, NationalActor};
use membership::sector::SectorGroup;
use membership::{Partner, SectorCode, sector};
use uuid::Uuid;

use super::error::GraphError;
use super::networks;
use super::policies;
use super::reader::{self, Reader, Reading};

/// Which fields of work the partners represent on a day, and which nobody does [Lückenkarte] (MEM-10).
#[derive(SimpleObject)]
pub struct SectorGaps {
    as_of: Date,
    /// The first day of the version of § 3 Abs. 2 KKG that is counted against.
    law_version: Date,
    /// Against the law's list.
    per_law: Vec<SectorGap>,
    /// Against the list that the municipality's agreement prints; `null` where it prints none.
    per_agreement: Option<Vec<SectorGap>>,
    /// The numbers of the agreement's items of which nobody represents any part.
    empty_items: Vec<u16>,
    /// The municipality's own fields of work that belong to none of the law.
    local: Vec<SectorGap>,
    /// What has to be printed beside a national share.
    caveat: &'static str,
}

/// A field of work with who represents it [Arbeitsbereich].
#[derive(SimpleObject)]
pub struct SectorGap {
    code: SectorCode,
    /// The German term in the list that is counted against.
    label: String,
    /// The number of the agreement's item, from 1.
    item: Option<u16>,
    group: Option<SectorGroup>,
    /// How many active partners represent it.
    count: usize,
    /// True where nobody does.
    gap: bool,
    /// The first day without anybody, where somebody was there before.
    empty_since: Option<Date>,
    /// How often an actor of this field takes part in the country's networks, where the survey says so.
    national_share: Option<NationalShare>,
}

/// A figure of the NZFH's survey of municipalities [bundesweiter Anteil].
#[derive(SimpleObject)]
pub struct NationalShare {
    /// Tenths of a percent: 957 is 95,7 %.
    permille: u16,
    year: i16,
    actor: NationalActor,
    /// The actor in German.
    label: &'static str,
    /// True where the actor is only a part of the field, so that the share is not below it.
    at_least: bool,
}

impl From<gaps::SectorGap> for SectorGap {
    fn from(gap: gaps::SectorGap) -> Self {
        Self {
            gap: gap.is_gap(),
            code: gap.code,
            label: gap.term,
            item: gap.item,
            group: gap.group,
            count: gap.count,
            empty_since: gap.empty_since,
            national_share: gap.national.map(|share| NationalShare {
                permille: share.permille,
                year: share.year,
                actor: share.actor,
                label: share.actor.label(),
                at_least: share.at_least,
            }),
        }
    }
}

/// What every partner represents over time, in one network or in any.
async fn representations(
    reading: &Reading<'_>,
    network: Option<NetworkId>,
) -> Result<Vec<Representation>, GraphError> {
    let rows = reading
        .rows(
            "load the partners of a gap map",
            "
            SELECT p.id, p.view
            FROM read_4.partner p
            WHERE p.municipality = $1
                AND ($2::uuid IS NULL OR EXISTS (
                    SELECT
                    FROM read_4.partner_network w
                    WHERE w.municipality = p.municipality
                        AND w.partner = p.id
                        AND w.network = $2
                ))",
            &[&network.map(|network| network.0)],
        )
        .await?;
    let mut all = Vec::new();
    for row in &rows {
        let id: Uuid = row.get("id");
        let view: Partner = reader::view(row)?;
        all.extend(gaps::representations(id.into(), &view, network));
    }
    Ok(all)
}

/// The root field about gaps.
#[derive(Default)]
pub struct GapQuery;

#[Object(guard = "super::guard::Permitted")]
impl GapQuery {
    /// Which fields of work the active partners represent on the day (today where none is given), in one network or
    /// in the whole municipality [Lückenkarte].
    #[graphql(complexity = "crate::graphql::limits::ROOT + 60 * child_complexity")]
    async fn sector_gaps(
        &self,
        ctx: &Context<'_>,
        network: Option<NetworkId>,
        #[graphql(
            desc = "A day in the version of § 3 Abs. 2 KKG to count against; the version of the day where none is given."
        )]
        law_version: Option<Date>,
        as_of: Option<Date>,
    ) -> Result<SectorGaps> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let (argument, asked) = match law_version {
            Some(asked) => ("lawVersion", asked),
            None => ("asOf", day),
        };
        let version = sector::version_on(asked).ok_or_else(|| GraphError::InvalidArgument {
            argument,
            reason: format!(
                "ein Tag ab dem {}, seit dem es die Liste gibt",
                kernel::german::day(sector::VERSIONS[0])
            )
            .into(),
        })?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        if let Some(network) = network {
            networks::must_exist(&reading, network).await?;
        }
        let policies = policies::load(&reading).await?;
        let policy = policies
            .on(day)
            .map(|policy| policy.membership.sectors.clone());
        let policy = policy.unwrap_or_default();
        let all = representations(&reading, network).await?;
        let shown = |rows: Vec<gaps::SectorGap>| rows.into_iter().map(SectorGap::from).collect();
        let per_agreement = gaps::against_agreement(&policy, &all, day);
        Ok(SectorGaps {
            as_of: day,
            law_version: version,
            per_law: shown(gaps::against_law(&policy, version, &all, day)),
            empty_items: per_agreement
                .as_deref()
                .map(gaps::empty_items)
                .unwrap_or_default()
                .into_iter()
                .collect(),
            per_agreement: per_agreement.map(shown),
            local: shown(gaps::of_local_sectors(&policy, &all, day)),
            caveat: national::CAVEAT,
        })
    }
}
