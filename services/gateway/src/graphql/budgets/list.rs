//! The list of budgets.
//!
//! A municipality has a handful a year, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use funding::Budget as View;
use funding::budget::BudgetState;
use kernel::{Date, ProjectId};
use uuid::Uuid;

use super::Budget;
use super::load::{load, views};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::{projects, words};

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum BudgetOrder {
    /// the latest year first
    #[default]
    NewestFirst,
    /// the earliest year first
    OldestFirst,
    /// by the project's name, A to Z, then by year; the whole network's come first
    Project,
}

impl BudgetOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("budgets:NEWEST_FIRST"),
            Self::OldestFirst => ListName("budgets:OLDEST_FIRST"),
            Self::Project => ListName("budgets:PROJECT"),
        }
    }
}

connection! {
    /// A page of budgets [Budgets].
    BudgetConnection, BudgetEdge, Budget
}

/// Which budgets, as they stand on the day that is asked for.
#[derive(Clone, Debug, Default, InputObject)]
pub struct BudgetFilter {
    /// Only those of these budget years, 1900 to 2200.
    years: Option<Vec<i32>>,
    /// Only those of this project.
    project: Option<ProjectId>,
    /// Only those of the whole network, or only those of projects.
    of_network: Option<bool>,
    /// Only those that are in one of these states on the day.
    states: Option<Vec<BudgetState>>,
}

impl BudgetFilter {
    fn keeps(&self, view: &View, years: Option<&[i16]>, day: Date) -> bool {
        let Self {
            years: _,
            project,
            of_network,
            states,
        } = self;
        let (Some(year), Some(state)) = (view.year, view.state_on(day)) else {
            return false;
        };
        years.is_none_or(|years| years.contains(&year))
            && project.is_none_or(|project| view.project == Some(project))
            && of_network.is_none_or(|network| view.project.is_none() == network)
            && states.as_ref().is_none_or(|states| states.contains(&state))
    }

    /// The budgets that are meant, in their order.
    async fn list(
        &self,
        reading: &Reading<'_>,
        order: BudgetOrder,
        day: Date,
    ) -> Result<Whole<(Uuid, View)>, GraphError> {
        let years = |years: &Vec<i32>| -> Result<Vec<i16>, GraphError> {
            let years = years.iter();
            years.map(|year| reader::year("years", *year)).collect()
        };
        let years = self.years.as_ref().map(years).transpose()?;
        let mut all = views(reading, None, day).await?;
        all.retain(|(_, view)| self.keeps(view, years.as_deref(), day));
        let named: Vec<ProjectId> = all.iter().filter_map(|(_, view)| view.project).collect();
        let projects = projects::references(reading, &named, day).await?;
        let row = |(id, view): (Uuid, View)| {
            let project = view.project.and_then(|id| projects.get(&id.0));
            let name = project.map_or_else(String::new, |project| words::fold(&project.name));
            let year = view.year.unwrap_or_default();
            let key = match order {
                BudgetOrder::Project => format!("{name}:{year:04}"),
                BudgetOrder::NewestFirst | BudgetOrder::OldestFirst => format!("{year:04}:{name}"),
            };
            (Place { key, id }, (id, view))
        };
        let rows = all.into_iter().map(row).collect();
        Ok(Whole::sorted(rows, order == BudgetOrder::NewestFirst))
    }
}

/// The root field about budgets.
#[derive(Default)]
pub struct BudgetQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl BudgetQuery {
    /// The budgets that were drafted by the day (today where none is given), 50 at a time where no length is given, 200
    /// at most [Budgets] (FUN-01, FUN-12, FUN-13).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn budgets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<BudgetFilter>,
        #[graphql(default)] order_by: BudgetOrder,
        as_of: Option<Date>,
    ) -> Result<BudgetConnection> {
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
        Ok(BudgetConnection::new(list, page.with(nodes)))
    }
}
