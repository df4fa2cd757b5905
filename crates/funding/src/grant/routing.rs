//! Where a grant's command goes, what it reads and what comes with it.

use kernel::{Date, DocumentRef, DomainCommand, GrantId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectGrant {
    /// The command that should have been given, for this grant.
    pub(super) fn instead(&self) -> Option<GrantCommand> {
        let mut instead = self.replacement.clone().map(GrantCommand::from)?;
        if let GrantCommand::ApplyForGrant(c) = &mut instead {
            c.id = Some(self.grant);
        }
        Some(instead)
    }
}

impl GrantCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        Some(match self {
            Self::ApplyForGrant(c) => ("appliedOn", c.applied_on),
            Self::RecordGrantRejection(c) => ("rejectedOn", c.rejected_on),
            Self::RecordGrantNotice(c) => ("awardedOn", c.awarded_on),
            Self::AmendGrantNotice(c) => ("amendedOn", c.amended_on),
            Self::AcceptGrant(c) => ("acceptedOn", c.accepted_on),
            Self::FulfilGrantCondition(c) => ("fulfilledOn", c.fulfilled_on),
            Self::RequestDisbursement(c) => ("requestedOn", c.requested_on),
            Self::CancelDisbursement(c) => ("cancelledOn", c.cancelled_on),
            Self::RecordFundsReceived(c) => ("receivedOn", c.received_on),
            Self::ReverseFundsReceived(c) => ("reversedOn", c.reversed_on),
            Self::SubmitInterimReport(c) => ("submittedOn", c.submitted_on),
            Self::SubmitProofOfUse(c) => ("submittedOn", c.submitted_on),
            Self::RecordProofExamination(c) => ("examinedOn", c.examined_on),
            Self::RecordGrantRevocation(c) => ("revokedOn", c.revoked_on),
            Self::DecideGrantRemainder(c) => ("decidedOn", c.decided_on),
            Self::RecordRepaymentDemand(c) => ("demandedOn", c.demanded_on),
            Self::RecordGrantRepayment(c) => ("repaidOn", c.repaid_on),
            Self::ReverseGrantRepayment(c) => ("reversedOn", c.reversed_on),
            Self::CloseGrant(c) => ("closedOn", c.closed_on),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectGrant(_) => return None,
        })
    }
}

