//! A feed's state.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{BodyId, EntryId};
use serde::{Deserialize, Serialize};

use super::command::CalendarFeedCommand;
use super::error::CalendarFeedRefusal;
use super::event::*;
use crate::facts::MeetingsContext;

/// The calendar of a body's meetings and which of its addresses counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalendarFeed {
    /// Absent where none was ever opened.
    pub body: Option<BodyId>,
    /// The generation that was opened last, from 1.
    pub generation: u32,
    /// Whether its address still counts.
    pub open: bool,
    /// Why the last one was revoked (an entry of the vault).
    pub revoke_reason: Option<EntryId>,
}

impl CalendarFeed {
    pub fn exists(&self) -> bool {
        self.body.is_some()
    }

    /// The generation whose address counts.
    pub fn open_generation(&self) -> Option<u32> {
        self.open.then_some(self.generation)
    }
}

impl Aggregate for CalendarFeed {
    const TYPE: &'static str = "calendar-feed";
    type Command = CalendarFeedCommand;
    type Event = CalendarFeedEvent;
    type Error = CalendarFeedRefusal;
    type Services = MeetingsContext;

    async fn handle(
        &mut self,
        command: CalendarFeedCommand,
        ctx: &MeetingsContext,
        sink: &EventSink<Self>,
    ) -> Result<(), CalendarFeedRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: CalendarFeedEvent) {
        match event {
            CalendarFeedEvent::CalendarFeedOpened(e) => {
                self.body = Some(e.body);
                self.generation = e.generation;
                self.open = true;
                self.revoke_reason = None;
            }
            CalendarFeedEvent::CalendarFeedRevoked(e) => {
                self.open = false;
                self.revoke_reason = e.reason;
            }
        }
    }
}
