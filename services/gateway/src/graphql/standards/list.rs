//! The list of standards.
//!
//! A municipality has a few dozen standards, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{BodyId, Date, EntryId};
use meetings::QualityStandard as View;
use meetings::standard::StandardState;
use uuid::Uuid;
use vault::Entries;

use super::Standard;
use super::load::{load, views};
use crate::graphql::connection::{ListName, Window, WindowArguments, connection, cost, page_of};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::{Whole, Worded};
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum StandardOrder {
    /// what was adopted last comes first
    #[default]
    NewestFirst,
    /// as it was adopted
    OldestFirst,
    /// what is reviewed next comes first; where nobody said a day, last
    NextReview,
    /// by title, A to Z
    Title,
}

impl StandardOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("standards:NEWEST_FIRST"),
            Self::OldestFirst => ListName("standards:OLDEST_FIRST"),
            Self::NextReview => ListName("standards:NEXT_REVIEW"),
            Self::Title => ListName("standards:TITLE"),
        }
    }
}

connection! {
    /// A page of standards [gemeinsame Standards].
    StandardConnection, StandardEdge, Standard
}

/// Which standards.
#[derive(Clone, Debug, Default, InputObject)]
pub struct StandardFilter {
    /// Only those of this body [Gremium].
    body: Option<BodyId>,
    /// Only those that hold on the day that is asked for; `false`: only those that hold no more.
    in_force: Option<bool>,
    /// Only those whose next review is due before this day.
    review_due_before: Option<Date>,
    /// Only those whose title, or wording on the day, contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which standards, on which day.
struct Wanted {
    filter: StandardFilter,
    /// Folded.
    text: Option<String>,
    order: StandardOrder,
    day: Date,
}

impl Wanted {
    fn keeps(&self, view: &View) -> bool {
        let StandardFilter {
            body,
            in_force,
            review_due_before,
            text: _,
        } = &self.filter;
        let Some(state) = view.state_on(self.day) else {
            return false;
        };
        let next = view.next_review_on(self.day);
        body.is_none_or(|body| view.body == Some(body))
            && in_force.is_none_or(|holds| holds == (state == StandardState::InForce))
            && review_due_before.is_none_or(|before| next.is_some_and(|next| next < before))
    }

    /// The entries of the title and of the wording on the day.
    fn said(&self, view: &View) -> Vec<EntryId> {
        let wording = view.wording_on(self.day).and_then(|wording| wording.text);
        view.title.into_iter().chain(wording).collect()
    }

    /// The standards that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view));
        let worded = Worded {
            text: self.text.as_deref(),
            by_words: self.order == StandardOrder::Title,
            descends: self.order == StandardOrder::NewestFirst,
        };
        let said = |view: &View| self.said(view);
        let key = |view: &View, entries: &Entries| self.key(view, entries);
        worded.list(reading, all, said, key).await
    }

    fn key(&self, view: &View, entries: &Entries) -> Result<String, GraphError> {
        let day = |on: Option<Date>| on.map(|on| on.to_string());
        Ok(match self.order {
            StandardOrder::Title => words::fold(&words::name(entries, view.title)?),
            // A word comes after every day.
            StandardOrder::NextReview => {
                day(view.next_review_on(self.day)).unwrap_or_else(|| "none".to_owned())
            }
            StandardOrder::NewestFirst | StandardOrder::OldestFirst => {
                day(view.adopted_on).unwrap_or_default()
            }
        })
    }
}

/// The root field about standards.
#[derive(Default)]
pub struct StandardQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl StandardQuery {
    /// The standards that were adopted by the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [gemeinsame Standards] (MTG-28).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn standards(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<StandardFilter>,
        #[graphql(default)] order_by: StandardOrder,
        as_of: Option<Date>,
    ) -> Result<StandardConnection> {
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
        let filter = filter.unwrap_or_default();
        let wanted = Wanted {
            text: words::searched("text", filter.text.as_deref())?,
            filter,
            order: order_by,
            day,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let all = wanted.list(&reading).await?;
        let (rows, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(StandardConnection::new(list, page.with(nodes)))
    }
}
