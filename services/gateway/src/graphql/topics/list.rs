//! The list of topics.
//!
//! A municipality has a few dozen topics a year, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{BodyId, Date, PartnerId};
use meetings::Topic as View;
use meetings::topic::TopicState;
use uuid::Uuid;

use super::Topic;
use super::load::{load, supporters, views};
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
pub enum TopicOrder {
    /// what most institutions support comes first; of equals, what waits longest (MTG-09)
    #[default]
    Support,
    /// what was proposed last comes first
    NewestFirst,
    /// as it was proposed
    OldestFirst,
}

impl TopicOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Support => ListName("topics:SUPPORT"),
            Self::NewestFirst => ListName("topics:NEWEST_FIRST"),
            Self::OldestFirst => ListName("topics:OLDEST_FIRST"),
        }
    }
}

connection! {
    /// A page of topics [Themenspeicher].
    TopicConnection, TopicEdge, Topic
}

/// Which topics.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TopicFilter {
    /// Only those for this body [Gremium].
    body: Option<BodyId>,
    /// Only those that are in one of these states on the day that is asked for.
    states: Option<Vec<TopicState>>,
    /// Only those that this partner proposed.
    proposed_by: Option<PartnerId>,
    /// Only those whose title or text contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which topics, on which day.
struct Wanted {
    filter: TopicFilter,
    /// Folded.
    text: Option<String>,
    order: TopicOrder,
    day: Date,
}

impl Wanted {
    fn keeps(&self, view: &View, duplicates: &Duplicates) -> bool {
        let TopicFilter {
            body,
            states,
            proposed_by,
            text: _,
        } = &self.filter;
        let Some(state) = view.state_on(self.day) else {
            return false;
        };
        let stays = |partner: PartnerId| duplicates.stays(partner.0);
        body.is_none_or(|body| view.body == Some(body))
            && states.as_ref().is_none_or(|states| states.contains(&state))
            && proposed_by.is_none_or(|by| view.proposed_by.map(stays) == Some(stays(by)))
    }

    /// The topics that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let duplicates = Duplicates::load(reading).await?;
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view, &duplicates));
        if let Some(wanted) = &self.text {
            let said = |view: &View| [view.title, view.text].into_iter().flatten();
            let ids = all.iter().flat_map(|(_, view)| said(view)).collect();
            let entries = reading.entries(ids).await?;
            let mut found = Vec::new();
            for (id, view) in all {
                if words::say(&entries, said(&view), wanted)? {
                    found.push((id, view));
                }
            }
            all = found;
        }
        let row = |(id, view): (Uuid, View)| {
            let key = self.key(&view, &duplicates);
            (Place { key, id }, (id, view))
        };
        let descends = self.order == TopicOrder::NewestFirst;
        Ok(Whole::sorted(all.into_iter().map(row).collect(), descends))
    }

    fn key(&self, view: &View, duplicates: &Duplicates) -> String {
        let proposed_on = view.proposed_on().map(|on| on.to_string());
        let proposed_on = proposed_on.unwrap_or_default();
        match self.order {
            TopicOrder::Support => {
                // Ascending like the days: more support is a smaller number.
                let support = supporters(view, self.day, duplicates).len();
                format!("{:06}:{proposed_on}", 999_999_usize.saturating_sub(support))
            }
            TopicOrder::NewestFirst | TopicOrder::OldestFirst => proposed_on,
        }
    }
}

/// The root field about topics.
#[derive(Default)]
pub struct TopicQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl TopicQuery {
    /// The topics that were proposed by the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Themenspeicher].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn topics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<TopicFilter>,
        #[graphql(default)] order_by: TopicOrder,
        as_of: Option<Date>,
    ) -> Result<TopicConnection> {
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
        Ok(TopicConnection::new(list, page.with(nodes)))
    }
}
