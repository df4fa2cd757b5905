//! The list of partners: filter, order and pages.
//!
//! SQL narrows by what does not depend on the day; where a partner stands comes out of its view. Names live in the
//! vault, so the order by name is sorted there; a municipality has hundreds of partners, not millions.

use std::sync::Arc;

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{Date, NetworkId};
use membership::{MembershipState, Partner as View, PartnerKind, SectorCode};
use uuid::Uuid;

use super::Partner;
use super::load::{PartnerRow, active_contacts, count_by_partner, load};
use crate::graphql::connection::{
    Found, ListName, Listing, Place, Stretch, Window, WindowArguments, connection, cost, page,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::words;

/// Which partners.
#[derive(Debug, Default, InputObject)]
pub struct PartnerFilter {
    /// Only those that take part in this network on the day.
    network: Option<NetworkId>,
    kind: Option<PartnerKind>,
    /// Only those with this field of work on the day.
    sector: Option<SectorCode>,
    /// Only those that stand so on the day.
    state: Option<MembershipState>,
    /// `true`: only those for which nobody speaks on the day; `false`: only the others.
    without_contact: Option<bool>,
    /// `true`: only those without a cooperation agreement in force on the day; `false`: only the others.
    without_agreement: Option<bool>,
    /// Only those whose name contains this, whatever its case; at most 200 characters.
    text: Option<String>,
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
}

macro_rules! partners_sql {
    ($direction:literal) => {
        concat!(
            "
            SELECT p.id, p.view, k.key
            FROM read_1.partner p
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
                AND ($7::text IS NULL OR p.view ->> 'kind' = $7)
                AND ($8::text IS NULL OR n.name LIKE $8)
                AND ($9::uuid IS NULL OR EXISTS (
                    SELECT
                    FROM read_1.partner_network w
                    WHERE w.municipality = p.municipality
                        AND w.partner = p.id
                        AND w.network = $9
                ))
                AND ($10::boolean IS NULL OR $10 <> EXISTS (
                    SELECT
                    FROM read_1.coverage c
                    JOIN read_1.agreement a
                        ON a.municipality = c.municipality
                        AND a.id = c.agreement
                        AND a.kind = 'cooperation'
                    WHERE c.municipality = p.municipality
                        AND c.partner = p.id
                        AND c.since <= $11::date
                        AND (c.until IS NULL OR $11 <= c.until)
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
                    &filter.kind.map(PartnerKind::code),
                    &self.pattern,
                    &filter.network.map(|network| network.0),
                    &filter.without_agreement,
                    &self.day,
                    &stretch.limit,
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
        if let Some(without) = filter.without_contact {
            let ids: Vec<Uuid> = found.iter().map(|found| found.place.id).collect();
            let counts = count_by_partner(&active_contacts(reading, &ids, self.day).await?);
            for row in &mut found {
                if counts.contains_key(&row.place.id) == without {
                    row.node = None;
                }
            }
        }
        Ok(found)
    }
}

impl Partners {
    fn keeps(&self, view: &View) -> bool {
        let filter = &self.filter;
        let day = self.day;
        let state = view.membership_on(day);
        state.is_some()
            && filter.state.is_none_or(|wanted| state == Some(wanted))
            && filter
                .network
                .is_none_or(|network| view.networks_on(day).contains(&network))
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
        let partners = Partners {
            pattern: pattern(filter.text.as_deref())?,
            filter,
            order: order_by,
            day: reader.day(as_of)?,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let count = ctx.look_ahead().field("totalCount").exists();
        let mut page = page(&reading, &partners, &window, count).await?;
        let rows = std::mem::take(&mut page.nodes);
        let nodes = load(&reading, rows, partners.day, &Look::nodes(ctx)).await?;
        Ok(PartnerConnection::new(list, page.with(nodes)))
    }
}

/// What a text filter looks for; an empty one looks for nothing.
fn pattern(text: Option<&str>) -> Result<Option<String>, GraphError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.chars().count() > kernel::entry::NAME_MAX || text.contains('\0') {
        return Err(GraphError::InvalidArgument {
            argument: "filter.text",
            reason: "höchstens 200 Zeichen".into(),
        });
    }
    Ok(Some(words::containing(text)))
}
