//! A site's state, what holds of it on a day, and what its commands make happen.

use std::collections::BTreeSet;

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::entry::NAME_MAX;
use kernel::{
    Correctable, Date, DocumentRef, DomainCommand, EntryId, History, PartialDate, PartnerId,
    RegionId, SiteDocumentId, correct,
};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::SiteRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};
use kernel::timeline::Succession;

type Decision = Result<Vec<SiteEvent>, SiteRefusal>;

/// A site and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Site {
    /// Its names (entries of the vault).
    pub names: Succession<EntryId>,
    pub region: Option<RegionId>,
    pub statuses: Succession<SiteStatus>,
    /// When it is to open, as it was said with each status.
    pub openings: Succession<Option<PartialDate>>,
    pub operators: Succession<PartnerId>,
    /// Everything that ever lay in its folder.
    pub documents: Vec<SiteDocument>,
    pub history: History<SiteEvent>,
}

/// A document in a site's folder [Unterlage der Mappe] (MEM-50).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteDocument {
    pub id: SiteDocumentId,
    pub kind: SiteDocumentKind,
    pub title: EntryId,
    pub document: DocumentRef,
    pub valid_from: Date,
    /// The first day without it.
    pub removed_on: Option<Date>,
}

impl Site {
    pub fn exists(&self) -> bool {
        !self.names.facts().is_empty()
    }

    /// The name on `day`.
    pub fn name_on(&self, day: Date) -> Option<EntryId> {
        self.names.on(day).copied()
    }

    pub fn status_on(&self, day: Date) -> Option<SiteStatus> {
        self.statuses.on(day).copied()
    }

    /// When a site that is considered or planned on `day` is to open, where somebody said it.
    pub fn opens_on(&self, day: Date) -> Option<PartialDate> {
        match self.status_on(day)? {
            SiteStatus::Considered | SiteStatus::Planned => *self.openings.on(day)?,
            SiteStatus::Open | SiteStatus::Closed => None,
        }
    }

    pub fn operator_on(&self, day: Date) -> Option<PartnerId> {
        self.operators.on(day).copied()
    }

