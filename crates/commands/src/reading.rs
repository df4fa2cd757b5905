//! What a service shows to somebody without an account: streams and words of one municipality, read straight from the
//! store and the vault with the service's own rights.

use eventstore::{Loaded, StoreError};
use kernel::{Date, EntryId, Institution, MunicipalityId, StreamId, Text};
use municipality::Municipality;
use serde::de::DeserializeOwned;
use service_kit::problem::Problem;
use vault::{Entries, Entry, VaultError};

use crate::Commands;

/// Reads for a link of this municipality.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    pub commands: &'a Commands,
    pub municipality: &'a MunicipalityId,
}

impl Reading<'_> {
    /// The business date.
    pub fn today(self) -> Date {
        self.commands.clock().today()
    }

    /// Streams of the municipality as they are now, and what `key` already did.
    pub async fn load(self, streams: &[StreamId], key: Option<&str>) -> Result<Loaded, Problem> {
        self.commands
            .store()
            .load(self.municipality, streams, key)
            .await
            .map_err(|error| in_store(&error))
    }

    /// The entry of the municipality's name; its stream was loaded.
    pub fn name(self, loaded: &Loaded) -> Result<Option<EntryId>, Problem> {
        let stream = municipality::stream(self.municipality);
        let tenant: Municipality = loaded.fold(&stream).map_err(|error| in_store(&error))?;
        Ok(tenant.name())
    }

    /// Words out of the vault; ids that are absent are left out.
    pub async fn words(
        self,
        ids: impl IntoIterator<Item = Option<EntryId>>,
    ) -> Result<Words, Problem> {
        let ids: Vec<EntryId> = ids.into_iter().flatten().collect();
        let entries = self.commands.vault().read_all(self.municipality, &ids);
        Ok(Words(entries.await.map_err(|error| in_vault(&error))?))
    }
}

/// Words out of the vault, for the ids that streams hold.
#[derive(Debug)]
pub struct Words(Entries);

impl Words {
    /// An entry's content; `None` where there is none or it was erased.
    pub fn kept<C: DeserializeOwned>(&self, id: Option<EntryId>) -> Result<Option<C>, Problem> {
        let Some(id) = id else { return Ok(None) };
        let entry = self.0.get(id).map_err(|error| in_vault(&error))?;
        Ok(entry.and_then(Entry::kept))
    }

    pub fn text(&self, id: Option<EntryId>) -> Result<Option<String>, Problem> {
        Ok(self.kept::<Text>(id)?.map(|text| text.0))
    }

    /// An institution's name.
    pub fn institution(&self, id: Option<EntryId>) -> Result<Option<String>, Problem> {
        let institution = self.kept::<Institution>(id)?;
        Ok(institution.map(|institution| institution.name))
    }
}

/// A stream that cannot be loaded or read.
pub fn in_store(error: &StoreError) -> Problem {
    Problem::fault("load what a link is about", error)
}

fn in_vault(error: &VaultError) -> Problem {
    Problem::fault("look up what a link is about", error)
}
