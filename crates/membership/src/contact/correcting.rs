//! Corrections of what was recorded of a contact, and which facts cannot stand beside each other.

use cqrs_es::DomainEvent as _;
use kernel::{
    ContactId, Correctable, Date, DomainCommand as _, EntryId, History, NewText, correct,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::Contact;
use super::command::*;
use super::decisions::Decision;
use super::error::ContactRefusal;
use super::event::ContactEvent;
use crate::facts::MembershipContext;

/// Corrects what was recorded of a contact [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectContactInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectContact {
    pub contact: ContactId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<ContactReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a contact.
    pub enum ContactReplacement for ContactCommand as "ContactReplacementInput" {
        DesignateContact,
        ChangeContactDetails,
        ChangeContactRole,
        RequestConfirmation,
        ConfirmContactDetails,
        GiveStorageConsent,
        WithdrawStorageConsent,
        EndContactRole,
    }
}

impl CorrectContact {
    /// The command that should have been given, about this contact where it names none.
    pub(super) fn instead(&self) -> Option<ContactCommand> {
        let mut command = ContactCommand::from(self.replacement.clone()?);
        if command.target().is_none() {
            command.assign(self.contact.0);
        }
        Some(command)
    }
}

/// A fact of a contact was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<ContactEvent>>,
}

impl Correctable for Contact {
    fn history(&self) -> &History<ContactEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<ContactEvent> {
        &mut self.history
    }

    fn decide(&self, command: &ContactCommand, ctx: &MembershipContext) -> Decision {
        self.decide(command, ctx)
    }

    fn check(&self) -> Result<(), ContactRefusal> {
        for (fact, event) in self.history.standing() {
            let (on, request) = course(event);
            if let (Some(on), Some(designated_on)) = (on, self.designated_on)
                && on < designated_on
            {
                return Err(ContactRefusal::FactBeforeDesignation {
                    fact,
                    on,
                    designated_on,
                });
            }
            if request.is_some_and(|request| !self.was_requested(request)) {
                return Err(ContactRefusal::FactWithoutGround {
                    fact,
                    kind: event.event_type(),
                });
            }
        }
        Ok(())
    }
}

impl Contact {
    pub(super) fn correct(&self, c: &CorrectContact, ctx: &MembershipContext) -> Decision {
        let instead = c.instead();
        if let Some(other) = instead.as_ref().and_then(|command| command.target())
            && other != c.contact.0
        {
            return Err(ContactRefusal::OtherContact {
                other: ContactId(other),
            });
        }
        // Another person is another contact, and the details told since belong to this one.
        if let Some(ContactCommand::DesignateContact(designation)) = &instead
            && self.person != Some(designation.person_id())
        {
            return Err(ContactRefusal::PersonDiffers);
        }
        correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            ContactFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })
    }

    fn was_requested(&self, request: u32) -> bool {
        let mut standing = self.history.standing();
        standing.any(
            |(_, event)| matches!(event, ContactEvent::ConfirmationRequested(e) if e.number == request),
        )
    }
}

/// The day that cannot lie before the designation, and the request that the fact answers.
fn course(event: &ContactEvent) -> (Option<Date>, Option<u32>) {
    match event {
        ContactEvent::ContactRoleChanged(e) => (Some(e.since), None),
        ContactEvent::ConfirmationRequested(e) => (Some(e.requested_on), None),
        ContactEvent::ContactConfirmed(e) => (Some(e.confirmed_on), e.request),
        ContactEvent::ContactDetailsChanged(e) => (None, e.request),
        ContactEvent::ContactRoleEnded(e) => (Some(e.ended_on), e.request),
        ContactEvent::ContactDesignated(_)
        | ContactEvent::StorageConsentGiven(_)
        | ContactEvent::StorageConsentWithdrawn(_)
        | ContactEvent::ContactFactCorrected(_) => (None, None),
    }
}
