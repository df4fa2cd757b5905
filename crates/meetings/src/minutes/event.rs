//! What happens to minutes. Their words are entries of the vault.

use kernel::{BodyId, ContactId, Date, DocumentRef, EntryId, MeetingId, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::{DispatchChannel, MinutesAuthor};

/// What minutes say at a time, and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesContent {
    pub text: EntryId,
    pub author: MinutesAuthor,
    pub attachments: Vec<DocumentRef>,
    /// Contacts of partners whom the text refers to.
    pub mentions: Vec<ContactId>,
}

/// Minutes were drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesDrafted {
    pub meeting: MeetingId,
    pub body: BodyId,
    pub content: MinutesContent,
    pub drafted_on: Date,
}

/// A draft got another text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesRevised {
    pub content: MinutesContent,
    pub revised_on: Date,
}

/// A draft was submitted for approval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesSubmitted {
    pub submitted_on: Date,
}

/// Submitted minutes went back to whoever wrote them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesReturned {
    pub reason: EntryId,
    pub returned_on: Date,
}

/// Minutes were approved as they stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesApproved {
    pub approved_on: Date,
    /// The meeting that approved them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_meeting: Option<MeetingId>,
}

/// An approved version went out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesDispatched {
    pub version: u32,
    pub partners: Vec<PartnerId>,
    pub channel: DispatchChannel,
    pub dispatched_on: Date,
}

/// Approved minutes got a new version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesAmended {
    pub reason: EntryId,
    pub content: MinutesContent,
    pub amended_on: Date,
}

/// A partner passed the results on in its house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PassingOnAcknowledged {
    pub partner: PartnerId,
    pub acknowledged_on: Date,
}

/// A fact of minutes was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<MinutesEvent>>,
}

kernel::events! {
    /// What happens to minutes.
    pub enum MinutesEvent {
        MinutesDrafted = 1,
        MinutesRevised = 1,
        MinutesSubmitted = 1,
        MinutesReturned = 1,
        MinutesApproved = 1,
        MinutesDispatched = 1,
        MinutesAmended = 1,
        PassingOnAcknowledged = 1,
        MinutesFactCorrected = 1,
    }
}
