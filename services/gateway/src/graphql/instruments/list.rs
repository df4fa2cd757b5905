//! The list of instruments of the evaluation.
//!
//! A municipality has a handful, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use evaluation::Instrument as View;
use evaluation::instrument::InstrumentKind;
use kernel::Date;
use uuid::Uuid;
use vault::Entries;

use super::Instrument;
use super::load::{load, views};
use crate::graphql::connection::{ListName, Window, WindowArguments, connection, cost, page_of};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::{Whole, Worded};
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum InstrumentOrder {
    /// by title, A to Z
    #[default]
    Title,
    /// what was introduced or revised last comes first
    NewestFirst,
}

impl InstrumentOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Title => ListName("instruments:TITLE"),
            Self::NewestFirst => ListName("instruments:NEWEST_FIRST"),
        }
    }
}

connection! {
    /// A page of instruments of the evaluation [Erhebungsinstrumente].
    InstrumentConnection, InstrumentEdge, Instrument
}

/// Which instruments.
#[derive(Clone, Debug, Default, InputObject)]
pub struct InstrumentFilter {
    /// Only those of one of these kinds.
    kinds: Option<Vec<InstrumentKind>>,
    /// Only those that are used on the day, or are no more.
    in_use: Option<bool>,
    /// Only those whose title contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which instruments, on which day.
struct Wanted {
    filter: InstrumentFilter,
    /// Folded.
    text: Option<String>,
    order: InstrumentOrder,
    day: Date,
}

impl Wanted {
    fn try_new(
        filter: InstrumentFilter,
        order: InstrumentOrder,
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
        let InstrumentFilter {
            kinds,
            in_use,
            text: _,
        } = &self.filter;
        let mut versions = view.versions.iter();
        versions.any(|version| version.valid_from <= self.day)
            && kinds
                .as_ref()
                .is_none_or(|kinds| view.kind.is_some_and(|kind| kinds.contains(&kind)))
            && in_use.is_none_or(|in_use| view.version_on(self.day).is_some() == in_use)
    }

    /// What is meant, in its order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view));
        let worded = Worded {
            text: self.text.as_deref(),
            by_words: self.order == InstrumentOrder::Title,
            descends: self.order == InstrumentOrder::NewestFirst,
        };
        let said = |view: &View| [view.title].into_iter().flatten();
        let key = |view: &View, entries: &Entries| self.key(view, entries);
        worded.list(reading, all, said, key).await
    }

    fn key(&self, view: &View, entries: &Entries) -> Result<String, GraphError> {
        Ok(match self.order {
            InstrumentOrder::Title => words::fold(&words::name(entries, view.title)?),
            InstrumentOrder::NewestFirst => {
                let versions = view.versions.iter().map(|version| version.valid_from);
                let last = versions.filter(|on| *on <= self.day).max();
                last.map(|on| on.to_string()).unwrap_or_default()
            }
        })
    }
}

/// The root field about instruments of the evaluation.
#[derive(Default)]
pub struct InstrumentQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl InstrumentQuery {
    /// The instruments of the evaluation that were introduced by the day (today where none is given), 50 at a time where no
    /// length is given, 200 at most [Erhebungsinstrumente] (EVA-02, EVA-03, EVA-04, EVA-08).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn instruments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<InstrumentFilter>,
        #[graphql(default)] order_by: InstrumentOrder,
        as_of: Option<Date>,
    ) -> Result<InstrumentConnection> {
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
        Ok(InstrumentConnection::new(list, page.with(nodes)))
    }
}
