//! Loading, folding and storing views, for every kind of stream alike.
//!
//! **Shape.** In: the events of one kind of stream in a batch. Out: one row per stream, keyed by municipality and id:
//! the aggregate as JSON (`view`), the columns that follow from it, the position of its last event. Two statements
//! per kind and batch, however many streams: one reads the views, one upserts them.
//!
//! **Correctness.** *Order*: within a stream by position; across streams it does not matter. *Idempotence*: an event
//! at or before the view's position is not applied again. An event that cannot be applied leaves the view as the
//! event before it made it and parks the stream. *A crash* leaves nothing: the transaction is the checkpoint's. *Who
//! else writes*: nobody.

use std::collections::BTreeMap;
use std::fmt::Debug;

use cqrs_es::Aggregate;
use eventstore::{Position, RecordedEvent};
use kernel::{StoredEvent, StreamId};
use projection::ConsumerError;
use serde::Serialize;
use thiserror::Error;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::Scope;
use super::batch::Batch;
use super::tables::history::HistoryRow;
use super::unfit::{self, Unfit};

/// An aggregate of which a table keeps a view per stream.
pub(super) trait Viewed: Aggregate<Event: StoredEvent> + Clone + Debug {
    /// What the tables keep besides the view. Fields that serialise are columns beside it; the others go into tables
    /// of their own.
    type Columns: Serialize + PartialEq + Debug + Send + Sync;

    /// Reads `id, view, position` of the ids `$2` in the municipality `$1`.
    const LOAD: &'static str;

    /// Upserts the rows `$2` (id, view, position and columns as JSON) of the municipality `$1`.
    const STORE: &'static str;

    /// What follows from the view.
    ///
    /// # Errors
    /// Where the tables cannot hold it: the event that led there parks its stream.
    fn columns(&self) -> Result<Self::Columns, Unfit>;
}

/// What happened to a stream's row.
#[derive(Debug)]
pub(super) struct Folded<A: Viewed> {
    pub(super) id: Uuid,
    pub(super) before: Option<A::Columns>,
    pub(super) after: A::Columns,
    view: A,
    position: Position,
}

impl<A: Viewed> Folded<A> {
    /// True where something outside of the view changed.
    pub(super) fn changed(&self) -> bool {
        self.before.as_ref() != Some(&self.after)
    }
}

/// True where something outside of a view changed.
pub(super) fn any_changed<A: Viewed>(folded: &[Folded<A>]) -> bool {
    folded.iter().any(Folded::changed)
}

/// A row of a view's table, on its way in.
#[derive(Debug, Serialize)]
struct ViewRow<'a, A: Viewed> {
    id: Uuid,
    view: &'a A,
    position: Position,
    #[serde(flatten)]
    columns: &'a A::Columns,
}

/// A row that this version cannot have written.
#[derive(Debug, Error)]
enum ViewError {
    #[error("read the view of `{stream}`, which version {version} of the read model must have written", version = super::READ_MODEL)]
    Unreadable {
        stream: StreamId,
        #[source]
        source: tokio_postgres::Error,
    },
    #[error("store {expected} views of kind `{kind}`: {written} rows were written")]
    Written {
        kind: &'static str,
        expected: usize,
        written: u64,
    },
}

/// Folds the batch's streams of one kind into their table.
pub(super) async fn fold<A: Viewed>(
    scope: Scope<'_>,
    batch: &mut Batch<'_>,
) -> Result<Vec<Folded<A>>, ConsumerError> {
    let streams = batch.take(A::TYPE);
    if streams.is_empty() {
        return Ok(Vec::new());
    }
    let mut stored = load::<A>(scope, &streams).await?;
    let mut folded = Vec::new();
    for (stream, events) in streams {
        folded.extend(advance(
            stream.id(),
            stored.remove(&stream.id()),
            &events,
            batch,
        ));
    }
    store(scope, &folded).await?;
    Ok(folded)
}

/// A view as it was stored.
struct Stored<A> {
    view: A,
    position: Position,
}

