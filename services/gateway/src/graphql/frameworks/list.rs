//! The list of texts: filter, order and pages. A municipality has a handful of them, so it is read whole.

use ::agreements::agreement::AgreementKind;
use ::agreements::framework::VersionState;
use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::Date;

use super::Framework;
use super::load::{FrameworkRow, Texts, latest, load, rows};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::look::Look;
use crate::graphql::reader::Reader;
use crate::graphql::whole::Whole;
use crate::graphql::words;

/// Which texts.
#[derive(Debug, Default, InputObject)]
pub struct FrameworkFilter {
    /// Only those for agreements of this kind.
    kind: Option<AgreementKind>,
    /// Only those with a version that stands so on the day.
    state: Option<VersionState>,
    /// Only those whose title contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum FrameworkOrder {
    /// by title, A to Z
    #[default]
    Title,
    /// by the day that is printed with the latest version, the newest first [Stand]
    StandDesc,
}

impl FrameworkFilter {
    fn keeps(&self, row: &FrameworkRow, day: Date) -> bool {
        let stands = |wanted| {
            let mut versions = row.view.versions.iter();
            versions.any(|version| row.view.state_on(version.number, day) == Some(wanted))
        };
        self.kind.is_none_or(|kind| row.view.kind == Some(kind)) && self.state.is_none_or(stands)
    }
}

connection! {
    /// A page of texts on which agreements are made [Vereinbarungstexte].
    FrameworkConnection, FrameworkEdge, Framework
}

/// The root field about texts of agreements.
#[derive(Default)]
pub struct FrameworkQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl FrameworkQuery {
    /// The texts that were begun by the day (today where none is given), 50 at a time where no length is given, 200 at
    /// most [Vereinbarungstexte].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn frameworks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<FrameworkFilter>,
        #[graphql(default)] order_by: FrameworkOrder,
        as_of: Option<Date>,
    ) -> Result<FrameworkConnection> {
        let reader = Reader::of(ctx)?;
        let list = match order_by {
            FrameworkOrder::Title => ListName("frameworks:TITLE"),
            FrameworkOrder::StandDesc => ListName("frameworks:STAND_DESC"),
        };
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(list, &arguments)?;
        let filter = filter.unwrap_or_default();
        let searched = words::searched("filter.text", filter.text.as_deref())?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let mut rows = rows(&reading, None).await?;
        rows.retain(|row| filter.keeps(row, day));
        let titles = rows.iter().filter_map(|row| latest(&row.view, day));
        let titles = titles.map(|version| version.title.entry).collect();
        let texts = Texts::read(&reading, titles).await?;
        let placed = rows.into_iter().filter_map(|row| {
            let latest = latest(&row.view, day)?;
            let title = words::fold(texts.get(latest.title.entry).unwrap_or_default());
            let found = searched
                .as_ref()
                .is_none_or(|text| title.contains(text.as_str()));
            let key = match order_by {
                FrameworkOrder::Title => title,
                FrameworkOrder::StandDesc => latest.stand.to_string(),
            };
            let id = row.id;
            found.then_some((Place { key, id }, row))
        });
        let list_of_all = Whole::sorted(placed.collect(), order_by == FrameworkOrder::StandDesc);
        let (rows, page) = page_of(ctx, &reading, &list_of_all, &window).await?;
        let nodes = load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(FrameworkConnection::new(list, page.with(nodes)))
    }
}
