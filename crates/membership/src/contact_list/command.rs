//! What may be done with the contact lists of a kind.

use kernel::{
    ContactListId, Date, DomainCommand, NetworkId, NewText, PartnerId, StreamId, VaultEntry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ContactListKind, list_id};

/// Issues the contact list [Kontaktliste herausgeben] (AGR-22, MEM-18).
///
/// Its version follows the last one, from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "IssueContactListInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IssueContactList {
    pub kind: ContactListKind,
    /// Of which network; absent for the whole municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
    /// The day whose contacts it shows [Stand].
    pub as_of: Date,
    /// When it goes out; not before the day that it shows.
    pub issued_on: Date,
    /// The partners that get it: at least one, each once, at most 5,000.
    #[schemars(length(min = 1, max = 5000))]
    pub recipients: Vec<PartnerId>,
}

/// Withdraws an issue that was wrong [Ausgabe zurückziehen]; its number stays taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "WithdrawContactListIssueInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawContactListIssue {
    pub list: ContactListId,
    pub version: u32,
    /// Why [Grund].
    pub reason: NewText,
    pub withdrawn_on: Date,
}

/// Corrects what was recorded of the lists of a kind [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectContactListInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectContactList {
    pub list: ContactListId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<ContactListReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of the lists of a kind.
    pub enum ContactListReplacement for ContactListCommand as "ContactListReplacementInput" {
        IssueContactList,
        WithdrawContactListIssue,
    }
}

kernel::commands! {
    /// What may be done with the contact lists of a kind.
    pub enum ContactListCommand {
        IssueContactList = "issue-contact-list",
        WithdrawContactListIssue = "withdraw-contact-list-issue",
        CorrectContactList = "correct-contact-list",
    }
}

impl IssueContactList {
    /// The stream of its kind and network.
    pub fn list(&self) -> ContactListId {
        list_id(self.kind, self.network)
    }
}

impl CorrectContactList {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<ContactListCommand> {
        self.replacement.clone().map(ContactListCommand::from)
    }
}

impl ContactListCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::IssueContactList(c) => Some(("issuedOn", c.issued_on)),
            Self::WithdrawContactListIssue(c) => Some(("withdrawnOn", c.withdrawn_on)),
            Self::CorrectContactList(c) => c.instead().and_then(|command| command.recorded_on()),
        }
    }
}

impl DomainCommand for ContactListCommand {
    const STREAM: &'static str = "contact-list";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::IssueContactList(c) => c.list(),
            Self::WithdrawContactListIssue(c) => c.list,
            Self::CorrectContactList(c) => c.list,
        };
        Some(id.0)
    }

    fn assign(&mut self, _: Uuid) {}

    /// The first issue makes the stream, a later one finds it.
    fn creates(&self) -> bool {
        false
    }

    /// Not the recipients: whether each still is a partner is asked when the list goes out.
    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::IssueContactList(c) => c
                .network
                .iter()
                .map(|id| StreamId::new("network", id.0))
                .collect(),
            Self::WithdrawContactListIssue(_) => Vec::new(),
            Self::CorrectContactList(c) => {
                c.instead().map_or_else(Vec::new, |command| command.reads())
            }
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::IssueContactList(_) => Vec::new(),
            Self::WithdrawContactListIssue(c) => vec![(&c.reason).into()],
            Self::CorrectContactList(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }
}
