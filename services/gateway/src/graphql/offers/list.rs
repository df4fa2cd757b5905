//! The directory of offers: filter, order and pages (MEM-22, MEM-23).
//!
//! SQL orders by the latest name and narrows by what does not depend on the day; what holds on the day comes out of the
//! view.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{Date, PartnerId, RegionId, SiteId};
use membership::offer::{AGE_MAX, AGE_MIN, AccessPath, OfferKind, OfferThreshold, TargetSituation};
use membership::{LanguageCode, Offer as View, OfferState, SectorCode};
use uuid::Uuid;

use super::Offer;
use super::load::{OfferRow, load};
use crate::graphql::connection::{
    Found, ListName, Listing, Place, Stretch, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::Duplicates;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::{places, words};

/// Which offers; all that is given must hold.
#[derive(Debug, Default, InputObject)]
pub struct OfferFilter {
    /// Only those whose name contains this, whatever its case; at most 200 characters.
    text: Option<String>,
    /// Only those of this partner and of its duplicates.
    partner: Option<PartnerId>,
    kind: Option<OfferKind>,
    /// Only those with this field of work.
    sector: Option<SectorCode>,
    /// Only those for families in this situation (MEM-24 … MEM-26).
    situation: Option<TargetSituation>,
    /// Only those for this region, or at a site of it [Sozialraum].
    region: Option<RegionId>,
    /// Only those at this site [Standort].
    site: Option<SiteId>,
    /// Only those for children of this age in months; -9 to 0 is pregnancy.
    age_months: Option<i16>,
    /// Only those that families find like this [Zugangsweg].
    access_path: Option<AccessPath>,
    /// Only those that are as easy to begin as this [Niederschwelligkeit].
    threshold: Option<OfferThreshold>,
    /// Only those in this language, by its code of ISO 639.
    language: Option<LanguageCode>,
    /// Only those that nobody has given or confirmed on this day or later (MEM-21).
    unconfirmed_since: Option<Date>,
    /// Only those that stand so on the day; where none is given, those that did not end.
    state: Option<OfferState>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum OfferOrder {
    /// by name, A to Z
    #[default]
    Name,
    /// by name, Z to A
    NameDesc,
    /// what nobody has confirmed for longest comes first
    LongestUnconfirmed,
    /// what changed last comes first
    RecentlyChanged,
}

impl OfferOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Name => ListName("offers:NAME"),
            Self::NameDesc => ListName("offers:NAME_DESC"),
            Self::LongestUnconfirmed => ListName("offers:LONGEST_UNCONFIRMED"),
            Self::RecentlyChanged => ListName("offers:RECENTLY_CHANGED"),
        }
    }

    const fn descends(self) -> bool {
        match self {
            Self::Name | Self::LongestUnconfirmed => false,
            Self::NameDesc | Self::RecentlyChanged => true,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Name | Self::NameDesc => "name",
            Self::LongestUnconfirmed => "confirmed",
            Self::RecentlyChanged => "position",
        }
    }
}

/// The municipality's offers that were known on a day.
struct Offers {
    filter: OfferFilter,
    pattern: Option<String>,
    order: OfferOrder,
    day: Date,
    /// The sites of the region that is asked for.
    sites: Option<BTreeSet<SiteId>>,
    /// The partner that is asked for, with its duplicates.
    partners: Option<Vec<Uuid>>,
}

