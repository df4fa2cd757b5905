//! The list of circulars, and whom a filter on partners would reach.
//!
//! A municipality has dozens of circulars, so they are read whole; their words come out of the vault in one look.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object, Result};
use kernel::{Date, EntryId, NetworkId, PartnerId};
use membership::circular::CircularState;
use membership::{Circular as View, MembershipState};
use uuid::Uuid;
use vault::Entries;

use super::{Circular, CircularRecipient, load, recipients, views};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::{self, PartnerFilter, PartnerOrder};
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum CircularOrder {
    /// what was drafted last comes first
    #[default]
    NewestFirst,
    /// as it was drafted
    OldestFirst,
    /// by subject, A to Z
    Subject,
}

impl CircularOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("circulars:NEWEST_FIRST"),
            Self::OldestFirst => ListName("circulars:OLDEST_FIRST"),
            Self::Subject => ListName("circulars:SUBJECT"),
        }
    }
}

connection! {
    /// A page of circulars [Rundschreiben].
    CircularConnection, CircularEdge, Circular
}

connection! {
    /// A page of recipients [Empfänger].
    CircularRecipientConnection, CircularRecipientEdge, CircularRecipient
}

/// Which circulars.
struct Wanted {
    state: Option<CircularState>,
    network: Option<NetworkId>,
    /// Folded.
    text: Option<String>,
    order: CircularOrder,
    day: Date,
}

impl Wanted {
    fn keeps(&self, view: &View) -> bool {
        let state = view.state_on(self.day);
        state.is_some()
            && (self.state.is_none() || state == self.state)
            && (self.network.is_none() || view.network == self.network)
    }

    /// The circulars that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view));
        let entries = reading.entries(self.entries(&all)).await?;
        let mut rows = Vec::new();
        for (id, view) in all {
            if self.says(&entries, &view)? {
                let place = Place {
                    key: self.key(&entries, &view)?,
                    id,
                };
                rows.push((place, (id, view)));
            }
        }
        let descends = self.order == CircularOrder::NewestFirst;
        Ok(Whole::sorted(rows, descends))
    }

    /// The words that filter and order need.
    fn entries(&self, all: &[(Uuid, View)]) -> Vec<EntryId> {
        let words = |(_, view): &(Uuid, View)| {
            let subject = view.subject;
            let body = view.body.filter(|_| self.text.is_some());
            [subject, body].into_iter().flatten()
        };
        if self.text.is_some() || self.order == CircularOrder::Subject {
            all.iter().flat_map(words).collect()
        } else {
            Vec::new()
        }
    }

    fn says(&self, entries: &Entries, view: &View) -> Result<bool, GraphError> {
        let Some(wanted) = &self.text else {
            return Ok(true);
        };
        for id in [view.subject, view.body] {
            let text = words::optional_text(entries, id)?;
            if text.is_some_and(|text| words::fold(&text).contains(wanted)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn key(&self, entries: &Entries, view: &View) -> Result<String, GraphError> {
        Ok(match self.order {
            CircularOrder::Subject => words::fold(&words::name(entries, view.subject)?),
            CircularOrder::NewestFirst | CircularOrder::OldestFirst => {
                view.drafted_on.map(|on| on.to_string()).unwrap_or_default()
            }
        })
    }
}

/// The root fields about circulars.
#[derive(Default)]
pub struct CircularQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl CircularQuery {
    /// The circulars that were drafted by the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Rundschreiben].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn circulars(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        state: Option<CircularState>,
        #[graphql(desc = "Only those to partners of this network.")] network: Option<NetworkId>,
        #[graphql(
            desc = "Only those whose subject or text contains this, whatever its case; at most 200 characters."
        )]
        text: Option<String>,
        #[graphql(default)] order_by: CircularOrder,
        as_of: Option<Date>,
    ) -> Result<CircularConnection> {
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
            state,
            network,
            text: words::searched("text", text.as_deref())?,
            order: order_by,
            day,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let all = wanted.list(&reading).await?;
        let (rows, page) = page_of(ctx, &reading, &all, &window).await?;
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(CircularConnection::new(list, page.with(nodes)))
    }

    /// Whom a circular to these partners would reach on the day (today where none is given), by name; without a state
    /// in the filter, only members. The ids of the partners are what `setCircularRecipients` takes.
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn circular_recipients(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<PartnerFilter>,
        as_of: Option<Date>,
    ) -> Result<CircularRecipientConnection> {
        let reader = Reader::of(ctx)?;
        let list = ListName("circularRecipients:NAME");
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(list, &arguments)?;
        let day = reader.day(as_of)?;
        let mut filter = filter.unwrap_or_default();
        filter.state.get_or_insert(MembershipState::Active);
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let count = ctx.look_ahead().field("totalCount").exists();
        let order = PartnerOrder::Name;
        let mut page = partners::select(&reading, filter, order, day, &window, count).await?;
        let rows = std::mem::take(&mut page.nodes).into_iter();
        let ids: Vec<PartnerId> = rows.map(|row| PartnerId(row.id)).collect();
        let mut reached = recipients::reach(&reading, &ids, day).await?;
        let nodes = ids
            .iter()
            .filter_map(|id| reached.remove(id).map(Arc::unwrap_or_clone));
        Ok(CircularRecipientConnection::new(
            list,
            page.with(nodes.collect()),
        ))
    }
}
