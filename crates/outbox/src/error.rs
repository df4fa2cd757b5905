use deadpool_postgres::PoolError;
use eventstore::StoreError;
use thiserror::Error;
use uuid::Uuid;

/// A technical failure of the outbox. No address stands in it.
#[derive(Debug, Error)]
pub enum OutboxError {
    #[error("connect to the outbox")]
    Connect(#[source] PoolError),
    #[error("{doing}")]
    Database {
        doing: &'static str,
        #[source]
        source: tokio_postgres::Error,
    },
    #[error("scope the outbox")]
    Scope(#[from] StoreError),
    #[error("table `outbox.letter` holds a row that cannot be: {what} (letter {letter})")]
    ImpossibleRow { letter: Uuid, what: &'static str },
}

impl OutboxError {
    pub(crate) fn database(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> Self {
        move |source| Self::Database { doing, source }
    }
}
