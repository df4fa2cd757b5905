//! The state of a goal, and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::{Succession, Timeline};
use kernel::{BodyId, Date, EntryId, GoalId, History, IndicatorId, MeetingId, PartialDate};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::GoalRefusal;
use super::event::*;
use crate::facts::EvaluationContext;

kernel::code! {
    /// What a goal is [Art des Ziels] (EVA-06).
    pub enum GoalKind {
        /// what the network is for
        Guiding = "Leitziel",
        /// what leads there
        Intermediate = "Mittelziel",
    }
}

kernel::code! {
    /// How far a goal is reached [Zielerreichung].
    pub enum GoalAssessment {
        /// it is reached
        Reached = "erreicht",
        /// partly
        PartlyReached = "teilweise erreicht",
        /// it is not reached
        NotReached = "nicht erreicht",
        /// nobody can say
        NotAssessable = "nicht zu beurteilen",
    }
}

/// How far a goal was found to be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GoalStanding {
    pub assessment: GoalAssessment,
    /// Why: an entry of the vault.
    pub text: Option<EntryId>,
    pub meeting: Option<MeetingId>,
}

/// A goal and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Goal {
    pub kind: Option<GoalKind>,
    pub number: Option<u16>,
    /// The guiding goal that it serves.
    pub parent: Option<GoalId>,
    pub body: Option<BodyId>,
    pub meeting: Option<MeetingId>,
    pub set_on: Option<Date>,
    /// Entries of the vault.
    pub texts: Succession<EntryId>,
    /// Series of figures that say whether it is reached.
    pub indicators: Timeline<IndicatorId>,
    pub assessments: Succession<GoalStanding>,
    /// The first day on which it is not pursued.
    pub retired_on: Option<Date>,
    pub history: History<GoalEvent>,
}

impl Goal {
    pub fn exists(&self) -> bool {
        self.set_on.is_some()
    }

    /// True from the day on which it was set until it is retired.
    pub fn pursued_on(&self, day: Date) -> bool {
        self.set_on.is_some_and(|on| on <= day) && self.retired_on.is_none_or(|on| day < on)
    }

    /// The latest day of which something is recorded.
    pub(super) fn last_day(&self) -> Option<Date> {
        let texts = self.texts.facts().iter().filter_map(|fact| fact.since);
        let assessed = self.assessments.facts().iter();
        let assessed = assessed.filter_map(|fact| fact.since);
        let linked = self.indicators.changes().iter().map(|change| change.since);
        let days = texts.chain(assessed).chain(linked);
        days.map(PartialDate::first_day).chain(self.set_on).max()
    }
}

impl Aggregate for Goal {
    const TYPE: &'static str = "goal";
    type Command = GoalCommand;
    type Event = GoalEvent;
    type Error = GoalRefusal;
    type Services = EvaluationContext;

    async fn handle(
        &mut self,
        command: GoalCommand,
        ctx: &EvaluationContext,
        sink: &EventSink<Self>,
    ) -> Result<(), GoalRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: GoalEvent) {
        self.history.record(&event);
        match event {
            GoalEvent::GoalSet(e) => {
                self.kind = Some(e.kind);
                self.number = e.number;
                self.parent = e.parent;
                self.body = e.body;
                self.meeting = e.meeting;
                self.set_on = Some(e.set_on);
                self.texts.note(Some(e.set_on.into()), e.text);
            }
            GoalEvent::GoalReworded(e) => self.texts.note(Some(e.reworded_on.into()), e.text),
            GoalEvent::GoalIndicatorLinked(e) => {
                self.indicators.note(e.indicator, e.linked_on.into(), true);
            }
            GoalEvent::GoalIndicatorUnlinked(e) => {
                self.indicators
                    .note(e.indicator, e.unlinked_on.into(), false);
            }
            GoalEvent::GoalAssessed(e) => self.assessments.note(
                Some(e.assessed_on.into()),
                GoalStanding {
                    assessment: e.assessment,
                    text: e.text,
                    meeting: e.meeting,
                },
            ),
            GoalEvent::GoalRetired(e) => self.retired_on = Some(e.retired_on),
            GoalEvent::GoalFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
