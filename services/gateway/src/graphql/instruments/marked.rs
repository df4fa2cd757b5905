//! What the sites of a municipality counted with an instrument in a year, beside each other [Auswertung] (EVA-02).

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use evaluation::figure::Suppressed;
use evaluation::instrument::InstrumentVersion as Version;
use evaluation::site_report::marked_by_site;
use evaluation::{Instrument as View, SiteReport};
use kernel::{Date, InstrumentId, SiteId};
use uuid::Uuid;

use super::{InstrumentItem, InstrumentVersion};
use crate::graphql::error::GraphError;
use crate::graphql::indicators::{self, FigureTableCell};
use crate::graphql::places;
use crate::graphql::reader::Reading;

/// How often the items of an instrument were marked at each site in a year, with sums (EVA-02).
#[derive(Clone, SimpleObject)]
pub struct MarkedBySite {
    year: i16,
    /// The version of the instrument with which was counted; `null` where there is none of that number.
    version: Option<u16>,
    /// The columns, in the order of the form; the sums stand after them.
    items: Vec<InstrumentItem>,
    /// A line of each site that counted with this version, and the line of the sums; empty where no site did.
    lines: Vec<MarkedAtSite>,
    /// Why cells have no number; `null` where all have [Fußnote].
    footnote: Option<&'static str>,
}

/// A line of what was marked.
#[derive(Clone, SimpleObject)]
pub struct MarkedAtSite {
    /// The site, for `node`; `null` for the line of the sums.
    site: Option<ID>,
    /// Its name on the day; `null` for the line of the sums, or where it was erased.
    site_name: Option<String>,
    /// One cell of each item, then the line's sum.
    cells: Vec<FigureTableCell>,
}

/// What the sites counted, to be read by year and version.
pub(super) struct Marked {
    reports: Vec<SiteReport>,
    sites: HashMap<Uuid, Option<String>>,
}

impl Marked {
    /// Every report as it stands today, whatever the day that is asked for: out of the tables of two days a small count
    /// is had by subtraction.
    pub(super) async fn load(reading: &Reading<'_>, day: Date) -> Result<Self, GraphError> {
        let reports: Vec<(Uuid, SiteReport)> = reading.views(None).await?;
        let reports: Vec<SiteReport> = reports.into_iter().map(|(_, view)| view).collect();
        let sites = reports.iter().filter_map(|report| Some(report.site?.0));
        let sites: Vec<Uuid> = sites.collect();
        let sites = places::site_names(reading, &sites, day).await?;
        Ok(Self { reports, sites })
    }

    pub(super) fn of(
        &self,
        id: Uuid,
        year: i16,
        view: &View,
        version: Option<&InstrumentVersion>,
    ) -> MarkedBySite {
        let counted = version.and_then(|version| view.version(version.number));
        let table = counted.and_then(|version| self.table(InstrumentId(id), year, version));
        let (sites, Suppressed(cells)) = table.unwrap_or_default();
        let footnote = indicators::footnote(&cells);
        let sites = sites.into_iter().map(Some).chain([None]);
        let line = |(site, cells): (Option<SiteId>, Vec<_>)| MarkedAtSite {
            site: site.map(|id| id.to_string().into()),
            site_name: site.and_then(|id| self.sites.get(&id.0).cloned().flatten()),
            cells: cells.into_iter().map(FigureTableCell::plain).collect(),
        };
        MarkedBySite {
            year,
            version: version.map(|version| version.number),
            items: version
                .map(|version| version.items.clone())
                .unwrap_or_default(),
            lines: sites.zip(cells).map(line).collect(),
            footnote,
        }
    }

    /// `None` where no site counted with this version, or where it counts nothing.
    fn table(
        &self,
        id: InstrumentId,
        year: i16,
        version: &Version,
    ) -> Option<(Vec<SiteId>, Suppressed)> {
        let reports = self.reports.iter();
        let reports = reports.filter(|report| report.year == Some(year));
        marked_by_site(reports, id, version).ok()
    }
}
