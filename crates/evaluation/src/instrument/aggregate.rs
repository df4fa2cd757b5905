//! The state of an instrument of the evaluation, and what holds of it on a day.

use crate::codes::InstrumentItemCode;
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{BodyId, Date, DocumentRef, EntryId, History};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::InstrumentRefusal;
use super::event::*;
use super::items::{InstrumentAim, InstrumentItem, InstrumentKind};
use crate::facts::EvaluationContext;

/// A version of an instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentVersion {
    /// From 1.
    pub number: u16,
    pub items: Vec<InstrumentItem>,
    /// How many grades a rating has, the first the best.
    pub grades: Option<u8>,
    pub aims: Vec<InstrumentAim>,
    pub body: Option<BodyId>,
    pub document: Option<DocumentRef>,
    pub valid_from: Date,
}

impl InstrumentVersion {
    pub fn has(&self, item: &InstrumentItemCode) -> bool {
        self.items.iter().any(|known| known.code == *item)
    }
}

/// An instrument and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Instrument {
    pub kind: Option<InstrumentKind>,
    /// An entry of the vault.
    pub title: Option<EntryId>,
    /// In the order of their numbers, which is that of their days.
    pub versions: Vec<InstrumentVersion>,
    /// The first day on which it is not used.
    pub retired_on: Option<Date>,
    pub history: History<InstrumentEvent>,
}

impl Instrument {
    pub fn exists(&self) -> bool {
        self.kind.is_some()
    }

    pub fn version(&self, number: u16) -> Option<&InstrumentVersion> {
        self.versions
            .iter()
            .find(|version| version.number == number)
    }

    /// The version that is used on `day`; none before the first and once it is used no more.
    pub fn version_on(&self, day: Date) -> Option<&InstrumentVersion> {
        if self.retired_on.is_some_and(|on| on <= day) {
            return None;
        }
        let until = self
            .versions
            .iter()
            .filter(|version| version.valid_from <= day);
        until.max_by_key(|version| version.number)
    }

    /// True where the version was used on a day of that calendar year.
    pub fn used_in(&self, number: u16, year: i16) -> bool {
        let Some(version) = self.version(number) else {
            return false;
        };
        let next = self.version(number.saturating_add(1));
        let ends = next.map(|next| next.valid_from).or(self.retired_on);
        version.valid_from.year() <= year
            && ends.is_none_or(|on| Date::new(year, 1, 1).is_ok_and(|first| first < on))
    }

    fn add(&mut self, version: InstrumentVersion) {
        let number = self
            .versions
            .last()
            .map_or(1, |last| last.number.saturating_add(1));
        self.versions.push(InstrumentVersion { number, ..version });
    }
}

impl Aggregate for Instrument {
    const TYPE: &'static str = "instrument";
    type Command = InstrumentCommand;
    type Event = InstrumentEvent;
    type Error = InstrumentRefusal;
    type Services = EvaluationContext;

    async fn handle(
        &mut self,
        command: InstrumentCommand,
        ctx: &EvaluationContext,
        sink: &EventSink<Self>,
    ) -> Result<(), InstrumentRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: InstrumentEvent) {
        self.history.record(&event);
        match event {
            InstrumentEvent::InstrumentIntroduced(e) => {
                self.kind = Some(e.kind);
                self.title = Some(e.title);
                self.add(InstrumentVersion {
                    number: 0,
                    items: e.items,
                    grades: e.grades,
                    aims: Vec::new(),
                    body: None,
                    document: e.document,
                    valid_from: e.valid_from,
                });
            }
            InstrumentEvent::InstrumentRevised(e) => self.add(InstrumentVersion {
                number: 0,
                items: e.items,
                grades: e.grades,
                aims: e.aims,
                body: e.body,
                document: e.document,
                valid_from: e.valid_from,
            }),
            InstrumentEvent::InstrumentRetired(e) => self.retired_on = Some(e.retired_on),
            InstrumentEvent::InstrumentFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
