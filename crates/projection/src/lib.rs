//! The runner that carries a municipality's feed to whatever follows it: read tables and reactions.
//!
//! A [`Consumer`] turns events into rows (a projection) or into further commands (a reaction). A [`Runner`] gives it
//! one municipality's next events and commits what it wrote together with the new checkpoint.
//!
//! What it guarantees:
//! - **Exactly once.** Rows and checkpoint commit together. The checkpoint's row lock is lease and fence: any number
//!   of workers may run, and a killed one leaves nothing behind.
//! - **Nothing is skipped.** The checkpoint moves over what was scanned, in the dense order of the feed.
//! - **A poison event stops its stream only.** It and all later events of its stream are parked, in order; the others
//!   go on; [`Runner::resume`] applies what was parked once the code can.
//! - **Wake-ups are a courtesy.** A [`Poller`] looks at the heads every 25 ms; a notification makes it look at
//!   once. Lose every one, and answers get later, nothing more.
//!
//! To add a consumer: implement [`Consumer`], give it to a [`Runner`], let the process's [`Poller`] drive it.

mod poller;
mod reaction;
mod runner;

use std::fmt::Display;

use deadpool_postgres::Transaction;
use eventstore::{Position, RecordedEvent, StoreError};
use kernel::{MunicipalityId, StreamId};
use thiserror::Error;

pub use poller::{Drive, Poller};
pub use reaction::{Answer, Reacting, Reaction, Start};
pub use runner::{Runner, Step};

/// Whatever follows the feeds.
pub trait Consumer: Send + Sync + 'static {
    /// Its name in checkpoints and metrics; never reused for something else.
    fn name(&self) -> &'static str;

    /// Moves with every change of what it writes: a new version starts anew beside the old one.
    fn version(&self) -> i32;

    /// Where it begins in a municipality that it has not scanned yet.
    fn start(&self) -> Start {
        Start::Beginning
    }

    /// Applies events of one municipality, in order, inside the transaction that moves the checkpoint.
    ///
    /// The transaction has set its scope. An event that cannot be applied is not an error: it is returned as
    /// [`Parked`], with the earlier events of its stream applied and the later ones left alone.
    fn apply(
        &self,
        transaction: &Transaction<'_>,
        municipality: &MunicipalityId,
        events: &[RecordedEvent],
    ) -> impl Future<Output = Result<Vec<Parked>, ConsumerError>> + Send;
}

/// A stream that has to wait, and the event for which it waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    pub stream: StreamId,
    pub position: Position,
    /// For the operator: a type, a version, a field; never a payload.
    pub reason: String,
}

impl Parked {
    pub fn at(event: &RecordedEvent, reason: &impl Display) -> Self {
        Self {
            stream: event.stream,
            position: event.position,
            reason: reason.to_string(),
        }
    }
}

/// A technical failure: the transaction is rolled back and tried again later.
#[derive(Debug, Error)]
pub enum ConsumerError {
    #[error("connect to the database")]
    Connect(#[source] deadpool_postgres::PoolError),
    #[error("{doing}")]
    Database {
        doing: &'static str,
        #[source]
        source: tokio_postgres::Error,
    },
    #[error("follow the feed")]
    Store(#[from] StoreError),
    /// A failure of the consumer's own.
    #[error("{0}")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ConsumerError {
    /// `map_err(ConsumerError::database("write partners"))`
    pub fn database(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> Self {
        move |source| Self::Database { doing, source }
    }
}
