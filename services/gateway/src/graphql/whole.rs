//! Lists that are read whole: of some things a municipality has dozens, and where each stands in the order is known
//! only after its words were looked up.
//!
//! The whole list is in one snapshot; a page of it is cut like every other (`connection`).

use kernel::EntryId;
use uuid::Uuid;
use vault::Entries;

use super::connection::{Found, Listing, Place, Stretch};
use super::error::GraphError;
use super::reader::Reading;
use super::words;

/// A list in its order, ascending or descending by (key, id).
pub(crate) struct Whole<N> {
    rows: Vec<(Place, N)>,
    descends: bool,
}

fn order(place: &Place) -> (&str, Uuid) {
    (&place.key, place.id)
}

impl<N> Whole<N> {
    pub(crate) fn ascending(rows: Vec<(Place, N)>) -> Self {
        Self::sorted(rows, false)
    }

    pub(crate) fn sorted(mut rows: Vec<(Place, N)>, descends: bool) -> Self {
        rows.sort_by(|(one, _), (other, _)| order(one).cmp(&order(other)));
        if descends {
            rows.reverse();
        }
        Self { rows, descends }
    }

    /// Whether `one` comes before `other` in the list.
    fn precedes(&self, one: &Place, other: &Place) -> bool {
        if self.descends {
            order(other) < order(one)
        } else {
            order(one) < order(other)
        }
    }
}

/// A list that is searched for words, or sorted by them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worded<'a> {
    /// Found in what is said, folded; `None` finds everything.
    pub(crate) text: Option<&'a str>,
    /// True where the order is one of words.
    pub(crate) by_words: bool,
    pub(crate) descends: bool,
}

impl Worded<'_> {
    /// Those of `all` that say the text, by their keys. The words of `said` are looked up where they are needed.
    pub(crate) async fn list<V, S: IntoIterator<Item = EntryId>>(
        self,
        reading: &Reading<'_>,
        all: Vec<(Uuid, V)>,
        said: impl Fn(&V) -> S,
        key: impl Fn(&V, &Entries) -> Result<String, GraphError>,
    ) -> Result<Whole<(Uuid, V)>, GraphError> {
        let entries = if self.text.is_some() || self.by_words {
            let ids = all.iter().flat_map(|(_, view)| said(view));
            reading.entries(ids.collect()).await?
        } else {
            Entries::default()
        };
        let mut rows = Vec::new();
        for (id, view) in all {
            let meant = match self.text {
                Some(wanted) => words::say(&entries, said(&view), wanted)?,
                None => true,
            };
            if meant {
                let key = key(&view, &entries)?;
                rows.push((Place { key, id }, (id, view)));
            }
        }
        Ok(Whole::sorted(rows, self.descends))
    }
}

impl<N: Clone + Send + Sync> Listing for Whole<N> {
    type Node = N;

    fn filters(&self) -> bool {
        false
    }

    async fn look(&self, _: &Reading<'_>, stretch: &Stretch) -> Result<Vec<Found<N>>, GraphError> {
        let within = |(place, _): &&(Place, N)| {
            let after = stretch.after.as_ref();
            let before = stretch.before.as_ref();
            after.is_none_or(|after| self.precedes(after, place))
                && before.is_none_or(|before| self.precedes(place, before))
        };
        let found = |(place, node): &(Place, N)| Found {
            place: place.clone(),
            node: Some(node.clone()),
        };
        let limit = usize::try_from(stretch.limit).unwrap_or(0);
        let rows = self.rows.iter().filter(within);
        Ok(if stretch.backward {
            rows.rev().take(limit).map(found).collect()
        } else {
            rows.take(limit).map(found).collect()
        })
    }
}
