//! Where to look: which contacts a partner ever named, which partners were merged, which offices there are.
//!
//! A contact names its partner, not the other way round, so that only the whole feed tells whom a partner has. It is read
//! once by each process and followed from there; what is kept are ids. It says where to look and nothing more: whether a
//! contact still speaks for a partner is asked of the contact's own stream every time.
//!
//! (Rejected: a table of its own. It would be a second projection with a checkpoint to wait for, where this is a few
//! thousand ids that are right by construction.)

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use eventstore::{Position, RecordedEvent, StoreError, feed};
use kernel::{ContactId, MunicipalityId, OfficeId, PartnerId, StreamId};
use membership::contact::ContactEvent;
use membership::partner::PartnerEvent;

use crate::desk::Desk;

/// What is known of every municipality that was asked for.
#[derive(Debug, Default)]
pub(crate) struct Directory(Mutex<HashMap<MunicipalityId, Arc<Known>>>);

/// Where to look in one municipality.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    scanned: Position,
    contacts: BTreeMap<PartnerId, BTreeSet<ContactId>>,
    /// Partners that were ever merged with each other, in both directions.
    merged: BTreeMap<PartnerId, BTreeSet<PartnerId>>,
    offices: BTreeSet<OfficeId>,
}

impl Directory {
    /// Everything up to what the desk's transaction sees.
    pub(crate) async fn known(&self, desk: &Desk<'_>) -> Result<Arc<Known>, StoreError> {
        let mut known = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(desk.municipality)
            .cloned()
            .unwrap_or_default();
        let before = known.scanned;
        loop {
            let from = known.scanned;
            let batch = feed::batch_in(desk.transaction, desk.municipality, from).await?;
            if batch.is_empty() {
                break;
            }
            let learning = Arc::make_mut(&mut known);
            for event in &batch {
                learning.learn(event)?;
            }
        }
        if known.scanned > before {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let kept = all.entry(desk.municipality.clone()).or_default();
            if kept.scanned < known.scanned {
                *kept = known.clone();
            }
        }
        Ok(known)
    }
}

impl Known {
    fn learn(&mut self, event: &RecordedEvent) -> Result<(), StoreError> {
        match (event.stream.kind(), event.event_type.as_str()) {
            ("contact", "ContactDesignated" | "ContactFactCorrected") => {
                let contact = ContactId(event.stream.id());
                if let Some(partner) = designated_by(&event.read()?) {
                    self.contacts.entry(partner).or_default().insert(contact);
                }
            }
            ("partner", "MergedInto" | "PartnerFactCorrected") => {
                let duplicate = PartnerId(event.stream.id());
                if let Some(stays) = merged_into(&event.read()?) {
                    self.merged.entry(duplicate).or_default().insert(stays);
                    self.merged.entry(stays).or_default().insert(duplicate);
                }
            }
            ("office", _) => {
                self.offices.insert(OfficeId(event.stream.id()));
            }
            _ => {}
        }
        self.scanned = event.position;
        Ok(())
    }

    /// The partner with everyone with whom it was ever merged, and with whom those were.
    pub(crate) fn merged_with(&self, partner: PartnerId) -> BTreeSet<PartnerId> {
        let mut found = BTreeSet::from([partner]);
        let mut next = vec![partner];
        while let Some(partner) = next.pop() {
            for other in self.merged.get(&partner).into_iter().flatten() {
                if found.insert(*other) {
                    next.push(*other);
                }
            }
        }
        found
    }

    /// Every contact that the partner ever named.
    pub(crate) fn contacts_of(&self, partner: PartnerId) -> impl Iterator<Item = ContactId> {
        let contacts = self.contacts.get(&partner).into_iter().flatten();
        contacts.copied()
    }

    pub(crate) fn offices(&self) -> Vec<StreamId> {
        let offices = self.offices.iter();
        offices
            .map(|office| StreamId::new("office", office.0))
            .collect()
    }
}

/// The partner that a contact speaks for, where the event says so.
fn designated_by(event: &ContactEvent) -> Option<PartnerId> {
    match event {
        ContactEvent::ContactDesignated(designated) => Some(designated.partner),
        ContactEvent::ContactFactCorrected(corrected) => {
            designated_by(corrected.replacement.as_deref()?)
        }
        _ => None,
    }
}

/// The partner that stays, where the event says that this one is a duplicate.
fn merged_into(event: &PartnerEvent) -> Option<PartnerId> {
    match event {
        PartnerEvent::MergedInto(merged) => Some(merged.partner),
        PartnerEvent::PartnerFactCorrected(corrected) => {
            merged_into(corrected.replacement.as_deref()?)
        }
        _ => None,
    }
}
