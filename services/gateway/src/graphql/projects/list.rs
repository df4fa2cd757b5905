//! The list of projects.
//!
//! A municipality has a handful of projects, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use funding::Project as View;
use kernel::{BodyId, Date, PartnerId, RegionId};
use uuid::Uuid;

use super::Project;
use super::load::load;
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::Duplicates;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum ProjectOrder {
    /// by name, A to Z
    #[default]
    Name,
    /// what was established last comes first
    NewestFirst,
    /// what was established first comes first
    OldestFirst,
}

impl ProjectOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Name => ListName("projects:NAME"),
            Self::NewestFirst => ListName("projects:NEWEST_FIRST"),
            Self::OldestFirst => ListName("projects:OLDEST_FIRST"),
        }
    }
}

connection! {
    /// A page of projects [Stadtteilprojekte].
    ProjectConnection, ProjectEdge, Project
}

/// Which projects, as they stand on the day that is asked for.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ProjectFilter {
    /// Only those in this region.
    region: Option<RegionId>,
    /// Only those that this body steers on the day.
    steering_group: Option<BodyId>,
    /// Only those that this institution runs on the day.
    operator: Option<PartnerId>,
    /// Only those that run on the day, or only those that have ended.
    running: Option<bool>,
    /// Only those whose name contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

impl ProjectFilter {
    fn keeps(&self, view: &View, operators: Option<&[PartnerId]>, day: Date) -> bool {
        let Self {
            region,
            steering_group,
            operator: _,
            running,
            text: _,
        } = self;
        let established = view.established_on.is_some_and(|on| on <= day);
        let run = |meant: &[PartnerId]| {
            let mut operators = view.operators_on(day).into_iter();
            operators.any(|known| meant.contains(&known))
        };
        established
            && region.is_none_or(|region| view.region == Some(region))
            && steering_group.is_none_or(|body| view.steering_group_on(day) == Some(body))
            && operators.is_none_or(run)
            && running.is_none_or(|running| view.runs_on(day) == running)
    }

    /// The projects that are meant, in their order.
    async fn list(
        &self,
        reading: &Reading<'_>,
        order: ProjectOrder,
        day: Date,
    ) -> Result<Whole<(Uuid, View)>, GraphError> {
        let text = words::searched("text", self.text.as_deref())?;
        let operators = Duplicates::meant(reading, self.operator).await?;
        let mut all: Vec<(Uuid, View)> = reading.views(None).await?;
        all.retain(|(_, view)| self.keeps(view, operators.as_deref(), day));
        let names = all.iter().filter_map(|(_, view)| view.name_on(day));
        let entries = reading.entries(names.collect()).await?;
        let mut rows = Vec::new();
        for (id, view) in all {
            let name = words::fold(&words::name(&entries, view.name_on(day))?);
            if text.as_ref().is_some_and(|text| !name.contains(text)) {
                continue;
            }
            let key = match (order, view.established_on) {
                (ProjectOrder::Name, _) | (_, None) => name,
                (ProjectOrder::NewestFirst | ProjectOrder::OldestFirst, Some(on)) => on.to_string(),
            };
            rows.push((Place { key, id }, (id, view)));
        }
        Ok(Whole::sorted(rows, order == ProjectOrder::NewestFirst))
    }
}

/// The root field about projects.
#[derive(Default)]
pub struct ProjectQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl ProjectQuery {
    /// The projects of districts that were established by the day (today where none is given), those that have ended
    /// among them, 50 at a time where no length is given, 200 at most [Stadtteilprojekte] (FUN-02, FUN-06, FUN-07).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn projects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<ProjectFilter>,
        #[graphql(default)] order_by: ProjectOrder,
        as_of: Option<Date>,
    ) -> Result<ProjectConnection> {
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
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let filter = filter.unwrap_or_default();
        let all = filter.list(&reading, order_by, day).await?;
        let (rows, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(ProjectConnection::new(list, page.with(nodes)))
    }
}
