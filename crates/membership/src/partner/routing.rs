//! Where a partner's command goes and what comes with it.

use std::collections::BTreeSet;

use kernel::{Claim, Date, DocumentRef, DomainCommand, NetworkId, PartnerId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::PartnerCommand;

impl PartnerCommand {
    /// Names of the commands that only a reaction sends; no route offers them.
    pub const INTERNAL: &'static [&'static str] = &["note-signature", "note-signature-correction"];

    /// The field and the day of the fact that the command records, `occurredOn` where it names no day of its own;
    /// such a day cannot lie ahead.
    ///
    /// The end of a membership is not among them, and neither is a resource: both are announced.
    pub fn recorded_on(&self, occurred_on: Date) -> Option<(&'static str, Date)> {
        match self {
            Self::RequestMembership(c) => Some(("requestedOn", c.requested_on)),
            Self::RenewRequest(c) => Some(("requestedOn", c.requested_on)),
            Self::ClarifyRequest(c) => Some(("clarifiedOn", c.clarified_on)),
            Self::SubmitProfile(c) => Some(("submittedOn", c.submitted_on)),
            Self::AttestEligibility(c) => Some(("attestedOn", c.attested_on)),
            Self::AdmitPartner(c) => Some(("admittedOn", c.admitted_on)),
            Self::DeclineRequest(c) => Some(("declinedOn", c.declined_on)),
            Self::ReadmitPartner(c) => Some(("admittedOn", c.admitted_on)),
            Self::ChangeOperator(c) => Some(("since", c.since.first_day())),
            Self::NameOperator(c) => Some(("since", c.since.first_day())),
            Self::ReleaseOperator(c) => Some(("since", c.since.first_day())),
            Self::ChangeKind(c) => Some(("since", c.since.first_day())),
            Self::AssignSite(c) => Some(("since", c.since.first_day())),
            Self::LeaveSite(c) => Some(("since", c.since.first_day())),
            Self::JoinNetwork(c) => Some(("since", c.since.first_day())),
            Self::LeaveNetwork(c) => Some(("since", c.since.first_day())),
            Self::NoteSignature(c) => Some(("signedOn", c.signed_on)),
            Self::NoteSignatureCorrection(c) => c.signed_on.map(|on| ("signedOn", on)),
            Self::AssignSector(_) | Self::RemoveSector(_) | Self::RenamePartner(_) => {
                Some(("occurredOn", occurred_on))
            }
            Self::RecordParticipation(c) => Some(("heldOn", c.held_on)),
            Self::RecordStaffTraining(c) => Some(("heldOn", c.held_on)),
            Self::RecordPresentation(c) => Some(("presentedOn", c.presented_on)),
            Self::AttestParentParticipation(c) => Some(("attestedOn", c.attested_on)),
            Self::MergeDuplicate(c) => Some(("mergedOn", c.merged_on)),
            Self::CorrectPartner(c) => c.instead().and_then(|c| c.recorded_on(occurred_on)),
            Self::EndMembership(_) | Self::OfferResource(_) | Self::WithdrawResource(_) => None,
        }
    }

    fn partner(&self) -> Option<PartnerId> {
        match self {
            Self::RequestMembership(c) => c.id,
            Self::RenewRequest(c) => Some(c.partner),
            Self::ClarifyRequest(c) => Some(c.partner),
            Self::SubmitProfile(c) => Some(c.partner),
            Self::AttestEligibility(c) => Some(c.partner),
            Self::AdmitPartner(c) => Some(c.partner),
            Self::DeclineRequest(c) => Some(c.partner),
            Self::EndMembership(c) => Some(c.partner),
            Self::ReadmitPartner(c) => Some(c.partner),
            Self::AssignSector(c) => Some(c.partner),
            Self::RemoveSector(c) => Some(c.partner),
            Self::ChangeOperator(c) => Some(c.partner),
            Self::AssignSite(c) => Some(c.partner),
            Self::LeaveSite(c) => Some(c.partner),
            Self::JoinNetwork(c) => Some(c.partner),
            Self::LeaveNetwork(c) => Some(c.partner),
            Self::RenamePartner(c) => Some(c.partner),
            Self::NameOperator(c) => Some(c.partner),
            Self::ReleaseOperator(c) => Some(c.partner),
            Self::ChangeKind(c) => Some(c.partner),
            Self::NoteSignature(c) => Some(c.partner),
            Self::NoteSignatureCorrection(c) => Some(c.partner),
            Self::OfferResource(c) => Some(c.partner),
            Self::WithdrawResource(c) => Some(c.partner),
            Self::RecordParticipation(c) => Some(c.partner),
            Self::RecordStaffTraining(c) => Some(c.partner),
            Self::RecordPresentation(c) => Some(c.partner),
            Self::AttestParentParticipation(c) => Some(c.partner),
            Self::MergeDuplicate(c) => Some(c.duplicate),
            Self::CorrectPartner(c) => Some(c.partner),
        }
    }
}

impl DomainCommand for PartnerCommand {
    const STREAM: &'static str = "partner";

