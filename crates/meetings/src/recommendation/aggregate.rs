//! A recommendation's state: every dated fact, in the order in which it was told.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{BodyId, Date, DecisionRef, EntryId, History, MeetingId, OutcomeId};
use serde::{Deserialize, Serialize};

use super::addressee::Addressee;
use super::command::{AnswerKind, RecommendationCommand, RecommendationKind};
use super::error::RecommendationRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::policy::MeetingDuty;

/// A recommendation and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Recommendation {
    /// The body that raised it.
    pub body: Option<BodyId>,
    pub meeting: Option<MeetingId>,
    pub outcome: Option<OutcomeId>,
    pub kind: Option<RecommendationKind>,
    /// Title and text (entries of the vault).
    pub title: Option<EntryId>,
    pub text: Option<EntryId>,
    pub raised_on: Option<Date>,
    /// Where it went, each addressee once.
    pub steps: Vec<Step>,
    /// Subgroups that prepared it, one after the other.
    pub preparations: Vec<Preparation>,
    /// What the body that raised it saw of what came back.
    pub presentations: Vec<Presentation>,
    pub withdrawal: Option<Withdrawal>,
    pub closed_on: Option<Date>,
    pub history: History<RecommendationEvent>,
}

/// One step of its way, and what the addressee made of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    pub from: Addressee,
    pub to: Addressee,
    pub forwarded_on: Date,
    pub via: Option<MeetingDuty>,
    pub letter: Option<EntryId>,
    pub received_on: Option<Date>,
    pub answers: Vec<Answer>,
}

/// What an addressee answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Answer {
    pub answer: AnswerKind,
    pub decision: Option<DecisionRef>,
    pub text: Option<EntryId>,
    pub answered_on: Date,
}

/// What a subgroup prepared [Vorbereitung in einer Untergruppe] (MTG-17).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Preparation {
    pub subgroup: BodyId,
    pub assigned_on: Date,
    /// Absent while the subgroup has it.
    pub returned_on: Option<Date>,
    pub text: Option<EntryId>,
}

/// A meeting of the body that raised it saw what came back from somewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Presentation {
    pub from: Addressee,
    pub meeting: MeetingId,
    pub presented_on: Date,
}

/// When and why it was withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withdrawal {
    pub withdrawn_on: Date,
    pub reason: EntryId,
}

impl Aggregate for Recommendation {
    const TYPE: &'static str = "recommendation";
    type Command = RecommendationCommand;
    type Event = RecommendationEvent;
    type Error = RecommendationRefusal;
    type Services = MeetingsContext;

    async fn handle(
        &mut self,
        command: RecommendationCommand,
        ctx: &MeetingsContext,
        sink: &EventSink<Self>,
    ) -> Result<(), RecommendationRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: RecommendationEvent) {
        self.history.record(&event);
        match event {
            RecommendationEvent::RecommendationRaised(e) => {
                self.body = Some(e.body);
                self.meeting = Some(e.meeting);
                self.outcome = Some(e.outcome);
                self.kind = Some(e.kind);
                self.title = Some(e.title);
                self.text = e.text;
                self.raised_on = Some(e.raised_on);
            }
            RecommendationEvent::RecommendationForwarded(e) => self.steps.push(Step {
                from: e.from,
                to: e.to,
                forwarded_on: e.forwarded_on,
                via: e.via,
                letter: e.letter,
                received_on: None,
                answers: Vec::new(),
            }),
            RecommendationEvent::RecommendationReceived(e) => {
                if let Some(step) = self.step_mut(&e.at) {
                    step.received_on = Some(e.received_on);
                }
            }
            RecommendationEvent::RecommendationAnswered(e) => {
                if let Some(step) = self.step_mut(&e.from) {
                    step.answers.push(Answer {
                        answer: e.answer,
                        decision: e.decision,
                        text: e.text,
                        answered_on: e.answered_on,
                    });
                }
            }
            RecommendationEvent::RecommendationAnswerPresented(e) => {
                self.presentations.push(Presentation {
                    from: e.from,
                    meeting: e.meeting,
                    presented_on: e.presented_on,
                });
            }
            RecommendationEvent::RecommendationAssignedToSubgroup(e) => {
                self.preparations.push(Preparation {
                    subgroup: e.subgroup,
                    assigned_on: e.assigned_on,
                    returned_on: None,
                    text: None,
                });
            }
            RecommendationEvent::RecommendationReturnedFromSubgroup(e) => {
                if let Some(preparation) = self.preparations.last_mut() {
                    preparation.returned_on = Some(e.returned_on);
                    preparation.text = e.text;
                }
            }
            RecommendationEvent::RecommendationWithdrawn(e) => {
                self.withdrawal = Some(Withdrawal {
                    withdrawn_on: e.withdrawn_on,
                    reason: e.reason,
                });
            }
            RecommendationEvent::RecommendationClosed(e) => self.closed_on = Some(e.closed_on),
            RecommendationEvent::RecommendationFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Recommendation {
    fn step_mut(&mut self, to: &Addressee) -> Option<&mut Step> {
        self.steps.iter_mut().find(|step| step.to == *to)
    }
}
