//! From rows and views to offers: children set-wise, in one statement each, and only what is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{Date, EntryId, PartnerId, RegionId, SiteId};
use membership::offer::OfferDetails;
use membership::{MembershipState, Offer as View, OfferState, Partner as PartnerView};
use uuid::Uuid;
use vault::Entries;

use super::{Offer, OfferWords};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::{self, Duplicates};
use crate::graphql::reader::{self, Reading};
use crate::graphql::{places, policies, sources, words};

/// An offer as its row says, before its words are looked up.
pub(crate) struct OfferRow {
    pub(crate) id: Uuid,
    pub(crate) view: Arc<View>,
}

/// Loads what `look` asks for of these offers; keeps their order.
pub(crate) async fn load(
    reading: &Reading<'_>,
    rows: Vec<OfferRow>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Offer>, GraphError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let entries = reading.entries(entries_of(&rows, day)).await?;
    let policy = if look.asks_any(&["sectors", "findings"]) {
        policies::load(reading).await?.on(day).cloned()
    } else {
        None
    };
    let makers: Vec<PartnerId> = rows.iter().filter_map(|row| row.view.partner).collect();
    let partners = if look.asks("partner") {
        partners::references(reading, &makers, day).await?
    } else {
        HashMap::new()
    };
    let offering = if look.asks("findings") {
        offering(reading, &makers).await?
    } else {
        HashMap::new()
    };
    let details = || rows.iter().filter_map(|row| row.view.details_on(day));
    let districts = if look.asks("districts") {
        let ids: Vec<RegionId> = details().flat_map(|of| of.districts.clone()).collect();
        places::regions_by_id(reading, ids, day).await?
    } else {
        HashMap::new()
    };
    let sites = match look.field("sites") {
        Some(look) => {
            let ids = details().flat_map(|of| of.sites.iter().map(|id| id.0));
            let ids: Vec<Uuid> = ids.collect();
            places::sites_by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let mut sources = if look.asks("sources") {
        sources::load(reading, "offer", &ids).await?
    } else {
        HashMap::new()
    };
    rows.into_iter()
        .map(|OfferRow { id, view }| {
            let details = view.details_on(day);
            let district = |id: &RegionId| districts.get(&id.0).cloned();
            let site = |id: &SiteId| sites.get(&id.0).cloned();
            let partner = view.partner.map(|id| id.0);
            Ok(Offer {
                id,
                day,
                words: details.map_or_else(
                    || Ok(OfferWords::default()),
                    |details| words_of(details, &entries),
                )?,
                policy: policy.clone(),
                offering: partner.and_then(|id| offering.get(&id).cloned()),
                partner: partner.and_then(|id| partners.get(&id).cloned()),
                districts: details
                    .map_or(&[][..], |of| &of.districts)
                    .iter()
                    .filter_map(district)
                    .collect(),
                sites: details
                    .map_or(&[][..], |of| &of.sites)
                    .iter()
                    .filter_map(site)
                    .collect(),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

fn entries_of(rows: &[OfferRow], day: Date) -> Vec<EntryId> {
    let details = rows.iter().filter_map(|row| row.view.details_on(day));
    let words = details.flat_map(|of| {
        let optional = [of.description, of.access_note, of.opening_times];
        [Some(of.name)].into_iter().chain(optional)
    });
    words.flatten().collect()
}

fn words_of(details: &OfferDetails, entries: &Entries) -> Result<OfferWords, GraphError> {
    Ok(OfferWords {
        name: words::name(entries, Some(details.name))?,
        description: words::optional_text(entries, details.description)?,
        access_note: words::optional_text(entries, details.access_note)?,
        opening_times: words::optional_text(entries, details.opening_times)?,
    })
}

/// The partners that make offers; of a duplicate's offers the partner that stays.
pub(super) async fn offering(
    reading: &Reading<'_>,
    makers: &[PartnerId],
) -> Result<HashMap<Uuid, Arc<PartnerView>>, GraphError> {
    let duplicates = Duplicates::load(reading).await?;
    let stay: Vec<Uuid> = makers.iter().map(|id| duplicates.stays(id.0)).collect();
    let found = partners::views(reading, &stay).await?;
    let makers = makers.iter();
    Ok(makers
        .filter_map(|id| Some((id.0, Arc::clone(found.get(&duplicates.stays(id.0))?))))
        .collect())
}

/// Offers by id, or of these partners.
async fn rows(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
    partners: Option<&[Uuid]>,
) -> Result<Vec<OfferRow>, GraphError> {
    let rows = reading
        .rows(
            "load offers",
            "
            SELECT id, view
            FROM read_4.offer
            WHERE municipality = $1
                AND ($2::uuid[] IS NULL OR id = ANY ($2))
                AND ($3::uuid[] IS NULL OR partner = ANY ($3))
            ORDER BY id",
            &[&ids, &partners],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(OfferRow {
                id: row.get("id"),
                view: Arc::new(reader::view(row)?),
            })
        })
        .collect()
}

/// Loads one offer.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Offer>, GraphError> {
    let rows = rows(reading, Some(&[id]), None).await?;
    Ok(load(reading, rows, day, look).await?.pop())
}

/// The offers of these partners that were known on `day` and did not end before it, by the partner that stays, by name.
pub(crate) async fn of_partners(
    reading: &Reading<'_>,
    partners: &[Uuid],
    duplicates: &Duplicates,
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Vec<Offer>>, GraphError> {
    let mut rows = rows(reading, None, Some(partners)).await?;
    rows.retain(|row| match row.view.state_on(day) {
        Some(OfferState::Available | OfferState::Paused) => true,
        Some(OfferState::Ended) | None => false,
    });
    let mut offers = load(reading, rows, day, look).await?;
    offers.sort_by_cached_key(|offer| (words::fold(&offer.words.name), offer.id));
    let mut by_partner: HashMap<Uuid, Vec<Offer>> = HashMap::new();
    for offer in offers {
        if let Some(partner) = offer.view.partner {
            let partner = duplicates.stays(partner.0);
            by_partner.entry(partner).or_default().push(offer);
        }
    }
    Ok(by_partner)
}

/// What families may use on `day`: available offers of members, by id.
pub(super) async fn usable(reading: &Reading<'_>, day: Date) -> Result<Vec<View>, GraphError> {
    let rows = reading
        .rows(
            "load what families may use",
            "
            SELECT view
            FROM read_4.offer
            WHERE municipality = $1
            ORDER BY id",
            &[],
        )
        .await?;
    let views: Vec<View> = rows.iter().map(reader::view).collect::<Result<_, _>>()?;
    let makers: Vec<PartnerId> = views.iter().filter_map(|view| view.partner).collect();
    let partners = offering(reading, &makers).await?;
    let may_use = |view: &View| {
        let partner = view.partner.and_then(|id| partners.get(&id.0));
        let member = partner.and_then(|partner| partner.membership_on(day));
        member == Some(MembershipState::Active) && view.state_on(day) == Some(OfferState::Available)
    };
    Ok(views.into_iter().filter(may_use).collect())
}
