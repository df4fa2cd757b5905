//! A circular's state, and what its commands make happen.

use std::collections::BTreeSet;

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::entry::NAME_MAX;
use kernel::{
    Correctable, Date, DocumentRef, DomainCommand, EntryId, History, NetworkId, NewText, PartnerId,
    correct,
};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::CircularRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};
use kernel::recipients;

/// More than any mail carries.
pub(super) const ATTACHMENTS_MAX: usize = 20;

kernel::code! {
    /// How far a circular is [Stand des Rundschreibens].
    pub enum CircularState {
        /// it may change
        Draft = "Entwurf",
        /// mail carries it as it stands
        Released = "freigegeben",
        /// it never went out
        Withdrawn = "verworfen",
    }
}

/// A circular and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Circular {
    pub drafted_on: Option<Date>,
    /// Subject and body (entries of the vault) as they stand.
    pub subject: Option<EntryId>,
    pub body: Option<EntryId>,
    pub attachments: Vec<DocumentRef>,
    pub recipients: Vec<PartnerId>,
    pub network: Option<NetworkId>,
    pub released_on: Option<Date>,
    pub withdrawn_on: Option<Date>,
    pub history: History<CircularEvent>,
}

/// A released circular as mail carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release<'a> {
    pub released_on: Date,
    pub subject: EntryId,
    pub body: EntryId,
    pub attachments: &'a [DocumentRef],
    pub recipients: &'a [PartnerId],
}

impl Circular {
    pub fn exists(&self) -> bool {
        self.drafted_on.is_some()
    }

    /// How far it is on `day`; `None` before it was drafted.
    pub fn state_on(&self, day: Date) -> Option<CircularState> {
        self.drafted_on.filter(|on| *on <= day)?;
        let by = |on: Option<Date>| on.is_some_and(|on| on <= day);
        Some(if by(self.released_on) {
            CircularState::Released
        } else if by(self.withdrawn_on) {
            CircularState::Withdrawn
        } else {
            CircularState::Draft
        })
    }

    /// What mail carries; `None` while it is not released.
    pub fn release(&self) -> Option<Release<'_>> {
        Some(Release {
            released_on: self.released_on?,
            subject: self.subject?,
            body: self.body?,
            attachments: &self.attachments,
            recipients: &self.recipients,
        })
    }

    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &CircularCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<CircularEvent>, CircularRefusal> {
        Unfit::check_existence(Thing::Circular, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            CircularCommand::DraftCircular(c) => {
                if let Some(network) = c.network {
                    ctx.facts.network(network, "network", c.drafted_on)?;
                }
                check_text(&c.subject, &c.attachments)?;
                recipients::check(&c.recipients)?;
                let event = CircularDrafted {
                    subject: c.subject.id,
                    body: c.body.id,
                    attachments: c.attachments.clone(),
                    recipients: c.recipients.clone(),
                    network: c.network,
                    drafted_on: c.drafted_on,
                };
                Ok(vec![event.into()])
            }
            CircularCommand::ReviseCircular(c) => {
                self.check_draft()?;
                check_text(&c.subject, &c.attachments)?;
                let event = CircularRevised {
                    subject: c.subject.id,
                    body: c.body.id,
                    attachments: c.attachments.clone(),
                };
                Ok(vec![event.into()])
            }
            CircularCommand::SetCircularRecipients(c) => self.set_recipients(c, ctx),
            CircularCommand::ReleaseCircular(c) => self.decide_release(c),
            CircularCommand::WithdrawCircular(c) => self.withdraw(c),
            CircularCommand::CorrectCircular(c) => self.correct(c, ctx),
        }
    }

    fn set_recipients(
        &self,
        c: &SetCircularRecipients,
        ctx: &MembershipContext,
    ) -> Result<Vec<CircularEvent>, CircularRefusal> {
        self.check_draft()?;
        if let Some(network) = c.network {
            ctx.facts.network(network, "network", ctx.occurred_on)?;
        }
        recipients::check(&c.recipients)?;
        if self.recipients == c.recipients && self.network == c.network {
            return Ok(Vec::new());
        }
        let event = CircularRecipientsSet {
            recipients: c.recipients.clone(),
            network: c.network,
        };
        Ok(vec![event.into()])
    }

    fn decide_release(&self, c: &ReleaseCircular) -> Result<Vec<CircularEvent>, CircularRefusal> {
        if self.released_on == Some(c.released_on) {
            return Ok(Vec::new());
        }
        self.check_draft()?;
        recipients::check_some(&self.recipients)?;
        Unfit::check_not_before("releasedOn", c.released_on, self.drafted_on)?;
        let event = CircularReleased {
            released_on: c.released_on,
        };
        Ok(vec![event.into()])
    }

    fn withdraw(&self, c: &WithdrawCircular) -> Result<Vec<CircularEvent>, CircularRefusal> {
        if self.withdrawn_on == Some(c.withdrawn_on) {
            return Ok(Vec::new());
        }
        self.check_draft()?;
        Unfit::check_not_before("withdrawnOn", c.withdrawn_on, self.drafted_on)?;
        let event = CircularWithdrawn {
            withdrawn_on: c.withdrawn_on,
        };
        Ok(vec![event.into()])
    }

    /// After the release, only its day can be corrected: what left the house cannot be taken back.
    fn correct(
        &self,
        c: &CorrectCircular,
        ctx: &MembershipContext,
    ) -> Result<Vec<CircularEvent>, CircularRefusal> {
        let instead = c.instead();
        let of_the_day = matches!(instead, Some(CircularCommand::ReleaseCircular(_)));
        if let (Some(released_on), false) = (self.released_on, of_the_day) {
            return Err(CircularRefusal::Released { released_on });
        }
        correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            CircularFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })
    }

    fn check_draft(&self) -> Result<(), CircularRefusal> {
        match (self.released_on, self.withdrawn_on) {
            (Some(released_on), _) => Err(CircularRefusal::Released { released_on }),
            (None, Some(withdrawn_on)) => Err(CircularRefusal::Withdrawn { withdrawn_on }),
            (None, None) => Ok(()),
        }
    }
}

