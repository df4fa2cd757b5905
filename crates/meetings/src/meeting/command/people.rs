//! Who is invited, who answers, who was there, who writes.

use std::num::NonZeroU16;

use kernel::{ActorId, BodyId, ContactId, Date, MeetingId, NewText, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Invites to a meeting [einladen] (MTG-08). Repeated with others, it invites those.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "InviteParticipantsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InviteParticipants {
    pub meeting: MeetingId,
    /// The meeting's body.
    pub body: BodyId,
    /// The institutions, each once; those that take part in the body when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partners: Option<Vec<PartnerId>>,
    /// Who is written to, each once; each speaks for an institution that is invited.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub contacts: Vec<ContactId>,
    /// How many guests without an institution are invited in all; as before when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guests: Option<u32>,
    /// What the invitation says [Anschreiben].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<NewText>,
    /// The business date when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_on: Option<Date>,
}

kernel::code! {
    /// What somebody answered to an invitation [Antwort].
    pub enum ReplyKind {
        /// comes
        Accepted = "zugesagt",
        /// does not come
        Declined = "abgesagt",
        /// does not know yet
        Tentative = "unter Vorbehalt",
    }
}

/// Records an answer to the invitation [Rückmeldung]. The one with the latest day holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordMeetingReplyInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordReply {
    pub meeting: MeetingId,
    /// The institution that was invited.
    pub partner: PartnerId,
    /// Who answered for it, where it is a contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    pub reply: ReplyKind,
    pub replied_on: Date,
}

/// An institution that was there [anwesende Institution], without names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "MeetingPresenceInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Presence {
    pub partner: PartnerId,
    /// How many persons came for it; absent where nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<NonZeroU16>,
}

/// Records who was there [Anwesenheit]: institutions and counts. It replaces what was recorded before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordAttendanceInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordAttendance {
    pub meeting: MeetingId,
    /// Each once.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub partners: Vec<Presence>,
    /// How many persons without an institution were there; absent where nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<u32>,
}

/// Records whom the body elected to write the minutes [Wahl der Protokollführung] (MTG-10). It replaces an earlier election.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ElectMinuteTakerInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ElectMinuteTaker {
    pub meeting: MeetingId,
    /// The meeting's body.
    pub body: BodyId,
    /// The institution for which the taker sits there.
    pub partner: PartnerId,
    /// The contact, where it is one; it speaks for the institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// The account that writes, where the taker has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<ActorId>,
}
