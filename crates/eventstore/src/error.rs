use deadpool_postgres::PoolError;
use kernel::{MunicipalityId, StreamId, UnreadableEvent};
use thiserror::Error;
use tokio_postgres::error::SqlState;

use crate::event::Position;

/// A technical failure of the store. Expected outcomes are values, see [`Outcome`](crate::Outcome).
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("connect to the database")]
    Connect(#[source] PoolError),
    #[error("{doing}")]
    Database {
        doing: &'static str,
        #[source]
        source: tokio_postgres::Error,
    },
    #[error("municipality `{0}` has no store")]
    UnknownMunicipality(MunicipalityId),
    #[error("read event {position} of `{municipality}`")]
    Unreadable {
        municipality: MunicipalityId,
        position: Position,
        #[source]
        source: UnreadableEvent,
    },
    #[error("read the events of `{stream}`")]
    UnreadableStream {
        stream: StreamId,
        #[source]
        source: UnreadableEvent,
    },
    #[error("table `{table}` holds a row that cannot be: {what} (key {key})")]
    ImpossibleRow {
        table: &'static str,
        key: String,
        what: &'static str,
    },
    #[error("write stream `{stream}`")]
    Payload {
        stream: StreamId,
        #[source]
        source: serde_json::Error,
    },
    #[error("the append's answer is not what was agreed")]
    Answer(#[source] serde_json::Error),
    #[error("migrate the database")]
    Migrate(#[source] refinery::Error),
}

impl StoreError {
    pub(crate) fn database(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> Self {
        move |source| Self::Database { doing, source }
    }

    /// True where something stored is not what this code can read.
    pub fn is_unreadable(&self) -> bool {
        matches!(
            self,
            Self::Unreadable { .. } | Self::UnreadableStream { .. } | Self::ImpossibleRow { .. }
        )
    }

    /// True where the caller cannot know whether his append was committed; with the same key he may try again.
    pub fn is_unknown_commit(&self) -> bool {
        match self {
            Self::Connect(_) => true,
            Self::Database { source, .. } => source.code().is_none_or(is_outage),
            _ => false,
        }
    }
}

/// States of a server that goes away, is not there yet or is not the one that writes any more.
fn is_outage(state: &SqlState) -> bool {
    [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::QUERY_CANCELED,
        SqlState::READ_ONLY_SQL_TRANSACTION,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        SqlState::DISK_FULL,
    ]
    .contains(state)
}
