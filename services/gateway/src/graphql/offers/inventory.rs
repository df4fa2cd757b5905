//! What there is for families on a day, counted [Bestandsanalyse] (EVA-16): two days side by side are the ground of a needs
//! assessment.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use evaluation::inventory::{ListedOffer, offer_inventory};
use kernel::Date;
use membership::Offer as View;
use membership::offer::{OfferKind, TargetSituation};
use uuid::Uuid;

use super::load::usable;
use crate::graphql::look::Look;
use crate::graphql::places::{self, Site};
use crate::graphql::reader::Reader;

/// The offers that families may use on a day, counted [Bestandsanalyse] (EVA-16).
#[derive(SimpleObject)]
pub struct OfferInventory {
    as_of: Date,
    /// Available offers of members.
    total: usize,
    /// How many of them somebody confirmed within the twelve months before the day (MEM-21).
    confirmed: usize,
    /// By kind, those of no kind first.
    by_kind: Vec<OffersOfKind>,
    /// By situation, in the order of the documents; an offer for several counts in each, one for every family in none.
    by_situation: Vec<OffersForSituation>,
    /// By site, those at no site first; an offer at several counts at each.
    by_site: Vec<OffersAtSite>,
}

/// How many offers are of a kind.
#[derive(SimpleObject)]
pub struct OffersOfKind {
    /// `null` where nobody said the kind.
    kind: Option<OfferKind>,
    /// The German term.
    label: Option<&'static str>,
    count: usize,
}

/// How many offers are for a situation.
#[derive(SimpleObject)]
pub struct OffersForSituation {
    situation: TargetSituation,
    /// The German term.
    label: &'static str,
    count: usize,
}

/// How many offers there are at a site.
#[derive(SimpleObject)]
pub struct OffersAtSite {
    /// `null` for offers at no site.
    site: Option<Arc<Site>>,
    count: usize,
}

/// The root field about the inventory of offers.
#[derive(Default)]
pub struct OfferInventoryQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl OfferInventoryQuery {
    /// What there is for families on the day (today where none is given), counted by kind, situation and site
    /// [Bestandsanalyse] (EVA-16).
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn offer_inventory(
        &self,
        ctx: &Context<'_>,
        as_of: Option<Date>,
    ) -> Result<OfferInventory> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let listed = |view: &View| {
            let details = view.details_on(day)?;
            Some(ListedOffer {
                kind: details.kind,
                target_groups: details.situations.clone(),
                sites: details.sites.clone(),
                confirmed_on: view.last_confirmed_on(day),
            })
        };
        let offers = usable(&reading, day).await?;
        let counted = offer_inventory(offers.iter().filter_map(listed), day);
        let ids: Vec<Uuid> = counted.by_site.keys().flatten().map(|id| id.0).collect();
        let look = Look::below(ctx).field("bySite");
        let sites = match look.and_then(|look| look.field("site")) {
            Some(look) => places::sites_by_id(&reading, &ids, day, &look).await?,
            None => Default::default(),
        };
        let by_kind = counted.by_kind.into_iter();
        let by_situation = counted.by_target_group.into_iter();
        let by_site = counted.by_site.into_iter();
        Ok(OfferInventory {
            as_of: day,
            total: counted.total,
            confirmed: counted.confirmed,
            by_kind: by_kind
                .map(|(kind, count)| OffersOfKind {
                    kind,
                    label: kind.map(OfferKind::label),
                    count,
                })
                .collect(),
            by_situation: by_situation
                .map(|(situation, count)| OffersForSituation {
                    situation,
                    label: situation.label(),
                    count,
                })
                .collect(),
            by_site: by_site
                .map(|(site, count)| OffersAtSite {
                    site: site.and_then(|id| sites.get(&id.0).cloned()),
                    count,
                })
                .collect(),
        })
    }
}
