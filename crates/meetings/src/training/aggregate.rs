//! A training's state, and what holds of it on a day.

use std::collections::BTreeMap;

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::Succession;
use kernel::{Date, EntryId, History, PartialDate, PartnerId};
use serde::{Deserialize, Serialize};

use super::command::{TrainingCommand, TrainingKind, TrainingTopic};
use super::error::TrainingRefusal;
use super::event::*;
use crate::facts::MeetingsContext;

kernel::code! {
    /// How far a training is [Stand der Fortbildung] (MTG-27).
    pub enum TrainingState {
        /// somebody sees that it is needed
        Needed = "Bedarf festgestellt",
        /// its days are set
        Planned = "geplant",
        /// it took place
        Held = "durchgeführt",
        /// it does not take place
        Cancelled = "abgesagt",
    }
}

/// When, where and about what a training is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrainingPlan {
    pub begins_on: Date,
    /// `None` where it has one day.
    pub ends_on: Option<Date>,
    /// An entry of the vault.
    pub place: Option<EntryId>,
    pub kind: TrainingKind,
    pub topic: TrainingTopic,
}

/// A training and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Training {
    /// Entries of the vault.
    pub title: Option<EntryId>,
    pub text: Option<EntryId>,
    /// In the order of their days.
    pub states: Succession<TrainingState>,
    pub plans: Succession<TrainingPlan>,
    pub cancel_reason: Option<EntryId>,
    /// How many of each institution took part.
    pub participation: BTreeMap<PartnerId, u16>,
    pub history: History<TrainingEvent>,
}

impl Training {
    pub fn exists(&self) -> bool {
        self.title.is_some()
    }

    /// How far it is on `day`; `None` before it was needed or planned.
    pub fn state_on(&self, day: Date) -> Option<TrainingState> {
        self.states.on(day).copied()
    }

    /// How it was planned by `day`.
    pub fn plan_on(&self, day: Date) -> Option<TrainingPlan> {
        self.plans.on(day).copied()
    }

    /// Its first day, once it was held.
    pub fn held_on(&self) -> Option<Date> {
        match self.current() {
            Some((held_on, TrainingState::Held)) => Some(held_on),
            Some((
                _,
                TrainingState::Needed | TrainingState::Planned | TrainingState::Cancelled,
            ))
            | None => None,
        }
    }

    /// Whether it is one of the year's: held, with its first day in the year.
    pub fn counts_for(&self, year: i16) -> bool {
        self.held_on().is_some_and(|day| day.year() == year)
    }

    /// How many took part, from how many institutions.
    pub fn participants(&self) -> (u32, usize) {
        let counts = self.participation.values();
        (
            counts.map(|count| u32::from(*count)).sum(),
            self.participation.len(),
        )
    }

    /// What was told last, with its day.
    pub(super) fn current(&self) -> Option<(Date, TrainingState)> {
        let last = self.states.facts().last()?;
        Some((last.since?.first_day(), last.value))
    }

    /// How it was planned last.
    pub(super) fn plan(&self) -> Option<TrainingPlan> {
        self.plans.facts().last().map(|plan| plan.value)
    }

    fn enter(&mut self, day: Date, state: TrainingState) {
        self.states.note(Some(PartialDate::from(day)), state);
    }
}

impl Aggregate for Training {
    const TYPE: &'static str = "training";
    type Command = TrainingCommand;
    type Event = TrainingEvent;
    type Error = TrainingRefusal;
    type Services = MeetingsContext;

    async fn handle(
        &mut self,
        command: TrainingCommand,
        ctx: &MeetingsContext,
        sink: &EventSink<Self>,
    ) -> Result<(), TrainingRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: TrainingEvent) {
        self.history.record(&event);
        match event {
            TrainingEvent::TrainingNeedRecorded(e) => {
                self.title = Some(e.title);
                self.text = e.text;
                self.enter(e.noted_on, TrainingState::Needed);
            }
            TrainingEvent::TrainingPlanned(e) => {
                self.title = e.title.or(self.title);
                self.enter(e.planned_on, TrainingState::Planned);
                let plan = TrainingPlan {
                    begins_on: e.begins_on,
                    ends_on: e.ends_on,
                    place: e.place,
                    kind: e.kind,
                    topic: e.topic,
                };
                self.plans.note(Some(e.planned_on.into()), plan);
            }
            TrainingEvent::TrainingHeld(e) => self.enter(e.held_on, TrainingState::Held),
            TrainingEvent::TrainingParticipationRecorded(e) => {
                self.participation.insert(e.partner, e.count);
            }
            TrainingEvent::TrainingCancelled(e) => {
                self.enter(e.cancelled_on, TrainingState::Cancelled);
                self.cancel_reason = e.reason;
            }
            TrainingEvent::TrainingFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
