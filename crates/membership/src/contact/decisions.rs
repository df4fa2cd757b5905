//! What a contact's command makes happen: one function per command.

use kernel::{Date, DomainCommand, Facts, Refusal, Strength, Warning, facts};

use super::aggregate::{Contact, StorageConsent};
use super::command::*;
use super::error::ContactRefusal;
use super::event::*;
use super::kind::{ConsentGiver, ContactRole};
use super::reading::ConsentState;
use crate::facts::MembershipContext;
use crate::partner::MembershipState;
use crate::plausibility;
use crate::unfit::{Thing, Unfit};

pub(super) type Decision = Result<Vec<ContactEvent>, ContactRefusal>;

/// The consent that came with details.
struct ConsentTold {
    on: Option<Date>,
    text_version: Option<u16>,
    by: Option<ConsentGiver>,
}

impl Contact {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &ContactCommand, ctx: &MembershipContext) -> Decision {
        Unfit::check_existence(Thing::Contact, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on(ctx.occurred_on) {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            ContactCommand::DesignateContact(c) => self.designate(c, ctx),
            ContactCommand::ChangeContactDetails(c) => self.change_details(c, ctx),
            ContactCommand::ChangeContactRole(c) => self.change_role(c),
            ContactCommand::RequestConfirmation(c) => self.request_confirmation(c),
            ContactCommand::ConfirmContactDetails(c) => self.confirm(c),
            ContactCommand::GiveStorageConsent(c) => Ok(self.give_consent(c)),
            ContactCommand::WithdrawStorageConsent(c) => Ok(self.withdraw_consent(c)),
            ContactCommand::EndContactRole(c) => self.end(c, ctx),
            ContactCommand::CorrectContact(c) => self.correct(c, ctx),
        }
    }

