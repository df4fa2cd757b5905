//! One request's way to the read tables: who asks, and short transactions in his scope.
//!
//! The scope comes from the verified caller and from nothing else: [`Connection::begin`] sets it
//! transaction-locally, and row-level security shows nothing without it, so that a foreign row and a missing one
//! look the same. Each root field reads in one transaction of its own, read-only and in one snapshot; nothing
//! holds a connection while it waits for another.

use std::ops::Deref;
use std::sync::Arc;

use async_graphql::Context;
use deadpool_postgres::{Object, Pool, Transaction};
use eventstore::feed::batch_in;
use eventstore::load::set_scope;
use eventstore::{Position, RecordedEvent};
use kernel::{Date, EntryId, MunicipalityId, Role};
use service_kit::identity::{BearerToken, Caller, MunicipalityScope, StateScope};
use service_kit::permission;
use tokio_postgres::types::{Json, ToSql};
use tokio_postgres::{IsolationLevel, Row};
use uuid::Uuid;
use vault::Entries;

use super::Deps;
use super::error::GraphError;
use crate::projections::Tabled;

/// Years that an argument may name: what lies outside was never meant.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// Who asks, and what his answers come from. One for each request.
pub(crate) struct Reader {
    caller: Caller,
    token: BearerToken,
    deps: Arc<Deps>,
    today: Date,
}

impl Reader {
    pub(super) fn new(caller: Caller, token: BearerToken, deps: Arc<Deps>) -> Self {
        let today = deps.clock.today();
        Self {
            caller,
            token,
            deps,
            today,
        }
    }

    /// The request's reader.
    pub(crate) fn of<'a>(ctx: &'a Context<'_>) -> Result<&'a Self, GraphError> {
        ctx.data::<Self>().map_err(|error| GraphError::Internal {
            attempted: "find the caller of a request",
            source: error.message.into(),
        })
    }

    pub(crate) fn role(&self) -> Role {
        self.caller.role()
    }

    /// Today in Berlin, the same throughout the request.
    pub(crate) fn today(&self) -> Date {
        self.today
    }

    pub(crate) fn may(&self, operation: &str) -> bool {
        permission::allows(self.role(), operation)
    }

    pub(crate) fn token(&self) -> &BearerToken {
        &self.token
    }

    pub(crate) fn deps(&self) -> &Deps {
        &self.deps
    }

    /// The caller's municipality; a caller without one is refused.
    pub(crate) fn scope(&self) -> Result<&MunicipalityScope, GraphError> {
        self.caller
            .municipality()
            .map_err(|_error| GraphError::NotAllowed {
                operation: "municipality".to_owned(),
            })
    }

    /// The caller's state; a caller without one is refused.
    pub(crate) fn state(&self) -> Result<&StateScope, GraphError> {
        self.caller
            .state()
            .map_err(|_error| GraphError::NotAllowed {
                operation: "stateOverview".to_owned(),
            })
    }

    /// The day for which an answer is wanted: `as_of`, or today in Berlin.
    pub(crate) fn day(&self, as_of: Option<Date>) -> Result<Date, GraphError> {
        match as_of {
            Some(day) if !YEARS.contains(&day.year()) => Err(GraphError::InvalidArgument {
                argument: "asOf",
                reason: "ein Tag zwischen 1900 und 2200".into(),
            }),
            Some(day) => Ok(day),
            None => Ok(self.today),
        }
    }

    /// A connection for reading the caller's municipality.
    pub(crate) async fn connect(&self) -> Result<Connection<'_>, GraphError> {
        let scope = self.scope()?;
        let client = client(&self.deps.gateway).await?;
        Ok(Connection {
            client,
            scope,
            reader: self,
        })
    }

    /// A connection for reading the overview of the caller's state.
    pub(crate) async fn connect_to_state(&self) -> Result<StateConnection<'_>, GraphError> {
        let scope = self.state()?;
        let client = client(&self.deps.state).await?;
        Ok(StateConnection { client, scope })
    }
}

/// A year that can be meant.
pub(crate) fn year(argument: &'static str, year: i32) -> Result<i16, GraphError> {
    i16::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))
        .ok_or(GraphError::InvalidArgument {
            argument,
            reason: "ein Jahr zwischen 1900 und 2200".into(),
        })
}

pub(crate) async fn client(pool: &Pool) -> Result<Object, GraphError> {
    pool.get()
        .await
        .map_err(GraphError::internal("connect to the read tables"))
}

/// A connection whose next transaction belongs to the caller's municipality.
pub(crate) struct Connection<'r> {
    client: Object,
    scope: &'r MunicipalityScope,
    reader: &'r Reader,
}

impl Connection<'_> {
    /// Begins to read in the municipality's scope. There is nothing to commit: it ends when it is dropped.
    pub(crate) async fn begin(&mut self) -> Result<Reading<'_>, GraphError> {
        Ok(Reading {
            snapshot: Snapshot::begin(&mut self.client, &self.scope.municipality).await?,
            reader: self.reader,
        })
    }
}

