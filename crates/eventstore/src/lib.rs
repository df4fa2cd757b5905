//! The event store: the only crate with SQL on events.
//!
//! Every municipality has its own store: a dense, commit-ordered sequence of events from position 1, chained by
//! hashes. All services append to it through one function of the database, [`EventStore::append`]; everybody else
//! follows it from a position on, [`EventStore::feed`].
//!
//! What it guarantees:
//! - **Dense and in commit order.** The append holds the municipality's head row, its one lock, until it commits. A
//!   reader that asks for `position > n` misses nothing and sees nothing twice.
//! - **Serializable decisions.** An append names the versions that its decision rests on, of its own and of any other
//!   stream; under the lock they are compared, and a difference is [`Outcome::Conflict`].
//! - **Once.** A key stands in the first event of the command that it carried: the same command again is
//!   [`Outcome::Replayed`], another one with the same key is [`Outcome::KeyReused`].
//! - **Both or neither.** Events, [claims](kernel::Claim) and [vault entries](kernel::VaultEntry) of a command are
//!   written together.
//! - **Tampering is found.** [`EventStore::verify`] recomputes the chain from the stored bytes.
//!
//! Rejected: a global order over municipalities (every reader would wait for the slowest writer), sequences with gap
//! detection (a reader must guess whether a hole will be filled), snapshots (streams are short).
//!
//! | room | what lives there |
//! |---|---|
//! | [`database`] | roles and pools |
//! | [`migrate`] | the schema: roles, migrations, their order |
//! | [`mod@append`] | writing |
//! | [`mod@load`] | the streams that a decision needs, and what its key already did |
//! | [`mod@feed`] | following a municipality |
//! | [`mod@verify`] | the hash chain |

pub mod append;
pub mod database;
mod error;
pub mod event;
pub mod feed;
pub mod load;
pub mod migrate;
pub mod verify;

use deadpool_postgres::Pool;

pub use append::{Append, NewEvent, Outcome, append_in};
pub use database::DatabaseRole;
pub use error::StoreError;
pub use event::{Metadata, Position, RecordedEvent};
pub use load::{Loaded, Prior};
pub use verify::{Fault, Verdict};

/// A municipality's events, seen with the rights of one database role.
#[derive(Clone, Debug)]
pub struct EventStore {
    pool: Pool,
}

impl EventStore {
    pub fn new(pool: Pool) -> Self {
        Self { pool }
    }

    /// The pool, for whoever keeps rows of his own in the same transactions (projections, reactions).
    pub fn pool(&self) -> &Pool {
        &self.pool
    }
}
