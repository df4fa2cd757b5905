//! A contact's state: every dated fact, in the order in which it was told.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{ContactId, Date, EntryId, Frozen, History, PartnerId, PersonId};
use serde::{Deserialize, Serialize};

use super::command::ContactCommand;
use super::error::ContactRefusal;
use super::event::ContactEvent;
use super::kind::{ConfirmationVia, ConsentGiver, ContactRole};
use crate::facts::MembershipContext;
use crate::policy::ConsentRule;
use kernel::timeline::Succession;

/// A consent that was given or withdrawn: since when says the [`Succession`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StorageConsent {
    pub given: bool,
    pub text_version: Option<u16>,
    pub given_by: Option<ConsentGiver>,
}

/// A confirmation of the details.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Confirmation {
    pub on: Date,
    pub via: Option<ConfirmationVia>,
}

/// An open request to confirm the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmationRequest {
    /// By which an answer names it.
    pub number: u32,
    pub requested_on: Date,
}

/// A contact and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contact {
    pub partner: Option<PartnerId>,
    pub person: Option<PersonId>,
    /// According to the latest fact; for a day ask [`function_on`](Self::function_on).
    pub function: Option<EntryId>,
    pub functions: Succession<EntryId>,
    /// True for the binding contact according to the latest fact; for a day ask [`role_on`](Self::role_on).
    pub binding: bool,
    pub roles: Succession<ContactRole>,
    pub designated_on: Option<Date>,
    /// The person's details (entries of the vault).
    pub details: Succession<EntryId>,
    /// What the municipality asked for, as it stood when details were stored.
    pub consent_rules: Succession<Frozen<ConsentRule>>,
    pub consents: Succession<StorageConsent>,
    pub confirmations: Vec<Confirmation>,
    /// The request that waits for an answer.
    pub confirmation_request: Option<ConfirmationRequest>,
    /// The last day of the role.
    pub ended_on: Option<Date>,
    /// The contact that took the role over.
    pub successor: Option<ContactId>,
    pub history: History<ContactEvent>,
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
        self.history.record(&event);
        match event {
            ContactEvent::ContactDesignated(e) => {
                self.partner = Some(e.partner);
                self.person = Some(e.person);
                self.designated_on = Some(e.designated_on);
                self.set_function(e.designated_on, e.function);
                let role = if e.binding {
                    ContactRole::Binding
                } else {
                    ContactRole::Deputy
                };
                self.set_role(e.designated_on, role);
                self.store(e.designated_on, e.details, e.consent_rule);
            }
            ContactEvent::ContactDetailsChanged(e) => {
                if let Some(function) = e.function {
                    self.set_function(e.changed_on, function);
                }
                self.store(e.changed_on, e.details, e.consent_rule);
                self.confirmation_request = None;
            }
            ContactEvent::ContactRoleChanged(e) => self.set_role(e.since, e.role),
            ContactEvent::ConfirmationRequested(e) => {
                self.confirmation_request = Some(ConfirmationRequest {
                    number: e.number,
                    requested_on: e.requested_on,
                });
            }
            ContactEvent::ContactConfirmed(e) => {
                self.confirmations.push(Confirmation {
                    on: e.confirmed_on,
                    via: e.via,
                });
                self.confirmation_request = None;
            }
            ContactEvent::StorageConsentGiven(e) => {
                let consent = StorageConsent {
                    given: true,
                    text_version: e.text_version,
                    given_by: e.given_by,
                };
                self.consents.note(Some(e.given_on.into()), consent);
            }
            ContactEvent::StorageConsentWithdrawn(e) => {
                let consent = StorageConsent {
                    given: false,
                    text_version: None,
                    given_by: None,
                };
                self.consents.note(Some(e.withdrawn_on.into()), consent);
            }
            ContactEvent::ContactRoleEnded(e) => {
                self.ended_on = Some(e.ended_on);
                self.successor = e.successor;
                self.confirmation_request = None;
            }
            ContactEvent::ContactFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Contact {
    fn set_function(&mut self, since: Date, function: EntryId) {
        self.functions.note(Some(since.into()), function);
        self.function = self.functions.on(Date::MAX).copied();
    }

    fn set_role(&mut self, since: Date, role: ContactRole) {
        self.roles.note(Some(since.into()), role);
        self.binding = self.roles.on(Date::MAX) == Some(&ContactRole::Binding);
    }

    fn store(&mut self, since: Date, details: EntryId, rule: Frozen<ConsentRule>) {
        self.details.note(Some(since.into()), details);
        self.consent_rules.note(Some(since.into()), rule);
    }
}
