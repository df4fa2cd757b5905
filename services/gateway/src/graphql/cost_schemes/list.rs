//! The list of cost schemes.
//!
//! A municipality has one or two, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use funding::CostScheme as View;
use kernel::Date;
use uuid::Uuid;

use super::CostScheme;
use super::load::{load, views};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum CostSchemeOrder {
    /// what was defined last comes first
    #[default]
    NewestFirst,
    /// what was defined first comes first
    OldestFirst,
    /// by name, A to Z
    Name,
}

impl CostSchemeOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("costSchemes:NEWEST_FIRST"),
            Self::OldestFirst => ListName("costSchemes:OLDEST_FIRST"),
            Self::Name => ListName("costSchemes:NAME"),
        }
    }
}

connection! {
    /// A page of cost schemes [Kalkulationsvorschriften].
    CostSchemeConnection, CostSchemeEdge, CostScheme
}

/// Which cost schemes, as they stand on the day that is asked for.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CostSchemeFilter {
    /// Only those by which budgets of this year may be computed, 1900 to 2200.
    active_in: Option<i32>,
    /// Only those with questions that nobody has settled, or only those without.
    open_questions: Option<bool>,
    /// Only those whose name contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

type Row = (Uuid, View, u32);

impl CostSchemeFilter {
    /// The schemes that are meant, in their order.
    async fn list(
        &self,
        reading: &Reading<'_>,
        order: CostSchemeOrder,
        day: Date,
    ) -> Result<Whole<Row>, GraphError> {
        let text = words::searched("text", self.text.as_deref())?;
        let year = self.active_in.map(|year| reader::year("activeIn", year));
        let year = year.transpose()?;
        let mut all = views(reading, None, day).await?;
        all.retain(|(_, view, _)| {
            let mut lines = view.lines.iter();
            let open = lines.any(|line| !view.open_questions(line).is_empty());
            year.is_none_or(|year| view.is_active_in(year))
                && self.open_questions.is_none_or(|wanted| open == wanted)
        });
        let names = all.iter().filter_map(|(_, view, _)| view.name).collect();
        let entries = reading.entries(names).await?;
        let mut rows = Vec::new();
        for (id, view, version) in all {
            let name = words::fold(&words::name(&entries, view.name)?);
            if text.as_ref().is_some_and(|text| !name.contains(text)) {
                continue;
            }
            let key = match (order, view.defined_on) {
                (CostSchemeOrder::Name, _) | (_, None) => name,
                (CostSchemeOrder::NewestFirst | CostSchemeOrder::OldestFirst, Some(on)) => {
                    on.to_string()
                }
            };
            rows.push((Place { key, id }, (id, view, version)));
        }
        Ok(Whole::sorted(rows, order == CostSchemeOrder::NewestFirst))
    }
}

/// The root field about cost schemes.
#[derive(Default)]
pub struct CostSchemeQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl CostSchemeQuery {
    /// The cost schemes that were defined by the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Kalkulationsvorschriften] (FUN-02 … FUN-13).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn cost_schemes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<CostSchemeFilter>,
        #[graphql(default)] order_by: CostSchemeOrder,
        as_of: Option<Date>,
    ) -> Result<CostSchemeConnection> {
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
        Ok(CostSchemeConnection::new(list, page.with(nodes)))
    }
}