impl DomainCommand for GrantCommand {
    const STREAM: &'static str = "grant";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::ApplyForGrant(c) => c.id,
            Self::RecordGrantRejection(c) => Some(c.grant),
            Self::RecordGrantNotice(c) => Some(c.grant),
            Self::AmendGrantNotice(c) => Some(c.grant),
            Self::AcceptGrant(c) => Some(c.grant),
            Self::FulfilGrantCondition(c) => Some(c.grant),
            Self::RequestDisbursement(c) => Some(c.grant),
            Self::CancelDisbursement(c) => Some(c.grant),
            Self::RecordFundsReceived(c) => Some(c.grant),
            Self::ReverseFundsReceived(c) => Some(c.grant),
            Self::SubmitInterimReport(c) => Some(c.grant),
            Self::SubmitProofOfUse(c) => Some(c.grant),
            Self::RecordProofExamination(c) => Some(c.grant),
            Self::RecordGrantRevocation(c) => Some(c.grant),
            Self::DecideGrantRemainder(c) => Some(c.grant),
            Self::RecordRepaymentDemand(c) => Some(c.grant),
            Self::RecordGrantRepayment(c) => Some(c.grant),
            Self::ReverseGrantRepayment(c) => Some(c.grant),
            Self::CloseGrant(c) => Some(c.grant),
            Self::CorrectGrant(c) => Some(c.grant),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::ApplyForGrant(c) = self {
            c.id = Some(GrantId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::ApplyForGrant(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let programme = |id: kernel::ProgrammeId| StreamId::new("programme", id.0);
        match self {
            Self::ApplyForGrant(c) => vec![programme(c.programme)],
            Self::RecordGrantNotice(c) => vec![programme(c.programme)],
            Self::AmendGrantNotice(c) => vec![programme(c.programme)],
            Self::RecordRepaymentDemand(c) => vec![programme(c.programme)],
            Self::SubmitProofOfUse(c) => {
                let expenses = c.expenses.iter();
                let expenses = expenses.map(|id| StreamId::new("expense", id.0));
                let onward = c.onward_grants.iter();
                let onward = onward.map(|named| named.onward_grant.0);
                let onward = onward.map(|id| StreamId::new("onward-grant", id));
                expenses.chain(onward).collect()
            }
            Self::DecideGrantRemainder(c) => {
                // Its own stream is written, not read.
                let into = c.into.filter(|id| *id != c.grant);
                let into = into.map(|id| StreamId::new("grant", id.0));
                into.into_iter().collect()
            }
            Self::CorrectGrant(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::RecordGrantRejection(_)
            | Self::AcceptGrant(_)
            | Self::FulfilGrantCondition(_)
            | Self::RequestDisbursement(_)
            | Self::CancelDisbursement(_)
            | Self::RecordFundsReceived(_)
            | Self::ReverseFundsReceived(_)
            | Self::SubmitInterimReport(_)
            | Self::RecordProofExamination(_)
            | Self::RecordGrantRevocation(_)
            | Self::RecordGrantRepayment(_)
            | Self::ReverseGrantRepayment(_)
            | Self::CloseGrant(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let some = |text: &Option<kernel::NewText>| text.iter().map(VaultEntry::from).collect();
        let conditions = |conditions: &[NewGrantCondition]| -> Vec<VaultEntry> {
            conditions.iter().map(|c| (&c.text).into()).collect()
        };
        match self {
            Self::ApplyForGrant(c) => vec![(&c.purpose).into()],
            Self::RecordGrantRejection(c) => some(&c.reason),
            Self::RecordGrantNotice(c) => {
                let mut entries = conditions(&c.conditions);
                entries.extend(c.purpose.iter().map(VaultEntry::from));
                entries
            }
            Self::AmendGrantNotice(c) => conditions(&c.conditions),
            Self::FulfilGrantCondition(c) => some(&c.text),
            Self::CancelDisbursement(c) => vec![(&c.reason).into()],
            Self::ReverseFundsReceived(c) => vec![(&c.reason).into()],
            Self::SubmitInterimReport(c) => vec![(&c.report).into()],
            Self::SubmitProofOfUse(c) => vec![(&c.report).into()],
            Self::RecordProofExamination(c) => some(&c.text),
            Self::RecordGrantRevocation(c) => some(&c.text),
            Self::DecideGrantRemainder(c) => some(&c.text),
            Self::RecordRepaymentDemand(c) => some(&c.text),
            Self::ReverseGrantRepayment(c) => vec![(&c.reason).into()],
            Self::CorrectGrant(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::AcceptGrant(_)
            | Self::RequestDisbursement(_)
            | Self::RecordFundsReceived(_)
            | Self::RecordGrantRepayment(_)
            | Self::CloseGrant(_) => Vec::new(),
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        let named = match self {
            Self::RecordGrantNotice(c) => c.notice,
            Self::AmendGrantNotice(c) => c.notice,
            Self::SubmitInterimReport(c) => c.document,
            Self::SubmitProofOfUse(c) => c.document,
            Self::CorrectGrant(c) => {
                return c.instead().map_or_else(Vec::new, |c| c.documents());
            }
            Self::ApplyForGrant(_)
            | Self::RecordGrantRejection(_)
            | Self::AcceptGrant(_)
            | Self::FulfilGrantCondition(_)
            | Self::RequestDisbursement(_)
            | Self::CancelDisbursement(_)
            | Self::RecordFundsReceived(_)
            | Self::ReverseFundsReceived(_)
            | Self::RecordProofExamination(_)
            | Self::RecordGrantRevocation(_)
            | Self::DecideGrantRemainder(_)
            | Self::RecordRepaymentDemand(_)
            | Self::RecordGrantRepayment(_)
            | Self::ReverseGrantRepayment(_)
            | Self::CloseGrant(_) => None,
        };
        named.into_iter().collect()
    }
}
