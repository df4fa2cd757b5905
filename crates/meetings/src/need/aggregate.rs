//! A need's state, and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::{Since, Succession};
use kernel::{BodyId, Date, EntryId, History, MeetingId, OfferId, PartialDate};
use serde::{Deserialize, Serialize};

use super::command::NeedCommand;
use super::error::NeedRefusal;
use super::event::*;
use super::sector::NeedSector;
use crate::facts::MeetingsContext;

kernel::code! {
    /// How far a need is [Stand des Bedarfs] (MTG-16).
    pub enum NeedState {
        /// somebody sees it
        Suggested = "angeregt",
        /// a meeting talked about it
        Discussed = "beraten",
        /// it is met
        Realised = "verwirklicht",
        /// nobody pursues it for now
        Shelved = "zurückgestellt",
    }
}

/// How a need ended, or that it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum NeedEnd {
    Realised {
        offer: Option<OfferId>,
        text: Option<EntryId>,
    },
    Shelved {
        reason: EntryId,
    },
    /// It was taken up again.
    Reopened {
        reason: Option<EntryId>,
    },
}

/// That a meeting discussed a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Discussion {
    pub meeting: MeetingId,
    pub on: Date,
    pub text: Option<EntryId>,
}

/// A need and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Need {
    pub suggested_on: Option<Date>,
    /// The body in which it came up.
    pub body: Option<BodyId>,
    /// Entries of the vault.
    pub title: Option<EntryId>,
    pub text: Option<EntryId>,
    pub sector: Option<NeedSector>,
    /// In the order in which they were told.
    pub discussions: Vec<Discussion>,
    /// In the order of their days; none while it went on from the first.
    pub ends: Succession<NeedEnd>,
    pub history: History<NeedEvent>,
}

impl Need {
    pub fn exists(&self) -> bool {
        self.suggested_on.is_some()
    }

    /// How far it is on `day`; `None` before it was suggested.
    pub fn state_on(&self, day: Date) -> Option<NeedState> {
        self.suggested_on.filter(|on| *on <= day)?;
        Some(match self.ends.on(day) {
            Some(NeedEnd::Realised { .. }) => NeedState::Realised,
            Some(NeedEnd::Shelved { .. }) => NeedState::Shelved,
            Some(NeedEnd::Reopened { .. }) | None if self.discussions_until(day).is_empty() => {
                NeedState::Suggested
            }
            Some(NeedEnd::Reopened { .. }) | None => NeedState::Discussed,
        })
    }

    /// How it ended by `day`, since when; `None` while it goes on.
    pub fn end_on(&self, day: Date) -> Option<(Date, NeedEnd)> {
        ended(self.ends.at(day))
    }

    /// The meetings that had discussed it by `day`, in the order of their days.
    pub fn discussions_until(&self, day: Date) -> Vec<Discussion> {
        let until = self.discussions.iter().copied().filter(|d| d.on <= day);
        let mut discussions: Vec<_> = until.collect();
        discussions.sort_by_key(|discussion| discussion.on);
        discussions
    }

    /// How it ended, whatever the day.
    pub(super) fn ended(&self) -> Option<(Date, NeedEnd)> {
        ended(self.ends.facts().last())
    }

    /// The latest day on which anything happened to it.
    pub(super) fn last_day(&self) -> Option<Date> {
        let ends = self.ends.facts().iter().filter_map(|end| end.since);
        let ends = ends.map(PartialDate::first_day);
        let discussed = self.discussions.iter().map(|discussion| discussion.on);
        self.suggested_on
            .into_iter()
            .chain(ends)
            .chain(discussed)
            .max()
    }

    fn end(&mut self, day: Date, end: NeedEnd) {
        self.ends.note(Some(day.into()), end);
    }
}

fn ended(fact: Option<&Since<NeedEnd>>) -> Option<(Date, NeedEnd)> {
    let fact = fact?;
    match fact.value {
        NeedEnd::Realised { .. } | NeedEnd::Shelved { .. } => {
            Some((fact.since?.first_day(), fact.value))
        }
        NeedEnd::Reopened { .. } => None,
    }
}

impl Aggregate for Need {
    const TYPE: &'static str = "need";
    type Command = NeedCommand;
    type Event = NeedEvent;
    type Error = NeedRefusal;
    type Services = MeetingsContext;

    async fn handle(
        &mut self,
        command: NeedCommand,
        ctx: &MeetingsContext,
        sink: &EventSink<Self>,
    ) -> Result<(), NeedRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: NeedEvent) {
        self.history.record(&event);
        match event {
            NeedEvent::NeedSuggested(e) => {
                self.suggested_on = Some(e.suggested_on);
                self.body = e.body;
                self.title = Some(e.title);
                self.text = e.text;
                self.sector = e.sector;
            }
            NeedEvent::NeedDiscussed(e) => self.discussions.push(Discussion {
                meeting: e.meeting,
                on: e.discussed_on,
                text: e.text,
            }),
            NeedEvent::NeedRealised(e) => {
                let (offer, text) = (e.offer, e.text);
                self.end(e.realised_on, NeedEnd::Realised { offer, text });
            }
            NeedEvent::NeedShelved(e) => {
                self.end(e.shelved_on, NeedEnd::Shelved { reason: e.reason });
            }
            NeedEvent::NeedReopened(e) => {
                self.end(e.reopened_on, NeedEnd::Reopened { reason: e.reason });
            }
            NeedEvent::NeedFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
