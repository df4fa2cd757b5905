//! What may be done with a contact.

use kernel::{
    ContactId, Date, DomainCommand, NewPerson, NewText, PartnerId, PersonId, StreamId, VaultEntry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::correcting::CorrectContact;
use super::kind::{ConfirmationVia, ConsentGiver, ContactRole};

/// Designates a contact of a partner [Ansprechperson benennen] (MEM-14 … MEM-17).
///
/// Refused without the consent to store where the municipality asks for it (MEM-20).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DesignateContactInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DesignateContact {
    /// The new contact's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ContactId>,
    pub partner: PartnerId,
    pub person: NewPerson,
    /// The function in which the person speaks, such as „Leitung“ [Funktion].
    pub function: NewText,
    /// True for the binding contact [verbindlich, fest], false for a deputy who stands in [Vertretung].
    pub binding: bool,
    pub designated_on: Date,
    /// When the consent to store was given [Einwilligung].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_given_on: Option<Date>,
    /// The version of the text that was consented to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_text_version: Option<u16>,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_given_by: Option<ConsentGiver>,
}

/// Records other details of the same person from the business date on [Veränderung anzeigen] (MEM-18, MEM-19).
///
/// Another person is another contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeContactDetailsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeContactDetails {
    pub contact: ContactId,
    pub person: NewPerson,
    /// The function, where it is another one from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<NewText>,
    /// How the office learnt it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<ConfirmationVia>,
    /// The number of the request that this answers; refused unless that request is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<u32>,
    /// When the consent to store was given, where it is needed and not recorded yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_given_on: Option<Date>,
    /// The version of the text that was consented to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_text_version: Option<u16>,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_given_by: Option<ConsentGiver>,
}

/// Records that the contact speaks in another role from a day on [verbindlich oder Vertretung] (MEM-14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeContactRoleInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeContactRole {
    pub contact: ContactId,
    pub role: ContactRole,
    pub since: Date,
}

/// Records that the contact was asked whether the details are still right [Bestätigung anfragen] (MEM-18, MEM-19).
///
/// The request's number is the number of the fact. A signed link names it, and it is answered once: a confirmation, a
/// change, the end of the role, or a later request closes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RequestConfirmationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestConfirmation {
    pub contact: ContactId,
    pub requested_on: Date,
}

/// Records that the details are still right [Angaben bestätigen] (MEM-18, MEM-19).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ConfirmContactDetailsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmContactDetails {
    pub contact: ContactId,
    pub confirmed_on: Date,
    /// How the office learnt it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<ConfirmationVia>,
    /// The number of the request that this answers; refused unless that request is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<u32>,
}

/// Records the consent to store [Einwilligung in die Speicherung] (MEM-20).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "GiveStorageConsentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GiveStorageConsent {
    pub contact: ContactId,
    pub given_on: Date,
    /// The version of the text that was consented to.
    pub text_version: u16,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_by: Option<ConsentGiver>,
}

/// Records that the consent is withdrawn [Widerruf]: the details are shown no more (MEM-20).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "WithdrawStorageConsentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawStorageConsent {
    pub contact: ContactId,
    pub withdrawn_on: Date,
}

/// Ends a contact's role [Ansprechperson scheidet aus]; the day may lie ahead (MEM-14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EndContactRoleInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndContactRole {
    pub contact: ContactId,
    /// The last day.
    pub ended_on: Date,
    /// The contact that takes the role over [Nachfolge], designated already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<ContactId>,
    /// How the office learnt it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<ConfirmationVia>,
    /// The number of the request that this answers; refused unless that request is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<u32>,
}

kernel::commands! {
    /// What may be done with a contact.
    pub enum ContactCommand {
        DesignateContact = "designate-contact",
        ChangeContactDetails = "change-contact-details",
        ChangeContactRole = "change-contact-role",
        RequestConfirmation = "request-confirmation",
        ConfirmContactDetails = "confirm-contact-details",
        GiveStorageConsent = "give-storage-consent",
        WithdrawStorageConsent = "withdraw-storage-consent",
        EndContactRole = "end-contact-role",
        CorrectContact = "correct-contact",
    }
}

