//! What happens to an offer.

use kernel::{Date, EntryId, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::details::OfferDetails;

/// An offer of a partner was registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferRegistered {
    pub partner: PartnerId,
    pub details: OfferDetails,
    pub registered_on: Date,
}

/// An offer's details were told anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferRevised {
    pub details: OfferDetails,
    pub revised_on: Date,
}

/// Somebody said that the offer is still right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferConfirmed {
    pub confirmed_on: Date,
}

/// An offer pauses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferPaused {
    /// The first day without it.
    pub from: Date,
    /// The last day without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// An offer is there again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferResumed {
    /// The first day with it.
    pub resumed_on: Date,
}

/// An offer ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferEnded {
    /// The last day.
    pub ended_on: Date,
}

/// A fact of an offer was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<OfferEvent>>,
}

kernel::events! {
    /// What happens to an offer.
    pub enum OfferEvent {
        OfferRegistered = 1,
        OfferRevised = 1,
        OfferConfirmed = 1,
        OfferPaused = 1,
        OfferResumed = 1,
        OfferEnded = 1,
        OfferFactCorrected = 1,
    }
}
