//! The state of minutes.

use std::collections::BTreeMap;

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{BodyId, Date, EntryId, History, MeetingId, PartnerId};
use serde::{Deserialize, Serialize};

use super::command::{DispatchChannel, MinutesCommand};
use super::error::MinutesRefusal;
use super::event::*;
use crate::facts::MeetingsContext;

kernel::code! {
    /// How far minutes are [Stand des Protokolls].
    pub enum MinutesState {
        /// it may change
        Draft = "Entwurf",
        /// it waits for the approval
        Submitted = "vorgelegt",
        /// it may go out
        Approved = "genehmigt",
        /// it went out
        Dispatched = "versandt",
    }
}

/// The minutes of a meeting and everything that is known of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Minutes {
    pub meeting: Option<MeetingId>,
    pub body: Option<BodyId>,
    /// In order, from 1.
    pub versions: Vec<MinutesVersion>,
    pub dispatches: Vec<MinutesDispatch>,
    /// Who passed the results on, and since when that is known.
    pub acknowledged: BTreeMap<PartnerId, Date>,
    pub history: History<MinutesEvent>,
}

/// A version: what was approved as a whole, or is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesVersion {
    pub number: u32,
    /// Why there is a new version; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    /// The content in the order in which it changed.
    pub contents: Vec<ContentSince>,
    /// How it went on from there.
    pub steps: Vec<MinutesStep>,
}

/// What a version says since a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContentSince {
    pub since: Date,
    pub content: MinutesContent,
}

/// A version was submitted, returned or approved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesStep {
    pub on: Date,
    pub to: MinutesState,
    /// Why it was returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    /// The meeting that approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_meeting: Option<MeetingId>,
}

/// A version went out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesDispatch {
    pub version: u32,
    pub on: Date,
    pub partners: Vec<PartnerId>,
    pub channel: DispatchChannel,
}

impl Minutes {
    fn begin_version(&mut self, reason: Option<EntryId>, since: Date, content: MinutesContent) {
        let number = self.versions.last().map_or(1, |last| last.number + 1);
        self.versions.push(MinutesVersion {
            number,
            reason,
            contents: vec![ContentSince { since, content }],
            steps: Vec::new(),
        });
    }

    fn step(&mut self, step: MinutesStep) {
        if let Some(version) = self.versions.last_mut() {
            version.steps.push(step);
        }
    }
}

impl Aggregate for Minutes {
    const TYPE: &'static str = "minutes";
    type Command = MinutesCommand;
    type Event = MinutesEvent;
    type Error = MinutesRefusal;
    type Services = MeetingsContext;

    async fn handle(
        &mut self,
        command: MinutesCommand,
        ctx: &MeetingsContext,
        sink: &EventSink<Self>,
    ) -> Result<(), MinutesRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: MinutesEvent) {
        self.history.record(&event);
        match event {
            MinutesEvent::MinutesDrafted(e) => {
                self.meeting = Some(e.meeting);
                self.body = Some(e.body);
                self.begin_version(None, e.drafted_on, e.content);
            }
            MinutesEvent::MinutesRevised(e) => {
                if let Some(version) = self.versions.last_mut() {
                    version.contents.push(ContentSince {
                        since: e.revised_on,
                        content: e.content,
                    });
                }
            }
            MinutesEvent::MinutesSubmitted(e) => self.step(MinutesStep {
                on: e.submitted_on,
                to: MinutesState::Submitted,
                reason: None,
                in_meeting: None,
            }),
            MinutesEvent::MinutesReturned(e) => self.step(MinutesStep {
                on: e.returned_on,
                to: MinutesState::Draft,
                reason: Some(e.reason),
                in_meeting: None,
            }),
            MinutesEvent::MinutesApproved(e) => self.step(MinutesStep {
                on: e.approved_on,
                to: MinutesState::Approved,
                reason: None,
                in_meeting: e.in_meeting,
            }),
            MinutesEvent::MinutesAmended(e) => {
                self.begin_version(Some(e.reason), e.amended_on, e.content);
            }
            MinutesEvent::MinutesDispatched(e) => self.dispatches.push(MinutesDispatch {
                version: e.version,
                on: e.dispatched_on,
                partners: e.partners,
                channel: e.channel,
            }),
            MinutesEvent::PassingOnAcknowledged(e) => {
                self.acknowledged.insert(e.partner, e.acknowledged_on);
            }
            MinutesEvent::MinutesFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
