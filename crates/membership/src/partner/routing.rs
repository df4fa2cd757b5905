//! Where a partner's command goes and what comes with it.

use std::collections::BTreeSet;

use kernel::{Claim, Date, DomainCommand, PartnerId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::PartnerCommand;

impl PartnerCommand {
    /// Names of the commands that only a reaction sends; no route offers them.
    pub const INTERNAL: &'static [&'static str] = &["note-signature"];

    /// The field and the day of the fact that the command records, `occurredOn` where it names no day of its own;
    /// such a day cannot lie ahead.
    ///
    /// The end of a membership is not among them: it is announced.
    pub fn recorded_on(&self, occurred_on: Date) -> Option<(&'static str, Date)> {
        match self {
            Self::RequestMembership(c) => Some(("requestedOn", c.requested_on)),
            Self::ClarifyRequest(c) => Some(("clarifiedOn", c.clarified_on)),
            Self::SubmitProfile(c) => Some(("submittedOn", c.submitted_on)),
            Self::AttestEligibility(c) => Some(("attestedOn", c.attested_on)),
            Self::AdmitPartner(c) => Some(("admittedOn", c.admitted_on)),
            Self::DeclineRequest(c) => Some(("declinedOn", c.declined_on)),
            Self::ReadmitPartner(c) => Some(("admittedOn", c.admitted_on)),
            Self::ChangeOperator(c) => Some(("since", c.since.first_day())),
            Self::AssignSite(c) => Some(("since", c.since.first_day())),
            Self::LeaveSite(c) => Some(("since", c.since.first_day())),
            Self::JoinNetwork(c) => Some(("since", c.since.first_day())),
            Self::LeaveNetwork(c) => Some(("since", c.since.first_day())),
            Self::NoteSignature(c) => Some(("signedOn", c.signed_on)),
            Self::AssignSector(_) | Self::RemoveSector(_) | Self::RenamePartner(_) => {
                Some(("occurredOn", occurred_on))
            }
            Self::EndMembership(_) => None,
        }
    }

    fn partner(&self) -> Option<PartnerId> {
        match self {
            Self::RequestMembership(c) => c.id,
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
            Self::NoteSignature(c) => Some(c.partner),
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
        match self {
            Self::RequestMembership(c) => {
                let networks: BTreeSet<_> = c.networks.iter().collect();
                networks
                    .into_iter()
                    .map(|id| StreamId::new("network", id.0))
                    .collect()
            }
            Self::ChangeOperator(c) if c.operator == c.partner => Vec::new(),
            Self::ChangeOperator(c) => vec![StreamId::new("partner", c.operator.0)],
            Self::AssignSite(c) => vec![StreamId::new("site", c.site.0)],
            Self::JoinNetwork(c) => vec![StreamId::new("network", c.network.0)],
            Self::ClarifyRequest(_)
            | Self::SubmitProfile(_)
            | Self::AttestEligibility(_)
            | Self::AdmitPartner(_)
            | Self::DeclineRequest(_)
            | Self::EndMembership(_)
            | Self::ReadmitPartner(_)
            | Self::AssignSector(_)
            | Self::RemoveSector(_)
            | Self::LeaveSite(_)
            | Self::LeaveNetwork(_)
            | Self::RenamePartner(_)
            | Self::NoteSignature(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RequestMembership(c) => vec![(&c.institution).into()],
            Self::RenamePartner(c) => vec![(&c.institution).into()],
            Self::ClarifyRequest(c) => c.note.iter().map(VaultEntry::from).collect(),
            Self::DeclineRequest(c) => vec![(&c.reason).into()],
            Self::EndMembership(c) => c.reason.iter().map(VaultEntry::from).collect(),
            Self::SubmitProfile(_)
            | Self::AttestEligibility(_)
            | Self::AdmitPartner(_)
            | Self::ReadmitPartner(_)
            | Self::AssignSector(_)
            | Self::RemoveSector(_)
            | Self::ChangeOperator(_)
            | Self::AssignSite(_)
            | Self::LeaveSite(_)
            | Self::JoinNetwork(_)
            | Self::LeaveNetwork(_)
            | Self::NoteSignature(_) => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<Claim> {
        let name = match self {
            Self::RequestMembership(c) => &c.institution.content.name,
            Self::RenamePartner(c) => &c.institution.content.name,
            Self::ClarifyRequest(_)
            | Self::SubmitProfile(_)
            | Self::AttestEligibility(_)
            | Self::AdmitPartner(_)
            | Self::DeclineRequest(_)
            | Self::EndMembership(_)
            | Self::ReadmitPartner(_)
            | Self::AssignSector(_)
            | Self::RemoveSector(_)
            | Self::ChangeOperator(_)
            | Self::AssignSite(_)
            | Self::LeaveSite(_)
            | Self::JoinNetwork(_)
            | Self::LeaveNetwork(_)
            | Self::NoteSignature(_) => return Vec::new(),
        };
        vec![Claim::of_name("partner-name", name)]
    }
}
