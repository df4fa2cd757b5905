//! The list of programmes. A municipality has a handful, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use funding::Programme as View;
use funding::StateKey;
use funding::grant::FundingArea;
use funding::ledger::Books;
use funding::programme::ProgrammeSource;
use kernel::{Date, ProgrammeId};

use super::Programme;
use super::load::load;
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::funding_ledger::books;
use crate::graphql::look::Look;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum ProgrammeOrder {
    /// by name, A to Z
    #[default]
    Name,
    /// what began last comes first
    NewestFirst,
    /// as they began
    OldestFirst,
}

impl ProgrammeOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Name => ListName("programmes:NAME"),
            Self::NewestFirst => ListName("programmes:NEWEST_FIRST"),
            Self::OldestFirst => ListName("programmes:OLDEST_FIRST"),
        }
    }
}

connection! {
    /// A page of funding programmes [Förderprogramme].
    ProgrammeConnection, ProgrammeEdge, Programme
}

/// Which programmes.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ProgrammeFilter {
    /// Only those whose money comes from there [Mittelherkunft].
    source: Option<ProgrammeSource>,
    /// Only those that pay for this area [Förderbereich].
    area: Option<FundingArea>,
    /// Only those of this state, by its two-digit key [Land].
    state: Option<StateKey>,
    /// True: only those that run on the day; false: only those that do not.
    valid: Option<bool>,
    /// Only those whose name contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

impl ProgrammeFilter {
    fn keeps(&self, view: &View, day: Date) -> bool {
        let Self {
            source,
            area,
            state,
            valid,
            text: _,
        } = self;
        view.is_known_on(day)
            && source.is_none_or(|source| view.source == Some(source))
            && area.is_none_or(|area| view.areas.contains(&area))
            && state
                .as_ref()
                .is_none_or(|of| view.state.as_ref() == Some(of))
            && valid.is_none_or(|valid| valid == view.is_valid_on(day))
    }
}

async fn list(
    reading: &Reading<'_>,
    books: &Books,
    filter: &ProgrammeFilter,
    (order, day): (ProgrammeOrder, Date),
) -> Result<Whole<ProgrammeId>, GraphError> {
    let text = words::searched("text", filter.text.as_deref())?;
    let meant = books.programmes.iter();
    let meant: Vec<_> = meant.filter(|(_, view)| filter.keeps(view, day)).collect();
    let names = meant.iter().filter_map(|(_, view)| view.name).collect();
    let entries = reading.entries(names).await?;
    let mut rows = Vec::new();
    for (id, view) in meant {
        let said = match &text {
            Some(text) => words::say(&entries, view.name, text)?,
            None => true,
        };
        if said {
            let began = view.valid.map(|valid| valid.since.to_string());
            let key = match order {
                ProgrammeOrder::Name => words::fold(&words::name(&entries, view.name)?),
                ProgrammeOrder::NewestFirst | ProgrammeOrder::OldestFirst => {
                    began.unwrap_or_default()
                }
            };
            rows.push((Place { key, id: id.0 }, *id));
        }
    }
    Ok(Whole::sorted(rows, order == ProgrammeOrder::NewestFirst))
}

/// The root field about programmes.
#[derive(Default)]
pub struct ProgrammeQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl ProgrammeQuery {
    /// The funding programmes that were registered or ran by the day (today where none is given), 50 at a time where no
    /// length is given, 200 at most [Förderprogramme] (FUN-15, FUN-20).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn programmes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<ProgrammeFilter>,
        #[graphql(default)] order_by: ProgrammeOrder,
        as_of: Option<Date>,
    ) -> Result<ProgrammeConnection> {
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
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let books = books(&reading).await?;
        let filter = filter.unwrap_or_default();
        let all = list(&reading, &books, &filter, (order_by, day)).await?;
        let (ids, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, &books, &ids, day, &Look::nodes(ctx)).await?;
        Ok(ProgrammeConnection::new(name, page.with(nodes)))
    }
}
