//! The list of partners: filter, order and pages.
//!
//! SQL narrows by what does not depend on the day; where a partner stands comes out of its view. Names live in the
//! vault, so the order by name is sorted there; a municipality has hundreds of partners, not millions.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{Date, NetworkId, PartnerId, RegionId, SiteId};
use membership::{MembershipState, Partner as View, PartnerKind, SectorCode};
use uuid::Uuid;

use super::Partner;
use super::duplicates::Duplicates;
use super::load::{PartnerRow, load};
use crate::graphql::connection::{
    Found, ListName, Listing, Page, Place, Stretch, Window, WindowArguments, connection, cost, page,
};
use crate::graphql::contacts;
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::places;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::words;

/// Which partners.
#[derive(Debug, Default, InputObject)]
pub struct PartnerFilter {
    /// Only those that take part in this network on the day.
    network: Option<NetworkId>,
    /// Only those that are of this kind on the day.
    kind: Option<PartnerKind>,
    /// Only those with this field of work on the day.
    sector: Option<SectorCode>,
    /// Only those that work at a site of this region on the day [Stadtteil, Region].
    region: Option<RegionId>,
    /// Only those that work at this site on the day [Standort].
    site: Option<SiteId>,
    /// Only those that this partner operates on the day [Träger].
    operator: Option<PartnerId>,
    /// Only those that stand so on the day.
    pub(crate) state: Option<MembershipState>,
    /// `true`: only those for which nobody speaks on the day; `false`: only the others.
    without_contact: Option<bool>,
    /// Only those for whom somebody speaks whose details nobody has given or confirmed on this day or later.
    unconfirmed_since: Option<Date>,
    /// `true`: only those without a cooperation agreement in force on the day; `false`: only the others.
    without_agreement: Option<bool>,
    /// Only those whose name contains this, whatever its case; at most 200 characters.
    text: Option<String>,
    /// `true`: those too that were entered twice and merged into another partner [Dubletten].
    #[graphql(default)]
    include_merged: bool,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum PartnerOrder {
    /// by name, A to Z
    #[default]
    Name,
    /// by name, Z to A
    NameDesc,
    /// what changed last comes first
    RecentlyChanged,
}

impl PartnerOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Name => ListName("partners:NAME"),
            Self::NameDesc => ListName("partners:NAME_DESC"),
            Self::RecentlyChanged => ListName("partners:RECENTLY_CHANGED"),
        }
    }

    const fn descends(self) -> bool {
        match self {
            Self::Name => false,
            Self::NameDesc | Self::RecentlyChanged => true,
        }
    }
}

/// The municipality's partners that were known on a day.
struct Partners {
    filter: PartnerFilter,
    pattern: Option<String>,
    order: PartnerOrder,
    day: Date,
    /// The sites of the region that is asked for.
    sites: Option<BTreeSet<SiteId>>,
    duplicates: Duplicates,
}

macro_rules! partners_sql {
    ($direction:literal) => {
        concat!(
            "
            SELECT p.id, p.view, k.key
            FROM read_4.partner p
            LEFT JOIN vault.entry e
                ON e.municipality = p.municipality
                AND e.id = p.name
            CROSS JOIN LATERAL (
                SELECT lower(replace(translate(
                    coalesce(e.content::jsonb ->> 'name', ''), 'ÄÖÜäöü', 'AOUaou'
                ), 'ß', 'ss') COLLATE \"C\")
            ) AS n(name)
            CROSS JOIN LATERAL (
                SELECT CASE WHEN $6::boolean THEN lpad(p.position::text, 19, '0') COLLATE \"C\" ELSE n.name END
            ) AS k(key)
            WHERE p.municipality = $1
                AND ($2::text IS NULL OR (k.key, p.id) > ($2, $3::uuid))
                AND ($4::text IS NULL OR (k.key, p.id) < ($4, $5::uuid))
                AND ($7::boolean OR p.merged_into IS NULL)
                AND ($8::text IS NULL OR n.name LIKE $8)
                AND ($9::uuid IS NULL OR EXISTS (
                    SELECT
                    FROM read_4.partner_network w
                    WHERE w.municipality = p.municipality
                        AND w.partner = p.id
                        AND w.network = $9
                ))
                AND ($10::boolean IS NULL OR $10 <> EXISTS (
                    SELECT
                    FROM read_4.coverage c
                    JOIN read_4.agreement a
                        ON a.municipality = c.municipality
                        AND a.id = c.agreement
                        AND a.kind = 'cooperation'
                    WHERE c.municipality = p.municipality
                        AND c.partner = ANY (p.id || ARRAY(
                            SELECT d.id
                            FROM unnest($13::uuid[], $14::uuid[]) AS d(id, stays)
                            WHERE d.stays = p.id
                        ))
                        AND c.since <= $11::date
                        AND (c.until IS NULL OR $11 <= c.until)
                    UNION ALL
                    SELECT
                    FROM read_4.partner_network w
                    JOIN read_4.agreement a
                        ON a.municipality = w.municipality
                        AND a.network = w.network
                        AND a.kind = 'cooperation'
                    WHERE w.municipality = p.municipality
                        AND w.partner = p.id
                        AND w.since <= $11
                        AND (w.until IS NULL OR $11 <= w.until)
                        AND a.network_since <= $11
                        AND (a.network_until IS NULL OR $11 <= a.network_until)
                ))
            ORDER BY k.key ",
            $direction,
            ", p.id ",
            $direction,
            "
            LIMIT $12"
        )
    };
}

impl Listing for Partners {
    type Node = PartnerRow;

    fn filters(&self) -> bool {
        // Whoever was not known on the day is left out, which only the view tells.
        true
    }

    async fn look(
        &self,
        reading: &Reading<'_>,
        stretch: &Stretch,
    ) -> Result<Vec<Found<PartnerRow>>, GraphError> {
        // The list's order descends, or its end is wanted first; both together ascend.
        let (after, before) = if self.order.descends() {
            (
                (stretch.before_key(), stretch.before_id()),
                (stretch.after_key(), stretch.after_id()),
            )
        } else {
            (
                (stretch.after_key(), stretch.after_id()),
                (stretch.before_key(), stretch.before_id()),
            )
        };
        let sql = if self.order.descends() == stretch.backward {
            partners_sql!("ASC")
        } else {
            partners_sql!("DESC")
        };
        let filter = &self.filter;
        let (merged, stay) = self.duplicates.pairs();
        let rows = reading
            .rows(
                "list partners",
                sql,
                &[
                    &after.0,
                    &after.1,
                    &before.0,
                    &before.1,
                    &(self.order == PartnerOrder::RecentlyChanged),
                    &filter.include_merged,
                    &self.pattern,
                    &filter.network.map(|network| network.0),
                    &filter.without_agreement,
                    &self.day,
                    &stretch.limit,
                    &merged,
                    &stay,
                ],
            )
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            let (id, view) = (row.get("id"), reader::view::<View>(row)?);
            let place = Place {
                key: row.get("key"),
                id,
            };
            let node = self.keeps(&view).then(|| PartnerRow {
                id,
                view: Arc::new(view),
            });
            found.push(Found { place, node });
        }
        self.drop_by_contacts(reading, &mut found).await?;
        Ok(found)
    }
}

