//! Relay connections: a window on a list, cursors that name their list and order, and the scan behind them.
//!
//! A list's order is (key, id), so that it ends in something unique and a page neither repeats nor leaves out a row
//! while others are added. A cursor holds list, order, key and id: it gives a position, never a right. What SQL
//! cannot filter (where a partner stands on a day comes out of its dated facts), the list filters itself: the scan
//! goes on, batch by batch, until the page is full.

use async_graphql::Context;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use eventstore::Position;
use uuid::Uuid;

use super::error::GraphError;
use super::limits::ROOT;
use super::reader::Reading;

/// Longest page.
pub(crate) const PAGE_MAX: i32 = 200;
/// A page where nobody says how long.
const PAGE: i32 = 50;
/// Rows of one look where the list filters itself.
const BATCH: i64 = 250;

/// A place in an ordered list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) key: String,
    pub(crate) id: Uuid,
}

/// The position in a municipality's store that is a place's key, for lists in the order of recording.
pub(crate) fn position(
    place: Option<&Place>,
    argument: &'static str,
) -> Result<Option<Position>, GraphError> {
    place
        .map(|place| place.key.parse())
        .transpose()
        .map_err(|_error| GraphError::InvalidCursor { argument })
}

/// A list in an order, such as `partners:NAME`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListName(pub(crate) &'static str);

impl ListName {
    pub(crate) fn cursor(self, place: &Place) -> String {
        let parts = (self.0, &place.key, place.id);
        let json = serde_json::to_vec(&parts).expect("a tuple of texts and an id");
        URL_SAFE_NO_PAD.encode(json)
    }

    fn place(self, argument: &'static str, cursor: &str) -> Result<Place, GraphError> {
        let place = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|json| {
            let (list, key, id): (String, String, Uuid) = serde_json::from_slice(&json).ok()?;
            (list == self.0 && !key.contains('\0')).then_some(Place { key, id })
        });
        place.ok_or(GraphError::InvalidCursor { argument })
    }
}

/// What a caller wants to see of a list.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    limit: usize,
    forward: bool,
    after: Option<Place>,
    before: Option<Place>,
}

/// The arguments of a connection, as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WindowArguments {
    pub(crate) first: Option<i32>,
    pub(crate) after: Option<String>,
    pub(crate) last: Option<i32>,
    pub(crate) before: Option<String>,
}

impl Window {
    pub(crate) fn try_new(list: ListName, arguments: &WindowArguments) -> Result<Self, GraphError> {
        let (limit, forward) = match (arguments.first, arguments.last) {
            (Some(_), Some(_)) => {
                return Err(GraphError::InvalidArgument {
                    argument: "last",
                    reason: "entweder `first` oder `last`, nicht beide".into(),
                });
            }
            (None, Some(last)) => (length("last", last)?, false),
            (first, None) => (length("first", first.unwrap_or(PAGE))?, true),
        };
        let place = |argument, cursor: &Option<String>| {
            cursor
                .as_deref()
                .map(|cursor| list.place(argument, cursor))
                .transpose()
        };
        Ok(Self {
            limit,
            forward,
            after: place("after", &arguments.after)?,
            before: place("before", &arguments.before)?,
        })
    }
}

fn length(argument: &'static str, length: i32) -> Result<usize, GraphError> {
    usize::try_from(length)
        .ok()
        .filter(|_| (1..=PAGE_MAX).contains(&length))
        .ok_or(GraphError::InvalidArgument {
            argument,
            reason: "eine Zahl von 1 bis 200".into(),
        })
}

/// What a page of rows with `child` fields each costs; a length that will be refused costs a full page.
pub(crate) fn cost(first: Option<i32>, last: Option<i32>, child: usize) -> usize {
    let rows = first.or(last).unwrap_or(PAGE);
    let rows = if (1..=PAGE_MAX).contains(&rows) {
        rows
    } else {
        PAGE_MAX
    };
    ROOT + usize::try_from(rows).unwrap_or(0) * child.max(1)
}

/// A stretch of a list: what lies strictly between two places, from either end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stretch {
    pub(crate) after: Option<Place>,
    pub(crate) before: Option<Place>,
    /// True where the last rows are wanted first.
    pub(crate) backward: bool,
    pub(crate) limit: i64,
}

