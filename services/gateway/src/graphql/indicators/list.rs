//! The list of series of figures.
//!
//! A municipality keeps dozens of them, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use evaluation::IndicatorSeries as View;
use evaluation::codes::IndicatorCode;
use evaluation::figure::FigureUnit;
use kernel::Date;
use uuid::Uuid;
use vault::Entries;

use super::IndicatorSeries;
use super::load::{load, views};
use crate::graphql::connection::{ListName, Window, WindowArguments, connection, cost, page_of};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::{Whole, Worded};
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum IndicatorOrder {
    /// by title, A to Z
    #[default]
    Title,
    /// by code, A to Z
    Code,
    /// what was defined last comes first
    NewestFirst,
}

impl IndicatorOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Title => ListName("indicators:TITLE"),
            Self::Code => ListName("indicators:CODE"),
            Self::NewestFirst => ListName("indicators:NEWEST_FIRST"),
        }
    }
}

connection! {
    /// A page of series of figures [Kennzahlen].
    IndicatorSeriesConnection, IndicatorSeriesEdge, IndicatorSeries
}

/// Which series.
#[derive(Clone, Debug, Default, InputObject)]
pub struct IndicatorFilter {
    /// Only those with one of these codes.
    codes: Option<Vec<IndicatorCode>>,
    /// Only those that count or measure one of these.
    units: Option<Vec<FigureUnit>>,
    /// Only those that are closed on the day, or are not [beendet].
    closed: Option<bool>,
    /// Only those whose title or source contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which series, on which day.
struct Wanted {
    filter: IndicatorFilter,
    /// Folded.
    text: Option<String>,
    order: IndicatorOrder,
    day: Date,
}

impl Wanted {
    fn try_new(
        filter: IndicatorFilter,
        order: IndicatorOrder,
        day: Date,
    ) -> Result<Self, GraphError> {
        Ok(Self {
            text: words::searched("text", filter.text.as_deref())?,
            filter,
            order,
            day,
        })
    }

    fn keeps(&self, view: &View) -> bool {
        let IndicatorFilter {
            codes,
            units,
            closed,
            text: _,
        } = &self.filter;
        let code = view.code.as_ref();
        let is_closed = view.closed_on.is_some_and(|on| on <= self.day);
        view.known_on(self.day)
            && codes
                .as_ref()
                .is_none_or(|codes| code.is_some_and(|code| codes.contains(code)))
            && units
                .as_ref()
                .is_none_or(|units| view.unit.is_some_and(|unit| units.contains(&unit)))
            && closed.is_none_or(|closed| closed == is_closed)
    }

    /// What is meant, in its order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view));
        let worded = Worded {
            text: self.text.as_deref(),
            by_words: self.order == IndicatorOrder::Title,
            descends: self.order == IndicatorOrder::NewestFirst,
        };
        let said = |view: &View| [view.title, view.source].into_iter().flatten();
        let key = |view: &View, entries: &Entries| self.key(view, entries);
        worded.list(reading, all, said, key).await
    }

    fn key(&self, view: &View, entries: &Entries) -> Result<String, GraphError> {
        Ok(match self.order {
            IndicatorOrder::Title => words::fold(&words::name(entries, view.title)?),
            IndicatorOrder::Code => view
                .code
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            IndicatorOrder::NewestFirst => {
                let on = view.defined_on();
                on.map(|on| on.to_string()).unwrap_or_default()
            }
        })
    }
}

/// The root field about series of figures.
#[derive(Default)]
pub struct IndicatorQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl IndicatorQuery {
    /// The series of figures that were defined by the day (today where none is given), 50 at a time where no length is
    /// given, 200 at most [Kennzahlen] (FUN-17, EVA-15).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn indicators(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<IndicatorFilter>,
        #[graphql(default)] order_by: IndicatorOrder,
        as_of: Option<Date>,
    ) -> Result<IndicatorSeriesConnection> {
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
        Ok(IndicatorSeriesConnection::new(list, page.with(nodes)))
    }
}
