//! Where an office's command goes and what comes with it.

use kernel::{Date, DomainCommand, NewText, OfficeId, PersonId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;
use super::event::OfficeContactEntries;

impl OfficeContact {
    /// The ids under which the vault keeps it.
    pub(super) fn stored(&self) -> OfficeContactEntries {
        let id = |text: &Option<NewText>| text.as_ref().map(|text| text.id);
        OfficeContactEntries {
            institution: self.institution.id,
            room: id(&self.room),
            hours: id(&self.hours),
            email: id(&self.email),
            fax: id(&self.fax),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let texts = [&self.room, &self.hours, &self.email, &self.fax];
        let texts = texts.into_iter().flatten().map(VaultEntry::from);
        [VaultEntry::from(&self.institution)]
            .into_iter()
            .chain(texts)
            .collect()
    }
}

impl AppointCoordinator {
    /// The person: the one named in the details, else one that has the id of the details' entry.
    pub fn person_id(&self) -> PersonId {
        let made = PersonId(self.person.id.0);
        self.person.content.id.unwrap_or(made)
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let mut person = self.person.clone();
        person.content.id = Some(self.person_id());
        vec![(&person).into(), (&self.function).into()]
    }
}

impl OfficeCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    ///
    /// What is decided beforehand is not among them: staffing, appointments, the card, the end.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::EstablishOffice(c) => Some(("since", c.since.first_day())),
            Self::ChangeOfficeContact(c) => Some(("changedOn", c.changed_on)),
            Self::SetOfficeTasks(c) => Some(("since", c.since.first_day())),
            Self::LogOfficeActivity(c) => Some(("on", c.on)),
            Self::SetOfficeServices(c) => Some(("since", c.since.first_day())),
            Self::SetOfficeStaffing(_)
            | Self::AppointCoordinator(_)
            | Self::ReleaseCoordinator(_)
            | Self::SetEmergencyCard(_)
            | Self::CloseOffice(_) => None,
            Self::CorrectOffice(c) => c.instead().and_then(|command| command.recorded_on()),
        }
    }
}

impl DomainCommand for OfficeCommand {
    const STREAM: &'static str = "office";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::EstablishOffice(c) => c.id,
            Self::ChangeOfficeContact(c) => Some(c.office),
            Self::SetOfficeStaffing(c) => Some(c.office),
            Self::AppointCoordinator(c) => Some(c.office),
            Self::ReleaseCoordinator(c) => Some(c.office),
            Self::SetOfficeTasks(c) => Some(c.office),
            Self::LogOfficeActivity(c) => Some(c.office),
            Self::SetEmergencyCard(c) => Some(c.office),
            Self::SetOfficeServices(c) => Some(c.office),
            Self::CloseOffice(c) => Some(c.office),
            Self::CorrectOffice(c) => Some(c.office),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::EstablishOffice(c) = self {
            c.id = Some(OfficeId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::EstablishOffice(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::EstablishOffice(c) => c
                .network
                .iter()
                .map(|id| StreamId::new("network", id.0))
                .collect(),
            Self::CorrectOffice(c) => c.instead().map_or_else(Vec::new, |command| command.reads()),
            Self::ChangeOfficeContact(_)
            | Self::SetOfficeStaffing(_)
            | Self::AppointCoordinator(_)
            | Self::ReleaseCoordinator(_)
            | Self::SetOfficeTasks(_)
            | Self::LogOfficeActivity(_)
            | Self::SetEmergencyCard(_)
            | Self::SetOfficeServices(_)
            | Self::CloseOffice(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::EstablishOffice(c) => c.contact.entries(),
            Self::ChangeOfficeContact(c) => c.contact.entries(),
            Self::AppointCoordinator(c) => c.entries(),
            Self::LogOfficeActivity(c) => c.note.iter().map(VaultEntry::from).collect(),
            Self::SetEmergencyCard(c) => vec![(&c.acute).into(), (&c.outside_hours).into()],
            Self::SetOfficeStaffing(_)
            | Self::ReleaseCoordinator(_)
            | Self::SetOfficeTasks(_)
            | Self::SetOfficeServices(_)
            | Self::CloseOffice(_) => Vec::new(),
            Self::CorrectOffice(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }
}