impl Stretch {
    pub(crate) fn after_key(&self) -> Option<&str> {
        self.after.as_ref().map(|place| place.key.as_str())
    }

    pub(crate) fn after_id(&self) -> Option<Uuid> {
        self.after.as_ref().map(|place| place.id)
    }

    pub(crate) fn before_key(&self) -> Option<&str> {
        self.before.as_ref().map(|place| place.key.as_str())
    }

    pub(crate) fn before_id(&self) -> Option<Uuid> {
        self.before.as_ref().map(|place| place.id)
    }
}

/// A row that was found: its place, and what it holds unless the list filtered it out.
pub(crate) struct Found<N> {
    pub(crate) place: Place,
    pub(crate) node: Option<N>,
}

/// A list that can be looked at stretch by stretch.
pub(crate) trait Listing: Sync {
    type Node: Send;

    /// True where it filters beyond its SQL, so that a page may need more than one look.
    fn filters(&self) -> bool;

    /// At most `stretch.limit` rows of the stretch, from its beginning or, backward, from its end.
    fn look(
        &self,
        reading: &Reading<'_>,
        stretch: &Stretch,
    ) -> impl Future<Output = Result<Vec<Found<Self::Node>>, GraphError>> + Send;
}

/// A page in the list's order, whichever end it was taken from.
pub(crate) struct Page<N> {
    pub(crate) places: Vec<Place>,
    pub(crate) nodes: Vec<N>,
    pub(crate) has_previous: bool,
    pub(crate) has_next: bool,
    /// Where it was asked for.
    pub(crate) total: Option<usize>,
}

impl<N> Page<N> {
    /// The same page of what was loaded for its rows, in their order.
    pub(crate) fn with<M>(self, nodes: Vec<M>) -> Page<M> {
        debug_assert_eq!(
            self.places.len(),
            nodes.len(),
            "every row of a page is loaded"
        );
        Page {
            places: self.places,
            nodes,
            has_previous: self.has_previous,
            has_next: self.has_next,
            total: self.total,
        }
    }
}

/// What stands on the window's page, and the page to be filled with what is loaded for it; with the list's length where
/// the query asks for it.
pub(crate) async fn page_of<L: Listing>(
    ctx: &Context<'_>,
    reading: &Reading<'_>,
    list: &L,
    window: &Window,
) -> Result<(Vec<L::Node>, Page<L::Node>), GraphError> {
    let count = ctx.look_ahead().field("totalCount").exists();
    let mut page = page(reading, list, window, count).await?;
    Ok((std::mem::take(&mut page.nodes), page))
}

/// The window's page, with the list's length where `count` asks for it.
pub(crate) async fn page<L: Listing>(
    reading: &Reading<'_>,
    list: &L,
    window: &Window,
    count: bool,
) -> Result<Page<L::Node>, GraphError> {
    let mut stretch = Stretch {
        after: window.after.clone(),
        before: window.before.clone(),
        backward: !window.forward,
        limit: if list.filters() {
            BATCH
        } else {
            i64::try_from(window.limit).unwrap_or(BATCH) + 1
        },
    };
    let mut rows = Vec::new();
    let mut more = false;
    'page: loop {
        let found = list.look(reading, &stretch).await?;
        let exhausted = i64::try_from(found.len()).is_ok_and(|length| length < stretch.limit);
        for Found { place, node } in found {
            if let Some(node) = node {
                if rows.len() == window.limit {
                    more = true;
                    break 'page;
                }
                rows.push((place.clone(), node));
            }
            if stretch.backward {
                stretch.before = Some(place);
            } else {
                stretch.after = Some(place);
            }
        }
        if exhausted {
            break;
        }
    }
    let whole = window.after.is_none() && window.before.is_none() && !more;
    let total = match count {
        true if whole => Some(rows.len()),
        true => Some(length_of(reading, list).await?),
        false => None,
    };
    if !window.forward {
        rows.reverse();
    }
    let (places, nodes) = rows.into_iter().unzip();
    let (has_previous, has_next) = if window.forward {
        (window.after.is_some(), more)
    } else {
        (more, window.before.is_some())
    };
    Ok(Page {
        places,
        nodes,
        has_previous,
        has_next,
        total,
    })
}

