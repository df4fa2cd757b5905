//! The list of grants. A municipality has dozens, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use funding::Grant as View;
use funding::grant::{FundingArea, GrantPeriod, GrantState};
use funding::ledger::Books;
use funding::programme::ProgrammeSource;
use kernel::{Date, GrantId, ProgrammeId, ProjectId};

use super::Grant;
use super::findings::programme;
use super::load::load;
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::funding_ledger::books;
use crate::graphql::look::Look;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum GrantOrder {
    /// what was applied for last comes first
    #[default]
    NewestFirst,
    /// as they were applied for
    OldestFirst,
    /// by purpose, A to Z
    Purpose,
}

impl GrantOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("grants:NEWEST_FIRST"),
            Self::OldestFirst => ListName("grants:OLDEST_FIRST"),
            Self::Purpose => ListName("grants:PURPOSE"),
        }
    }
}

connection! {
    /// A page of grants [Zuwendungen].
    GrantConnection, GrantEdge, Grant
}

/// Which grants.
#[derive(Clone, Debug, Default, InputObject)]
pub struct GrantFilter {
    /// Only those out of this programme [Förderprogramm].
    programme: Option<ProgrammeId>,
    /// Only those whose programme's money comes from there [Mittelherkunft].
    source: Option<ProgrammeSource>,
    /// Only those that pay for this area, by the notice or else by the application [Förderbereich].
    area: Option<FundingArea>,
    /// Only those that are in one of these states on the day that is asked for.
    states: Option<Vec<GrantState>>,
    /// Only those with a day of this calendar year in their period, 1900 to 2200 [Bewilligungszeitraum].
    year: Option<i32>,
    /// Only those whose plan has a line of this project [Stadtteilprojekt].
    project: Option<ProjectId>,
    /// Only those whose purpose contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which grants, on which day.
struct Wanted {
    filter: GrantFilter,
    year: Option<i16>,
    /// Folded.
    text: Option<String>,
    order: GrantOrder,
    day: Date,
}

impl Wanted {
    fn keeps(&self, books: &Books, view: &View) -> bool {
        let GrantFilter {
            programme: of,
            source,
            area,
            states,
            year: _,
            project,
            text: _,
        } = &self.filter;
        let (Some(state), Some(known)) = (view.state_on(self.day), &view.application) else {
            return false;
        };
        let terms = view.terms_on(self.day);
        let (areas, plan, period) = match terms {
            Some(terms) => (&terms.areas, &terms.plan, terms.period),
            None => (&known.areas, &known.plan, known.period),
        };
        let in_year = |period: GrantPeriod, year: i16| {
            period.since.year() <= year && year <= period.until.year()
        };
        of.is_none_or(|of| known.programme == of)
            && source.is_none_or(|source| {
                programme(books, view).is_some_and(|of| of.source == Some(source))
            })
            && area.is_none_or(|area| {
                areas.contains(&area) || plan.lines.iter().any(|line| line.area == Some(area))
            })
            && states.as_ref().is_none_or(|states| states.contains(&state))
            && self.year.is_none_or(|year| in_year(period, year))
            && project
                .is_none_or(|project| plan.lines.iter().any(|line| line.project == Some(project)))
    }

    async fn list(
        &self,
        reading: &Reading<'_>,
        books: &Books,
    ) -> Result<Whole<GrantId>, GraphError> {
        let meant = books.grants.iter();
        let meant: Vec<_> = meant.filter(|(_, view)| self.keeps(books, view)).collect();
        let purposes = meant.iter().filter_map(|(_, view)| view.purpose);
        let entries = reading.entries(purposes.collect()).await?;
        let mut rows = Vec::new();
        for (id, view) in meant {
            let said = match &self.text {
                Some(text) => words::say(&entries, view.purpose, text)?,
                None => true,
            };
            if said {
                let applied = view.application.as_ref();
                let key = match self.order {
                    GrantOrder::Purpose => words::fold(&words::name(&entries, view.purpose)?),
                    GrantOrder::NewestFirst | GrantOrder::OldestFirst => applied
                        .map(|known| known.applied_on.to_string())
                        .unwrap_or_default(),
                };
                rows.push((Place { key, id: id.0 }, *id));
            }
        }
        Ok(Whole::sorted(rows, self.order == GrantOrder::NewestFirst))
    }
}

/// The root field about grants.
#[derive(Default)]
pub struct GrantQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl GrantQuery {
    /// The grants that were applied for by the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Zuwendungen] (FUN-14, FUN-20).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn grants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<GrantFilter>,
        #[graphql(default)] order_by: GrantOrder,
        as_of: Option<Date>,
    ) -> Result<GrantConnection> {
        let reader = Reader::of(ctx)?;
        let name = order_by.list();
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(name, &arguments)?;
        let day = reader.day(as_of)?;
        let filter = filter.unwrap_or_default();
        let year = filter.year.map(|year| reader::year("year", year));
        let wanted = Wanted {
            year: year.transpose()?,
            text: words::searched("text", filter.text.as_deref())?,
            filter,
            order: order_by,
            day,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let books = books(&reading).await?;
        let all = wanted.list(&reading, &books).await?;
        let (ids, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, &books, &ids, day, &Look::nodes(ctx)).await?;
        Ok(GrantConnection::new(name, page.with(nodes)))
    }
}
