//! What a specialist's command makes happen, and whether its facts fit each other.

use std::collections::BTreeSet;

use kernel::{
    Correctable, Date, DomainCommand, History, NewInstitution, PartnerId, Warning, correct, facts,
};

use super::aggregate::{Availability, Specialist};
use super::command::*;
use super::consent::SpecialistConsent;
use super::error::SpecialistRefusal;
use super::event::*;
use crate::contact::ConsentState;
use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};

type Decision = Result<Vec<SpecialistEvent>, SpecialistRefusal>;

impl Specialist {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &SpecialistCommand, ctx: &MembershipContext) -> Decision {
        Unfit::check_existence(Thing::Specialist, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on(ctx.occurred_on) {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            SpecialistCommand::RegisterSpecialist(c) => self.register(c, ctx),
            SpecialistCommand::ChangeSpecialistBases(c) => self.change_bases(c),
            SpecialistCommand::ChangeSpecialistDetails(c) => self.change_details(c, ctx),
            SpecialistCommand::RecordSpecialistQualification(c) => {
                Ok(self.qualify(&c.qualification).into_iter().collect())
            }
            SpecialistCommand::RecordSpecialistTraining(c) => self.train(c),
            SpecialistCommand::ChangeSpecialistAvailability(c) => self.change_availability(c),
            SpecialistCommand::ConfirmSpecialist(c) => self.confirm(c),
            SpecialistCommand::GiveSpecialistConsent(c) => Ok(self.give_consent(c)),
            SpecialistCommand::WithdrawSpecialistConsent(c) => Ok(self.withdraw_consent(c)),
            SpecialistCommand::EndSpecialistRegistration(c) => self.end(c),
            SpecialistCommand::CorrectSpecialist(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    SpecialistFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }

    fn register(&self, c: &RegisterSpecialist, ctx: &MembershipContext) -> Decision {
        let bases = check_bases(&c.bases)?;
        check_institution(c.partner, c.institution.as_ref(), ctx)?;
        check_qualification(c.qualification.as_ref(), ctx)?;
        let consent = self.check_consent(c.consent_given_on, c.consent_text_version, ctx)?;
        let registered = SpecialistRegistered {
            person: c.person_id(),
            details: c.person.id,
            partner: c.partner,
            institution: c.institution.as_ref().map(|institution| institution.id),
            bases,
            municipal: c.municipal,
            registered_on: c.registered_on,
            consent_rule: (&ctx.policy.contact_consent).into(),
        };
        let qualified = c.qualification.as_ref().and_then(|new| self.qualify(new));
        let events = [
            Some(registered.into()),
            qualified,
            consent.map(SpecialistEvent::from),
        ];
        Ok(events.into_iter().flatten().collect())
    }

    fn change_bases(&self, c: &ChangeSpecialistBases) -> Decision {
        let bases = check_bases(&c.bases)?;
        self.check_registered("changedOn", c.changed_on)?;
        if self.bases.on(c.changed_on) == Some(&bases) {
            return Ok(Vec::new());
        }
        Ok(vec![
            SpecialistBasesChanged {
                bases,
                changed_on: c.changed_on,
            }
            .into(),
        ])
    }

    fn change_details(&self, c: &ChangeSpecialistDetails, ctx: &MembershipContext) -> Decision {
        self.check_registered("occurredOn", ctx.occurred_on)?;
        if self.person != Some(c.person_id()) {
            return Err(SpecialistRefusal::PersonDiffers);
        }
        check_institution(c.partner, c.institution.as_ref(), ctx)?;
        let consent = self.check_consent(c.consent_given_on, c.consent_text_version, ctx)?;
        let changed = SpecialistDetailsChanged {
            details: c.person.id,
            partner: c.partner,
            institution: c.institution.as_ref().map(|institution| institution.id),
            changed_on: ctx.occurred_on,
            consent_rule: (&ctx.policy.contact_consent).into(),
        };
        let events = [Some(changed.into()), consent.map(SpecialistEvent::from)];
        Ok(events.into_iter().flatten().collect())
    }

    /// `None` where the same evidence is recorded already.
    fn qualify(&self, new: &NewQualification) -> Option<SpecialistEvent> {
        let known = self.qualifications.iter().any(|known| {
            (known.kind, known.held_on, known.document) == (new.kind, new.held_on, new.document)
        });
        let event = SpecialistQualificationRecorded {
            kind: new.kind,
            held_on: new.held_on,
            document: new.document,
        };
        (!known).then(|| event.into())
    }

    fn train(&self, c: &RecordSpecialistTraining) -> Decision {
        self.check_registered("heldOn", c.held_on)?;
        if self.trainings.contains(&c.held_on) {
            return Ok(Vec::new());
        }
        Ok(vec![
            SpecialistTrainingRecorded { held_on: c.held_on }.into(),
        ])
    }

    fn change_availability(&self, c: &ChangeSpecialistAvailability) -> Decision {
        self.check_registered("from", c.from)?;
        if let Some(until) = c.until {
            Unfit::check_not_before("until", until, Some(c.from))?;
        }
        let told = Availability {
            availability: c.availability,
            from: c.from,
            until: c.until,
        };
        if self.availabilities.last() == Some(&told) {
            return Ok(Vec::new());
        }
        Ok(vec![
            SpecialistAvailabilityChanged {
                availability: c.availability,
                from: c.from,
                until: c.until,
            }
            .into(),
        ])
    }

    fn confirm(&self, c: &ConfirmSpecialist) -> Decision {
        self.check_registered("confirmedOn", c.confirmed_on)?;
        if self.confirmations.contains(&c.confirmed_on) {
            return Ok(Vec::new());
        }
        Ok(vec![
            SpecialistConfirmed {
                confirmed_on: c.confirmed_on,
            }
            .into(),
        ])
    }

    fn give_consent(&self, c: &GiveSpecialistConsent) -> Vec<SpecialistEvent> {
        let given = SpecialistConsent {
            given: true,
            text_version: Some(c.text_version),
        };
        if self.consents.on(c.given_on) == Some(&given) {
            return Vec::new();
        }
        vec![
            SpecialistConsentGiven {
                given_on: c.given_on,
                text_version: Some(c.text_version),
            }
            .into(),
        ]
    }

    fn withdraw_consent(&self, c: &WithdrawSpecialistConsent) -> Vec<SpecialistEvent> {
        if self.consent_on(c.withdrawn_on) == ConsentState::Withdrawn {
            return Vec::new();
        }
        vec![
            SpecialistConsentWithdrawn {
                withdrawn_on: c.withdrawn_on,
            }
            .into(),
        ]
    }

    fn end(&self, c: &EndSpecialistRegistration) -> Decision {
        match self.ended_on {
            Some(ended_on) if ended_on == c.ended_on => Ok(Vec::new()),
            Some(ended_on) => Err(SpecialistRefusal::RegistrationEnded { ended_on }),
            None => {
                let standing = self.history.standing();
                let latest = standing.filter_map(|(_, event)| needs_registration(event));
                Unfit::check_not_before("endedOn", c.ended_on, latest.max())?;
                Ok(vec![
                    SpecialistRegistrationEnded {
                        ended_on: c.ended_on,
                    }
                    .into(),
                ])
            }
        }
    }

    /// In the register by then, and not out of it before.
    fn check_registered(&self, field: &'static str, day: Date) -> Result<(), SpecialistRefusal> {
        Unfit::check_not_before(field, day, self.registered_on)?;
        match self.ended_on {
            Some(ended_on) if ended_on < day => {
                Err(SpecialistRefusal::RegistrationEnded { ended_on })
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// Each basis once and in its order; at least one (MEM-27).
fn check_bases(bases: &[LegalBasis]) -> Result<Vec<LegalBasis>, SpecialistRefusal> {
    let bases: BTreeSet<_> = bases.iter().copied().collect();
    if bases.is_empty() {
        Err(SpecialistRefusal::LegalBasisMissing)
    } else {
        Ok(bases.into_iter().collect())
    }
}

fn check_institution(
    partner: Option<PartnerId>,
    institution: Option<&NewInstitution>,
    ctx: &MembershipContext,
) -> Result<(), SpecialistRefusal> {
    match (partner, institution) {
        (None, None) => Err(SpecialistRefusal::InstitutionMissing),
        (None, Some(_)) => Ok(()),
        (Some(partner), _) => {
            ctx.facts.partner(partner, "partner")?;
            Ok(())
        }
    }
}

/// Evidence of a kind that the policy wants; an inferred wish only warns.
fn check_qualification(
    given: Option<&NewQualification>,
    ctx: &MembershipContext,
) -> Result<(), SpecialistRefusal> {
    let rule = &ctx.policy.specialist_qualification;
    if let Some(new) = given {
        Unfit::check_not_in_future("qualification.heldOn", new.held_on, ctx.today)?;
    }
    let Some(wanted) = rule.value() else {
        return Ok(());
    };
    if given.is_some_and(|new| wanted.contains(&new.kind)) {
        return Ok(());
    }
    let refusal = SpecialistRefusal::QualificationMissing {
        wanted: wanted.clone(),
    };
    if rule.binding().is_some() {
        return Err(refusal);
    }
    ctx.warn(Warning {
        code: "QUALIFICATION_MISSING".to_owned(),
        rule: "MEM-27".to_owned(),
        sentence: kernel::Refusal::sentence(&refusal),
        facts: facts! { "wanted" => wanted },
    });
    Ok(())
}

/// The day on which the person must be in the register for what was recorded.
fn needs_registration(event: &SpecialistEvent) -> Option<Date> {
    match event {
        SpecialistEvent::SpecialistRegistered(e) => Some(e.registered_on),
        SpecialistEvent::SpecialistBasesChanged(e) => Some(e.changed_on),
        SpecialistEvent::SpecialistDetailsChanged(e) => Some(e.changed_on),
        SpecialistEvent::SpecialistTrainingRecorded(e) => Some(e.held_on),
        SpecialistEvent::SpecialistAvailabilityChanged(e) => Some(e.from),
        SpecialistEvent::SpecialistConfirmed(e) => Some(e.confirmed_on),
        SpecialistEvent::SpecialistQualificationRecorded(_)
        | SpecialistEvent::SpecialistConsentGiven(_)
        | SpecialistEvent::SpecialistConsentWithdrawn(_)
        | SpecialistEvent::SpecialistRegistrationEnded(_)
        | SpecialistEvent::SpecialistFactCorrected(_) => None,
    }
}

impl Correctable for Specialist {
    fn history(&self) -> &History<SpecialistEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<SpecialistEvent> {
        &mut self.history
    }

    fn decide(&self, command: &SpecialistCommand, ctx: &MembershipContext) -> Decision {
        self.decide(command, ctx)
    }

    /// Nothing before the registration or after its only end, details with the consent that a binding rule asks for.
    fn check(&self) -> Result<(), SpecialistRefusal> {
        let mut ended = false;
        for (_, event) in self.history.standing() {
            if let Some(day) = needs_registration(event) {
                self.check_registered("replacement", day)?;
            }
            if let SpecialistEvent::SpecialistRegistrationEnded(e) = event {
                if ended {
                    let ended_on = e.ended_on;
                    return Err(SpecialistRefusal::RegistrationEnded { ended_on });
                }
                ended = true;
            }
        }
        let asked = self.consent_rules.facts().iter();
        let asked = asked.filter(|rule| rule.value.binding().is_some()).count();
        if asked > 0 && self.consents.facts().is_empty() {
            return Err(SpecialistRefusal::ConsentMissing);
        }
        Ok(())
    }
}