impl Partners {
    /// Drops whom the filters on contacts do not mean.
    async fn drop_by_contacts(
        &self,
        reading: &Reading<'_>,
        found: &mut [Found<PartnerRow>],
    ) -> Result<(), GraphError> {
        let (without, since) = (self.filter.without_contact, self.filter.unconfirmed_since);
        if without.is_none() && since.is_none() {
            return Ok(());
        }
        let ids: Vec<Uuid> = found.iter().map(|found| found.place.id).collect();
        let mut contacts = contacts::rows(reading, Some(&ids), None).await?;
        contacts.retain(|row| row.view.is_active_on(self.day));
        let of = |contact: &contacts::ContactRow| contact.partner;
        let speakers: BTreeSet<Uuid> = contacts.iter().map(of).collect();
        contacts.retain(|row| {
            let told = row.view.unconfirmed_since(self.day);
            since.is_some_and(|since| told.is_none_or(|on| on < since))
        });
        let stale: BTreeSet<Uuid> = contacts.iter().map(of).collect();
        for row in found {
            let id = &row.place.id;
            let meant = without.is_none_or(|without| speakers.contains(id) != without)
                && (since.is_none() || stale.contains(id));
            if !meant {
                row.node = None;
            }
        }
        Ok(())
    }

    fn keeps(&self, view: &View) -> bool {
        let filter = &self.filter;
        let day = self.day;
        let state = view.membership_on(day);
        let known = match view.merged {
            Some(_) => view.requested_on.is_some_and(|on| on <= day),
            None => state.is_some(),
        };
        known
            && filter
                .kind
                .is_none_or(|kind| view.kind_on(day) == Some(kind))
            && filter.state.is_none_or(|wanted| state == Some(wanted))
            && filter
                .network
                .is_none_or(|network| view.networks_on(day).contains(&network))
            && filter
                .operator
                .is_none_or(|operator| view.operator_on(day) == Some(operator))
            && filter
                .site
                .is_none_or(|site| view.sites_on(day).contains(&site))
            && self.sites.as_ref().is_none_or(|sites| {
                let at = view.sites_on(day);
                at.iter().any(|site| sites.contains(site))
            })
            && filter
                .sector
                .as_ref()
                .is_none_or(|sector| view.sectors_on(day).contains(sector))
    }
}

connection! {
    /// A page of partners [Netzwerkpartner].
    PartnerConnection, PartnerEdge, Partner
}

/// The page of partners that a filter means on `day`, before anything that hangs on them is loaded.
pub(crate) async fn select(
    reading: &Reading<'_>,
    filter: PartnerFilter,
    order: PartnerOrder,
    day: Date,
    window: &Window,
    count: bool,
) -> Result<Page<PartnerRow>, GraphError> {
    let pattern = words::searched("filter.text", filter.text.as_deref())?;
    let sites = match filter.region {
        Some(region) => Some(places::sites_of_region(reading, region).await?),
        None => None,
    };
    let partners = Partners {
        filter,
        pattern: pattern.as_deref().map(words::containing),
        order,
        day,
        sites,
        duplicates: Duplicates::load(reading).await?,
    };
    page(reading, &partners, window, count).await
}

/// The root fields about partners.
#[derive(Default)]
pub struct PartnerQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl PartnerQuery {
    /// The partners that were known on the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Netzwerkpartner].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn partners(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<PartnerFilter>,
        #[graphql(default)] order_by: PartnerOrder,
        as_of: Option<Date>,
    ) -> Result<PartnerConnection> {
        let reader = Reader::of(ctx)?;
        let list = order_by.list();
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(list, &arguments)?;
        let filter = filter.unwrap_or_default();
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let count = ctx.look_ahead().field("totalCount").exists();
        let mut page = select(&reading, filter, order_by, day, &window, count).await?;
        let rows = std::mem::take(&mut page.nodes);
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(PartnerConnection::new(list, page.with(nodes)))
    }
}
