//! The municipality as an aggregate: onboarded once, its keys and its policies dated.
//!
//! Its stream is the first of its store and has a fixed id ([`stream`]), so that every decision can name it
//! among the streams that it rests on. State and key change in reforms, the id never does.

mod aggregate;
mod command;
mod error;
mod event;

use kernel::{MunicipalityId, StreamId};
use uuid::Uuid;

pub use aggregate::{AdoptedPolicy, AssignedKey, Municipality};
pub use command::{AdoptPolicy, AssignRegionalKey, MunicipalityCommand, OnboardMunicipality};
pub use error::MunicipalityRefusal;
pub use event::{MunicipalityEvent, MunicipalityOnboarded, PolicyAdopted, RegionalKeyAssigned};

/// The stream of the municipality in its own store.
pub fn stream(municipality: &MunicipalityId) -> StreamId {
    StreamId::new("municipality", stream_uuid(municipality))
}

fn stream_uuid(municipality: &MunicipalityId) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, municipality.as_str().as_bytes())
}