    /// What lies in its folder on `day`, in the order in which it was filed (MEM-50).
    pub fn documents_on(&self, day: Date) -> Vec<&SiteDocument> {
        self.documents
            .iter()
            .filter(|document| document.valid_from <= day)
            .filter(|document| document.removed_on.is_none_or(|on| day < on))
            .collect()
    }

    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &SiteCommand, ctx: &MembershipContext) -> Decision {
        Unfit::check_existence(Thing::Site, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on(ctx.occurred_on) {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            SiteCommand::RegisterSite(c) => register(c, ctx),
            SiteCommand::RenameSite(c) => {
                Unfit::check_name(&c.name)?;
                Ok(vec![
                    SiteRenamed {
                        name: c.name.id,
                        renamed_on: ctx.occurred_on,
                    }
                    .into(),
                ])
            }
            SiteCommand::ChangeSiteStatus(c) => self.change_status(c),
            SiteCommand::AssignSiteOperator(c) => {
                ctx.facts.partner(c.operator, "operator")?;
                if self.operator_on(c.since.first_day()) == Some(c.operator) {
                    return Ok(Vec::new());
                }
                Ok(vec![
                    SiteOperatorAssigned {
                        operator: c.operator,
                        since: c.since,
                    }
                    .into(),
                ])
            }
            SiteCommand::FileSiteDocument(c) => self.file(c),
            SiteCommand::RemoveSiteDocument(c) => self.remove(c),
            SiteCommand::CorrectSite(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    SiteFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }

    fn change_status(&self, c: &ChangeSiteStatus) -> Decision {
        check_opening(c.status, c.opens_on)?;
        let day = c.since.first_day();
        if self.status_on(day) == Some(c.status) && self.opens_on(day) == c.opens_on {
            return Ok(Vec::new());
        }
        Ok(vec![
            SiteStatusChanged {
                status: c.status,
                since: c.since,
                opens_on: c.opens_on,
            }
            .into(),
        ])
    }

    fn file(&self, c: &FileSiteDocument) -> Decision {
        let length = c.title.content.0.chars().count();
        if length > NAME_MAX {
            return Err(SiteRefusal::TitleTooLong { length });
        }
        let id = c.document_id();
        if self.document(id).is_ok() {
            return Err(SiteRefusal::DocumentExists { document: id });
        }
        let event = SiteDocumentFiled {
            id,
            kind: c.kind,
            title: c.title.id,
            document: c.document,
            valid_from: c.valid_from,
        };
        Ok(vec![event.into()])
    }

    fn remove(&self, c: &RemoveSiteDocument) -> Decision {
        let document = self.document(c.document)?;
        match document.removed_on {
            Some(removed_on) if removed_on == c.removed_on => Ok(Vec::new()),
            Some(removed_on) => Err(SiteRefusal::DocumentRemoved { removed_on }),
            None => {
                Unfit::check_not_before("removedOn", c.removed_on, Some(document.valid_from))?;
                Ok(vec![
                    SiteDocumentRemoved {
                        id: c.document,
                        removed_on: c.removed_on,
                    }
                    .into(),
                ])
            }
        }
    }

    fn document(&self, id: SiteDocumentId) -> Result<&SiteDocument, SiteRefusal> {
        self.documents
            .iter()
            .find(|document| document.id == id)
            .ok_or(SiteRefusal::DocumentUnknown { document: id })
    }
}

fn register(c: &RegisterSite, ctx: &MembershipContext) -> Decision {
    Unfit::check_name(&c.name)?;
    check_opening(c.status, c.opens_on)?;
    if let Some(region) = c.region {
        ctx.facts.region(region, "region")?;
    }
    let event = SiteRegistered {
        name: c.name.id,
        region: c.region,
        status: c.status,
        since: c.since,
        opens_on: c.opens_on,
    };
    Ok(vec![event.into()])
}

/// Only what is not open yet is to open.
fn check_opening(status: SiteStatus, opens_on: Option<PartialDate>) -> Result<(), SiteRefusal> {
    match (status, opens_on) {
        (SiteStatus::Open | SiteStatus::Closed, Some(_)) => Err(SiteRefusal::NotPlanned { status }),
        (SiteStatus::Considered | SiteStatus::Planned, _) | (_, None) => Ok(()),
    }
}

impl Aggregate for Site {
    const TYPE: &'static str = "site";
    type Command = SiteCommand;
    type Event = SiteEvent;
    type Error = SiteRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: SiteCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), SiteRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: SiteEvent) {
        self.history.record(&event);
        match event {
            SiteEvent::SiteRegistered(e) => {
                self.names.note(None, e.name);
                self.region = e.region;
                self.statuses.note(e.since, e.status);
                self.openings.note(e.since, e.opens_on);
            }
            SiteEvent::SiteRenamed(e) => self.names.note(Some(e.renamed_on.into()), e.name),
            SiteEvent::SiteStatusChanged(e) => {
                self.statuses.note(Some(e.since), e.status);
                self.openings.note(Some(e.since), e.opens_on);
            }
            SiteEvent::SiteOperatorAssigned(e) => self.operators.note(Some(e.since), e.operator),
            SiteEvent::SiteDocumentFiled(e) => self.documents.push(SiteDocument {
                id: e.id,
                kind: e.kind,
                title: e.title,
                document: e.document,
                valid_from: e.valid_from,
                removed_on: None,
            }),
            SiteEvent::SiteDocumentRemoved(e) => {
                for document in &mut self.documents {
                    if document.id == e.id {
                        document.removed_on = Some(e.removed_on);
                    }
                }
            }
            SiteEvent::SiteFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Correctable for Site {
    fn history(&self) -> &History<SiteEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<SiteEvent> {
        &mut self.history
    }

    fn decide(&self, command: &SiteCommand, ctx: &MembershipContext) -> Decision {
        self.decide(command, ctx)
    }

    /// What left the folder was in it, not before it came, and left once.
    fn check(&self) -> Result<(), SiteRefusal> {
        let (mut filed, mut removed) = (BTreeSet::new(), BTreeSet::new());
        for (_, event) in self.history.standing() {
            if let SiteEvent::SiteDocumentFiled(e) = event
                && !filed.insert(e.id)
            {
                return Err(SiteRefusal::DocumentExists { document: e.id });
            }
            if let SiteEvent::SiteDocumentRemoved(e) = event {
                let from = self.document(e.id)?.valid_from;
                Unfit::check_not_before("replacement", e.removed_on, Some(from))?;
                if !removed.insert(e.id) {
                    let removed_on = e.removed_on;
                    return Err(SiteRefusal::DocumentRemoved { removed_on });
                }
            }
        }
        Ok(())
    }
}
