//! What may be done with a body's calendar.

use kernel::{BodyId, NewText};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opens the calendar of a body's meetings [Kalender-Abo einrichten]. Where it is open, nothing changes; after a
/// revocation it gets a new address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "OpenCalendarFeedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenCalendarFeed {
    pub body: BodyId,
}

/// Ends the address of a body's calendar for good [Kalender-Abo widerrufen]. Whoever has it sees nothing any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RevokeCalendarFeedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokeCalendarFeed {
    pub body: BodyId,
    /// Why [Grund].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
}

kernel::commands! {
    /// What may be done with a body's calendar.
    pub enum CalendarFeedCommand {
        OpenCalendarFeed = "open-calendar-feed",
        RevokeCalendarFeed = "revoke-calendar-feed",
    }
}
