//! The words and papers that came with a grant's facts. The aggregate keeps what decisions need; these stand in its
//! history, in the same order.

use std::collections::HashMap;

use funding::{Grant, GrantEvent};
use kernel::{DocumentRef, EntryId};
use uuid::Uuid;

/// By kind of fact, each in the order in which the aggregate lists them.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) rejection: Option<EntryId>,
    pub(super) notices: Vec<Option<DocumentRef>>,
    pub(super) interim: Vec<Option<DocumentRef>>,
    pub(super) proofs: Vec<Option<DocumentRef>>,
    /// By the proof's place among all.
    pub(super) examined: HashMap<usize, EntryId>,
    pub(super) revocations: Vec<Option<EntryId>>,
    pub(super) remainders: Vec<Option<EntryId>>,
    pub(super) demands: Vec<Option<EntryId>>,
    /// Why or how, by the id of what it is said of: a condition, a call, a receipt, a payment.
    reasons: HashMap<Uuid, EntryId>,
}

impl Told {
    pub(super) fn of(view: &Grant) -> Self {
        let mut told = Self::default();
        for (_, event) in view.history.standing() {
            told.take(event);
        }
        told
    }

    fn take(&mut self, event: &GrantEvent) {
        match event {
            GrantEvent::GrantRejected(e) => self.rejection = e.reason,
            GrantEvent::GrantAwarded(e) => self.notices.push(e.notice),
            GrantEvent::GrantNoticeAmended(e) => self.notices.push(e.notice),
            GrantEvent::GrantConditionFulfilled(e) => {
                self.reasons
                    .extend(e.text.map(|text| (e.condition.0, text)));
            }
            GrantEvent::DisbursementCancelled(e) => {
                self.reasons.insert(e.disbursement.0, e.reason);
            }
            GrantEvent::FundsReceiptReversed(e) => {
                self.reasons.insert(e.receipt.0, e.reason);
            }
            GrantEvent::InterimReportSubmitted(e) => self.interim.push(e.document),
            GrantEvent::ProofOfUseSubmitted(e) => self.proofs.push(e.document),
            GrantEvent::ProofOfUseExamined(e) => {
                let last = self.proofs.len().checked_sub(1);
                self.examined.extend(last.zip(e.text));
            }
            GrantEvent::GrantRevoked(e) => self.revocations.push(e.text),
            GrantEvent::RemainderDecided(e) => self.remainders.push(e.text),
            GrantEvent::RepaymentDemanded(e) => self.demands.push(e.text),
            GrantEvent::RepaymentReversed(e) => {
                self.reasons.insert(e.payment.0, e.reason);
            }
            GrantEvent::GrantApplied(_)
            | GrantEvent::GrantAccepted(_)
            | GrantEvent::DisbursementRequested(_)
            | GrantEvent::FundsReceived(_)
            | GrantEvent::OnwardAmountReserved(_)
            | GrantEvent::OnwardAmountReleased(_)
            | GrantEvent::RemainderArrived(_)
            | GrantEvent::RemainderArrivalStruck(_)
            | GrantEvent::RepaymentMade(_)
            | GrantEvent::GrantClosed(_)
            | GrantEvent::GrantFactCorrected(_) => {}
        }
    }

    /// Why or how, of what has this id.
    pub(super) fn reason(&self, id: Uuid) -> Option<EntryId> {
        self.reasons.get(&id).copied()
    }

    /// Every text, to be looked up together.
    pub(super) fn entries(&self) -> impl Iterator<Item = EntryId> {
        let lists = [&self.revocations, &self.remainders, &self.demands];
        let listed = lists.into_iter().flatten().flatten();
        let kept = self.reasons.values().chain(self.examined.values());
        listed.chain(kept).chain(&self.rejection).copied()
    }
}
