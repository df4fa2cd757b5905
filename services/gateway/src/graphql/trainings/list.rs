//! The list of trainings.
//!
//! A municipality has a few trainings a year, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::Date;
use meetings::Training as View;
use meetings::training::{TrainingState, TrainingTopic};
use uuid::Uuid;
use vault::Entries;

use super::Training;
use super::load::{load, views};
use crate::graphql::connection::{ListName, Window, WindowArguments, connection, cost, page_of};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::whole::{Whole, Worded};
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum TrainingOrder {
    /// what takes place last comes first, and what has no day yet before all
    #[default]
    NewestFirst,
    /// in the order of the calendar; what has no day yet comes last
    OldestFirst,
    /// by title, A to Z
    Title,
}

impl TrainingOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("trainings:NEWEST_FIRST"),
            Self::OldestFirst => ListName("trainings:OLDEST_FIRST"),
            Self::Title => ListName("trainings:TITLE"),
        }
    }
}

connection! {
    /// A page of trainings [Fortbildungen].
    TrainingConnection, TrainingEdge, Training
}

/// Which trainings. A training's day is its first: as it was held, else as it was planned by the day that is asked for.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TrainingFilter {
    /// Only those with their day in one of these calendar years, 1900 to 2200.
    years: Option<Vec<i32>>,
    /// Only those whose day is this one or later.
    from: Option<Date>,
    /// Only those whose day is this one or earlier.
    until: Option<Date>,
    /// Only those that are in one of these states on the day that is asked for.
    states: Option<Vec<TrainingState>>,
    /// Only those about this.
    topic: Option<TrainingTopic>,
    /// Only those whose title or text contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which trainings, on which day.
struct Wanted {
    filter: TrainingFilter,
    years: Option<Vec<i16>>,
    /// Folded.
    text: Option<String>,
    order: TrainingOrder,
    day: Date,
}

impl Wanted {
    fn try_new(
        filter: TrainingFilter,
        order: TrainingOrder,
        day: Date,
    ) -> Result<Self, GraphError> {
        let years = |years: &Vec<i32>| -> Result<Vec<i16>, GraphError> {
            let years = years.iter();
            years.map(|year| reader::year("years", *year)).collect()
        };
        Ok(Self {
            years: filter.years.as_ref().map(years).transpose()?,
            text: words::searched("text", filter.text.as_deref())?,
            filter,
            order,
            day,
        })
    }

    fn keeps(&self, view: &View) -> bool {
        let TrainingFilter {
            years: _,
            from,
            until,
            states,
            topic,
            text: _,
        } = &self.filter;
        let Some(state) = view.state_on(self.day) else {
            return false;
        };
        let on = view.takes_place_on(self.day);
        let about = view.plan_on(self.day).map(|plan| plan.topic);
        self.years
            .as_ref()
            .is_none_or(|years| on.is_some_and(|on| years.contains(&on.year())))
            && from.is_none_or(|from| on.is_some_and(|on| from <= on))
            && until.is_none_or(|until| on.is_some_and(|on| on <= until))
            && states.as_ref().is_none_or(|states| states.contains(&state))
            && topic.is_none_or(|topic| about == Some(topic))
    }

    /// The trainings that are meant, in their order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view));
        let worded = Worded {
            text: self.text.as_deref(),
            by_words: self.order == TrainingOrder::Title,
            descends: self.order == TrainingOrder::NewestFirst,
        };
        let said = |view: &View| [view.title, view.text].into_iter().flatten();
        let key = |view: &View, entries: &Entries| self.key(view, entries);
        worded.list(reading, all, said, key).await
    }

    fn key(&self, view: &View, entries: &Entries) -> Result<String, GraphError> {
        Ok(match self.order {
            TrainingOrder::Title => words::fold(&words::name(entries, view.title)?),
            TrainingOrder::NewestFirst | TrainingOrder::OldestFirst => {
                let on = view.takes_place_on(self.day);
                // A word comes after every day.
                on.map_or_else(|| "none".to_owned(), |on| on.to_string())
            }
        })
    }
}

/// The root field about trainings.
#[derive(Default)]
pub struct TrainingQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl TrainingQuery {
    /// The trainings that were needed, planned or held by the day (today where none is given), 50 at a time where no
    /// length is given, 200 at most [Fortbildungen] (MTG-27).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn trainings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<TrainingFilter>,
        #[graphql(default)] order_by: TrainingOrder,
        as_of: Option<Date>,
    ) -> Result<TrainingConnection> {
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
        Ok(TrainingConnection::new(list, page.with(nodes)))
    }
}
