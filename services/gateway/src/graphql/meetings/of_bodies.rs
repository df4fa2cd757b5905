//! The meetings of each of some bodies, as the root field lists them.
//!
//! They are loaded with the bodies: the query is looked ahead into, so that each selection of the field with its own
//! arguments costs a few statements for all bodies together, and none for each.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{InputType, Name, SelectionField, Value};
use kernel::{BodyId, Date};
use meetings::Meeting as View;
use uuid::Uuid;

use super::list::{MeetingConnection, MeetingFilter, MeetingOrder, Wanted};
use super::load;
use crate::graphql::connection::{Page, Window, WindowArguments, cost, page};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A page where nobody says how long: shorter than that of the root field, since there is one for each body.
const PAGE: i32 = 10;

/// What a query asks of a body's meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OfBody {
    arguments: WindowArguments,
    filter: MeetingFilter,
    order: MeetingOrder,
}

/// The pages of one body that the query asks for.
#[derive(Default)]
pub(crate) struct BodyPages(Vec<(OfBody, Arc<MeetingConnection>)>);

impl BodyPages {
    /// The page, which was loaded with the body.
    pub(crate) fn page(&self, asked: &OfBody) -> Result<Arc<MeetingConnection>, GraphError> {
        // What cannot be meant was not loaded either.
        asked.window()?;
        words::searched("text", asked.filter.text.as_deref())?;
        let mut pages = self.0.iter();
        let found = pages.find(|(known, _)| known == asked);
        found
            .map(|(_, page)| Arc::clone(page))
            .ok_or_else(|| GraphError::Internal {
                attempted: "find a body's page of meetings",
                source: "the query was not looked ahead into".into(),
            })
    }
}

impl OfBody {
    pub(crate) fn new(
        mut arguments: WindowArguments,
        filter: Option<MeetingFilter>,
        order: MeetingOrder,
    ) -> Self {
        if arguments.first.is_none() && arguments.last.is_none() {
            arguments.first = Some(PAGE);
        }
        Self {
            arguments,
            filter: filter.unwrap_or_default(),
            order,
        }
    }

    /// What a page costs for each body.
    pub(crate) fn cost(first: Option<i32>, last: Option<i32>, child: usize) -> usize {
        let length = first.or(last).or(Some(PAGE));
        cost(length, None, child).saturating_sub(crate::graphql::limits::ROOT)
    }

    /// What a selection asks for; `None` where its arguments cannot be meant: whoever resolves it says so.
    fn of(selection: &SelectionField<'_>) -> Option<Self> {
        let given = selection.arguments().ok()?;
        let arguments = WindowArguments {
            first: argument(&given, "first")?,
            after: argument(&given, "after")?,
            last: argument(&given, "last")?,
            before: argument(&given, "before")?,
        };
        let filter = argument(&given, "filter")?;
        let order: Option<MeetingOrder> = argument(&given, "orderBy")?;
        Some(Self::new(arguments, filter, order.unwrap_or_default()))
    }

    fn window(&self) -> Result<Window, GraphError> {
        Window::try_new(self.order.list(), &self.arguments)
    }

    /// Its page for each body that has a meeting, or none.
    async fn pages(
        &self,
        reading: &Reading<'_>,
        bodies: &[Uuid],
        all: &[(Uuid, Arc<View>)],
        day: Date,
        look: &Look<'_>,
    ) -> Result<Vec<(Uuid, Arc<MeetingConnection>)>, GraphError> {
        let (Ok(window), Ok(wanted)) = (
            self.window(),
            Wanted::try_new(self.filter.clone(), self.order, day),
        ) else {
            return Ok(Vec::new());
        };
        let mut meant: HashMap<BodyId, Vec<(Uuid, Arc<View>)>> = HashMap::new();
        for (id, view) in wanted.among(reading, all.to_vec()).await? {
            if let Some(body) = view.body {
                meant.entry(body).or_default().push((id, view));
            }
        }
        let count = look.asks("totalCount");
        let mut pages = Vec::new();
        let mut rows = Vec::new();
        for body in bodies {
            let own = meant.remove(&BodyId(*body)).unwrap_or_default();
            let mut page = page(reading, &wanted.ordered(own), &window, count).await?;
            let shown = std::mem::take(&mut page.nodes);
            pages.push((*body, page, shown.len()));
            rows.extend(shown);
        }
        let loaded = load::load(reading, rows, day, &look.connected()).await?;
        let mut loaded = loaded.into_iter();
        let connection = |(body, page, length): (Uuid, Page<_>, usize)| {
            let nodes = loaded.by_ref().take(length).collect();
            let connection = MeetingConnection::new(self.order.list(), page.with(nodes));
            (body, Arc::new(connection))
        };
        Ok(pages.into_iter().map(connection).collect())
    }
}

/// An argument as it is declared; absent and `null` alike where it may be.
fn argument<T: InputType>(given: &[(Name, Value)], name: &str) -> Option<T> {
    let value = given.iter().find(|(known, _)| known == name);
    T::parse(value.map(|(_, value)| value.clone())).ok()
}

/// Every page that the query asks for, by body; `None` for a role that may not read meetings.
pub(crate) async fn of_bodies(
    reading: &Reading<'_>,
    bodies: &[Uuid],
    day: Date,
    look: &Look<'_>,
) -> Result<Option<HashMap<Uuid, BodyPages>>, GraphError> {
    if !reading.reader().may("meetings") {
        return Ok(None);
    }
    let mut pages: HashMap<Uuid, BodyPages> = HashMap::new();
    let mut questions: Vec<(OfBody, Vec<SelectionField<'_>>)> = Vec::new();
    for selection in look.selections("meetings") {
        let Some(asked) = OfBody::of(&selection) else {
            continue;
        };
        match questions.iter_mut().find(|(known, _)| *known == asked) {
            Some((_, selections)) => selections.push(selection),
            None => questions.push((asked, vec![selection])),
        }
    }
    if questions.is_empty() {
        return Ok(Some(pages));
    }
    let all = load::of_bodies(reading, bodies).await?;
    for (asked, selections) in questions {
        let look = Look::of(selections);
        for (body, page) in asked.pages(reading, bodies, &all, day, &look).await? {
            let own = pages.entry(body).or_default();
            own.0.push((asked.clone(), page));
        }
    }
    Ok(Some(pages))
}