    fn target(&self) -> Option<Uuid> {
        self.partner().map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::RequestMembership(c) = self {
            c.id = Some(PartnerId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RequestMembership(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let networks = |named: &[NetworkId]| {
            let named: BTreeSet<_> = named.iter().collect();
            named
                .into_iter()
                .map(|id| StreamId::new("network", id.0))
                .collect()
        };
        match self {
            Self::RequestMembership(c) => networks(&c.networks),
            Self::RenewRequest(c) => networks(&c.networks),
            Self::ChangeOperator(c) if c.operator == c.partner => Vec::new(),
            Self::ChangeOperator(c) => vec![StreamId::new("partner", c.operator.0)],
            Self::MergeDuplicate(c) if c.partner == c.duplicate => Vec::new(),
            Self::MergeDuplicate(c) => vec![StreamId::new("partner", c.partner.0)],
            Self::AssignSite(c) => vec![StreamId::new("site", c.site.0)],
            Self::JoinNetwork(c) => vec![StreamId::new("network", c.network.0)],
            Self::RecordPresentation(c) => vec![StreamId::new("body", c.body.0)],
            Self::CorrectPartner(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::ClarifyRequest(_)
            | Self::SubmitProfile(_)
            | Self::AttestEligibility(_)
            | Self::AdmitPartner(_)
            | Self::DeclineRequest(_)
            | Self::EndMembership(_)
            | Self::ReadmitPartner(_)
            | Self::AssignSector(_)
            | Self::RemoveSector(_)
            | Self::NameOperator(_)
            | Self::ReleaseOperator(_)
            | Self::ChangeKind(_)
            | Self::LeaveSite(_)
            | Self::LeaveNetwork(_)
            | Self::RenamePartner(_)
            | Self::NoteSignature(_)
            | Self::NoteSignatureCorrection(_)
            | Self::OfferResource(_)
            | Self::WithdrawResource(_)
            | Self::RecordParticipation(_)
            | Self::RecordStaffTraining(_)
            | Self::AttestParentParticipation(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RequestMembership(c) => vec![(&c.institution).into()],
            Self::RenamePartner(c) => vec![(&c.institution).into()],
            Self::NameOperator(c) => vec![(&c.operator).into()],
            Self::ClarifyRequest(c) => c.note.iter().map(VaultEntry::from).collect(),
            Self::DeclineRequest(c) => vec![(&c.reason).into()],
            Self::EndMembership(c) => c.reason.iter().map(VaultEntry::from).collect(),
            Self::OfferResource(c) => vec![(&c.note).into()],
            Self::CorrectPartner(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::RenewRequest(_)
            | Self::SubmitProfile(_)
            | Self::AttestEligibility(_)
            | Self::AdmitPartner(_)
            | Self::ReadmitPartner(_)
            | Self::AssignSector(_)
            | Self::RemoveSector(_)
            | Self::ChangeOperator(_)
            | Self::ReleaseOperator(_)
            | Self::ChangeKind(_)
            | Self::AssignSite(_)
            | Self::LeaveSite(_)
            | Self::JoinNetwork(_)
            | Self::LeaveNetwork(_)
            | Self::NoteSignature(_)
            | Self::NoteSignatureCorrection(_)
            | Self::WithdrawResource(_)
            | Self::RecordParticipation(_)
            | Self::RecordStaffTraining(_)
            | Self::RecordPresentation(_)
            | Self::AttestParentParticipation(_)
            | Self::MergeDuplicate(_) => Vec::new(),
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        if let Self::SubmitProfile(c) = self {
            c.document.into_iter().collect()
        } else if let Self::CorrectPartner(c) = self {
            c.instead().map_or_else(Vec::new, |c| c.documents())
        } else {
            Vec::new()
        }
    }

    fn claims(&self) -> Vec<Claim> {
        let name = match self {
            Self::RequestMembership(c) => &c.institution.content.name,
            Self::RenamePartner(c) => &c.institution.content.name,
            Self::CorrectPartner(c) => {
                return c.instead().map_or_else(Vec::new, |c| c.claims());
            }
            Self::RenewRequest(_)
            | Self::ClarifyRequest(_)
            | Self::SubmitProfile(_)
            | Self::AttestEligibility(_)
            | Self::AdmitPartner(_)
            | Self::DeclineRequest(_)
            | Self::EndMembership(_)
            | Self::ReadmitPartner(_)
            | Self::AssignSector(_)
            | Self::RemoveSector(_)
            | Self::ChangeOperator(_)
            | Self::NameOperator(_)
            | Self::ReleaseOperator(_)
            | Self::ChangeKind(_)
            | Self::AssignSite(_)
            | Self::LeaveSite(_)
            | Self::JoinNetwork(_)
            | Self::LeaveNetwork(_)
            | Self::NoteSignature(_)
            | Self::NoteSignatureCorrection(_)
            | Self::OfferResource(_)
            | Self::WithdrawResource(_)
            | Self::RecordParticipation(_)
            | Self::RecordStaffTraining(_)
            | Self::RecordPresentation(_)
            | Self::AttestParentParticipation(_)
            | Self::MergeDuplicate(_) => return Vec::new(),
        };
        vec![Claim::of_name("partner-name", name)]
    }
}
