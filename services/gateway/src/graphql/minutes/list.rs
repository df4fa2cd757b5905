//! The list of minutes, and the hint before a text is saved.
//!
//! A municipality has a few dozen meetings a year, so they are read whole, with the days of their meetings.

use std::collections::HashMap;

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{BodyId, Date, MeetingId};
use meetings::Minutes as View;
use meetings::minutes::MinutesState;
use uuid::Uuid;

use super::Minutes;
use super::check::{self, TextMention};
use super::load::{load, views};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings::views as meeting_views;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::Whole;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum MinutesOrder {
    /// the minutes of the latest meeting come first
    #[default]
    NewestFirst,
    /// in the order of the meetings
    OldestFirst,
}

impl MinutesOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("minutes:NEWEST_FIRST"),
            Self::OldestFirst => ListName("minutes:OLDEST_FIRST"),
        }
    }
}

connection! {
    /// A page of minutes [Protokolle].
    MinutesConnection, MinutesEdge, Minutes
}

/// Which minutes.
#[derive(Clone, Debug, Default, InputObject)]
pub struct MinutesFilter {
    /// Only those of this body's meetings [Gremium].
    body: Option<BodyId>,
    /// Only those of this meeting [Sitzung].
    meeting: Option<MeetingId>,
    /// Only those whose latest version is in one of these states on the day that is asked for.
    states: Option<Vec<MinutesState>>,
    /// Only those of meetings that began on this day or later.
    from: Option<Date>,
    /// Only those of meetings that began on this day or earlier.
    until: Option<Date>,
    /// True: only those of which a partner has not confirmed that it passed the results on; false: only those that
    /// went out and of which every partner did (MTG-23).
    passing_on_open: Option<bool>,
}

/// Which minutes, on which day.
struct Wanted {
    filter: MinutesFilter,
    order: MinutesOrder,
    day: Date,
}

impl Wanted {
    /// `met_on` is the day of the meeting, where it is known.
    fn keeps(&self, view: &View, met_on: Option<Date>) -> bool {
        let MinutesFilter {
            body,
            meeting,
            states,
            from,
            until,
            passing_on_open,
        } = &self.filter;
        let Some(state) = view.state_on(self.day) else {
            return false;
        };
        body.is_none_or(|body| view.body == Some(body))
            && meeting.is_none_or(|meeting| view.meeting == Some(meeting))
            && states.as_ref().is_none_or(|states| states.contains(&state))
            && from.is_none_or(|from| met_on.is_some_and(|on| from <= on))
            && until.is_none_or(|until| met_on.is_some_and(|on| on <= until))
            && passing_on_open.is_none_or(|open| {
                let share = view.passing_on(self.day);
                share.asked > 0 && open == (share.acknowledged < share.asked)
            })
    }

    /// The minutes that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let all = views(reading, None).await?;
        let met = all.iter().filter_map(|(_, view)| view.meeting);
        let met: Vec<Uuid> = met.map(|id| id.0).collect();
        let met = meeting_views(reading, Some(&met)).await?;
        let met = met
            .iter()
            .filter_map(|(id, view)| Some((*id, view.begins_on()?)));
        let met: HashMap<Uuid, Date> = met.collect();
        let mut rows = Vec::new();
        for (id, view) in all {
            let met_on = view
                .meeting
                .and_then(|meeting| met.get(&meeting.0).copied());
            if self.keeps(&view, met_on) {
                let key = met_on.map(|on| on.to_string()).unwrap_or_default();
                rows.push((Place { key, id }, (id, view)));
            }
        }
        let descends = self.order == MinutesOrder::NewestFirst;
        Ok(Whole::sorted(rows, descends))
    }
}

/// The root fields about minutes.
#[derive(Default)]
pub struct MinutesQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl MinutesQuery {
    /// The minutes that were drafted by the day (today where none is given), 50 at a time where no length is given, 200
    /// at most [Protokolle].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<MinutesFilter>,
        #[graphql(default)] order_by: MinutesOrder,
        as_of: Option<Date>,
    ) -> Result<MinutesConnection> {
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
        let wanted = Wanted {
            filter: filter.unwrap_or_default(),
            order: order_by,
            day,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let all = wanted.list(&reading).await?;
        let (rows, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(MinutesConnection::new(list, page.with(nodes)))
    }

    /// The places of a text that seem to name a child or a family, before it is saved [Prüfung auf Namen] (MTG-24). It
    /// is a hint: names that it misses are still not allowed. The text is looked through here; it is not kept, not
    /// logged and not sent anywhere.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn check_minutes_text(
        &self,
        #[graphql(desc = "What is to be saved, at most 100,000 characters; best as a variable.")]
        text: String,
    ) -> Result<Vec<TextMention>> {
        Ok(check::mentions(&text)?)
    }
}
