//! Where a body's command goes, what it reads and what comes with it.

use std::collections::BTreeSet;

use kernel::{BodyId, Claim, Date, DomainCommand, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl BodyCommand {
    /// The field and the day of the fact that the command records, `occurredOn` where it names no day of its own;
    /// such a day cannot lie ahead.
    ///
    /// The founding of a planned body is not among them.
    pub fn recorded_on(&self, occurred_on: Date) -> Option<(&'static str, Date)> {
        match self {
            Self::EstablishBody(c) if c.planned => None,
            Self::EstablishBody(c) => c.founded_on.map(|on| ("foundedOn", on.first_day())),
            Self::FoundBody(c) => Some(("foundedOn", c.founded_on.first_day())),
            Self::SetParent(c) => Some(("since", c.since.first_day())),
            Self::SetAdvisory(c) => Some(("adoptedOn", c.adopted_on)),
            Self::SetCadence(c) => Some(("adoptedOn", c.adopted_on)),
            Self::FillSeat(c) => Some(("filledOn", c.filled_on)),
            Self::VacateSeat(c) => Some(("vacatedOn", c.vacated_on)),
            Self::RemoveSeat(c) => Some(("removedOn", c.removed_on)),
            Self::JoinBody(c) => Some(("since", c.since.first_day())),
            Self::LeaveBody(c) => Some(("since", c.since.first_day())),
            Self::DissolveBody(c) => Some(("dissolvedOn", c.dissolved_on)),
            Self::RenameBody(_) | Self::DefineSeat(_) | Self::SetForwardingTargets(_) => {
                Some(("occurredOn", occurred_on))
            }
            Self::CorrectBody(_) => None,
        }
    }

    /// The same command, about `body`.
    fn about(mut self, body: BodyId) -> Self {
        match &mut self {
            Self::EstablishBody(c) => c.id = Some(body),
            Self::FoundBody(c) => c.body = body,
            Self::RenameBody(c) => c.body = body,
            Self::SetParent(c) => c.body = body,
            Self::SetAdvisory(c) => c.body = body,
            Self::SetCadence(c) => c.body = body,
            Self::DefineSeat(c) => c.body = body,
            Self::FillSeat(c) => c.body = body,
            Self::VacateSeat(c) => c.body = body,
            Self::RemoveSeat(c) => c.body = body,
            Self::JoinBody(c) => c.body = body,
            Self::LeaveBody(c) => c.body = body,
            Self::SetForwardingTargets(c) => c.body = body,
            Self::DissolveBody(c) => c.body = body,
            Self::CorrectBody(c) => c.body = body,
        }
        self
    }
}

impl CorrectBody {
    /// The command that should have been given, of this body.
    pub(super) fn instead(&self) -> Option<BodyCommand> {
        let replacement = self.replacement.clone()?;
        Some(BodyCommand::from(replacement).about(self.body))
    }
}

impl DomainCommand for BodyCommand {
    const STREAM: &'static str = "body";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::EstablishBody(c) => c.id,
            Self::FoundBody(c) => Some(c.body),
            Self::RenameBody(c) => Some(c.body),
            Self::SetParent(c) => Some(c.body),
            Self::SetAdvisory(c) => Some(c.body),
            Self::SetCadence(c) => Some(c.body),
            Self::DefineSeat(c) => Some(c.body),
            Self::FillSeat(c) => Some(c.body),
            Self::VacateSeat(c) => Some(c.body),
            Self::RemoveSeat(c) => Some(c.body),
            Self::JoinBody(c) => Some(c.body),
            Self::LeaveBody(c) => Some(c.body),
            Self::SetForwardingTargets(c) => Some(c.body),
            Self::DissolveBody(c) => Some(c.body),
            Self::CorrectBody(c) => Some(c.body),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::EstablishBody(c) = self {
            c.id = Some(BodyId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::EstablishBody(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::EstablishBody(c) => {
                let network = c.network.map(|id| StreamId::new("network", id.0));
                let parent = c.parent.map(|id| StreamId::new("body", id.0));
                let region = c.region.map(|id| StreamId::new("region", id.0));
                network.into_iter().chain(parent).chain(region).collect()
            }
            Self::SetParent(c) if c.parent == c.body => Vec::new(),
            Self::SetParent(c) => vec![StreamId::new("body", c.parent.0)],
            Self::DefineSeat(c) => c
                .on_behalf_of
                .iter()
                .map(|id| StreamId::new("partner", id.0))
                .collect(),
            Self::FillSeat(c) => {
                let contact = c.contact.map(|id| StreamId::new("contact", id.0));
                let partner = c.partner.map(|id| StreamId::new("partner", id.0));
                contact.into_iter().chain(partner).collect()
            }
            Self::JoinBody(c) => vec![StreamId::new("partner", c.partner.0)],
            Self::SetForwardingTargets(c) => {
                let others: BTreeSet<_> = c.bodies.iter().filter(|id| **id != c.body).collect();
                others
                    .into_iter()
                    .map(|id| StreamId::new("body", id.0))
                    .collect()
            }
            Self::CorrectBody(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::FoundBody(_)
            | Self::RenameBody(_)
            | Self::SetAdvisory(_)
            | Self::SetCadence(_)
            | Self::VacateSeat(_)
            | Self::RemoveSeat(_)
            | Self::LeaveBody(_)
            | Self::DissolveBody(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::EstablishBody(c) => vec![(&c.name).into()],
            Self::RenameBody(c) => vec![(&c.name).into()],
            Self::DefineSeat(c) => vec![(&c.function).into()],
            Self::CorrectBody(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::FoundBody(_)
            | Self::SetParent(_)
            | Self::SetAdvisory(_)
            | Self::SetCadence(_)
            | Self::FillSeat(_)
            | Self::VacateSeat(_)
            | Self::RemoveSeat(_)
            | Self::JoinBody(_)
            | Self::LeaveBody(_)
            | Self::SetForwardingTargets(_)
            | Self::DissolveBody(_) => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::EstablishBody(c) => vec![Claim::of_name("body-name", &c.name.content.0)],
            Self::RenameBody(c) => vec![Claim::of_name("body-name", &c.name.content.0)],
            Self::CorrectBody(c) => c.instead().map_or_else(Vec::new, |c| c.claims()),
            Self::FoundBody(_)
            | Self::SetParent(_)
            | Self::SetAdvisory(_)
            | Self::SetCadence(_)
            | Self::DefineSeat(_)
            | Self::FillSeat(_)
            | Self::VacateSeat(_)
            | Self::RemoveSeat(_)
            | Self::JoinBody(_)
            | Self::LeaveBody(_)
            | Self::SetForwardingTargets(_)
            | Self::DissolveBody(_) => Vec::new(),
        }
    }
}
