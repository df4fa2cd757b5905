//! The words that came with an onward grant's facts. The aggregate keeps what decisions need; these stand in its history,
//! in the same order.

use std::collections::HashMap;

use funding::{OnwardGrant, OnwardGrantEvent};
use kernel::EntryId;

/// By kind of fact.
#[derive(Debug, Default)]
pub(super) struct Told {
    proofs: usize,
    /// What the examination said, by the proof's place among all.
    pub(super) examined: HashMap<usize, EntryId>,
    /// In the order in which the aggregate lists them.
    pub(super) revocations: Vec<Option<EntryId>>,
    /// Why a payment was reversed, by its number.
    pub(super) reversals: HashMap<u32, EntryId>,
}

impl Told {
    pub(super) fn of(view: &OnwardGrant) -> Self {
        let mut told = Self::default();
        for (_, event) in view.history.standing() {
            told.take(event);
        }
        told
    }

    fn take(&mut self, event: &OnwardGrantEvent) {
        match event {
            OnwardGrantEvent::OnwardProofRecorded(_) => self.proofs += 1,
            OnwardGrantEvent::OnwardProofExamined(e) => {
                let last = self.proofs.checked_sub(1);
                self.examined.extend(last.zip(e.text));
            }
            OnwardGrantEvent::OnwardGrantRevoked(e) => self.revocations.push(e.text),
            OnwardGrantEvent::OnwardPaymentReversed(e) => {
                self.reversals.insert(e.number, e.reason);
            }
            _ => {}
        }
    }

    /// Every text, to be looked up together.
    pub(super) fn entries(&self) -> Vec<EntryId> {
        let examined = self.examined.values().chain(self.reversals.values());
        let revoked = self.revocations.iter().flatten();
        examined.chain(revoked).copied().collect()
    }
}
