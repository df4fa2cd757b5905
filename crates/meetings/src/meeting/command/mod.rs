//! What may be done with a meeting: its course here, its agenda and results in `agenda.rs`, who takes part in
//! `people.rs`, what each says of itself to its carrier in `routing.rs`.

mod agenda;
mod people;
mod routing;

use std::num::NonZeroU32;

use kernel::{BodyId, Date, MeetingId, NewText, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::slot::{ClockTime, LocalDateTime};
use crate::duration::MeetingDuration;

pub use agenda::*;
pub use people::*;

/// Plans a meeting of a body [Sitzung planen] (MTG-03, MTG-30). Only the future is planned; what was before is recorded
/// by [`RecordPastMeeting`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "PlanMeetingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanMeeting {
    /// The new meeting's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<MeetingId>,
    pub body: BodyId,
    /// Day and time in Europe/Berlin.
    pub begins: LocalDateTime,
    /// How long it takes; when absent as long as the policy says, else with an open end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<MeetingDuration>,
    /// Where it is; when absent where the policy says, else not known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<NewText>,
    /// The number of the first meeting that is recorded of the body; 1 when absent. For a body whose earlier meetings
    /// were numbered elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_number: Option<NonZeroU32>,
    /// One line [Anlass].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<NewText>,
    /// The business date when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<Date>,
}

/// Records a meeting that took place before [vergangene Sitzung nachtragen] (MTG-30). It is held at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordPastMeetingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordPastMeeting {
    /// The new meeting's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<MeetingId>,
    pub body: BodyId,
    pub held_on: Date,
    /// When it began, where somebody wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<ClockTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<NewText>,
    /// Institutions that were there, each once.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub present: Vec<PartnerId>,
    /// How many persons without an institution were there; absent where nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_others: Option<u32>,
    /// Its agenda, one line each. An item gets the id of its text.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub topics: Vec<NewText>,
    /// As in [`PlanMeeting`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_number: Option<NonZeroU32>,
}

/// Records that a room is reserved [Raum reservieren]. It is the meeting's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReserveRoomInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReserveRoom {
    pub meeting: MeetingId,
    pub place: NewText,
    /// Which function confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<NewText>,
    pub reserved_on: Date,
}

/// Moves a meeting [Sitzung verlegen]. Who was invited is told, and is asked again where it begins at another time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RescheduleMeetingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RescheduleMeeting {
    pub meeting: MeetingId,
    pub begins: LocalDateTime,
    /// As before when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<MeetingDuration>,
    /// As before when absent; a room that was reserved must be reserved anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<NewText>,
    /// Why [Grund].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
}

/// Cancels a meeting before it was opened [Sitzung absagen]. It keeps its number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CancelMeetingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelMeeting {
    pub meeting: MeetingId,
    /// Why [Grund].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
    pub cancelled_on: Date,
}

/// Opens a meeting on its day or later [Sitzung eröffnen]: from now on it is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "OpenMeetingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenMeeting {
    pub meeting: MeetingId,
    /// When it really began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<ClockTime>,
}

/// Closes a meeting [Sitzung abschließen]: nothing is added any more. Where the policy has the taker elected, one must be
/// (MTG-10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CloseMeetingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseMeeting {
    pub meeting: MeetingId,
    /// The meeting's body.
    pub body: BodyId,
    /// The business date when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
}

/// Corrects what was recorded of a meeting [Angabe berichtigen]. Its number and its body stay; ids and days that the
/// replacement leaves open stay as well.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectMeetingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectMeeting {
    pub meeting: MeetingId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<MeetingReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a meeting.
    pub enum MeetingReplacement for MeetingCommand as "MeetingReplacementInput" {
        PlanMeeting,
        RecordPastMeeting,
        ReserveRoom,
        RescheduleMeeting,
        CancelMeeting,
        InviteParticipants,
        RecordReply,
        AddAgendaItem,
        RemoveAgendaItem,
        ReorderAgenda,
        OpenMeeting,
        RecordAttendance,
        ElectMinuteTaker,
        RecordOutcome,
        CompleteTask,
        CloseMeeting,
    }
}

kernel::commands! {
    /// What may be done with a meeting.
    pub enum MeetingCommand {
        PlanMeeting = "plan-meeting",
        RecordPastMeeting = "record-past-meeting",
        ReserveRoom = "reserve-room",
        RescheduleMeeting = "reschedule-meeting",
        CancelMeeting = "cancel-meeting",
        InviteParticipants = "invite-participants",
        RecordReply = "record-reply",
        AddAgendaItem = "add-agenda-item",
        RemoveAgendaItem = "remove-agenda-item",
        ReorderAgenda = "reorder-agenda",
        OpenMeeting = "open-meeting",
        RecordAttendance = "record-attendance",
        ElectMinuteTaker = "elect-minute-taker",
        RecordOutcome = "record-outcome",
        CompleteTask = "complete-task",
        CloseMeeting = "close-meeting",
        CorrectMeeting = "correct-meeting",
    }
}
