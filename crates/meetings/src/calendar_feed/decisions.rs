//! What the commands about a body's calendar make happen.

use super::aggregate::CalendarFeed;
use super::command::*;
use super::error::CalendarFeedRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::{Thing, Unfit};

impl CalendarFeed {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &CalendarFeedCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<CalendarFeedEvent>, CalendarFeedRefusal> {
        match command {
            CalendarFeedCommand::OpenCalendarFeed(c) => self.open(c, ctx),
            CalendarFeedCommand::RevokeCalendarFeed(c) => self.revoke(c),
        }
    }

    fn open(
        &self,
        c: &OpenCalendarFeed,
        ctx: &MeetingsContext,
    ) -> Result<Vec<CalendarFeedEvent>, CalendarFeedRefusal> {
        ctx.facts.body(c.body, "body")?;
        if self.open {
            return Ok(Vec::new());
        }
        let event = CalendarFeedOpened {
            body: c.body,
            generation: self.generation.saturating_add(1),
        };
        Ok(vec![event.into()])
    }

    fn revoke(
        &self,
        c: &RevokeCalendarFeed,
    ) -> Result<Vec<CalendarFeedEvent>, CalendarFeedRefusal> {
        Unfit::check_existence(Thing::CalendarFeed, self.exists(), false)?;
        if !self.open {
            return Ok(Vec::new());
        }
        let event = CalendarFeedRevoked {
            generation: self.generation,
            reason: c.reason.as_ref().map(|reason| reason.id),
        };
        Ok(vec![event.into()])
    }
}
