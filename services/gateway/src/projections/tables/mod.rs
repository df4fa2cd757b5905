//! What each kind of stream gives the tables, and its SQL.
//!
//! **Shape.** One file per kind: its `Viewed` (columns and the two statements of its view) and, where its view is
//! also kept as rows that lists join and count by, `link`: events of that kind in, rows keyed by municipality and id
//! out.
//!
//! **Correctness.** The rows of a stream follow from its view alone. `link` writes the difference between the rows of
//! the view before the batch, which are those that the table has, and of the view after it: first what is not said any
//! more goes, then what is new comes. In the checkpoint's transaction; nobody else writes.

pub(super) mod agreement;
mod body;
mod contact;
pub(super) mod history;
mod meeting;
mod municipality;
mod named;
mod network;
mod offer;
pub(super) mod partner;
mod plain;
mod region;
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use kernel::{Date, Period};
use projection::ConsumerError;
use serde::Serialize;
use uuid::Uuid;

pub(crate) use named::Tabled;

use super::Scope;
use super::fold::{Folded, Viewed, write};
use super::unfit::{Unfit, day};

/// A period of somebody, as a table holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct PeriodRow {
    since: Date,
    until: Option<Date>,
}

/// Periods as tables hold them, keyed by their first day: of two with the same one the longer, and none that ends
/// before it begins.
fn period_rows(
    field: &'static str,
    periods: impl IntoIterator<Item = Period>,
) -> Result<BTreeSet<PeriodRow>, Unfit> {
    let mut rows: BTreeMap<Date, Option<Date>> = BTreeMap::new();
    for Period { since, until } in periods {
        if until.is_none_or(|last| since <= last) {
            let longest = rows.entry(day(field, since)?).or_insert(until);
            *longest = longest.zip(until).map(|(one, other)| one.max(other));
        }
    }
    Ok(rows
        .into_iter()
        .map(|(since, until)| PeriodRow { since, until })
        .collect())
}

/// A row and the id of the stream from whose view it follows.
#[derive(Debug, Serialize)]
struct Owned<R> {
    owner: Uuid,
    #[serde(flatten)]
    row: R,
}

/// What has to be written so that the rows of some streams become what their views say.
#[derive(Debug)]
struct Difference<R> {
    gone: Vec<Owned<R>>,
    new: Vec<Owned<R>>,
}

impl<R: Ord + Copy + Serialize + Debug + Sync + 'static> Difference<R> {
    /// The difference between what `rows` finds in the columns before and after.
    fn of<A: Viewed>(folded: &[Folded<A>], rows: impl Fn(&A::Columns) -> &BTreeSet<R>) -> Self {
        let none = BTreeSet::new();
        let mut difference = Self {
            gone: Vec::new(),
            new: Vec::new(),
        };
        for Folded {
            id, before, after, ..
        } in folded
        {
            let owned = |row: &R| Owned {
                owner: *id,
                row: *row,
            };
            let after = rows(after);
            let before = before.as_ref().map_or(&none, |before| rows(before));
            difference.gone.extend(before.difference(after).map(owned));
            difference.new.extend(after.difference(before).map(owned));
        }
        difference
    }

    /// Removes and inserts: both statements take the municipality and rows as JSON.
    async fn write(
        &self,
        scope: Scope<'_>,
        delete: &str,
        insert: &str,
        doing: &'static str,
    ) -> Result<(), ConsumerError> {
        write(scope, delete, &self.gone, doing).await?;
        write(scope, insert, &self.new, doing).await?;
        Ok(())
    }
}