macro_rules! offers_sql {
    ($direction:literal) => {
        concat!(
            "
            SELECT o.id, o.view, k.key
            FROM read_4.offer o
            LEFT JOIN vault.entry e
                ON e.municipality = o.municipality
                AND e.id = o.name
            CROSS JOIN LATERAL (
                SELECT lower(replace(translate(
                    coalesce(e.content::jsonb #>> '{}', ''), 'ÄÖÜäöü', 'AOUaou'
                ), 'ß', 'ss') COLLATE \"C\")
            ) AS n(name)
            CROSS JOIN LATERAL (
                SELECT CASE $6::text
                    WHEN 'position' THEN lpad(o.position::text, 19, '0') COLLATE \"C\"
                    WHEN 'confirmed' THEN (
                        SELECT max(c.on_day COLLATE \"C\")
                        FROM jsonb_array_elements_text(o.view -> 'confirmations') AS c(on_day)
                    )
                    ELSE n.name
                END
            ) AS k(key)
            WHERE o.municipality = $1
                AND ($2::text IS NULL OR (k.key, o.id) > ($2, $3::uuid))
                AND ($4::text IS NULL OR (k.key, o.id) < ($4, $5::uuid))
                AND ($7::text IS NULL OR n.name LIKE $7)
                AND ($8::uuid[] IS NULL OR o.partner = ANY ($8))
            ORDER BY k.key ",
            $direction,
            ", o.id ",
            $direction,
            "
            LIMIT $9"
        )
    };
}

impl Listing for Offers {
    type Node = OfferRow;

    fn filters(&self) -> bool {
        // What holds on the day only the view tells.
        true
    }

    async fn look(
        &self,
        reading: &Reading<'_>,
        stretch: &Stretch,
    ) -> Result<Vec<Found<OfferRow>>, GraphError> {
        let ends = [
            (stretch.after_key(), stretch.after_id()),
            (stretch.before_key(), stretch.before_id()),
        ];
        // The list's order descends, or its end is wanted first; both together ascend.
        let [after, before] = if self.order.descends() {
            [ends[1], ends[0]]
        } else {
            ends
        };
        let sql = if self.order.descends() == stretch.backward {
            offers_sql!("ASC")
        } else {
            offers_sql!("DESC")
        };
        let rows = reading
            .rows(
                "list offers",
                sql,
                &[
                    &after.0,
                    &after.1,
                    &before.0,
                    &before.1,
                    &self.order.key(),
                    &self.pattern,
                    &self.partners,
                    &stretch.limit,
                ],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let (id, view) = (row.get("id"), reader::view::<View>(row)?);
                let place = Place {
                    key: row.get("key"),
                    id,
                };
                let node = self.keeps(&view).then(|| OfferRow {
                    id,
                    view: Arc::new(view),
                });
                Ok(Found { place, node })
            })
            .collect()
    }
}

impl Offers {
    fn keeps(&self, view: &View) -> bool {
        let (filter, day) = (&self.filter, self.day);
        let (Some(state), Some(details)) = (view.state_on(day), view.details_on(day)) else {
            return false;
        };
        let stands = match filter.state {
            Some(wanted) => wanted == state,
            None => state != OfferState::Ended,
        };
        let in_region = |region: &RegionId| {
            let at_site = |site: &SiteId| self.sites.as_ref().is_some_and(|of| of.contains(site));
            details.districts.contains(region) || details.sites.iter().any(at_site)
        };
        stands
            && filter.region.as_ref().is_none_or(in_region)
            && filter.kind.is_none_or(|kind| details.kind == Some(kind))
            && wants(filter.sector.as_ref(), &details.sectors)
            && wants(filter.situation.as_ref(), &details.situations)
            && wants(filter.site.as_ref(), &details.sites)
            && wants(filter.access_path.as_ref(), &details.access_paths)
            && wants(filter.language.as_ref(), &details.languages)
            && filter
                .threshold
                .is_none_or(|threshold| details.threshold == Some(threshold))
            && filter
                .age_months
                .is_none_or(|months| details.is_for_age(months))
            && filter
                .unconfirmed_since
                .is_none_or(|since| view.unconfirmed_since(day).is_some_and(|on| on < since))
    }
}

fn wants<T: PartialEq>(wanted: Option<&T>, of: &[T]) -> bool {
    wanted.is_none_or(|wanted| of.contains(wanted))
}

connection! {
    /// A page of offers [Angebote].
    OfferConnection, OfferEdge, Offer
}

/// The root field about offers.
#[derive(Default)]
pub struct OfferQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl OfferQuery {
    /// The directory of what partners offer to families on the day (today where none is given), with how families find
    /// it [Angebotsverzeichnis] (MEM-22); 50 at a time where no length is given, 200 at most.
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn offers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<OfferFilter>,
        #[graphql(default)] order_by: OfferOrder,
        as_of: Option<Date>,
    ) -> Result<OfferConnection> {
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
        let pattern = words::searched("filter.text", filter.text.as_deref())?;
        if filter
            .age_months
            .is_some_and(|months| !(AGE_MIN..=AGE_MAX).contains(&months))
        {
            return Err(GraphError::InvalidArgument {
                argument: "filter.ageMonths",
                reason: "ein Alter in Monaten von -9 bis 216".into(),
            }
            .into());
        }
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let sites = match filter.region {
            Some(region) => Some(places::sites_of_region(&reading, region).await?),
            None => None,
        };
        let partners = match filter.partner {
            Some(partner) => Some(Duplicates::load(&reading).await?.with(&[partner.0])),
            None => None,
        };
        let offers = Offers {
            filter,
            pattern: pattern.as_deref().map(words::containing),
            order: order_by,
            day,
            sites,
            partners,
        };
        let (rows, page) = page_of(ctx, &reading, &offers, &window).await?;
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(OfferConnection::new(list, page.with(nodes)))
    }
}
