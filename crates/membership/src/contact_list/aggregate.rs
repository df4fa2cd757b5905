//! The issues of a list, and what its commands make happen.

use std::collections::BTreeSet;

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Correctable, Date, DomainCommand, EntryId, History, NetworkId, PartnerId, correct};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::ContactListRefusal;
use super::event::*;
use super::{ContactListKind, TEMPLATE};
use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};
use kernel::recipients;

/// The contact lists of a kind, of a network or of the municipality.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactList {
    pub kind: Option<ContactListKind>,
    pub network: Option<NetworkId>,
    /// In the order of their versions.
    pub issues: Vec<Issue>,
    pub history: History<ContactListEvent>,
}

/// An issue [Ausgabe]: the recipe of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Issue {
    pub version: u32,
    /// The day whose contacts it shows.
    pub as_of: Date,
    pub issued_on: Date,
    pub recipients: Vec<PartnerId>,
    pub template: u16,
    pub withdrawn: Option<Withdrawal>,
}

/// Since when an issue counts no more, and why (an entry of the vault).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withdrawal {
    pub on: Date,
    pub reason: EntryId,
}

impl ContactList {
    pub fn exists(&self) -> bool {
        self.kind.is_some()
    }

    /// The issue in force on `day`: the last one issued by then and not withdrawn by then.
    pub fn current_on(&self, day: Date) -> Option<&Issue> {
        self.issues
            .iter()
            .filter(|issue| issue.issued_on <= day)
            .filter(|issue| issue.withdrawn.as_ref().is_none_or(|gone| day < gone.on))
            .max_by_key(|issue| issue.version)
    }

    /// The issue with that version.
    pub fn issue(&self, version: u32) -> Option<&Issue> {
        self.issues.iter().find(|issue| issue.version == version)
    }

    /// The version that was given last, 0 before the first.
    pub fn latest_version(&self) -> u32 {
        self.issues.last().map_or(0, |issue| issue.version)
    }

    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &ContactListCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<ContactListEvent>, ContactListRefusal> {
        // Issuing makes the list or adds to it; all else needs one.
        if !matches!(command, ContactListCommand::IssueContactList(_)) {
            Unfit::check_existence(Thing::ContactList, self.exists(), false)?;
        }
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            ContactListCommand::IssueContactList(c) => self.issue_anew(c, ctx),
            ContactListCommand::WithdrawContactListIssue(c) => self.withdraw(c),
            ContactListCommand::CorrectContactList(c) => self.correct(c, ctx),
        }
    }

    fn issue_anew(
        &self,
        c: &IssueContactList,
        ctx: &MembershipContext,
    ) -> Result<Vec<ContactListEvent>, ContactListRefusal> {
        if let Some(network) = c.network {
            ctx.facts.network(network, "network", c.as_of)?;
        }
        recipients::check_some(&c.recipients)?;
        // Issued before the day that it shows, it would promise what nobody knew.
        Unfit::check_not_before("issuedOn", c.issued_on, Some(c.as_of))?;
        let last = self.issues.last();
        Unfit::check_not_before("asOf", c.as_of, last.map(|issue| issue.as_of))?;
        Unfit::check_not_before("issuedOn", c.issued_on, last.map(|issue| issue.issued_on))?;
        let event = ContactListIssued {
            kind: c.kind,
            network: c.network,
            version: self.latest_version() + 1,
            as_of: c.as_of,
            issued_on: c.issued_on,
            recipients: c.recipients.clone(),
            template: TEMPLATE,
        };
        Ok(vec![event.into()])
    }

    fn withdraw(
        &self,
        c: &WithdrawContactListIssue,
    ) -> Result<Vec<ContactListEvent>, ContactListRefusal> {
        let Some(issue) = self.issue(c.version) else {
            return Err(ContactListRefusal::VersionUnknown {
                version: c.version,
                latest: self.latest_version(),
            });
        };
        match &issue.withdrawn {
            Some(withdrawn) if withdrawn.on == c.withdrawn_on => Ok(Vec::new()),
            Some(withdrawn) => Err(ContactListRefusal::Withdrawn {
                version: c.version,
                withdrawn_on: withdrawn.on,
            }),
            None => {
                Unfit::check_not_before("withdrawnOn", c.withdrawn_on, Some(issue.issued_on))?;
                let event = ContactListIssueWithdrawn {
                    version: c.version,
                    reason: c.reason.id,
                    withdrawn_on: c.withdrawn_on,
                };
                Ok(vec![event.into()])
            }
        }
    }

    /// A replacement must be of the same kind and network: another list has a stream of its own.
    fn correct(
        &self,
        c: &CorrectContactList,
        ctx: &MembershipContext,
    ) -> Result<Vec<ContactListEvent>, ContactListRefusal> {
        let instead = c.instead();
        let other = instead.as_ref().and_then(DomainCommand::target);
        if other.is_some_and(|id| id != c.list.0) {
            return Err(ContactListRefusal::OtherList);
        }
        correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            ContactListFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })
    }
}

impl Aggregate for ContactList {
    const TYPE: &'static str = "contact-list";
    type Command = ContactListCommand;
    type Event = ContactListEvent;
    type Error = ContactListRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: ContactListCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), ContactListRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: ContactListEvent) {
        self.history.record(&event);
        match event {
            ContactListEvent::ContactListIssued(e) => {
                self.kind = Some(e.kind);
                self.network = e.network;
                self.issues.push(Issue {
                    version: e.version,
                    as_of: e.as_of,
                    issued_on: e.issued_on,
                    recipients: e.recipients,
                    template: e.template,
                    withdrawn: None,
                });
            }
            ContactListEvent::ContactListIssueWithdrawn(e) => {
                let issue = self
                    .issues
                    .iter_mut()
                    .find(|issue| issue.version == e.version);
                if let Some(issue) = issue {
                    issue.withdrawn = Some(Withdrawal {
                        on: e.withdrawn_on,
                        reason: e.reason,
                    });
                }
            }
            ContactListEvent::ContactListFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Correctable for ContactList {
    fn history(&self) -> &History<ContactListEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<ContactListEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &ContactListCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<ContactListEvent>, ContactListRefusal> {
        self.decide(command, ctx)
    }

    /// Versions stay dense and in order, and what is withdrawn was issued, once.
    fn check(&self) -> Result<(), ContactListRefusal> {
        for (version, issue) in (1..).zip(&self.issues) {
            if issue.version != version {
                return Err(ContactListRefusal::VersionMissing {
                    version,
                    latest: self.latest_version(),
                });
            }
        }
        for pair in self.issues.windows(2) {
            Unfit::check_not_before("replacement", pair[1].as_of, Some(pair[0].as_of))?;
            Unfit::check_not_before("replacement", pair[1].issued_on, Some(pair[0].issued_on))?;
        }
        let mut withdrawn = BTreeSet::new();
        for (_, event) in self.history.standing() {
            if let ContactListEvent::ContactListIssueWithdrawn(e) = event {
                let Some(issue) = self.issue(e.version) else {
                    return Err(ContactListRefusal::VersionUnknown {
                        version: e.version,
                        latest: self.latest_version(),
                    });
                };
                Unfit::check_not_before("replacement", e.withdrawn_on, Some(issue.issued_on))?;
                if !withdrawn.insert(e.version) {
                    return Err(ContactListRefusal::Withdrawn {
                        version: e.version,
                        withdrawn_on: e.withdrawn_on,
                    });
                }
            }
        }
        Ok(())
    }
}
