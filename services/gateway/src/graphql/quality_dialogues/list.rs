//! The list of quality dialogues.
//!
//! A municipality has one or a few, so they are read whole.

use async_graphql::{Context, Enum, InputObject, Object, Result};
use evaluation::QualityDialogue as View;
use evaluation::policy::QualityAspect;
use kernel::Date;
use uuid::Uuid;
use vault::Entries;

use super::QualityDialogue;
use super::load::{load, views};
use crate::graphql::connection::{ListName, Window, WindowArguments, connection, cost, page_of};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::{Whole, Worded};
use crate::graphql::words;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum QualityDialogueOrder {
    /// what was opened last comes first
    #[default]
    NewestFirst,
    /// in the order of their opening
    OldestFirst,
    /// by title, A to Z
    Title,
}

impl QualityDialogueOrder {
    const fn list(self) -> ListName {
        match self {
            Self::NewestFirst => ListName("qualityDialogues:NEWEST_FIRST"),
            Self::OldestFirst => ListName("qualityDialogues:OLDEST_FIRST"),
            Self::Title => ListName("qualityDialogues:TITLE"),
        }
    }
}

connection! {
    /// A page of quality dialogues [Qualitätsdialoge].
    QualityDialogueConnection, QualityDialogueEdge, QualityDialogue
}

/// Which quality dialogues.
#[derive(Clone, Debug, Default, InputObject)]
pub struct QualityDialogueFilter {
    /// Only those that run on the day, or are closed.
    running: Option<bool>,
    /// Only those that look at this.
    area: Option<QualityAspect>,
    /// Only those that were held on this day or later, until the day that is asked for.
    held_from: Option<Date>,
    /// Only those whose title contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// Which dialogues, on which day.
struct Wanted {
    filter: QualityDialogueFilter,
    /// Folded.
    text: Option<String>,
    order: QualityDialogueOrder,
    day: Date,
}

impl Wanted {
    fn try_new(
        filter: QualityDialogueFilter,
        order: QualityDialogueOrder,
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
        let QualityDialogueFilter {
            running,
            area,
            held_from,
            text: _,
        } = &self.filter;
        let last = view.last_held(self.day);
        view.opened_on.is_some_and(|on| on <= self.day)
            && running.is_none_or(|running| view.runs_on(self.day) == running)
            && area.is_none_or(|area| view.areas.contains(&area))
            && held_from.is_none_or(|from| last.is_some_and(|last| from <= last))
    }

    /// What is meant, in its order.
    async fn list(&self, reading: &Reading<'_>) -> Result<Whole<(Uuid, View)>, GraphError> {
        let mut all = views(reading, None).await?;
        all.retain(|(_, view)| self.keeps(view));
        let worded = Worded {
            text: self.text.as_deref(),
            by_words: self.order == QualityDialogueOrder::Title,
            descends: self.order == QualityDialogueOrder::NewestFirst,
        };
        let said = |view: &View| [view.title].into_iter().flatten();
        let key = |view: &View, entries: &Entries| self.key(view, entries);
        worded.list(reading, all, said, key).await
    }

    fn key(&self, view: &View, entries: &Entries) -> Result<String, GraphError> {
        Ok(match self.order {
            QualityDialogueOrder::Title => words::fold(&words::name(entries, view.title)?),
            QualityDialogueOrder::NewestFirst | QualityDialogueOrder::OldestFirst => {
                let on = view.opened_on;
                on.map(|on| on.to_string()).unwrap_or_default()
            }
        })
    }
}

/// The root field about quality dialogues.
#[derive(Default)]
pub struct QualityDialogueQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl QualityDialogueQuery {
    /// The quality dialogues that were opened by the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Qualitätsdialoge] (EVA-09).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn quality_dialogues(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<QualityDialogueFilter>,
        #[graphql(default)] order_by: QualityDialogueOrder,
        as_of: Option<Date>,
    ) -> Result<QualityDialogueConnection> {
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
        Ok(QualityDialogueConnection::new(list, page.with(nodes)))
    }
}
