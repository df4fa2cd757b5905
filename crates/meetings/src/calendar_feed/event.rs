//! What happens to a body's calendar.

use kernel::{BodyId, EntryId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The calendar of a body's meetings was opened, at the address of this generation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalendarFeedOpened {
    pub body: BodyId,
    /// From 1.
    pub generation: u32,
}

/// A generation's address counts no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalendarFeedRevoked {
    pub generation: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
}

kernel::events! {
    /// What happens to a body's calendar.
    pub enum CalendarFeedEvent {
        CalendarFeedOpened = 1,
        CalendarFeedRevoked = 1,
    }
}