    fn designate(&self, c: &DesignateContact, ctx: &MembershipContext) -> Decision {
        let partner = ctx.facts.partner(c.partner, "partner")?;
        match partner.state_on(c.designated_on) {
            MembershipState::Requested | MembershipState::Clarified | MembershipState::Active => {}
            state @ (MembershipState::Declined | MembershipState::Ended) => {
                return Err(ContactRefusal::PartnerNotActive { state });
            }
        }
        let told = ConsentTold {
            on: c.consent_given_on,
            text_version: c.consent_text_version,
            by: c.consent_given_by,
        };
        let consent = self.check_consent(&told, ctx)?;
        plausibility::warn_person(ctx, "person", &c.person.content);
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

    fn change_details(&self, c: &ChangeContactDetails, ctx: &MembershipContext) -> Decision {
        self.check_request(c.request)?;
        self.check_role(ctx.occurred_on)?;
        if self.person != Some(c.person_id()) {
            return Err(ContactRefusal::PersonDiffers);
        }
        let told = ConsentTold {
            on: c.consent_given_on,
            text_version: c.consent_text_version,
            by: c.consent_given_by,
        };
        let consent = self.check_consent(&told, ctx)?;
        plausibility::warn_person(ctx, "person", &c.person.content);
        let changed = ContactDetailsChanged {
            details: c.person.id,
            function: c.function.as_ref().map(|function| function.id),
            changed_on: ctx.occurred_on,
            consent_rule: (&ctx.policy.contact_consent).into(),
            via: c.via,
            request: c.request,
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
        told: &ConsentTold,
        ctx: &MembershipContext,
    ) -> Result<Option<StorageConsentGiven>, ContactRefusal> {
        let rule = &ctx.policy.contact_consent;
        if let Some(given_on) = told.on {
            Unfit::check_not_in_future("consentGivenOn", given_on, ctx.today)?;
            if rule.value().is_some() && told.text_version.is_none() {
                warn(
                    ctx,
                    "CONSENT_TEXT_VERSION_MISSING",
                    "Es fehlt, welcher Fassung des Textes zugestimmt wurde.",
                );
            }
            return Ok(Some(StorageConsentGiven {
                given_on,
                text_version: told.text_version,
                given_by: told.by,
            }));
        }
        let withdrawn = match self.consent_on(ctx.occurred_on) {
            ConsentState::Given => return Ok(None),
            ConsentState::Withdrawn => true,
            ConsentState::Missing | ConsentState::NotRequired => false,
        };
        let half_told = told.text_version.is_some() || told.by.is_some();
        if withdrawn || half_told || rule.binding().is_some() {
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

    fn change_role(&self, c: &ChangeContactRole) -> Decision {
        self.check_role(c.since)?;
        Unfit::check_not_before("since", c.since, self.designated_on)?;
        if self.roles.on(c.since) == Some(&c.role) {
            return Ok(Vec::new());
        }
        Ok(vec![
            ContactRoleChanged {
                role: c.role,
                since: c.since,
            }
            .into(),
        ])
    }

    fn request_confirmation(&self, c: &RequestConfirmation) -> Decision {
        let open = self.confirmation_request;
        if open.is_some_and(|request| request.requested_on == c.requested_on) {
            return Ok(Vec::new());
        }
        self.check_role(c.requested_on)?;
        Unfit::check_not_before("requestedOn", c.requested_on, self.designated_on)?;
        if self.details_on(c.requested_on).is_none() {
            return Err(ContactRefusal::DetailsHidden {
                day: c.requested_on,
            });
        }
        let number = u32::try_from(self.history.len() + 1).expect("a stream is short");
        Ok(vec![
            ConfirmationRequested {
                number,
                requested_on: c.requested_on,
            }
            .into(),
        ])
    }

    /// An answer names the request that is open, or none: a link counts once.
    fn check_request(&self, request: Option<u32>) -> Result<(), ContactRefusal> {
        let open = self.confirmation_request.map(|request| request.number);
        match request {
            Some(request) if open != Some(request) => {
                Err(ContactRefusal::ConfirmationClosed { request, open })
            }
            Some(_) | None => Ok(()),
        }
    }

    fn confirm(&self, c: &ConfirmContactDetails) -> Decision {
        self.check_request(c.request)?;
        let told = self.confirmations.iter().any(|t| t.on == c.confirmed_on);
        if told && self.confirmation_request.is_none() {
            return Ok(Vec::new());
        }
        self.check_role(c.confirmed_on)?;
        Unfit::check_not_before("confirmedOn", c.confirmed_on, self.designated_on)?;
        Ok(vec![
            ContactConfirmed {
                confirmed_on: c.confirmed_on,
                via: c.via,
                request: c.request,
            }
            .into(),
        ])
    }

    fn give_consent(&self, c: &GiveStorageConsent) -> Vec<ContactEvent> {
        let given = StorageConsent {
            given: true,
            text_version: Some(c.text_version),
            given_by: c.given_by,
        };
        if self.consents.on(c.given_on) == Some(&given) {
            return Vec::new();
        }
        vec![
            StorageConsentGiven {
                given_on: c.given_on,
                text_version: Some(c.text_version),
                given_by: c.given_by,
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

    fn end(&self, c: &EndContactRole, ctx: &MembershipContext) -> Decision {
        self.check_request(c.request)?;
        let again = c.successor.is_none() || c.successor == self.successor;
        match self.ended_on {
            Some(ended_on) if ended_on == c.ended_on && again => return Ok(Vec::new()),
            Some(ended_on) => return Err(ContactRefusal::RoleEnded { ended_on }),
            None => {}
        }
        Unfit::check_not_before("endedOn", c.ended_on, self.designated_on)?;
        self.check_successor(c, ctx)?;
        Ok(vec![
            ContactRoleEnded {
                ended_on: c.ended_on,
                successor: c.successor,
                via: c.via,
                request: c.request,
            }
            .into(),
        ])
    }

    /// A successor speaks for the same partner. Without one, a binding contact's end is warned of where the
    /// municipality wants a contact: nobody can be forced to exist (MEM-14, MEM-16).
    fn check_successor(
        &self,
        c: &EndContactRole,
        ctx: &MembershipContext,
    ) -> Result<(), ContactRefusal> {
        if let Some(successor) = c.successor {
            if successor == c.contact {
                return Err(ContactRefusal::SuccessorIsSelf);
            }
            let partner = ctx.facts.contact(successor, "successor")?;
            return if Some(partner) == self.partner {
                Ok(())
            } else {
                Err(ContactRefusal::SuccessorOfOtherPartner { successor, partner })
            };
        }
        let rule = match ctx.policy.contact_duty.value().map(|duty| duty.strength) {
            Some(Strength::Must) => "MEM-14",
            Some(Strength::Should) => "MEM-16",
            Some(Strength::Approx | Strength::May) | None => return Ok(()),
        };
        if self.roles.on(c.ended_on) == Some(&ContactRole::Binding) {
            ctx.warn(Warning {
                code: "CONTACT_WITHOUT_SUCCESSOR".to_owned(),
                rule: rule.to_owned(),
                sentence:
                    "Eine Nachfolge ist nicht genannt; bitte eine neue Ansprechperson benennen lassen."
                        .to_owned(),
                facts: facts! { "endedOn" => c.ended_on },
            });
        }
        Ok(())
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
