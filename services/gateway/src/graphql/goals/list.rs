//! The list of goals.
//!
//! A network has a guiding goal or a few, and some that lead there, so they are read whole.

use std::collections::HashMap;

use async_graphql::{Context, Enum, InputObject, Object, Result};
use evaluation::Goal as View;
use evaluation::goal::{GoalKind, goal_register};
use kernel::{BodyId, Date, GoalId, IndicatorId};
use uuid::Uuid;
use vault::Entries;

use super::Goal;
use super::load::{load, views};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum GoalOrder {
    /// each guiding goal, followed by what serves it in the order of their numbers; what is pursued no more comes last
    #[default]
    Register,
    /// what was set last comes first
    NewestFirst,
}

impl GoalOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Register => ListName("goals:REGISTER"),
            Self::NewestFirst => ListName("goals:NEWEST_FIRST"),
        }
    }
}

connection! {
    /// A page of goals [Ziele].
    GoalConnection, GoalEdge, Goal
}

/// Which goals.
#[derive(Clone, Debug, Default, InputObject)]
pub struct GoalFilter {
    /// Only guiding goals, or what leads there [Leitziel, Mittelziel].
    kind: Option<GoalKind>,
    /// Only those that serve this guiding goal.
    parent: Option<GoalId>,
    /// Only those to which this series of figures is linked on the day [Kennzahl].
    indicator: Option<IndicatorId>,
    /// Only those that this body developed [Gremium].
    body: Option<BodyId>,
    /// Only those that are pursued on the day, or are no more.
    pursued: Option<bool>,
    /// Only those whose words of the day contain this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which goals, on which day.
struct Wanted {
    filter: GoalFilter,
    /// Folded.
    text: Option<String>,
    order: GoalOrder,
    day: Date,
}

impl Wanted {
    fn try_new(filter: GoalFilter, order: GoalOrder, day: Date) -> Result<Self, GraphError> {
        Ok(Self {
            text: words::searched("text", filter.text.as_deref())?,
            filter,
            order,
            day,
        })
    }

    fn keeps(&self, view: &View) -> bool {
        let GoalFilter {
            kind,
            parent,
            indicator,
            body,
            pursued,
            text: _,
        } = &self.filter;
        view.set_on.is_some_and(|on| on <= self.day)
            && kind.is_none_or(|kind| view.kind == Some(kind))
            && parent.is_none_or(|parent| view.parent == Some(parent))
            && indicator.is_none_or(|id| view.indicators.on(self.day).contains(&id))
            && body.is_none_or(|body| view.body == Some(body))
            && pursued.is_none_or(|pursued| view.pursued_on(self.day) == pursued)
    }

    /// The goals that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let mut all = views(reading, None).await?;
        let places = self.places(&all);
        all.retain(|(_, view)| self.keeps(view));
        let entries = if self.text.is_some() {
            let texts = all.iter().filter_map(|(_, view)| view.texts.on(self.day));
            reading.entries(texts.copied().collect()).await?
        } else {
            Entries::default()
        };
        let mut rows = Vec::new();
        for (id, view) in all {
            let meant = match &self.text {
                Some(wanted) => words::say(&entries, view.texts.on(self.day).copied(), wanted)?,
                None => true,
            };
            if meant {
                let key = match self.order {
                    // What is pursued no more stands after the register.
                    GoalOrder::Register => {
                        let place = places.get(&id).copied().unwrap_or(places.len());
                        format!("{place:06}")
                    }
                    GoalOrder::NewestFirst => {
                        let on = view.set_on;
                        on.map(|on| on.to_string()).unwrap_or_default()
                    }
                };
                rows.push((Place { key, id }, (id, view)));
            }
        }
        Ok(Whole::sorted(rows, self.order == GoalOrder::NewestFirst))
    }

    /// Where each goal stands in the register of the day.
    fn places(&self, all: &[(Uuid, View)]) -> HashMap<Uuid, usize> {
        let goals = all.iter().map(|(id, view)| (GoalId(*id), view));
        let register = goal_register(goals, self.day).into_iter();
        let numbered = register.enumerate();
        numbered.map(|(place, line)| (line.goal.0, place)).collect()
    }
}

/// The root field about goals.
#[derive(Default)]
pub struct GoalQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl GoalQuery {
    /// The goals that were set by the day (today where none is given), 50 at a time where no length is given, 200 at most
    /// [Leitziele, Mittelziele] (EVA-06).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn goals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<GoalFilter>,
        #[graphql(default)] order_by: GoalOrder,
        as_of: Option<Date>,
    ) -> Result<GoalConnection> {
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
        Ok(GoalConnection::new(list, page.with(nodes)))
    }
}
