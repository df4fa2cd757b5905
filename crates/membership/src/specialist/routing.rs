//! Where a specialist's command goes, what it reads and what comes with it.

use kernel::{
    Date, DocumentRef, DomainCommand, NewPerson, PersonId, SpecialistId, StreamId, VaultEntry,
};
use uuid::Uuid;

use super::command::*;

impl SpecialistCommand {
    /// The field and the day of the fact that the command records, `occurredOn` where it names no day of its own;
    /// such a day cannot lie ahead.
    ///
    /// Availability and the end are not among them: they are announced.
    pub fn recorded_on(&self, occurred_on: Date) -> Option<(&'static str, Date)> {
        match self {
            Self::RegisterSpecialist(c) => Some(("registeredOn", c.registered_on)),
            Self::ChangeSpecialistBases(c) => Some(("changedOn", c.changed_on)),
            Self::ChangeSpecialistDetails(_) => Some(("occurredOn", occurred_on)),
            Self::RecordSpecialistQualification(c) => {
                Some(("qualification.heldOn", c.qualification.held_on))
            }
            Self::RecordSpecialistTraining(c) => Some(("heldOn", c.held_on)),
            Self::ConfirmSpecialist(c) => Some(("confirmedOn", c.confirmed_on)),
            Self::GiveSpecialistConsent(c) => Some(("givenOn", c.given_on)),
            Self::WithdrawSpecialistConsent(c) => Some(("withdrawnOn", c.withdrawn_on)),
            Self::ChangeSpecialistAvailability(_)
            | Self::EndSpecialistRegistration(_)
            | Self::CorrectSpecialist(_) => None,
        }
    }

    fn specialist(&self) -> Option<SpecialistId> {
        match self {
            Self::RegisterSpecialist(c) => c.id,
            Self::ChangeSpecialistBases(c) => Some(c.specialist),
            Self::ChangeSpecialistDetails(c) => Some(c.specialist),
            Self::RecordSpecialistQualification(c) => Some(c.specialist),
            Self::RecordSpecialistTraining(c) => Some(c.specialist),
            Self::ChangeSpecialistAvailability(c) => Some(c.specialist),
            Self::ConfirmSpecialist(c) => Some(c.specialist),
            Self::GiveSpecialistConsent(c) => Some(c.specialist),
            Self::WithdrawSpecialistConsent(c) => Some(c.specialist),
            Self::EndSpecialistRegistration(c) => Some(c.specialist),
            Self::CorrectSpecialist(c) => Some(c.specialist),
        }
    }

    /// The same command, about `id`.
    fn about(mut self, id: SpecialistId) -> Self {
        match &mut self {
            Self::RegisterSpecialist(c) => c.id = Some(id),
            Self::ChangeSpecialistBases(c) => c.specialist = id,
            Self::ChangeSpecialistDetails(c) => c.specialist = id,
            Self::RecordSpecialistQualification(c) => c.specialist = id,
            Self::RecordSpecialistTraining(c) => c.specialist = id,
            Self::ChangeSpecialistAvailability(c) => c.specialist = id,
            Self::ConfirmSpecialist(c) => c.specialist = id,
            Self::GiveSpecialistConsent(c) => c.specialist = id,
            Self::WithdrawSpecialistConsent(c) => c.specialist = id,
            Self::EndSpecialistRegistration(c) => c.specialist = id,
            Self::CorrectSpecialist(c) => c.specialist = id,
        }
        self
    }
}

impl CorrectSpecialist {
    /// The command that should have been given, of this specialist.
    pub(super) fn instead(&self) -> Option<SpecialistCommand> {
        let replacement = self.replacement.clone()?;
        Some(SpecialistCommand::from(replacement).about(self.specialist))
    }
}

/// The details' entry with its person as subject, inside the content too.
fn details(person: &NewPerson, id: PersonId) -> VaultEntry {
    let mut person = person.clone();
    person.content.id = Some(id);
    (&person).into()
}

impl DomainCommand for SpecialistCommand {
    const STREAM: &'static str = "specialist";

    fn target(&self) -> Option<Uuid> {
        self.specialist().map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::RegisterSpecialist(c) = self {
            c.id = Some(SpecialistId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RegisterSpecialist(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let partner = match self {
            Self::RegisterSpecialist(c) => c.partner,
            Self::ChangeSpecialistDetails(c) => c.partner,
            Self::CorrectSpecialist(c) => {
                return c.instead().map_or_else(Vec::new, |c| c.reads());
            }
            Self::ChangeSpecialistBases(_)
            | Self::RecordSpecialistQualification(_)
            | Self::RecordSpecialistTraining(_)
            | Self::ChangeSpecialistAvailability(_)
            | Self::ConfirmSpecialist(_)
            | Self::GiveSpecialistConsent(_)
            | Self::WithdrawSpecialistConsent(_)
            | Self::EndSpecialistRegistration(_) => None,
        };
        let partner = partner.map(|id| StreamId::new("partner", id.0));
        partner.into_iter().collect()
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RegisterSpecialist(c) => {
                let institution = c.institution.as_ref().map(Into::into);
                let person = details(&c.person, c.person_id());
                [person].into_iter().chain(institution).collect()
            }
            Self::ChangeSpecialistDetails(c) => {
                let institution = c.institution.as_ref().map(Into::into);
                let person = details(&c.person, c.person_id());
                [person].into_iter().chain(institution).collect()
            }
            Self::CorrectSpecialist(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::ChangeSpecialistBases(_)
            | Self::RecordSpecialistQualification(_)
            | Self::RecordSpecialistTraining(_)
            | Self::ChangeSpecialistAvailability(_)
            | Self::ConfirmSpecialist(_)
            | Self::GiveSpecialistConsent(_)
            | Self::WithdrawSpecialistConsent(_)
            | Self::EndSpecialistRegistration(_) => Vec::new(),
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        let qualification = match self {
            Self::RegisterSpecialist(c) => c.qualification.as_ref(),
            Self::RecordSpecialistQualification(c) => Some(&c.qualification),
            Self::CorrectSpecialist(c) => {
                return c.instead().map_or_else(Vec::new, |c| c.documents());
            }
            Self::ChangeSpecialistBases(_)
            | Self::ChangeSpecialistDetails(_)
            | Self::RecordSpecialistTraining(_)
            | Self::ChangeSpecialistAvailability(_)
            | Self::ConfirmSpecialist(_)
            | Self::GiveSpecialistConsent(_)
            | Self::WithdrawSpecialistConsent(_)
            | Self::EndSpecialistRegistration(_) => None,
        };
        let document = qualification.and_then(|qualification| qualification.document);
        document.into_iter().collect()
    }
}
