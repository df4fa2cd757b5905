//! A specialist's state and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Date, DocumentRef, EntryId, Frozen, History, PartnerId, PersonId};
use serde::{Deserialize, Serialize};

use super::command::{LegalBasis, QualificationKind, SpecialistAvailability, SpecialistCommand};
use super::consent::SpecialistConsent;
use super::error::SpecialistRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use crate::policy::ConsentRule;
use kernel::timeline::Succession;

/// An experienced specialist's entry and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Specialist {
    pub person: Option<PersonId>,
    /// The person's details (entries of the vault).
    pub details: Succession<EntryId>,
    /// The partner where the person works, where it is one.
    pub partners: Succession<Option<PartnerId>>,
    /// Name and address of where the person works (entries of the vault), where they are recorded.
    pub institutions: Succession<Option<EntryId>>,
    pub bases: Succession<Vec<LegalBasis>>,
    /// True for one of the municipality's own (MEM-29).
    pub municipal: bool,
    pub registered_on: Option<Date>,
    pub qualifications: Vec<Qualification>,
    /// Days on which the person held a training for the sites (MEM-29).
    pub trainings: Vec<Date>,
    pub availabilities: Vec<Availability>,
    /// Days on which somebody said that the details are right.
    pub confirmations: Vec<Date>,
    /// What the municipality asked for, as it stood when details were stored.
    pub consent_rules: Succession<Frozen<ConsentRule>>,
    pub consents: Succession<SpecialistConsent>,
    /// The last day.
    pub ended_on: Option<Date>,
    pub history: History<SpecialistEvent>,
}

/// Evidence of a qualification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Qualification {
    pub kind: QualificationKind,
    pub held_on: Date,
    pub document: Option<DocumentRef>,
}

/// Whether somebody may be asked from a day on, up to another or until it is told anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Availability {
    pub availability: SpecialistAvailability,
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
}

impl Specialist {
    pub fn exists(&self) -> bool {
        self.registered_on.is_some()
    }

    /// True from the registration to the last day.
    pub fn is_registered_on(&self, day: Date) -> bool {
        self.registered_on.is_some_and(|on| on <= day)
            && self.ended_on.is_none_or(|last| day <= last)
    }

    /// For whom the person advises on `day`; nobody outside the registration.
    pub fn bases_on(&self, day: Date) -> &[LegalBasis] {
        let bases = self.bases.on(day).filter(|_| self.is_registered_on(day));
        bases.map_or(&[], Vec::as_slice)
    }

    /// The partner where the person works on `day`.
    pub fn partner_on(&self, day: Date) -> Option<PartnerId> {
        *self.partners.on(day)?
    }

    /// Name and address of where the person works on `day` (an entry of the vault); the partner's where absent.
    pub fn institution_on(&self, day: Date) -> Option<EntryId> {
        *self.institutions.on(day)?
    }

    /// Whether the person may be asked on `day`: what was told last of that day, and yes where nobody said.
    pub fn is_available_on(&self, day: Date) -> bool {
        let told = self
            .availabilities
            .iter()
            .filter(|told| told.from <= day && told.until.is_none_or(|until| day <= until))
            .max_by_key(|told| told.from);
        self.is_registered_on(day)
            && told.is_none_or(|told| told.availability == SpecialistAvailability::Available)
    }

    /// The latest day up to `day` on which the person held a training (MEM-29).
    pub fn last_training_on(&self, day: Date) -> Option<Date> {
        let held = self.trainings.iter().copied();
        held.filter(|on| *on <= day).max()
    }

    /// The latest day up to `day` on which somebody said that the details are right.
    pub fn confirmed_on(&self, day: Date) -> Option<Date> {
        let told = self.confirmations.iter().copied();
        told.filter(|on| *on <= day).max()
    }

    /// The evidence held on `day`.
    pub fn qualifications_on(&self, day: Date) -> Vec<&Qualification> {
        let held = self.qualifications.iter();
        held.filter(|evidence| evidence.held_on <= day).collect()
    }
}

impl Aggregate for Specialist {
    const TYPE: &'static str = "specialist";
    type Command = SpecialistCommand;
    type Event = SpecialistEvent;
    type Error = SpecialistRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: SpecialistCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), SpecialistRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: SpecialistEvent) {
        self.history.record(&event);
        match event {
            SpecialistEvent::SpecialistRegistered(e) => {
                let since = Some(e.registered_on.into());
                self.person = Some(e.person);
                self.details.note(since, e.details);
                self.partners.note(since, e.partner);
                self.institutions.note(since, e.institution);
                self.bases.note(since, e.bases);
                self.municipal = e.municipal;
                self.registered_on = Some(e.registered_on);
                self.confirmations.push(e.registered_on);
                self.consent_rules.note(since, e.consent_rule);
            }
            SpecialistEvent::SpecialistBasesChanged(e) => {
                self.bases.note(Some(e.changed_on.into()), e.bases);
            }
            SpecialistEvent::SpecialistDetailsChanged(e) => {
                let since = Some(e.changed_on.into());
                self.details.note(since, e.details);
                self.partners.note(since, e.partner);
                self.institutions.note(since, e.institution);
                self.confirmations.push(e.changed_on);
                self.consent_rules.note(since, e.consent_rule);
            }
            SpecialistEvent::SpecialistQualificationRecorded(e) => {
                self.qualifications.push(Qualification {
                    kind: e.kind,
                    held_on: e.held_on,
                    document: e.document,
                });
            }
            SpecialistEvent::SpecialistTrainingRecorded(e) => self.trainings.push(e.held_on),
            SpecialistEvent::SpecialistAvailabilityChanged(e) => {
                self.availabilities.push(Availability {
                    availability: e.availability,
                    from: e.from,
                    until: e.until,
                });
            }
            SpecialistEvent::SpecialistConfirmed(e) => self.confirmations.push(e.confirmed_on),
            SpecialistEvent::SpecialistConsentGiven(e) => {
                let consent = SpecialistConsent {
                    given: true,
                    text_version: e.text_version,
                };
                self.consents.note(Some(e.given_on.into()), consent);
            }
            SpecialistEvent::SpecialistConsentWithdrawn(e) => {
                let consent = SpecialistConsent {
                    given: false,
                    text_version: None,
                };
                self.consents.note(Some(e.withdrawn_on.into()), consent);
            }
            SpecialistEvent::SpecialistRegistrationEnded(e) => self.ended_on = Some(e.ended_on),
            SpecialistEvent::SpecialistFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
