//! A standard's state, and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::Succession;
use kernel::{BodyId, Date, DocumentRef, EntryId, History, MeetingId};
use serde::{Deserialize, Serialize};

use super::command::{StandardCommand, StandardReviewResult};
use super::error::StandardRefusal;
use super::event::*;
use crate::facts::MeetingsContext;

kernel::code! {
    /// Whether a standard holds [Stand des Standards].
    pub enum StandardState {
        /// partners keep to it
        InForce = "vereinbart",
        /// it holds no more
        Retired = "aufgehoben",
    }
}

/// What a standard says: an entry of the vault, a document, both or neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Wording {
    pub text: Option<EntryId>,
    pub document: Option<DocumentRef>,
}

/// A review of a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StandardReview {
    pub meeting: Option<MeetingId>,
    pub reviewed_on: Date,
    pub result: StandardReviewResult,
    pub next_review_on: Option<Date>,
}

/// A common standard and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityStandard {
    pub body: Option<BodyId>,
    /// The meeting that adopted it.
    pub meeting: Option<MeetingId>,
    /// An entry of the vault.
    pub title: Option<EntryId>,
    pub adopted_on: Option<Date>,
    pub wordings: Succession<Wording>,
    /// When it is to be reviewed next, as each occasion said; `None` where it said no day.
    pub next_reviews: Succession<Option<Date>>,
    /// In the order in which they were told.
    pub reviews: Vec<StandardReview>,
    /// The first day on which it does not hold.
    pub retired_on: Option<Date>,
    pub retire_reason: Option<EntryId>,
    pub history: History<StandardEvent>,
}

impl QualityStandard {
    pub fn exists(&self) -> bool {
        self.adopted_on.is_some()
    }

    /// Whether it holds on `day`; `None` before it was adopted.
    pub fn state_on(&self, day: Date) -> Option<StandardState> {
        self.adopted_on.filter(|on| *on <= day)?;
        Some(if self.retired_on.is_some_and(|on| on <= day) {
            StandardState::Retired
        } else {
            StandardState::InForce
        })
    }

    /// What it says on `day`, or said last.
    pub fn wording_on(&self, day: Date) -> Option<Wording> {
        self.wordings.on(day).copied()
    }

    /// The day of its next review, as it was known on `day`; `None` where nobody said one or it holds no more.
    pub fn next_review_on(&self, day: Date) -> Option<Date> {
        match self.state_on(day)? {
            StandardState::InForce => self.next_reviews.on(day).copied().flatten(),
            StandardState::Retired => None,
        }
    }

    /// Since when its review is due, as of `day`: from the day itself on.
    pub fn review_due_since(&self, day: Date) -> Option<Date> {
        self.next_review_on(day).filter(|due| *due <= day)
    }

    /// The latest day on which it was adopted or reviewed.
    pub(super) fn last_looked_at(&self) -> Option<Date> {
        let reviewed = self.reviews.iter().map(|review| review.reviewed_on);
        self.adopted_on.into_iter().chain(reviewed).max()
    }
}

impl Aggregate for QualityStandard {
    const TYPE: &'static str = "standard";
    type Command = StandardCommand;
    type Event = StandardEvent;
    type Error = StandardRefusal;
    type Services = MeetingsContext;

    async fn handle(
        &mut self,
        command: StandardCommand,
        ctx: &MeetingsContext,
        sink: &EventSink<Self>,
    ) -> Result<(), StandardRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: StandardEvent) {
        self.history.record(&event);
        match event {
            StandardEvent::StandardAdopted(e) => {
                self.body = Some(e.body);
                self.meeting = Some(e.meeting);
                self.title = Some(e.title);
                self.adopted_on = Some(e.adopted_on);
                let (text, document) = (e.text, e.document);
                let since = Some(e.adopted_on.into());
                self.wordings.note(since, Wording { text, document });
                self.next_reviews.note(since, e.review_on);
            }
            StandardEvent::StandardReviewed(e) => {
                let since = Some(e.reviewed_on.into());
                match e.result {
                    StandardReviewResult::Confirmed => {}
                    StandardReviewResult::Revised => {
                        let (text, document) = (e.text, e.document);
                        self.wordings.note(since, Wording { text, document });
                    }
                    StandardReviewResult::Retired => self.retired_on = Some(e.reviewed_on),
                }
                self.next_reviews.note(since, e.next_review_on);
                self.reviews.push(StandardReview {
                    meeting: e.meeting,
                    reviewed_on: e.reviewed_on,
                    result: e.result,
                    next_review_on: e.next_review_on,
                });
            }
            StandardEvent::StandardRetired(e) => {
                self.retired_on = Some(e.retired_on);
                self.retire_reason = e.reason;
            }
            StandardEvent::StandardFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
