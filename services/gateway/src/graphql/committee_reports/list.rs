//! The list of reports to committees, and what is open with all of them.
//!
//! A municipality reports to a handful of organs, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::Date;
use meetings::committee_report::committee_report_findings;
use meetings::{CommitteeReport as View, OrganCode};
use municipality::Policy;
use uuid::Uuid;

use super::load::{load, views};
use super::{CommitteeReport, next_due};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::organs::{self, Organ};
use crate::graphql::partners::Finding;
use crate::graphql::policies;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum CommitteeReportOrder {
    /// by the organ's name, A to Z
    #[default]
    Organ,
    /// what is due first comes first; then those of which nobody says when
    NextDue,
}

impl CommitteeReportOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Organ => ListName("committeeReports:ORGAN"),
            Self::NextDue => ListName("committeeReports:NEXT_DUE"),
        }
    }
}

connection! {
    /// A page of reports to committees [Mitteilungen an Ausschüsse].
    CommitteeReportConnection, CommitteeReportEdge, CommitteeReport
}

/// Which reports.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CommitteeReportFilter {
    /// Only those to this organ [Ausschuss].
    organ: Option<OrganCode>,
    /// True: only those of which a report is due on the day; false: only the others.
    due: Option<bool>,
    /// True: only those to organs that are reported to on the day; false: only those that have ended.
    running: Option<bool>,
    /// True: only those of which nobody says how often; false: only the others.
    interval_unstated: Option<bool>,
}

/// Which reports, on which day.
struct Wanted {
    filter: CommitteeReportFilter,
    order: CommitteeReportOrder,
    day: Date,
}

impl Wanted {
    fn keeps(&self, view: &View, policy: Option<&Policy>) -> bool {
        let CommitteeReportFilter {
            organ,
            due,
            running,
            interval_unstated,
        } = &self.filter;
        let day = self.day;
        let is_due = || next_due(view, policy, day).is_some_and(|on| on <= day);
        let unstated = || super::interval(view, policy, day).value.is_none();
        view.has_begun_on(day)
            && organ
                .as_ref()
                .is_none_or(|organ| view.organ.as_ref() == Some(organ))
            && due.is_none_or(|due| due == is_due())
            && running.is_none_or(|running| running == view.runs_on(day))
            && interval_unstated.is_none_or(|wanted| wanted == unstated())
    }

    /// The reports that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let naming = organs::naming(reading, self.day).await?;
        let policies = policies::load(reading).await?;
        let policy = policies.on(self.day).map(AsRef::as_ref);
        let mut rows = Vec::new();
        for (id, view) in views(reading, None).await? {
            if self.keeps(&view, policy) {
                let organ = view.organ.as_ref();
                let organ = organ.map(|organ| Organ::of(organ, naming.as_deref()).name);
                let organ = words::fold(&organ.unwrap_or_default());
                let key = match self.order {
                    CommitteeReportOrder::Organ => organ,
                    CommitteeReportOrder::NextDue => match next_due(&view, policy, self.day) {
                        Some(on) => format!("due {on}"),
                        None => format!("when {organ}"),
                    },
                };
                rows.push((Place { key, id }, (id, view)));
            }
        }
        Ok(Whole::ascending(rows))
    }
}

/// The root fields about reports to committees.
#[derive(Default)]
pub struct CommitteeReportQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl CommitteeReportQuery {
    /// The reports to committees that were begun by the day (today where none is given), 50 at a time where no length
    /// is given, 200 at most [Mitteilungen an Ausschüsse] (MTG-18).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn committee_reports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<CommitteeReportFilter>,
        #[graphql(default)] order_by: CommitteeReportOrder,
        as_of: Option<Date>,
    ) -> Result<CommitteeReportConnection> {
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
        let wanted = Wanted {
            filter: filter.unwrap_or_default(),
            order: order_by,
            day,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let all = wanted.list(&reading).await?;
        let (rows, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(CommitteeReportConnection::new(list, page.with(nodes)))
    }

    /// What is open with all reports on the day (today where none is given): what is due, what nobody says how often,
    /// and to which organs that the policy names nobody reports yet (MTG-18).
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn committee_report_findings(
        &self,
        ctx: &Context<'_>,
        as_of: Option<Date>,
    ) -> Result<Vec<Finding>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let policies = policies::load(&reading).await?;
        let Some(policy) = policies.on(day) else {
            return Ok(Vec::new());
        };
        let views = views(&reading, None).await?;
        let views = views.iter().map(|(_, view)| view);
        let found = committee_report_findings(&policy.meetings, views, day);
        Ok(found.into_iter().map(Finding::from).collect())
    }
}
