//! A contact's state, what holds of it on a day, and what its commands make happen.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Date, DomainCommand, EntryId, Facts, Frozen, PartnerId, PersonId, Refusal, Warning};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::ContactRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use crate::policy::ConsentRule;
use crate::timeline::Succession;
use crate::unfit::{Thing, Unfit};

kernel::code! {
    /// How it stands with the consent to store on a day [Einwilligung] (MEM-20).
    pub enum ConsentState {
        /// it is given
        Given = "erteilt",
        /// it was withdrawn
        Withdrawn = "widerrufen",
        /// the municipality asks for it, and it is not given
        Missing = "fehlt",
        /// nothing in the municipality's policy asks for it
        NotRequired = "nicht verlangt",
    }
}

/// A consent that was given or withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StorageConsent {
    pub given: bool,
    pub text_version: Option<u16>,
}

/// A contact and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contact {
    pub partner: Option<PartnerId>,
    pub person: Option<PersonId>,
    pub function: Option<EntryId>,
    /// True for the binding contact.
    pub binding: bool,
    pub designated_on: Option<Date>,
    /// The person's details (entries of the vault).
    pub details: Succession<EntryId>,
    /// What the municipality asked for, as it stood when details were stored.
    pub consent_rules: Succession<Frozen<ConsentRule>>,
    pub consents: Succession<StorageConsent>,
    /// Days on which the details were confirmed.
    pub confirmations: Vec<Date>,
    /// The last day of the role.
    pub ended_on: Option<Date>,
}

impl Contact {
    pub fn exists(&self) -> bool {
        self.designated_on.is_some()
    }

    /// True from the designation to the last day of the role.
    pub fn is_active_on(&self, day: Date) -> bool {
        self.designated_on.is_some_and(|on| on <= day)
            && self.ended_on.is_none_or(|last| day <= last)
    }

    /// How it stands with the consent to store on `day`.
    pub fn consent_on(&self, day: Date) -> ConsentState {
        match self.consents.on(day) {
            Some(StorageConsent { given: true, .. }) => ConsentState::Given,
            Some(StorageConsent { given: false, .. }) => ConsentState::Withdrawn,
            None if self
                .consent_rules
                .on(day)
                .is_some_and(|rule| rule.value.is_some()) =>
            {
                ConsentState::Missing
            }
            None => ConsentState::NotRequired,
        }
    }

    /// The details that may be shown on `day`, an entry of the vault.
    ///
    /// None before and after the role, none after the consent was withdrawn, and none without consent where the
    /// municipality's binding rule asks for it; a rule that is merely inferred hides nothing.
    pub fn details_on(&self, day: Date) -> Option<EntryId> {
        let hidden = match self.consent_on(day) {
            ConsentState::Given | ConsentState::NotRequired => false,
            ConsentState::Withdrawn => true,
            ConsentState::Missing => self
                .consent_rules
                .on(day)
                .is_some_and(|rule| rule.binding().is_some()),
        };
        if hidden || !self.is_active_on(day) {
            None
        } else {
            self.details.on(day).copied()
        }
    }

