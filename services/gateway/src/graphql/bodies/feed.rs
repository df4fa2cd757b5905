//! The address of a body's calendar [Kalender-Abo].

use std::collections::HashMap;
use std::fmt;

use kernel::MunicipalityId;
use meetings::CalendarFeed;
use reqwest::Url;
use service_kit::links::{Link, LinkKey};
use uuid::Uuid;

use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;

/// Whoever may open a calendar sees its address.
pub(super) const OPERATION: &str = "open-calendar-feed";

/// How the addresses of calendars are made.
#[derive(Clone)]
pub struct FeedAddresses {
    /// Below it the meetings service answers `feeds/…`; ends in `/`.
    pub base: Url,
    pub key: LinkKey,
}

impl FeedAddresses {
    fn of(&self, municipality: &MunicipalityId, body: Uuid, generation: u32) -> String {
        let link = Link::calendar_feed(municipality.clone(), body, generation);
        self.key.address(&self.base, &link).into()
    }
}

impl fmt::Debug for FeedAddresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FeedAddresses")
            .field("base", &self.base.as_str())
            .finish_non_exhaustive()
    }
}

/// The addresses that count, by body; none where the gateway was not told how they are made.
pub(super) async fn addresses(
    reading: &Reading<'_>,
    bodies: &[Uuid],
) -> Result<HashMap<Uuid, String>, GraphError> {
    let reader = reading.reader();
    let Some(addresses) = reader.deps().feeds() else {
        return Ok(HashMap::new());
    };
    let feeds: Vec<(Uuid, CalendarFeed)> = reading.views(Some(bodies)).await?;
    let municipality = &reader.scope()?.municipality;
    let open = feeds.into_iter().filter_map(|(body, feed)| {
        let generation = feed.open_generation()?;
        Some((body, addresses.of(municipality, body, generation)))
    });
    Ok(open.collect())
}
