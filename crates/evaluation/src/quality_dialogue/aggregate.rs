//! The state of a quality dialogue, and what holds of it on a day.

use crate::codes::CriterionCode;
use crate::policy::QualityAspect;
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Date, EntryId, History, IndicatorId, MeetingId};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::QualityDialogueRefusal;
use super::event::*;
use crate::facts::EvaluationContext;

kernel::code! {
    /// How far an area of the quality development is [Stand].
    pub enum AreaStanding {
        /// nothing was done yet
        Open = "offen",
        /// it is worked on
        InProgress = "in Arbeit",
        /// what was agreed on is reached
        Reached = "erreicht",
    }
}

/// A criterion of an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreedCriterion {
    pub area: QualityAspect,
    pub criterion: CriterionCode,
    /// What is measured: an entry of the vault.
    pub text: EntryId,
    pub indicator: Option<IndicatorId>,
    pub agreed_on: Date,
    /// The first day on which it does not stand, and why.
    pub dropped: Option<(Date, EntryId)>,
}

impl AgreedCriterion {
    pub fn stands_on(&self, day: Date) -> bool {
        self.agreed_on <= day && self.dropped.is_none_or(|(on, _)| day < on)
    }
}

/// How far an area was found to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AreaAssessed {
    pub area: QualityAspect,
    pub standing: AreaStanding,
    /// An entry of the vault.
    pub text: Option<EntryId>,
    pub assessed_on: Date,
}

/// A quality dialogue and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityDialogue {
    /// An entry of the vault.
    pub title: Option<EntryId>,
    pub areas: Vec<QualityAspect>,
    pub opened_on: Option<Date>,
    /// When it was held, in which meeting.
    pub held: Vec<(Date, Option<MeetingId>)>,
    pub criteria: Vec<AgreedCriterion>,
    /// In the order in which they were told.
    pub assessed: Vec<AreaAssessed>,
    /// The last day.
    pub closed_on: Option<Date>,
    pub result: Option<EntryId>,
    pub history: History<QualityDialogueEvent>,
}

impl QualityDialogue {
    pub fn exists(&self) -> bool {
        self.opened_on.is_some()
    }

    /// The latest day of which something is recorded.
    pub(super) fn last_day(&self) -> Option<Date> {
        let held = self.held.iter().map(|(on, _)| *on);
        let agreed = self.criteria.iter().map(|known| known.agreed_on);
        let dropped = self.criteria.iter().filter_map(|known| known.dropped);
        let assessed = self.assessed.iter().map(|known| known.assessed_on);
        let days = held.chain(agreed).chain(assessed);
        days.chain(dropped.map(|(on, _)| on))
            .chain(self.opened_on)
            .max()
    }
}

impl Aggregate for QualityDialogue {
    const TYPE: &'static str = "quality-dialogue";
    type Command = QualityDialogueCommand;
    type Event = QualityDialogueEvent;
    type Error = QualityDialogueRefusal;
    type Services = EvaluationContext;

    async fn handle(
        &mut self,
        command: QualityDialogueCommand,
        ctx: &EvaluationContext,
        sink: &EventSink<Self>,
    ) -> Result<(), QualityDialogueRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: QualityDialogueEvent) {
        self.history.record(&event);
        match event {
            QualityDialogueEvent::QualityDialogueOpened(e) => {
                self.title = Some(e.title);
                self.areas = e.areas;
                self.opened_on = Some(e.opened_on);
            }
            QualityDialogueEvent::QualityDialogueHeld(e) => self.held.push((e.held_on, e.meeting)),
            QualityDialogueEvent::CriterionAgreed(e) => self.criteria.push(AgreedCriterion {
                area: e.area,
                criterion: e.criterion,
                text: e.text,
                indicator: e.indicator,
                agreed_on: e.agreed_on,
                dropped: None,
            }),
            QualityDialogueEvent::CriterionDropped(e) => {
                let mut criteria = self.criteria.iter_mut();
                let known = criteria
                    .find(|known| known.criterion == e.criterion && known.stands_on(e.dropped_on));
                if let Some(known) = known {
                    known.dropped = Some((e.dropped_on, e.reason));
                }
            }
            QualityDialogueEvent::QualityAreaAssessed(e) => self.assessed.push(AreaAssessed {
                area: e.area,
                standing: e.standing,
                text: e.text,
                assessed_on: e.assessed_on,
            }),
            QualityDialogueEvent::QualityDialogueClosed(e) => {
                self.closed_on = Some(e.closed_on);
                self.result = e.result;
            }
            QualityDialogueEvent::QualityDialogueFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
