//! The state of a concept paper, and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::Succession;
use kernel::{Date, DecisionId, DocumentRef, EntryId, History, Interval};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::ConceptRefusal;
use super::event::*;
use crate::facts::EvaluationContext;

/// A version of the concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConceptVersion {
    pub adopted_on: Date,
    pub decision: Option<DecisionId>,
    /// What is new: an entry of the vault.
    pub summary: Option<EntryId>,
    pub document: Option<DocumentRef>,
}

/// A concept paper and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Concept {
    /// An entry of the vault.
    pub title: Option<EntryId>,
    /// In the order of their days.
    pub versions: Vec<ConceptVersion>,
    /// How often it is revised, as the municipality adopted it.
    pub intervals: Succession<Interval>,
    /// The first day on which it does not hold.
    pub retired_on: Option<Date>,
    pub history: History<ConceptEvent>,
}

impl Concept {
    pub fn exists(&self) -> bool {
        self.title.is_some()
    }

    /// A version that is told late finds its place.
    fn add(&mut self, version: ConceptVersion) {
        self.versions.push(version);
        self.versions.sort_by_key(|version| version.adopted_on);
    }
}

impl Aggregate for Concept {
    const TYPE: &'static str = "concept";
    type Command = ConceptCommand;
    type Event = ConceptEvent;
    type Error = ConceptRefusal;
    type Services = EvaluationContext;

    async fn handle(
        &mut self,
        command: ConceptCommand,
        ctx: &EvaluationContext,
        sink: &EventSink<Self>,
    ) -> Result<(), ConceptRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: ConceptEvent) {
        self.history.record(&event);
        match event {
            ConceptEvent::ConceptAdopted(e) => {
                self.title = Some(e.title);
                self.add(ConceptVersion {
                    adopted_on: e.adopted_on,
                    decision: e.decision,
                    summary: None,
                    document: e.document,
                });
            }
            ConceptEvent::ConceptRevised(e) => self.add(ConceptVersion {
                adopted_on: e.adopted_on,
                decision: e.decision,
                summary: e.summary,
                document: e.document,
            }),
            ConceptEvent::ConceptIntervalSet(e) => {
                self.intervals.note(Some(e.adopted_on.into()), e.interval);
            }
            ConceptEvent::ConceptRetired(e) => self.retired_on = Some(e.retired_on),
            ConceptEvent::ConceptFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
