//! The list of the sites' reports.
//!
//! Each site has one a year, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use evaluation::SiteReport as View;
use evaluation::site_report::SiteReportState;
use kernel::{Date, SiteId};
use uuid::Uuid;

use super::SiteReport;
use super::load::{load, views};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::whole::Whole;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum SiteReportOrder {
    /// the last year comes first
    #[default]
    NewestFirst,
    /// in the order of the years
    OldestFirst,
}

impl SiteReportOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("siteReports:NEWEST_FIRST"),
            Self::OldestFirst => ListName("siteReports:OLDEST_FIRST"),
        }
    }
}

connection! {
    /// A page of sites' reports [Jahresberichte der Standorte].
    SiteReportConnection, SiteReportEdge, SiteReport
}

/// Which reports.
#[derive(Clone, Debug, Default, InputObject)]
pub struct SiteReportFilter {
    /// Only those of this site [Standort].
    site: Option<SiteId>,
    /// Only those of one of these calendar years, 1900 to 2200.
    years: Option<Vec<i32>>,
    /// Only those that are in one of these states on the day that is asked for.
    states: Option<Vec<SiteReportState>>,
}

/// Which reports, on which day.
struct Wanted {
    filter: SiteReportFilter,
    years: Option<Vec<i16>>,
    order: SiteReportOrder,
    day: Date,
}

impl Wanted {
    fn try_new(
        filter: SiteReportFilter,
        order: SiteReportOrder,
        day: Date,
    ) -> Result<Self, GraphError> {
        let years = |years: &Vec<i32>| -> Result<Vec<i16>, GraphError> {
            let years = years.iter();
            years.map(|year| reader::year("years", *year)).collect()
        };
        Ok(Self {
            years: filter.years.as_ref().map(years).transpose()?,
            filter,
            order,
            day,
        })
    }

    fn keeps(&self, view: &View) -> bool {
        let SiteReportFilter {
            site,
            years: _,
            states,
        } = &self.filter;
        let Some(state) = view.state_on(self.day) else {
            return false;
        };
        site.is_none_or(|site| view.site == Some(site))
            && self
                .years
                .as_ref()
                .is_none_or(|years| view.year.is_some_and(|year| years.contains(&year)))
            && states.as_ref().is_none_or(|states| states.contains(&state))
    }

    /// The reports that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let all = views(reading, None).await?.into_iter();
        let meant = all.filter(|(_, view)| self.keeps(view));
        let row = |(id, view): (Uuid, View)| {
            let year = view.year.unwrap_or_default();
            let key = format!("{year:04}");
            (Place { key, id }, (id, view))
        };
        Ok(Whole::sorted(
            meant.map(row).collect(),
            self.order == SiteReportOrder::NewestFirst,
        ))
    }
}

/// The root field about sites' reports.
#[derive(Default)]
pub struct SiteReportQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl SiteReportQuery {
    /// The sites' yearly reports that were opened by the day (today where none is given), 50 at a time where no length is
    /// given, 200 at most [Jahresberichte der Standorte] (EVA-01 … EVA-04).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn site_reports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<SiteReportFilter>,
        #[graphql(default)] order_by: SiteReportOrder,
        as_of: Option<Date>,
    ) -> Result<SiteReportConnection> {
        let reader = Reader::of(ctx)?;
        let list = order_by.list();
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(list, &arguments)?;
        let day = reader.day(as_of)?;
        let wanted = Wanted::try_new(filter.unwrap_or_default(), order_by, day)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let all = wanted.list(&reading).await?;
        let (rows, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(SiteReportConnection::new(list, page.with(nodes)))
    }
}
