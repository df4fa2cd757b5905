//! Where a command goes and what comes with it.

use kernel::{DocumentRef, DomainCommand, NewText, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::{AgreementCommand, DraftAgreement};

impl DomainCommand for AgreementCommand {
    const STREAM: &'static str = "agreement";

    fn target(&self) -> Option<Uuid> {
        let agreement = match self {
            Self::DraftAgreement(command) => return command.id.map(|id| id.0),
            Self::AddParty(command) => command.agreement,
            Self::RemoveParty(command) => command.agreement,
            Self::FillVariables(command) => command.agreement,
            Self::OfferAgreement(command) => command.agreement,
            Self::SignAgreement(command) => command.agreement,
            Self::ReceiveNotice(command) => command.agreement,
            Self::WithdrawNotice(command) => command.agreement,
            Self::ProposeAmendment(command) => command.agreement,
            Self::SignAmendment(command) => command.agreement,
            Self::RequireReview(command) => command.agreement,
            Self::RecordReview(command) => command.agreement,
            Self::RenewAgreement(command) => command.agreement,
            Self::DenyExtension(command) => command.agreement,
            Self::SupersedeAgreement(command) => command.agreement,
            Self::LinkUntouched(command) => command.agreement,
            Self::RecordProtectionContent(command) => command.agreement,
            Self::CorrectAgreement(command) => command.agreement,
        };
        Some(agreement.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::DraftAgreement(command) = self {
            command.id = Some(id.into());
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::DraftAgreement(_))
    }

    /// A correction rests on what the command rests on that should have been given.
    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::DraftAgreement(DraftAgreement {
                network, framework, ..
            }) => [StreamId::new("network", network.0)]
                .into_iter()
                .chain(framework.map(|id| StreamId::new("framework", id.0)))
                .collect(),
            Self::AddParty(command) => command
                .partner
                .map(|partner| StreamId::new("partner", partner.0))
                .into_iter()
                .collect(),
            // The agreement itself is loaded as the target; naming it as its own successor is refused.
            Self::SupersedeAgreement(command) => vec![StreamId::new("agreement", command.by.0)],
            Self::LinkUntouched(command) => vec![StreamId::new("agreement", command.other.0)],
            Self::CorrectAgreement(command) => command
                .instead()
                .map_or_else(Vec::new, |command| command.reads()),
            Self::RemoveParty(_)
            | Self::FillVariables(_)
            | Self::OfferAgreement(_)
            | Self::SignAgreement(_)
            | Self::ReceiveNotice(_)
            | Self::WithdrawNotice(_)
            | Self::ProposeAmendment(_)
            | Self::SignAmendment(_)
            | Self::RequireReview(_)
            | Self::RecordReview(_)
            | Self::RenewAgreement(_)
            | Self::DenyExtension(_)
            | Self::RecordProtectionContent(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        fn texts<const N: usize>(texts: [Option<&NewText>; N]) -> Vec<VaultEntry> {
            texts.into_iter().flatten().map(VaultEntry::from).collect()
        }
        match self {
            Self::DraftAgreement(command) => {
                texts([command.title.as_ref(), command.project_name.as_ref()])
            }
            Self::AddParty(command) => command.institution.iter().map(VaultEntry::from).collect(),
            Self::FillVariables(command) => command
                .values
                .iter()
                .map(|filled| VaultEntry::from(&filled.value))
                .collect(),
            Self::SignAgreement(command) => {
                texts([command.place.as_ref(), command.signatory_function.as_ref()])
            }
            Self::ReceiveNotice(command) => texts([command.reason.as_ref()]),
            Self::WithdrawNotice(command) => texts([command.reason.as_ref()]),
            Self::ProposeAmendment(command) => texts([Some(&command.summary)]),
            Self::CorrectAgreement(command) => {
                let mut entries = command
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&command.reason).into());
                entries
            }
            Self::RemoveParty(_)
            | Self::OfferAgreement(_)
            | Self::SignAmendment(_)
            | Self::RequireReview(_)
            | Self::RecordReview(_)
            | Self::RenewAgreement(_)
            | Self::DenyExtension(_)
            | Self::SupersedeAgreement(_)
            | Self::LinkUntouched(_)
            | Self::RecordProtectionContent(_) => Vec::new(),
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        match self {
            Self::SignAgreement(command) => command.document.into_iter().collect(),
            Self::ReceiveNotice(command) => command.document.into_iter().collect(),
            Self::CorrectAgreement(command) => command
                .instead()
                .map_or_else(Vec::new, |command| command.documents()),
            Self::DraftAgreement(_)
            | Self::AddParty(_)
            | Self::RemoveParty(_)
            | Self::FillVariables(_)
            | Self::OfferAgreement(_)
            | Self::WithdrawNotice(_)
            | Self::ProposeAmendment(_)
            | Self::SignAmendment(_)
            | Self::RequireReview(_)
            | Self::RecordReview(_)
            | Self::RenewAgreement(_)
            | Self::DenyExtension(_)
            | Self::SupersedeAgreement(_)
            | Self::LinkUntouched(_)
            | Self::RecordProtectionContent(_) => Vec::new(),
        }
    }
}