impl DesignateContact {
    /// The person: the one named in the details, else one that has the contact's id.
    pub fn person_id(&self) -> PersonId {
        let made = PersonId(self.id.map_or(self.person.id.0, |contact| contact.0));
        self.person.content.id.unwrap_or(made)
    }
}

impl ChangeContactDetails {
    /// The person: the one named in the details, else one that has the contact's id.
    pub fn person_id(&self) -> PersonId {
        self.person.content.id.unwrap_or(PersonId(self.contact.0))
    }
}

impl ContactCommand {
    /// The field and the day of the fact that the command records, `occurredOn` where it names no day of its own;
    /// such a day cannot lie ahead.
    ///
    /// The end of a role is not among them: it is announced.
    pub fn recorded_on(&self, occurred_on: Date) -> Option<(&'static str, Date)> {
        match self {
            Self::DesignateContact(c) => Some(("designatedOn", c.designated_on)),
            Self::ChangeContactRole(c) => Some(("since", c.since)),
            Self::RequestConfirmation(c) => Some(("requestedOn", c.requested_on)),
            Self::ConfirmContactDetails(c) => Some(("confirmedOn", c.confirmed_on)),
            Self::GiveStorageConsent(c) => Some(("givenOn", c.given_on)),
            Self::WithdrawStorageConsent(c) => Some(("withdrawnOn", c.withdrawn_on)),
            Self::ChangeContactDetails(_) => Some(("occurredOn", occurred_on)),
            Self::CorrectContact(c) => c.instead().and_then(|c| c.recorded_on(occurred_on)),
            Self::EndContactRole(_) => None,
        }
    }
}

/// The details' entry with its person as subject, inside the content too.
fn details(person: &NewPerson, id: PersonId) -> VaultEntry {
    let mut person = person.clone();
    person.content.id = Some(id);
    (&person).into()
}

impl DomainCommand for ContactCommand {
    const STREAM: &'static str = "contact";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::DesignateContact(c) => c.id,
            Self::ChangeContactDetails(c) => Some(c.contact),
            Self::ChangeContactRole(c) => Some(c.contact),
            Self::RequestConfirmation(c) => Some(c.contact),
            Self::ConfirmContactDetails(c) => Some(c.contact),
            Self::GiveStorageConsent(c) => Some(c.contact),
            Self::WithdrawStorageConsent(c) => Some(c.contact),
            Self::EndContactRole(c) => Some(c.contact),
            Self::CorrectContact(c) => Some(c.contact),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::DesignateContact(c) = self {
            c.id = Some(ContactId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::DesignateContact(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::DesignateContact(c) => vec![StreamId::new("partner", c.partner.0)],
            Self::EndContactRole(c) => c
                .successor
                .filter(|successor| *successor != c.contact)
                .map(|successor| StreamId::new("contact", successor.0))
                .into_iter()
                .collect(),
            Self::CorrectContact(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::ChangeContactDetails(_)
            | Self::ChangeContactRole(_)
            | Self::RequestConfirmation(_)
            | Self::ConfirmContactDetails(_)
            | Self::GiveStorageConsent(_)
            | Self::WithdrawStorageConsent(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::DesignateContact(c) => {
                vec![details(&c.person, c.person_id()), (&c.function).into()]
            }
            Self::ChangeContactDetails(c) => {
                let mut entries = vec![details(&c.person, c.person_id())];
                entries.extend(c.function.iter().map(VaultEntry::from));
                entries
            }
            Self::CorrectContact(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::ChangeContactRole(_)
            | Self::RequestConfirmation(_)
            | Self::ConfirmContactDetails(_)
            | Self::GiveStorageConsent(_)
            | Self::WithdrawStorageConsent(_)
            | Self::EndContactRole(_) => Vec::new(),
        }
    }
}
