//! Where a command about a body's calendar goes and what comes with it.

use kernel::{DomainCommand, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl DomainCommand for CalendarFeedCommand {
    const STREAM: &'static str = "calendar-feed";

    /// A body has one calendar, which has the body's id.
    fn target(&self) -> Option<Uuid> {
        let body = match self {
            Self::OpenCalendarFeed(c) => c.body,
            Self::RevokeCalendarFeed(c) => c.body,
        };
        Some(body.0)
    }

    fn assign(&mut self, _: Uuid) {}

    /// Opening an open one changes nothing, and a revoked one is opened again.
    fn creates(&self) -> bool {
        false
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::OpenCalendarFeed(c) => vec![StreamId::new("body", c.body.0)],
            Self::RevokeCalendarFeed(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::OpenCalendarFeed(_) => Vec::new(),
            Self::RevokeCalendarFeed(c) => c.reason.iter().map(VaultEntry::from).collect(),
        }
    }
}
