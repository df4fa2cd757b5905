//! The list of concept papers.
//!
//! A municipality has one or a few, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use evaluation::Concept as View;
use evaluation::EvaluationPolicy;
use kernel::Date;
use uuid::Uuid;
use vault::Entries;

use super::Concept;
use super::load::{load, views};
use super::revision_due;
use crate::graphql::connection::{ListName, Window, WindowArguments, connection, cost, page_of};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::policies;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::{Whole, Worded};
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum ConceptOrder {
    /// by title, A to Z
    #[default]
    Title,
    /// what was adopted or revised last comes first
    NewestFirst,
}

impl ConceptOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Title => ListName("concepts:TITLE"),
            Self::NewestFirst => ListName("concepts:NEWEST_FIRST"),
        }
    }
}

connection! {
    /// A page of concept papers [Fachkonzepte].
    ConceptConnection, ConceptEdge, Concept
}

/// Which concept papers.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ConceptFilter {
    /// Only those that hold on the day, or hold no more.
    holds: Option<bool>,
    /// Only those whose next version is due on the day, or is not [Fortschreibung fällig] (EVA-07).
    revision_due: Option<bool>,
    /// Only those whose title contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which concept papers, on which day.
struct Wanted {
    filter: ConceptFilter,
    /// Folded.
    text: Option<String>,
    order: ConceptOrder,
    day: Date,
}

impl Wanted {
    fn try_new(filter: ConceptFilter, order: ConceptOrder, day: Date) -> Result<Self, GraphError> {
        Ok(Self {
            text: words::searched("text", filter.text.as_deref())?,
            filter,
            order,
            day,
        })
    }

    fn keeps(&self, view: &View, policy: Option<&EvaluationPolicy>) -> bool {
        let ConceptFilter {
            holds,
            revision_due: due,
            text: _,
        } = &self.filter;
        let known = view.versions.first();
        known.is_some_and(|first| first.adopted_on <= self.day)
            && holds.is_none_or(|holds| view.holds_on(self.day) == holds)
            && due.is_none_or(|due| revision_due(view, self.day, policy) == due)
    }

    /// What is meant, in its order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let policies = policies::load(reading).await?;
        let policy = policies.on(self.day).map(|policy| &*policy.evaluation);
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view, policy));
        let worded = Worded {
            text: self.text.as_deref(),
            by_words: self.order == ConceptOrder::Title,
            descends: self.order == ConceptOrder::NewestFirst,
        };
        let said = |view: &View| [view.title].into_iter().flatten();
        let key = |view: &View, entries: &Entries| self.key(view, entries);
        worded.list(reading, all, said, key).await
    }

    fn key(&self, view: &View, entries: &Entries) -> Result<String, GraphError> {
        Ok(match self.order {
            ConceptOrder::Title => words::fold(&words::name(entries, view.title)?),
            ConceptOrder::NewestFirst => {
                let versions = view.versions.iter().map(|version| version.adopted_on);
                let last = versions.filter(|on| *on <= self.day).max();
                last.map(|on| on.to_string()).unwrap_or_default()
            }
        })
    }
}

/// The root field about concept papers.
#[derive(Default)]
pub struct ConceptQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl ConceptQuery {
    /// The concept papers that were adopted by the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Fachkonzepte] (EVA-07).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn concepts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<ConceptFilter>,
        #[graphql(default)] order_by: ConceptOrder,
        as_of: Option<Date>,
    ) -> Result<ConceptConnection> {
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
        Ok(ConceptConnection::new(list, page.with(nodes)))
    }
}
