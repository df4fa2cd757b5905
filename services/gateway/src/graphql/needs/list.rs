//! The list of needs.
//!
//! A municipality has a few dozen needs, so they are read whole.

use std::collections::HashSet;

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{BodyId, Date};
use meetings::Need as View;
use meetings::need::NeedState;
use membership::SectorCode;
use uuid::Uuid;
use vault::Entries;

use super::Need;
use super::load::{load, views};
use crate::graphql::connection::{ListName, Window, WindowArguments, connection, cost, page_of};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings as sessions;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::{Whole, Worded};
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum NeedOrder {
    /// what was suggested last comes first
    #[default]
    NewestFirst,
    /// as it was suggested
    OldestFirst,
    /// by title, A to Z
    Title,
}

impl NeedOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("needs:NEWEST_FIRST"),
            Self::OldestFirst => ListName("needs:OLDEST_FIRST"),
            Self::Title => ListName("needs:TITLE"),
        }
    }
}

connection! {
    /// A page of needs [Bedarfe].
    NeedConnection, NeedEdge, Need
}

/// Which needs.
#[derive(Clone, Debug, Default, InputObject)]
pub struct NeedFilter {
    /// Only those that are in one of these states on the day that is asked for.
    states: Option<Vec<NeedState>>,
    /// Only those of this field of work [Arbeitsbereich].
    sector: Option<SectorCode>,
    /// Only those that came up in this body, or that a meeting of it had discussed by the day [Gremium].
    body: Option<BodyId>,
    /// Only those whose title or text contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which needs, on which day.
struct Wanted {
    filter: NeedFilter,
    /// Folded.
    text: Option<String>,
    order: NeedOrder,
    day: Date,
}

impl Wanted {
    /// `meetings` are those of the body that is asked for.
    fn keeps(&self, view: &View, meetings: &HashSet<Uuid>) -> bool {
        let NeedFilter {
            states,
            sector,
            body,
            text: _,
        } = &self.filter;
        let Some(state) = view.state_on(self.day) else {
            return false;
        };
        let of = view.sector.as_ref().map(|of| of.as_str());
        states.as_ref().is_none_or(|states| states.contains(&state))
            && sector
                .as_ref()
                .is_none_or(|sector| of == Some(sector.as_str()))
            && body.is_none_or(|body| {
                let discussions = view.discussions_until(self.day);
                let mut discussions = discussions.iter();
                view.body == Some(body) || discussions.any(|of| meetings.contains(&of.meeting.0))
            })
    }

    /// The needs that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let meetings = match self.filter.body {
            Some(body) => {
                let all = sessions::views(reading, None).await?.into_iter();
                let theirs = all.filter(|(_, view)| view.body == Some(body));
                theirs.map(|(id, _)| id).collect()
            }
            None => HashSet::new(),
        };
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view, &meetings));
        let worded = Worded {
            text: self.text.as_deref(),
            by_words: self.order == NeedOrder::Title,
            descends: self.order == NeedOrder::NewestFirst,
        };
        let said = |view: &View| [view.title, view.text].into_iter().flatten();
        let key = |view: &View, entries: &Entries| self.key(view, entries);
        worded.list(reading, all, said, key).await
    }

    fn key(&self, view: &View, entries: &Entries) -> Result<String, GraphError> {
        Ok(match self.order {
            NeedOrder::Title => words::fold(&words::name(entries, view.title)?),
            NeedOrder::NewestFirst | NeedOrder::OldestFirst => {
                let suggested_on = view.suggested_on.map(|on| on.to_string());
                suggested_on.unwrap_or_default()
            }
        })
    }
}

/// The root field about needs.
#[derive(Default)]
pub struct NeedQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl NeedQuery {
    /// The needs that were suggested by the day (today where none is given), 50 at a time where no length is given, 200
    /// at most [Bedarfe] (MTG-16).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn needs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<NeedFilter>,
        #[graphql(default)] order_by: NeedOrder,
        as_of: Option<Date>,
    ) -> Result<NeedConnection> {
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
        Ok(NeedConnection::new(list, page.with(nodes)))
    }
}
