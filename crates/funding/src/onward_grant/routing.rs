//! Where an onward grant's command goes and what comes with it.

use kernel::{Date, DocumentRef, DomainCommand, NewText, OnwardGrantId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectOnwardGrant {
    /// The command that should have been given, for this onward grant.
    pub(super) fn instead(&self) -> Option<OnwardGrantCommand> {
        let mut instead = self.replacement.clone().map(OnwardGrantCommand::from)?;
        if let OnwardGrantCommand::AwardOnwardGrant(c) = &mut instead {
            c.id = Some(self.onward_grant);
        }
        Some(instead)
    }
}

impl OnwardGrantCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        Some(match self {
            Self::AwardOnwardGrant(c) => ("awardedOn", c.awarded_on),
            Self::AmendOnwardGrant(c) => ("amendedOn", c.amended_on),
            Self::FulfilOnwardCondition(c) => ("fulfilledOn", c.fulfilled_on),
            Self::DisburseOnwardGrant(c) => ("paidOn", c.paid_on),
            Self::ReverseOnwardPayment(c) => ("reversedOn", c.reversed_on),
            Self::RecordOnwardProof(c) => ("submittedOn", c.submitted_on),
            Self::ExamineOnwardProof(c) => ("examinedOn", c.examined_on),
            Self::RevokeOnwardGrant(c) => ("revokedOn", c.revoked_on),
            Self::DemandOnwardRepayment(c) => ("demandedOn", c.demanded_on),
            Self::RecordOnwardRepayment(c) => ("repaidOn", c.repaid_on),
            Self::CloseOnwardGrant(c) => ("closedOn", c.closed_on),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectOnwardGrant(_) => return None,
        })
    }
}

impl DomainCommand for OnwardGrantCommand {
    const STREAM: &'static str = "onward-grant";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::AwardOnwardGrant(c) => c.id,
            Self::AmendOnwardGrant(c) => Some(c.onward_grant),
            Self::FulfilOnwardCondition(c) => Some(c.onward_grant),
            Self::DisburseOnwardGrant(c) => Some(c.onward_grant),
            Self::ReverseOnwardPayment(c) => Some(c.onward_grant),
            Self::RecordOnwardProof(c) => Some(c.onward_grant),
            Self::ExamineOnwardProof(c) => Some(c.onward_grant),
            Self::RevokeOnwardGrant(c) => Some(c.onward_grant),
            Self::DemandOnwardRepayment(c) => Some(c.onward_grant),
            Self::RecordOnwardRepayment(c) => Some(c.onward_grant),
            Self::CloseOnwardGrant(c) => Some(c.onward_grant),
            Self::CorrectOnwardGrant(c) => Some(c.onward_grant),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::AwardOnwardGrant(c) = self {
            c.id = Some(OnwardGrantId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::AwardOnwardGrant(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::AwardOnwardGrant(c) => {
                let mut reads = vec![c.source.stream(), StreamId::new("partner", c.partner.0)];
                reads.extend(c.project.map(|id| StreamId::new("project", id.0)));
                reads.extend(c.site.map(|id| StreamId::new("site", id.0)));
                reads
            }
            Self::AmendOnwardGrant(c) => vec![c.source.stream()],
            Self::CloseOnwardGrant(c) => vec![c.source.stream()],
            Self::CorrectOnwardGrant(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::FulfilOnwardCondition(_)
            | Self::DisburseOnwardGrant(_)
            | Self::ReverseOnwardPayment(_)
            | Self::RecordOnwardProof(_)
            | Self::ExamineOnwardProof(_)
            | Self::RevokeOnwardGrant(_)
            | Self::DemandOnwardRepayment(_)
            | Self::RecordOnwardRepayment(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let some = |text: &Option<NewText>| text.iter().map(VaultEntry::from).collect();
        match self {
            Self::AwardOnwardGrant(c) => {
                let conditions = c.conditions.iter().map(|condition| &condition.text);
                let words = [&c.purpose].into_iter().chain(conditions);
                words.map(VaultEntry::from).collect()
            }
            Self::ReverseOnwardPayment(c) => vec![(&c.reason).into()],
            Self::RecordOnwardProof(c) => some(&c.report),
            Self::ExamineOnwardProof(c) => some(&c.text),
            Self::RevokeOnwardGrant(c) => some(&c.text),
            Self::CorrectOnwardGrant(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::AmendOnwardGrant(_)
            | Self::FulfilOnwardCondition(_)
            | Self::DisburseOnwardGrant(_)
            | Self::DemandOnwardRepayment(_)
            | Self::RecordOnwardRepayment(_)
            | Self::CloseOnwardGrant(_) => Vec::new(),
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        match self {
            Self::AwardOnwardGrant(c) => c.notice.into_iter().collect(),
            Self::AmendOnwardGrant(c) => c.notice.into_iter().collect(),
            Self::DisburseOnwardGrant(c) => c.document.into_iter().collect(),
            Self::RecordOnwardProof(c) => c.document.into_iter().collect(),
            Self::CorrectOnwardGrant(c) => c.instead().map_or_else(Vec::new, |c| c.documents()),
            Self::FulfilOnwardCondition(_)
            | Self::ReverseOnwardPayment(_)
            | Self::ExamineOnwardProof(_)
            | Self::RevokeOnwardGrant(_)
            | Self::DemandOnwardRepayment(_)
            | Self::RecordOnwardRepayment(_)
            | Self::CloseOnwardGrant(_) => Vec::new(),
        }
    }
}