fn check_text(subject: &NewText, attachments: &[DocumentRef]) -> Result<(), CircularRefusal> {
    let length = subject.content.0.chars().count();
    if length > NAME_MAX || subject.content.0.contains(['\n', '\t']) {
        return Err(CircularRefusal::SubjectNotALine { length });
    }
    if attachments.len() > ATTACHMENTS_MAX {
        return Err(CircularRefusal::AttachmentsTooMany {
            count: attachments.len(),
        });
    }
    let mut seen = BTreeSet::new();
    if attachments
        .iter()
        .all(|document| seen.insert(document.sha256))
    {
        Ok(())
    } else {
        Err(CircularRefusal::AttachmentTwice)
    }
}

impl Aggregate for Circular {
    const TYPE: &'static str = "circular";
    type Command = CircularCommand;
    type Event = CircularEvent;
    type Error = CircularRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: CircularCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), CircularRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: CircularEvent) {
        self.history.record(&event);
        match event {
            CircularEvent::CircularDrafted(e) => {
                self.drafted_on = Some(e.drafted_on);
                self.subject = Some(e.subject);
                self.body = Some(e.body);
                self.attachments = e.attachments;
                self.recipients = e.recipients;
                self.network = e.network;
            }
            CircularEvent::CircularRevised(e) => {
                self.subject = Some(e.subject);
                self.body = Some(e.body);
                self.attachments = e.attachments;
            }
            CircularEvent::CircularRecipientsSet(e) => {
                self.recipients = e.recipients;
                self.network = e.network;
            }
            CircularEvent::CircularReleased(e) => self.released_on = Some(e.released_on),
            CircularEvent::CircularWithdrawn(e) => self.withdrawn_on = Some(e.withdrawn_on),
            CircularEvent::CircularFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Correctable for Circular {
    fn history(&self) -> &History<CircularEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<CircularEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &CircularCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<CircularEvent>, CircularRefusal> {
        self.decide(command, ctx)
    }

    /// Nothing changes after the release or the withdrawal, there is one of both, and the withdrawal does not lie
    /// before the draft. Of the release, only its day changes, decided anew on the draft as it was released.
    fn check(&self) -> Result<(), CircularRefusal> {
        let last = self.history.standing().last().map(|(_, event)| event);
        if let Some(released_on) = self.released_on
            && (self.withdrawn_on.is_some()
                || !matches!(last, Some(CircularEvent::CircularReleased(_))))
        {
            return Err(CircularRefusal::Released { released_on });
        }
        if let Some(withdrawn_on) = self.withdrawn_on {
            Unfit::check_not_before("replacement", withdrawn_on, self.drafted_on)?;
            let facts = self.history.standing();
            let withdrawals = facts
                .filter(|(_, event)| matches!(event, CircularEvent::CircularWithdrawn(_)))
                .count();
            if withdrawals > 1 || !matches!(last, Some(CircularEvent::CircularWithdrawn(_))) {
                return Err(CircularRefusal::Withdrawn { withdrawn_on });
            }
        }
        Ok(())
    }
}
