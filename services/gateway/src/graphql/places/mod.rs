//! Regions [Region] and sites [Standort] (MEM-07, MEM-43, MEM-50).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the root fields |
//! | `region`, `site` | the objects and their loaders |

mod region;
mod site;

use async_graphql::{Context, Object, Result};
use kernel::{Date, RegionId};

use super::LIST_MAX;
use super::look::Look;
use super::reader::Reader;
use super::words;

pub use region::Region;
pub use site::{Site, SiteDocument, SiteStatusPeriod};

pub(crate) use region::{region, regions, regions_by_id};
pub(crate) use site::{site, site_names, sites, sites_by_id, sites_of_region};

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
        let reader = Reader::of(ctx)?;
        let mut connection = reader.connect().await?;
        let mut regions = regions(&connection.begin().await?, None, reader.today()).await?;
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