/// Applies a stream's events as far as possible; `None` where none of them was applied.
fn advance<A: Viewed>(
    id: Uuid,
    stored: Option<Stored<A>>,
    events: &[&RecordedEvent],
    batch: &mut Batch<'_>,
) -> Option<Folded<A>> {
    let before = stored
        .as_ref()
        .and_then(|stored| stored.view.columns().ok());
    let (mut view, from) =
        stored.map_or_else(Default::default, |stored| (stored.view, stored.position));
    let mut reached = None;
    for event in events.iter().filter(|event| event.position > from) {
        match step(&view, event) {
            Ok(step) => {
                view = step.view;
                reached = Some((step.columns, event.position));
                batch.note(step.row);
            }
            Err(reason) => {
                batch.park(event, &reason);
                break;
            }
        }
    }
    reached.map(|(after, position)| Folded {
        id,
        before,
        after,
        view,
        position,
    })
}

struct Step<A: Viewed> {
    view: A,
    columns: A::Columns,
    row: HistoryRow,
}

/// Applies one event to a copy, so that an event that does not fit leaves no trace.
fn step<A: Viewed>(before: &A, event: &RecordedEvent) -> Result<Step<A>, Unfit> {
    let change = unfit::read::<A::Event>(event)?;
    let row = HistoryRow::of(event)?;
    let mut view = before.clone();
    view.apply(change);
    let columns = view.columns()?;
    Ok(Step { view, columns, row })
}

async fn load<A: Viewed>(
    scope: Scope<'_>,
    streams: &[(StreamId, Vec<&RecordedEvent>)],
) -> Result<BTreeMap<Uuid, Stored<A>>, ConsumerError> {
    let ids: Vec<Uuid> = streams.iter().map(|(stream, _)| stream.id()).collect();
    let statement = scope
        .transaction
        .prepare_cached(A::LOAD)
        .await
        .map_err(ConsumerError::database("prepare a load of views"))?;
    let rows = scope
        .transaction
        .query(&statement, &[&scope.municipality.as_str(), &ids])
        .await
        .map_err(ConsumerError::database("load views"))?;
    rows.iter()
        .map(|row| {
            let id: Uuid = row.get("id");
            let view = row.try_get::<_, Json<A>>("view");
            let Json(view) = view.map_err(|source| ViewError::Unreadable {
                stream: StreamId::new(A::TYPE, id),
                source,
            })?;
            let position = row.get("position");
            Ok((id, Stored { view, position }))
        })
        .collect::<Result<_, ViewError>>()
        .map_err(|error| ConsumerError::Other(Box::new(error)))
}

async fn store<A: Viewed>(scope: Scope<'_>, folded: &[Folded<A>]) -> Result<(), ConsumerError> {
    let rows: Vec<ViewRow<'_, A>> = folded
        .iter()
        .map(|folded| ViewRow {
            id: folded.id,
            view: &folded.view,
            position: folded.position,
            columns: &folded.after,
        })
        .collect();
    let written = write(scope, A::STORE, &rows, "store views").await?;
    if u64::try_from(rows.len()).is_ok_and(|expected| expected == written) {
        Ok(())
    } else {
        let error = ViewError::Written {
            kind: A::TYPE,
            expected: rows.len(),
            written,
        };
        Err(ConsumerError::Other(Box::new(error)))
    }
}

/// Runs a set-wise statement on the municipality `$1` and the rows `$2`, as JSON; nothing where there are none.
pub(super) async fn write<R: Serialize + Debug + Sync>(
    scope: Scope<'_>,
    sql: &str,
    rows: &[R],
    doing: &'static str,
) -> Result<u64, ConsumerError> {
    if rows.is_empty() {
        return Ok(0);
    }
    let statement = scope
        .transaction
        .prepare_cached(sql)
        .await
        .map_err(ConsumerError::database(doing))?;
    scope
        .transaction
        .execute(&statement, &[&scope.municipality.as_str(), &Json(rows)])
        .await
        .map_err(ConsumerError::database(doing))
}