    /// The latest day up to `day` on which the details were confirmed.
    pub fn confirmed_on(&self, day: Date) -> Option<Date> {
        self.confirmations
            .iter()
            .copied()
            .filter(|on| *on <= day)
            .max()
    }

    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &ContactCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<ContactEvent>, ContactRefusal> {
        Unfit::check_existence(Thing::Contact, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on(ctx.occurred_on) {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            ContactCommand::DesignateContact(c) => self.designate(c, ctx),
            ContactCommand::ChangeContactDetails(c) => self.change_details(c, ctx),
            ContactCommand::ConfirmContactDetails(c) => self.confirm(c),
            ContactCommand::GiveStorageConsent(c) => Ok(self.give_consent(c)),
            ContactCommand::WithdrawStorageConsent(c) => Ok(self.withdraw_consent(c)),
            ContactCommand::EndContactRole(c) => self.end(c),
        }
    }

    fn designate(
        &self,
        c: &DesignateContact,
        ctx: &MembershipContext,
    ) -> Result<Vec<ContactEvent>, ContactRefusal> {
        ctx.facts.partner(c.partner, "partner")?;
        let consent = self.check_consent(c.consent_given_on, c.consent_text_version, ctx)?;
        let designated = ContactDesignated {
            partner: c.partner,
            person: c.person_id(),
            details: c.person.id,
            function: c.function.id,
            binding: c.binding,
            designated_on: c.designated_on,
            consent_rule: (&ctx.policy.contact_consent).into(),
        };
        Ok([Some(designated.into()), consent.map(Into::into)]
            .into_iter()
            .flatten()
            .collect())
    }

    fn change_details(
        &self,
        c: &ChangeContactDetails,
        ctx: &MembershipContext,
    ) -> Result<Vec<ContactEvent>, ContactRefusal> {
        self.check_role(ctx.occurred_on)?;
        if self.person != Some(c.person_id()) {
            return Err(ContactRefusal::PersonDiffers);
        }
        let consent = self.check_consent(c.consent_given_on, c.consent_text_version, ctx)?;
        let changed = ContactDetailsChanged {
            details: c.person.id,
            changed_on: ctx.occurred_on,
            consent_rule: (&ctx.policy.contact_consent).into(),
        };
        Ok([Some(changed.into()), consent.map(Into::into)]
            .into_iter()
            .flatten()
            .collect())
    }

    /// The consent that comes with details, after checking that details may be stored (MEM-20).
    ///
    /// A withdrawn consent must be given anew in every municipality.
    fn check_consent(
        &self,
        given_on: Option<Date>,
        text_version: Option<u16>,
        ctx: &MembershipContext,
    ) -> Result<Option<StorageConsentGiven>, ContactRefusal> {
        let rule = &ctx.policy.contact_consent;
        if let Some(given_on) = given_on {
            Unfit::check_not_in_future("consentGivenOn", given_on, ctx.today)?;
            if rule.value().is_some() && text_version.is_none() {
                warn(
                    ctx,
                    "CONSENT_TEXT_VERSION_MISSING",
                    "Es fehlt, welcher Fassung des Textes zugestimmt wurde.",
                );
            }
            return Ok(Some(StorageConsentGiven {
                given_on,
                text_version,
            }));
        }
        let withdrawn = match self.consent_on(ctx.occurred_on) {
            ConsentState::Given => return Ok(None),
            ConsentState::Withdrawn => true,
            ConsentState::Missing | ConsentState::NotRequired => false,
        };
        if withdrawn || text_version.is_some() || rule.binding().is_some() {
            return Err(ContactRefusal::ConsentMissing);
        }
        if rule.inferred().is_some() {
            warn(
                ctx,
                "CONSENT_MISSING",
                &ContactRefusal::ConsentMissing.sentence(),
            );
        }
        Ok(None)
    }

    fn confirm(&self, c: &ConfirmContactDetails) -> Result<Vec<ContactEvent>, ContactRefusal> {
        if self.confirmations.contains(&c.confirmed_on) {
            return Ok(Vec::new());
        }
        self.check_role(c.confirmed_on)?;
        Unfit::check_not_before("confirmedOn", c.confirmed_on, self.designated_on)?;
        Ok(vec![
            ContactConfirmed {
                confirmed_on: c.confirmed_on,
            }
            .into(),
        ])
    }

    fn give_consent(&self, c: &GiveStorageConsent) -> Vec<ContactEvent> {
        let given = StorageConsent {
            given: true,
            text_version: Some(c.text_version),
        };
        if self.consents.on(c.given_on) == Some(&given) {
            return Vec::new();
        }
        vec![
            StorageConsentGiven {
                given_on: c.given_on,
                text_version: Some(c.text_version),
            }
            .into(),
        ]
    }

    fn withdraw_consent(&self, c: &WithdrawStorageConsent) -> Vec<ContactEvent> {
        if self.consent_on(c.withdrawn_on) == ConsentState::Withdrawn {
            return Vec::new();
        }
        vec![
            StorageConsentWithdrawn {
                withdrawn_on: c.withdrawn_on,
            }
            .into(),
        ]
    }

    fn end(&self, c: &EndContactRole) -> Result<Vec<ContactEvent>, ContactRefusal> {
        match self.ended_on {
            Some(ended_on) if ended_on == c.ended_on => Ok(Vec::new()),
            Some(ended_on) => Err(ContactRefusal::RoleEnded { ended_on }),
            None => {
                Unfit::check_not_before("endedOn", c.ended_on, self.designated_on)?;
                Ok(vec![
                    ContactRoleEnded {
                        ended_on: c.ended_on,
                    }
                    .into(),
                ])
            }
        }
    }

    fn check_role(&self, day: Date) -> Result<(), ContactRefusal> {
        match self.ended_on {
            Some(ended_on) if ended_on < day => Err(ContactRefusal::RoleEnded { ended_on }),
            Some(_) | None => Ok(()),
        }
    }
}

fn warn(ctx: &MembershipContext, code: &str, sentence: &str) {
    ctx.warn(Warning {
        code: code.to_owned(),
        rule: "MEM-20".to_owned(),
        sentence: sentence.to_owned(),
        facts: Facts::new(),
    });
}

impl Aggregate for Contact {
    const TYPE: &'static str = "contact";
    type Command = ContactCommand;
    type Event = ContactEvent;
    type Error = ContactRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: ContactCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), ContactRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: ContactEvent) {
        match event {
            ContactEvent::ContactDesignated(e) => {
                self.partner = Some(e.partner);
                self.person = Some(e.person);
                self.function = Some(e.function);
                self.binding = e.binding;
                self.designated_on = Some(e.designated_on);
                self.details.note(Some(e.designated_on.into()), e.details);
                self.consent_rules
                    .note(Some(e.designated_on.into()), e.consent_rule);
            }
            ContactEvent::ContactDetailsChanged(e) => {
                self.details.note(Some(e.changed_on.into()), e.details);
                self.consent_rules
                    .note(Some(e.changed_on.into()), e.consent_rule);
            }
            ContactEvent::ContactConfirmed(e) => self.confirmations.push(e.confirmed_on),
            ContactEvent::StorageConsentGiven(e) => {
                let consent = StorageConsent {
                    given: true,
                    text_version: e.text_version,
                };
                self.consents.note(Some(e.given_on.into()), consent);
            }
            ContactEvent::StorageConsentWithdrawn(e) => {
                let consent = StorageConsent {
                    given: false,
                    text_version: None,
                };
                self.consents.note(Some(e.withdrawn_on.into()), consent);
            }
            ContactEvent::ContactRoleEnded(e) => self.ended_on = Some(e.ended_on),
        }
    }
}
