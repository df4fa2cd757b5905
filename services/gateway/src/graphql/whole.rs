//! Lists that are read whole: of some things a municipality has dozens, and where each stands in the order is known
//! only after its words were looked up.
//!
//! The whole list is in one snapshot; a page of it is cut like every other (`connection`).

use super::connection::{Found, Listing, Place, Stretch};
use super::error::GraphError;
use super::reader::Reading;

/// A list in its order, ascending or descending by (key, id).
pub(crate) struct Whole<N> {
    rows: Vec<(Place, N)>,
    descends: bool,
}

fn order(place: &Place) -> (&str, uuid::Uuid) {
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
