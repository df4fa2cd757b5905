//! What was recorded, as one transaction sees it: up to a position, or as it is now.

use deadpool_postgres::Transaction;
use eventstore::load::{Fold, load_in_transaction};
use eventstore::{Loaded, Position, StoreError};
use kernel::{EntryId, MunicipalityId, StreamId};
use vault::{Entries, VaultError};

/// A municipality's store inside a transaction that has set its scope.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) transaction: &'a Transaction<'a>,
    pub(crate) municipality: &'a MunicipalityId,
}

impl Desk<'_> {
    pub(crate) async fn load(&self, streams: &[StreamId]) -> Result<Loaded, StoreError> {
        load_in_transaction(self.transaction, self.municipality, streams).await
    }

    pub(crate) async fn words(&self, ids: &[EntryId]) -> Result<Entries, VaultError> {
        vault::read_in(self.transaction, self.municipality, ids).await
    }
}

/// A stream as it was when the event at `position` had been recorded.
pub(crate) fn until<A>(
    loaded: &Loaded,
    stream: &StreamId,
    position: Position,
) -> Result<A, StoreError>
where
    A: Default + Fold,
{
    let mut aggregate = A::default();
    for event in loaded.stream(stream) {
        if event.position > position {
            break;
        }
        aggregate.fold(event.read()?);
    }
    Ok(aggregate)
}