async fn begin(client: &mut Object) -> Result<Transaction<'_>, GraphError> {
    client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await
        .map_err(GraphError::internal("begin a reading"))
}

/// One snapshot of the caller's municipality.
pub(crate) struct Reading<'c> {
    snapshot: Snapshot<'c>,
    reader: &'c Reader,
}

impl Reading<'_> {
    pub(crate) fn reader(&self) -> &Reader {
        self.reader
    }
}

impl<'c> Deref for Reading<'c> {
    type Target = Snapshot<'c>;

    fn deref(&self) -> &Snapshot<'c> {
        &self.snapshot
    }
}

/// One snapshot of one municipality, whoever looks: for a caller inside of his [`Reading`]. `crate::oparl` alone opens
/// one without a caller, and says there why it may.
pub(crate) struct Snapshot<'c> {
    transaction: Transaction<'c>,
    municipality: &'c MunicipalityId,
}

impl<'c> Snapshot<'c> {
    /// Begins to read in the municipality's scope.
    pub(crate) async fn begin(
        client: &'c mut Object,
        municipality: &'c MunicipalityId,
    ) -> Result<Self, GraphError> {
        let transaction = begin(client).await?;
        set_scope(&transaction, municipality)
            .await
            .map_err(GraphError::internal("scope a reading"))?;
        Ok(Self {
            transaction,
            municipality,
        })
    }
}

impl Snapshot<'_> {
    pub(crate) fn municipality(&self) -> &MunicipalityId {
        self.municipality
    }

    /// Rows of a statement whose `$1` is the municipality; `attempted` is for the log.
    pub(crate) async fn rows(
        &self,
        attempted: &'static str,
        sql: &'static str,
        params: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, GraphError> {
        let statement = self
            .transaction
            .prepare_cached(sql)
            .await
            .map_err(GraphError::internal(attempted))?;
        let municipality = self.municipality.as_str();
        let mut all: Vec<&(dyn ToSql + Sync)> = Vec::with_capacity(params.len() + 1);
        all.push(&municipality);
        all.extend(params);
        self.transaction
            .query(&statement, &all)
            .await
            .map_err(GraphError::internal(attempted))
    }

    /// The municipality's events up to a position, in order: what was known then.
    pub(crate) async fn events_until(
        &self,
        position: Position,
    ) -> Result<Vec<RecordedEvent>, GraphError> {
        let mut events: Vec<RecordedEvent> = Vec::new();
        loop {
            let from = events.last().map_or(0, |event| event.position);
            let batch = batch_in(&self.transaction, self.municipality, from)
                .await
                .map_err(GraphError::internal("read what was known at a position"))?;
            let ends = batch.last().is_none_or(|last| position <= last.position);
            events.extend(batch.into_iter().filter(|event| event.position <= position));
            if ends {
                return Ok(events);
            }
        }
    }

    /// Ids and views of an aggregate, these or all, by id.
    pub(crate) async fn views<V: Tabled>(
        &self,
        ids: Option<&[Uuid]>,
    ) -> Result<Vec<(Uuid, V)>, GraphError> {
        self.views_by(V::LOADING, V::VIEWS, ids).await
    }

    /// Ids and views of another statement, which takes ids as `$2`.
    pub(crate) async fn views_by<V>(
        &self,
        attempted: &'static str,
        sql: &'static str,
        ids: Option<&[Uuid]>,
    ) -> Result<Vec<(Uuid, V)>, GraphError>
    where
        V: for<'de> serde::Deserialize<'de>,
    {
        let rows = self.rows(attempted, sql, &[&ids]).await?;
        rows.iter()
            .map(|row| Ok((row.get("id"), view(row)?)))
            .collect()
    }

    /// The words of these entries.
    pub(crate) async fn entries(&self, mut ids: Vec<EntryId>) -> Result<Entries, GraphError> {
        ids.sort_unstable();
        ids.dedup();
        vault::read_in(&self.transaction, self.municipality, &ids)
            .await
            .map_err(GraphError::internal("look words up"))
    }
}

/// A connection whose next transaction belongs to the caller's state.
pub(crate) struct StateConnection<'r> {
    client: Object,
    scope: &'r StateScope,
}

impl StateConnection<'_> {
    /// Rows of one statement in the state's scope.
    pub(crate) async fn rows(
        &mut self,
        attempted: &'static str,
        sql: &'static str,
        params: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, GraphError> {
        let transaction = begin(&mut self.client).await?;
        let internal = || GraphError::internal(attempted);
        transaction
            .execute(
                "SELECT set_config('lotse.state', $1, true)",
                &[&self.scope.state.code()],
            )
            .await
            .map_err(internal())?;
        let statement = transaction.prepare_cached(sql).await.map_err(internal())?;
        transaction
            .query(&statement, params)
            .await
            .map_err(internal())
    }
}

/// Reads a row's `view`, which the projection wrote.
pub(crate) fn view<V>(row: &Row) -> Result<V, GraphError>
where
    V: for<'de> serde::Deserialize<'de>,
{
    row.try_get::<_, Json<V>>("view")
        .map(|Json(view)| view)
        .map_err(GraphError::internal("read a view"))
}
