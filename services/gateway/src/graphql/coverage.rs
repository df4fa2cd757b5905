//! For how many active partners an agreement is in force [Vereinbarungsquote] (AGR-27, AGR-28).
//!
//! A collective agreement covers whom its terms say: who acceded, or every partner of its network. The counting is
//! the domain's ([`membership::coverage`]).

use std::collections::BTreeSet;

use agreements::agreement::AgreementKind;
use async_graphql::{Context, Object, Result, SimpleObject};
use kernel::{Date, NetworkId, PartnerId};
use membership::coverage::{Covered, coverage};
use membership::sector::SectorGroup;
use membership::{MembershipState, Partner, SectorCode};
use uuid::Uuid;

use super::error::GraphError;
use super::look::Look;
use super::networks::{self, Network};
use super::partners::Duplicates;
use super::policies;
use super::reader::{self, Reader, Reading};

/// For how many of the active partners an agreement is in force on a day [Vereinbarungsquote] (AGR-27).
#[derive(SimpleObject)]
pub struct AgreementCoverageReport {
    as_of: Date,
    kind: AgreementKind,
    total: CoverageCount,
    /// By group of fields of work (AGR-28). A partner counts in every group of its fields, so that the groups may sum
    /// up to more than the total.
    by_sector_group: Vec<GroupCoverage>,
    /// Partners without a field of work, or with fields that belong to no group.
    without_group: CoverageCount,
    by_network: Vec<NetworkCoverage>,
}

/// How many of how many.
#[derive(SimpleObject)]
pub struct CoverageCount {
    /// Active partners with an agreement in force.
    covered: usize,
    /// Active partners.
    of: usize,
    /// Tenths of a percent, rounded down; `null` where nobody is active.
    permille: Option<usize>,
}

/// Coverage of a group of fields of work.
#[derive(SimpleObject)]
pub struct GroupCoverage {
    group: SectorGroup,
    /// The group in German.
    label: &'static str,
    #[graphql(flatten)]
    count: CoverageCount,
}

/// Coverage of a network; a partner counts in each of its networks.
#[derive(SimpleObject)]
pub struct NetworkCoverage {
    network: Network,
    #[graphql(flatten)]
    count: CoverageCount,
}

impl From<Covered> for CoverageCount {
    fn from(covered: Covered) -> Self {
        Self {
            covered: covered.covered,
            of: covered.active,
            permille: covered.permille(),
        }
    }
}

/// An active partner of the day.
struct Active {
    id: PartnerId,
    sectors: Vec<SectorCode>,
    networks: Vec<NetworkId>,
}

async fn active(
    reading: &Reading<'_>,
    network: Option<NetworkId>,
    day: Date,
) -> Result<Vec<Active>, GraphError> {
    let rows = reading
        .rows(
            "load the partners of a coverage",
            "
            SELECT p.id, p.view
            FROM read_4.partner p
            WHERE p.municipality = $1
                AND EXISTS (
                    SELECT
                    FROM read_4.partner_period m
                    WHERE m.municipality = p.municipality
                        AND m.partner = p.id
                        AND m.since <= $2
                        AND (m.until IS NULL OR $2 <= m.until)
                )",
            &[&day],
        )
        .await?;
    let mut all = Vec::new();
    for row in &rows {
        let view: Partner = reader::view(row)?;
        let networks = view.networks_on(day);
        let counts = view.membership_on(day) == Some(MembershipState::Active)
            && network.is_none_or(|network| networks.contains(&network));
        if counts {
            all.push(Active {
                id: row.get::<_, Uuid>("id").into(),
                sectors: view.sectors_on(day),
                networks,
            });
        }
    }
    Ok(all)
}

/// Whom an agreement of the kind covers on the day: who is a party, and whole networks.
async fn covered(
    reading: &Reading<'_>,
    kind: AgreementKind,
    day: Date,
) -> Result<BTreeSet<PartnerId>, GraphError> {
    let rows = reading
        .rows(
            "load who is covered",
            "
            SELECT c.partner
            FROM read_4.coverage c
            JOIN read_4.agreement a
                ON a.municipality = c.municipality
                AND a.id = c.agreement
            WHERE c.municipality = $1
                AND a.kind = $2
                AND c.since <= $3
                AND (c.until IS NULL OR $3 <= c.until)
            UNION
            SELECT w.partner
            FROM read_4.agreement a
            JOIN read_4.partner_network w
                ON w.municipality = a.municipality
                AND w.network = a.network
            WHERE a.municipality = $1
                AND a.kind = $2
                AND a.network_since <= $3
                AND (a.network_until IS NULL OR $3 <= a.network_until)
                AND w.since <= $3
                AND (w.until IS NULL OR $3 <= w.until)",
            &[&kind.code(), &day],
        )
        .await?;
    // A duplicate has no membership; what it signed covers the partner that stays.
    let duplicates = Duplicates::load(reading).await?;
    Ok(rows
        .iter()
        .map(|row| duplicates.stays(row.get("partner")).into())
        .collect())
}

/// The root field about coverage.
#[derive(Default)]
pub struct CoverageQuery;

#[Object(guard = "super::guard::Permitted")]
impl CoverageQuery {
    /// For how many of the active partners an agreement is in force on the day (today where none is given), in all,
    /// by group of fields of work and by network [Vereinbarungsquote].
    #[graphql(complexity = "crate::graphql::limits::ROOT + 20 * child_complexity")]
    async fn agreement_coverage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only partners of this network.")] network: Option<NetworkId>,
        #[graphql(default_with = "AgreementKind::Cooperation")] kind: AgreementKind,
        as_of: Option<Date>,
    ) -> Result<AgreementCoverageReport> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        if let Some(network) = network {
            networks::must_exist(&reading, network).await?;
        }
        let policies = policies::load(&reading).await?;
        let policy = policies
            .on(day)
            .map(|policy| policy.membership.sectors.clone());
        let active = active(&reading, network, day).await?;
        let covered = covered(&reading, kind, day).await?;
        let sectors = active.iter().map(|partner| (partner.id, &*partner.sectors));
        let counted = coverage(&policy.unwrap_or_default(), sectors, &covered);
        let mut by_network = Vec::new();
        if let Some(look) = Look::below(ctx).field("byNetwork") {
            let look = look.field("network").unwrap_or(look);
            let all = networks::on(&reading, network, day, &look).await?;
            by_network.extend(all.into_iter().map(|network| {
                let mut count = Covered::default();
                for partner in &active {
                    if partner.networks.contains(&network.network_id()) {
                        count.active += 1;
                        count.covered += usize::from(covered.contains(&partner.id));
                    }
                }
                NetworkCoverage {
                    network,
                    count: count.into(),
                }
            }));
        }
        Ok(AgreementCoverageReport {
            as_of: day,
            kind,
            total: counted.total.into(),
            by_sector_group: counted
                .groups
                .into_iter()
                .map(|(group, count)| GroupCoverage {
                    group,
                    label: group.label(),
                    count: count.into(),
                })
                .collect(),
            without_group: counted.without_group.into(),
            by_network,
        })
    }
}
