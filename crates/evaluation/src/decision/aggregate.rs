//! The state of a registered decision, and what holds of it on a day.

use crate::codes::CitedNumber;
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Date, DecisionRef, DocumentRef, EntryId, History};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::DecisionRefusal;
use super::event::*;
use crate::facts::EvaluationContext;

/// Under which number a paper cites the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Citation {
    pub number: CitedNumber,
    /// Which paper, and where in it: an entry of the vault.
    pub paper: EntryId,
    /// The day of the paper.
    pub cited_on: Date,
}

/// Which of the cited numbers is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettledNumber {
    pub number: CitedNumber,
    /// An entry of the vault.
    pub reason: EntryId,
    pub settled_on: Date,
}

/// A decision in the register and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisteredDecision {
    pub decision: Option<DecisionRef>,
    /// An entry of the vault.
    pub subject: Option<EntryId>,
    pub document: Option<DocumentRef>,
    /// In the order in which they were told.
    pub citations: Vec<Citation>,
    pub settled: Option<SettledNumber>,
    pub history: History<DecisionEvent>,
}

impl RegisteredDecision {
    pub fn exists(&self) -> bool {
        self.decision.is_some()
    }
}

impl Aggregate for RegisteredDecision {
    const TYPE: &'static str = "decision";
    type Command = DecisionCommand;
    type Event = DecisionEvent;
    type Error = DecisionRefusal;
    type Services = EvaluationContext;

    async fn handle(
        &mut self,
        command: DecisionCommand,
        ctx: &EvaluationContext,
        sink: &EventSink<Self>,
    ) -> Result<(), DecisionRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: DecisionEvent) {
        self.history.record(&event);
        match event {
            DecisionEvent::DecisionRegistered(e) => {
                self.decision = Some(e.decision);
                self.subject = Some(e.subject);
                self.document = e.document;
            }
            DecisionEvent::DecisionCited(e) => self.citations.push(Citation {
                number: e.number,
                paper: e.paper,
                cited_on: e.cited_on,
            }),
            DecisionEvent::CitationsSettled(e) => {
                self.settled = Some(SettledNumber {
                    number: e.number,
                    reason: e.reason,
                    settled_on: e.settled_on,
                });
            }
            DecisionEvent::DecisionFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
