//! What may be done with minutes.
//!
//! A command names the meeting, and the body where its rule decides: a command says what it reads before the stream is
//! loaded. Another meeting than the minutes' own, or another body than the meeting's, is refused.

use kernel::{
    BodyId, ContactId, Date, DocumentRef, MeetingId, MinutesId, NewLongText, NewText, PartnerId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code! {
    /// Who wrote minutes [Verfasser des Protokolls] (MTG-10, MTG-11).
    pub enum AuthorKind {
        /// the office that runs the network, such as the youth office (MTG-11)
        Office = "Geschäftsstelle",
        /// whom the meeting elected (MTG-10)
        Taker = "gewählte Protokollführung",
    }
}

kernel::code! {
    /// How minutes went out [Versandweg].
    pub enum DispatchChannel {
        /// by mail
        Mail = "E-Mail",
        /// on paper
        Post = "Post",
        /// to be read here
        Portal = "Portal",
    }
}

/// Who wrote minutes [Verfasser].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "MinutesAuthorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesAuthor {
    pub by: AuthorKind,
    /// The institution of a taker; absent for the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// The taker as a contact of the institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
}

/// Drafts the minutes of a meeting that was held [Protokoll entwerfen] (MTG-10, MTG-11, MTG-24).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DraftMinutesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftMinutes {
    /// The new minutes' id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<MinutesId>,
    /// The meeting of which they are.
    pub meeting: MeetingId,
    /// The body that met.
    pub body: BodyId,
    /// What they say, at most 100,000 characters; never a name of a child or a family (MTG-24).
    pub text: NewLongText,
    pub author: MinutesAuthor,
    /// Documents of the vault: each once, at most 20 [Anlagen].
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub attachments: Vec<DocumentRef>,
    /// Contacts of partners whom the text refers to, each once, at most 200: their names stay in the vault.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub mentions: Vec<ContactId>,
    /// Not before the meeting.
    pub drafted_on: Date,
}

/// Gives a draft another text [Entwurf überarbeiten] (MTG-10, MTG-11, MTG-24). It replaces all of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReviseMinutesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviseMinutes {
    pub minutes: MinutesId,
    /// The meeting of which they are.
    pub meeting: MeetingId,
    /// The body that met.
    pub body: BodyId,
    /// What they say, at most 100,000 characters; never a name of a child or a family (MTG-24).
    pub text: NewLongText,
    pub author: MinutesAuthor,
    /// Documents of the vault: each once, at most 20 [Anlagen].
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub attachments: Vec<DocumentRef>,
    /// Contacts of partners whom the text refers to, each once, at most 200: their names stay in the vault.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub mentions: Vec<ContactId>,
    pub revised_on: Date,
}

/// Submits a draft for approval [Protokoll vorlegen] (MTG-10): from now on it does not change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SubmitMinutesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubmitMinutes {
    pub minutes: MinutesId,
    /// The meeting of which they are.
    pub meeting: MeetingId,
    /// The body that met.
    pub body: BodyId,
    pub submitted_on: Date,
}

/// Gives submitted minutes back to whoever wrote them [Protokoll zurückgeben].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReturnMinutesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReturnMinutes {
    pub minutes: MinutesId,
    /// Why [Grund].
    pub reason: NewText,
    pub returned_on: Date,
}

/// Approves submitted minutes as they stand [Protokoll genehmigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ApproveMinutesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApproveMinutes {
    pub minutes: MinutesId,
    pub approved_on: Date,
    /// The meeting of the same body that approved them; absent where no meeting did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_meeting: Option<MeetingId>,
}

/// Records that an approved version went out [Protokoll versenden] (MTG-10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DispatchMinutesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DispatchMinutes {
    pub minutes: MinutesId,
    /// The body that met.
    pub body: BodyId,
    /// The version that went out, from 1.
    pub version: u32,
    /// The partners that got it, each once, 1 to 5,000 [Verteiler].
    pub partners: Vec<PartnerId>,
    pub channel: DispatchChannel,
    /// Not before the approval.
    pub dispatched_on: Date,
}

/// Gives approved minutes a new version, which is submitted and approved in its turn [Protokoll ändern].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AmendMinutesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendMinutes {
    pub minutes: MinutesId,
    /// The meeting of which they are.
    pub meeting: MeetingId,
    /// The body that met.
    pub body: BodyId,
    /// Why [Grund].
    pub reason: NewText,
    /// What they say, at most 100,000 characters; never a name of a child or a family (MTG-24).
    pub text: NewLongText,
    pub author: MinutesAuthor,
    /// Documents of the vault: each once, at most 20 [Anlagen].
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub attachments: Vec<DocumentRef>,
    /// Contacts of partners whom the text refers to, each once, at most 200: their names stay in the vault.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub mentions: Vec<ContactId>,
    pub amended_on: Date,
}

/// Confirms that a partner passed the results on in its house [Weitergabe bestätigen] (MTG-23).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AcknowledgePassingOnInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AcknowledgePassingOn {
    pub minutes: MinutesId,
    /// A partner that got the minutes.
    pub partner: PartnerId,
    /// Not before they went out to it.
    pub acknowledged_on: Date,
}

/// Corrects what was recorded of minutes [Angabe berichtigen]; an approved text is amended instead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectMinutesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectMinutes {
    pub minutes: MinutesId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<MinutesReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of minutes.
    pub enum MinutesReplacement for MinutesCommand as "MinutesReplacementInput" {
        DraftMinutes,
        ReviseMinutes,
        SubmitMinutes,
        ReturnMinutes,
        ApproveMinutes,
        DispatchMinutes,
        AmendMinutes,
        AcknowledgePassingOn,
    }
}

kernel::commands! {
    /// What may be done with minutes.
    pub enum MinutesCommand {
        DraftMinutes = "draft-minutes",
        ReviseMinutes = "revise-minutes",
        SubmitMinutes = "submit-minutes",
        ReturnMinutes = "return-minutes",
        ApproveMinutes = "approve-minutes",
        DispatchMinutes = "dispatch-minutes",
        AmendMinutes = "amend-minutes",
        AcknowledgePassingOn = "acknowledge-passing-on",
        CorrectMinutes = "correct-minutes",
    }
}
