//! Whether something is told once more: a retry changes nothing and is not refused.
//!
//! Words do not count: who tells it again writes them into the vault again, under new ids.

use kernel::EntryId;
use uuid::Uuid;

use super::aggregate::Grant;
use super::event::*;

/// Stands for any words.
const WORDS: EntryId = EntryId(Uuid::nil());

impl Grant {
    /// True where this is recorded already, whatever its words.
    pub(super) fn holds(&self, event: &GrantEvent) -> bool {
        // The same decision of the same day counts anew where a later proof left something.
        if matches!(event, GrantEvent::RemainderDecided(_)) && self.undecided().cents() > 0 {
            return false;
        }
        let event = without_words(event.clone());
        let mut standing = self.history.standing();
        standing.any(|(_, known)| without_words(known.clone()) == event)
    }
}

fn without_words(mut event: GrantEvent) -> GrantEvent {
    match &mut event {
        GrantEvent::GrantApplied(e) => e.purpose = WORDS,
        GrantEvent::GrantRejected(e) => e.reason = None,
        GrantEvent::GrantAwarded(e) => {
            e.purpose = None;
            e.conditions.iter_mut().for_each(|known| known.text = WORDS);
        }
        GrantEvent::GrantNoticeAmended(e) => {
            e.conditions.iter_mut().for_each(|known| known.text = WORDS);
        }
        GrantEvent::GrantConditionFulfilled(e) => e.text = None,
        GrantEvent::DisbursementCancelled(e) => e.reason = WORDS,
        GrantEvent::FundsReceiptReversed(e) => e.reason = WORDS,
        GrantEvent::InterimReportSubmitted(e) => e.report = WORDS,
        GrantEvent::ProofOfUseExamined(e) => e.text = None,
        GrantEvent::GrantRevoked(e) => e.text = None,
        GrantEvent::RemainderDecided(e) => e.text = None,
        GrantEvent::RepaymentDemanded(e) => e.text = None,
        GrantEvent::RepaymentReversed(e) => e.reason = WORDS,
        // A proof is another one with another report; the others have no words.
        GrantEvent::ProofOfUseSubmitted(_)
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
    event
}
