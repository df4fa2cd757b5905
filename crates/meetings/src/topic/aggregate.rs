//! A topic's state, and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::{Since, Succession, Timeline};
use kernel::{AgendaItemId, BodyId, Date, EntryId, History, MeetingId, PartialDate, PartnerId};
use serde::{Deserialize, Serialize};

use super::command::TopicCommand;
use super::error::TopicRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::policy::AgendaKind;

kernel::code! {
    /// How far a topic is [Stand des Themas].
    pub enum TopicState {
        /// it waits
        Open = "offen",
        /// a subgroup prepares it (MTG-17)
        WithSubgroup = "in einer Untergruppe",
        /// a meeting is to deal with it
        Scheduled = "auf einer Tagesordnung",
        /// a meeting dealt with it
        Done = "behandelt",
        /// nobody pursues it
        Dropped = "nicht weiterverfolgt",
    }
}

/// How far a topic is, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum TopicStage {
    Open,
    WithSubgroup {
        subgroup: BodyId,
    },
    Scheduled {
        meeting: MeetingId,
        item: Option<AgendaItemId>,
    },
    Done {
        meeting: MeetingId,
    },
    Dropped,
}

impl TopicStage {
    pub const fn state(self) -> TopicState {
        match self {
            Self::Open => TopicState::Open,
            Self::WithSubgroup { .. } => TopicState::WithSubgroup,
            Self::Scheduled { .. } => TopicState::Scheduled,
            Self::Done { .. } => TopicState::Done,
            Self::Dropped => TopicState::Dropped,
        }
    }
}

/// A proposed topic and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Topic {
    pub body: Option<BodyId>,
    /// The partner that proposed it; `None` where the office did.
    pub proposed_by: Option<PartnerId>,
    /// Entries of the vault; none for an anonymous case talk.
    pub title: Option<EntryId>,
    pub text: Option<EntryId>,
    /// `None` for an ordinary topic.
    pub kind: Option<AgendaKind>,
    /// In the order of their days.
    pub stages: Succession<TopicStage>,
    /// What a subgroup prepared, since the day it gave the topic back.
    pub prepared: Succession<EntryId>,
    pub drop_reason: Option<EntryId>,
    pub supporters: Timeline<PartnerId>,
    pub history: History<TopicEvent>,
}

impl Topic {
    pub fn exists(&self) -> bool {
        self.body.is_some()
    }

    /// How far it is on `day`, and where; `None` before it was proposed.
    pub fn stage_on(&self, day: Date) -> Option<TopicStage> {
        self.stages.on(day).copied()
    }

    /// How far it is on `day`; `None` before it was proposed.
    pub fn state_on(&self, day: Date) -> Option<TopicState> {
        self.stage_on(day).map(TopicStage::state)
    }

    /// Who supports it on `day`, in the order of their first support; what came after its end does not count.
    pub fn supporters_on(&self, day: Date) -> Vec<PartnerId> {
        let last = self.ended_on().map_or(day, |ended_on| ended_on.min(day));
        self.supporters.on(last)
    }

    /// The day on which it was done or dropped.
    pub fn ended_on(&self) -> Option<Date> {
        let (since, stage) = self.current()?;
        match stage {
            TopicStage::Done { .. } | TopicStage::Dropped => Some(since),
            TopicStage::Open | TopicStage::WithSubgroup { .. } | TopicStage::Scheduled { .. } => {
                None
            }
        }
    }

    /// What was told last, with its day.
    pub(super) fn current(&self) -> Option<(Date, TopicStage)> {
        match self.stages.facts().last() {
            Some(Since {
                since: Some(since),
                value,
            }) => Some((since.first_day(), *value)),
            Some(Since { since: None, .. }) | None => None,
        }
    }

    fn enter(&mut self, day: Date, stage: TopicStage) {
        self.stages.note(Some(PartialDate::from(day)), stage);
    }
}

impl Aggregate for Topic {
    const TYPE: &'static str = "topic";
    type Command = TopicCommand;
    type Event = TopicEvent;
    type Error = TopicRefusal;
    type Services = MeetingsContext;

    async fn handle(
        &mut self,
        command: TopicCommand,
        ctx: &MeetingsContext,
        sink: &EventSink<Self>,
    ) -> Result<(), TopicRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: TopicEvent) {
        self.history.record(&event);
        match event {
            TopicEvent::TopicProposed(e) => {
                self.body = Some(e.body);
                self.proposed_by = e.proposed_by;
                self.title = e.title;
                self.text = e.text;
                self.kind = e.kind;
                self.enter(e.proposed_on, TopicStage::Open);
            }
            TopicEvent::TopicSupported(e) => {
                self.supporters.note(e.partner, e.supported_on.into(), true);
            }
            TopicEvent::TopicSupportWithdrawn(e) => {
                self.supporters
                    .note(e.partner, e.withdrawn_on.into(), false);
            }
            TopicEvent::TopicScheduled(e) => {
                let (meeting, item) = (e.meeting, e.item);
                self.enter(e.scheduled_on, TopicStage::Scheduled { meeting, item });
            }
            TopicEvent::TopicAssignedToSubgroup(e) => {
                let subgroup = e.subgroup;
                self.enter(e.assigned_on, TopicStage::WithSubgroup { subgroup });
            }
            TopicEvent::TopicReturned(e) => {
                self.enter(e.returned_on, TopicStage::Open);
                if let Some(text) = e.text {
                    self.prepared.note(Some(e.returned_on.into()), text);
                }
            }
            TopicEvent::TopicDropped(e) => {
                self.enter(e.dropped_on, TopicStage::Dropped);
                self.drop_reason = e.reason;
            }
            TopicEvent::TopicDone(e) => {
                let meeting = e.meeting;
                self.enter(e.done_on, TopicStage::Done { meeting });
            }
            TopicEvent::TopicFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
