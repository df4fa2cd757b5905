//! The list of registered decisions.
//!
//! A network rests on dozens of decisions, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use evaluation::RegisteredDecision as View;
use kernel::Date;
use meetings::OrganCode;
use uuid::Uuid;
use vault::Entries;

use super::Decision;
use super::load::{load, views};
use crate::graphql::connection::{ListName, Window, WindowArguments, connection, cost, page_of};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::{Whole, Worded};
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum DecisionOrder {
    /// what was decided last comes first
    #[default]
    NewestFirst,
    /// in the order of their days
    OldestFirst,
    /// by subject, A to Z
    Subject,
}

impl DecisionOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("decisions:NEWEST_FIRST"),
            Self::OldestFirst => ListName("decisions:OLDEST_FIRST"),
            Self::Subject => ListName("decisions:SUBJECT"),
        }
    }
}

connection! {
    /// A page of decisions [Beschlüsse].
    DecisionConnection, DecisionEdge, Decision
}

/// Which decisions.
#[derive(Clone, Debug, Default, InputObject)]
pub struct DecisionFilter {
    /// Only those of this organ, such as `rat`.
    organ: Option<OrganCode>,
    /// Only those of this day or later.
    from: Option<Date>,
    /// Only those of this day or earlier.
    until: Option<Date>,
    /// Only those that are registered or cited under this number, such as `2015/0842`; at most 200 characters.
    number: Option<String>,
    /// Only those that papers cite under different numbers without anybody having settled which is right, or the others.
    contradictory: Option<bool>,
    /// Only those whose subject contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which decisions, on which day.
struct Wanted {
    filter: DecisionFilter,
    /// Folded.
    number: Option<String>,
    /// Folded.
    text: Option<String>,
    order: DecisionOrder,
    day: Date,
}

impl Wanted {
    fn try_new(
        filter: DecisionFilter,
        order: DecisionOrder,
        day: Date,
    ) -> Result<Self, GraphError> {
        Ok(Self {
            number: words::searched("number", filter.number.as_deref())?,
            text: words::searched("text", filter.text.as_deref())?,
            filter,
            order,
            day,
        })
    }

    fn keeps(&self, view: &View) -> bool {
        let DecisionFilter {
            organ,
            from,
            until,
            number: _,
            contradictory,
            text: _,
        } = &self.filter;
        let Some(decision) = &view.decision else {
            return false;
        };
        let on = decision.decided_on;
        let cited = |wanted: &String| {
            let mut numbers = view.numbers_on(self.day).into_iter();
            numbers.any(|number| words::fold(number) == *wanted)
        };
        on <= self.day
            && organ
                .as_ref()
                .is_none_or(|organ| decision.organ == organ.as_str())
            && from.is_none_or(|from| from <= on)
            && until.is_none_or(|until| on <= until)
            && self.number.as_ref().is_none_or(cited)
            && contradictory.is_none_or(|wanted| view.contradicts_on(self.day) == wanted)
    }

    /// What is meant, in its order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view));
        let worded = Worded {
            text: self.text.as_deref(),
            by_words: self.order == DecisionOrder::Subject,
            descends: self.order == DecisionOrder::NewestFirst,
        };
        let said = |view: &View| [view.subject].into_iter().flatten();
        let key = |view: &View, entries: &Entries| self.key(view, entries);
        worded.list(reading, all, said, key).await
    }

    fn key(&self, view: &View, entries: &Entries) -> Result<String, GraphError> {
        Ok(match self.order {
            DecisionOrder::Subject => words::fold(&words::name(entries, view.subject)?),
            DecisionOrder::NewestFirst | DecisionOrder::OldestFirst => {
                let decision = view.decision.as_ref();
                decision
                    .map(|known| known.decided_on.to_string())
                    .unwrap_or_default()
            }
        })
    }
}

/// The root field about decisions.
#[derive(Default)]
pub struct DecisionQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl DecisionQuery {
    /// The register of decisions by the day (today where none is given), 50 at a time where no length is given, 200 at
    /// most [Beschlussregister] (EVA-13).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn decisions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<DecisionFilter>,
        #[graphql(default)] order_by: DecisionOrder,
        as_of: Option<Date>,
    ) -> Result<DecisionConnection> {
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
        Ok(DecisionConnection::new(list, page.with(nodes)))
    }
}
