//! The list of meetings.
//!
//! A municipality has a few dozen meetings a year, so they are read whole.

use std::sync::Arc;

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{BodyId, Date, EntryId};
use meetings::Meeting as View;
use meetings::meeting::MeetingState;
use uuid::Uuid;

use super::Meeting;
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
pub enum MeetingOrder {
    /// what begins last comes first
    #[default]
    NewestFirst,
    /// in the order of the calendar
    OldestFirst,
}

impl MeetingOrder {
    pub(super) const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("meetings:NEWEST_FIRST"),
            Self::OldestFirst => ListName("meetings:OLDEST_FIRST"),
        }
    }
}

connection! {
    /// A page of meetings [Sitzungen].
    MeetingConnection, MeetingEdge, Meeting
}

/// Which meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq, InputObject)]
pub struct MeetingFilter {
    /// Only those of this body [Gremium].
    body: Option<BodyId>,
    /// Only those that are in one of these states on the day that is asked for.
    states: Option<Vec<MeetingState>>,
    /// Only those that begin on this day or later.
    from: Option<Date>,
    /// Only those that begin on this day or earlier.
    until: Option<Date>,
    /// Only those whose occasion, or a title on whose agenda, contains this, whatever its case; at most 200 characters.
    pub(super) text: Option<String>,
}

/// Which meetings, on which day.
pub(super) struct Wanted {
    filter: MeetingFilter,
    /// Folded.
    text: Option<String>,
    order: MeetingOrder,
    day: Date,
}

impl Wanted {
    pub(super) fn try_new(
        filter: MeetingFilter,
        order: MeetingOrder,
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
        let MeetingFilter {
            body,
            states,
            from,
            until,
            text: _,
        } = &self.filter;
        let (Some(state), Some(on)) = (view.state_on(self.day), view.begins_on()) else {
            return false;
        };
        body.is_none_or(|body| view.body == Some(body))
            && states.as_ref().is_none_or(|states| states.contains(&state))
            && from.is_none_or(|from| from <= on)
            && until.is_none_or(|until| on <= until)
    }

    /// Those among `all` that are meant.
    pub(super) async fn among(
        &self,
        reading: &Reading<'_>,
        mut all: Vec<(Uuid, Arc<View>)>,
    ) -> Result<Vec<(Uuid, Arc<View>)>, GraphError> {
        all.retain(|(_, view)| self.keeps(view));
        if let Some(wanted) = &self.text {
            let ids = all.iter().flat_map(|(_, view)| titles(view)).collect();
            let entries = reading.entries(ids).await?;
            let mut said = Vec::new();
            for (id, view) in all {
                let mut says = false;
                for title in titles(&view) {
                    let text = words::text(&entries, title)?;
                    says |= text.is_some_and(|text| words::fold(&text).contains(wanted));
                }
                if says {
                    said.push((id, view));
                }
            }
            all = said;
        }
        Ok(all)
    }

    /// They in their order.
    pub(super) fn ordered(&self, all: Vec<(Uuid, Arc<View>)>) -> Whole<(Uuid, Arc<View>)> {
        let row = |(id, view): (Uuid, Arc<View>)| {
            let key = view.slot.as_ref().map_or_else(String::new, |slot| {
                let at = slot.at.as_ref().map_or("", |at| at.as_str());
                format!("{}T{at}", slot.on)
            });
            (Place { key, id }, (id, view))
        };
        let descends = self.order == MeetingOrder::NewestFirst;
        Whole::sorted(all.into_iter().map(row).collect(), descends)
    }
}

/// The entries of the occasion and of the agenda's titles.
fn titles(view: &View) -> Vec<EntryId> {
    let items = view.agenda.iter().filter_map(|item| item.title);
    view.topic.into_iter().chain(items).collect()
}

/// The root fields about meetings.
#[derive(Default)]
pub struct MeetingQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl MeetingQuery {
    /// The meetings that were planned or recorded by the day (today where none is given), 50 at a time where no length
    /// is given, 200 at most [Sitzungen].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<MeetingFilter>,
        #[graphql(default)] order_by: MeetingOrder,
        as_of: Option<Date>,
    ) -> Result<MeetingConnection> {
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
        let all = views(&reading, None).await?;
        let all = wanted.among(&reading, all).await?;
        let all = wanted.ordered(all);
        let (rows, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(MeetingConnection::new(list, page.with(nodes)))
    }
}
