//! What the municipality knows of those who stand on a list: now, or as it was known at a position.
//!
//! The read tables hold the latest knowledge. An issue must show what was known when it was issued, so it folds the
//! events up to its own position with the domains' `apply`: details that changed later keep their old entry, and what
//! was erased since is erased here too, because the words are looked up today. Whoever took his consent back since is
//! not shown either, whenever the issue went out.

use std::collections::BTreeMap;

use cqrs_es::Aggregate;
use eventstore::{Position, RecordedEvent};
use kernel::StoredEvent;
use membership::{ConsentState, Contact, Network, Office, Partner, Specialist};
use uuid::Uuid;

use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;

/// Views by id.
pub(super) type Views<V> = BTreeMap<Uuid, V>;

/// What is known.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) networks: Views<Network>,
    pub(super) partners: Views<Partner>,
    pub(super) contacts: Views<Contact>,
    pub(super) specialists: Views<Specialist>,
    pub(super) offices: Views<Office>,
    /// How it stands today with the consent of contacts and specialists.
    consents: BTreeMap<Uuid, ConsentState>,
}

impl Known {
    /// The latest knowledge.
    pub(super) async fn now(reading: &Reading<'_>) -> Result<Self, GraphError> {
        let mut known = Self {
            networks: reading.views(None).await?.into_iter().collect(),
            partners: reading.views(None).await?.into_iter().collect(),
            contacts: reading.views(None).await?.into_iter().collect(),
            specialists: reading.views(None).await?.into_iter().collect(),
            offices: reading.views(None).await?.into_iter().collect(),
            consents: BTreeMap::new(),
        };
        let today = reading.reader().today();
        let contacts = known.contacts.iter();
        let contacts = contacts.map(|(id, view)| (*id, view.consent_on(today)));
        let specialists = known.specialists.iter();
        let specialists = specialists.map(|(id, view)| (*id, view.consent_on(today)));
        known.consents = contacts.chain(specialists).collect();
        Ok(known)
    }

    /// What was known at a position, and how it stands with the consents today.
    pub(super) async fn at(reading: &Reading<'_>, position: Position) -> Result<Self, GraphError> {
        let mut known = Self::default();
        for event in reading.events_until(position).await? {
            known
                .learn(&event)
                .map_err(GraphError::internal("fold what was known at a position"))?;
        }
        let now = Self::now(reading).await?;
        known.consents = now.consents;
        let today = reading.reader().today();
        for (id, view) in now.contacts {
            // Consent that was struck since, where storing needs it, hides like one that was taken back.
            if view.erasure_due_since(today).is_some() {
                known.consents.insert(id, ConsentState::Withdrawn);
            }
        }
        Ok(known)
    }

    /// How it stands today with the consent of a contact or a specialist.
    pub(super) fn consent(&self, id: Uuid) -> ConsentState {
        let consent = self.consents.get(&id).copied();
        consent.unwrap_or(ConsentState::Missing)
    }

    fn learn(&mut self, event: &RecordedEvent) -> Result<(), eventstore::StoreError> {
        match event.stream.kind() {
            Network::TYPE => apply(&mut self.networks, event),
            Partner::TYPE => apply(&mut self.partners, event),
            Contact::TYPE => apply(&mut self.contacts, event),
            Specialist::TYPE => apply(&mut self.specialists, event),
            Office::TYPE => apply(&mut self.offices, event),
            // Nothing of the other streams stands on a list.
            _ => Ok(()),
        }
    }
}

fn apply<A>(views: &mut Views<A>, event: &RecordedEvent) -> Result<(), eventstore::StoreError>
where
    A: Aggregate<Event: StoredEvent>,
{
    let change = event.read::<A::Event>()?;
    views.entry(event.stream.id()).or_default().apply(change);
    Ok(())
}
