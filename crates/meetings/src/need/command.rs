//! What may be done with a need.

use kernel::{BodyId, Date, MeetingId, NeedId, NewText, OfferId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sector::NeedSector;

/// Suggests a need [Bedarf anregen] (MTG-16).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SuggestNeedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SuggestNeed {
    /// The new need's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<NeedId>,
    /// The body in which it came up; absent where it did elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// One line.
    pub title: NewText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    /// The field of work that would meet it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<NeedSector>,
    pub suggested_on: Date,
}

/// Records that a meeting discussed the need [Bedarf beraten] (MTG-16): of any body, any number of times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DiscussNeedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DiscussNeed {
    pub need: NeedId,
    pub meeting: MeetingId,
    pub discussed_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
}

/// Records that the need is met [Bedarf verwirklicht] (MTG-16).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RealiseNeedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RealiseNeed {
    pub need: NeedId,
    pub realised_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    /// The offer that meets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<OfferId>,
}

/// Puts the need aside [Bedarf zurückstellen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ShelveNeedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShelveNeed {
    pub need: NeedId,
    pub reason: NewText,
    pub shelved_on: Date,
}

/// Takes up again a need that was put aside, or is there again [Bedarf wieder aufnehmen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReopenNeedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReopenNeed {
    pub need: NeedId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
    pub reopened_on: Date,
}

/// Corrects what was recorded of a need [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectNeedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectNeed {
    pub need: NeedId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<NeedReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a need.
    pub enum NeedReplacement for NeedCommand as "NeedReplacementInput" {
        SuggestNeed,
        DiscussNeed,
        RealiseNeed,
        ShelveNeed,
        ReopenNeed,
    }
}

kernel::commands! {
    /// What may be done with a need.
    pub enum NeedCommand {
        SuggestNeed = "suggest-need",
        DiscussNeed = "discuss-need",
        RealiseNeed = "realise-need",
        ShelveNeed = "shelve-need",
        ReopenNeed = "reopen-need",
        CorrectNeed = "correct-need",
    }
}
