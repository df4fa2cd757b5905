//! The list of recommendations.
//!
//! A municipality has dozens of them, so they are read whole; their words come out of the vault in one look.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{BodyId, Date, EntryId};
use meetings::Recommendation as View;
use meetings::recommendation::{Addressee, RecommendationKind, RecommendationState};
use uuid::Uuid;
use vault::Entries;

use super::Recommendation;
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
pub enum RecommendationOrder {
    /// what was raised last comes first
    #[default]
    RaisedOnDesc,
    /// as they were raised
    RaisedOn,
    /// open ones first, the longest open before all [Alter]; then the others as they were raised
    Age,
    /// by title, A to Z
    Title,
}

impl RecommendationOrder {
    const fn list(self) -> ListName {
        match self {
            Self::RaisedOnDesc => ListName("recommendations:RAISED_ON_DESC"),
            Self::RaisedOn => ListName("recommendations:RAISED_ON"),
            Self::Age => ListName("recommendations:AGE"),
            Self::Title => ListName("recommendations:TITLE"),
        }
    }
}

connection! {
    /// A page of recommendations [Empfehlungen].
    RecommendationConnection, RecommendationEdge, Recommendation
}

/// Which recommendations.
#[derive(Clone, Debug, Default, InputObject)]
pub struct RecommendationFilter {
    /// Only those that are in one of these states on the day that is asked for.
    states: Option<Vec<RecommendationState>>,
    /// Only those of one of these kinds.
    kinds: Option<Vec<RecommendationKind>>,
    /// Only those that this body raised [Gremium].
    body: Option<BodyId>,
    /// Only those that went to this body or organ by the day [Adressat].
    target: Option<Addressee>,
    /// Only those that are open for more than so many days; 0 or more.
    older_than: Option<i32>,
    /// Only those that were raised on this day or later.
    raised_from: Option<Date>,
    /// Only those that were raised on this day or earlier.
    raised_until: Option<Date>,
    /// True: only those of which the next agenda of the body has something to present; false: only the others (MTG-13).
    to_present: Option<bool>,
    /// Only those whose title or text contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which recommendations, on which day.
struct Wanted {
    filter: RecommendationFilter,
    /// Folded.
    text: Option<String>,
    order: RecommendationOrder,
    day: Date,
}

impl Wanted {
    fn try_new(
        filter: RecommendationFilter,
        order: RecommendationOrder,
        day: Date,
    ) -> Result<Self, GraphError> {
        if filter.older_than.is_some_and(|days| days < 0) {
            return Err(GraphError::InvalidArgument {
                argument: "olderThan",
                reason: "0 oder mehr Tage".into(),
            });
        }
        Ok(Self {
            text: words::searched("text", filter.text.as_deref())?,
            filter,
            order,
            day,
        })
    }

    fn keeps(&self, view: &View) -> bool {
        let RecommendationFilter {
            states,
            kinds,
            body,
            target,
            older_than,
            raised_from,
            raised_until,
            to_present,
            text: _,
        } = &self.filter;
        let day = self.day;
        let (Some(state), Some(raised_on)) = (view.state_on(day), view.raised_on) else {
            return false;
        };
        let went_to = |target: &Addressee| {
            let mut steps = view.steps().iter();
            steps.any(|step| step.to == *target && step.forwarded_on <= day)
        };
        let of_kind =
            |kinds: &Vec<RecommendationKind>| view.kind.is_some_and(|kind| kinds.contains(&kind));
        states.as_ref().is_none_or(|states| states.contains(&state))
            && kinds.as_ref().is_none_or(of_kind)
            && body.is_none_or(|body| view.body == Some(body))
            && target.as_ref().is_none_or(went_to)
            && older_than.is_none_or(|days| view.age_days(day).is_some_and(|age| days < age))
            && raised_from.is_none_or(|from| from <= raised_on)
            && raised_until.is_none_or(|until| raised_on <= until)
            && to_present.is_none_or(|wanted| wanted != view.answers_to_present(day).is_empty())
    }

    /// The recommendations that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view));
        let entries = reading.entries(self.entries(&all)).await?;
        let mut rows = Vec::new();
        for (id, view) in all {
            if self.says(&entries, &view)? {
                let key = self.key(&entries, &view)?;
                rows.push((Place { key, id }, (id, view)));
            }
        }
        let descends = self.order == RecommendationOrder::RaisedOnDesc;
        Ok(Whole::sorted(rows, descends))
    }

    /// The words that filter and order need.
    fn entries(&self, all: &[(Uuid, View)]) -> Vec<EntryId> {
        let searches = self.text.is_some();
        let titles = searches || self.order == RecommendationOrder::Title;
        let words = |(_, view): &(Uuid, View)| {
            let title = view.title.filter(|_| titles);
            let text = view.text.filter(|_| searches);
            [title, text].into_iter().flatten()
        };
        all.iter().flat_map(words).collect()
    }

    fn says(&self, entries: &Entries, view: &View) -> Result<bool, GraphError> {
        let Some(wanted) = &self.text else {
            return Ok(true);
        };
        for id in [view.title, view.text] {
            let text = words::optional_text(entries, id)?;
            if text.is_some_and(|text| words::fold(&text).contains(wanted)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn key(&self, entries: &Entries, view: &View) -> Result<String, GraphError> {
        let raised_on = view.raised_on.map(|on| on.to_string()).unwrap_or_default();
        Ok(match self.order {
            RecommendationOrder::RaisedOn | RecommendationOrder::RaisedOnDesc => raised_on,
            RecommendationOrder::Age => match view.open_since(self.day) {
                Some(since) => format!("open {since}"),
                None => format!("over {raised_on}"),
            },
            RecommendationOrder::Title => words::fold(&words::name(entries, view.title)?),
        })
    }
}

/// The root fields about recommendations.
#[derive(Default)]
pub struct RecommendationQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl RecommendationQuery {
    /// The recommendations that were raised by the day (today where none is given), 50 at a time where no length is
    /// given, 200 at most [Empfehlungen].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn recommendations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<RecommendationFilter>,
        #[graphql(default)] order_by: RecommendationOrder,
        as_of: Option<Date>,
    ) -> Result<RecommendationConnection> {
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
        Ok(RecommendationConnection::new(list, page.with(nodes)))
    }
}