async fn length_of<L: Listing>(reading: &Reading<'_>, list: &L) -> Result<usize, GraphError> {
    let mut stretch = Stretch {
        limit: BATCH,
        ..Stretch::default()
    };
    let mut length = 0;
    loop {
        let found = list.look(reading, &stretch).await?;
        length += found.iter().filter(|found| found.node.is_some()).count();
        let exhausted = i64::try_from(found.len()).is_ok_and(|rows| rows < BATCH);
        match found.into_iter().next_back() {
            Some(last) if !exhausted => stretch.after = Some(last.place),
            Some(_) | None => return Ok(length),
        }
    }
}

/// Makes a Relay connection and its edge for a node type.
macro_rules! connection {
    ($(#[$doc:meta])* $connection:ident, $edge:ident, $node:ty) => {
        $(#[$doc])*
        pub struct $connection {
            rows: Vec<(String, std::sync::Arc<$node>)>,
            has_previous: bool,
            has_next: bool,
            total: Option<usize>,
        }

        impl $connection {
            pub(crate) fn new(
                list: $crate::graphql::connection::ListName,
                page: $crate::graphql::connection::Page<$node>,
            ) -> Self {
                let cursors = page.places.iter().map(|place| list.cursor(place));
                let nodes = page.nodes.into_iter().map(std::sync::Arc::new);
                Self {
                    rows: cursors.zip(nodes).collect(),
                    has_previous: page.has_previous,
                    has_next: page.has_next,
                    total: page.total,
                }
            }
        }

        $(#[$doc])*
        #[async_graphql::Object]
        impl $connection {
            /// How many there are in all, whatever the page. Counted only where it is asked for.
            async fn total_count(&self) -> usize {
                self.total.unwrap_or(self.rows.len())
            }

            async fn page_info(&self) -> async_graphql::connection::PageInfo {
                async_graphql::connection::PageInfo {
                    has_previous_page: self.has_previous,
                    has_next_page: self.has_next,
                    start_cursor: self.rows.first().map(|(cursor, _)| cursor.clone()),
                    end_cursor: self.rows.last().map(|(cursor, _)| cursor.clone()),
                }
            }

            /// The page's rows.
            async fn nodes(&self) -> Vec<std::sync::Arc<$node>> {
                self.rows.iter().map(|(_, node)| std::sync::Arc::clone(node)).collect()
            }

            /// The page's rows, each with its cursor.
            async fn edges(&self) -> Vec<$edge> {
                let edge = |(cursor, node): &(String, std::sync::Arc<$node>)| $edge {
                    cursor: cursor.clone(),
                    node: std::sync::Arc::clone(node),
                };
                self.rows.iter().map(edge).collect()
            }
        }

        /// A row of a page with its cursor.
        #[derive(async_graphql::SimpleObject)]
        pub struct $edge {
            cursor: String,
            node: std::sync::Arc<$node>,
        }
    };
}

pub(crate) use connection;

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: ListName = ListName("partners:NAME");

    fn place() -> Place {
        Place {
            key: "caritasverband".to_owned(),
            id: Uuid::from_u128(7),
        }
    }

    #[test]
    fn a_cursor_leads_back_to_its_place() {
        assert_eq!(
            LIST.place("after", &LIST.cursor(&place())).unwrap(),
            place()
        );
    }

    #[test]
    fn a_cursor_of_another_list_or_order_is_refused() {
        for other in ["agreements:ID", "partners:NAME_DESC"] {
            let cursor = ListName(other).cursor(&place());
            assert!(matches!(
                LIST.place("after", &cursor),
                Err(GraphError::InvalidCursor { argument: "after" })
            ));
        }
        for nonsense in ["", "x", "AAAA", "💥"] {
            assert!(LIST.place("before", nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn a_window_is_bounded_and_opens_to_one_side() {
        let window = |first, last| {
            Window::try_new(
                LIST,
                &WindowArguments {
                    first,
                    last,
                    ..WindowArguments::default()
                },
            )
        };
        assert!(window(Some(1), None).is_ok() && window(None, Some(200)).is_ok());
        assert!(window(None, None).is_ok());
        for (first, last) in [
            (Some(0), None),
            (Some(201), None),
            (Some(-1), None),
            (None, Some(i32::MIN)),
            (Some(1), Some(1)),
        ] {
            assert!(window(first, last).is_err(), "{first:?} {last:?}");
        }
    }
}
